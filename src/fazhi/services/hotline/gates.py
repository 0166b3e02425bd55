"""What whoever sits at the telephone may not do; a ledger tells of calls that are over."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import OfAsked
from fazhi.kernel.flow.refusals import NotAllowed

if TYPE_CHECKING:
    from .models import Call

AID_LAW = "法律援助法 第二十三条"
VIOLENCE_LAW = "反家庭暴力法 第十三条第一款"


@dataclass(eq=False, slots=True)
class AtTheDesk(OfAsked):
    """Judged when a form is sent in, and not of what a ledger tells."""

    def refusal(self, case: "Call", act: Acting | None) -> NotAllowed | None:
        return None if act is not None and act.via == "import" else OfAsked.refusal(self, case, act)


def _is_safe(call: "Call") -> bool:
    return not call.is_danger or bool(call.rows("alarms"))


is_told = AtTheDesk(lambda call: call.is_told, "接通的电话整理时写明类别、诉求和答复")
aid_is_told = AtTheDesk(
    lambda call: call.aid_told, "答复之前应当提示来电人依法申请法律援助的权利，并告知申请的条件和程序", AID_LAW
)
danger_is_reported = AtTheDesk(_is_safe, "来电有人身危险，先办理“报警”，不排队", VIOLENCE_LAW)
