"""Lists: sorted, paged by keys, records without a value last; counted from tallies where that is exact."""

from datetime import date
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

from django.core.exceptions import ValidationError
from django.db.models import DateField, Q, QuerySet
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fazhi.faces.look.parts import Column, Due, Link, Pager, Row, TableCell
from fazhi.faces.look.tongues import said
from fazhi.kernel import registry
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.querysets import count_in_scope, counted_together, counts_by_state

from . import display
from .asking import whole
from .filtering import Conditions
from .links import list_at, why_url

SIZE = 50
COUNTED_TO = 10_000
MUCH = 4_000  # from here on a list is read in its own order: to sort so many takes as long as to walk past the others of a million


class Listing:
    """One page of a list and what stands around it."""

    def __init__(self, desk: type[Desk], person: Person, asked: dict[str, str]) -> None:
        self.desk, self.person, self.asked = desk, person, asked
        self.conditions = Conditions(desk, person, asked)
        self.visible: dict[bool, QuerySet[Any]] = {}  # put together once for the list and all of its views
        self.sorts = [name for name in desk.sorts.split() if display.field_of(desk.model, name)] or ["event_at"]
        self.sort = asked["sort"] if asked.get("sort") in self.sorts else self.sorts[0]
        self.field = desk.model._meta.get_field(self.sort)
        # Deadlines are read from the nearest on, all else from the newest or largest on.
        self.rises = (self.sort.startswith("due") or self.sort.startswith("term_to")) != ("turn" in asked)

    def records(self) -> QuerySet[Any]:
        """What is asked for, read from where the fewest rows are looked at."""
        return self.within(self.conditions)

    def within(self, conditions: Conditions) -> QuerySet[Any]:
        """The rows of these conditions; where a person sees little and not by place alone, that little is found first."""
        tested = self._tested(conditions)
        is_much = "path" in tested
        if is_much not in self.visible:
            self.visible[is_much] = self.desk.model.objects.visible_to(self.person, is_much=is_much)
        rows = conditions.of(self.visible[is_much], tested)
        is_found_first = self.desk.model.narrows_scope and self.in_scope <= MUCH
        return self.desk.model.objects.filter(pk__in=rows.values("pk")) if is_found_first else rows

    def _tested(self, conditions: Conditions) -> tuple[str, ...]:
        """The conditions that are no way in: of a small place only the place is one, of much in an order that is kept only this order."""
        if self.in_scope <= MUCH:
            return ("state",)
        if set(conditions.chosen) - {"state"}:
            return ()
        is_kept = any(index.fields[:1] == [self.sort] for index in self.desk.model._meta.indexes)
        is_much = self.by_state.get(conditions.chosen.get("state", ""), 0) > MUCH
        return ("path", "state") if is_kept and is_much else ("path",)

    @cached_property
    def by_state(self) -> dict[str, int]:
        """How many lie in the person's places in each state, whatever was chosen, as the tallies tell it."""
        model = self.desk.model
        return counts_by_state(model, self.person) if issubclass(model, Case) else {"": count_in_scope(model, self.person)}

    @property
    def in_scope(self) -> int:
        return sum(self.by_state.values())

    @property
    def is_narrowed(self) -> bool:
        return bool(self.conditions.chosen)

    def amounts(self, asked: list[Conditions]) -> list[int | None]:
        """How many each finds: what the tallies do not tell is counted by one question; None where there are more than are counted."""
        told = [self._told(conditions) for conditions in asked]
        unknown = [place for place, amount in enumerate(told) if amount is None and self._is_counted(asked[place])]
        found = counted_together([self.within(asked[place]) for place in unknown], COUNTED_TO + 1)
        for place, amount in zip(unknown, found, strict=True):
            told[place] = amount if amount <= COUNTED_TO else None
        return told

    def total(self, amount: int | None) -> str:
        """How many a list holds, in words."""
        return f"{COUNTED_TO:,} 件以上" if amount is None else f"共 {amount:,} 件"

    def _told(self, conditions: Conditions) -> int | None:
        if set(conditions.chosen) - {"state"} or self.desk.model.narrows_scope:
            return None
        return self.by_state.get(conditions.chosen["state"], 0) if conditions.chosen else self.in_scope

    def _is_counted(self, conditions: Conditions) -> bool:
        """Not where every record of a large place would have to be looked at for the number on a tab."""
        return conditions is self.conditions or self.in_scope <= MUCH or conditions.are_indexed

    def page(self, rows: QuerySet[Any]) -> tuple[list[Any], str]:
        """Fifty records and the key of the next page; those without a value come after all others."""
        value, pk = self._key()
        found = [] if pk and value is None else self._read(self._valued(rows, value, pk)[: SIZE + 1])
        if len(found) <= SIZE and self.field.null:
            found += self._read(self._valueless(rows, pk if value is None else None)[: SIZE + 1 - len(found)])
        return found[:SIZE], self._key_of(found[SIZE - 1]) if len(found) > SIZE else ""

    def _read(self, rows: QuerySet[Any]) -> list[Any]:
        """These few rows with all that their cells name: keys are sorted, and not whole rows."""
        model = self.desk.model
        few = model.objects.filter(pk__in=rows.values("pk")).order_by(*rows.query.order_by)
        few = few.select_related(*self._related()).prefetch_related(*self.desk.together.split())
        return list(few.defer(*model.bulky.split()))

    def _valued(self, rows: QuerySet[Any], value: Any, pk: int | None) -> QuerySet[Any]:
        rows = rows.filter(**{f"{self.sort}__isnull": False}) if self.field.null else rows
        if pk:
            side = "gt" if self.rises else "lt"
            rows = rows.filter(Q(**{f"{self.sort}__{side}": value}) | Q(**{self.sort: value, f"pk__{side}": pk}))
        return rows.order_by(*((self.sort, "pk") if self.rises else (f"-{self.sort}", "-pk")))

    def _valueless(self, rows: QuerySet[Any], pk: int | None) -> QuerySet[Any]:
        rows = rows.filter(**{f"{self.sort}__isnull": True}).order_by("-pk")
        return rows.filter(pk__lt=pk) if pk else rows

    def _key(self) -> tuple[Any, int | None]:
        """Where the last page ended: the value (None where there was none) and the key; nothing where it is not understood."""
        text, _, pk = self.asked.get("after", "").rpartition("~")
        try:
            return (self.field.to_python(text) if text else None), whole(pk)
        except ValidationError:
            return None, None

    def _key_of(self, record: Any) -> str:
        value = getattr(record, self.sort)
        return f"{'' if value is None else value.isoformat() if isinstance(value, date) else value}~{record.pk}"

    def _related(self) -> list[str]:
        """Every reference that a cell names; also of those the unit, which some are called by."""
        fields = [field for name in self.shown if (field := display.field_of(self.desk.model, name)) and field.is_relation]
        return list(dict.fromkeys(["unit", *(field.name for field in fields)]))

    @property
    def shown(self) -> list[str]:
        """The columns; the number stands under the title and needs none of its own."""
        names = self.desk.columns.split()
        return [name for name in names if name != "number" or names[0] == "number"]

    def pager(self, shown: int, next_key: str) -> Pager:
        """Newer is the browser's way back; older follows the key."""
        first = Link("回到开头", self.address(after="") if self.asked.get("after") else "")
        return Pager(f"本页 {shown} 件", first, Link(f"后 {SIZE} 件", self.address(after=next_key) if next_key else ""))

    def address(self, **changed: str) -> str:
        return "?" + urlencode({name: value for name, value in {**self.asked, **changed}.items() if value})

    def columns(self) -> list[Column]:
        """The heads, those that sort being links; a second click turns the order round."""
        return [self._column(name) for name in self.shown]

    def _column(self, name: str) -> Column:
        turned = "" if name != self.sort or "turn" in self.asked else "1"
        return Column(
            "期限" if name == "due_on" else display.label(self.desk.model, name),
            url=self.address(sort=name, turn=turned, after="") if name in self.sorts else "",
            sorted=("ascending" if self.rises else "descending") if name == self.sort else "",
            css="num" if _is_amount(self.desk.model, name) else "",
        )

    def rows(self, records: list[Any]) -> list[Row]:
        """The records as rows that open."""
        first, *others = self.shown
        at, now = list_at(registry.label(self.desk.model)), timezone.now()
        return [
            Row(
                display.text(record, first),
                f"{at}{record.pk}/",
                record.number if first != "number" else "",
                [cell(record, name, now) for name in others],
                str(record.pk),
            )
            for record in records
        ]

    @property
    def query(self) -> str:
        """The conditions and the order as a view keeps them."""
        return urlencode({name: value for name, value in self.asked.items() if value and name != "after"})


