"""The life of what a body announces before it acts: item by item, checked from time to time."""

from fazhi.kernel.flow.declared import Flow, Register, State
from fazhi.kernel.flow.gates import part_gate
from fazhi.kernel.org.roles import LEADER, SUPERVISOR

from ..models import AnnouncedItem, Announcement
from ..roles import KEEPERS

ANNOUNCED = "行政处罚法 第三十九条"


@part_gate("这一项还没有公示", law=ANNOUNCED)
def is_announced(announcement: Announcement, part: AnnouncedItem) -> bool:
    return part.announced_on is not None


@part_gate("这一项已经公示；内容变更、不再适用的，先办理“内容变更”", law=ANNOUNCED)
def is_not_announced(announcement: Announcement, part: AnnouncedItem) -> bool:
    return part.announced_on is None


class AnnouncementFlow(Flow):
    model = Announcement
    importers = KEEPERS
    register = Register("登记事前公示", by=KEEPERS, does=Announcement.take_down, law=ANNOUNCED)

    standing = State("公示中", rests=True)
    ended = State("已终止", final=True)
    start = standing

    announce = standing.stays(
        "登记公示", by=KEEPERS, on=AnnouncedItem, asks="place! announced_on?", does=Announcement.announce, law=ANNOUNCED
    )
    lapse = standing.stays(
        "内容变更，待重新公示",
        by=KEEPERS,
        on=AnnouncedItem,
        asks="changed_on?",
        needs=(is_announced,),
        does=Announcement.lapse,
        law=ANNOUNCED,
        tells="内容变更的及时更新；更新以前算缺项。",
    )
    waive = standing.stays(
        "本机关不适用",
        by=(SUPERVISOR, LEADER),
        on=AnnouncedItem,
        asks="not_applicable_because!",
        needs=(is_not_announced,),
        does=Announcement.waive,
        law=ANNOUNCED,
        tells="例如不承担行政检查的，没有随机抽查事项清单。",
    )
    check = standing.stays("核对", by=SUPERVISOR, does=Announcement.check_all, law=ANNOUNCED, tells="逐项打开网址看过以后办理。")
    end = standing.to(ended, "终止", by=SUPERVISOR, why=True, tells="不再是执法主体的。")
