"""Field types: personal data, validated, normalised, masked wherever shown, encrypted where sensitive; several words of a list."""

import json
import re
import unicodedata
from collections.abc import Callable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from .citizen_numbers import check_citizen_number, upgraded
from .envelope import Ciphertext, Unreadable
from .secret import Secret

# Control, format (bidi overrides, zero width), surrogate and private characters have no place in a name.
UNWRITABLE = {"Cc", "Cf", "Cs", "Co"}


class Private:
    """A field that says something of a person; `privacy` is its class: P1 personal, P2 sensitive, P3 restricted."""

    privacy = "P1"

    def mask(self, value: str) -> str:
        raise NotImplementedError


class Personal(Private, models.CharField):
    """A field that names or reaches a person."""

    def formfield(self, **kwargs: Any) -> Any:
        """An input as long as people type it, with spaces between; its length is checked when they are gone."""
        return super().formfield(**{"max_length": None, **kwargs})

    def to_python(self, value: Any) -> Any:
        value = super().to_python(value)
        return self.normalise(value) if isinstance(value, str) and value and not isinstance(value, Ciphertext) else value

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


class CitizenNumber(Secret, Personal):
    """公民身份号码 (GB 11643): 18 digits with their check digit; 15 digits of old are upgraded."""

    privacy, kind = "P2", "citizen-number"

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


class Phone(Secret, Personal):
    """电话: digits, with + and - kept."""

    kind = "phone"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 20, **kwargs})

    def normalise(self, value: str) -> str:
        return re.sub(r"[\s()（）]", "", unicodedata.normalize("NFKC", value))

    def validate(self, value: str, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and re.fullmatch(r"[0-9-]{1,4}", value):
            raise ValidationError("电话号码不完整，例如 13800000000 或 0700-12345678")
        if value and not re.fullmatch(r"\+?[0-9][0-9-]{4,18}", value):
            raise ValidationError("电话只能有数字和短横线，例如 13800000000 或 0700-12345678")

    def mask(self, value: str) -> str:
        return f"{value[:3]}****{value[-4:]}" if len(value) >= 11 else f"{value[:2]}****{value[-2:]}"


class Address(Secret, Personal):
    """住址: shown down to the township, hidden below."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max_length": 200, **kwargs})

    def mask(self, value: str) -> str:
        kept = re.match(r".*?(?:街道|[镇乡村])", value)
        return f"{kept.group() if kept else value[:3]}***"


class SensitiveText(Secret, Private, models.TextField):
    """What is told of people: in full only to whoever works on the record, and for a reason; elsewhere only that it is there."""

    privacy = "P2"

    def __init__(self, *args: Any, privacy: str = "P2", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.privacy = privacy

    def mask(self, value: str) -> str:
        return f"***（敏感信息，{len(value)} 字）"


class NoAnswers(dict):
    """Stands, empty, for answers that cannot be decrypted."""

    def __init__(self, sentence: str) -> None:
        super().__init__()
        self.sentence = sentence


class SensitiveAnswers(Secret, models.JSONField):
    """What was typed or handed over by name, encrypted as one; what cannot be read is nothing, and is not written back."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"default": dict, "blank": True, **kwargs})

    def db_check(self, connection: Any) -> None:
        return None

    def said(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False, cls=DjangoJSONEncoder) if value else ""

    def lost(self, unreadable: Unreadable) -> Any:
        return NoAnswers(unreadable.sentence)

    def meant(self, text: str) -> Any:
        return json.loads(text) if text else {}

    def mask(self, value: Any) -> str:
        return "***"


class SensitiveWord(Secret, Personal):
    """A word that is sensitive by itself: an ethnicity, how somebody may be reached in safety."""

    privacy = "P2"

    def __init__(self, *args: Any, privacy: str = "P2", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.privacy = privacy

    def mask(self, value: str) -> str:
        return "***"


class AccountNumber(Secret, Personal):
    """银行账号: its last four digits are shown."""

    privacy, kind = "P2", "account"

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


def masked(instance: models.Model, name: str) -> str:
    """A field's value as everybody may see it."""
    value = getattr(instance, name)
    if isinstance(value, Unreadable):
        return value.sentence
    mask = getattr(instance._meta.get_field(name), "mask", None)
    return mask(value) if mask and value else value


def personal_fields(model: type[models.Model]) -> list[Any]:
    """The fields of a model that hold personal data."""
    return [field for field in model._meta.fields if isinstance(field, Private)]
