"""Whose of the public a step is, and whether it is still to be taken: asked before it is shown to who holds a query code."""

from typing import TYPE_CHECKING, Any

from ..words import Consent, Side

if TYPE_CHECKING:
    from ..models import Dispute


def by_applicant(dispute: "Dispute", holder: Any, part: Any) -> bool:
    return holder is None or holder.side == Side.APPLICANT


def has_not_agreed(dispute: "Dispute", holder: Any, part: Any) -> bool:
    return _of_others(holder, part) and part.consent != Consent.AGREES


def has_not_refused(dispute: "Dispute", holder: Any, part: Any) -> bool:
    return _of_others(holder, part) and part.consent != Consent.REFUSES


def has_not_checked(dispute: "Dispute", holder: Any, part: Any) -> bool:
    return _is(holder, part) and part.checked_on is None and bool(dispute.standing_terms)


def has_an_agreement(dispute: "Dispute", holder: Any, part: Any) -> bool:
    return _is(holder, part) and bool(dispute.standing_terms)


def has_not_wished(dispute: "Dispute", holder: Any, part: Any) -> bool:
    return _is(holder, part) and part.wishes_confirmation_on is None


def owes_it(dispute: "Dispute", holder: Any, part: Any) -> bool:
    return _is_open(dispute, holder, part) and bool(part.obligors & holder.speaks_as) and part.reported_on is None


def is_owed_it(dispute: "Dispute", holder: Any, part: Any) -> bool:
    """Whoever the term names; where it names nobody, everybody who does not owe it."""
    if not _is_open(dispute, holder, part) or part.obligors & holder.speaks_as:
        return False
    return bool(part.obligees & holder.speaks_as) or not part.obligees


def misses_it(dispute: "Dispute", holder: Any, part: Any) -> bool:
    return is_owed_it(dispute, holder, part) and part.denied_on is None


def _is(holder: Any, part: Any) -> bool:
    return holder is not None and part == holder and not part.ended_on


def _of_others(holder: Any, part: Any) -> bool:
    return _is(holder, part) and part.side != Side.APPLICANT


def _is_open(dispute: "Dispute", holder: Any, part: Any) -> bool:
    return holder is not None and part in dispute.unperformed_terms
