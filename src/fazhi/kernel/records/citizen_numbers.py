"""公民身份号码 (GB 11643): its form, its date of birth, its check digit (ISO 7064 MOD 11-2)."""

import re
from datetime import date

from django.core.exceptions import ValidationError

from fazhi.kernel.calendar.moments import today

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"


def check_digit(seventeen: str) -> str:
    """The eighteenth character of a citizen number (ISO 7064 MOD 11-2)."""
    return CHECK_DIGITS[sum(int(digit) * weight for digit, weight in zip(seventeen, WEIGHTS, strict=True)) % 11]


def upgraded(fifteen: str) -> str:
    """A 15-digit number of before 1999 as its 18-digit form."""
    seventeen = f"{fifteen[:6]}19{fifteen[6:]}"
    return seventeen + check_digit(seventeen)


def check_citizen_number(value: str) -> None:
    """Raise ValidationError that says what is wrong: form, date of birth, or check digit."""
    if not re.fullmatch(r"[1-9][0-9]{16}[0-9X]", value):
        raise ValidationError("公民身份号码应当是 18 位，前 17 位是数字，最后一位是数字或者 X")
    try:
        born = date(int(value[6:10]), int(value[10:12]), int(value[12:14]))
    except ValueError:
        raise ValidationError(f"公民身份号码里的出生日期 {value[6:14]} 不存在") from None
    if not date(1870, 1, 1) <= born <= today():
        raise ValidationError(f"公民身份号码里的出生日期 {born:%Y-%m-%d} 不可能")
    if check_digit(value[:17]) != value[17]:
        raise ValidationError("公民身份号码的最后一位（校验码）不对，请核对证件")
