"""What must hold before a case is kept, closed and filed."""

from typing import TYPE_CHECKING, Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed

from .. import filing

if TYPE_CHECKING:
    from ..models import Dispute


@gate("还有条款没有履行", law="人民调解法 第三十一条第二款")
def all_is_performed(dispute: "Dispute") -> bool | str:
    left = len(dispute.unperformed_terms)
    return not left or f"还有 {left} 条没有登记履行"


@part_gate("只有已经写进有效协议的条款才能登记履行", law="人民调解法 第三十一条第一款")
def is_binding(dispute: "Dispute", part: Any) -> bool:
    return part in dispute.standing_terms


@part_gate("这一条已经登记履行，不能再登记一次")
def is_not_performed_yet(dispute: "Dispute", part: Any) -> bool:
    # The step has set the day on `part` already; the row as it was is another object, but in a ledger's life.
    return not any(term == part and term is not part and term.performed_on for term in dispute.standing_terms)


class VisitedOrTold(Gate):
    """A case is closed after the follow-up, or with the reason why there was none."""

    def refusal(self, case: "Dispute", act: Acting | None) -> NotAllowed | None:
        if case.last_visit_on or (act and act.reason.strip()):
            return None
        return NotAllowed("办结之前应当回访；确实不能回访的，请写明理由", "人民调解法 第三十一条第二款")


visited_or_told = VisitedOrTold()


@gate("卷宗材料不齐", law="人民调解法 第二十七条")
def file_is_complete(dispute: "Dispute") -> bool | str:
    lacks = filing.missing(dispute)
    return not lacks or f"卷宗还缺：{'、'.join(lacks)}"
