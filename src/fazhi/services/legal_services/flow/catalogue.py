"""The life of a line of the catalogue: to be published within twenty working days, published; changed, it is to be published again."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited

from ..conduct import publishing as does
from ..models import OpenItem
from ..roles import KEEPERS

LAW = "政府信息公开条例 第二十六条"


class OpenItemFlow(Flow):
    model = OpenItem
    importers = KEEPERS
    register = Register("列入目录", by=KEEPERS, law="政府信息公开条例 第十九条")

    waiting = State("待公开", due=Unlimited("公开期限另有时钟"))
    shown = State("已公开", rests=True)
    dropped = State("已移出目录", final=True)
    start = waiting

    publish = waiting.to(
        shown, "登记公开", by=KEEPERS, asks="shown_on! address!", needs=(OpenItem.says_where,), does=does.publish, law=LAW
    )
    change = shown.to(
        waiting,
        "信息变更，重新公开",
        by=KEEPERS,
        asks="changed_on! what!",
        does=does.change,
        law=LAW,
        tells="从变更之日起二十个工作日内公开。",
    )
    drop = (waiting | shown).to(dropped, "移出目录", by=KEEPERS, why=True)

    limit = Clock(
        "公开期限",
        WorkingDays(20, law=LAW),
        starts=(register, change),
        stops=(publish, drop),
        since=OpenItem.day_changed,
        remind=(5, 1, 0),
    )
