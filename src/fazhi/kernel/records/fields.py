"""Field types: personal data, validated, normalised and masked wherever shown; several words of a list."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.calendar.moments import today

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
# Control, format (bidi overrides, zero width), surrogate and private characters have no place in a name.
UNWRITABLE = {"Cc", "Cf", "Cs", "Co"}


class Personal(models.CharField):
    """A field that names or reaches a person; `privacy` is its class, P1 personal or P2 sensitive."""

    privacy = "P1"

    def mask(self, value: str) -> str:
        raise NotImplementedError

    def formfield(self, **kwargs: Any) -> Any:
        """An input as long as people type it, with spaces between; its length is checked when they are gone."""
        return super().formfield(**{"max_length": None, **kwargs})

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return self.normalise(value) if isinstance(value, str) and value else value

    def normalise(self, value: str) -> str:
        return unicodedata.normalize("NFKC", value).strip()


class PersonName(Personal):
    """姓名: keeps rare characters as written (NFC); refuses what cannot be written on paper."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 100, **kwargs})

    def normalise(self, value: str) -> str:
        return unicodedata.normalize("NFC", value).strip(" \u3000")

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        wrong = [character for character in value or "" if unicodedata.category(character) in UNWRITABLE]
        if wrong:
            raise ValidationError(f"姓名里有看不见的字符（U+{ord(wrong[0]):04X}），请删去后重新填写")

    def mask(self, value: str) -> str:
        """张某某 is shown as 张**; an organisation (over four characters) keeps its name."""
        return value if len(value) > 4 and "·" not in value else value[:1] + "*" * max(1, len(value) - 1)


class CitizenNumber(Personal):
    """公民身份号码 (GB 11643): 18 digits with their check digit; 15 digits of old are upgraded."""

    privacy = "P2"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 18, **kwargs})

    def normalise(self, value: str) -> str:
        value = re.sub(r"\s", "", unicodedata.normalize("NFKC", value)).upper()
        return upgraded(value) if re.fullmatch(r"[0-9]{15}", value) else value

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value:
            check_citizen_number(value)

    def mask(self, value: str) -> str:
        return f"{value[:4]}{'*' * max(4, len(value) - 8)}{value[-4:]}" if len(value) > 8 else "*" * len(value)


class Phone(Personal):
    """电话: digits, with + and - kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 20, **kwargs})

    def normalise(self, value: str) -> str:
        return re.sub(r"[\s()（）]", "", unicodedata.normalize("NFKC", value))

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and not re.fullmatch(r"\+?[0-9][0-9-]{4,18}", value):
            raise ValidationError("电话只能有数字和短横线，例如 13800000000 或 0700-12345678")

    def mask(self, value: str) -> str:
        return f"{value[:3]}****{value[-4:]}" if len(value) >= 11 else f"{value[:2]}****{value[-2:]}"


class Address(Personal):
    """住址: shown down to the township, hidden below."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 200, **kwargs})

    def mask(self, value: str) -> str:
        kept = re.match(r".*?(?:街道|[镇乡村])", value)
        return f"{kept.group() if kept else value[:3]}***"


class AccountNumber(Personal):
    """银行账号: its last four digits are shown."""

    privacy = "P2"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 60, **kwargs})

    def mask(self, value: str) -> str:
        return f"****{value[-4:]}" if len(value) > 4 else "****"


class Several(models.JSONField):
    """Any of the words of a list; kept as a list of their keys."""

    def __init__(self, verbose_name: str = "", words: type[models.TextChoices] | None = None, **kwargs: Any) -> None:
        self.words = words
        super().__init__(verbose_name, **{"default": list, "blank": True, **kwargs})

    def deconstruct(self) -> tuple[str, str, list[Any], dict[str, Any]]:
        # The words are no part of the column, so that a new word needs no migration.
        return super().deconstruct()

    def validate(self, value: Any, model_instance: Any) -> None:
        super().validate(value, model_instance)
        for key in value or ():
            if key not in self.words.values:
                raise ValidationError(f"没有“{key}”这一项，可以选：{'、'.join(self.words.labels)}")

    def formfield(self, **kwargs: Any) -> forms.Field:
        return forms.MultipleChoiceField(
            choices=self.words.choices,
            label=self.verbose_name,
            required=not self.blank,
            widget=forms.CheckboxSelectMultiple,
            help_text=self.help_text,
        )

    def told(self, value: list[str]) -> str:
        """The labels, as a ledger writes them."""
        return "、".join(self.words(key).label for key in value or ())


class Shown(property):
    """A property that pages may show, with what it is called there; made by `shown`."""

    label = ""


def shown(label: str) -> Callable[[Callable[[Any], Any]], Shown]:
    """Turn a method into a property with a name for its readers."""

    def made(method: Callable[[Any], Any]) -> Shown:
        named = Shown(method)
        named.label = label
        return named

    return made


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


def masked(instance: models.Model, name: str) -> str:
    """A field's value as everybody may see it."""
    value = getattr(instance, name)
    mask = getattr(instance._meta.get_field(name), "mask", None)
    return mask(value) if mask and value else value


def personal_fields(model: type[models.Model]) -> list[Personal]:
    """The fields of a model that hold personal data."""
    return [field for field in model._meta.fields if isinstance(field, Personal)]
