"""What penalties are as acts of supervision, for the room that reports them: asked by name (ADR 18)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person

from .models import Decision, SpotPenalty
from .penalty_words import Outcome

AT_ONCE = 500
PERSON = "自然人"


def penalised(person: Person, first: date, last: date) -> Iterator[dict[str, Any]]:
    """Decisions of the period that punish; a natural person leaves without a name or number."""
    found = (
        Decision.objects.visible_to(person)
        .filter(outcome=Outcome.PENALTY, decided_on__range=(first, last))
        .exclude(state="revoked")
    )
    rows = found.select_related("unit", "case__item", "case__body", "party").prefetch_related(
        "case__investigators__officer__certificates__suspensions"
    )
    for row in rows.order_by("decided_on", "pk").iterator(AT_ONCE):
        yield {
            "act_no": row.number,
            "power_code": row.case.item.code,
            "path": row.path,
            "body": row.case.body.name,
            **party_of(row.party, str(row.party)),
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


def on_the_spot(person: Person, first: date, last: date) -> Iterator[dict[str, Any]]:
    """Penalties on the spot of the period, but for those that were revoked."""
    found = SpotPenalty.objects.visible_to(person).filter(decided_on__range=(first, last)).exclude(state="revoked")
    officers = (f"{each}__certificates__suspensions" for each in ("first", "second"))
    rows = found.select_related("unit", "item", "body", "first", "second").prefetch_related(*officers)
    for row in rows.order_by("decided_on", "pk").iterator(AT_ONCE):
        good = (one.certificate_on(row.decided_on) for one in row.officers)
        yield {
            "act_no": row.number,
            "power_code": row.item.code,
            "path": row.path,
            "body": row.body.name,
            **party_of(row, row.name),
            "kind": "处罚",
            "mode": "",
            "done_on": row.decided_on,
            "officers": [one.certificate_no for one in good if one],
            "source": row.number,
            "result": row.get_penalty_display(),
            "problem": row.facts,
            "disposal": row.correction_order,
            "recorded_at": row.recorded_at,
            "version": row.version,
        }


def party_of(party: Any, name: str) -> dict[str, str]:
    """An organisation by code and name; of a person only that it was one."""
    if party.is_person:
        return {"object_code": "", "object_name": PERSON, "object_type": PERSON}
    return {"object_code": party.credit_code, "object_name": name, "object_type": "法人和其他组织"}


registry.leave("supervision_acts", "penalty", penalised)
registry.leave("supervision_acts", "spot_penalty", on_the_spot)
