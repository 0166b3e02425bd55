"""What is done for one party: told, heard, reviewed, decided, served."""

from functools import partial
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.documents import issuing
from fazhi.kernel.documents.declared import Missing
from fazhi.kernel.documents.fonts import NotDrawn
from fazhi.kernel.documents.handing_over import PaperService
from fazhi.kernel.documents.seals import NotSealed
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.records.numbers import Numbering

from ..gates.decisions import needs_hearing
from ..gates.discretion import is_outside
from ..models import Decision
from ..models.decisions import ZERO
from ..penalty_limits import PAID, known
from ..penalty_rules import FINE_BANK
from ..penalty_words import Attendance, PenaltyKind, ReviewKind, ReviewOpinion

NOTICE_NO = Numbering("{unit}罚告〔{year}〕{serial}号", kind="处罚告知")
HEARING_NO = Numbering("{unit}听通〔{year}〕{serial}号", kind="听证通知")


def filed_on(decision: Decision) -> Any:
    """The ninety days run from the filing of the case; where they came along with pauses and extensions, they run on."""
    return None if any(row["name"] == "term" for row in decision.clocks) else decision.case.filed_on


def drop_penalty(decision: Decision, act: Acting) -> None:
    act.part.is_dropped = True


def notify(decision: Decision, act: Acting) -> None:
    """What the party was told is kept, so that nothing heavier can follow unseen."""
    decision.notified_on = decision.notified_on or act.on
    decision.noticed = decision.proposed
    decision.has_hearing_right = needs_hearing(decision)
    act.number(decision, NOTICE_NO, "notice_no")


def notify_again(decision: Decision, act: Acting) -> None:
    decision.waiver_doc = ""
    notify(decision, act)


def ask_review(decision: Decision, act: Acting) -> None:
    decision.review_asked_on = act.on


def review(decision: Decision, act: Acting) -> None:
    decision.was_reviewed = decision.was_reviewed or act.part.kind == ReviewKind.LEGAL
    corrected = act.part.opinion in (ReviewOpinion.CORRECT, ReviewOpinion.SUPPLEMENT)
    decision.was_corrected_by_review = decision.was_corrected_by_review or corrected


def schedule_hearing(decision: Decision, act: Acting) -> None:
    act.number(act.part, HEARING_NO, "notice_no")


def hold_hearing(decision: Decision, act: Acting) -> None:
    """Who stays away or leaves has given the right up, and the hearing ends (行政处罚法 第六十四条第一款第六项)."""
    if act.part.attendance == Attendance.PRESENT:
        decision.had_hearing = True


def decide(decision: Decision, act: Acting) -> None:
    decision.decided_on = act.on
    rows = decision.standing_penalties
    decision.fine = sum((row.amount for row in rows if row.kind == PenaltyKind.FINE), ZERO)
    decision.confiscated = sum((row.amount for row in rows if row.kind == PenaltyKind.CONFISCATED_GAINS), ZERO)
    decision.heaviest = decision.heaviest_kind
    decision.is_outside = is_outside(decision)
    decision.pay_bank = decision.pay_bank or (FINE_BANK.value(act.on) if decision.fine else "")


def issue(paper: Any, decision: Decision, act: Acting) -> None:
    """The paper is made and sealed once the act is written; what a ledger tells was made long ago."""
    decision.issued_on = act.on
    if act.via != "import":
        act.docket.sendings.append(partial(made, paper, decision, act.person))


def made(paper: Any, record: Any, person: Any) -> None:
    """Issue a paper within an act: all that keeps it from being made refuses the act."""
    try:
        issuing.issue(paper, record, person)
    except (Missing, NotDrawn, NotSealed) as refusal:
        raise ValidationError(str(refusal)) from refusal


def announce(decision: Decision, act: Acting) -> None:
    decision.sent_on = act.part.sent_on


def serve(decision: Decision, act: Acting) -> None:
    _served(decision, act.part.served_on)
    if act.via != "import":
        act.docket.sendings.append(partial(_receipt, decision, act.part, act.person))


def deem_served(decision: Decision, act: Acting) -> None:
    """公告送达: the days have passed, and the decision counts as served."""
    _served(decision, act.on)
    for row in decision.rows("services"):
        if row.sent_on == decision.sent_on and row.served_on is None:
            row.served_on = act.on
            act.save(row)


def _served(decision: Decision, day: Any) -> None:
    decision.served_on = day
    decision.pay_due = known(PAID, day) if decision.fine or decision.confiscated else None


def _receipt(decision: Decision, part: Any, person: Any) -> None:
    """送达回证 of the paper that was issued."""
    paper = issuing.issued_papers(decision).filter(number=decision.number).first()
    if paper is not None:
        names = "method place sent_on served_on taken_by relation has_consent mail_number witness reason"
        told = {name: getattr(part, name) for name in names.split()}
        told["has_consent"] = told["has_consent"] or decision.party.consents_electronic
        told["witness"] = told["witness"] or (part.recording and f"（{part.recording}）"[:100])
        issuing.serve(paper, decision, PaperService(receiver=decision.party.name, **told), person)
