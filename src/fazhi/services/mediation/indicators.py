"""What is counted of mediation; one dispute counts once, however many committees worked on it."""

from datetime import timedelta

from django.db.models import DateField, DateTimeField, Exists, ExpressionWrapper, F, OuterRef, Q
from django.db.models.lookups import GreaterThan, LessThanOrEqual

from fazhi.kernel.indicators.declared import Count, Hours, Indicators, Rate, Share, Span, Sum
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.windows import W23
from fazhi.kernel.indicators.wording import REACHES
from fazhi.kernel.org.models import UnitKind
from fazhi.kernel.records.models import LATE, EntryMode

from . import meeting_figures, register_figures  # noqa: F401  what is counted of meetings, committees and mediators
from .linkage import JOINT_OFFICES, scheme_row
from .models import (
    Committee,
    Dispute,
    DisputeLead,
    FollowUp,
    JudicialConfirmation,
    RiskAlert,
    Screening,
    SubsidyClaim,
    Term,
)
from .words import (
    AGREED,
    SATISFIED,
    AlertKind,
    AlertOutcome,
    Circumstance,
    CommitteeKind,
    ConfirmationResult,
    Difficulty,
    DisputeKind,
    Judgment,
    LeadDisposal,
    Performance,
    Result,
    Risk,
    Sample,
    Source,
)

# What was found to be invented counts for nothing; what a court has annulled is no success.
TRUE = Q(is_false=False)
ACCEPTED = Q(accepted_on__isnull=False) & TRUE
SETTLED = Q(result__in=AGREED) & ~Q(judgment=Judgment.VOID) & TRUE
ENTRUSTED = (Source.COURT, Source.PROCURATORATE, Source.POLICE, Source.PETITION, Source.OTHER)
CROWD = Q(circumstances__icontains=Circumstance.CROWD.value)
WRITTEN_LATER = GreaterThan(F("recorded_at"), ExpressionWrapper(F("event_at") + LATE, DateTimeField()))
CONCLUDED = ACCEPTED & ~Q(result="")
FROM_POLICE = Q(source=Source.POLICE)
NEXT_DAY = ExpressionWrapper(F("referred_on") + timedelta(days=1), DateField())
BROKEN = Q(performance=Performance.BROKEN) | Q(performance=Performance.PARTLY, closed_on__isnull=False)
ONCE = {"once_per": "root_key", "on": "accepted_on"}
SAME = "同一纠纷经村、乡镇、法院等多个调委会调解的，只计一件"


