"""The network of public legal services: sites of four levels, what they provide, advisers of villages, duties and visitors."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from random import Random

from fazhi.city.casework import Office
from fazhi.city.names import person_name, phone
from fazhi.city.people import Row
from fazhi.city.service_sheets import LEVELS
from fazhi.city.tree import City, UnitRow
from fazhi.city.words import SEXES

HOURS = "周一至周五 09:00-12:00、13:30-17:00"
# Rooms of villages that were founded and closed again, or are still being furnished: neither counts.
CLOSED_SHARE, FURNISHING_SHARE = 0.01, 0.02
ADVISED_SHARE = 0.97
LOGS_A_MONTH = 1.3
RECEPTIONS_A_YEAR = 3_600
DUTY_DAYS = 40
TOWARD = ("当场答复",) * 8 + ("转人民调解", "转法律援助", "非职责告知")


PROVIDED = (
    ("S01", "法律咨询", "法律咨询", "《法律援助法》第二十二条", LEVELS, None),
    ("S02", "法律援助申请受理", "法律援助", "《法律援助法》第四十三条", LEVELS[:3], 5),
    ("S03", "人民调解", "人民调解", "《人民调解法》第四条", LEVELS, None),
    ("S04", "法治宣传", "法治宣传", "《乡村振兴促进法》第四十八条", LEVELS, None),
    ("S05", "公证指引", "公证指引", "《公证法》第二十五条", LEVELS[:3], None),
    ("S06", "行政复议咨询", "行政复议", "《行政复议法》第二十二条", LEVELS[:2], None),
)  # fmt: skip
SPECIALTIES = ("婚姻家庭、继承", "劳动争议、工伤", "合同、借贷", "交通事故、人身损害", "土地、宅基地", "物业、相邻关系")
MATTERS = (
    ("法律咨询", "劳动合同到期不续签，能不能要补偿", "劳动合同法 第四十六条"),
    ("法律咨询", "借给朋友的钱到期不还，怎么办", "民法典 第六百七十五条"),
    ("法律咨询", "父母的房子几个子女怎么继承", "民法典 第一千一百二十七条"),
    ("法律咨询", "楼上漏水，对方不肯修", "民法典 第二百八十八条"),
    ("人民调解", "和邻居为宅基地边界争执，想请人调解", ""),
    ("法律援助", "打官司请不起律师，问怎么申请法律援助", ""),
    ("公证指引", "想立遗嘱，问怎么办公证", ""),
)
WORKED = ("值班咨询", "法治讲座", "参与调解", "村规民约审查", "列席会议", "代拟文书")


def sites(city: City) -> Iterator[Row]:
    """From the city down, so that the site above always stands further up."""
    founded, serial = city.plan.opened_on - timedelta(1200), 0
    keys: dict[str, str] = {}
    rooms = city.plan.chance("rooms")
    for level, kind in zip(LEVELS, ("city", "county", "town", "village"), strict=True):
        regions = [row for row in city.of_kind(kind) if row.valid_to is None]
        for region in regions if level != "村室" else rooms_of(city, regions):
            serial += 1
            keys[region.code] = f"S{serial:04d}"
            yield site(city, region, level, keys, founded + timedelta(serial % 300), rooms)


def rooms_of(city: City, villages: list[UnitRow]) -> list[UnitRow]:
    """Every village has a room; a small city furnishes those of a sixth of them."""
    return villages if city.plan.divisor == 1 else villages[::6]


def site(city: City, region: UnitRow, level: str, keys: dict[str, str], opened: date, rng: Random) -> Row:
    fate = rng.random() if level == "村室" else 1.0
    title = {
        "市中心": "公共法律服务中心",
        "县中心": "公共法律服务中心",
        "乡镇站": "公共法律服务工作站",
        "村室": "公共法律服务工作室",
    }
    row: Row = {
        "平台序号": keys[region.code],
        "平台编码": f"GF{region.code}",
        "单位编码": keeper(city, region, level).code,
        "平台名称": f"{region.name}{title[level]}",
        "层级": level,
        "服务区划编码": region.code,
        "上级平台序号": keys.get(region.parent_code),
        "地址": f"{region.name}{'便民服务中心' if level in LEVELS[2:] else '法治大道1号'}",
        "电话": phone(rng),
        "开放时间": HOURS if level != "村室" else "周一至周五 09:00-11:30",
        "标识统一": "否" if rng.random() < 0.04 else "是",
        "网络": "宽带" if level != "村室" else rng.choices(("宽带", "4G", "弱网"), (60, 32, 8))[0],
        "登记日期": opened - timedelta(30),
    }
    if fate < FURNISHING_SHARE:
        return row | {"状态": "筹建"}
    if fate < FURNISHING_SHARE + CLOSED_SHARE:
        return row | {"启用日期": opened, "撤销日期": opened + timedelta(400), "状态": "撤销"}
    return row | {"启用日期": opened, "状态": "开放"}


def keeper(city: City, region: UnitRow, level: str) -> UnitRow:
    """The centre itself, the justice office of the town, the village."""
    kind = {"市中心": "centre", "县中心": "centre", "乡镇站": "office"}.get(level)
    return city.body(region, kind) if kind else region


def items(city: City) -> Iterator[Row]:
    top = city.of_kind("city")[0]
    for code, name, category, basis, levels, days in PROVIDED:
        yield {
            "事项编码": code,
            "单位编码": top.code,
            "事项名称": name,
            "类别": category,
            "无偿": "是",
            "依据": basis,
            "办理时限（工作日）": days,
            "提供层级": "、".join(levels),
            "有效期起": city.plan.opened_on,
        }


def providers(office: Office) -> Iterator[Row]:
    city = office.city
    top, rng = city.of_kind("city")[0], office.plan.chance("providers")
    for order, lawyer in enumerate(office.cast.lawyers, start=1):
        yield {
            "执业证号": licence(order),
            "单位编码": top.code,
            "姓名": lawyer["姓名"],
            "类别": "律师",
            "执业机构": city.by_code[str(lawyer["单位编码"])].name,
            "平台工号": lawyer["工号"],
            "专长": rng.choice(SPECIALTIES),
            "执业状态": "暂停执业" if order % 40 == 17 else "执业",
            "最近年度考核日期": date(office.plan.as_of.year, 5, 20) if office.plan.as_of.month > 5 else None,
        }


def licence(order: int) -> str:
    return f"19901201010{order:06d}"


def practising(office: Office) -> list[str]:
    return [licence(order) for order in range(1, len(office.cast.lawyers) + 1) if order % 40 != 17]


def villages(office: Office) -> list[UnitRow]:
    """The villages that have an adviser; in a small city a few of them, with the first, where those who try it out sign in."""
    standing = [row for row in office.city.of_kind("village") if row.valid_to is None]
    rng = office.plan.chance("advised")
    chosen = rng.sample(standing, round(len(standing) * ADVISED_SHARE / office.plan.divisor))
    first = min(standing, key=lambda row: row.code)
    return sorted(chosen if first in chosen else [first, *chosen[1:]], key=lambda row: row.code)


def contracts(office: Office) -> Iterator[Row]:
    lawyers, begun = practising(office), office.plan.opened_on
    for order, village in enumerate(villages(office), start=1):
        yield {
            "合同序号": f"G{order:04d}",
            "村（社区）编码": village.code,
            "执业证号": lawyers[order % len(lawyers)],
            "合同号": f"莲顾〔{begun.year}〕{order}号",
            "合同起": begun,
            "合同止": date(begun.year + 2, 12, 31),
            "经费来源": "财政购买",
            "合同费用": 6000,
            "上墙公示": "是",
            "已建微信群": "是" if order % 4 else "否",
            "登记日期": begun,
            "状态": "履行中",
        }


def logs(office: Office) -> Iterator[Row]:
    as_of, serial = office.plan.as_of, 0
    for order, village in enumerate(villages(office), start=1):
        rng = office.plan.chance("log", village.code)
        for _ in range(round(2 * LOGS_A_MONTH + rng.uniform(-0.5, 0.5))):
            serial += 1
            yield log(rng, village, f"R{serial:05d}", f"G{order:04d}", as_of - timedelta(rng.randint(2, 60)), as_of)


def log(rng: Random, village: UnitRow, key: str, contract: str, day: date, as_of: date) -> Row:
    confirmed = min(day + timedelta(rng.randint(1, 6)), as_of)
    is_confirmed = rng.random() > 0.03
    done = rng.choices(WORKED, (5, 3, 2, 1, 1, 1))[0]
    return {
        "日志序号": key,
        "村（社区）编码": village.code,
        "合同序号": contract,
        "服务日期": day,
        "方式": rng.choices(("现场", "电话", "微信"), (80, 12, 8))[0],
        "工时（小时）": rng.choice((1, 1.5, 2, 3)),
        "服务内容": done,
        "受益人数": rng.randint(12, 60) if done == "法治讲座" else rng.randint(1, 6),
        "摘要": f"在{village.name}{done}",
        "登记日期": day,
        "确认日期": confirmed if is_confirmed else None,
        "状态": "已确认" if is_confirmed else "待村（居）确认",
    }


def duties(office: Office) -> Iterator[Row]:
    """Mornings and afternoons of the last weekdays, at the centres of the city and the counties."""
    city, lawyers, serial = office.city, practising(office), 0
    rng = office.plan.chance("duties")
    days = [day for n in range(DUTY_DAYS, 0, -1) if (day := office.plan.as_of - timedelta(n)).weekday() < 5]
    places = [*city.of_kind("city"), *city.of_kind("county")]
    for day in days[-max(2, len(days) // office.plan.divisor) :]:
        for place, region in enumerate(places, start=1):
            for slot, came in (("上午", time(8, 52)), ("下午", time(13, 24))):
                serial += 1
                who = lawyers[(day.toordinal() * 12 + serial) % len(lawyers)]
                row = duty(rng, day, slot, came, who)
                yield {
                    "值班序号": f"V{serial:05d}",
                    "单位编码": city.body(region, "centre").code,
                    "平台序号": f"S{place:04d}",
                    **row,
                }


def duty(rng: Random, day: date, slot: str, came: time, who: str) -> Row:
    row: Row = {"值班日期": day, "时段": slot, "执业证号": who, "排班日期": day - timedelta(8)}
    if rng.random() < 0.03:
        return row | {"状态": "缺岗"}
    began = datetime.combine(day, came) + timedelta(minutes=rng.choices((0, 3, 30), (70, 26, 4))[0])
    served = rng.randint(0, 9)
    return row | {
        "签到时间": began,
        "签到方式": rng.choices(("扫码", "窗口确认"), (8, 2))[0],
        "签退时间": began + timedelta(hours=3),
        "接待数": served,
        "值班日志": f"接待 {served} 人，均作答复或者指引",
        "状态": "已值班",
    }


def receptions(office: Office) -> Iterator[Row]:
    year = office.plan.this_year
    rng = office.plan.chance("receptions")
    days = sorted(year.drawn(rng, max(12, office.plan.yearly(year, RECEPTIONS_A_YEAR))))
    places = [*office.city.of_kind("city"), *office.city.of_kind("county")]
    for order, day in enumerate(days, start=1):
        place = rng.randrange(len(places))
        row = reception(office, rng, places[place], day)
        centre = office.city.body(places[place], "centre")
        yield {"来访序号": f"F{order:05d}", "单位编码": centre.code, "平台序号": f"S{place + 1:04d}", **row}


def reception(office: Office, rng: Random, region: UnitRow, day: date) -> Row:
    category, matter, cited = rng.choice(MATTERS)
    is_anonymous = rng.random() < 0.2
    row: Row = {
        "来访日期": day,
        "匿名": "是" if is_anonymous else "否",
        "来访人": None if is_anonymous else person_name(rng, rng.choice(SEXES)),
        "联系电话": None if is_anonymous else phone(rng),
        "特殊群体": rng.choices((None, "老年人", "农民工", "残疾人", "妇女"), (62, 18, 10, 3, 7))[0],
        "事项类别": category,
        "来访事由": matter,
    }
    if rng.random() < 0.03 and (office.plan.as_of - day).days < 10:
        return row | {"状态": "待接待"}
    toward = "当场答复" if cited else rng.choice(TOWARD)
    row |= {"去向": toward, "办结日期": min(day + timedelta(rng.randint(0, 9)), office.plan.as_of), "状态": "已办结"}
    row["评价"] = rng.choices(("很满意", "满意", "基本满意", "不满意", None), (40, 25, 6, 1, 28))[0]
    if toward.startswith("转"):
        to = office.city.body(region, "centre", "法律援助") if toward == "转法律援助" else office.city.body(region, "bureau")
        return row | {"转办单位编码": to.code, "来访人同意": "是", "办理结果": "接收单位已经受理"}
    return row | {"办结日期": day, "答复": "已当面答复，并告知可以申请法律援助", "引用法条": cited or None}
