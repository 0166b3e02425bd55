"""What departments and townships do beside the case: goods kept, duties done in another's stead, the year's report."""

from collections.abc import Iterator
from datetime import date, timedelta

from fazhi.city import enforcement, penalties, powers
from fazhi.city.casework import Office
from fazhi.city.penalty import Penalty
from fazhi.city.people import Row
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import City
from fazhi.city.words import YES_NO

KEPT_EACH, IN_STEAD_EACH = 40, 60  # one case in so many of the departments below
KEEPING, POLLUTED = ("市场监督管理局", "农业农村局"), ("生态环境局",)

MEASURES = Sheet(
    "measures.xlsx",
    "登记保存和强制措施台账",
    "Goods registered and kept while evidence may be lost; one in thirty lapsed with its seven working days.",
    (
        must("措施序号", "text", "unique; M…"),
        must("案件序号", "text", "penalty-cases.xlsx"),
        must("当事人", "text", "as there"),
        must("措施", "word", "", ("先行登记保存",)),
        must("理由", "text", "why"),
        must("情况紧急", "word", "", YES_NO),
        must("执法人员一序号", "text", "department-officers.xlsx"),
        must("执法人员二序号", "text", "department-officers.xlsx"),
        must("地点或者账户", "text", "where"),
        must("财物清单", "text", "one a line: thing, amount, state"),
        must("提出日期", "date", "on"),
        must("批准日期", "date", "approved on"),
        must("采取日期", "date", "taken on"),
        must("交付决定书日期", "date", "handed over on"),
        must("到场和笔录情况", "text", "who was there"),
        may("处理", "word", "", ("登记保存后退还",)),
        may("处理日期", "date", "on"),
        must("状态", "word", "", ("措施中", "已处理")),
    ),
)
SUBSTITUTIONS = Sheet(
    "substitutions.xlsx",
    "代履行台账",
    "Duties that were not done and are done in another's stead, at the party's cost; some were done after all.",
    (
        must("代履行序号", "text", "unique; DL…"),
        must("案件序号", "text", "penalty-cases.xlsx"),
        must("当事人", "text", "as there"),
        must("要求履行义务的决定文号", "text", "order"),
        must("应当履行的义务", "text", "duty"),
        must("履行期限", "date", "due"),
        must("不履行的后果", "word", "", ("造成环境污染",)),
        must("已经或者将要造成的危害", "text", "harm"),
        must("需要立即清除", "word", "", YES_NO),
        must("提出日期", "date", "on"),
        may("催告书送达日期", "date", "urged on"),
        may("催告书载明的履行期限", "date", "until"),
        may("决定日期", "date", "decided on"),
        may("依据", "text", "law"),
        may("方式", "text", "how"),
        may("代履行日期", "date", "planned on"),
        may("标的", "text", "what"),
        may("费用预算", "money", "元"),
        may("代履行人", "text", "by whom"),
        may("委托第三人", "word", "", YES_NO),
        may("第三人没有利害关系", "word", "", YES_NO),
        may("决定书送达日期", "date", "served on"),
        may("代履行前催告日期", "date", "reminded on"),
        may("实施日期", "date", "done on"),
        may("监督人员一序号", "text", "department-officers.xlsx"),
        may("监督人员二序号", "text", "department-officers.xlsx"),
        may("签名情况", "text", "who signed"),
        may("当事人在场", "word", "", YES_NO),
        may("实际费用", "money", "元"),
        may("费用构成", "text", "what it is made of"),
        may("费用缴清日期", "date", "paid on"),
        may("停止的理由", "text", "exactly for 已停止"),
        may("结束日期", "date", "ended on"),
        must("状态", "word", "", ("待决定", "待送达", "待实施", "已完毕", "已停止")),
    ),
)
REPORTS = Sheet(
    "year-reports.xlsx",
    "行政执法统计年报台账",
    "What each department told by hand of the year before; signing and publishing are done in the platform.",
    (
        must("年报序号", "text", "unique; NB…"),
        must("单位编码", "code", "the department"),
        must("执法机关序号", "text", "bodies.xlsx"),
        must("年度", "int", "year"),
        must("汇总日期", "date", "on"),
        must("手工填报", "text", "one a line: item, amount, money, source"),
        must("状态", "word", "", ("待自检",)),
    ),
)
SHEETS = (MEASURES, SUBSTITUTIONS, REPORTS)


def chosen(office: Office, names: tuple[str, ...], each: int) -> Iterator[Penalty]:
    """Every so many cases of some departments; in a small city the first ones."""
    mine = [one for one in penalties.penalties(office) if one.matter.department in names and one.fate == "punished"]
    yield from mine[:: each if office.plan.divisor == 1 else 3]


