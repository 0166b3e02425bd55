"""Where a dispute can stand, in the order in which it comes there."""

from fazhi.kernel.calendar import Days, WorkingDays
from fazhi.kernel.flow.declared import Register, State, Unlimited
from fazhi.kernel.org.roles import CLERK, PUBLIC

from .. import limits
from ..conduct import opening
from ..roles import STAFF
from ..rules import ARCHIVE_DAYS, START_DAYS


class DisputeStates:
    """How a dispute is registered, and the states of its life."""

    register = Register("登记", by=(*STAFF, PUBLIC), does=opening.take_down, law="人民调解法 第十七条")
    importers = (CLERK,)

    applied = State("待受理", due=limits.of_acceptance, due_label="受理期限")
    accepted = State("已受理", due=WorkingDays(START_DAYS), due_label="确定调解员期限")
    mediating = State("调解中", due=Unlimited("调解期限另有时钟"))
    suspended = State("中止", rests=True)
    agreed = State("达成协议", rests=True)
    confirming = State("司法确认中", rests=True)
    confirmed = State("已司法确认", rests=True)
    unconfirmed = State("未获司法确认", rests=True)
    annulled = State("协议已失效", rests=True)
    performed = State("已履行", rests=True)
    breached = State("未按约履行", rests=True)
    failed = State("调解不成", rests=True)
    withdrawn = State("已撤回", rests=True)
    declined = State("一方拒绝", rests=True)
    transferred = State("已移送", rests=True)
    closed = State("已办结", due=Days(ARCHIVE_DAYS), due_label="归档期限")
    not_accepted = State("不予受理", final=True)
    turned_away = State("未予调解", final=True)
    archived = State("已归档", final=True)
    start = applied


S = DisputeStates
# Mediation has come to its end, whichever, and what was agreed or not can be asked after.
HEARD_OUT = (
    S.agreed
    | S.performed
    | S.breached
    | S.failed
    | S.withdrawn
    | S.declined
    | S.transferred
    | S.confirmed
    | S.unconfirmed
    | S.confirming
)
