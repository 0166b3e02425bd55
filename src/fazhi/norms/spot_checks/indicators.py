"""What is counted of spot checks: draws, coverage of the plan, problems by risk class, and whether results are published in time."""

from datetime import date
from decimal import Decimal

from django.db.models import Count as CountOf
from django.db.models import Exists, OuterRef, Q

from fazhi.kernel.indicators.declared import Count, CountDistinct, DatedRate, Indicators, Rate, Standing, Sum
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.values import FigureRow
from fazhi.kernel.indicators.windows import STOCK, years_before

from .models import (
    ActReceipt,
    CheckInspector,
    CheckList,
    CheckPlan,
    CheckTarget,
    ClaimYear,
    DrawTask,
    Inspection,
    ItemClaim,
    Member,
    PlanLine,
    SupervisionItem,
)
from .words import PROBLEMS, Answer, CreditClass, Entry, Ground, Rating, TargetStatus


def year_to(on: date) -> tuple[date, date]:
    """The days of the year up to a day, both included."""
    return date(on.year, 1, 1), on


MADE = Q(recorded_on__isnull=False)
PROBLEM = Q(outcome__in=PROBLEMS)


class TargetIndicators(Indicators):
    model = CheckTarget

    targets = Count("检查对象", unit="个", on="recorded_at", where=Q(status=TargetStatus.ACTIVE))
    covered_targets_rate = DatedRate(
        "抽查覆盖率",
        lambda on: Q(
            Exists(Inspection.objects.filter(target=OuterRef("pk"), ground=Ground.RANDOM, entered_on__range=year_to(on)))
        ),
        among=Q(status=TargetStatus.ACTIVE),
        note="本年随机抽查入过企的对象比名录里存续的对象",
    )


class InspectorIndicators(Indicators):
    model = CheckInspector

    active_inspectors_rate = DatedRate(
        "检查人员活跃率",
        lambda on: Q(Exists(Member.objects.filter(inspector=OuterRef("pk"), is_fallen=False, of__entered_on__range=year_to(on)))),
        among=Q(is_available=True),
        note="本年入过企的检查人员比名录里可以派出的",
    )


class PlanIndicators(Indicators):
    model = CheckPlan

    plans = Count("公布的年度抽查计划", unit="份", on="published_on", where=Q(published_on__isnull=False))
    filed_rate = Rate("抽查计划备案率", among=Q(published_on__isnull=False), of=Q(filed_on__isnull=False), on="published_on")


PLANNED = Q(of__published_on__isnull=False, is_dropped=False)


class PlanLineIndicators(Indicators):
    """Counted by the month in which the line begins: what was planned by then, and what of it was drawn."""

    model = PlanLine

    planned_lines = Count("计划的抽查", unit="次", on="starts_on", where=PLANNED)
    plan_rate = Rate("年度抽查计划执行率", among=PLANNED, of=Q(drawn_on__isnull=False), on="starts_on", note="按计划开始的月份计")
    in_time_rate = Rate("按计划月份抽取的占比", among=PLANNED & Q(drawn_on__isnull=False), of=Q(is_in_time=True), on="starts_on")
    joint_plan_rate = Rate("计划内部门联合占比", among=PLANNED, of=~Q(departments=""), on="starts_on")
    planned_targets = Sum("计划检查的对象", field="targets", unit="个", on="starts_on", where=PLANNED)
    planned_drawn = Sum("计划内抽中的对象", field="drawn_targets", unit="个", on="starts_on", where=PLANNED)


class DrawIndicators(Indicators):
    model = DrawTask

    draws = Count("双随机抽取", unit="次", on="drawn_at", where=Q(drawn_at__isnull=False))
    drawn_targets = Sum("抽中的检查对象", field="drawn", unit="个", on="drawn_at", where=Q(drawn_at__isnull=False))
    joint_rate = Rate("部门联合抽查占比", among=Q(drawn_at__isnull=False), of=Q(is_joint=True), on="drawn_at")
    out_of_plan = Count("计划外抽取", unit="次", on="drawn_at", where=Q(drawn_at__isnull=False, yearly__isnull=True))
    withdrawn = Count("作废的抽取", unit="次", on="opened_on", where=Q(state="withdrawn"))


class SupervisionIndicators(Indicators):
    model = SupervisionItem

    supervision_items = Standing("监管事项", unit="项", on="valid_from", until="", through="valid_to")


GIVEN = ~Q(state__in=("moved", "ended"))


class ClaimIndicators(Indicators):
    model = ItemClaim

    claims = Count("分派认领的监管事项", unit="项", on="opened_on", where=GIVEN)
    claim_rate = Rate("监管事项认领率", among=GIVEN, of=Q(claimed_on__isnull=False), on="opened_on")
    list_rate = Rate(
        "检查实施清单编制率", among=GIVEN & Q(claimed_on__isnull=False), of=Q(listed_on__isnull=False), on="claimed_on"
    )
    declined = Count("不认领的监管事项", unit="项", on="opened_on", where=Q(state__in=("declined", "released", "moved")))


