"""The conditions of a list: what a desk offers, what a person chose, and the records that meet it."""

from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import Contains, Exact
from django.utils.functional import lazy

from fazhi.faces.look.parts import FilterChip
from fazhi.faces.look.tongues import phrase
from fazhi.kernel import registry
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.paths import widest
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.fields import Several
from fazhi.kernel.records.querysets import within

from . import display
from .forms import pick_url
from .pickers import KEYED, Picker

in_words = lazy(phrase, str)  # the form is made once, and read in two languages


@cache
def filter_form(desk: type[Desk]) -> type[forms.Form]:
    """The conditions that a desk offers; made once, and filled in by each who asks."""
    fields: dict[str, forms.Field] = {"q": forms.CharField(label="查找", required=False, help_text="编号、姓名、拼音、首字母")}
    for name in desk.filters.split():
        fields |= _condition(desk, name)
    return type("Filters", (forms.Form,), fields)


def _condition(desk: type[Desk], name: str) -> dict[str, forms.Field]:
    title, field = display.label(desk.model, name), display.field_of(desk.model, name)
    if name == "state":
        states = [(key, state.label) for key, state in registry.find("flows", registry.label(desk.model)).states.items()]
        return {name: forms.ChoiceField(label=title, required=False, choices=[("", "全部"), *states])}
    if field is not None and (field.choices or isinstance(field, Several)):
        choices = field.words.choices if isinstance(field, Several) else field.flatchoices
        return {name: forms.ChoiceField(label=title, required=False, choices=[("", "全部"), *choices])}
    if field is not None and "Date" in type(field).__name__:
        day = {"required": False, "widget": forms.DateInput(attrs={"type": "date"})}
        return {
            f"{name}_from": forms.DateField(label=in_words("{}（起）", title), **day),
            f"{name}_to": forms.DateField(label=in_words("{}（止）", title), **day),
        }
    if field is not None and field.get_internal_type() == "BooleanField":
        return {name: forms.ChoiceField(label=title, required=False, choices=[("", "全部"), ("True", "是"), ("False", "否")])}
    if field is not None and field.is_relation:
        picker = Picker(f"{pick_url(desk, desk.model, name)}?filter")
        help_text = "含下级" if field.related_model is Unit else ""
        return {name: forms.CharField(label=title, required=False, widget=picker, help_text=help_text)}
    return {name: forms.CharField(label=title, required=False)}


class Conditions:
    """What a person chose of a desk's conditions; what cannot be understood is said, and finds nothing by itself."""

    def __init__(self, desk: type[Desk], person: Person, asked: Mapping[str, str]) -> None:
        self.desk, self.person, self.asked = desk, person, asked
        self.fields = filter_form(desk).base_fields  # as they are: a form of its own would copy each for each view
        self.chosen: dict[str, Any] = {}
        for name, field in self.fields.items():
            with suppress(ValidationError):
                if (value := field.clean(asked.get(name, ""))) not in (None, ""):
                    self.chosen[name] = value

    def rows(self) -> QuerySet[Any]:
        """The records this person may see that meet the conditions."""
        return self.of(self.desk.model.objects.visible_to(self.person))

    def of(self, rows: QuerySet[Any], tested: Collection[str] = ()) -> QuerySet[Any]:
        """Those of the rows that meet the conditions; state can be tested row by row, and not looked up."""
        for name, value in self.chosen.items():
            if name == "q":
                rows = rows.found_by(value)
            elif name in tested:
                rows = rows.filter(Exact(Cast(name, TextField()), value))
            else:
                rows = rows.filter(self._meets(name, value))
        return rows

    @property
    def are_indexed(self) -> bool:
        """Whether an index leads to what they find, so that not every record is looked at."""
        meta = self.desk.model._meta
        heads = {index.fields[0].removeprefix("-") for index in meta.indexes if index.fields}
        heads |= {child[0] for index in meta.indexes if index.condition for child in index.condition.children}
        heads |= {field.name for field in meta.concrete_fields if field.db_index or field.unique}
        return any(name in heads for name in self.chosen)

    def _meets(self, name: str, value: Any) -> Q:
        if isinstance(value, date):
            column, _, end = name.rpartition("_")
            return Q(**{f"{column}__{'gte' if end == 'from' else 'lte'}": value})
        field = display.field_of(self.desk.model, name)
        if isinstance(field, Several):  # the keys of a list as JSON; SQLite knows no containment
            return Q(Contains(Cast(name, TextField()), f'"{value}"'))
        if field is None or not field.is_relation:
            return Q(**{name: value})
        return _in_units(field, value) if field.related_model is Unit else _called(field, value)

    def chips(self) -> list[FilterChip]:
        """What was chosen, each to be taken away."""
        return [FilterChip(self.fields[name].label, self._without(name), self._said(name)) for name in self.chosen]

    def _said(self, name: str) -> str:
        value, field = self.chosen[name], self.fields[name]
        return str(dict(field.choices).get(value, value)) if isinstance(field, forms.ChoiceField) else display.words(value)

    def _without(self, name: str) -> str:
        return "?" + urlencode({key: value for key, value in self.asked.items() if key not in (name, "after") and value})


def _in_units(field: Any, text: str) -> Q:
    """The subtrees of the unit that was picked, or of every unit whose name holds the text."""
    keyed = KEYED.match(text)
    named = Q(code=keyed["key"]) if keyed else Q(code=text) | Q(name__contains=text) | Q(short_name=text)
    paths = widest(Unit.objects.filter(named).values_list("path", flat=True))
    return within(paths, "path" if field.name == "unit" else f"{field.name}__path")


def _called(field: Any, text: str) -> Q:
    """What was picked by its key, or whatever bears the text in its name, or its number where it has none."""
    keyed = KEYED.match(text)
    pk = keyed and keyed["key"].rpartition("#")[2]
    if pk and "#" in keyed["key"] and pk.isascii() and pk.isdigit() and len(pk) < 19:
        return Q(**{f"{field.name}_id": int(pk)})
    if keyed:
        return Q(**{f"{field.name}__number": keyed["key"]})
    return Q(**{f"{field.name}__{'name' if display.field_of(field.related_model, 'name') else 'number'}__contains": text})
