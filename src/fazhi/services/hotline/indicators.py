"""What is counted of the hotline: calls with each exclusion, satisfaction beside who took part, orders in time, quality."""

from django.db.models import Q

from fazhi.kernel.indicators.declared import Count, CountDistinct, Indicators, MinOverPeriods, Rate
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.windows import W23
from fazhi.kernel.indicators.wording import About
from fazhi.kernel.records.models import EntryMode

from .models import Call, Cooperation, QualityCheck, WorkOrder
from .words import RATED, SATISFIED, CountedBy, Direction, Outcome, Result, Topic

IN = Q(direction=Direction.IN)
ANSWERED = IN & Q(result=Result.ANSWERED)
IS_RATED, IS_SATISFIED = Q(rating__in=RATED), Q(rating__in=SATISFIED)
LOOKED_AT = ANSWERED & ~Q(entry_mode=EntryMode.IMPORT) & ~Q(caller_key="")
OWN_CALLS = "只查本市坐席登记、有主叫号码的；台账导入的不查对"
BY_CALL = {"on": "of__opened_on"}
EXCLUDED = "分母不含测试、骚扰和振铃即挂的放弃，各项另列"


class CallIndicators(Indicators):
    model = Call

    calls = Count(
        "热线接通", unit="通", where=ANSWERED, wording=About(1000), note="接通的来电；放弃、溢出、骚扰、测试不计", listed=True
    )
    incoming = Count("热线呼入", unit="通", where=IN, note="含没有接通的")
    connect_rate = Rate("热线接通率", among=IN & Q(is_countable=True), of=Q(result=Result.ANSWERED), note=EXCLUDED)
    quick_rate = Rate("时限内接起率", among=IN & Q(is_countable=True), of=Q(is_quick=True), note="时限见本市设定")
    abandoned_rate = Rate("热线放弃率", among=IN & Q(is_countable=True), of=Q(result=Result.ABANDONED), note=EXCLUDED)
    excluded_tests = Count("不计入：测试", unit="通", where=IN & Q(result=Result.TEST))
    excluded_harassment = Count("不计入：骚扰", unit="通", where=IN & Q(result=Result.HARASSMENT))
    excluded_short = Count("不计入：振铃即挂", unit="通", where=IN & Q(result=Result.ABANDONED, is_countable=False))
    satisfaction = Rate(
        "热线满意率",
        among=ANSWERED & IS_RATED,
        of=IS_SATISFIED,
        note="分母为有效评价；没有评价、拒评的不算满意，与参评率一并看",
        listed=True,
    )
    participation = Rate("热线参评率", among=ANSWERED, of=IS_RATED, note="有效评价 ÷ 接通")
    lowest_month = MinOverPeriods("热线满意率最低的月份", rate=satisfaction, note="与参评率一并看", listed=True)
    repeat_rate = Rate("重复来电占比", among=LOOKED_AT, of=Q(is_repeat=True), note=OWN_CALLS)
    solved_rate = Rate("一次解决率", among=LOOKED_AT, of=Q(is_soon_again=False), note=f"期间内没有再次来电的；{OWN_CALLS}")
    aid_told_rate = Rate("热线法律援助告知率", among=ANSWERED, of=Q(aid_told=True), law="法律援助法 第二十三条")
    callers = CountDistinct("热线服务人数", unit="人", field="caller_key", where=ANSWERED, note="按主叫号码识别；隐藏号码的不计")
    checked_rate = Rate("话务质检率", among=ANSWERED, of=Q(checked_on__isnull=False), note="质检 ÷ 接通")
    dangers = Count("人身危险来电", unit="通", where=Q(is_danger=True))
    for _by in CountedBy:
        locals()[f"by_{_by.value}"] = Count(f"接通：{_by.label}", unit="通", where=ANSWERED & Q(counted_by=_by))
    for _topic in Topic:
        locals()[f"topic_{_topic.value}"] = Count(f"来电事项：{_topic.label}", unit="通", where=ANSWERED & Q(topic=_topic))


class OrderIndicators(Indicators):
    model = WorkOrder

    orders = Count("热线工单", where=~Q(state="withdrawn"))
    order_on_time_rate = Rate("工单按时率", among=Q(state="closed"), of=Q(overran=False), on="closed_on")
    returned_rate = Rate("退单率", among=Q(dispatched_at__isnull=False), of=Q(returns__gt=0))
    order_solved_rate = Rate("工单解决率", among=Q(state="closed"), of=Q(outcome=Outcome.SOLVED), on="closed_on")
    called_back_rate = Rate("工单回访率", among=Q(state="closed"), of=~Q(rating=""), on="closed_on")
    order_satisfaction = Rate("工单满意率", among=IS_RATED, of=IS_SATISFIED, note="分母为回访作出评价的", on="opened_on")
    redone_rate = Rate("工单重办率", among=Q(dispatched_at__isnull=False), of=Q(redone__gt=0))


class CooperationIndicators(Indicators):
    model = Cooperation

    letters = Count("协作函", unit="件", where=Q(signed_on__isnull=False), on="signed_on")
    answered_in_time = Rate(
        "协作函按期回复率", among=Q(replied_on__isnull=False), of=Q(overran=False), on="signed_on", note="期限见本市设定"
    )


class QualityIndicators(Indicators):
    model = QualityCheck

    checked = Count("话务质检", unit="通", **BY_CALL)
    quality_rate = Rate("话务质检合格率", of=Q(is_passed=True), **BY_CALL)
    fatal_rate = Rate("致命差错率", of=Q(is_fatal=True), **BY_CALL)


Figure("K3", "12348热线接通{text}", "hotline.calls", W23)
Figure("K4", "12348热线满意率{text}", "hotline.lowest_month", W23)
