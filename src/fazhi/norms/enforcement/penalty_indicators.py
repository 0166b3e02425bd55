"""What is counted of penalties, as the national yearly table counts: by the day of the decision, once under the heaviest kind.

Amounts are totals and nothing else: no unit is ranked, aimed at or appraised by them (行政处罚法 第七十四条第三款).
"""

from django.db.models import Exists, OuterRef, Q

from fazhi.kernel.indicators.declared import Count, Indicators, Rate, Span, Sum

from .execution_words import OVERTURNED, RemedyKind, Ruling
from .models import (
    CrimeTransfer,
    Decision,
    Hearing,
    Measure,
    PenaltyCase,
    Recording,
    Remedy,
    SpotPenalty,
    Statement,
    Substitution,
    YearReport,
)
from .penalty_words import COERCIVE, UNPUNISHED, Accepted, Attendance, Outcome, PenaltyKind, PoliceAnswer, Tendency
from .publicity_words import Stage

PUNISHED = Q(outcome=Outcome.PENALTY)
APPLIED = PUNISHED & Q(benchmark_item__isnull=False)
FILED = Q(filed_on__isnull=False)
ONCE = "并处的按最重的种类计一件；以后被撤销的也计入作出当年"


class DecisionIndicators(Indicators):
    model = Decision

    ordinary = Count("普通程序行政处罚", on="decided_on", where=PUNISHED, note=ONCE)
    unpunished = Count("不予行政处罚", on="decided_on", where=Q(outcome__in=UNPUNISHED))
    mitigated = Count("减轻行政处罚", on="decided_on", where=PUNISHED & Q(tendency=Tendency.MITIGATED))
    lighter = Count("从轻行政处罚", on="decided_on", where=PUNISHED & Q(tendency=Tendency.LIGHTER))
    reviewed = Count("重大处罚决定法制审核", on="decided_on", where=Q(was_reviewed=True))
    review_cover_rate = Rate(
        "法制审核覆盖率",
        among=PUNISHED & (Q(case__is_complex=True) | Q(review_asked_on__isnull=False)),
        of=Q(was_reviewed=True),
        on="decided_on",
        note="分母为情节复杂、重大违法或者送审的处罚决定",
    )
    review_corrected = Count("法制审核纠错", on="decided_on", where=Q(was_reviewed=True, was_corrected_by_review=True))
    review_corrected_rate = Rate(
        "法制审核纠错率", among=Q(was_reviewed=True), of=Q(was_corrected_by_review=True), on="decided_on"
    )
    ordinary_fines = Sum("普通程序罚款金额", field="fine", unit="元", on="decided_on", note="以决定书为准，只作合计")
    ordinary_gains = Sum(
        "普通程序没收违法所得", field="confiscated", unit="元", on="decided_on", note="以决定书为准，没有计价的财物不计"
    )
    court_asked = Count("申请法院强制执行", on="court_asked_on", where=Q(court_asked_on__isnull=False), note="提出申请即计入")
    court_granted_rate = Rate("法院准予强制执行率", among=~Q(ruling=""), of=Q(ruling=Ruling.GRANTED), on="court_asked_on")
    weighty_reported_rate = Rate(
        "重大处罚决定报备率",
        among=PUNISHED & (Q(was_reviewed=True) | Q(has_hearing_right=True)),
        of=Q(reported_on__isnull=False),
        on="decided_on",
        note="分母为经法制审核或者告知过听证权利的处罚决定",
    )
    revoked = Count("变更、撤销处罚决定", on="revoked_on")
    benchmark_rate = Rate(
        "裁量基准适用率",
        among=PUNISHED & (Q(has_benchmark=True) | Q(benchmark_item__isnull=False)),
        of=APPLIED,
        on="decided_on",
        note="分母为有裁量基准的普通程序处罚决定",
    )
    applied_rate = Rate("载明裁量基准的决定占比", among=PUNISHED, of=APPLIED, on="decided_on", note="分母为全部普通程序处罚决定")
    departures = Count("调整适用裁量基准", on="decided_on", where=APPLIED & Q(is_outside=True))
    departure_rate = Rate(
        "裁量基准偏离率", among=APPLIED, of=Q(is_outside=True), on="decided_on", note="分母为适用裁量基准的决定"
    )
    list_applied = Count("适用轻微违法清单", on="decided_on", where=Q(leniency_item__isnull=False))

    for _tendency in Tendency:
        locals()[f"departure_rate_{_tendency.value}"] = Rate(
            f"裁量基准偏离率：{_tendency.label}", among=APPLIED & Q(tendency=_tendency), of=Q(is_outside=True), on="decided_on"
        )
    for _kind in PenaltyKind:
        locals()[f"kind_{_kind.value}"] = Count(
            f"行政处罚：{_kind.label}", on="decided_on", where=PUNISHED & Q(heaviest=_kind), note=ONCE
        )
    for _outcome in UNPUNISHED:
        locals()[f"spared_{_outcome.value}"] = Count(
            f"不予处罚：{_outcome.label.partition('（')[0]}", on="decided_on", where=Q(outcome=_outcome)
        )


