"""What is counted of mediation; one dispute counts once, however many committees worked on it."""

from datetime import timedelta

from django.db.models import DateField, ExpressionWrapper, F, Q
from django.db.models.lookups import LessThanOrEqual

from fazhi.kernel.indicators.declared import Count, Indicators, Rate, Share, Span, Sum
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.windows import W23
from fazhi.kernel.indicators.wording import REACHES
from fazhi.kernel.org.models import UnitKind

from . import register_figures  # noqa: F401  what is counted of committees and mediators
from .linkage import JOINT_OFFICES, scheme_row
from .models import (
    Dispute,
    DisputeLead,
    FollowUp,
    JudicialConfirmation,
    RiskAlert,
    SubsidyClaim,
    Term,
)
from .words import (
    AGREED,
    SATISFIED,
    AlertOutcome,
    ConfirmationResult,
    Difficulty,
    DisputeKind,
    LeadDisposal,
    Performance,
    Result,
    Risk,
    Sample,
    Source,
)

ACCEPTED = Q(accepted_on__isnull=False)
SETTLED = Q(result__in=AGREED)
CONCLUDED = ACCEPTED & ~Q(result="")
FROM_POLICE = Q(source=Source.POLICE)
NEXT_DAY = ExpressionWrapper(F("referred_on") + timedelta(days=1), DateField())
BROKEN = Q(performance=Performance.BROKEN) | Q(performance=Performance.PARTLY, closed_on__isnull=False)
ONCE = {"once_per": "root_key", "on": "accepted_on"}
SAME = "同一纠纷经村、乡镇、法院等多个调委会调解的，只计一件"


class DisputeIndicators(Indicators):
    model = Dispute

    handled = Count("调处矛盾纠纷", where=ACCEPTED, note=SAME, ranks=True, **ONCE)
    applied = Count("申请调解", on="opened_on")
    success_rate = Rate(
        "调解成功率", among=ACCEPTED, of=SETTLED, wording=REACHES, note=f"分母为受理件数；{SAME}", ranks=True, **ONCE
    )
    concluded_rate = Rate(
        "调解成功率（已结）", among=CONCLUDED, of=SETTLED, on="result_on", once_per="root_key", note="分母为办结件数"
    )
    succeeded = Count("调解成功", where=ACCEPTED & SETTLED, **ONCE)
    amount = Sum("协议涉及金额", field="agreement_amount", unit="万元", note=f"只计协议条款的金额，不计诉求金额；{SAME}", **ONCE)
    people = Sum("涉及当事人", field="people", unit="人", where=ACCEPTED, **ONCE)
    hard = Count("疑难复杂案件", where=ACCEPTED & Q(difficulty__in=(Difficulty.HARD, Difficulty.MAJOR)), **ONCE)
    written = Count("书面协议", where=Q(result=Result.WRITTEN), on="result_on", once_per="root_key")
    oral = Count("口头协议", where=Q(result=Result.ORAL), on="result_on", once_per="root_key")
    oral_share = Share("口头协议占比", among=SETTLED, of=Q(result=Result.ORAL), on="result_on")
    fulfilled = Count("协议履行", where=SETTLED & Q(performance=Performance.DONE), on="result_on", once_per="root_key")
    performance_rate = Rate("协议履行率（按件）", among=SETTLED, of=Q(performance=Performance.DONE), on="result_on")
    breach_rate = Rate("反悔率", among=SETTLED, of=BROKEN, on="result_on", note="未履行，以及办结时只履行了一部分的")
    sued_rate = Rate("再诉率", among=SETTLED, of=Q(sued_on__isnull=False), on="result_on", note="达成协议后一方向人民法院起诉的")
    confirmed = Count("司法确认", where=Q(confirmation=ConfirmationResult.VALID), on="result_on", once_per="root_key")
    confirmation_rate = Rate("司法确认率", among=SETTLED, of=Q(confirmation=ConfirmationResult.VALID), on="result_on")
    late_rate = Rate("超期率", among=CONCLUDED, of=Q(is_late=True), on="result_on", note="超过法定或者本市调解期限才办结的")
    days = Span("平均调解天数", start="accepted_on", end="result_on", on="result_on", where=ACCEPTED)
    visit_rate = Rate(
        "回访率", among=CONCLUDED & Q(result__in=(*AGREED, Result.FAILED)), of=Q(last_visit_on__isnull=False), on="result_on"
    )
    late_entries = Share("纸质补录占比", of=Q(entry_mode="paper"), on="opened_on")

    police_received = Count("警司联动移送", where=FROM_POLICE, on="opened_on")
    police_accepted_rate = Rate("警司联动接收率", among=FROM_POLICE, of=ACCEPTED, on="opened_on")
    police_response_rate = Rate(
        "警司联动二十四小时响应率",
        among=FROM_POLICE & Q(referred_on__isnull=False),
        of=Q(LessThanOrEqual(F("opened_on"), NEXT_DAY)),
        on="opened_on",
        note="移送之日或者次日登记的",
    )
    police_settled_rate = Rate("警司联动化解率", among=FROM_POLICE & ACCEPTED, of=SETTLED, **ONCE)

    by_villages = Count("村（社区）调委会调处", where=ACCEPTED & Q(unit__parent__kind=UnitKind.VILLAGE), **ONCE)
    by_towns = Count("乡镇（街道）调委会调处", where=ACCEPTED & Q(unit__parent__kind=UnitKind.TOWN), **ONCE)
    by_sectors = Count("行业性专业性调委会调处", where=ACCEPTED & ~Q(unit__sector=""), **ONCE)

    for _kind in DisputeKind:
        locals()[f"kind_{_kind.value}"] = Count(_kind.label, where=ACCEPTED & Q(kind=_kind), **ONCE)
    for _source in Source:
        locals()[f"source_{_source.value}"] = Count(f"来源：{_source.label}", where=ACCEPTED & Q(source=_source), **ONCE)


