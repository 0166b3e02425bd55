"""统一社会信用代码 (GB 32100-2015): eighteen characters, the last one a check on the others (MOD 31-3)."""

import re
import unicodedata
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"  # without I, O, S, V, Z
FORM = re.compile(rf"[1-9A-GY][1-9][0-9]{{6}}[{ALPHABET}]{{10}}")


class CreditCode(models.CharField):
    """统一社会信用代码 of an organisation; public, so never masked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 18, **kwargs})

    def formfield(self, **kwargs: Any) -> Any:
        """An input as long as people type it, with spaces between."""
        return super().formfield(**{"max_length": None, **kwargs})

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return re.sub(r"\s", "", unicodedata.normalize("NFKC", value)).upper() if isinstance(value, str) else value

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value:
            check_credit_code(value)


def check_character(seventeen: str) -> str:
    """The eighteenth character."""
    total = sum(ALPHABET.index(character) * pow(3, place, 31) for place, character in enumerate(seventeen))
    return ALPHABET[-total % 31]


def check_credit_code(code: str) -> None:
    """Raise ValidationError that says what is wrong: form or check character."""
    if not FORM.fullmatch(code):
        raise ValidationError("统一社会信用代码应当是 18 位大写字母和数字（不用 I、O、S、V、Z）")
    if check_character(code[:17]) != code[17]:
        raise ValidationError("统一社会信用代码的最后一位（校验码）不对，请核对证照")
