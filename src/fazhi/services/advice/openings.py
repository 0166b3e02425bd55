"""What an answer may begin with: the unit's templates and the entries of the library, in force, filled in from the consultation."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Opening

from . import library
from .models import AnswerTemplate

if TYPE_CHECKING:
    from .models import Consultation

MOST = 12


def openings(consultation: "Consultation", person: Person) -> list[Opening]:
    """Templates first, the nearest unit's before those above it; then answers to questions like this one."""
    return [*_templates(consultation, person), *_entries(consultation)]


def _templates(consultation: "Consultation", person: Person) -> Iterator[Opening]:
    on = localdate()
    for row in AnswerTemplate.open_to(consultation.unit, consultation.topic, on)[:MOST]:
        note, stale = f"{row.unit}，{row.valid_from}起，{row.cited}", row.outdated(on)
        if stale:
            yield Opening(f"template:{row.pk}", row.title, note, closed=f"{stale}，先修改模板")
        else:
            yield Opening(
                f"template:{row.pk}", row.title, note, {"text": row.filled(consultation, person, on), "cited": row.cited}
            )


def _entries(consultation: "Consultation") -> Iterator[Opening]:
    for each in library.alike(consultation.question, library.standing(localdate()), localdate()):
        entry = each.record
        note = f"问答库{entry.number}，{each.reviewed_on}审核，{entry.cited}"
        yield Opening(f"entry:{entry.pk}", entry.question[:60], note, {"text": entry.answer, "cited": entry.cited})