class TermIndicators(Indicators):
    model = Term

    term_performance = Rate(
        "协议履行率（按条款）",
        among=Q(due_on__isnull=False),
        of=Q(performed_on__isnull=False),
        on="due_on",
        note="分母为期间内到期的条款",
    )


class ConfirmationIndicators(Indicators):
    model = JudicialConfirmation

    confirmation_refused_rate = Rate(
        "确认驳回率",
        among=~Q(result=""),
        on="applied_on",
        of=Q(result__in=(ConfirmationResult.REJECTED, ConfirmationResult.NOT_ACCEPTED)),
    )


class FollowUpIndicators(Indicators):
    model = FollowUp

    satisfaction = Rate(
        "回访满意率", of=Q(rating__in=SATISFIED), on="visited_on", note="没有联系上的、拒绝评价的不算满意，仍计入分母"
    )


class LeadIndicators(Indicators):
    model = DisputeLead

    leads = Count("排查发现纠纷", on="opened_on")
    prevented = Count("预防纠纷", where=Q(disposal=LeadDisposal.SETTLED), on="disposed_on", note="排查中当场化解的")


class AlertIndicators(Indicators):
    model = RiskAlert

    alerts = Count("发出预警", on="opened_on")
    red_response = Span("红色预警通报用时", start="event_at", end="told_at", on="opened_on", where=Q(level=Risk.RED))
    crimes_prevented = Count(
        "防止民间纠纷转化为刑事案件",
        on="opened_on",
        where=Q(outcome__in=(AlertOutcome.SETTLED, AlertOutcome.STEADY, AlertOutcome.POLICE)),
    )
    crimes_prevented_people = Sum(
        "防止民转刑涉及",
        field="people",
        unit="人",
        on="opened_on",
        where=Q(outcome__in=(AlertOutcome.SETTLED, AlertOutcome.STEADY, AlertOutcome.POLICE)),
    )
    escalated = Count("预警后激化", where=Q(outcome=AlertOutcome.ESCALATED), on="opened_on")
    reviewed = Count("激化案件复盘", where=Q(outcome=AlertOutcome.ESCALATED) & ~Q(review=""), on="opened_on")


class SubsidyIndicators(Indicators):
    model = SubsidyClaim

    sample_true_rate = Rate("抽查属实率", among=Q(sample__in=(Sample.TRUE, Sample.FALSE)), of=Q(sample=Sample.TRUE))
    subsidies = Sum("以案定补发放", field="paid", unit="元", where=Q(state="paid"), on="notice_to")
    recovered = Count("追回的补贴", where=Q(state="recovered"))


Figure("L1", "“1+3+N”对接联动体系", asks=scheme_row("L1", "1+3+N", "“{name}”对接联动体系"))
Figure("L2", "“七联”工作法", asks=scheme_row("L2", "七联", "“{name}”工作法"))
Figure("L3", "警司联动办公室全域挂牌", asks=JOINT_OFFICES)
Figure("L4", "调处矛盾纠纷{text}", "mediation.handled", W23)
Figure("L5", "调解成功率{text}", "mediation.success_rate", W23)
Figure("L6", "涉及金额{text}", "mediation.amount", W23)
