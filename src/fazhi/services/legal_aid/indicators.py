"""What is counted of legal aid: matters and people apart, the days of the law kept, quality, and what was won."""

from django.db.models import Q

from fazhi.kernel.indicators.declared import Count, CountDistinct, Indicators, Rate, Share, Span, Standing, Sum

from .models import AidCase, AidComplaint, AidLawyer, DutyHelp, Objection, Referral
from .referral_words import ReferralKind
from .words import NOTIFIED, RATED, SATISFIED, Decision, Grade, Kind, LawyerKind

GRANTED = Q(decision=Decision.GRANTED)
DECIDED = Q(decision__in=(Decision.GRANTED, Decision.REFUSED))
REVIEWED = DECIDED & ~Q(origin__in=NOTIFIED)
ASSIGNED = Q(assigned_on__isnull=False)
REPORTED = Q(reported_on__isnull=False)
ARCHIVED = Q(archived_on__isnull=False)
PAID = Q(paid_on__isnull=False)
DECISIONS = {"on": "decided_on"}
GROUP_FROM = 10


class AidCaseIndicators(Indicators):
    model = AidCase

    received = Count("法律援助收件", on="opened_on", note="申请、通知和转交；转送其他机构、撤回的也在内")
    granted = Count(
        "法律援助批准件数", where=GRANTED, note="群体性案件计一件；值班律师法律帮助、法律咨询不计", ranks=True, **DECISIONS
    )
    people = Sum("法律援助受援人数", field="people", unit="人", where=GRANTED, note="一件有多名受援人的，按人数计", **DECISIONS)
    refused = Count("不予法律援助", where=Q(was_refused=True), on="refused_on", note="后来改正的仍计一次")
    corrected = Count("经异议改正", where=Q(was_corrected=True), on="opened_on")
    transferred = Count("转送其他机构", where=Q(decision=Decision.TRANSFERRED), **DECISIONS)
    deemed_withdrawn = Count("视为撤回、不再指派", where=Q(decision=Decision.WITHDRAWN), **DECISIONS)
    aid_first = Count("先行提供法律援助", where=Q(urgent_on__isnull=False), on="urgent_on", law="法律援助法 第四十四条第一款")
    group_matters = Count(
        "群体性法律援助案件", where=GRANTED & Q(people__gte=GROUP_FROM), note="同一件受援人十人以上的", **DECISIONS
    )
    terminated = Count(
        "终止法律援助", where=Q(terminated_on__isnull=False), on="terminated_on", law="法律援助法 第四十八条第一款"
    )

    decided_in_time = Rate(
        "七日决定达标率",
        among=REVIEWED,
        of=Q(is_decided_late=False),
        law="法律援助法 第四十三条第一款",
        note="补正的时间不计；通知类案件不在内",
        **DECISIONS,
    )
    assigned_in_time = Rate(
        "三日指派达标率",
        among=ASSIGNED,
        of=Q(is_assigned_late=False),
        on="assigned_on",
        law="法律援助法 第四十三条第一款",
        note="申请案件自决定之日起，通知案件自收到通知之日起",
    )
    forwarded_in_time = Rate(
        "二十四小时转交率",
        among=Q(was_forwarded_late__isnull=False),
        of=Q(was_forwarded_late=False),
        on="opened_on",
        law="法律援助法 第三十九条",
        note="分母为羁押场所、值班律师转交的申请",
    )
    refused_rate = Rate("不予援助率", among=REVIEWED, of=Q(was_refused=True), note="后来改正的仍计为不予", **DECISIONS)
    special_share = Share("特殊群体占比", among=GRANTED, of=Q(has_special=True), **DECISIONS)
    good_rate = Rate(
        "案件质量优良率", among=ARCHIVED & ~Q(grade=""), of=Q(grade__in=(Grade.EXCELLENT, Grade.GOOD)), on="archived_on"
    )
    complained_rate = Rate("被投诉率", among=ASSIGNED, of=Q(was_complained=True), on="assigned_on")
    changed_rate = Rate("承办人更换率", among=ASSIGNED, of=Q(was_changed=True), on="assigned_on")
    recovered = Sum(
        "法律援助取得利益、挽回损失",
        field="recovered",
        unit="元",
        where=REPORTED & Q(recovered__isnull=False),
        on="reported_on",
        note="只计有结案法律文书的金额",
    )
    finished = Count("法律援助结案", where=REPORTED, on="reported_on")
    reported_in_time = Rate("结案材料报送及时率", among=REPORTED, of=Q(is_reported_late=False), on="reported_on")
    archived_in_time = Rate("结案归档及时率", among=ARCHIVED, of=Q(is_archived_late=False), on="archived_on")
    days_to_decide = Span("平均审查天数", start="opened_on", end="decided_on", where=REVIEWED, **DECISIONS)
    days_to_pay = Span("补贴平均支付周期", start="archived_on", end="paid_on", where=PAID, on="paid_on")
    subsidies = Sum("法律援助补贴", field="subsidy", unit="元", where=PAID, on="paid_on")
    active_lawyers = CountDistinct("承办案件的人员", field="lawyer", unit="人", where=ASSIGNED, on="assigned_on")
    satisfaction = Rate(
        "法律援助满意率",
        among=REPORTED & Q(rating__in=RATED),
        of=Q(rating__in=SATISFIED),
        on="reported_on",
        note="分母为作出评价的；没有联系上、拒评的不算满意，与参评率一并看",
    )
    participation = Rate("法律援助参评率", among=REPORTED, of=Q(rating__in=RATED), on="reported_on")

    for _kind in Kind:
        locals()[f"kind_{_kind.value}"] = Count(f"批准：{_kind.label}", where=GRANTED & Q(kind=_kind), **DECISIONS)


