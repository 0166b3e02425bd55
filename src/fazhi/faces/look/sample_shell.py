"""The gallery's shell: the pillars of the invented city, and who looks."""

from dataclasses import replace
from datetime import date

from .shell import Navigation, NavigationItem, Shell, Viewer

TODAY = date(2023, 12, 4)
PILLARS = {
    "政治引领": "学法 机构编制 考核 年度报告",
    "示范引领": "述法 示范创建 法治督察 干预记录",
    "规范引领": "立法 合法性审核 执法案件 双随机 执法监督 普法",
    "服务引领": "公共法律服务 法律咨询 12348热线 法律援助 人民调解 助企 行政复议",
}
WAITING = {"合法性审核": 3, "执法案件": 12, "法律咨询": 9, "法律援助": 4, "人民调解": 36, "行政复议": 2}


def shell(current: str = "人民调解") -> Shell:
    first = [
        NavigationItem("我的待办", "/look/list/", "inbox", 14),
        NavigationItem("驾驶舱", "/look/board/", "board"),
        NavigationItem("法规库", "#", "law"),
    ]
    return Shell(
        city_name="莲城市",
        organisation="莲城市司法局",
        today=TODAY,
        sample=True,
        navigation=[Navigation("", first), *(pillar(title, names, current) for title, names in PILLARS.items())],
        dock=[
            NavigationItem("待办", "/look/list/", "inbox", current=True),
            NavigationItem("案件", "#", "table"),
            NavigationItem("登记", "/look/form/", "plus"),
        ],
        person=Viewer("陈某", "荷塘区司法局", "#"),
        checkpoint="本页数据截至 2023年12月4日 09:30，对应账本检查点第 4127 号",
        links=[NavigationItem("意见反馈", "#")],
    )


def public_shell() -> Shell:
    return replace(
        shell(), person=None, navigation=(), dock=(), links=[NavigationItem("无障碍说明", "#"), NavigationItem("English", "#")]
    )


def pillar(title: str, names: str, current: str) -> Navigation:
    items = [NavigationItem(name, "#", "", WAITING.get(name), name == "法律援助", name == current) for name in names.split()]
    return Navigation(title, items)
