"""What must hold for a registration, a sealing, a seizure, a freeze; and for a penalty on the spot."""

from decimal import Decimal
from typing import Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, asked_gate, gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import UnitKind

from .. import standing
from ..execution_words import CollectGround, PaidBy
from ..models import Measure, SpotPenalty
from ..models.case_parts import chosen
from ..penalty_words import MeasureKind, Responsibility
from ..words import GrantMode, Hierarchy
from .people import TwoCertified, day_of, faults_of_body, faults_of_town

SUMMARY = "行政处罚法 第五十一条"
COLLECTED = "行政处罚法 第六十八条"
LIMIT_CITIZEN, LIMIT_ORGANISATION, LIMIT_CASH = Decimal(200), Decimal(3000), Decimal(100)


@gate("案件没有立案或者已经结案，不能采取措施", law="行政处罚法 第五十六条")
def case_is_open(measure: Measure) -> bool:
    """A lead may be verified with them too; what is closed or archived may not."""
    return measure.case.state in ("lead", "investigating", "settling")


@gate("没有财物清单", law="行政强制法 第二十四条第一款")
def has_goods(measure: Measure) -> bool:
    return bool(measure.rows("goods"))


class MeasureHasPower(Gate):
    """A statute or regulation, a power of coercion held that day, and never under an entrustment."""

    def refusal(self, measure: Measure, act: Acting | None) -> NotAllowed | None:
        if not measure.is_coercive:
            return None
        day = day_of(act)
        if measure.basis.hierarchy not in (Hierarchy.STATUTE, Hierarchy.REGULATION, Hierarchy.LOCAL):
            return NotAllowed("查封、扣押、冻结由法律、法规规定的行政机关实施", "行政强制法 第二十二条")
        if measure.kind == MeasureKind.FREEZING and measure.basis.hierarchy != Hierarchy.STATUTE:
            return NotAllowed("冻结存款、汇款应当由法律规定的行政机关实施", "行政强制法 第二十九条第一款")
        if measure.unit.kind == UnitKind.TOWN and (fault := _of_township(measure, day)):
            return fault
        found = faults_of_body(_Acts(measure), day) if measure.unit.kind != UnitKind.TOWN else ()
        return next(iter(found), None)


def _of_township(measure: Measure, day: Any) -> NotAllowed | None:
    grant = standing.grant_on(measure.unit, measure.case.item, day)
    if grant is not None and grant.mode == GrantMode.ENTRUSTED:
        return NotAllowed("行政强制措施权不得委托", "行政强制法 第十七条第一款")
    return next(standing.faults_of_township(measure.unit, measure.item, day), None)


class _Acts:
    """The body of the case with the item of the measure."""

    def __init__(self, measure: Measure) -> None:
        self.unit, self.unit_id, self.body, self.item = measure.unit, measure.unit_id, measure.case.body, measure.item


measure_has_power = MeasureHasPower()
measured_by_two = TwoCertified(
    lambda measure: chosen(measure.case, measure.first, measure.second), lambda measure: measure.item or measure.case.item
)


@gate("没有经行政机关负责人批准", law="行政强制法 第十八条第一款第一项")
def is_approved_or_urgent(measure: Measure) -> bool:
    return measure.is_urgent or measure.approved_on is not None


@asked_gate("应当当场交付决定书和清单", law="行政强制法 第二十四条第一款")
def is_delivered(measure: Measure) -> bool:
    return measure.kind == MeasureKind.FREEZING or measure.delivered_on is not None


@gate("只有查封、扣押、冻结可以延长", law="行政强制法 第二十五条第一款")
def may_be_extended(measure: Measure) -> bool | str:
    if not measure.is_coercive:
        return False
    again = any(row.get("extensions") for row in measure.clocks)
    return not again or "已经延长过一次，延长期限不得超过三十日"


class ExtendedAtMost(Gate):
    """行政强制法 第二十五条第一款."""

    def refusal(self, measure: Measure, act: Acting | None) -> NotAllowed | None:
        if act and int(act.data.get("extension") or 0) > 30:
            return NotAllowed("延长期限不得超过三十日", "行政强制法 第二十五条第一款")
        return None


