"""Which record each row is about: found for a thousand rows in a few statements, within what the person may see."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Ledger

from .saying import together, words_of
from .typing_rows import OWN_KEY

KNOWN = ("pk", "unit__code", "source_hash")


@dataclass(frozen=True, slots=True)
class Match:
    """A record that a key names."""

    pk: int
    unit: str
    told: str  # the fingerprint of the row from which it was last written


class Matcher:
    """Finds the records of a ledger's rows."""

    def __init__(self, ledger: type[Ledger], person: Person) -> None:
        self.ledger, self.person, self.model = ledger, person, ledger.model
        self.keyed_by_unit = any(column.name == ledger.key and column.kind == "unit" for column in ledger.columns)
        fields = {field.name for field in self.model._meta.fields if not field.is_relation}
        self.keyed_by_field = ledger.key in fields and not any(
            column.name == ledger.key and column.write for column in ledger.columns
        )

    def rows(self) -> Any:
        return self.model.objects.visible_to(self.person)

    def matches(self, keys: Iterable[str]) -> dict[str, list[Match]]:
        """Key → the records it names: the key of an earlier row, else #12, else the record's number, its unit or the key's own field."""
        wanted = {key for key in keys if key}
        found = self._by("source_key", wanted)
        found |= self._own({key for key in wanted - found.keys() if OWN_KEY.fullmatch(key)})
        if self.model.numbering:
            found |= self._by("number", wanted - found.keys())
        if self.keyed_by_unit:
            found |= self._by("unit__code", wanted - found.keys(), source_key="")
        if self.keyed_by_field:
            found |= self._by(self.ledger.key, wanted - found.keys(), source_key="")
        return found

    def _by(self, name: str, keys: set[str], **more: Any) -> dict[str, list[Match]]:
        found: dict[str, list[Match]] = defaultdict(list)
        rows = self.rows().filter(**{f"{name}__in": keys}, **more) if keys else []
        for key, *known in rows.values_list(name, *KNOWN) if keys else []:
            found[key].append(Match(*known))
        return dict(found)

    def _own(self, keys: set[str]) -> dict[str, list[Match]]:
        rows = self.rows().filter(pk__in=[int(key[1:]) for key in keys]) if keys else []
        return {f"#{pk}": [Match(pk, unit, told)] for pk, unit, told in rows.values_list(*KNOWN)} if keys else {}

    def held(self, keys: Sequence[int], locked: bool) -> dict[int, Any]:
        """The records with all that their cells are written from; locked where they will be written."""
        rows = self.rows().select_related("unit").prefetch_related(*together(self.ledger))
        return (rows.select_for_update(of=("self",)) if locked else rows).in_bulk(keys)

    def twins(self, fresh: Sequence[Any], before: int | None) -> dict[tuple[str, ...], Any]:
        """What the columns of `same_when` say → a record that stood there before the run's first key."""
        rows = self.rows() if before is None else self.rows().filter(pk__lt=before)
        keys = near(rows, fresh, self.ledger.same_when)
        return {self.likeness(record): record for record in self.held(keys, locked=False).values()} if keys else {}

    def likeness(self, record: Any) -> tuple[str, ...]:
        """What the columns of `same_when` say of a record."""
        return tuple(words_of(record, column) for column in self.ledger.columns if column.name in self.ledger.same_when)

    def imported_versions(self, keys: Sequence[int]) -> dict[int, int]:
        """Record → its version when a ledger last wrote it."""
        events = Event.objects.filter(of=registry.label(self.model), record_id__in=keys, via="import")
        return dict(events.values_list("record_id").annotate(Max("version")))

    def acts_since(self, record: Any, version: int) -> str:
        """Who did what since a version, in one sentence."""
        events = Event.objects.filter(of=registry.label(self.model), record_id=record.pk, version__gt=version)
        return "；".join(_told(event) for event in events.select_related("actor").order_by("id")[:5])


def _told(event: Event) -> str:
    at = timezone.localtime(event.recorded_at)
    return f"{event.actor or '群众'} {at.month}月{at.day}日 {at:%H:%M}“{event.title}”"


def near(rows: Any, fresh: Sequence[Any], names: Sequence[str]) -> list[int]:
    """Keys of records alike to new ones in what a database can compare: the unit, the day of opening, plain columns."""
    fields = ["unit_id", *(["opened_on"] if hasattr(fresh[0], "opened_on") else []), *_plain(rows.model, names)]
    wanted = {tuple(getattr(record, name) for name in fields) for record in fresh}
    conditions = {f"{name}__in": {values[at] for values in wanted} for at, name in enumerate(fields)}
    return [pk for pk, *values in rows.filter(**conditions).values_list("pk", *fields) if tuple(values) in wanted]


def _plain(model: Any, names: Sequence[str]) -> list[str]:
    fields = {field.name: field for field in model._meta.fields if not field.is_relation and not hasattr(field, "mask")}
    return [name for name in names if name in fields and fields[name].get_internal_type() != "JSONField"]
