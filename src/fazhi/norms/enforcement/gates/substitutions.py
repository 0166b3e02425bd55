"""What must hold of 代履行: urged in vain, harm, a decision with its budget, three working days, the organ's own eyes, no hand in the matter."""

from datetime import date

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, asked_gate, gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..models import Substitution
from ..penalty_limits import SUBSTITUTION_URGED
from .people import day_of

URGED = "行政强制法 第三十五条"
MAY = "行政强制法 第五十条"
RULES = "行政强制法 第五十一条第一款"
COST = "行政强制法 第五十一条第二款"
AT_ONCE = "行政强制法 第五十二条"


class DutyIsOverdue(Gate):
    """Nobody is urged to do what is not yet due."""

    def refusal(self, case: Substitution, act: Acting | None) -> NotAllowed | None:
        if day_of(act) <= case.duty_due:
            return NotAllowed(f"履行期限至 {case.duty_due}，还没有逾期", MAY)
        return None


duty_is_overdue = DutyIsOverdue()


class UrgedInVain(Gate):
    """经催告仍不履行."""

    def refusal(self, case: Substitution, act: Acting | None) -> NotAllowed | None:
        if case.urged_on is None or case.urged_until is None:
            return NotAllowed("作出代履行决定前，应当书面催告当事人履行义务", URGED)
        if day_of(act) <= case.urged_until:
            return NotAllowed(f"催告书载明的履行期限至 {case.urged_until}，期限未满", MAY)
        return None


urged_in_vain = UrgedInVain()


@gate("需要立即清除的，办理“立即实施代履行”；不需要的，先催告、决定", law=AT_ONCE)
def is_immediate(case: Substitution) -> bool:
    return case.is_immediate


@asked_gate("委托第三人代履行的，第三人应当没有利害关系", law=MAY)
def third_party_has_no_interest(case: Substitution) -> bool:
    return not case.is_third_party or case.has_no_interest


@asked_gate("代履行决定书应当载明代履行人、方式、时间、标的和费用预算", law=f"{RULES}第一项")
def decision_is_complete(case: Substitution) -> bool | str:
    needed = {
        "方式": case.way,
        "时间": case.planned_on,
        "标的": case.subject,
        "费用预算": case.budget,
        "代履行人": case.performer,
    }
    lacking = [name for name, value in needed.items() if value in (None, "")]
    return not lacking or f"代履行决定书还没有写明{'、'.join(lacking)}"


def reminded_by(case: Substitution) -> date | None:
    """The last day on which the party may be urged before the work: three full working days lie between."""
    return SUBSTITUTION_URGED.due(case.planned_on) if case.planned_on else None


@asked_gate("代履行三日前应当催告当事人履行", law=f"{RULES}第二项")
def is_reminded_early(case: Substitution) -> bool | str:
    latest = reminded_by(case)
    if case.reminded_on is None or latest is None:
        return True
    return case.reminded_on <= latest or f"代履行定于 {case.planned_on}，催告最迟应当在 {latest}；请改期以后再催告"


class IsReadyToPerform(Gate):
    """Reminded in time, and not before the day that the decision names."""

    def refusal(self, case: Substitution, act: Acting | None) -> NotAllowed | None:
        if case.reminded_on is None:
            return NotAllowed("代履行三日前应当催告当事人履行，还没有催告", f"{RULES}第二项")
        latest = reminded_by(case)
        if latest and case.reminded_on > latest:
            return NotAllowed(f"代履行改到 {case.planned_on}，催告最迟应当在 {latest}", f"{RULES}第二项")
        if case.planned_on and (case.performed_on or day_of(act)) < case.planned_on:
            return NotAllowed(f"决定书载明的代履行日期是 {case.planned_on}，不能提前实施", f"{RULES}第一项")
        return None


is_ready_to_perform = IsReadyToPerform()


@asked_gate("代履行时应当派员到场监督，两名监督人员和当事人或者见证人应当签名", law=f"{RULES}第三项")
def is_watched_and_signed(case: Substitution) -> bool:
    return bool(case.first_id and case.second_id and case.signed_by.strip())


@gate("当事人不在场的，应当在事后立即通知当事人", law=AT_ONCE)
def party_was_told(case: Substitution) -> bool:
    return not case.is_immediate or case.party_was_present or case.told_on is not None


@gate("当事人在场，不用事后通知", law=AT_ONCE)
def party_was_absent(case: Substitution) -> bool:
    return not case.party_was_present


@asked_gate("费用按照成本合理确定，写明实际费用和构成", law=COST)
def cost_is_told(case: Substitution) -> bool:
    return case.cost is not None and bool(case.cost_told.strip())
