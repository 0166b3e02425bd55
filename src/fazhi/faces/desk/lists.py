"""Lists: filtered, sorted, paged by keys; counted from tallies where that is exact."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fazhi.faces.look.parts import Column, Due, Link, Pager, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.paths import within, within_any
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.querysets import count_in_scope

from . import display

SIZE = 50
COUNTED_TO = 1000


def filter_form(desk: type[Desk]) -> type[forms.Form]:
    """The conditions that a desk offers."""
    fields: dict[str, forms.Field] = {"q": forms.CharField(label="查找", required=False, help_text="编号、姓名、拼音、首字母")}
    for name in desk.filters.split():
        fields |= _condition(desk, name)
    return type("Filters", (forms.Form,), fields)


def _condition(desk: type[Desk], name: str) -> dict[str, forms.Field]:
    title, field = display.label(desk.model, name), display.field_of(desk.model, name)
    if name == "state":
        states = [(key, state.label) for key, state in registry.find("flows", registry.label(desk.model)).states.items()]
        return {name: forms.ChoiceField(label=title, required=False, choices=[("", "全部"), *states])}
    if name == "unit":
        return {name: forms.CharField(label=title, required=False, help_text="名称或者编码，含下级")}
    if field is not None and field.choices:
        return {name: forms.ChoiceField(label=title, required=False, choices=[("", "全部"), *field.flatchoices])}
    if field is not None and "Date" in type(field).__name__:
        day = {"required": False, "widget": forms.DateInput(attrs={"type": "date"})}
        return {
            f"{name}_from": forms.DateField(label=f"{title}起", **day),
            f"{name}_to": forms.DateField(label=f"{title}止", **day),
        }
    if field is not None and field.get_internal_type() == "BooleanField":
        return {name: forms.ChoiceField(label=title, required=False, choices=[("", "全部"), ("True", "是"), ("False", "否")])}
    return {name: forms.CharField(label=title, required=False)}


@dataclass(slots=True)
class Listing:
    """One page of a list and what stands around it."""

    desk: type[Desk]
    person: Person
    asked: dict[str, str]

    def filtered(self) -> QuerySet[Any]:
        """The records this person may see that meet the conditions; a condition that cannot be met finds nothing."""
        rows = self.desk.model.objects.visible_to(self.person)
        form = filter_form(self.desk)(self.asked)
        form.is_valid()
        for name, value in form.cleaned_data.items():
            if value not in (None, ""):
                rows = rows.found_by(value) if name == "q" else rows.filter(self._meets(name, value))
        return rows

    def _meets(self, name: str, value: Any) -> Q:
        if name == "unit":
            units = Unit.objects.filter(Q(code=value) | Q(name__contains=value) | Q(short_name=value))[:20]
            return within_any([unit.path for unit in units])
        if isinstance(value, date):
            column, _, end = name.rpartition("_")
            return Q(**{f"{column}__{'gte' if end == 'from' else 'lte'}": value})
        field = display.field_of(self.desk.model, name)
        return Q(**{_by_name(field): value}) if field is not None and field.is_relation else Q(**{name: value})

    @property
    def is_narrowed(self) -> bool:
        return any(value for name, value in self.asked.items() if name not in ("sort", "after", "before"))

    def total(self, rows: QuerySet[Any]) -> str:
        """An exact count where it costs nothing, else up to a thousand."""
        narrowing = {name for name, value in self.asked.items() if value and name not in ("sort", "after")}
        if not narrowing - {"state"}:
            state = self.asked.get("state")
            return f"共 {count_in_scope(self.desk.model, self.person, (state,) if state else ()):,} 件"
        amount = rows.order_by()[: COUNTED_TO + 1].count()
        return f"共 {amount:,} 件" if amount <= COUNTED_TO else f"{COUNTED_TO:,} 件以上"

    @property
    def sort(self) -> str:
        return self.asked.get("sort") if self.asked.get("sort") in self.desk.sorts.split() else self.sorts[0]

    @property
    def sorts(self) -> list[str]:
        known = [name for name in self.desk.sorts.split() if display.field_of(self.desk.model, name)]
        return known or ["event_at"]

    def page(self, rows: QuerySet[Any]) -> tuple[list[Any], str]:
        """Fifty records and the key of the next page."""
        up = self.sort.startswith("due")
        rows = rows.filter(**{f"{self.sort}__isnull": False}).order_by(*((self.sort, "pk") if up else (f"-{self.sort}", "-pk")))
        if key := self.asked.get("after"):
            rows = rows.filter(self._past(key, up))
        found = list(rows.select_related(*self._related())[: SIZE + 1])
        more = found[SIZE - 1] if len(found) > SIZE else None
        return found[:SIZE], f"{getattr(more, self.sort).isoformat()}~{more.pk}" if more else ""

    def _past(self, key: str, up: bool) -> Q:
        value, _, pk = key.partition("~")
        try:
            value = datetime.fromisoformat(value) if len(value) > len("2026-01-01") else date.fromisoformat(value)
        except ValueError:
            return Q()
        if not (pk.isascii() and pk.isdigit()):
            return Q()
        side = "gt" if up else "lt"
        return Q(**{f"{self.sort}__{side}": value}) | Q(**{self.sort: value, f"pk__{side}": int(pk)})

    def _related(self) -> list[str]:
        return [
            "unit",
            *(
                name
                for name in self.desk.columns.split()
                if (field := display.field_of(self.desk.model, name)) is not None and field.is_relation and name != "unit"
            ),
        ]

    def pager(self, shown: int, next_key: str) -> Pager:
        """Newer is the browser's way back; older follows the key."""
        first = Link("回到开头", self._address(after="") if self.asked.get("after") else "")
        return Pager(f"本页 {shown} 件", first, Link(f"后 {SIZE} 件", self._address(after=next_key) if next_key else ""))

    def _address(self, **changed: str) -> str:
        return "?" + urlencode({name: value for name, value in {**self.asked, **changed}.items() if value})

    def columns(self) -> list[Column]:
        """The heads, those that sort being links."""
        model = self.desk.model
        return [
            Column(
                display.label(model, name) if name != "due_on" else "期限",
                url=self._address(sort=name, after="") if name in self.sorts else "",
                sorted="descending" if name == self.sort else "",
                css="num" if _is_amount(model, name) else "",
            )
            for name in self.desk.columns.split()
        ]

    def rows(self, records: list[Any]) -> list[Row]:
        """The records as rows that open."""
        first, *others = self.desk.columns.split()
        label, now = registry.label(self.desk.model), timezone.now()
        return [
            Row(
                display.text(record, first),
                reverse("desk:record", args=[label, record.pk]),
                record.number if first != "number" else "",
                [cell(record, name, now) for name in others],
                str(record.pk),
            )
            for record in records
        ]


