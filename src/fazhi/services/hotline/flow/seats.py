"""The states of a seat between signing in and signing out."""

from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited

from ..conduct import staff as does
from ..models import SeatSession
from ..roles import MANAGER, SEAT

ON = Unlimited("坐席状态没有期限")
SITTERS = (SEAT, MANAGER)


class SeatSessionFlow(Flow):
    model = SeatSession
    importers = (MANAGER,)
    register = Register("坐席上线", by=SITTERS, does=does.sign_in)

    online = State("在线", due=ON)
    busy = State("忙碌", due=ON)
    resting = State("小休", due=ON)
    offline = State("离线", final=True)
    start = online

    occupy = (online | resting).to(busy, "置忙", by=SITTERS)
    rest = (online | busy).to(resting, "小休", by=SITTERS)
    resume = (busy | resting).to(online, "恢复在线", by=SITTERS)
    leave = (online | busy | resting).to(offline, "下线", by=SITTERS, does=does.sign_out)
