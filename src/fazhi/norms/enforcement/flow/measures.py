"""The life of a registration or a coercive measure: approved, taken, extended or tested, ended by a hand or by time."""

from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SCHEDULE

from .. import penalty_limits as limits
from ..conduct import measures as does
from ..gates import measures as gates
from ..models import Measure, MeasureGoods
from ..penalty_words import MeasureKind
from ..roles import HANDLERS

LAW = "行政强制法 第十八条第一款第一项"
ON_SPOT = (gates.case_is_open, gates.is_approved_or_urgent, gates.has_goods, gates.measure_has_power, gates.measured_by_two)


def only(period: object, *kinds: MeasureKind) -> object:
    """A period for measures of these kinds, and none for others."""
    return lambda measure: period if measure.kind in kinds else None


class MeasureFlow(Flow):
    model = Measure
    importers = HANDLERS
    register = Register("提出措施", by=HANDLERS, needs=(gates.case_is_open,), does=does.name, law="行政处罚法 第五十六条")

    proposed = State("待批准", due=Unlimited("采取之前经负责人批准"))
    in_force = State("措施中", due=Unlimited("各种措施的期限另有时钟"))
    testing = State("检测鉴定中", rests=True)
    ended = State("已处理", final=True)
    dropped = State("未采取", final=True)
    start = proposed

    list_goods = (proposed | in_force).stays("登记财物清单", by=HANDLERS, adds=MeasureGoods, law="行政强制法 第二十四条第一款")
    approve = proposed.stays("批准", by=LEADER, does=does.approve, needs=(gates.measure_has_power,), law=LAW)
    drop = proposed.to(dropped, "不予批准", by=LEADER, why=True, law=LAW)
    apply = proposed.to(
        in_force,
        "采取措施",
        by=HANDLERS,
        asks="delivered_on? presence!",
        needs=(*ON_SPOT, gates.is_delivered),
        does=does.apply,
        numbers=True,
        law="行政强制法 第十八条第一款",
        issues="enforcement.measure",
        tells="两名以上执法人员，出示证件，当场交付决定书和清单，制作现场笔录。情况紧急先行采取的，二十四小时内补办批准。",
    )
    ratify = in_force.stays("补办批准", by=LEADER, does=does.approve, law="行政强制法 第十九条")
    disapprove = in_force.to(ended, "不同意，立即解除", by=LEADER, why=True, does=does.disapprove, law="行政强制法 第十九条")
    deliver = in_force.stays("交付冻结决定书", by=HANDLERS, asks="delivered_on!", law="行政强制法 第三十一条")
    extend = in_force.stays(
        "延长期限",
        by=LEADER,
        extends="sealing",
        asks="extended_because!",
        why=True,
        needs=(gates.may_be_extended, gates.extended_at_most),
        law="行政强制法 第二十五条第一款",
    )
    extend_freezing = in_force.stays(
        "延长冻结",
        by=LEADER,
        extends="freezing",
        asks="extended_because!",
        why=True,
        needs=(gates.may_be_extended, gates.extended_at_most),
        law="行政强制法 第三十二条第一款",
    )
    test = in_force.to(
        testing,
        "送检测、鉴定",
        by=HANDLERS,
        asks="test_purpose!",
        needs=(gates.may_be_tested,),
        pauses=("sealing",),
        law="行政强制法 第二十五条第三款",
        tells="期间书面告知当事人，费用由行政机关承担。",
    )
    tested = testing.to(in_force, "检测、鉴定结束", by=HANDLERS, resumes=True, law="行政强制法 第二十五条第三款")
    settle = in_force.to(
        ended,
        "处理",
        by=LEADER,
        asks="end!",
        does=does.end,
        why=True,
        law="行政强制法 第二十七条",
        issues="enforcement.release",
    )
    lapse = in_force.to(ended, "期满自动解除", by=SCHEDULE, does=does.lapse, law="行政处罚法 第五十六条")

    ratification = Clock(
        "补办批准期限（二十四小时）",
        lambda measure: limits.URGENT_REPORT if measure.approved_on is None else None,
        starts=apply,
        stops=(ratify, disapprove),
        remind=(0,),
    )
    preservation = Clock(
        "先行登记保存处理期限",
        only(limits.PRESERVATION, MeasureKind.PRESERVATION),
        starts=apply,
        stops=(settle, lapse, disapprove),
        remind=(3, 1),
        lapses="lapse",
    )
    sealing = Clock(
        "查封、扣押期限",
        only(limits.SEALED, MeasureKind.SEALING, MeasureKind.SEIZURE),
        starts=apply,
        stops=(settle, disapprove),
        remind=(10, 3, 1),
    )
    freezing = Clock(
        "冻结期限",
        only(limits.FROZEN, MeasureKind.FREEZING),
        starts=apply,
        stops=(settle, lapse, disapprove),
        remind=(10, 3, 1),
        lapses="lapse",
    )
    freezing_delivery = Clock(
        "交付冻结决定书期限",
        only(limits.FREEZING_DELIVERED, MeasureKind.FREEZING),
        starts=apply,
        stops=(deliver, settle, lapse),
        remind=(1,),
    )
