"""Publishing freezes a figure; a correction is another figure that names the one it corrects."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger import book
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import CLERK, LEADER, STATISTICIAN, SUPERVISOR
from fazhi.kernel.records.models import Part

from .evaluation import evaluate
from .models import Snapshot
from .values import Value
from .windows import window_of

# Figures name nobody, so that those who oversee or count the work read them without reading its records.
READERS = (LEADER, SUPERVISOR, STATISTICIAN, CLERK)
PUBLISHERS = (LEADER, STATISTICIAN)


def may_publish(person: Person, unit: Unit) -> bool:
    """Leaders and statisticians publish the figures of the units for which they hold that role."""
    return person.may_at(unit.path, *PUBLISHERS)


def published_before(value: Value, unit: Unit | None) -> Snapshot | None:
    """The same figure of the same unit, days and tree, as it was last published."""
    same = {"code": value.code, "unit": unit, "window": value.window.name, "as_of": value.stretch.last}
    return Snapshot.objects.filter(**same, structure=value.scope.structure).first()


@transaction.atomic
def publish(
    values: Iterable[Value], person: Person | None, unit: Unit | None = None, corrects: Snapshot | None = None, reason: str = ""
) -> list[Snapshot]:
    """Freeze figures as they stand now; raises ValidationError for a correction without its reason."""
    if corrects and not reason.strip():
        raise ValidationError({"reason": "更正已发布的数字必须写明理由"})
    if person and unit and not may_publish(person, unit):
        raise PermissionDenied(f"只有领导和统计员可以发布{unit}的数字")
    return [_freeze(value, person, unit, corrects, reason) for value in values]


def _freeze(value: Value, person: Person | None, unit: Unit | None, corrects: Snapshot | None, reason: str) -> Snapshot:
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
        published_at=timezone.now(),
        published_by=person,
        corrects=corrects,
        reason=reason,
    )
    book.write(book.Act(row, "publish", f"发布{value.label}{value.text}", actor=person, unit=unit, reason=reason))
    return row


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