def _by_name(field: Any) -> str:
    """The lookup by which something referred to is named: its name, or its number where it has none."""
    return f"{field.name}__{'name' if display.field_of(field.related_model, 'name') else 'number'}__contains"


def _is_amount(model: Any, name: str) -> bool:
    field = display.field_of(model, name)
    return field is not None and field.get_internal_type() == "DecimalField"


def cell(record: Any, name: str, now: Any) -> TableCell:
    """One cell: a state with its mark, a deadline with its urgency, or words."""
    title = display.label(record, name) if name != "due_on" else "期限"
    if name == "state":
        return TableCell(display.mark(display.state_of(record), display.shape_of(record)), title)
    if name == "due_on" and isinstance(record, Case):
        return TableCell(due_mark(record, now), title)
    return TableCell(display.text(record, name), title, "num" if _is_amount(record, name) else "")


def due_mark(record: Any, now: Any) -> SafeString:
    """The nearest deadline as the look marks it."""
    if record.due_on is None:
        return format_html('<span class="faint">{}</span>', "已暂停" if display.shape_of(record) == "paused" else "无")
    due = Due.at(record.due_on, now)
    return format_html('<span class="due line" data-u="{}"><b>{}</b><time>{}</time></span>', due.urgency, due.text, due.when)


def under(unit: Unit, column: str = "path") -> Q:
    """The records of a subtree."""
    return within(unit.path, column)