class SpotIndicators(Indicators):
    model = SpotPenalty

    summary = Count("简易程序行政处罚", on="decided_on")
    summary_warnings = Count("简易程序警告", on="decided_on", where=Q(penalty=PenaltyKind.WARNING))
    summary_fines = Sum("简易程序罚款金额", field="fine", unit="元", on="decided_on", note="只作合计")
    summary_unreported = Count("当场处罚尚未报备", on="decided_on", where=Q(reported_on=None))


class CaseIndicators(Indicators):
    model = PenaltyCase

    filed = Count("行政处罚立案", on="filed_on", where=FILED)
    town_filed = Count("乡镇（街道）立案", on="filed_on", where=FILED & Q(unit__kind="town"))
    case_closed_rate = Rate("行政处罚结案率", among=FILED, of=Q(closed_on__isnull=False), on="filed_on", note="分母为当期立案")
    case_days = Span("平均办案天数", start="filed_on", end="closed_on", on="closed_on", where=FILED)
    case_overran_rate = Rate("办案超期率", among=FILED, of=Q(overran=True), on="filed_on")


class SubstitutionIndicators(Indicators):
    model = Substitution

    substitutions = Count("代履行", on="performed_on", where=Q(performed_on__isnull=False), note="实施完毕时计入")
    substituted_at_once = Count("立即代履行", on="performed_on", where=Q(performed_on__isnull=False, is_immediate=True))


class TransferIndicators(Indicators):
    model = CrimeTransfer

    transferred = Count("移送公安机关", on="delivered_on")
    transfer_filed = Count("移送后公安机关立案", on="answered_on", where=Q(answer=PoliceAnswer.FILED))


class YearReportIndicators(Indicators):
    model = YearReport

    year_report_in_time_rate = Rate(
        "执法统计年报按期公开率",
        among=Q(published_on__isnull=False, corrects=None),
        of=Q(overran=False),
        on="published_on",
        note="每年一月三十一日以前；更正的年报不重复计",
    )


class HearingIndicators(Indicators):
    model = Hearing

    hearings = Count("举行听证", on="held_on", where=Q(attendance=Attendance.PRESENT))


class StatementIndicators(Indicators):
    model = Statement

    defence_accepted_rate = Rate("申辩采纳率", of=Q(accepted__in=(Accepted.FULLY, Accepted.PARTLY)), on="made_on")


class RemedyIndicators(Indicators):
    model = Remedy

    reconsidered = Count("处罚被申请行政复议", on="filed_on", where=Q(kind=RemedyKind.RECONSIDERATION))
    sued = Count("处罚被提起行政诉讼", on="filed_on", where=Q(kind=RemedyKind.LITIGATION))
    overturned_rate = Rate(
        "处罚复议、诉讼被纠错率", among=~Q(result=""), of=Q(result__in=OVERTURNED), on="ended_on", note="分母为有结果的"
    )


class MeasureIndicators(Indicators):
    model = Measure

    coercive = Count("行政强制措施", on="applied_on", where=Q(kind__in=COERCIVE), note="先行登记保存不是行政强制措施")
    recorded_rate = Rate(
        "音像应录尽录率",
        among=Q(kind__in=COERCIVE),
        of=Q(Exists(Recording.objects.filter(case=OuterRef("case"), stage=Stage.SEALING))),
        once_per="id",
        on="applied_on",
        note="行政强制措施所在案件有查封、扣押环节的音像记录",
    )
