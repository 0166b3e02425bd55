"""What penalties are as acts of supervision, for the room that reports them: asked by name (ADR 18)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person

from .models import Decision
from .penalty_words import Outcome

AT_ONCE = 500


def penalised(person: Person, first: date, last: date) -> Iterator[dict[str, Any]]:
    """Decisions of the period that punish; a natural person leaves without a name or number."""
    found = Decision.objects.visible_to(person).filter(outcome=Outcome.PENALTY, decided_on__range=(first, last))
    rows = found.select_related("unit", "case__item", "case__body", "party").prefetch_related(
        "case__investigators__officer__certificates__suspensions"
    )
    for row in rows.order_by("decided_on", "pk").iterator(AT_ONCE):
        is_person = row.party.is_person
        yield {
            "act_no": row.number,
            "power_code": row.case.item.code,
            "path": row.path,
            "body": row.case.body.name,
            "object_code": "" if is_person else row.party.credit_code,
            "object_name": "自然人" if is_person else str(row.party),
            "object_type": "自然人" if is_person else "法人和其他组织",
            "kind": "处罚",
            "mode": "",
            "done_on": row.decided_on,
            "officers": certificates(row.case, row.decided_on),
            "source": row.number,
            "result": row.get_heaviest_display(),
            "problem": row.facts,
            "disposal": row.correction_order,
            "recorded_at": row.recorded_at,
            "version": row.version,
        }


def certificates(case: Any, day: date) -> list[str]:
    """Of the officers of the case, those whose certificate was good on the day."""
    found = (one.officer.certificate_on(day) for one in case.investigators.all() if not one.is_recused)
    return [one.certificate_no for one in found if one]


registry.leave("supervision_acts", "penalty", penalised)
