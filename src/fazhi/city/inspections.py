"""Whom the departments inspect and what they found: directories and a year of visits; what is drawn at random is drawn in the platform."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from fazhi.city import powers
from fazhi.city.casework import Office
from fazhi.city.docket import drawn_village
from fazhi.city.names import company_name, credit_code
from fazhi.city.penalties import SMALLER
from fazhi.city.penalty import TRADES
from fazhi.city.people import Row
from fazhi.city.powers import Matter
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import City
from fazhi.city.words import YES_NO

INSPECTIONS, TARGETS = (21_500, 20_000), 12_000  # in a whole year: last year's and, fewer, this year's
CLASSES = ("A（低风险）", "B（较低风险）", "C（较高风险）", "D（高风险）")
GROUNDS = ("投诉举报", "转办交办", "线索核查", "专项检查", "重点领域", "许可后续监管")
GROUND_NOTES = {
    "投诉举报": "12345工单转来",
    "转办交办": "上级交办",
    "线索核查": "信用平台提示",
    "专项检查": "年度专项检查方案",
    "重点领域": "重点领域监管方案",
    "许可后续监管": "许可后三个月内核查",
}
OUTCOMES = ("未发现问题", "发现问题已责令改正", "通过登记的住所无法联系", "发现问题待后续处理")

CHECK_ITEMS = Sheet(
    "check-items.xlsx",
    "抽查事项清单",
    "What may be checked, under the provision that punishes it.",
    (
        must("事项序号", "text", "unique; N…"),
        must("单位编码", "code", "the department"),
        must("抽查事项", "text", "name"),
        must("检查依据", "text", "《法名》第N条"),
        must("检查对象类别", "text", "class"),
        must("抽查内容", "text", "what is looked at"),
        must("检查方式", "word", "", ("现场检查",)),
        must("有效期起", "date", "from"),
    ),
)
TARGETS_SHEET = Sheet(
    "check-targets.xlsx",
    "检查对象名录",
    "Enterprises with their risk class; a few are deregistered.",
    (
        must("统一社会信用代码", "text", "unique"),
        must("单位编码", "code", "the department that keeps the directory"),
        must("名称", "text", "name"),
        must("对象类别", "text", "class"),
        must("所在地编码", "code", "township"),
        must("地址", "text", "seat"),
        must("信用风险分类", "word", "", CLASSES),
        must("状态", "word", "", ("存续", "注销")),
    ),
)
INSPECTORS = Sheet(
    "check-inspectors.xlsx",
    "检查人员名录",
    "The officers of the departments, with their certificates.",
    (
        must("人员编号", "text", "unique"),
        must("单位编码", "code", "the department"),
        must("姓名", "text", "name"),
        must("执法证号", "text", "number"),
        must("执法证有效期至", "date", "last good day"),
        must("可以派出", "word", "", YES_NO),
    ),
)
VISITS = Sheet(
    "inspections.xlsx",
    "检查台账",
    "Visits on a complaint, an order or a plan; what was found, by whom it was reviewed, when it was published.",
    (
        must("检查序号", "text", "unique; V…"),
        must("单位编码", "code", "the department"),
        must("检查来源", "word", "", GROUNDS),
        must("来源说明", "text", "which complaint, order or plan"),
        must("事项序号", "text", "check-items.xlsx"),
        must("统一社会信用代码", "text", "check-targets.xlsx"),
        must("登记日期", "date", "on"),
        must("检查人员编号", "text", "two, joined by 、"),
        may("审批文号", "text", "approval"),
        may("通知日期", "date", "told on"),
        may("检查日期", "date", "made on"),
        may("入企方式", "word", "", ("扫码入企", "没有扫码")),
        may("没有扫码的原因", "word", "exactly for the second", ("现场没有网络",)),
        may("没有扫码的情况说明", "text", "exactly for the second"),
        may("没有扫码入企的批准人", "text", "exactly for the second"),
        may("检查情况", "text", "what was seen"),
        may("检查结果", "word", "", OUTCOMES),
        may("当事人签字", "word", "", ("当事人签字、盖章",)),
        may("责令改正", "text", "exactly for 已责令改正"),
        may("改正期限", "date", "by"),
        may("结果形成日期", "date", "on"),
        may("审核人", "text", "somebody else"),
        may("公示日期", "date", "published on"),
        must("状态", "word", "", ("待检查", "待公示", "待复查")),
    ),
)
SHEETS = (CHECK_ITEMS, TARGETS_SHEET, INSPECTORS, VISITS)


def checked(city: City) -> list[Matter]:
    """What is looked at in enterprises: one matter a department."""
    of_departments = {matter.department: matter for matter in reversed(powers.BENCHMARKED)}
    return list(reversed(of_departments.values()))


def items(city: City) -> Iterator[Row]:
    held = powers.forces(city)
    for order, matter in enumerate(checked(city), start=1):
        yield {
            "事项序号": f"N{order:02d}",
            "单位编码": held[matter.department].unit.code,
            "抽查事项": f"{matter.field}检查",
            "检查依据": powers.quoted(matter.citation),
            "检查对象类别": "企业",
            "抽查内容": f"有无{matter.violation}的情形",
            "检查方式": "现场检查",
            "有效期起": city.plan.opened_on,
        }


def targets(office: Office) -> Iterator[Row]:
    """Fewer in a small city, as everything."""
    plan, rng = office.plan, office.plan.chance("targets")
    keeper = powers.department(office.city, "市场监督管理局")
    towns = office.city.of_kind("town")
    for _ in range(max(60, TARGETS // plan.divisor)):
        town = rng.choice(towns)
        place = drawn_village(office.city, rng, town, plan.as_of)
        yield {
            "统一社会信用代码": credit_code(rng, town.code[:6]),
            "单位编码": keeper.code,
            "名称": company_name(rng, office.city.above(town, "county").short_name, rng.choice(TRADES)),
            "对象类别": "企业",
            "所在地编码": town.code,
            "地址": place.name,
            "信用风险分类": rng.choices(CLASSES, (52, 30, 13, 5))[0],
            "状态": "注销" if rng.random() < 0.03 else "存续",
        }


def inspectors(city: City) -> Iterator[Row]:
    numbers = {str(row["人员序号"]): row for row in powers.certificates(city)}
    for row in powers.officers(city):
        held = numbers[str(row["人员序号"])]
        yield {
            "人员编号": row["人员序号"],
            "单位编码": row["单位编码"],
            "姓名": row["姓名"],
            "执法证号": held["证件编号"],
            "执法证有效期至": held["有效期至"],
            "可以派出": "是",
        }


def visits(office: Office) -> Iterator[Row]:
    """Of both years, in the order of their days."""
    plan, rng = office.plan, office.plan.chance("visits")
    places = [str(row["统一社会信用代码"]) for row in targets(office) if row["状态"] == "存续"]
    held, matters = powers.forces(office.city), checked(office.city)
    for order, day in enumerate(visited_on(office), start=1):
        place = rng.randrange(len(matters))
        force = held[matters[place].department]
        base: Row = {
            "检查序号": f"V{order:05d}",
            "单位编码": force.unit.code,
            "事项序号": f"N{place + 1:02d}",
            "统一社会信用代码": rng.choice(places),
            "登记日期": day,
            "检查人员编号": f"{force.officer(0)}、{force.officer(1)}",
        }
        yield base | visit(rng, matters[place], day, plan.as_of, force.officer(2))


def visited_on(office: Office) -> Iterator[date]:
    plan = office.plan
    for year, amount in zip(plan.years, INSPECTIONS, strict=True):
        how_many = plan.yearly(year, amount) // (SMALLER if plan.divisor > 1 else 1)
        yield from sorted(year.drawn(plan.chance("visits", year.first.year), how_many))


def visit(rng: Random, matter: Matter, day: date, as_of: date, reviewer: str) -> Row:
    ground = rng.choices(GROUNDS, (34, 10, 12, 26, 10, 8))[0]
    row: Row = {"检查来源": ground, "来源说明": GROUND_NOTES[ground], "状态": "待检查"}
    made = day + timedelta(rng.randint(1, 6))
    if made > as_of:
        return row
    scanned = rng.random() < 0.93
    outcome = rng.choices(OUTCOMES, (81, 13, 2, 4))[0]
    row |= {
        "审批文号": f"检批{day:%Y%m%d}",
        "通知日期": day,
        "检查日期": made,
        "入企方式": "扫码入企" if scanned else "没有扫码",
        "没有扫码的原因": None if scanned else "现场没有网络",
        "没有扫码的情况说明": None if scanned else "厂区没有手机信号，出示证件后当面说明",
        "没有扫码入企的批准人": None if scanned else f"审核人员{reviewer}",
        "检查情况": "未发现问题" if outcome == OUTCOMES[0] else f"存在{matter.violation}的情形",
        "检查结果": outcome,
        "当事人签字": "当事人签字、盖章",
        "结果形成日期": made,
        "审核人": f"审核人员{reviewer}",
        "状态": "待公示",
    }
    if outcome == OUTCOMES[1]:
        row |= {"责令改正": f"改正{matter.violation}的行为", "改正期限": made + timedelta(15)}
    published = made + timedelta(rng.choices((5, 12, 18, 45), (50, 30, 16, 4))[0])
    return row if published > as_of else row | {"公示日期": published, "状态": "待复查"}