class ClaimYearIndicators(Indicators):
    model = ClaimYear

    covered_rate = Rate(
        "监管覆盖率",
        among=Q(begins_on__isnull=False),
        of=Q(acted_on__isnull=False),
        on="begins_on",
        note="分母为本年已认领的监管事项，分子为其中年内有检查或者处罚的",
    )
    untouched = Count("零行为的监管事项", unit="项", on="begins_on", where=Q(acted_on__isnull=True))


class ReceiptIndicators(Indicators):
    model = ActReceipt

    sent_acts = Count("报送的监管行为", unit="条", on="sent_on")
    returned_rate = Rate(
        "监管行为退回率", among=Q(sent_on__isnull=False), of=Q(answer=Answer.RETURNED), on="sent_on", note="按最后一次回执"
    )


class CheckListIndicators(Indicators):
    model = CheckList

    check_lists = Standing("检查实施清单", unit="份", on="valid_from", until="", through="valid_to")
    items_with_lists = CountDistinct(
        "编制了清单的监管事项", field="supervised", unit="项", on="valid_from", through="valid_to", window=STOCK
    )


class InspectionIndicators(Indicators):
    model = Inspection

    inspections = Count("检查", unit="次", on="entered_on", where=Q(entered_on__isnull=False))
    inspected = CountDistinct("被检查的对象", field="target", unit="个", on="entered_on", where=Q(entered_on__isnull=False))
    random_rate = Rate("随机抽查占比", among=Q(entered_on__isnull=False), of=Q(ground=Ground.RANDOM), on="entered_on")
    unplanned = Count("计划外检查", unit="次", on="entered_on", where=Q(entered_on__isnull=False) & ~Q(ground=Ground.RANDOM))
    code_rate = Rate("扫码入企率", among=Q(entered_on__isnull=False), of=Q(entry=Entry.CODE), on="entered_on")
    unscanned = Count("没有扫码的入企", unit="次", on="entered_on", where=Q(entry=Entry.EXCEPTION))
    told_late = Count("没有扫码又没有按时登记的入企", unit="次", on="entered_on", where=Q(is_entry_late=True))
    over_cap = Count("超过年度频次的检查", unit="次", on="opened_on", where=Q(is_over_cap=True))
    repeated = Count("近期还有其他检查的检查", unit="次", on="opened_on", where=~Q(overlaps=""))
    content_rate = Rate("企业评价满意率", among=~Q(rating=""), of=Q(rating__in=(Rating.GOOD, Rating.FAIR)), on="entered_on")
    done_rate = Rate("抽查任务完成率", among=Q(ground=Ground.RANDOM), of=MADE, on="opened_on", note="分母为抽中的对象")
    problem_rate = Rate("问题发现率", among=MADE, of=PROBLEM, on="recorded_on")
    published_rate = Rate("结果公示率", among=MADE, of=Q(published_on__isnull=False), on="recorded_on")
    published_in_time_rate = Rate(
        "抽查结果按期公示率", among=MADE & Q(published_on__isnull=False), of=Q(overran=False), on="recorded_on"
    )
    corrected_rate = Rate(
        "后续处置率",
        among=MADE & PROBLEM,
        of=~Q(recheck="") | Q(is_handed_on=True),
        on="recorded_on",
        note="分母为发现问题的检查",
    )

    for _class in CreditClass:
        locals()[f"problem_rate_{_class.value.lower()}"] = Rate(
            f"问题发现率：{_class.label}", among=MADE & Q(target__credit_class=_class), of=PROBLEM, on="recorded_on"
        )


def visits(first: date, last: date) -> int:
    """How often an enterprise was entered: several departments on one day are one visit."""
    entered = Inspection.objects.filter(entered_on__range=(first, last))
    return entered.values("target", "entered_on").distinct().count()


def visits_each(on: date) -> FigureRow:
    """同一企业年内检查次数: the most and the mean, over the enterprises that were entered at all."""
    entered = Inspection.objects.filter(entered_on__range=year_to(on)).values("target")
    times = list(entered.annotate(days=CountOf("entered_on", distinct=True)).values_list("days", flat=True))
    mean = round(Decimal(sum(times)) / len(times), 1) if times else None
    text = f"同一企业年内入企最多{max(times)}次，平均{mean.normalize():f}次" if times else "无数据"
    definition = f"同一企业同一天的多部门检查算一次：本年至{on}入企 {sum(times)} 次，入过企的企业 {len(times)} 家"
    return FigureRow("I8", "同一企业年内检查次数", text, mean, "次", sum(times), definition, out_of=len(times))


def fewer_visits(on: date) -> FigureRow:
    """入企减少率: this year up to a day against the same days of the year before."""
    first = date(on.year, 1, 1)
    now, before = visits(first, on), visits(years_before(first, 1), years_before(on, 1))
    percent = round(Decimal(before - now) * 100 / before, 1) if before else None
    word = "减少" if percent is None or percent >= 0 else "增加"
    text = f"入企检查比上年同期{word}{abs(percent).normalize():f}%" if percent is not None else "无数据"
    definition = f"同一企业同一天的多部门检查算一次：本年至{on} {now} 次，上年同期 {before} 次"
    return FigureRow("I7", "入企减少率", text, percent, "%", now, definition, out_of=before)


Figure("I7", "入企减少率", asks=fewer_visits)
Figure("I8", "同一企业年内检查次数", asks=visits_each)
