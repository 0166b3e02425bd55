"""What the gallery shows: invented people of an invented city, and every state of every part."""

import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from fazhi.kernel.calendar import Cell, Grid, Reason, Week
from fazhi.kernel.present.proposing import Alike, Proposed, Way

from . import bars, charts
from .citations import Basis
from .clocks import ClockCard
from .parts import Act, Column, Document, Figure, Link, Refusal, Stage
from .sample_flow import sample_flow
from .sample_forms import sample_form
from .sample_lists import CHIPS, COLUMNS, CRUMBS, DUES, PAGER, PAIRS, VERDICTS, VIEWS, rows
from .sample_map import sample_map
from .sample_shell import TODAY, shell

LOCAL = Basis("《莲城市人民调解工作规则》第十八条", "#", local=True)
MONTHS = [f"{month}月" for month in range(1, 12)]
THIS_YEAR = [612, 704, 862, 841, 877, 853, 889, 902, 846, 798, 921]
REFUSAL = Refusal("归档", "第二项 12月31日 才到履行期", LOCAL)
LAST_YEAR = [540, 588, 760, 742, 801, 770, 795, 812, 780, 741, 806]


def grid() -> Grid:
    """Thirty days from 16 November: the last is a Saturday, so the Monday after it counts."""
    first, due = date(2023, 11, 16), date(2023, 12, 18)
    days = [date(2023, 11, 13) + timedelta(days=number) for number in range(42)]
    cells = [Cell(day, f"{day.month}/{day.day}" if day.day == 1 else str(day.day), day_class(day, first, due)) for day in days]
    weeks = tuple(Week(tuple(cells[at : at + 7])) for at in range(0, 42, 7))
    return Grid(weeks, "11月16日不计入；12月16日为第30天，是周六；顺延到12月18日周一", 17)


def day_class(day: date, first: date, due: date) -> str:
    if day == first:
        return "start"
    if day == due:
        return "end"
    if not first < day < due:
        return "out"
    if day >= date(2023, 12, 16):
        return "skip-day"
    return "today" if day == TODAY else "passed" if day < TODAY else ""


def clocks() -> list[ClockCard]:
    reasons = [
        Reason("协议11月16日生效，当日不计入，从17日起算。", "民法典 第二百零一条"),
        Reason("三十日按自然日计算，第30天是12月16日，星期六。"),
        Reason("最后一日是休息日，以休息日结束的次日为最后一日：12月18日，星期一。", "民法典 第二百零三条"),
        Reason("没有暂停，没有延长。"),
    ]
    return [
        ClockCard("申请司法确认", DUES["later"], "人民调解法 第三十三条", grid=grid(), reasons=reasons, open=True),
        ClockCard("调解期限", DUES["paused"], note="鉴定期间不计"),
    ]


def stages() -> list[Stage]:
    past = [Stage("待受理", "11月3日 申请", "past"), Stage("调解中", "11月6日起 调解 2 次", "past")]
    return [*past, Stage("达成协议", "11月16日 书面", "now"), Stage("司法确认", "可选，双方共同申请"), Stage("归档", "回访之后")]


def acts() -> list[Act]:
    return [
        Act("12月4日 09:28", "陈某", "查看了李某的证件号码", "理由：核对协议书署名", seq=128401),
        Act(
            "11月16日 11:42",
            "陈某",
            "达成协议",
            "双方签名、调委会盖章，协议自即日生效",
            "人民调解法 第二十九条",
            is_step=True,
            seq=125530,
        ),
        Act("11月4日 14:05", "荷花街道调委会", "受理", "没有一方明确拒绝", "人民调解法 第十七条", True, True, 123990),
        Act("11月3日 10:20", "", "张某在手机上提出申请", is_step=True, seq=123871),
    ]


def documents() -> list[Document]:
    return [
        Document("人民调解协议书", "荷花调协〔2023〕186号，签名、印章齐全，第 9 版已定稿", "协", "#", "#"),
        Document("回访记录", "归档前应当回访并记录履行情况", "访", "#", missing=True, action="登记回访"),
    ]


def figures() -> list[Figure]:
    line = charts.spark(THIS_YEAR)
    return [
        Figure("调处矛盾纠纷", "9174", "件", "#", "#", "比去年同期", "↑ 12.4%", spark=line),
        Figure("调解成功率", "97.0", "%", "#", "#", "8,901 ÷ 9,174（已有结果）", spark=charts.spark(LAST_YEAR)),
        Figure("热线满意率", "95", "%", "#", "#", "最低 2月 95.2%，参评 71.3%", prefix="≥", spark=line),
        Figure("审查按期率", "98.1", "%", "#", "#", "个百分点，法定应为 100%", "↓ 0.8", "bad"),
    ]


def bar_rows() -> list[bars.BarRow]:
    amounts = {"人民调解": (147, 61, 26, 0), "执法案件": (310, 57, 22, 0), "法律援助": (41, 38, 19, 3)}
    return [
        bars.BarRow(
            name,
            bars.shares(list(zip(("q2", "q3", "fs", "fo"), parts, strict=True))),
            [str(parts[2]), str(parts[3])],
            "#",
            str(sum(parts)),
        )
        for name, parts in amounts.items()
    ]


BAR_HEADS = [Column("事项"), Column("在办", "num"), Column("按剩余期限"), Column("三日内", "num"), Column("逾期", "num")]


PROPOSED = Proposed(
    ("不想活",),
    (Way("法援", ("农民工", "工资"), "法律援助法 第四十二条第三项"), Way("仲裁", ("劳动合同", "工资"))),
    (),
    (Alike("没有签书面劳动合同怎么办？", "可以要求每月二倍工资。", ("劳动合同法 第八十二条",), TODAY, ("书面劳动合同",)),),
)


def context() -> dict[str, Any]:
    """All that the gallery's pages name."""
    return {
        "look": shell(), "dues": DUES.values(), "due": DUES, "clocks": clocks(), "stages": stages(), "acts": acts(),
        "documents": documents(), "bar_heads": BAR_HEADS,
        "columns": COLUMNS, "rows": rows(), "views": VIEWS, "chips": CHIPS, "pager": PAGER, "crumbs": CRUMBS, "pairs": PAIRS,
        "refusal": REFUSAL, "refusals": [REFUSAL], "exits": [Link("反悔或争议，告知起诉", "#")], "verdicts": VERDICTS,
        "figures": figures(), "chart": charts.line_chart(MONTHS, THIS_YEAR, LAST_YEAR, unit="件"), "bar_rows": bar_rows(),
        "map": sample_map(), "marks": bars.marks(96.2, 97.0, 90, 100), "form": sample_form(),
        "orders": [Link("按期限", "#", True), Link("按系统", "#"), Link("按收到时间", "#")],
        "places": [Link("荷花街道公共法律服务站", "#", icon="place", note="荷花路 8 号，今天 9:00–17:00"), Link("年度报告", "#")],
        "icons": icons(), "flow": sample_flow(), "proposed": PROPOSED,
    }  # fmt: skip


def icons() -> list[str]:
    """The names of all icons, read from the sprite itself."""
    return re.findall(r'id="([a-z]+)"', (Path(__file__).parent / "static/look/icons.svg").read_text())
