"""转办: what the receiver gets to know, and what is heard back of it at once (ADR 21)."""

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.telling import tell

from .words import HANDED, Heard, Suggestion

if TYPE_CHECKING:
    from .models import Consultation

AID_FIRST_DAYS = timedelta(days=7)
AID_FIRST = "距时效或者期限届满不足七日，可以决定先行提供法律援助（法律援助法 第四十四条第一款第一项）"
POLICE = "police.alert"
State = HandOver.State
# What is heard → the step that time does not take, but the receiver's act; the state in which the matter waits for it.
FOLLOWS = {State.ACCEPTED: "hear_accepted", State.RETURNED: "hear_returned", State.ANSWERED: "hear_result"}


def refer(consultation: "Consultation", act: Acting) -> None:
    """The receiver gets who asks, about what, and our number; a second sending after a return is a new one."""
    consultation.handed_at, consultation.heard, consultation.heard_at, consultation.heard_result = act.at, Heard.SENT, None, ""
    consultation.handed_times += 1
    act.hand_over(
        consultation,
        HANDED.get(consultation.handed_kind, "other.matter"),
        consultation.handed_to,
        reason=act.reason or f"咨询人同意转{consultation.get_handed_kind_display()}",
        content=consultation.question,
        consent=True,
        details=_told_to_receiver(consultation),
    )


def _told_to_receiver(consultation: "Consultation") -> dict[str, Any]:
    asker, first = consultation.asker, _aid_comes_first(consultation)
    return ({"urgent": AID_FIRST} if first else {}) | {
        "topic": consultation.get_topic_display(),
        "region": consultation.region.code,
        "asker": str(asker) if asker else "匿名",
        "phone": asker.phone if asker else "",
        "contact": asker.get_contact_display() if asker else "",
        "contact_note": asker.contact_note if asker else "",
        "opponent": consultation.opponent,
        "amount": str(consultation.amount or ""),
        "limitation_on": str(consultation.limitation_on or ""),
    }


def _aid_comes_first(consultation: "Consultation") -> bool:
    """Less than seven days are left: aid may be given before it is decided upon."""
    last = consultation.limitation_on
    return consultation.handed_kind == Suggestion.AID and last is not None and last - consultation.opened_on < AID_FIRST_DAYS


# --- 回音 -------------------------------------------------------------------------------------------------------------------


def heard_back(row: HandOver, person: Any) -> None:
    """The receiver took it over, sent it back or said what came of it: the consultation follows at once, and its handler is told."""
    case = registry.model("advice.consultation").objects.filter(pk=row.record_id).first()
    if case is None:
        return
    said = {State.ACCEPTED: "已接收", State.RETURNED: f"退回：{row.return_reason}", State.ANSWERED: f"反馈：{row.result}"}[
        row.state
    ]
    tell(case, f"heard:{row.pk}:{row.state}", f"{row.to_unit}{said}")
    # The police answer for the danger; where the matter went another way meanwhile, the handler alone is told.
    if row.kind != POLICE and case.state == "referred" and _is_the_last(case, row):
        doors.take(FOLLOWS[row.state], case, None, {}, reason=said[:300], via="schedule")


def _is_the_last(case: "Consultation", row: HandOver) -> bool:
    sent = handovers.of_case(case).filter(of=row.of, record_id=case.pk).exclude(kind=POLICE)
    return sent.order_by("-pk").values_list("pk", flat=True).first() == row.pk


registry.leave(handovers.SENDER_HEARS, "advice.consultation", heard_back)


def hear_accepted(consultation: "Consultation", act: Acting) -> None:
    _hear(consultation, act, Heard.ACCEPTED)


def hear_returned(consultation: "Consultation", act: Acting) -> None:
    """It goes on here: referred anew, or closed, within the days of a referral."""
    _hear(consultation, act, Heard.RETURNED)


def hear_result(consultation: "Consultation", act: Acting) -> None:
    _hear(consultation, act, Heard.ANSWERED)


def _hear(consultation: "Consultation", act: Acting, heard: Heard) -> None:
    consultation.heard, consultation.heard_at, consultation.heard_result = heard, act.at, act.reason[:300]
