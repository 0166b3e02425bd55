"""Publishing freezes a figure and what proves it; a correction is another figure that names the one it corrects."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from secrets import token_bytes

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger import book, sequencing
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import CLERK, LEADER, STATISTICIAN, SUPERVISOR
from fazhi.kernel.records.looking import one_view
from fazhi.kernel.records.models import Part

from . import rollups
from .definitions import version_of
from .evaluation import evaluate
from .models import Proof, Snapshot
from .proof import manifest
from .proof.evidence import Evidence, evidence_of
from .proof.keeping import kept
from .proof.reading import Reading
from .values import Value
from .windows import window_of

# Figures name nobody, so that those who oversee or count the work read them without reading its records.
READERS = (LEADER, SUPERVISOR, STATISTICIAN, CLERK)
PUBLISHERS = (LEADER, STATISTICIAN)
Tell = Callable[[int], None]  # hears how many rows more were looked at


def may_publish(person: Person, unit: Unit) -> bool:
    """Leaders and statisticians publish the figures of the units for which they hold that role."""
    return person.may_at(unit.path, *PUBLISHERS)


def published_before(value: Value, unit: Unit | None) -> Snapshot | None:
    """The same figure of the same unit, days and tree, as it was last published."""
    same = {"code": value.code, "unit": unit, "window": value.window.name, "as_of": value.stretch.last}
    return Snapshot.objects.filter(**same, structure=value.scope.structure).first()


@dataclass(frozen=True, slots=True)
class Checked:
    """Figures that follow from their records, with what proves them, as all stood at one moment."""

    at: datetime
    reading: Reading
    found: list[Evidence]


def publish(
    values: Iterable[Value],
    person: Person | None,
    unit: Unit | None = None,
    corrects: Snapshot | None = None,
    reason: str = "",
    tell: Tell = lambda rows: None,
) -> list[Snapshot]:
    """Freeze figures with what proves them; raises ValidationError where one does not follow from its records."""
    refuse_unless_allowed(person, unit, corrects, reason)
    return freeze(check(values, tell), person, unit, corrects, reason)


def refuse_unless_allowed(person: Person | None, unit: Unit | None, corrects: Snapshot | None, reason: str) -> None:
    """Raise ValidationError where a correction gives no reason, PermissionDenied where these are not this person's figures."""
    if corrects and not reason.strip():
        raise ValidationError({"reason": "更正已发布的数字必须写明理由"})
    if person and unit and not may_publish(person, unit):
        raise PermissionDenied(f"只有领导和统计员可以发布{unit}的数字")


def check(values: Iterable[Value], tell: Tell = lambda rows: None) -> Checked:
    """Hold figures, reckoned one after another, against every record and the log; others write meanwhile."""
    sequencing.sequence()
    rollups.refresh()
    with one_view():
        at, reading = timezone.now(), Reading(tell=tell)
        return Checked(at, reading, [evidence_of(value, reading) for value in values])


@transaction.atomic
def freeze(
    checked: Checked, person: Person | None, unit: Unit | None = None, corrects: Snapshot | None = None, reason: str = ""
) -> list[Snapshot]:
    """Publish what was checked, as of the moment at which it was."""
    return [_freeze(each, checked, person, unit, corrects, reason) for each in checked.found]


def _freeze(
    evidence: Evidence, checked: Checked, person: Person | None, unit: Unit | None, corrects: Snapshot | None, reason: str
) -> Snapshot:
    value = evidence.value
    row = Snapshot.objects.create(
        code=value.code,
        label=value.label,
        unit=unit,
        structure=value.scope.structure,
        window=value.window.name,
        as_of=value.stretch.last,
        value=value.value,
        text=value.text,
        numerator=value.numerator,
        denominator=value.denominator,
        records=value.records,
        definition=value.definition,
        definition_hash=value.indicator.definition_hash,
        published_at=checked.at,
        published_by=person,
        corrects=corrects,
        reason=reason,
    )
    _prove(row, manifest.made(row, version_of(value.indicator, person), evidence, checked.reading, token_bytes(32)))
    return row


def _prove(row: Snapshot, made: manifest.Manifest) -> None:
    """Keep the manifest, and bind its fingerprint to the act of publishing."""
    row.manifest_hash = made.hash
    row.save(update_fields=["manifest_hash"])
    event = book.write(
        book.Act(
            row,
            "publish",
            f"发布{row.label}{row.text}"[:120],
            actor=row.published_by,
            unit=row.unit,
            reason=row.reason,
            changes={"manifest": [None, made.hash]},
            rows=[row],
        )
    )
    Proof.objects.create(snapshot=row, manifest=made.text, secret=made.secret, kept=kept(made), event=event)


def drift(snapshot: Snapshot, on: date | None = None) -> Value:
    """The same figure reckoned now, to be laid beside what was published."""
    return evaluate(snapshot.code, snapshot.unit, window_of(snapshot.window), on or snapshot.as_of, snapshot.structure)


def acts_since(snapshot: Snapshot, now: Value) -> QuerySet[Event]:
    """What was done since then to records of the kind, in these units: whatever has moved the figure is among it."""
    model = now.indicator.model
    owner = model._meta.get_field("of").related_model if issubclass(model, Part) else model
    near = owner._default_manager.filter(now.scope.condition("unit"))
    acts = Event.objects.filter(of=registry.label(owner), recorded_at__gt=snapshot.published_at, record_id__in=near.values("pk"))
    return acts.exclude(act__in=("export", "reveal")).select_related("actor", "unit").order_by("-id")