def measures(office: Office) -> Iterator[Row]:
    for order, one in enumerate(chosen(office, KEEPING, KEPT_EACH), start=1):
        taken = one.filed + timedelta(1)
        if not (one.has_come(one.concluded) and one.concluded > taken + timedelta(6)):
            continue
        row: Row = {
            "措施序号": f"M{order:04d}",
            "案件序号": f"P{one.order:05d}",
            "当事人": one.party["当事人"],
            "措施": "先行登记保存",
            "理由": "证据可能灭失",
            "情况紧急": "否",
            "执法人员一序号": one.force.officer(0),
            "执法人员二序号": one.force.officer(1),
            "地点或者账户": one.place.name,
            "财物清单": "进货单据 1册 完好\n商品 12件 包装完好",
            "提出日期": taken,
            "批准日期": taken,
            "采取日期": taken,
            "交付决定书日期": taken,
            "到场和笔录情况": "当事人到场，制作现场笔录",
            "状态": "措施中",
        }
        yield row | {"处理": "登记保存后退还", "处理日期": taken + timedelta(4), "状态": "已处理"}


def substitutions(office: Office) -> Iterator[Row]:
    """A year's clearings: urged, decided, reminded three working days before, watched by two."""
    for order, one in enumerate(chosen(office, POLLUTED, IN_STEAD_EACH), start=1):
        due = one.filed + timedelta(10)
        if not one.has_come(one.concluded) or not one.has_come(due + timedelta(1)):
            continue
        row: Row = {
            "代履行序号": f"DL{order:03d}",
            "案件序号": f"P{one.order:05d}",
            "当事人": one.party["当事人"],
            "要求履行义务的决定文号": f"莲环责改〔{one.filed.year}〕{order}号",
            "应当履行的义务": "清除堆存的污染物",
            "履行期限": due,
            "不履行的后果": "造成环境污染",
            "已经或者将要造成的危害": "雨水冲刷后流入河道",
            "需要立即清除": "否",
            "提出日期": due + timedelta(1),
            "状态": "待决定",
        }
        yield row | cleared(one, due, order)


def cleared(one: Penalty, due: date, order: int) -> Row:
    urged, until = due + timedelta(2), due + timedelta(9)
    decided = until + timedelta(3)
    if not one.has_come(urged):
        return {}
    row: Row = {"催告书送达日期": urged, "催告书载明的履行期限": until}
    if order % 4 == 2 and one.has_come(until):
        return row | {"停止的理由": "当事人已经自行履行", "结束日期": until, "状态": "已停止"}
    if not one.has_come(decided):
        return row
    planned, served = decided + timedelta(18), decided + timedelta(2)
    row |= {
        "决定日期": decided,
        "依据": "《行政强制法》第五十条",
        "方式": "委托清运",
        "代履行日期": planned,
        "标的": "堆存的污染物约12吨",
        "费用预算": 18000,
        "代履行人": "莲城市环卫服务中心",
        "委托第三人": "是",
        "第三人没有利害关系": "是",
        "状态": "待送达",
    }
    if not one.has_come(served):
        return row
    row |= {"决定书送达日期": served, "状态": "待实施"}
    if not one.has_come(planned + timedelta(30)):
        return row
    return row | {
        "代履行前催告日期": planned - timedelta(8),
        "实施日期": planned,
        "监督人员一序号": one.force.officer(0),
        "监督人员二序号": one.force.officer(1),
        "签名情况": "监督人员、代履行人和当事人签名",
        "当事人在场": "是",
        "实际费用": 16500,
        "费用构成": "清运、运输、处置",
        "费用缴清日期": planned + timedelta(25),
        "结束日期": planned + timedelta(30),
        "状态": "已完毕",
    }


def reports(city: City) -> Iterator[Row]:
    """Of the year before; in its first fortnight nothing is compiled yet."""
    compiled = date(city.plan.as_of.year, 1, 16)
    if compiled > city.plan.as_of:
        return
    keys = {row["单位编码"]: row["主体序号"] for row in enforcement.bodies(city)}
    rng = city.plan.chance("year reports")
    for order, force in enumerate(powers.forces(city).values(), start=1):
        yield {
            "年报序号": f"NB{compiled.year - 1}-{order:02d}",
            "单位编码": force.unit.code,
            "执法机关序号": keys[force.unit.code],
            "年度": compiled.year - 1,
            "汇总日期": compiled,
            "手工填报": f"行政许可 {rng.randint(60, 900)} 0 政务服务平台\n行政确认 {rng.randint(5, 80)} 0 业务台账",
            "状态": "待自检",
        }
