"""What is done after a decision: paid, deferred, urged, coerced, brought to court, revoked, closed."""

from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.querysets import lock

from ..execution_words import OVERTURNED
from ..models import Decision
from ..models.fulfilment import last_day
from .publicity import recall_all

FILED = "oversight.filing"  # the kind of record that the receiver opens
DEFERRAL_NO = Numbering("{unit}延分〔{year}〕{serial}号", kind="延期分期")
URGE_NO = Numbering("{unit}催〔{year}〕{serial}号", kind="催告")
COURT_NO = Numbering("{unit}强申〔{year}〕{serial}号", kind="强制执行申请")
COERCION_NO = Numbering("{unit}强执〔{year}〕{serial}号", kind="强制执行决定")


def defer(decision: Decision, act: Acting) -> None:
    """While an approved deferral stands no late fee is added; it is owed by its last day."""
    decision.deferred_from = act.on
    decision.deferred_to = last_day(decision.rows("instalments")) or decision.deferred_to
    act.number(decision, DEFERRAL_NO, "deferral_no")


def urge(decision: Decision, act: Acting) -> None:
    decision.urged_on = decision.urged_on or act.on
    act.number(decision, URGE_NO, "urge_no")


def coerce(decision: Decision, act: Acting) -> None:
    decision.coerced_on = act.on
    act.number(decision, COERCION_NO, "coercion_no")


def ask_court(decision: Decision, act: Acting) -> None:
    decision.court_asked_on = act.on
    act.number(decision, COURT_NO, "court_no")


def end_remedy(decision: Decision, act: Acting) -> None:
    if act.part.result in OVERTURNED:
        decision.overturned = act.part.result


def report(decision: Decision, act: Acting) -> None:
    """To the bureau that supervises enforcement in the same place, which lists it; the party is named in the decision alone."""
    decision.reported_on = act.on
    kinds = "、".join(dict.fromkeys(str(row.get_kind_display()) for row in decision.standing_penalties))
    act.hand_over(
        decision,
        FILED,
        bureau_of(decision.unit),
        reason="重大行政处罚决定备案",
        content=f"案由：{decision.case.title}；处罚种类：{kinds}；当事人：{decision.party.get_kind_display()}",
        details={"决定文号": decision.number, "决定日期": decision.decided_on.isoformat()},
    )


def bureau_of(unit: Unit) -> Unit | None:
    """司法局 of the county or city in which a body enforces."""
    region = unit.region(UnitKind.COUNTY) or unit.region(UnitKind.CITY)
    return Unit.objects.filter(parent=region, kind=UnitKind.BUREAU, valid_to=None).first() or region


def revoke(decision: Decision, act: Acting) -> None:
    decision.revoked_on = act.on
    recall_all(decision, act)


def close(decision: Decision, act: Acting) -> None:
    """When the last party is settled, the case itself is closed with the same act."""
    case = lock(decision.case)
    case.unit = decision.unit
    case.hold("decisions", decision)
    is_last = all(each.state == "closed" for each in case.rows("decisions"))
    if case.state == "settling" and is_last and not any(each.stands for each in case.rows("measures")):
        act.moves("close", case, act.reason or "各当事人均已处理完毕")


def note_fee(decision: Decision, act: Acting) -> None:
    """A payment that covers all that is owed ends the clock of payment."""
    if not decision.owed_on(act.part.paid_on):
        for name in ("payment", "court_window"):
            clocks.stop(decision, name, act.part.paid_on)