def _is_amount(model: Any, name: str) -> bool:
    field = display.field_of(model, name)
    return field is not None and field.get_internal_type() == "DecimalField"


def _is_day(model: Any, name: str) -> bool:
    return isinstance(display.field_of(model, name), DateField)


def cell(record: Any, name: str, now: Any) -> TableCell:
    """One cell: a state with its mark, a deadline with its urgency, or words."""
    title = display.label(record, name) if name != "due_on" else "期限"
    if name == "state":
        return TableCell(display.mark(display.state_of(record), display.shape_of(record)), title)
    if name == "due_on" and isinstance(record, Case):
        return TableCell(due_mark(record, now), title)
    words = display.text(record, name)
    shape = "num" if _is_amount(record, name) else "day" if _is_day(record, name) else ""
    return TableCell("" if words == display.NONE else words, title, shape)


def due_mark(record: Any, now: Any) -> SafeString:
    """The nearest deadline as the look marks it; it leads to why the day is the day."""
    if record.due_on is None:
        return format_html('<span class="faint">{}</span>', said("已暂停" if display.shape_of(record) == "paused" else "无"))
    due = Due.at(record.due_on, now)
    return format_html(
        '<a class="due line" href="{}" title="{}" data-u="{}"><b>{}</b><time>{}</time></a>',
        why_url(record),
        said("为什么是这一天"),
        due.urgency,
        said(due.text),
        said(due.when.partition(" ")[0]),
    )
