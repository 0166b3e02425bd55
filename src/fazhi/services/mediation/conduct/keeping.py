"""What is done with an agreement afterwards: kept, broken, confirmed, visited, filed."""

from typing import TYPE_CHECKING

from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.acting import Acting

from ..days import told_of
from ..words import GUIDED, ConfirmationResult, Judgment, Performance

if TYPE_CHECKING:
    from ..models import Dispute


def perform(dispute: "Dispute", act: Acting) -> None:
    """One term was performed, on the day told or on that of the act."""
    part = act.part
    part.performed_on = part.performed_on or act.on
    told_of(part, "performed_on", dispute, act)
    dispute.just_performed = part
    left = [term for term in dispute.unperformed_terms if term != part]
    dispute.performance = Performance.PARTLY if left else Performance.DONE


def fulfil(dispute: "Dispute", act: Acting) -> None:
    """The sender gets the proof of performance: with it the police may refrain from a penalty."""
    dispute.performance = Performance.DONE
    if dispute.hand_over_id:
        handovers.answer(dispute.hand_over, act.person, f"协议已经全部履行（{act.on}），可以出具履行证明")


def breach(dispute: "Dispute", act: Acting) -> None:
    some = any(term.performed_on for term in dispute.standing_terms)
    dispute.performance = Performance.PARTLY if some else Performance.BROKEN


def sue(dispute: "Dispute", act: Acting) -> None:
    told_of(dispute, "sued_on", dispute, act)


def judge(dispute: "Dispute", act: Acting) -> None:
    told_of(dispute, "judged_on", dispute, act)


def annul(dispute: "Dispute", act: Acting) -> None:
    """What never bound counts for nothing: no success, no amount, no term to perform."""
    told_of(dispute, "judged_on", dispute, act)
    dispute.judgment, dispute.agreement_amount, dispute.performance = Judgment.VOID, None, ""
    for term in dispute.standing_terms:
        term.is_dropped = True
        act.save(term)
    for agreement in [each for each in dispute.rows("agreements") if not each.is_superseded]:
        agreement.is_superseded = True
        act.save(agreement)


def prove_performance(dispute: "Dispute", act: Acting) -> None:
    """The police need the pair: that it was performed, and that the parties ask in writing."""
    act.part.proved_on = act.on
    told_of(act.part, "requested_on", dispute, act)
    if dispute.hand_over_id:
        told = f"协议已经全部履行，出具履行证明；当事人 {act.part.requested_on} 书面申请不予处罚"
        handovers.answer(dispute.hand_over, act.person, told)


def guide(dispute: "Dispute", act: Acting) -> None:
    """The receiver gets the agreement and what all sides confirmed as fact; never what was conceded on the way."""
    act.hand_over(
        dispute,
        GUIDED[dispute.route],
        dispute.guided_to,
        reason=act.reason or dispute.get_route_display(),
        content=dispute.undisputed,
        consent=True,
        details={"terms": terms_told(dispute)} if dispute.standing_terms else {},
    )


def terms_told(dispute: "Dispute") -> list[dict[str, str]]:
    """The terms that stand, as another body gets them."""
    rows = dispute.standing_terms
    return [{"content": term.content, "obligor": term.obligor, "due_on": str(term.due_on or "")} for term in rows]


def ask_court(dispute: "Dispute", act: Acting) -> None:
    """The court gets the agreement's terms and never what was conceded on the way."""
    act.part.applied_on = act.on
    act.hand_over(
        dispute,
        "court.confirmation",
        act.part.court,
        reason="双方共同申请司法确认",
        consent=True,
        details={"effective_on": str(dispute.effective_on), "terms": terms_told(dispute)},
    )


def note_court(dispute: "Dispute", act: Acting) -> None:
    act.part.accepted_on = act.on


def confirmed(dispute: "Dispute", act: Acting) -> None:
    _decided(dispute, act, ConfirmationResult.VALID)


def not_confirmed(dispute: "Dispute", act: Acting) -> None:
    _decided(dispute, act, ConfirmationResult(act.part.result))


def _decided(dispute: "Dispute", act: Acting, result: ConfirmationResult) -> None:
    act.part.result, act.part.decided_on = result, act.on
    dispute.confirmation = result


def note_visit(dispute: "Dispute", act: Acting) -> None:
    act.part.visited_on = dispute.last_visit_on = act.on
    if act.part.is_new_risk:
        dispute.risk_decided_on = None
    dispute.satisfaction = act.part.rating if act.part.is_reached else ""


def strike_out(dispute: "Dispute", act: Acting) -> None:
    dispute.is_false = True


def close(dispute: "Dispute", act: Acting) -> None:
    dispute.closed_on = act.on


def archive(dispute: "Dispute", act: Acting) -> None:
    """What was said of people's dangerousness has served its purpose (个人信息保护法 第四十七条)."""
    dispute.archived_on = act.on
    dispute.signals, dispute.risk_explained = [], ""
