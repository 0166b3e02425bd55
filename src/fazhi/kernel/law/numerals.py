"""Chinese numerals as statutes write them: 三百零六 ↔ 306."""

import re

DIGITS = "零一二三四五六七八九"
UNITS = {"千": 1000, "百": 100, "十": 10}
NUMERAL = "[零〇一二三四五六七八九十百千]+"
NUMBER = f"(?:{NUMERAL}|[0-9]+)"
VALUES = {digit: value for value, digit in enumerate(DIGITS)} | {"〇": 0}


def number(text: str) -> int:
    """The value of 三百零六, 一五四 or 306; raises ValueError for anything else."""
    if text.isdecimal():
        return int(text)
    if not re.fullmatch(NUMERAL, text):
        raise ValueError(f"“{text}”不是数字")
    return _with_units(text) if set(text) & set(UNITS) else int("".join(str(VALUES[sign]) for sign in text))


def _with_units(text: str) -> int:
    total = digit = 0
    for sign in text:
        if sign in UNITS:
            total, digit = total + (digit or 1) * UNITS[sign], 0
        else:
            digit = VALUES[sign]
    return total + digit


def numeral(value: int) -> str:
    """三百零六 for 306; statutes write 十五, never 一十五, but 二百一十五."""
    if not 0 < value < 10_000:
        raise ValueError(f"{value}超出条文序号的范围")
    written = re.sub("零+", "零", _every_place(value)).strip("零")
    return re.sub("^一十", "十", written)


def _every_place(value: int) -> str:
    places = zip(f"{value:04d}", ("千", "百", "十", ""), strict=True)
    return "".join(DIGITS[int(digit)] + (unit if digit != "0" else "") for digit, unit in places)
