"""By when: each period as the frozen profile of the case has it, or as the city has set it."""

from typing import Any

from fazhi.kernel.calendar import Days, Period, WorkingDays

from .profiles import chosen_on, terms_on
from .rules import (
    CLUE_DAYS,
    DRAFT_DAYS,
    FILING_REVIEW_DAYS,
    FIXING_DAYS,
    INVESTIGATION_DAYS,
    OBJECTION_DAYS,
    RECHECK_DAYS,
    REMINDER_DAYS,
    SCORING_DAYS,
    VERIFY_DAYS,
)

REPLY = WorkingDays(REMINDER_DAYS)
FILING_REVIEW = WorkingDays(FILING_REVIEW_DAYS)
CLUE = WorkingDays(CLUE_DAYS)
INVESTIGATION = Days(INVESTIGATION_DAYS)
DRAFT = WorkingDays(DRAFT_DAYS)
VERIFICATION = WorkingDays(VERIFY_DAYS)


def frozen(case: Any) -> dict[str, int]:
    """The terms of a supervision case; before it is filed, those of today's profile."""
    return case.terms or terms_on(chosen_on(case.opened_on), case.opened_on)


def _of(terms: dict[str, int], name: str) -> Period | None:
    amount = terms.get(f"{name}_days", 0)
    return (WorkingDays if terms.get(f"{name}_working") else Days)(amount) if amount else None


def of_answer(instrument: Any) -> Period | None:
    """Until when the organ answers, by the kind of the document; where none is fixed, the document's own day is written."""
    if instrument.due_written_on:
        return None
    name = "opinion" if instrument.kind == "proposal" else instrument.kind
    return _of(frozen(instrument.case), name)


def of_objection(instrument: Any) -> Period | None:
    return _of(frozen(instrument.case), "objection")


def of_review(instrument: Any) -> Period | None:
    return _of(frozen(instrument.case), "answer")


SCORING = WorkingDays(SCORING_DAYS)
FILE_OBJECTED = WorkingDays(OBJECTION_DAYS)
FILE_RECHECKED = WorkingDays(RECHECK_DAYS)
FIXED = Days(FIXING_DAYS)
