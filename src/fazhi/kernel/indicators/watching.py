"""Learns from every docket which months of which units have changed, in the transaction that changes them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow.docket import Docket, watchers
from fazhi.kernel.records.models import parts_of

from . import rollups


def watch(docket: Docket) -> None:
    """Mark the months of the dates before and after the acts."""
    rollups.mark(cell for record, values in _seen(docket) for cell in _cells(record, values))


def _seen(docket: Docket) -> Iterator[tuple[Any, dict[str, Any]]]:
    for case in [*docket.opened, *docket.changed.values()]:
        yield case, case.__dict__
        if before := docket.befores.get(id(case)):
            yield case, before
    for part in [row for rows in docket.parts.values() for row in rows] + docket.renewed:
        yield part, part.__dict__


def _cells(record: Any, values: dict[str, Any]) -> Iterator[tuple[str, int, date]]:
    """The cells of the record's own indicators; and of its parts, where these are dated by the case."""
    unit_id = values.get("unit_id") or record.of.unit_id
    for name in rollups.dates_of(type(record)):
        if day := values.get(name):
            yield registry.label(record), unit_id, _month(day)
    for part in parts_of(type(record)).values():
        for name in rollups.dates_of(part):
            if name.startswith("of__") and (day := values.get(name.removeprefix("of__"))):
                yield registry.label(part), unit_id, _month(day)


def _month(day: date) -> date:
    return (timezone.localdate(day) if isinstance(day, datetime) else day).replace(day=1)


if watch not in watchers:
    watchers.append(watch)
