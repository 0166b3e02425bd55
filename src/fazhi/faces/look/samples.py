"""What the gallery shows: invented people of an invented city, and every state of every part."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils.safestring import mark_safe

from fazhi.kernel.calendar import Cell, Grid, Reason, Week

from . import bars, charts
from .citations import Basis
from .clocks import ClockCard
from .parts import Act, Column, Document, Due, Figure, FilterChip, Link, Pager, Refusal, Row, Stage, TableCell
from .sample_map import sample_map
from .shell import Navigation, NavigationItem, Shell, Viewer

TODAY = date(2023, 12, 4)
LOCAL = Basis("《莲城市人民调解工作规则》第十八条", "#", local=True)
MONTHS = [f"{month}月" for month in range(1, 12)]
THIS_YEAR = [612, 704, 862, 841, 877, 853, 889, 902, 846, 798, 921]
LAST_YEAR = [540, 588, 760, 742, 801, 770, 795, 812, 780, 741, 806]

PILLARS = {
    "政治引领": "学法 机构编制 考核 年度报告",
    "示范引领": "述法 示范创建 法治督察 干预记录",
    "规范引领": "立法 合法性审核 执法案件 双随机 执法监督 普法",
    "服务引领": "公共法律服务 法律咨询 12348热线 法律援助 人民调解 助企 行政复议",
}
WAITING = {"合法性审核": 3, "执法案件": 12, "法律咨询": 9, "法律援助": 4, "人民调解": 36, "行政复议": 2}

DUES = {
    "over": Due("逾期 3 天", "12月1日 周五", "over"),
    "today": Due("今天到期", "12月4日 周一", "today"),
    "soon": Due("还剩 2 天", "12月6日 周三", "soon"),
    "later": Due("还剩 14 天", "12月18日 周一"),
    "paused": Due.paused("41 天"),
    "done": Due.kept("按期", "第 12 天"),
}


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
        dock=[NavigationItem("待办", "/look/list/", "inbox", current=True), NavigationItem("案件", "#", "table"), NavigationItem("登记", "/look/form/", "plus")],
        person=Viewer("陈某", "荷塘区司法局", "#"),
        checkpoint="本页数据截至 2023年12月4日 09:30，对应账本检查点第 4127 号",
        links=[NavigationItem("意见反馈", "#")],
    )


def public_shell() -> Shell:
    return replace(shell(), person=None, navigation=(), dock=(), links=[NavigationItem("无障碍说明", "#"), NavigationItem("English", "#")])


def pillar(title: str, names: str, current: str) -> Navigation:
    items = [NavigationItem(name, "#", "", WAITING.get(name), name == "法律援助", name == current) for name in names.split()]
    return Navigation(title, items)


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
        Act("11月16日 11:42", "陈某", "达成协议", "双方签名、调委会盖章，协议自即日生效", "人民调解法 第二十九条", is_step=True, seq=125530),
        Act("11月4日 14:05", "荷花街道调委会", "受理", "没有一方明确拒绝", "人民调解法 第十七条", True, True, 123990),
        Act("11月3日 10:20", "", "张某在手机上提出申请", is_step=True, seq=123871),
    ]


def documents() -> list[Document]:
    return [
        Document("人民调解协议书", "荷花调协〔2023〕186号，签名、印章齐全，第 9 版已定稿", "协", "#", "#"),
        Document("回访记录", "归档前应当回访并记录履行情况", "访", "#", missing=True, action="登记回访"),
    ]


def rows() -> list[Row]:
    lines = [
        ("邱某与秦某相邻排水纠纷", "（2023）月塘调字第051号", "邻里", "月塘镇", "wrong", "卷宗退回", "over", ""),
        ("王某与赵某房屋渗漏纠纷", "（2023）荷花调字第171号", "邻里", "荷花街道", "doing", "调解中", "today", ""),
        ("某村 32 户与某施工队劳务报酬纠纷", "（2023）藕香调字第120号", "劳动争议", "藕香镇", "doing", "调解中", "soon", "214,300.00"),
        ("张某与李某宅基地通行纠纷", "（2023）荷花调字第186号", "宅基地", "荷花街道", "doing", "达成协议", "later", "6,800.00"),
        ("吴某与某医院医疗损害纠纷", "（2023）荷塘医调字第017号", "医疗", "区医调委", "paused", "鉴定中", "paused", ""),
        ("郑某与冯某民间借贷纠纷", "（2023）新塘调字第075号", "合同", "新塘街道", "done", "已司法确认", "done", "48,000.00"),
        ("蒋某与谢某土地承包经营权纠纷", "（2023）白荷调字第038号", "土地承包", "白荷镇", "ended", "调解不成", "done", ""),
    ]
    return [row(*line) for line in lines]


def row(title: str, number: str, kind: str, unit: str, s: str, state: str, due: str, amount: str) -> Row:
    badge, mark = DUES[due], mark_safe(f'<span class="state" data-s="{s}">{state}</span>')
    when = mark_safe(f'<span class="due line" data-u="{badge.urgency}"><b>{badge.text}</b><time>{badge.when}</time></span>')
    cells = [TableCell(kind, "类型"), TableCell(unit, "单位"), TableCell(mark, "状态"), TableCell(when, "期限"), TableCell(amount, "金额（元）", "num")]
    return Row(title, "/look/record/", number, cells, number, due == "today")


COLUMNS = [Column("纠纷"), Column("类型"), Column("单位"), Column("状态"), Column("期限", url="#", sorted="ascending"), Column("协议金额（元）", "num")]
VIEWS = [Link("在办", "#", True, 61), Link("我经手的", "#", count=36), Link("本周到期", "#", count=14), Link("全部", "#", count=2207)]
CHIPS = [FilterChip("单位", "#", "荷塘区及下级"), FilterChip("受理", "#", "2023年"), FilterChip("调解员", "#")]
PAGER = Pager("第 1–7 件，按期限从急到缓", Link("前 50 件"), Link("后 50 件", "#"), [Link("50", "#", True), Link("200", "#")])
CRUMBS = [Link("服务引领", "#"), Link("人民调解", "/look/list/"), Link("第186号")]
PAIRS = [("纠纷类型", "宅基地、相邻关系"), ("来源", "依申请"), ("是否公开", "不公开"), ("备注", "")]
REFUSAL = Refusal("归档", "第二项 12月31日 才到履行期", LOCAL)
VERDICTS = [
    Link("全部", "#", True, 214, "", "行"),
    Link("新增", "#", False, 168, "new", "将建立新案件"),
    Link("变更", "#", False, 17, "changed", "23 个单元格会改"),
    Link("存疑", "#", False, 11, "doubt", "要您选一下"),
    Link("拒绝", "#", False, 6, "refused", "不会写入"),
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
        bars.BarRow(name, bars.shares(list(zip(("q2", "q3", "fs", "fo"), parts, strict=True))), [str(parts[2]), str(parts[3])], "#", str(sum(parts)))
        for name, parts in amounts.items()
    ]


class SampleForm(forms.Form):
    """Every kind of field, one of them wrong."""

    accepted_on = forms.DateField(label="受理日期", help_text="期限从次日起算。", widget=forms.DateInput(attrs={"type": "date"}))
    number = forms.CharField(label="证件号码", help_text="十八位，末位可以是 X。", min_length=18)
    amount = forms.DecimalField(label="协议金额（元）", required=False)
    kind = forms.ChoiceField(label="纠纷类型", choices=[("a", "邻里"), ("b", "婚姻家庭"), ("c", "劳动争议")])
    way = forms.ChoiceField(label="对方知道您要申请调解吗", choices=[("a", "知道，也愿意"), ("b", "还不知道")], widget=forms.RadioSelect)
    story = forms.CharField(label="经过", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    paper = forms.FileField(label="附件", required=False)
    urgent = forms.BooleanField(label="有人受到威胁或伤害，请先联系我", required=False, help_text="情况紧急请打 110。")


class LoginForm(forms.Form):
    """What the login page asks."""

    username = forms.CharField(label="用户名")
    password = forms.CharField(label="密码", widget=forms.PasswordInput)


def sample_form() -> SampleForm:
    return SampleForm({"accepted_on": "2023-12-04", "number": "9903**********451", "kind": "a", "way": "a"})


def context() -> dict[str, Any]:
    """All that the gallery's pages name."""
    return {
        "look": shell(), "dues": DUES.values(), "due": DUES, "clocks": clocks(), "stages": stages(), "acts": acts(), "documents": documents(),
        "columns": COLUMNS, "rows": rows(), "views": VIEWS, "chips": CHIPS, "pager": PAGER, "crumbs": CRUMBS, "pairs": PAIRS,
        "refusal": REFUSAL, "refusals": [REFUSAL], "exits": [Link("反悔或争议，告知起诉", "#")], "verdicts": VERDICTS,
        "figures": figures(), "chart": charts.line_chart(MONTHS, THIS_YEAR, LAST_YEAR, unit="件"), "bar_rows": bar_rows(),
        "bar_heads": [Column("事项"), Column("在办", "num"), Column("按剩余期限"), Column("三日内", "num"), Column("逾期", "num")],
        "map": sample_map(), "marks": bars.marks(96.2, 97.0, 90, 100), "form": sample_form(),
        "orders": [Link("按期限", "#", True), Link("按系统", "#"), Link("按收到时间", "#")],
        "places": [Link("荷花街道公共法律服务站", "#", icon="place", note="荷花路 8 号，今天 9:00–17:00"), Link("年度报告", "#")],
        "icons": ICONS,
    }  # fmt: skip


ICONS = (
    "bell board calendar chart clock close columns done down download edit eye file filter handover help home inbox info key "
    "language large law leave lock mediation menu microphone more next paper person phone place plus previous print scales search "
    "sun table talk theme trash unit upload verify warning"
).split()
