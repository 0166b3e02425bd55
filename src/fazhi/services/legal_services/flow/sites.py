"""The life of a site: prepared, open, paused, closed; looked at once a quarter for whether anybody comes."""

from fazhi.kernel.calendar import Months
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import SCHEDULE, SUPERVISOR

from ..conduct import sites as does
from ..models import Site, SiteCheck
from ..roles import KEEPERS
from ..rules import USE_MONTHS

STANDS = Unlimited("平台长期设立，没有期限")


class SiteFlow(Flow):
    model = Site
    importers = KEEPERS
    register = Register("登记平台", by=KEEPERS)

    preparing = State("筹建", due=Unlimited("筹建期限由建设计划确定"))
    serving = State("开放", due=STANDS)
    paused = State("暂停", due=Unlimited("恢复日期在暂停的理由里写明"))
    closed = State("撤销", final=True)
    start = preparing

    open = preparing.to(serving, "启用", by=KEEPERS, does=does.open_site)
    check = (serving | paused).stays("检查", by=(*KEEPERS, SUPERVISOR), adds=SiteCheck, does=does.note_check)
    mend = (serving | paused).stays("整改完成", by=KEEPERS, on=SiteCheck, asks="mended_on!")
    pause = serving.to(paused, "暂停开放", by=KEEPERS, why=True, tells="理由里写明恢复开放的日期，门户上随即显示暂停。")
    resume = paused.to(serving, "恢复开放", by=KEEPERS)
    look = serving.stays("核查使用情况", by=SCHEDULE, does=does.look_at_use)
    close = (serving | paused).to(
        closed, "撤销", by=KEEPERS, does=does.close_site, why=True, danger=True, tells="还有来访没有办结的不能撤销。"
    )

    use = Clock(
        "使用情况核查",
        Months(USE_MONTHS),
        starts=(open, resume, look),
        stops=(pause, close),
        since=does.day_looked,
        lapses="look",
        theirs=True,
        remind=(),
    )
