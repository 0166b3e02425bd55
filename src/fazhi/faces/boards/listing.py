"""The records behind a figure: those the viewer may see, page by page, and how many lie beyond."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from urllib.parse import urlencode

from django.db.models import F, Model, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from fazhi.faces.desk import display
from fazhi.faces.desk.lists import cell
from fazhi.faces.look.parts import Column, Link, Pager, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.indicators import evaluation, reasons
from fazhi.kernel.indicators.declared import Indicator
from fazhi.kernel.indicators.suppression import SMALLEST_CELL, is_small
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.fields import personal_fields
from fazhi.kernel.records.models import Part

from . import deadlines

SIZE = 50
MOST_COLUMNS = 6
LONG = ("TextField", "JSONField")


@dataclass(frozen=True, slots=True)
class Selection:
    """Records of a figure: all, those of its numerator, or those left out for a reason."""

    value: Value
    person: Person
    part: str = "all"
    reason: int | None = None
    due: str = ""  # near or over: only those whose nearest deadline stands so
    on: date | None = None

    @property
    def indicator(self) -> Indicator:
        return self.value.indicator

    @property
    def every(self) -> QuerySet[Any]:
        """Whoever looks."""
        if self.reason is not None:
            return reasons.records_left_out(self.value, self.reason)
        rows = evaluation.records_of(self.value, self.part)
        return rows.filter(deadlines.ends(self.due, self.on)) if self.due else rows

    @property
    def visible(self) -> QuerySet[Any]:
        """Those that this person may see: the only door to records, from parts through their cases."""
        return self.every.filter(seen_by(self.indicator.model, self.person))

    @property
    def title(self) -> str:
        if self.reason is not None:
            return f"没有计入：{reasons.reasons(self.value)[self.reason]}"
        if self.due:
            return deadlines.WHEN[self.due]
        return "分子里的记录" if self.part == "numerator" else "背后的记录"


def outside_of(amount: int) -> str:
    """How many lie outside what the viewer may see; a small number only as small, since it may be one restricted record."""
    return f"少于 {SMALLEST_CELL.value()}" if is_small(amount) else f"{amount:,}" if amount else ""


def seen_by(model: type[Model], person: Person) -> Q:
    """The condition under which a person sees records, or parts of records."""
    owner = model._meta.get_field("of").related_model if issubclass(model, Part) else model
    return Q(**{f"{'of' if owner is not model else 'pk'}__in": owner.objects.visible_to(person).values("pk")})


def owner_of(row: Model) -> Model:
    """The record that opens: a part's case."""
    return row.of if isinstance(row, Part) else row


def columns_of(model: type[Model]) -> list[str]:
    """What the desk shows of a record; of a part, its short fields that name nobody."""
    desk = registry.on("desks").get(registry.label(model))
    if desk:
        return [name for name in desk.columns.split() if name not in ("number", "title")][:MOST_COLUMNS]
    hidden = {field.name for field in personal_fields(model)} | {"id", "of", "recorded_at", "path", "version", "number", "title"}
    fields = [
        field for field in model._meta.concrete_fields if field.name not in hidden and field.get_internal_type() not in LONG
    ]
    return [field.name for field in fields if not field.is_relation or field.name == "unit"][:MOST_COLUMNS]


def related(model: type[Model], names: list[str]) -> list[str]:
    """What is fetched with the rows, so that none asks by itself."""
    own = [name for name in names if (field := display.field_of(model, name)) is not None and field.is_relation]
    return ["of", "of__unit", *own] if issubclass(model, Part) else list(dict.fromkeys(["unit", *own]))


@dataclass(frozen=True, slots=True)
class RecordPage:
    """Fifty records, the newest first, and the key of the next page."""

    selection: Selection
    after: str = ""

    def fetch(self) -> list[Any]:
        """One more than a page holds, to know whether there is another."""
        indicator = self.selection.indicator
        rows = self.selection.visible.annotate(counted_on=F(indicator.on)).order_by(F("counted_on").desc(nulls_last=True), "-pk")
        rows = rows.filter(self._past()) if self.after else rows
        return list(rows.select_related(*related(indicator.model, columns_of(indicator.model)))[: SIZE + 1])

    def _past(self) -> Q:
        day, _, pk = self.after.partition("~")
        if not (pk.isascii() and pk.isdigit()):
            return Q()
        if day == "none":
            return Q(counted_on__isnull=True, pk__lt=int(pk))
        try:
            value = datetime.fromisoformat(day) if "T" in day else date.fromisoformat(day)
        except ValueError:
            return Q()
        return Q(counted_on__lt=value) | Q(counted_on=value, pk__lt=int(pk)) | Q(counted_on__isnull=True)

    def pager(self, found: list[Any], given: dict[str, str]) -> Pager:
        """Older follows the key; newer is the browser's way back."""
        more = found[SIZE - 1] if len(found) > SIZE else None
        key = f"{more.counted_on.isoformat() if more.counted_on else 'none'}~{more.pk}" if more else ""
        shown = f"本页 {min(len(found), SIZE)} 条"
        return Pager(
            shown,
            Link("回到开头", address(given, "") if self.after else ""),
            Link(f"后 {SIZE} 条", address(given, key) if key else ""),
        )


def address(given: dict[str, str], after: str = "") -> str:
    """The same list, from a key on."""
    return "?" + urlencode({name: value for name, value in {**given, "after": after}.items() if value})


def heads(model: type[Model], on: str) -> list[Column]:
    return [
        Column(str(model._meta.verbose_name)),
        *(Column(display.label(model, name)) for name in columns_of(model)),
        Column("为什么计入"),
    ]


def rows_of(found: list[Any], indicator: Indicator, why: str) -> list[Row]:
    """Rows that open into the record; the last cell leads to why it is counted (`why` is the address for key 0)."""
    names, now = columns_of(indicator.model), timezone.now()
    return [
        Row(
            title_of(row),
            record_url(row),
            owner_of(row).number or "未编号",
            [*(cell(row, name, now) for name in names), _why(why, row)],
        )
        for row in found[:SIZE]
    ]


def _why(address: str, row: Model) -> TableCell:
    return TableCell(format_html('<a href="{}">看理由</a>', address.replace("/0/", f"/{row.pk}/")), "为什么计入")


def title_of(row: Model) -> str:
    """As the desk's list names it; a part by its case."""
    owner = owner_of(row)
    desk = registry.on("desks").get(registry.label(owner))
    return display.text(owner, desk.columns.split()[0]) if desk else str(owner)


def record_url(row: Model) -> str:
    """The page of the record, where a desk shows it."""
    owner = owner_of(row)
    label = registry.label(owner)
    return reverse("desk:record", args=[label, owner.pk]) if label in registry.on("desks") else ""
