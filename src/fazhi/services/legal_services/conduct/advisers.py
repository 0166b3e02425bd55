"""What is done with advisers' contracts and logs: counted, settled, confirmed, looked at each quarter."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import Q, Sum
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.calendar import Days, Period
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.flow.refusals import NotAllowed

from ..rules import ADVISER_HOURS, USE_MONTHS
from ..words import Activity, Mode

if TYPE_CHECKING:
    from ..models import Contract, WorkLog

EVE = timedelta(days=1)


def last_day(contract: Contract) -> Period:
    """The day on which the contract itself says that it ends."""
    return Days(1, roll=False)


def eve_of_end(contract: Contract) -> date:
    return contract.ends_on - EVE


def begin_contract(contract: Contract, act: Acting) -> None:
    """Whether anybody comes is looked into from now on; what came before, a register does not tell."""
    contract.looked_at_on = timezone.localdate() if act.via == "import" else act.on


def day_looked(contract: Contract) -> date:
    return contract.looked_at_on


def look_at_visits(contract: Contract, act: Acting) -> None:
    """A quarter of the contract against what the village has confirmed of it; whether or not it is paid for."""
    since, until = contract.looked_at_on + EVE, act.on
    logs = list(contract.logs.filter(on__range=(since, until), state="confirmed").only("mode", "is_lecture"))
    months = USE_MONTHS.value(act.on)
    row = registry.model("legal_services.visitreview")(of=contract, since=since, until=until)
    row.visits, row.lectures = sum(log.mode == Mode.ON_SITE for log in logs), sum(log.is_lecture for log in logs)
    row.least_visits, row.least_lectures = contract.visits * months, contract.lectures * months // 3
    row.is_met = row.visits >= row.least_visits and row.lectures >= row.least_lectures
    contract.rows("reviews")
    act.docket.add(contract, row)
    contract.is_short, contract.looked_at_on = not row.is_met, act.on


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
