"""What is counted of oversight; nothing ranks by sums."""

from django.db.models import Q

from fazhi.kernel.indicators.declared import Count, Indicators, Rate, Span

from . import review_indicators  # noqa: F401  what is counted of reviewed files
from .models import Accountability, Complaint, Filing, Instrument, Obstruction, RectificationItem, Reminder, Supervision
from .words import DISPOSING, OF_CERTIFICATES, RECTIFIED, InstrumentKind, ObjectionResult, Source

SENT = Q(sent_on__isnull=False)
FILED = Q(filed_on__isnull=False)
SERVED = Q(served_on__isnull=False)
TO_MEND = SERVED & Q(kind__in=RECTIFIED) & ~Q(state="revoked")
DISPOSED = Q(issued_on__isnull=False, disposition__in=DISPOSING) & ~Q(state__in=("revoked", "withdrawn"))


class ReminderIndicators(Indicators):
    model = Reminder
    reminders = Count("提醒函", on="sent_on", where=SENT)
    reminder_reply_rate = Rate("提醒函反馈率", among=SENT, of=Q(replied_on__isnull=False), on="sent_on")
    reminder_escalated_rate = Rate("提醒函升级率", among=SENT, of=Q(state="escalated"), on="sent_on")


class CaseIndicators(Indicators):
    model = Supervision
    supervised = Count("监督立案", on="filed_on", where=FILED)
    supervised_closed_rate = Rate("监督案件销号率", among=FILED, of=Q(end="done"), on="filed_on", note="分母为当期立案")
    remedy_looked_into = Count("复议、诉讼纠错反查", on="filed_on", where=FILED & Q(source=Source.REMEDY))
    clue_filed_rate = Rate("监督线索立案率", of=FILED)


class InstrumentIndicators(Indicators):
    model = Instrument
    instruments = Count("监督文书", on="issued_on", where=Q(issued_on__isnull=False))
    rectified_rate = Rate(
        "整改率",
        among=TO_MEND,
        of=Q(verified="good"),
        on="served_on",
        note="验收合格的文书比当期送达、要求整改的文书；复查撤销的不计",
    )
    report_in_time_rate = Rate(
        "按期报告率", among=TO_MEND & Q(reported_on__isnull=False), of=Q(was_in_time=True), on="reported_on"
    )
    mending_days = Span("平均整改日", start="served_on", end="verified_on", on="verified_on", where=TO_MEND & Q(verified="good"))
    acts_corrected = Count("监督纠错", on="issued_on", where=DISPOSED, note="监督决定撤销、变更、确认违法、确认无效的")
    objections = Count("监督文书申请复查", on="objected_on", where=Q(objected_on__isnull=False))
    objection_upheld_rate = Rate(
        "监督文书复查纠正率",
        among=~Q(objection_result=""),
        of=Q(objection_result__in=(ObjectionResult.CHANGED, ObjectionResult.REVOKED)),
        on="reviewed_on",
        note="分母为已经答复的复查申请",
    )

    for _kind in InstrumentKind:
        locals()[f"kind_{_kind.value}"] = Count(
            f"监督文书：{_kind.label}", on="issued_on", where=Q(issued_on__isnull=False, kind=_kind)
        )


class ItemIndicators(Indicators):
    model = RectificationItem
    items_to_mend = Count("整改事项", unit="项", on="due_on")
    item_mended_rate = Rate("整改事项合格率", among=Q(), of=Q(verified="good"), on="due_on", note="分母为当期到期的整改事项")
    item_in_time_rate = Rate("整改事项按期报告率", among=Q(reported_on__isnull=False), of=Q(was_in_time=True), on="reported_on")


class ObstructionIndicators(Indicators):
    model = Obstruction
    obstructions = Count("拒绝、阻碍监督", unit="次", on="happened_on")


class FilingIndicators(Indicators):
    model = Filing
    decisions_filed = Count("重大执法决定备案", on="received_on")
    filed_in_time_rate = Rate(
        "重大执法决定按期报备率", among=Q(was_in_time__isnull=False), of=Q(was_in_time=True), on="received_on"
    )
    filing_questioned_rate = Rate("备案审查转监督率", among=Q(closed_on__isnull=False), of=Q(state="questioned"), on="closed_on")


class AccountabilityIndicators(Indicators):
    model = Accountability
    accountable = Count("监督责任追究", unit="人次", on="decided_on")
    certificates_ordered = Count("监督决定暂扣、收回执法证", unit="本", on="decided_on", where=Q(kind__in=OF_CERTIFICATES))


class ComplaintIndicators(Indicators):
    model = Complaint
    complaints = Count("执法投诉举报")
    complaint_closed_rate = Rate("投诉办结率", of=Q(closed_on__isnull=False), note="答复和不予受理的都是办结")
    complaint_in_time_rate = Rate("投诉按期办结率", among=Q(closed_on__isnull=False), of=Q(overran=False), on="closed_on")
    complaint_true_rate = Rate("投诉属实率", among=Q(is_true__isnull=False), of=Q(is_true=True), on="closed_on")
