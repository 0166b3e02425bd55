"""What must hold of a group: formed before the draw, reported by its leader once every file has its grade."""

from dataclasses import dataclass

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, HereAndNow, gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..models import ReviewGroup
from .reviews import REVIEWED

UNGRADED = ("drawn", "scoring", "third")


def _is_early(group: ReviewGroup) -> bool:
    return group.plan.state in ("preparing", "committed")


plan_is_not_drawn = HereAndNow(_is_early, "已经抽取的方案不再编组，案卷请逐卷分派", REVIEWED)


@dataclass(eq=False, slots=True)
class TheLeader(Gate):
    """The report is the leader's; a ledger tells of what was signed on paper."""

    sentence: str = "小组报告由组长提交"
    law: str = REVIEWED

    def refusal(self, case: ReviewGroup, act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or act.via == "import" or act.person.pk == case.leader_id:
            return None
        return NotAllowed(self.sentence, self.law)


the_leader = TheLeader()


def _all_graded(group: ReviewGroup) -> bool | str:
    left = [row for row in group.rows("files") if row.state in UNGRADED]
    return not left or f"本组还有 {len(left)} 卷没有评出等次，例如{left[0]}"


files_are_graded = HereAndNow(_all_graded, "本组还有案卷没有评出等次", REVIEWED)


@gate("已经分到案卷的小组不能撤销，请调整成员", law=REVIEWED)
def has_no_files(group: ReviewGroup) -> bool:
    return not group.rows("files")
