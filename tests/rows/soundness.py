"""What holds of a sound database whatever has happened: each sentence names one breach."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from django.db.models import Model

from fazhi.kernel import registry
from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.declared import Flow
from fazhi.kernel.indicators import rollups
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.records.models import Case, SearchEntry, Tally, record_models


def breaches() -> list[str]:
    """Everything that is not as it must be, over all records."""
    found = [sentence for model in record_models() for sentence in _of_model(model)]
    return found + rollups.differences()


def _of_model(model: type[Model]) -> Iterator[str]:
    label = registry.label(model)
    flow = registry.on("flows").get(label)
    yield from _tallies(model, label)
    indexed = set(SearchEntry.objects.filter(of=label).values_list("record_id", flat=True))
    versions = _versions(label)
    for record in model.objects.all():
        yield from _of_record(record, versions.get(record.pk, []))
        if record.pk not in indexed:
            yield f"{label} {record.pk}: not indexed"
        if flow:
            yield from _of_case(record, flow)


def _versions(label: str) -> dict[int, list[int]]:
    """The versions that the ledger tells of each record, in their order; signatures, which change nothing, left out."""
    told: dict[int, list[int]] = {}
    events = Event.objects.filter(of=label).exclude(act__in=("approve", "disapprove")).order_by("id")
    for key, version in events.values_list("record_id", "version"):
        told.setdefault(key, []).append(version)
    return told


def _of_record(record: Model, versions: list[int]) -> Iterator[str]:
    if versions != list(range(1, record.version + 1)):
        yield f"{record._meta.label} {record.pk}: version {record.version}, the ledger tells {versions}"


def _of_case(case: Case, flow: type[Flow]) -> Iterator[str]:
    name = f"{case._meta.label} {case.pk}"
    if case.state not in flow.states:
        yield f"{name}: state {case.state} is none"
    if case.due_on != clocks.nearest_due(case):
        yield f"{name}: due on {case.due_on}, its clocks say {clocks.nearest_due(case)}"
    if flow.states[case.state].final and (list(clocks.running(case)) or case.closed_on is None):
        yield f"{name}: ended, but a clock runs or no day is told"
    if any(row["due"] and date.fromisoformat(row["due"]) < date.fromisoformat(row["start"]) for row in case.clocks):
        yield f"{name}: a clock ends before it starts"


def _tallies(model: type[Model], label: str) -> Iterator[str]:
    has_state = any(field.name == "state" for field in model._meta.fields)
    counted = (
        Counter((unit, state) for unit, state in model.objects.values_list("unit_id", "state"))
        if has_state
        else Counter((unit, "") for unit in model.objects.values_list("unit_id", flat=True))
    )
    kept = {(row.unit_id, row.state): row.amount for row in Tally.objects.filter(of=label) if row.amount}
    if kept != dict(counted):
        yield f"{label}: tallies {kept}, records {dict(counted)}"
