"""Publishing freezes a figure; a correction is another figure that names the one it corrects."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person, Unit

from .evaluation import evaluate
from .models import Snapshot
from .values import Value
from .windows import window_of


@transaction.atomic
def publish(
    values: Iterable[Value], person: Person | None, unit: Unit | None = None, corrects: Snapshot | None = None, reason: str = ""
) -> list[Snapshot]:
    """Freeze figures as they stand now; raises ValidationError for a correction without its reason."""
    if corrects and not reason.strip():
        raise ValidationError({"reason": "更正已发布的数字必须写明理由"})
    return [_freeze(value, person, unit, corrects, reason) for value in values]


def _freeze(value: Value, person: Person | None, unit: Unit | None, corrects: Snapshot | None, reason: str) -> Snapshot:
    row = Snapshot.objects.create(
        code=value.code,
        label=value.label,
        unit=unit,
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
    return evaluate(snapshot.code, snapshot.unit, window_of(snapshot.window), on or snapshot.as_of)