extended_at_most = ExtendedAtMost()


@gate("只有查封、扣押的期间不包括检测、检验、检疫、鉴定的期间", law="行政强制法 第二十五条第三款")
def may_be_tested(measure: Measure) -> bool:
    return measure.kind in (MeasureKind.SEALING, MeasureKind.SEIZURE)


# 当场处罚


class PenalisedByTwo(Gate):
    """Judged on the day of the penalty, whenever it is entered."""

    def refusal(self, penalty: SpotPenalty, act: Acting | None) -> NotAllowed | None:
        found = [
            *standing.faults_of_officers(penalty.officers, penalty.item, penalty.decided_on),
            *(
                faults_of_town(penalty, penalty.decided_on)
                if penalty.unit.kind == UnitKind.TOWN
                else faults_of_body(penalty, penalty.decided_on)
            ),
        ]
        return found[0] if found else None


penalised_by_two = PenalisedByTwo()


@gate("超过当场处罚的限额", law=SUMMARY)
def within_summary_limits(penalty: SpotPenalty) -> bool | str:
    """Two hundred for a citizen, three thousand for anybody else; both numbers included."""
    most = LIMIT_CITIZEN if penalty.is_citizen else LIMIT_ORGANISATION
    if not penalty.is_fine or penalty.fine <= most:
        return True
    whom = "公民" if penalty.is_citizen else "法人或者其他组织"
    return f"当场处罚对{whom}的罚款不超过 {most} 元，{penalty.fine} 元应当按普通程序办理"


@gate("应当出示执法证件，告知事实、理由、依据并听取陈述申辩", law="行政处罚法 第五十二条第一款")
def is_shown_and_told(penalty: SpotPenalty) -> bool:
    return penalty.shown_and_told


@gate("处罚依据在处罚之日不施行", law="行政处罚法 第三十八条第一款")
def basis_holds(penalty: SpotPenalty) -> bool:
    return penalty.basis.holds(penalty.decided_on)


@gate("不满十四周岁的，不予行政处罚", law="行政处罚法 第三十条")
def may_be_punished_on_the_spot(penalty: SpotPenalty) -> bool | str:
    age = penalty.age_at(penalty.decided_on)
    if penalty.responsibility == Responsibility.NONE:
        return "当事人不能辨认或者不能控制自己的行为，不予行政处罚"
    return age is None or age >= 14


@asked_gate("不得自行收缴罚款", law=COLLECTED)
def may_be_collected(penalty: SpotPenalty) -> bool | str:
    """行政处罚法 第六十八条 to 第七十条: a hundred, or otherwise hard to enforce, or far away and asked for; with a receipt."""
    if penalty.paid_by != PaidBy.ON_SPOT:
        return True
    if not penalty.collect_ground:
        return "当场收缴罚款应当有法定理由"
    if penalty.collect_ground == CollectGround.SMALL and penalty.fine > LIMIT_CASH:
        return f"罚款 {penalty.fine} 元超过一百元，不能以“一百元以下”当场收缴"
    return bool(penalty.receipt_no.strip()) or "当场收缴罚款必须出具财政部门统一制发的专用票据"


@gate("没有当场收缴的罚款", law="行政处罚法 第七十一条")
def was_collected(penalty: SpotPenalty) -> bool:
    return penalty.paid_by == PaidBy.ON_SPOT


@gate("罚款还没有缴纳", law="行政处罚法 第五十三条")
def summary_is_settled(penalty: SpotPenalty) -> bool | str:
    if penalty.is_fine and penalty.paid_on is None:
        return False
    if penalty.paid_by == PaidBy.ON_SPOT and penalty.banked_on is None:
        return "当场收缴的罚款还没有缴付银行"
    return True


@gate("还没有报所属行政机关备案", law="行政处罚法 第五十二条第三款")
def is_reported(penalty: SpotPenalty) -> bool:
    return penalty.reported_on is not None
