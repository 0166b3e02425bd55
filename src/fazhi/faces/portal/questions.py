"""From a declared question to a form field, in everyday words; what was wrong is said so that one can mend it."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from fazhi.faces.look.files import ManyFiles
from fazhi.kernel.org.models import Unit
from fazhi.kernel.present.declared import Ask
from fazhi.kernel.records.fields import CitizenNumber, PersonName, Phone

from . import regions

MOST_BOXES = 6  # more choices than these fold into a list
LONGEST = 5000
# Marks that turn the direction of writing can make a text read otherwise than it is.
UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]")


def field_of(ask: Ask) -> forms.Field:
    """The form field of a question."""
    field = KINDS[ask.kind](ask)
    field.error_messages["required"] = "请选择" if ask.kind in CHOSEN else "请填写"
    return field


def _given(ask: Ask) -> dict[str, Any]:
    return {"label": ask.label, "required": ask.required, "help_text": ask.help}


class PlainText(forms.CharField):
    """Text without what cannot be seen."""

    def to_python(self, value: Any) -> str:
        return super().to_python(UNSEEN.sub("", value) if isinstance(value, str) else value)


class ColumnField(forms.CharField):
    """Checked and normalised by a kernel field, so that a page and a ledger refuse alike."""

    def __init__(self, column: models.Field, **given: Any) -> None:
        super().__init__(max_length=column.max_length, **given)
        self.column = column

    def clean(self, value: Any) -> str:
        text = super().clean(value)
        return self.column.clean(text, None) if text else ""


class PhoneField(ColumnField):
    """A mobile number has eleven digits; the commonest slip is told in so many words."""

    def clean(self, value: Any) -> str:
        number = super().clean(value)
        digits = number.removeprefix("+86")
        if re.fullmatch("1[3-9][0-9]*", digits) and len(digits) != 11:
            raise ValidationError(f"手机号是 11 位，现在是 {len(digits)} 位")
        return number


class MoneyField(forms.DecimalField):
    """An amount in yuan; full-width digits and commas between thousands are read."""

    def to_python(self, value: Any) -> Any:
        text = (
            unicodedata.normalize("NFKC", value).replace(",", "").removesuffix("元").strip() if isinstance(value, str) else value
        )
        return super().to_python(text)


class RegionInput(forms.TextInput):
    """A place by its name, with the places it may mean to choose from."""

    template_name = "portal/widgets/region.html"

    def __init__(self, attrs: Mapping[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.candidates: list[regions.Place] = []

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> str:
        """What was picked among the candidates of this very text, else the text."""
        text, picked = data.get(name) or "", data.get(f"{name}-pick") or ""
        return picked if picked and data.get(f"{name}-for") == text else text

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "candidates": self.candidates}


class RegionField(forms.CharField):
    """A region of the unit tree; raises with the candidates when the name means several."""

    widget = RegionInput

    def clean(self, value: Any) -> Unit | None:
        text = super().clean(value)
        if not text:
            return None
        found = regions.meant(text)
        if len({place.whole for place in found}) != 1:
            self.widget.candidates = found
            raise ValidationError(
                "有几个地方叫这个名字，请在下面选一个" if found else f"没有找到“{text[:30]}”，可以只写乡镇或者街道的名称"
            )
        return regions.unit_at(found[0].code)


class YesNoField(forms.TypedChoiceField):
    """是 or 否, neither chosen beforehand."""

    def __init__(self, **given: Any) -> None:
        super().__init__(choices=[("1", "是"), ("0", "否")], coerce=lambda word: word == "1", widget=forms.RadioSelect, **given)


def _choices(words: Any) -> list[tuple[Any, str]]:
    if hasattr(words, "choices"):
        return list(words.choices)
    if isinstance(words, Mapping):
        return [(value, word) for word, value in words.items()]
    return [each if isinstance(each, tuple) else (each, each) for each in words]


def _choice(ask: Ask) -> forms.Field:
    choices = _choices(ask.words)
    if len(choices) > MOST_BOXES:
        return forms.ChoiceField(choices=[("", "请选择"), *choices], **_given(ask))
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, **_given(ask))


def _date(ask: Ask) -> forms.Field:
    return forms.DateField(
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日", "%Y%m%d"],
        error_messages={"invalid": "没有这一天，请写成 2024-05-01 这样"},
        **_given(ask),
    )


def _text(**attrs: Any) -> Callable[[Ask], forms.Field]:
    return lambda ask: PlainText(max_length=200, widget=forms.TextInput(attrs=attrs), **_given(ask))


def _column(kind: type[forms.Field], column: models.Field, **attrs: Any) -> Callable[[Ask], forms.Field]:
    return lambda ask: kind(column, widget=forms.TextInput(attrs=attrs), **_given(ask))


def _region(ask: Ask) -> forms.Field:
    return RegionField(max_length=regions.LONGEST, widget=RegionInput(attrs={"autocomplete": "off"}), **_given(ask))


class NothingField(forms.Field):
    """Files are taken in apart; the field only gives them their place and words."""

    widget = forms.FileInput

    def clean(self, value: Any) -> None:
        return None


KINDS: dict[str, Callable[[Ask], forms.Field]] = {
    "text": _text(),
    "long": lambda ask: PlainText(max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 5}), **_given(ask)),
    "choice": _choice,
    "choices": lambda ask: forms.MultipleChoiceField(
        choices=_choices(ask.words), widget=forms.CheckboxSelectMultiple, **_given(ask)
    ),
    "date": _date,
    "phone": _column(PhoneField, Phone(), autocomplete="tel", inputmode="tel"),
    "citizen_number": _column(ColumnField, CitizenNumber(), autocomplete="off"),
    "name": lambda ask: _column(ColumnField, PersonName(), autocomplete="name" if ask.name == "name" else "off")(ask),
    "region": _region,
    "yes_no": lambda ask: YesNoField(**_given(ask)) if ask.required else forms.BooleanField(**_given(ask)),
    "money": lambda ask: MoneyField(min_value=0, max_digits=14, decimal_places=2, **_given(ask)),
    "whole": lambda ask: forms.IntegerField(min_value=1, max_value=9999, **_given(ask)),
    "file": lambda ask: NothingField(widget=ManyFiles(attrs={"multiple": True}), **_given(ask)),
}
CHOSEN = {"choice", "choices", "yes_no"}


def form_of(asks: Iterable[Ask]) -> type[forms.Form]:
    """A form of some questions."""
    return type("Questions", (forms.Form,), {ask.name: field_of(ask) for ask in asks})