class ObjectionIndicators(Indicators):
    model = Objection

    objections = Count("法律援助异议", on="opened_on")
    ordered_rate = Rate(
        "异议改正率",
        among=Q(decided_on__isnull=False),
        of=Q(state="ordered"),
        on="decided_on",
        law="法律援助法 第四十九条第二款",
        note="分母为已经审查的异议",
    )
    judged_in_time = Rate("五日审查达标率", among=Q(decided_on__isnull=False), of=Q(is_late=False), on="decided_on")


class ComplaintIndicators(Indicators):
    model = AidComplaint

    complaints = Count("法律援助投诉", on="made_on", where=Q(made_on__isnull=False))
    true_complaints = Count("查实的法律援助投诉", on="told_on", where=Q(is_true=True, told_on__isnull=False))


class DutyHelpIndicators(Indicators):
    model = DutyHelp

    duty_helps = Count("值班律师法律帮助", unit="人次", on="helped_on", note="不计入法律援助案件")
    duty_forwarded = Count("值班律师转交申请", on="forwarded_at", where=Q(forwarded_at__isnull=False))


class ReferralIndicators(Indicators):
    model = Referral

    referrals = Count("法律服务转介", on="accepted_on", where=Q(accepted_on__isnull=False), note="受理之后才计入")
    reduced = Count(
        "受援人公证、鉴定费减免", on="accepted_on", where=Q(accepted_on__isnull=False, is_recipient=True, reduced_fee=True)
    )
    for _kind in ReferralKind:
        locals()[f"referred_{_kind.value}"] = Count(
            f"转介：{_kind.label}", on="accepted_on", where=Q(accepted_on__isnull=False, kind=_kind)
        )


class AidLawyerIndicators(Indicators):
    model = AidLawyer

    lawyers = Standing(
        "法律援助人员", unit="人", on="enrolled_on", until="", through="licensed_until", where=Q(is_available=True)
    )
    registered_lawyers = Standing(
        "其中律师",
        unit="人",
        on="enrolled_on",
        until="",
        through="licensed_until",
        where=Q(is_available=True, kind=LawyerKind.LAWYER),
    )
