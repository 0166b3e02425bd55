"""What is done with sites, duties, contracts, logs and receptions: the verbs that their steps call."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Q, Sum
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.calendar import Days, Period
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, NotSamePerson
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import LEADER

from .roles import MANAGER
from .rules import ADVISER_HOURS, CONFIRM_DAYS, RETURNS_MOST
from .words import HANDED, Activity, Mode

if TYPE_CHECKING:
    from .models import Contract, DutySlot, Reception, Site, WorkLog

QUARTER = timedelta(days=92)
EVE = timedelta(days=1)
UNDONE = ("new", "handed", "in_progress", "complained")


# --- 平台 -------------------------------------------------------------------------------------------------------------------


def open_site(site: Site, act: Acting) -> None:
    """Whether anybody comes is looked into from now on; what came before, a register does not tell."""
    site.started_on = site.started_on or act.on
    site.looked_at_on = timezone.localdate() if act.via == "import" else act.on


def day_looked(site: Site) -> date:
    return site.looked_at_on


def note_check(site: Site, act: Acting) -> None:
    if act.part.checked_on > act.on:
        raise ValidationError({"checked_on": "检查日期还没有到"})
    site.last_checked_on, site.has_sign = act.part.checked_on, act.part.has_sign


def close_site(site: Site, act: Acting) -> None:
    """A site with open matters cannot close."""
    undone = site.receptions.filter(state__in=UNDONE).count() if act.via != "import" else 0
    if undone:
        raise NotAllowed(f"还有 {undone} 件来访没有办结，不能撤销", mends="先办结这些来访，或者移交上级平台")
    site.ended_on = act.on


def look_at_use(site: Site, act: Acting) -> None:
    """空转: nobody came and no adviser visited for a quarter, whatever the plate says."""
    quarter = (act.on - QUARTER, act.on)
    logs = registry.model("legal_services.worklog").objects
    visited = logs.filter(unit=site.region_id, on__range=quarter, mode=Mode.ON_SITE).exclude(state="rejected")
    site.is_idle = not site.receptions.filter(opened_on__range=quarter).exists() and not visited.exists()
    site.looked_at_on = act.on


# --- 值班 -------------------------------------------------------------------------------------------------------------------


def day_to_confirm(duty: DutySlot) -> date:
    """So many days before as the period is long, twice: it ends that many days before the duty."""
    return duty.on - 2 * timedelta(days=CONFIRM_DAYS.value(duty.on))


def eve_of_duty(duty: DutySlot) -> date:
    return duty.eve


def check_in(duty: DutySlot, act: Acting) -> None:
    if act.on != duty.on:
        raise NotAllowed(f"这次值班在{duty.on}，只能当天签到")
    duty.checked_in_at, duty.is_late = act.at, duty.is_late_at(act.at)


def check_out(duty: DutySlot, act: Acting) -> None:
    duty.checked_out_at = act.at


def replace(duty: DutySlot, act: Acting) -> None:
    """Somebody as able takes the slot, at the same place."""
    if act.via == "import":
        return
    kind = type(duty)
    act.opens(kind(unit=duty.unit, site=duty.site, on=duty.on, slot=duty.slot, provider=duty.substitute, replaces=duty))


# --- 村（居）法律顾问 -------------------------------------------------------------------------------------------------------


def last_day(contract: Contract) -> Period:
    """The day on which the contract itself says that it ends."""
    return Days(1, roll=False)


def eve_of_end(contract: Contract) -> date:
    return contract.ends_on - EVE


def end_contract(contract: Contract, act: Acting) -> None:
    contract.ended_on = min(act.on, contract.ends_on)
    contract.ended_because = act.reason[:200] if act.on <= contract.ends_on else ""


def settle(contract: Contract, act: Acting) -> None:
    """Count what the village has confirmed; nothing is paid before."""
    row = act.part
    if row.until > act.on:
        raise ValidationError({"until": "结算至还没有到"})
    if any(other.since <= row.until and row.since <= other.until for other in contract.rows("settlements") if other is not row):
        raise ValidationError({"since": "这段时间已经结算过"})
    done = contract.logs.filter(on__range=(row.since, row.until))
    if act.via != "import" and (waiting := done.filter(state="recorded").count()):
        raise NotAllowed(f"有 {waiting} 条服务日志村（居）还没有确认，不能结算")
    _count(row, list(done.filter(state="confirmed").only("mode", "is_lecture", "spent")))
    months = (row.until.year - row.since.year) * 12 + row.until.month - row.since.month + 1
    row.is_short = row.visits < contract.visits * months or row.lectures < contract.lectures * months // 3
    if row.is_short and not row.note.strip():
        least = f"到村 {row.visits}（约定 {contract.visits * months}）次，讲座 {row.lectures}（约定 {contract.lectures * months // 3}）次"
        raise ValidationError({"note": f"没有达到合同次数：{least}，写明扣减"})
    if contract.fee is not None and contract.paid > contract.fee:
        raise ValidationError({"amount": f"累计结算 {contract.paid} 元，超过合同费用 {contract.fee} 元"})


def _count(row: Any, logs: list[WorkLog]) -> None:
    row.visits = sum(log.mode == Mode.ON_SITE for log in logs)
    row.lectures = sum(log.is_lecture for log in logs)
    row.served_hours = sum((log.spent for log in logs), Decimal(0))


def take_log(log: WorkLog, act: Acting) -> None:
    """No future, no day longer than the city allows over all villages of one adviser; late ones wait for a leader."""
    if log.on > act.on:
        raise ValidationError({"on": "服务日期还没有到"})
    log.is_late, log.is_lecture = log.is_late_on(act.on), Activity.LECTURE in log.activities
    if act.via == "import":
        return
    same = type(log).objects.filter(Q(contract__adviser=log.contract.adviser_id), on=log.on).exclude(state="rejected")
    spent = (same.aggregate(all=Sum("spent"))["all"] or Decimal(0)) + log.spent
    most = ADVISER_HOURS.value(log.on)
    if spent > most:
        raise ValidationError({"spent": f"{log.contract.adviser}{log.on}在各村合计 {spent} 小时，超过一天 {most} 小时"})


def approve_log(log: WorkLog, act: Acting) -> None:
    log.approved_by = act.person


def confirm_log(log: WorkLog, act: Acting) -> None:
    log.confirmed_on = act.on
    log.confirmed_by = act.person if act.via != "import" else None


class AnotherConfirms(NotSamePerson):
    """A ledger is brought in by one person for all; who confirmed stands in the village's own papers."""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        return None if act is not None and act.via == "import" else super().refusal(case, act)


# --- 来访 -------------------------------------------------------------------------------------------------------------------


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
    if act.person is not None and act.via == "desk" and act.person.pk == reception.handler_id:
        raise NotAllowed("接待人不能替来访人评价", mends="请来访人凭编号和查询码评价，或者由他人代录")


class ReturnsGoToTheManager(Gate):
    """What was sent back twice is sent on by a manager or a leader alone."""

    def refusal(self, case: Reception, act: Acting | None) -> NotAllowed | None:
        most = RETURNS_MOST.value()
        if act is None or act.via == "import" or case.handed_times < most:
            return None
        may = act.person is not None and act.person.may_at(case.path, MANAGER, LEADER)
        return None if may else NotAllowed(f"已经被退回 {most} 次，去向由中心负责人决定")
