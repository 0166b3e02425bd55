"""What may be chosen where a field refers to another record: a list where it is short, a search where it is long."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, Model, Q, QuerySet
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.paths import lineage, within_any
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.models import Record

from .display import field_of

MOST_LISTED = 200
MOST_SUGGESTED = 20
NAMES = ("code", "number", "name", "short_name", "title", "employee_no")
TIE = " · "


def offered(desk: type[Desk], column: ForeignKey, person: Person, unit: Unit | None) -> QuerySet[Any]:
    """What a reference may point to: what the module says, or what lies near the case and within the person's sight."""
    chosen, related = desk.choices_for(column.name, person, unit), column.related_model
    if chosen is not None:
        return chosen
    if related is Person:
        return people_near(person, unit)
    if related is Unit:
        return Unit.objects.in_force(timezone.localdate())
    return related.objects.visible_to(person) if issubclass(related, Record) else related._default_manager.all()


def people_near(person: Person, unit: Unit | None) -> QuerySet[Person]:
    """The people of a unit, of those below it and above it; without a unit, those in one's scope."""
    near = within_any([unit.path] if unit else person.scope(), "unit__path")
    above = Q(unit__path__in=lineage(unit.path)[:-1]) if unit else Q()
    return Person.objects.on(timezone.localdate()).filter(near | above).select_related("unit")


def named(row: Any) -> str:
    """A row as it is offered and recognised again: 荷花街道调委会 · 990101001."""
    if isinstance(row, Unit):
        return f"{row.name}{TIE}{row.code}"
    if isinstance(row, Person):
        return f"{row.name}（{row.unit}）{TIE}#{row.pk}"
    return f"{row}{TIE}{getattr(row, 'number', '') or f'#{row.pk}'}"


def sought(rows: QuerySet[Any], words: str) -> QuerySet[Any]:
    """The rows that such words may mean, for suggestions."""
    if issubclass(rows.model, Record) and words:
        return rows.found_by(words)
    known = [name for name in NAMES if field_of(rows.model, name) is not None]
    return rows.filter(any_of(Q(**{f"{name}__icontains": words}) for name in known)) if words and known else rows


def meant(rows: QuerySet[Any], words: str) -> list[Any]:
    """The rows that words name exactly; two at most, so that a doubt is seen."""
    key = words.rpartition(TIE)[2].strip()
    if key.startswith("#") and key[1:].isascii() and key[1:].isdigit():
        return list(rows.filter(pk=int(key[1:][:18]))[:2])
    known = [name for name in NAMES if field_of(rows.model, name) is not None]
    return list(rows.filter(any_of(Q(**{name: key}) for name in known))[:2]) if known else []


def any_of(conditions: Any) -> Q:
    """One condition that holds when any of them does."""
    whole = Q(pk__in=())
    for condition in conditions:
        whole |= condition
    return whole


def options(rows: QuerySet[Any], words: str = "") -> SafeString:
    """Suggestions for the browser's own list."""
    found = sought(rows, words.strip()[:60])[:MOST_SUGGESTED]
    return format_html_join("", '<option value="{}"></option>', ((named(row),) for row in found))


class Suggested(forms.TextInput):
    """An input that suggests while one types; without script one types the number, the code or the whole name."""

    url = ""

    def render(self, name: str, value: Any, attrs: dict[str, Any] | None = None, renderer: Any = None) -> SafeString:
        shelf = f"{(attrs or {}).get('id', name)}-offered"
        live = {
            "list": shelf,
            "autocomplete": "off",
            "hx-get": self.url,
            "hx-trigger": "input changed delay:250ms, focus once",
            "hx-target": f"#{shelf}",
            "hx-swap": "innerHTML",
        }
        box = super().render(name, value, {**(attrs or {}), **(live if self.url else {})}, renderer)
        return format_html('{}<datalist id="{}"></datalist>', box, shelf) if self.url else box


class Pick(forms.CharField):
    """One row out of very many, by its number, its code or its whole name."""

    widget = Suggested

    def __init__(self, rows: QuerySet[Any], url: str = "", **kwargs: Any) -> None:
        super().__init__(**{"max_length": 300, **kwargs})
        self.rows, self.widget.url = rows, url

    def prepare_value(self, value: Any) -> Any:
        if isinstance(value, int):
            value = self.rows.model._base_manager.filter(pk=value).first()
        return named(value) if isinstance(value, Model) else value

    def clean(self, value: Any) -> Any:
        words = super().clean(value)
        if not words:
            return None
        found = meant(self.rows, words)
        if not found:
            raise ValidationError(f"没有“{words}”，或者不在您的范围内。请从提示里选，或者填编号、全称")
        if len(found) > 1:
            raise ValidationError(f"“{words}”不止一个，请从提示里选，或者填编号")
        return found[0]


class Listed(forms.ModelChoiceField):
    """One row out of a short list, by its full name."""

    def label_from_instance(self, row: Any) -> str:
        if isinstance(row, Person):
            return f"{row.name}（{row.unit}）"
        return row.name if isinstance(row, Unit) else str(row)


def picker(rows: QuerySet[Any], url: str, like: forms.Field) -> forms.Field:
    """A list where it is short, a search where it is long; label and help as the field had them."""
    asked = {"label": like.label, "required": like.required, "help_text": like.help_text, "initial": like.initial}
    if rows[: MOST_LISTED + 1].count() > MOST_LISTED:
        return Pick(rows, url, **asked)
    return Listed(rows.order_by("path") if rows.model is Unit and not rows.query.is_sliced else rows, empty_label="请选择", **asked)
