"""What answers rest on: the library of reviewed questions, whom firms act for; the line's seats and flagged callers."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from fazhi.city import topics
from fazhi.city.casework import Office
from fazhi.city.names import company_name, person_name, phone
from fazhi.city.penalty import TRADES
from fazhi.city.people import Row
from fazhi.city.powers import quoted
from fazhi.city.questions import VERSION
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import UnitRow
from fazhi.city.words import SEXES

CLIENTS, SEATS = 420, 6
SLOTS = {"months": 6, "amount": 8000, "n": 3, "age": 9, "old": 76, "organ": "有关部门"}

ENTRIES = Sheet(
    "library-entries.xlsx",
    "法律问答库台账",
    "Answers that were given often; library-reviewed.xlsx brings in, by somebody else, those that were looked at, a few of them withdrawn.",
    (
        must("问答序号", "text", "unique; QA…"),
        must("拟写单位编码", "code", "the city's centre"),
        must("拟写日期", "date", "on"),
        must("事项类别", "word", "topic"),
        must("问题", "text", "question"),
        must("答复", "text", "answer"),
        must("依据", "text", "《法名》第N条, joined by 、"),
        may("审核日期", "date", "looked at on"),
        may("撤下日期", "date", "withdrawn on"),
        must("状态", "word", "", ("待审核", "在用", "已撤下")),
    ),
)
CLIENTS_SHEET = Sheet(
    "firm-clients.xlsx",
    "律所利益冲突名单",
    "Whom the firms act for in this year.",
    (
        must("序号", "text", "unique; K…"),
        must("律所编码", "code", "the firm"),
        must("委托人", "text", "a person or a company"),
        may("对方当事人", "text", "the other side"),
        must("委托起", "date", "from"),
        may("委托止", "date", "until"),
    ),
)
FLAGS = Sheet(
    "caller-flags.xlsx",
    "来电标记台账",
    "Callers to be treated with care; two approve each in the platform.",
    (
        must("标记序号", "text", "unique; BJ…"),
        must("单位编码", "code", "the city's centre"),
        must("主叫号码", "text", "11 digits, 1540…"),
        must("种类", "word", "", ("骚扰", "情绪危机", "重点关爱")),
        must("依据", "text", "why"),
        must("提出日期", "date", "on"),
        must("状态", "word", "", ("待批准",)),
    ),
)
SESSIONS = Sheet(
    "seat-sessions.xlsx",
    "坐席台账",
    "Who sat at the line in the last weeks.",
    (
        must("坐席序号", "text", "unique; ZX…"),
        must("单位编码", "code", "the city's centre"),
        must("坐席号", "text", "number of the seat"),
        must("坐席工号", "text", "people.xlsx"),
        must("方言", "text", "language"),
        must("上线日期", "date", "on"),
        must("下线时间", "datetime", "off at"),
        must("状态", "word", "", ("离线",)),
    ),
)
SHEETS = (ENTRIES, CLIENTS_SHEET, FLAGS, SESSIONS)


def centre(office: Office) -> UnitRow:
    return office.city.body(office.city.of_kind("city")[0], "centre")


def answered(day: date) -> Iterator[tuple[topics.Topic, topics.Line]]:
    """Every line that rests on the law in force on a day, once."""
    for topic, lines in topics.open_on(day):
        yield from ((topic, line) for line in lines if line.citations)


def cited(line: topics.Line) -> list[str]:
    """Without the version: the day says which one it is."""
    return [quoted(VERSION.sub("", citation)) for citation in line.citations]


def entries(office: Office, is_reviewed: bool = False) -> Iterator[Row]:
    """As drafted; then, brought in by somebody else, those that were looked at."""
    as_of, unit = office.plan.as_of, centre(office).code
    for order, (topic, line) in enumerate(answered(as_of), start=1):
        drafted = as_of - timedelta(150 - order % 90)
        row: Row = {
            "问答序号": f"QA{order:03d}",
            "拟写单位编码": unit,
            "拟写日期": drafted,
            "事项类别": topic.name,
            "问题": line.question.format(**SLOTS),
            "答复": line.answer,
            "依据": "、".join(cited(line)),
            "状态": "待审核",
        }
        if not is_reviewed:
            yield row
        elif order % 31 == 7:
            yield row | {"审核日期": drafted + timedelta(5), "撤下日期": drafted + timedelta(40), "状态": "已撤下"}
        elif order % 23 != 5:
            yield row | {"审核日期": drafted + timedelta(5), "状态": "在用"}


def clients(office: Office) -> Iterator[Row]:
    plan, rng = office.plan, office.plan.chance("clients")
    firms, county = office.city.of_kind("firm"), office.city.of_kind("county")[0]
    for order in range(1, max(20, CLIENTS // plan.divisor) + 1):
        begun = plan.as_of - timedelta(rng.randint(20, 500))
        is_company = rng.random() < 0.5
        yield {
            "序号": f"K{order:04d}",
            "律所编码": rng.choice(firms).code,
            "委托人": company_name(rng, county.short_name, rng.choice(TRADES))
            if is_company
            else person_name(rng, rng.choice(SEXES)),
            "对方当事人": person_name(rng, rng.choice(SEXES)) if rng.random() < 0.6 else None,
            "委托起": begun,
            "委托止": begun + timedelta(365) if is_company else None,
        }


def flags(office: Office) -> Iterator[Row]:
    plan, rng, unit = office.plan, office.plan.chance("flags"), centre(office).code
    reasons = {"骚扰": "一周内来电三十余次，接通后不说话", "情绪危机": "多次表示活不下去", "重点关爱": "独居老人，听力不好"}
    for order in range(1, (18 if plan.divisor == 1 else 3) + 1):
        kind = tuple(reasons)[order % 3]
        yield {
            "标记序号": f"BJ{order:03d}",
            "单位编码": unit,
            "主叫号码": phone(rng),
            "种类": kind,
            "依据": reasons[kind],
            "提出日期": plan.as_of - timedelta(rng.randint(1, 60)),
            "状态": "待批准",
        }


def sessions(office: Office) -> Iterator[Row]:
    """Weekdays of the last weeks; mornings and afternoons in one."""
    plan, unit = office.plan, centre(office).code
    seated, serial = office.cast.by_unit[unit], 0
    days = [day for n in range(28 if plan.divisor == 1 else 4, 0, -1) if (day := plan.as_of - timedelta(n)).weekday() < 5]
    for day in days:
        for seat in range(1, min(SEATS, len(seated)) + 1):
            serial += 1
            yield {
                "坐席序号": f"ZX{serial:04d}",
                "单位编码": unit,
                "坐席号": f"{8000 + seat}",
                "坐席工号": seated[seat - 1]["工号"],
                "方言": "普通话、莲城话",
                "上线日期": day,
                "下线时间": datetime.combine(day, time(17, 30)) + timedelta(minutes=seat),
                "状态": "离线",
            }
