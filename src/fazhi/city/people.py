"""Who works in the city: committees with their members, bureau and office staff, lawyers."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from fazhi.city import atlas
from fazhi.city import words as w
from fazhi.city.names import born_between, citizen_number, person_name, phone
from fazhi.city.tree import City, UnitRow

Row = dict[str, Any]

# Committees that break a rule (no woman, too few, no director), so that the indicator has something to show.
BREACHES = ("no woman", "too few", "no director")
BREACH_SHARE = 0.03
TERM_OVER_SHARE = 0.012
MEMBERS = {"village": (3, 5), "town": (4, 7), "county": (5, 9), "city": (5, 9)}


@dataclass
class Cast:
    """The people of the city as rows, and who may be asked to mediate or to answer where."""

    staff: list[Row] = field(default_factory=list)
    committees: list[Row] = field(default_factory=list)
    mediators: list[Row] = field(default_factory=list)
    by_committee: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    by_unit: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    lawyers: list[Row] = field(default_factory=list)


def cast(city: City) -> Cast:
    people = Cast()
    committees = city.of_kind("committee")
    rng = city.plan.chance("breaches")
    broken = dict(
        zip(rng.sample([row.code for row in committees], round(len(committees) * BREACH_SHARE)), 500 * BREACHES, strict=False)
    )
    for order, unit in enumerate(committees):
        seat(people, city, unit, order, broken.get(unit.code, ""))
    employ(people, city)
    return people


# --- committees and mediators -------------------------------------------------------------------------------------------------


def seat(people: Cast, city: City, unit: UnitRow, order: int, breach: str) -> None:
    rng = city.plan.chance("committee", unit.code)
    term = term_of(rng, city, order)
    region = city.by_code[unit.parent_code]
    members = [member(rng, unit, region, post, sex, term) for post, sex in seats(rng, region.kind, breach)]
    members += [appointed(rng, unit, region, term) for _ in range(appointees(rng, region.kind))]
    for row in members:
        row["调解员编号"] = f"T{len(people.mediators) + 1:05d}"
        people.mediators.append(row)
        people.by_committee[unit.code].append(row)
    people.committees.append(committee(rng, city, unit, region, members, term))


def term_of(rng: Random, city: City, order: int) -> tuple[date, date]:
    """Three years (人民调解法 第九条) that cover the two years shown; a few are over and nobody was elected."""
    start = city.plan.opened_on - timedelta(rng.randint(20, 300))
    if order % round(1 / TERM_OVER_SHARE) == 40:
        start -= timedelta(500)
    return start, start.replace(year=start.year + 3, day=min(start.day, 28))


def seats(rng: Random, kind: str, breach: str) -> Iterator[tuple[str, str]]:
    how_many = 2 if breach == "too few" else rng.randint(*MEMBERS[kind])
    woman = rng.randrange(how_many)
    for place in range(how_many):
        post = "主任" if place == 0 else "副主任" if place == 1 and how_many > 4 else "委员"
        if breach == "no director" and place == 0:
            post = "委员"
        is_woman = breach != "no woman" and (place == woman or rng.random() < 0.3)
        yield post, "女" if is_woman else "男"


def appointees(rng: Random, kind: str) -> int:
    return {"village": 0, "town": rng.randint(0, 2), "county": rng.randint(1, 3), "city": rng.randint(2, 4)}[kind]


def member(rng: Random, unit: UnitRow, region: UnitRow, post: str, sex: str, term: tuple[date, date]) -> Row:
    trades = [w.DISPUTE_KINDS[code] for code in rng.sample(sorted(w.DISPUTE_KINDS), 2)]
    is_official = region.kind != "village" and post == "主任" and not unit.sector
    return {
        "调委会编码": unit.code,
        "姓名": person_name(rng, sex),
        "性别": sex,
        "民族": rng.choices(("汉族", "土家族", "苗族", "瑶族"), (96, 2, 1, 1))[0],
        "证件号": citizen_number(home_division(unit), born_between(rng, 1958, 1996), rng.randrange(400), sex),
        "电话": phone(rng),
        "职务": post,
        "身份": "委员",
        "学历": rng.choices(w.EDUCATIONS, (8, 34, 36, 20, 2))[0],
        "擅长": "、".join(trades),
        "聘期起": term[0],
        "聘期止": term[1],
        "等级": rng.choices(w.GRADES, (2, 8, 22, 30, 38))[0],
        "公职人员": "是" if is_official or rng.random() < 0.04 else "否",
        "培训学时": rng.choice((8, 12, 16, 16, 20, 24, 32)),
        "处理记录": None,
    }


def appointed(rng: Random, unit: UnitRow, region: UnitRow, term: tuple[date, date]) -> Row:
    row = member(rng, unit, region, "", rng.choice(w.SEXES), term)
    return row | {"身份": rng.choices(w.MEDIATOR_STANDINGS[1:], (7, 3))[0], "公职人员": "否"}


def home_division(unit: UnitRow) -> str:
    """First six digits of a citizen number: the county (the city's own people: its first district)."""
    return f"9901{max(2, int(unit.code[4:6])):02d}"


def committee(rng: Random, city: City, unit: UnitRow, region: UnitRow, members: list[Row], term: tuple[date, date]) -> Row:
    filed = term[0] + timedelta(rng.randint(3, 25))
    return {
        "调委会编码": unit.code,
        "调委会名称": unit.name,
        "简称": unit.short_name,
        "类型": kind_of(unit, region),
        "行业": unit.sector or None,
        "设立单位": founder(unit, region),
        "所在地编码": region.code,
        "成立日期": unit.valid_from,
        "任期起": term[0],
        "任期止": term[1],
        "主任": next((row["姓名"] for row in members if row["职务"] == "主任"), None),
        "备案日期": filed,
        "通报法院日期": filed + timedelta(rng.randint(2, 20)),
        "地址": address(city, region),
        "电话": phone(rng),
        "状态": "撤销" if unit.valid_to else "正常",
    }


def kind_of(unit: UnitRow, region: UnitRow) -> str:
    if unit.sector:
        return "社会团体和其他组织"
    if region.kind == "town":
        return "街道" if atlas.is_urban(region.name) else "乡镇"
    return "居(社区)" if region.name.endswith("社区") else "村"


def founder(unit: UnitRow, region: UnitRow) -> str:
    if unit.sector:
        return region.name + atlas.CITY_SECTORS[unit.sector][2]
    if region.kind == "town":
        return f"{region.name}{'办事处' if atlas.is_urban(region.name) else '人民政府'}"
    return region.name.replace("社区", "社区居民") + ("委员会" if region.name.endswith("社区") else "民委员会")


def address(city: City, region: UnitRow) -> str:
    names = [region.name]
    while region.parent_code:
        region = city.by_code[region.parent_code]
        names.insert(0, region.name)
    return "".join(names)


# --- staff and lawyers --------------------------------------------------------------------------------------------------------

BUREAU = (("局长", "主要负责人", "领导"), *3 * (("副局长", "行政机关负责人", "领导"),))
SECTIONS = (
    "办公室",
    "人民参与和促进法治科",
    "公共法律服务管理科",
    "法治督察科",
    "合法性审查科",
    "行政执法监督科",
    "行政复议科",
    "普法科",
)
OFFICERS = (("局统计员", "承办人", "统计员"), ("督察专员", "承办人", "监督员"), ("系统管理员", "", "系统管理员"))


def employ(people: Cast, city: City) -> None:
    for unit in city.rows:
        for post in posts(city, unit):
            hire(people, city, unit, *post)


def posts(city: City, unit: UnitRow) -> Iterator[tuple[str, str, str]]:
    rng = city.plan.chance("posts", unit.code)
    match unit.kind:
        case "bureau":
            yield from bureau_posts(city.by_code[unit.parent_code].kind)
        case "office":
            yield "司法所所长", "承办机构负责人", "办事员"
            yield from rng.randint(1, 2) * (("司法助理员", "承办人", "办事员"),)
        case "centre":
            yield "中心主任", "承办机构负责人", "办事员"
            yield from rng.randint(2, 4) * (("窗口工作人员", "承办人", "办事员"),)
        case "other" if unit.sector in ("秘书", "督察"):
            yield "股长", "承办机构负责人", "办事员"
            yield from rng.randint(1, 2) * (("工作人员", "承办人", "办事员"),)
        case "firm":
            yield from rng.randint(4, 18) * (("律师", "", "律师"),)


def bureau_posts(region: str) -> Iterator[tuple[str, str, str]]:
    yield from BUREAU
    for section in SECTIONS if region == "city" else SECTIONS[:5]:
        yield f"{section}负责人", "承办机构负责人", "办事员"
        yield f"{section}工作人员", "承办人", "办事员"
    yield from OFFICERS


def hire(people: Cast, city: City, unit: UnitRow, title: str, level: str, role: str) -> None:
    rng = city.plan.chance("hire", unit.code, len(people.staff))
    sex = rng.choice(w.SEXES)
    is_lawyer = role == "律师"
    number = f"{'L' if is_lawyer else 'G'}{len(people.staff) + 1:05d}"
    row: Row = {
        "工号": number,
        "姓名": person_name(rng, sex),
        "性别": sex,
        "单位编码": unit.code,
        "职务": title,
        "审批层级": level or None,
        "角色": role,
        # Lawyers are on duty all over the city, whichever county their firm stands in.
        "管辖编码": city.of_kind("city")[0].code if is_lawyer else unit.parent_code,
        "电话": phone(rng),
        "用户名": number.lower(),
        "执业证号": f"199{rng.randrange(10**14):014d}" if is_lawyer else None,
        "任职日期": city.plan.opened_on - timedelta(rng.randint(200, 3000)),
        "离任日期": None,
    }
    people.staff.append(row)
    (people.lawyers if is_lawyer else people.by_unit[unit.code]).append(row)
