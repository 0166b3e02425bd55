"""What is done with receptions: answered, handed on, heard back of, rated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import LEADER

from ..roles import MANAGER
from ..rules import RETURNS_MOST
from ..words import HANDED

if TYPE_CHECKING:
    from ..models import Reception


def receive(reception: Reception, act: Acting) -> None:
    """Whoever registers it is asked first."""
    reception.handler = reception.handler or act.person
    reception.is_cared_for = bool(reception.groups)


def tell_once(reception: Reception, act: Acting) -> None:
    reception.told_once = True


def divert(reception: Reception, act: Acting) -> None:
    """The receiver gets the matter, and who asks if that person agrees; each sending is kept."""
    reception.handed_times += 1
    kind = registry.model("legal_services.diversion")
    row = kind(of=reception, to=reception.handed_to, disposition=reception.disposition)
    reception.rows("diversions")
    act.docket.add(reception, row)
    act.hand_over(
        reception,
        HANDED.get(reception.disposition, "other.matter"),
        reception.handed_to,
        reason=act.reason or f"来访人同意{reception.get_disposition_display()}",
        content=reception.matter,
        consent=reception.consents,
        details={
            "topic": reception.get_category_display(),
            "region": reception.site.region.code,
            "asker": reception.visitor or "匿名",
            "phone": reception.phone,
        },
    )


def note_accepted(reception: Reception, act: Acting) -> None:
    """The receiver has it; whoever was asked first is done with following it."""
    if row := reception.last_diversion:
        row.accepted_on = act.on
        act.save(row)


def take_back(reception: Reception, act: Acting) -> None:
    """The receiver has sent it back; the reason stays with the diversion."""
    if row := reception.last_diversion:
        row.returned_because = act.reason[:200]
        act.save(row)


# What the receiver did with the hand-over → the step by which the reception follows, and from which states (ADR 21).
FOLLOWS = {
    HandOver.State.ACCEPTED: ("note_accepted", ("handed",)),
    HandOver.State.RETURNED: ("take_back", ("handed",)),
    HandOver.State.ANSWERED: ("feed_back", ("handed", "in_progress")),
}


def heard_back(row: HandOver, person: Person | None) -> None:
    """Taken over, sent back or answered: the reception follows at once, and the visitor reads it."""
    reception = registry.model("legal_services.reception").objects.filter(pk=row.record_id).first()
    step, states = FOLLOWS[row.state]
    if reception is None or reception.state not in states:
        return
    told = row.return_reason or row.result or f"{row.to_unit}接收"
    data = {"result": row.result} if row.state == HandOver.State.ANSWERED else {}
    doors.take(step, reception, None, data, reason=told, via="schedule")


registry.leave(handovers.SENDER_HEARS, "legal_services.reception", heard_back)


def note_rating(reception: Reception, act: Acting) -> None:
    """Who received the visitor does not rate it."""
    if act.is_by_hand and act.person.pk == reception.handler_id:
        raise NotAllowed("接待人不能替来访人评价", mends="请来访人凭编号和查询码评价，或者由他人代录")


class ReturnsGoToTheManager(Gate):
    """What was sent back twice is sent on by a manager or a leader alone."""

    def refusal(self, case: Reception, act: Acting | None) -> NotAllowed | None:
        most = RETURNS_MOST.value()
        if act is None or act.via == "import" or case.handed_times < most:
            return None
        may = act.person is not None and act.person.may_at(case.path, MANAGER, LEADER)
        return None if may else NotAllowed(f"已经被退回 {most} 次，去向由中心负责人决定")
