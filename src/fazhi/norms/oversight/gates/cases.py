"""What must hold in a supervision case: two certified supervisors, no remedy pending, the organ heard, evidence before it is struck off."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from fazhi.kernel.calendar import today
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..models import Supervision
from ..rules import SUPERVISORS_LEAST
from ..words import OF_CERTIFICATES, Conclusion

SUPERVISED = "行政处罚法 第七十五条第一款"
MENDED = "行政处罚法 第七十五条第二款"


def day_of(act: Acting | None) -> date:
    """The day by which the law is judged: that of the act."""
    return act.on if act else today()


@dataclass(eq=False, slots=True)
class TwoSupervisors(Gate):
    """At least two supervisors of the case held a supervision certificate on the day of the act."""

    of: Callable[[Any], Supervision]

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        day, rows = day_of(act), self.of(case).standing_supervisors
        least = SUPERVISORS_LEAST.value(day)
        for row in rows:
            if not row.is_certified_on(day):
                return NotAllowed(f"{row}在 {day} 没有有效的行政执法监督证", SUPERVISED)
        if len({row.person_id for row in rows}) < least:
            return NotAllowed(f"监督人员只有 {len(rows)} 人，不得少于 {least} 人，须持行政执法监督证", SUPERVISED)
        return None


two_supervisors = TwoSupervisors(lambda case: case)
two_supervisors_of_the_case = TwoSupervisors(lambda instrument: instrument.case)


@dataclass(eq=False, slots=True)
class SomebodyOfTheCase(Gate):
    """Online it is a supervisor of the case who acts; a ledger tells of what supervisors did."""

    of: Callable[[Any], Supervision]

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        rows = self.of(case).standing_supervisors
        if act is None or act.person is None or act.via == "import" or not rows:
            return None
        known = act.person.pk in {row.person_id for row in rows}
        return None if known else NotAllowed("监督调查由本案监督人员办理，您不是本案的监督人员", SUPERVISED)


by_a_supervisor_of_the_case = SomebodyOfTheCase(lambda case: case)


@gate("已经进入复议、诉讼的事项不再立案监督，由复议机关、人民法院处理", law=SUPERVISED)
def is_not_in_remedy(case: Supervision) -> bool | str:
    if case.pending_acts:
        return f"{case.pending_acts[0]}正在复议、诉讼，不立案监督；监督不改变复议、诉讼中的处罚"
    return not case.in_remedy


@gate("没有登记发现的问题，不能得出有问题的结论", law=SUPERVISED)
def is_backed_by_findings(case: Supervision) -> bool | str:
    if not case.conclusion:
        return True
    if case.conclusion == Conclusion.NONE and case.rows("findings"):
        return "登记了发现的问题，结论不能是不存在问题"
    if case.conclusion in (Conclusion.UNLAWFUL, Conclusion.IMPROPER, Conclusion.GRAVE, Conclusion.MINOR):
        return bool(case.rows("findings"))
    return True


@gate("作出结论以前，应当听取被监督机关的陈述和说明", law=SUPERVISED)
def body_was_heard(case: Supervision) -> bool:
    return case.conclusion in ("", Conclusion.NONE) or bool(case.rows("statements")) or case.refused_to_speak


@gate("拒绝、阻碍监督的情形还没有处理", law=SUPERVISED)
def obstructions_are_settled(case: Supervision) -> bool | str:
    left = [row for row in case.rows("obstructions") if row.settled_on is None]
    return not left or f"{left[0].happened_on} {left[0]}，还没有处理，不能结束案件"


@gate("还有监督文书没有了结，不能销号", law=MENDED)
def instruments_are_settled(case: Supervision) -> bool | str:
    open_rows = [row for row in case.rows("instruments") if row.state not in ("done", "withdrawn", "revoked", "escalated")]
    return not open_rows or f"{open_rows[0]}还没有了结，不能销号"


@gate("有问题的案件要有验收合格的整改，才能销号", law=MENDED)
def is_mended_by_evidence(case: Supervision) -> bool | str:
    """A self-report strikes nothing off: somebody verified it, and said by what evidence."""
    rows = [row for row in case.rows("instruments") if row.is_rectified and row.state in ("done", "revoked")]
    if not rows:
        return "还没有整改验收合格的监督文书，不能销号；结论为不存在问题的，办理“终结”"
    return all(row.state == "revoked" or (row.verified == "good" and row.evidence.strip()) for row in rows)


@part_gate("已经是本案的监督人员")
def is_a_new_supervisor(case: Supervision, part: Any) -> bool | str:
    same = [row for row in case.rows("supervisors") if row is not part and row.person_id == part.person_id]
    if any(row.avoided_because for row in same):
        return f"{part.person}已经回避，不能办理本案"
    return not any(row.left_on is None for row in same)


@part_gate("监督人员不能来自被监督机关", law="行政处罚法 第四十三条第一款")
def is_not_of_the_body(case: Supervision, part: Any) -> bool | str:
    ours = part.person.unit.path.startswith(case.body.path)
    return not ours or f"{part.person}在{part.person.unit}工作，应当回避"


@part_gate("没有作出结论，不能追究责任", law="行政处罚法 第七十六条第一款")
def is_concluded(case: Supervision, part: Any) -> bool:
    return bool(case.concluded_on) and case.conclusion != Conclusion.NONE


@part_gate("轻微问题不移送、不暂扣证件", law="行政处罚法 第七十六条第一款")
def fits_the_conclusion(case: Supervision, part: Any) -> bool | str:
    outside = part.kind in (*part.OUTSIDE, *OF_CERTIFICATES)
    return not outside or case.conclusion != Conclusion.MINOR or f"结论是轻微，不适用“{part.get_kind_display()}”"


@part_gate("执法证件由“暂扣、收回执法证件”一步办理，以便送发证机关执行")
def is_not_of_certificates(case: Supervision, part: Any) -> bool:
    return part.kind not in OF_CERTIFICATES


@part_gate("这一步只办理暂扣、收回执法证件")
def is_of_certificates(case: Supervision, part: Any) -> bool:
    return part.kind in OF_CERTIFICATES


@gate("登记了发现的问题，不能以不存在问题终结", law=SUPERVISED)
def has_no_findings(case: Supervision) -> bool:
    return not case.rows("findings")
