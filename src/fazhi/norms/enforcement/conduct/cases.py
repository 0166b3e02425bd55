"""What is done in the matter: named, filed and frozen, joined, recused, concluded, transferred, ended."""

from datetime import date
from typing import Any

from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.records.fields import masked
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.rowkeys import give_keys

from ..models import Decision, PenaltyCase
from ..penalty_words import CaseEnd, PoliceAnswer
from ..profiles import terms_on

TRANSFER_NO = Numbering("{unit}罚移〔{year}〕{serial}号", kind="涉嫌犯罪移送")


def take_down(case: PenaltyCase, act: Acting) -> None:
    case.title = _titled(case)


def add_party(case: PenaltyCase, act: Acting) -> None:
    """A party that joins later gets a decision of its own, once there are decisions."""
    if case.state == "settling":
        give_keys([act.part])
        open_decisions(case, [act.part], act)


def file(case: PenaltyCase, act: Acting) -> None:
    """Filed: from now on the department's rules are those of today."""
    case.filed_on = act.on
    case.terms = terms_on(case.profile, act.on)
    case.title = _titled(case)


def join(case: PenaltyCase, act: Acting) -> None:
    act.part.joined_on = act.part.joined_on or act.on


def leave(case: PenaltyCase, act: Acting) -> None:
    act.part.left_on = act.on


def decide_recusal(case: PenaltyCase, act: Acting) -> None:
    """Whoever has to avoid the case leaves it on the day of the decision; what was done before stands."""
    act.part.decided_on = act.on
    if not act.part.is_granted:
        return
    for row in case.rows("investigators"):
        if row.officer_id == act.part.officer_id and row.left_on is None:
            row.left_on, row.is_recused = act.on, True
            act.save(row)


def exclude(case: PenaltyCase, act: Acting) -> None:
    act.part.is_excluded = True


def conclude(case: PenaltyCase, act: Acting) -> None:
    """The investigation is over; every party gets a decision of its own. A ledger brings those in by itself."""
    case.concluded_on = act.on
    case.end = CaseEnd.DECIDED
    if act.via != "import":
        open_decisions(case, case.rows("parties"), act)


def open_decisions(case: PenaltyCase, parties: list[Any], act: Acting) -> None:
    """The proposals, each with the ninety days as they stand."""
    made = [Decision(unit=case.unit, case=case, party=party, facts=case.findings, handler=case.handler) for party in parties]
    act.opens(*made)
    for each in made:
        case.hold("decisions", each)


def begin_decision(decision: Decision, act: Acting) -> None:
    """However it begins, the ninety days run on from the filing of the case."""
    clocks.carry("term", decision.case, decision)
    decision.handler = decision.handler or decision.case.handler


def decline(case: PenaltyCase, act: Acting) -> None:
    _end(case, act, CaseEnd.NOT_FILED)


def cancel(case: PenaltyCase, act: Acting) -> None:
    _end(case, act, CaseEnd.CANCELLED)


def stop(case: PenaltyCase, act: Acting) -> None:
    _end(case, act, CaseEnd.STOPPED)


def pass_on(case: PenaltyCase, act: Acting) -> None:
    _end(case, act, CaseEnd.TRANSFERRED)


def close(case: PenaltyCase, act: Acting) -> None:
    case.closed_on = act.on


def _end(case: PenaltyCase, act: Acting, end: CaseEnd) -> None:
    case.end, case.closed_on = end, act.on


def archive(case: PenaltyCase, act: Acting) -> None:
    case.archived_on = act.on
    case.file_no = case.file_no or case.number


# To the police


def approve_transfer(case: PenaltyCase, act: Acting) -> None:
    act.part.approved_on = act.on


def deliver_transfer(case: PenaltyCase, act: Acting) -> None:
    act.part.delivered_on = act.part.delivered_on or act.on
    act.number(act.part, TRANSFER_NO, "transfer_no")


def police_file(case: PenaltyCase, act: Acting) -> None:
    act.part.answer = PoliceAnswer.FILED
    act.part.answered_on = act.part.answered_on or act.on
    _end(case, act, CaseEnd.POLICE)


def police_decline(case: PenaltyCase, act: Acting) -> None:
    act.part.answer = PoliceAnswer.NOT_FILED
    act.part.answered_on = act.part.answered_on or act.on


def note_goods(case: PenaltyCase, act: Acting) -> None:
    act.part.goods_handed_on = act.part.goods_handed_on or act.on


def police_answered_on(case: PenaltyCase) -> date | None:
    transfer = case.transfer
    return transfer.answered_on if transfer else None


def _titled(case: PenaltyCase) -> str:
    """Whose case it is, and of what; a person's name is masked, for titles stand everywhere."""
    parties = case.rows("parties")
    name = masked(parties[0], "name") if parties else "当事人不明"
    more = "等" if len(parties) > 1 else ""
    matter = case.item.title.removeprefix("对").removesuffix("的处罚").removesuffix("的行政处罚")
    return f"{name}{more}{matter}案"[:160]
