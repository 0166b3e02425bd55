"""The life of an entry in the list of major decisions: received, supplemented, kept; or made a clue."""

from fazhi.kernel.flow.declared import Flow, Register, State
from fazhi.kernel.org.roles import LEADER, SUPERVISOR

from .. import limits
from ..conduct import filings as does
from ..gates.cases import SUPERVISED
from ..models import Filing


class FilingFlow(Flow):
    model = Filing
    importers = (SUPERVISOR,)
    register = Register("登记重大执法决定备案", by=SUPERVISOR, does=Filing.take_down, law=SUPERVISED)

    received = State("待审查", due=limits.FILING_REVIEW, due_label="备案审查期限")
    waiting = State("待补充材料", rests=True)
    filed = State("已备案", final=True)
    questioned = State("转监督线索", final=True)
    start = received

    keep = received.to(filed, "准予备案", by=SUPERVISOR, does=does.keep, numbers=True, bulk=True, law=SUPERVISED)
    ask = received.to(waiting, "要求补充材料", by=SUPERVISOR, asks="wanted!", law=SUPERVISED)
    supplement = waiting.to(received, "登记补充材料", by=SUPERVISOR, asks="supplied!", law=SUPERVISED)
    question = received.to(
        questioned,
        "转监督线索",
        by=(SUPERVISOR, LEADER),
        asks="doubts!",
        does=does.question,
        law=SUPERVISED,
        tells="主体、权限、程序、裁量等有问题的，登记为监督线索。备案不是批准，不影响决定的效力。",
    )
