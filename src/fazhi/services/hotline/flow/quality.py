"""The life of a month's draw of calls to be checked."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Flow, Register, State

from ..conduct import drawing as does
from ..models import QualityDraw
from ..roles import BACK_OFFICE, MANAGER
from ..rules import CHECK_DAYS


class QualityDrawFlow(Flow):
    model = QualityDraw
    importers = (MANAGER, BACK_OFFICE)
    register = Register("抽样", by=(MANAGER, BACK_OFFICE), does=does.draw)

    checking = State("质检中", due=WorkingDays(CHECK_DAYS), due_label="质检期限", remind=(1, 0))
    done = State("已完成", final=True)
    void = State("作废", final=True)
    start = checking

    finish = checking.to(done, "完成", by=(MANAGER, BACK_OFFICE), does=does.finish)
    annul = checking.to(void, "作废", by=MANAGER, why=True)