def of_kind(kind: CommitteeKind) -> Q:
    """Mediated by a committee of this kind."""
    return Q(Exists(Committee.objects.filter(unit=OuterRef("unit"), kind=kind)))


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
    amount = Sum(
        "协议涉及金额",
        field="agreement_amount",
        unit="万元",
        where=TRUE,
        note=f"只计协议条款的金额，不计诉求金额；{SAME}",
        **ONCE,
    )
    people = Sum("涉及当事人", field="people", unit="人", where=ACCEPTED, **ONCE)
    hard = Count("疑难复杂案件", where=ACCEPTED & Q(difficulty__in=(Difficulty.HARD, Difficulty.MAJOR)), **ONCE)
    written = Count("书面协议", where=SETTLED & Q(result=Result.WRITTEN), on="result_on", once_per="root_key")
    oral = Count("口头协议", where=SETTLED & Q(result=Result.ORAL), on="result_on", once_per="root_key")
    oral_share = Share("口头协议占比", among=SETTLED, of=Q(result=Result.ORAL), on="result_on")
    fulfilled = Count("协议履行", where=SETTLED & Q(performance=Performance.DONE), on="result_on", once_per="root_key")
    performance_rate = Rate("协议履行率（按件）", among=SETTLED, of=Q(performance=Performance.DONE), on="result_on")
    breach_rate = Rate("反悔率", among=SETTLED, of=BROKEN, on="result_on", note="未履行，以及办结时只履行了一部分的")
    sued_rate = Rate("再诉率", among=SETTLED, of=Q(sued_on__isnull=False), on="result_on", note="达成协议后一方向人民法院起诉的")
    confirmed = Count("司法确认", where=Q(confirmation=ConfirmationResult.VALID) & TRUE, on="result_on", once_per="root_key")
    confirmation_rate = Rate("司法确认率", among=SETTLED, of=Q(confirmation=ConfirmationResult.VALID), on="result_on")
    late_rate = Rate("超期率", among=CONCLUDED, of=Q(is_late=True), on="result_on", note="超过法定或者本市调解期限才办结的")
    days = Span("平均调解天数", start="accepted_on", end="result_on", on="result_on", where=ACCEPTED)
    visit_rate = Rate(
        "回访率", among=CONCLUDED & Q(result__in=(*AGREED, Result.FAILED)), of=Q(last_visit_on__isnull=False), on="result_on"
    )
    late_entries = Share(
        "补录占比",
        of=Q(entry_mode__in=(EntryMode.PAPER, EntryMode.OFFLINE)) | Q(WRITTEN_LATER),
        on="opened_on",
        note="离线同步、纸质补录的，以及发生满七日以后才录入的",
    )

    joint = Count(
        "联合调解", where=ACCEPTED & Q(joint_committees__joined_on__isnull=False), note=f"其他调委会参加调解的；{SAME}", **ONCE
    )
    again = Count("重新调解", where=Q(again_on__isnull=False) & TRUE, on="again_on", note="有过结果以后另立一件再调解的")

    police_received = Count("警司联动移送", where=FROM_POLICE, on="opened_on")
    police_accepted_rate = Rate("警司联动接收率", among=FROM_POLICE, of=ACCEPTED, on="opened_on")
    police_response_rate = Rate(
        "警司联动二十四小时响应率",
        among=FROM_POLICE & Q(referred_on__isnull=False),
        of=Q(LessThanOrEqual(F("opened_on"), NEXT_DAY)),
        on="opened_on",
        note="移送之日或者次日登记的",
    )
    police_repeat_rate = Rate(
        "三十日内重复警情率",
        among=FROM_POLICE & Q(incidents__isnull=False),
        of=Q(incidents__repeats__gt=0),
        on="opened_on",
        once_per="root_key",
        note="同一地点、同一当事人三十日内再次报警的占登记了警情的；下降率与上期相比",
    )
    police_settled_rate = Rate("警司联动化解率", among=FROM_POLICE & ACCEPTED, of=SETTLED, **ONCE)

    crowds_prevented = Count("防止群体性上访", where=SETTLED & CROWD, note="有群体性上访苗头而达成协议的", **ONCE)
    crowds_prevented_people = Sum("防止群体性上访涉及", field="people", unit="人", where=SETTLED & CROWD, **ONCE)
    false_cases = Count("查实虚假案件", where=Q(is_false=True), on="result_on", note="已从其他各项里剔除")
    annulled = Count("协议被撤销或者确认无效", where=Q(judgment=Judgment.VOID), on="judged_on")
    source_entrusted = Count(
        "来源：接受委托移送（小计）", where=ACCEPTED & Q(source__in=ENTRUSTED), note="法院、检察院、公安、信访和其他部门", **ONCE
    )

    for _kind in CommitteeKind:
        locals()[f"by_{_kind.value}"] = Count(
            f"{_kind.label}调委会调处", where=ACCEPTED & of_kind(_kind), note=f"受理的调委会类型为{_kind.label}；{SAME}", **ONCE
        )
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
        among=Q(due_on__isnull=False, agreement_no__gt=0, is_dropped=False),
        of=Q(performed_on__isnull=False),
        on="due_on",
        note="分母为期间内到期的条款；还没有写进协议的、被新协议取代的不算",
    )


class ConfirmationIndicators(Indicators):
    model = JudicialConfirmation

    confirmation_refused_rate = Rate(
        "确认驳回率",
        note="分母为全部申请，含还在审查的",
        on="applied_on",
        of=Q(result__in=(ConfirmationResult.REJECTED, ConfirmationResult.NOT_ACCEPTED)),
    )


class FollowUpIndicators(Indicators):
    model = FollowUp

    satisfaction = Rate(
        "回访满意率", of=Q(rating__in=SATISFIED), on="visited_on", note="没有联系上的、拒绝评价的不算满意，仍计入分母"
    )


class ScreeningIndicators(Indicators):
    model = Screening

    screenings = Count("排查", unit="次", on="made_on", note="没有发现纠纷的也算一次")
    households = Sum("排查走访", field="households", unit="户", on="made_on")


class LeadIndicators(Indicators):
    model = DisputeLead

    leads = Count("排查发现纠纷", where=~Q(disposal=LeadDisposal.DISMISSED), on="opened_on", note="不属实、不构成纠纷的不算")
    prevented = Count("预防纠纷", where=Q(disposal=LeadDisposal.SETTLED), on="disposed_on", note="排查中当场化解的")


PREVENTED = Q(kind=AlertKind.CRIME, outcome__in=(AlertOutcome.SETTLED, AlertOutcome.STEADY, AlertOutcome.POLICE))


class AlertIndicators(Indicators):
    model = RiskAlert

    alerts = Count("发出预警", on="opened_on")
    red_response = Hours("红色预警通报用时", start="event_at", end="told_at", on="opened_on", where=Q(level=Risk.RED))
    crimes_prevented = Count(
        "防止民间纠纷转化为刑事案件",
        on="opened_on",
        where=PREVENTED,
    )
    crimes_prevented_people = Sum(
        "防止民转刑涉及",
        field="people",
        unit="人",
        on="opened_on",
        where=PREVENTED,
    )
    escalated = Count("预警后激化", where=Q(outcome=AlertOutcome.ESCALATED), on="opened_on")
    missed = Count("漏警", where=Q(is_missed=True), on="opened_on", note="激化以后才登记的")
    missed_reviewed = Count("漏警复盘", where=Q(is_missed=True) & ~Q(review=""), on="opened_on")
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
