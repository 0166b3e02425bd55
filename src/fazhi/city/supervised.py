"""互联网+监管: the catalogue and the lists of each department, the yearly plans, and what the platform above answered."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from fazhi.city import inspections, powers
from fazhi.city.casework import Office
from fazhi.city.names import organ_code
from fazhi.city.people import Row
from fazhi.city.powers import BENCHMARKED, MATTERS, Matter
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import City
from fazhi.city.words import YES_NO

# An item that nobody has claimed yet, one that was declined, one given up again, and a list that lapsed in spring:
# what was done under them does not go out. Some lists wait for who looks at them.
WAITING, DECLINED, GIVEN_UP, LAPSED, UNREVIEWED = 8, 17, 14, 12, (3, 10)
UNCLAIMED = (WAITING, DECLINED)
NOT_OURS = "权责清单没有这一项，由省级主管部门直接监管"
SENT_DAYS, RETURNED_SHARE = 60, 0.03
RATIOS = ("A 3 B 5 C 20 D 60", "A 2 B 5 C 15 D 50", "A 5 B 10 C 30 D 100")
JOINT = (("市场监督管理局", "消防救援支队"), ("住房和城乡建设局", "城市管理和综合执法局"))
RETURNED = "执法证号与人员库不一致，请核对后重报"

SUPERVISION_ITEMS = Sheet(
    "supervision-items.xlsx",
    "监管事项目录",
    "What each department supervises, under invented codes of the platform above.",
    (
        must("监管事项编码", "text", "unique"),
        must("单位编码", "code", "the department"),
        must("主项名称", "text", "main item"),
        must("子项名称", "text", "sub-item"),
        must("行使层级", "words", "levels"),
        must("监管对象", "text", "whom"),
        must("监管措施", "word", "", ("检查", "处罚")),
        must("监管方式", "words", "how"),
        must("设定依据", "text", "《法名》第N条"),
        must("处理方式", "text", "what comes of it"),
        must("目录动态", "word", "", ("新增", "调整")),
        must("有效期起", "date", "from"),
    ),
)
CHECK_LISTS = Sheet(
    "check-lists.xlsx",
    "检查实施清单",
    "How a department checks each item it has claimed; two are not claimed yet and one lapsed.",
    (
        must("检查实施清单编码", "text", "unique"),
        must("单位编码", "code", "the department"),
        must("监管事项编码", "text", "supervision-items.xlsx"),
        must("实施机构编码", "text", "credit code of the body"),
        may("抽查事项序号", "text", "check-items.xlsx"),
        must("执法事项编码", "text", "power-items.xlsx"),
        must("检查要点", "text", "one a line"),
        must("对象库", "text", "directory"),
        must("检查频次", "text", "how often"),
        must("检查形式", "word", "", ("现场", "非现场")),
        must("检查结果选项", "text", "joined by 、"),
        must("有效期起", "date", "from"),
        may("有效期止", "date", "last day"),
    ),
)
CLAIMS = Sheet(
    "item-claims.xlsx",
    "监管事项认领表",
    "Who was asked to claim which item; claimed, declined or given up; item-claims-reviewed.xlsx brings in, by somebody else, what was looked at.",
    (
        must("认领序号", "text", "unique; RL…"),
        must("单位编码", "code", "the department"),
        must("监管事项编码", "text", "supervision-items.xlsx"),
        must("分派日期", "date", "asked on"),
        may("执法事项编码", "text", "power-items.xlsx"),
        may("认领日期", "date", "claimed on; one late"),
        may("不认领日期", "date", "declined on"),
        may("不认领的理由", "text", "exactly where declined"),
        may("检查实施清单编码", "text", "check-lists.xlsx"),
        may("清单编制日期", "date", "drawn up on"),
        may("清单发布日期", "date", "published on"),
        may("办结日期", "date", "declined or given up for good"),
        must("状态", "word", "", ("待认领", "不认领待核定", "已认领", "清单待审核", "清单已发布", "核定不认领", "已取消")),
    ),
)
AVOIDANCES = Sheet(
    "avoidances.xlsx",
    "回避名单",
    "Inspectors who keep away from an enterprise, with the reason.",
    (
        must("回避序号", "text", "unique; H…"),
        must("单位编码", "code", "the department"),
        must("人员编号", "text", "check-inspectors.xlsx"),
        must("统一社会信用代码", "text", "check-targets.xlsx"),
        must("理由", "word", "", ("亲属", "原单位", "经办过相关案件")),
        may("说明", "text", "in short"),
    ),
)
CHECK_PLANS = Sheet(
    "check-plans.xlsx",
    "年度抽查计划台账",
    "One plan a department for this year; one department published late, one has not filed its plan.",
    (
        must("计划序号", "text", "unique; L…"),
        must("单位编码", "code", "the department"),
        must("年度", "int", "year"),
        must("拟订日期", "date", "on"),
        must("计划安排", "text", "one a line: item, ratios, months, lead, departments, objects"),
        may("备案机关", "text", "filed with"),
        may("备案日期", "date", "filed on"),
        may("公布日期", "date", "published on"),
    ),
)
RECEIPTS = Sheet(
    "act-receipts.xlsx",
    "监管行为回执",
    "What the platform above answered to the inspections of two months; the last weeks have not been sent.",
    (
        must("行为编号", "text", "number of the inspection"),
        must("单位编码", "code", "the department"),
        must("报送日期", "date", "sent on"),
        must("回执结果", "word", "", ("接收", "退回")),
        must("回执编号", "text", "number of the receipt"),
        may("回执原文", "text", "exactly for 退回"),
    ),
)
DRAW_TASKS = Sheet(
    "draw-tasks.xlsx",
    "抽查任务台账",
    "Draws that are being prepared; what is sealed, revealed and drawn is done in the platform and never dated back.",
    (
        must("任务序号", "text", "unique; RW…"),
        must("单位编码", "code", "the department"),
        must("任务名称", "text", "name"),
        must("事项序号", "text", "check-items.xlsx"),
        must("计划序号", "text", "check-plans.xlsx"),
        must("部门联合抽查", "word", "", YES_NO),
        must("每个对象的检查人员", "int", "two"),
        must("公开承诺码的截止时间", "datetime", "when the codes are closed"),
        must("拟定日期", "date", "on"),
    ),
)
SHEETS = (SUPERVISION_ITEMS, CHECK_LISTS, CLAIMS, AVOIDANCES, CHECK_PLANS, DRAW_TASKS, RECEIPTS)


def supervised_code(order: int) -> str:
    return f"0199{order:04d}001"


def list_code(order: int) -> str:
    return f"{supervised_code(order)}-9901"


def supervision_items(city: City) -> Iterator[Row]:
    held = powers.forces(city)
    for order, matter in enumerate(MATTERS, start=1):
        yield {
            "监管事项编码": supervised_code(order),
            "单位编码": held[matter.department].unit.code,
            "主项名称": f"对{matter.field}的监管",
            "子项名称": f"对{matter.violation}的监管",
            "行使层级": "市级、县级、乡级" if order % 3 else "市级、县级",
            "监管对象": "企业" if matter in BENCHMARKED else "机动车驾驶人",
            "监管措施": "检查" if matter in BENCHMARKED else "处罚",
            "监管方式": "双随机监管、日常监管" if order % 2 else "双随机监管、重点监管",
            "设定依据": powers.quoted(matter.citation),
            "处理方式": "责令改正；依法应当处罚的，立案查处",
            "目录动态": "调整" if order == LAPSED else "新增",
            "有效期起": city.plan.opened_on,
        }


def check_lists(city: City) -> Iterator[Row]:
    held, looked_at = powers.forces(city), inspections.checked(city)
    for order, matter in enumerate(MATTERS, start=1):
        if order in UNCLAIMED:
            continue
        force = held[matter.department]
        yield {
            "检查实施清单编码": list_code(order),
            "单位编码": force.unit.code,
            "监管事项编码": supervised_code(order),
            "实施机构编码": organ_code(force.unit.code),
            "抽查事项序号": f"N{looked_at.index(matter) + 1:02d}" if matter in looked_at else None,
            "执法事项编码": powers.item_code(order),
            "检查要点": f"有无{matter.violation}的情形\n是否按照{powers.quoted(matter.citation)}的要求整改",
            "对象库": "检查对象名录",
            "检查频次": "每年不超过一次；投诉举报、转办交办的除外",
            "检查形式": "现场",
            "检查结果选项": "未发现问题、发现问题已责令改正、发现问题待后续处理",
            "有效期起": city.plan.opened_on,
            "有效期止": date(city.plan.as_of.year, 4, 30) if order == LAPSED else None,
        }


def claims(city: City, is_reviewed: bool = False) -> Iterator[Row]:
    """Asked for when the catalogue came into force: what is done before an item is claimed, the platform does not take."""
    held, opened = powers.forces(city), city.plan.opened_on
    for order, matter in enumerate(MATTERS, start=1):
        asked = city.plan.as_of - timedelta(4) if order == WAITING else opened
        row: Row = {
            "认领序号": f"RL{order:02d}",
            "单位编码": held[matter.department].unit.code,
            "监管事项编码": supervised_code(order),
            "分派日期": asked,
            "状态": "待认领",
        }
        told = declined(asked, is_reviewed) if order == DECLINED else claimed(order, asked) if order != WAITING else {}
        if is_reviewed and order not in (WAITING, DECLINED):
            told |= reviewed(order, asked)
        yield row | told


def declined(asked: date, is_reviewed: bool) -> Row:
    row: Row = {"不认领日期": asked + timedelta(6), "不认领的理由": NOT_OURS, "状态": "不认领待核定"}
    return row | {"办结日期": asked + timedelta(10), "状态": "核定不认领"} if is_reviewed else row


def claimed(order: int, asked: date) -> Row:
    """Claimed, one late, and a list drawn up that still holds."""
    row: Row = {
        "执法事项编码": powers.item_code(order),
        "认领日期": asked + timedelta(34 if order == LAPSED + 1 else 2 + order % 6),
        "状态": "已认领",
    }
    if order == LAPSED:
        return row
    return row | {"检查实施清单编码": list_code(order), "清单编制日期": asked + timedelta(36 + order % 5), "状态": "清单待审核"}


def reviewed(order: int, asked: date) -> Row:
    """What a second pair of eyes made of it."""
    if order in (*UNREVIEWED, LAPSED):
        return {}
    published: Row = {"清单发布日期": asked + timedelta(44), "状态": "清单已发布"}
    return published | {"办结日期": given_up(asked), "状态": "已取消"} if order == GIVEN_UP else published


def given_up(asked: date) -> date:
    return asked + timedelta(200)


def avoidances(office: Office) -> Iterator[Row]:
    rng = office.plan.chance("avoidances")
    places = [str(row["统一社会信用代码"]) for row in inspections.targets(office) if row["状态"] == "存续"]
    forces = list(powers.forces(office.city).values())
    amount = max(6, 90 // office.plan.divisor)
    pairs = sorted({(rng.randrange(len(forces)), rng.randrange(2), rng.choice(places)) for _ in range(amount)})
    for order, (force, seat, place) in enumerate(pairs, start=1):
        yield {
            "回避序号": f"H{order:04d}",
            "单位编码": forces[force].unit.code,
            "人员编号": forces[force].officer(seat),
            "统一社会信用代码": place,
            "理由": rng.choice(("亲属", "原单位", "经办过相关案件")),
            "说明": "本人申报",
        }


def plans(city: City) -> Iterator[Row]:
    """In the first quarter but for one; lines of two departments that go together name who leads."""
    held, year = powers.forces(city), city.plan.as_of.year
    for order, matter in enumerate(inspections.checked(city), start=1):
        drafted = date(year, 1, 5) + timedelta(order)
        published = drafted + timedelta(100 if order == 7 else 18 + order)
        if drafted > city.plan.as_of:
            continue
        row: Row = {
            "计划序号": f"L{year}-{order:02d}",
            "单位编码": held[matter.department].unit.code,
            "年度": year,
            "拟订日期": drafted,
            "计划安排": planned(order, matter),
        }
        filed = published + timedelta(6)
        if published <= city.plan.as_of:
            row["公布日期"] = published
        if filed <= city.plan.as_of and order != 9:
            row |= {"备案机关": "莲城市司法局", "备案日期": filed}
        yield row


def planned(order: int, matter: Matter) -> str:
    """One line: an item is checked once a year."""
    first = 2 + order % 7
    joint = next((pair for pair in JOINT if matter.department in pair), ("", ""))
    return f"N{order:02d}|{RATIOS[order % 3]}|{first}-{first + 3}月|{joint[0]}|{joint[1]}|"


def draw_tasks(city: City) -> Iterator[Row]:
    """One of each department whose plan is public."""
    held, as_of = powers.forces(city), city.plan.as_of
    published = {row["单位编码"] for row in plans(city) if row.get("公布日期")}
    for order, matter in enumerate(inspections.checked(city), start=1):
        unit, drafted = held[matter.department].unit, as_of - timedelta(3 + order)
        if unit.code in published and drafted.year == as_of.year:
            yield {
                "任务序号": f"RW{order:02d}",
                "单位编码": unit.code,
                "任务名称": f"{as_of.year}年{matter.field}双随机抽查",
                "事项序号": f"N{order:02d}",
                "计划序号": f"L{as_of.year}-{order:02d}",
                "部门联合抽查": "是" if any(matter.department in pair for pair in JOINT) else "否",
                "每个对象的检查人员": 2,
                "公开承诺码的截止时间": datetime.combine(as_of + timedelta(20), time(10)),
                "拟定日期": drafted,
            }


def receipts(office: Office) -> Iterator[Row]:
    """Of the inspections of two months, up to some weeks before the day; a few came back."""
    as_of, rng = office.plan.as_of, office.plan.chance("receipts")
    units = {unit.code: unit for unit in office.city.of_kind("department")}
    for row, number in numbered(office):
        sent = row.get("结果形成日期")
        if not isinstance(sent, date) or not 20 < (as_of - sent).days <= 20 + SENT_DAYS:
            continue
        yield receipt(rng, units[str(row["单位编码"])].code, number, sent + timedelta(1))


def receipt(rng: Random, unit: str, number: str, sent: date) -> Row:
    is_returned = rng.random() < RETURNED_SHARE
    row: Row = {
        "行为编号": number,
        "单位编码": unit,
        "报送日期": sent,
        "回执结果": "退回" if is_returned else "接收",
        "回执编号": f"HZ{sent:%Y%m%d}{rng.randrange(10**6):06d}",
    }
    return row | {"回执原文": RETURNED} if is_returned else row


def numbered(office: Office) -> Iterator[tuple[Row, str]]:
    """The visits with the numbers that the platform gives them: of each department in the order of its ledger, by the year."""
    serials: dict[tuple[str, int], int] = {}
    for row in inspections.visits(office):
        unit, day = str(row["单位编码"]), row["登记日期"]
        assert isinstance(day, date)
        serials[unit, day.year] = serial = serials.get((unit, day.year), 0) + 1
        yield row, f"{office.city.by_code[unit].name}检查〔{day.year}〕{serial}号"
