"""What must hold of a decision's discretion: the benchmark applied where there is one, the fine within it or the departure approved."""

from decimal import Decimal

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..discretion_words import Departure
from ..models import Decision
from ..models.benchmarks import MAY_SET, WITHIN
from ..penalty_words import Outcome, PenaltyKind, Tendency

SPARED = "行政处罚法 第三十三条第一款"


@gate("有裁量基准而没有适用，请先“适用裁量基准”", law=MAY_SET)
def benchmark_is_applied(decision: Decision) -> bool:
    return not (decision.is_penalty and decision.has_benchmark) or decision.last_use is not None


def fine_of(decision: Decision) -> Decimal | None:
    """What is to be fined; None where no fine is proposed."""
    fines = [row.amount for row in decision.standing_penalties if row.kind == PenaltyKind.FINE and row.amount is not None]
    return sum(fines, Decimal(0)) if fines else None


def is_outside(decision: Decision) -> bool:
    """Whether the fine lies outside what the benchmark gives."""
    fine, use = fine_of(decision), decision.last_use
    return bool(use and decision.is_penalty and fine is not None and not use.holds(fine))


class IsWithinBenchmark(Gate):
    """Outside a benchmark only with a ground and the approval that fits its maker (国办发〔2022〕27号 第十二项); outside the law never."""

    def refusal(self, decision: Decision, act: Acting | None) -> NotAllowed | None:
        fine, use = fine_of(decision), decision.last_use
        if use is None or fine is None or not decision.is_penalty:
            return None
        if use.law_high is not None and fine > use.law_high:
            return NotAllowed(f"罚款 {fine} 元高于法定上限 {use.law_high} 元", WITHIN)
        if use.law_low is not None and fine < use.law_low and decision.tendency != Tendency.MITIGATED:
            return NotAllowed(f"罚款 {fine} 元低于法定下限 {use.law_low} 元，只有减轻处罚才可以", "行政处罚法 第三十二条")
        return self._departure(decision, f"罚款 {fine} 元在裁量基准的 {use.range_told} 以外") if is_outside(decision) else None

    def _departure(self, decision: Decision, told: str) -> NotAllowed | None:
        if not decision.departs_because.strip() or not decision.departs_by:
            return NotAllowed(f"{told}；调整适用的，写明理由和批准", MAY_SET)
        own = decision.benchmark_item.benchmark.unit_id == decision.unit_id
        if not own and decision.departs_by != Departure.MAKER:
            return NotAllowed(f"{told}；适用的是上级制定的裁量基准，须报制定机关批准", MAY_SET)
        if decision.departs_by == Departure.COLLECTIVE and not decision.rows("discussions"):
            return NotAllowed(f"{told}；还没有登记集体讨论", MAY_SET)
        return None


is_within_benchmark = IsWithinBenchmark()


@gate("还没有查“首次”：请先“适用轻微违法清单”", law=SPARED)
def first_is_checked(decision: Decision) -> bool | str:
    """首违 is checked in the case base, never believed."""
    if decision.outcome != Outcome.FIRST or not decision.leniency_item_id:
        return True
    if decision.earlier_offences is None:
        return False
    return decision.earlier_offences == 0 or f"回看期内已有 {decision.earlier_offences} 件同类行政处罚，不是初次违法"
