"""The hotline's year: calls answered and lost, rated and not, each month as content as the city says; and what went on as orders."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from fazhi.city import powers, topics
from fazhi.city.casework import Office
from fazhi.city.docket import drawn_village
from fazhi.city.names import person_name, phone
from fazhi.city.people import Row
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import UnitRow
from fazhi.city.words import RATINGS, SEXES, YES_NO

# Answered calls on the model day, and for a hundred of them so many of each that do not count.
CALLS = 28_460
LOST = (("放弃", 2.6), ("溢出", 0.5), ("骚扰", 0.3), ("测试", 0.2))
RATED_SHARE, UNHAPPY_SHARE, ORDER_SHARE = 0.71, 0.035, 0.02
# A hotline's topics by those of consultations.
TOPICS = {
    "婚姻家庭": "婚姻家庭",
    "继承": "继承",
    "抚养赡养": "婚姻家庭",
    "劳动争议": "劳动争议",
    "工伤": "工伤",
    "农民工工资": "农民工工资",
    "交通事故": "交通事故",
    "消费维权": "消费维权",
    "借贷": "借贷",
    "合同": "合同",
    "房屋租赁": "房屋买卖、租赁",
    "房屋买卖": "房屋买卖、租赁",
    "相邻关系": "相邻关系",
    "土地承包": "土地、宅基地",
    "宅基地": "土地、宅基地",
    "物业": "相邻关系",
    "人身损害": "人身损害",
    "法律援助": "法律援助",
    "人民调解": "人民调解",
    "行政处罚": "行政处罚、复议",
    "行政复议": "行政处罚、复议",
    "电信网络诈骗": "电信网络诈骗",
}

CALLS_SHEET = Sheet(
    "calls-YYYY.xlsx",
    "12348话务台账",
    "One row a call of this year. 接通 = answered; abandoned, overflown, harassing and test calls are kept and do not count; about three in ten are not rated.",
    (
        must("通话号", "text", "unique; H-YYYYMMDD-…"),
        must("单位编码", "code", "the city's centre"),
        must("批次", "text", "month of the province's file"),
        must("计数口径", "word", "", ("省平台本市来电", "本市坐席")),
        may("主叫号码", "text", "11 digits, 1540…; blank = hidden"),
        may("来电地编码", "code", "township"),
        must("进线时间", "datetime", "rang at"),
        may("接起时间", "datetime", "answered at"),
        must("挂断时间", "datetime", "ended at"),
        must("挂断方", "word", "", ("来电人", "坐席", "系统")),
        must("结果", "word", "", ("接通", "放弃", "溢出", "骚扰", "测试")),
        may("类别", "word", "for 接通"),
        may("诉求", "text", "for 接通"),
        may("答复", "text", "for 接通"),
        may("引用法条", "text", "法名 第N条"),
        may("已告知法援权利", "word", "", YES_NO),
        may("评价", "word", "blank = not rated", RATINGS),
        must("状态", "word", "", ("已整理", "未接通")),
    ),
)
ORDERS_SHEET = Sheet(
    "work-orders.xlsx",
    "12348工单台账",
    "What the line could not settle; about three in a hundred are still going on.",
    (
        must("工单序号", "text", "unique; W…"),
        must("单位编码", "code", "the city's centre"),
        must("标题", "text", "in short"),
        must("来源", "word", "", ("话务",)),
        must("通话号", "text", "calls-YYYY.xlsx"),
        must("类型", "word", "", ("咨询续办", "投诉", "求助")),
        must("内容", "text", "what is asked"),
        must("保密", "word", "", ("一般", "要求保密", "举报")),
        must("诉求人", "text", "name"),
        must("联系电话", "text", "11 digits, 1540…"),
        must("诉求地编码", "code", "township"),
        must("登记日期", "date", "on"),
        may("主办单位编码", "code", "who does the work"),
        may("派单日期", "date", "on"),
        may("回复日期", "date", "on"),
        may("办理结果", "text", "what was done"),
        may("告知诉求人日期", "date", "on"),
        may("结果", "word", "", ("解决", "解释")),
        may("回访日期", "date", "on"),
        may("回访方式", "word", "", ("电话",)),
        may("满意度", "word", "", RATINGS),
        may("办结日期", "date", "on"),
        must("状态", "word", ""),
    ),
)
SHEETS = (CALLS_SHEET, ORDERS_SHEET)


@dataclass(frozen=True)
class Ring:
    """One call before it is written out."""

    key: str
    rang: datetime
    result: str
    rating: str | None


def rings(office: Office) -> Iterator[Ring]:
    """In the order of the clock; ratings by the month, so that each month keeps its share of the content."""
    plan, year = office.plan, office.plan.this_year
    rng = plan.chance("calls", year.first.year)
    answered = round(CALLS * plan.pace(year))
    drawn = [(day, "接通") for day in year.drawn(rng, answered)]
    for result, share in LOST:
        drawn += [(day, result) for day in year.drawn(rng, max(1, round(answered * share / 100)))]
    timed = sorted((at(rng, day), result) for day, result in drawn)
    rated = ratings(rng, [moment.date() for moment, result in timed if result == "接通"])
    for order, (moment, result) in enumerate(timed, start=1):
        yield Ring(f"H-{moment:%Y%m%d}-{order:06d}", moment, result, next(rated) if result == "接通" else None)


def at(rng: Random, day: date) -> datetime:
    """Round the clock, and most of it in office hours."""
    minutes = rng.randint(0, 1439) if rng.random() < 0.12 else rng.randint(8 * 60, 18 * 60)
    return datetime.combine(day, time()) + timedelta(minutes=minutes, seconds=rng.randint(0, 59))


def ratings(rng: Random, days: list[date]) -> Iterator[str | None]:
    """Month after month: who was not content is less than five in a hundred of who rated."""
    for month in sorted({day.month for day in days}):
        amount = sum(day.month == month for day in days)
        rated = round(amount * RATED_SHARE)
        unhappy = int(rated * UNHAPPY_SHARE)
        content = rng.choices(RATINGS[:3], (62, 33, 5), k=rated - unhappy)
        silent: list[str | None] = [None if rng.random() < 0.8 else RATINGS[5] for _ in range(amount - rated)]
        whole = [*content, *rng.choices(RATINGS[3:5], (4, 1), k=unhappy), *silent]
        rng.shuffle(whole)
        yield from whole


def calls(office: Office) -> Iterator[Row]:
    towns = office.city.of_kind("town")
    centre = office.city.body(office.city.of_kind("city")[0], "centre")
    for ring in rings(office):
        rng = office.plan.chance("call", ring.key)
        yield call(office, rng, ring, rng.choice(towns), centre)


def call(office: Office, rng: Random, ring: Ring, town: UnitRow, centre: UnitRow) -> Row:
    waited = timedelta(seconds=rng.choices((4, 9, 14, 22, 40), (30, 40, 18, 8, 4))[0])
    row: Row = {
        "通话号": ring.key,
        "单位编码": centre.code,
        "批次": f"省平台{ring.rang:%Y%m}",
        "计数口径": "省平台本市来电" if rng.random() < 0.9 else "本市坐席",
        "主叫号码": phone(rng) if rng.random() < 0.97 else None,
        "来电地编码": town.code,
        "进线时间": ring.rang,
        "挂断时间": ring.rang + waited,
        "挂断方": "来电人",
        "结果": ring.result,
        "状态": "未接通",
    }
    if ring.result != "接通":
        return row if ring.result in ("放弃", "溢出") else row | {"接起时间": ring.rang + waited}
    picked = rng.choices(topics.open_on(ring.rang.date()), [topic.weight for topic, _ in topics.open_on(ring.rang.date())])[0]
    topic, lines = picked
    line = rng.choice(lines)
    picked_up = ring.rang + waited
    return row | {
        "接起时间": picked_up,
        "挂断时间": picked_up + timedelta(seconds=rng.randint(90, 1100)),
        "挂断方": rng.choice(("来电人", "坐席")),
        "类别": TOPICS.get(topic.name, "其他"),
        "诉求": line.question.split("，")[0].split("{")[0] or topic.name,
        "答复": line.answer,
        "引用法条": "、".join(line.citations),
        "已告知法援权利": "是" if rng.random() < 0.98 else "否",
        "评价": ring.rating,
        "状态": "已整理",
    }


def orders(office: Office) -> Iterator[Row]:
    city, plan = office.city, office.plan
    centre = city.body(city.of_kind("city")[0], "centre")
    owners = [
        powers.department(city, name)
        for name in ("人力资源和社会保障局", "市场监督管理局", "住房和城乡建设局", "城市管理和综合执法局")
    ]
    towns, serial = city.of_kind("town"), 0
    for ring in rings(office):
        rng = plan.chance("order", ring.key)
        if ring.result == "接通" and rng.random() < ORDER_SHARE:
            serial += 1
            town = rng.choice(towns)
            place = drawn_village(city, rng, town, ring.rang.date())
            base = {"工单序号": f"W{serial:05d}", "单位编码": centre.code, "通话号": ring.key, "诉求地编码": town.code}
            yield base | order(rng, ring.rang.date(), plan.as_of, rng.choice(owners), place)


def order(rng: Random, day: date, as_of: date, owner: UnitRow, place: UnitRow) -> Row:
    kind, title = rng.choice((("咨询续办", "工资被拖欠，请求协调"), ("投诉", "小区物业不作为"), ("求助", "摊位占道，影响出行")))
    row: Row = {
        "标题": title,
        "来源": "话务",
        "类型": kind,
        "内容": f"{place.name}：{title}",
        "保密": rng.choices(("一般", "要求保密", "举报"), (90, 6, 4))[0],
        "诉求人": person_name(rng, rng.choice(SEXES)),
        "联系电话": phone(rng),
        "登记日期": day,
        "状态": "待派单",
    }
    answered, told = day + timedelta(rng.choices((2, 4, 12), (60, 36, 4))[0]), timedelta(1)
    visited = answered + timedelta(rng.randint(1, 3))
    if visited > as_of:
        return row | {"主办单位编码": owner.code, "派单日期": day, "状态": "待签收"}
    return row | {
        "主办单位编码": owner.code,
        "派单日期": day,
        "回复日期": answered,
        "办理结果": "已到现场核实处理，并向诉求人说明了处理情况和依据",
        "告知诉求人日期": answered - told,
        "结果": rng.choice(("解决", "解释")),
        "回访日期": visited,
        "回访方式": "电话",
        "满意度": rng.choices(RATINGS[:3], (50, 40, 10))[0],
        "办结日期": visited,
        "状态": "已办结",
    }
