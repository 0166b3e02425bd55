"""A reference typed in words: the server suggests while one types, and without script the name or code is enough."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records.models import Record
from fazhi.kernel.records.search import reading, sounds

MOST_SUGGESTED = 12
MOST_READ = 20_000  # names whose pinyin is compared, where the database cannot
KEYED = re.compile(r"^(?P<text>.*)〔(?P<key>[^〔〕]+)〕$")


def named(one: Model) -> str:
    """Words that find the same thing again: its name, and in brackets what tells it from its namesakes."""
    if isinstance(one, Unit):
        return f"{one.name}〔{one.code}〕"
    if isinstance(one, Person):
        return f"{one.name}〔{one.unit} #{one.pk}〕"
    number = one.number if isinstance(one, Record) and one.number else f"#{one.pk}"
    return f"{one}〔{number}〕"


def suggested(choices: QuerySet[Any], text: str) -> list[Model]:
    """The nearest few by name, code, number, pinyin or initials, in the order of their pinyin."""
    text = text.strip()
    found = (found_in(choices, text) if text else choices)[:MOST_SUGGESTED]
    if not found and text.isascii():
        found = list(sounding(choices, text.lower()))
    return in_order(found)


def found_in(choices: QuerySet[Any], text: str) -> QuerySet[Any]:
    """Those whose name or code holds the text."""
    if issubclass(choices.model, Unit):
        return choices.filter(Q(name__contains=text) | Q(short_name__contains=text) | Q(code__startswith=text)).order_by("path")
    if issubclass(choices.model, Person):
        return choices.filter(name__contains=text).select_related("unit").order_by("pk")
    return choices.found_by(text).order_by("-pk")


def sounding(choices: QuerySet[Any], letters: str) -> Iterable[Model]:
    """Those whose name is read so, or begins with these initials."""
    if issubclass(choices.model, Record):
        return []
    names = choices.order_by("pk").values_list("pk", "name")[:MOST_READ]
    keys = [pk for pk, name in names if any(sound.startswith(letters) for sound in sounds(name))][:MOST_SUGGESTED]
    return choices.model.objects.filter(pk__in=keys)


def in_order(found: Iterable[Model]) -> list[Model]:
    """By pinyin."""
    return sorted(found, key=lambda one: reading(str(one)))


def resolved(choices: QuerySet[Any], text: str) -> list[Model]:
    """What a text names: one by its key, or all that bear the name."""
    keyed = KEYED.match(text)
    if keyed:
        return list(_by_key(choices, keyed["key"])[:2])
    if issubclass(choices.model, Unit):
        return list(choices.filter(Q(code=text) | Q(name=text) | Q(short_name=text))[:5])
    if issubclass(choices.model, Person):
        return list(choices.filter(name=text).select_related("unit")[:5])
    return list(_by_key(choices, text)[:2]) or [one for one in suggested(choices, text) if str(one) == text]


def _by_key(choices: QuerySet[Any], key: str) -> QuerySet[Any]:
    if issubclass(choices.model, Unit):
        return choices.filter(code=key)
    pk = re.search(r"#([0-9]{1,18})$", key)
    if pk:
        return choices.filter(pk=int(pk[1]))
    return choices.filter(number=key) if issubclass(choices.model, Record) else choices.none()


class Picker(forms.TextInput):
    """A text input that asks an address for suggestions."""

    def __init__(self, url: str) -> None:
        super().__init__(attrs={"data-picker": url, "autocomplete": "off", "placeholder": "名称、编号、拼音首字母"})


class PickField(forms.CharField):
    """One of many, by what it is called; raises ValidationError with the nearest when none or several bear the name."""

    def __init__(self, choices: QuerySet[Any], url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs, widget=Picker(url))
        self.choices_among = choices

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = self.choices_among.model._base_manager.filter(pk=value).first()
        return named(value) if isinstance(value, Model) else value

    def clean(self, value: Any) -> Any:
        text = super().clean(value).strip()
        if not text:
            return None
        found = resolved(self.choices_among, text)
        if len(found) != 1:
            raise ValidationError(self._near(text, found))
        return found[0]

    def _near(self, text: str, found: list[Model]) -> str:
        if found:
            return f"有几个同名的，请从中选一个照填：{'，'.join(map(named, found))}"
        near = suggested(self.choices_among, text)[:5]
        return f"没有“{text}”，或者不在您的范围内{'。是不是：' + '，'.join(map(named, near)) if near else ''}"
