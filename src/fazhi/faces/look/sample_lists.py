"""The gallery's lists: rows in every state, their columns, filters and pages."""

from django.utils.html import format_html

from .parts import Column, Due, FilterChip, Link, Pager, Row, TableCell

DUES = {
    "over": Due("逾期 3 天", "12月1日 周五", "over"),
    "today": Due("今天到期", "12月4日 周一", "today"),
    "soon": Due("还剩 2 天", "12月6日 周三", "soon"),
    "later": Due("还剩 14 天", "12月18日 周一"),
    "paused": Due.paused("41 天"),
    "done": Due.kept("按期", "第 12 天"),
}


DUE_LINE = '<span class="due line" data-u="{}"><b>{}</b><time>{}</time></span>'


def rows() -> list[Row]:
    lines = [
        ("邱某与秦某相邻排水纠纷", "（2023）月塘调字第051号", "邻里", "月塘镇", "wrong", "卷宗退回", "over", ""),
        ("王某与赵某房屋渗漏纠纷", "（2023）荷花调字第171号", "邻里", "荷花街道", "doing", "调解中", "today", ""),
        (
            "某村 32 户与某施工队劳务报酬纠纷",
            "（2023）藕香调字第120号",
            "劳动争议",
            "藕香镇",
            "doing",
            "调解中",
            "soon",
            "214,300.00",
        ),
        ("张某与李某宅基地通行纠纷", "（2023）荷花调字第186号", "宅基地", "荷花街道", "doing", "达成协议", "later", "6,800.00"),
        ("吴某与某医院医疗损害纠纷", "（2023）荷塘医调字第017号", "医疗", "区医调委", "paused", "鉴定中", "paused", ""),
        ("郑某与冯某民间借贷纠纷", "（2023）新塘调字第075号", "合同", "新塘街道", "done", "已司法确认", "done", "48,000.00"),
        ("蒋某与谢某土地承包经营权纠纷", "（2023）白荷调字第038号", "土地承包", "白荷镇", "ended", "调解不成", "done", ""),
    ]
    return [row(*line) for line in lines]


def row(title: str, number: str, kind: str, unit: str, s: str, state: str, due: str, amount: str) -> Row:
    badge, mark = DUES[due], format_html('<span class="state" data-s="{}">{}</span>', s, state)
    when = format_html(DUE_LINE, badge.urgency, badge.text, badge.when)
    cells = [
        TableCell(kind, "类型"),
        TableCell(unit, "单位"),
        TableCell(mark, "状态"),
        TableCell(when, "期限"),
        TableCell(amount, "金额（元）", "num"),
    ]
    return Row(title, "/look/record/", number, cells, number, due == "today")


COLUMNS = [
    Column("纠纷"),
    Column("类型"),
    Column("单位"),
    Column("状态"),
    Column("期限", url="#", sorted="ascending"),
    Column("协议金额（元）", "num"),
]
VIEWS = [
    Link("在办", "#", True, 61),
    Link("我经手的", "#", count=36),
    Link("本周到期", "#", count=14),
    Link("全部", "#", count=2207),
]
CHIPS = [FilterChip("单位", "#", "荷塘区及下级"), FilterChip("受理", "#", "2023年"), FilterChip("调解员", "#")]
PAGER = Pager("第 1–7 件，按期限从急到缓", Link("前 50 件"), Link("后 50 件", "#"), [Link("50", "#", True), Link("200", "#")])
CRUMBS = [Link("服务引领", "#"), Link("人民调解", "/look/list/"), Link("第186号")]
PAIRS = [("纠纷类型", "宅基地、相邻关系"), ("来源", "依申请"), ("是否公开", "不公开"), ("备注", "")]
VERDICTS = [
    Link("全部", "#", True, 214, "", "行"),
    Link("新增", "#", False, 168, "new", "将建立新案件"),
    Link("变更", "#", False, 17, "changed", "23 个单元格会改"),
    Link("存疑", "#", False, 11, "doubt", "要您选一下"),
    Link("拒绝", "#", False, 6, "refused", "不会写入"),
]
