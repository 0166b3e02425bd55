"""Who enforces in the city: announced bodies, the teams of seventy townships, their officers and certificates."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from fazhi.city.names import born_between, citizen_number, organ_code, person_name
from fazhi.city.people import Row, home_division
from fazhi.city.shares import apportion
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import City, UnitRow
from fazhi.city.words import SEXES, YES_NO

# The totals of the model year: posts approved, and officers at work in them.
POSTS = 643
ON_DUTY = 606
ISSUER = "湖莲省人民政府"
POWERS = "行政处罚、行政检查"
IDLE = ("在编借出", "长期病休、脱产", "")  # or nobody holds the post

BODIES = Sheet(
    "bodies.xlsx",
    "执法主体名册",
    "Departments of the city that enforce, and townships that took powers up; one row each.",
    (
        must("主体序号", "text", "unique; B…"),
        must("单位编码", "code", "the organ"),
        must("主体名称", "text", "name"),
        must("统一社会信用代码", "text", "of an organ, invented"),
        must("层级", "word", "", ("市级", "乡级")),
        must("权力来源", "word", "where its power comes from", ("法定行政机关", "乡镇（街道）承接")),
        must("公告文号", "text", "announced by"),
        must("公告日期", "date", "announced on"),
        must("垂直管理", "word", "", YES_NO),
        must("有效期起", "date", "from"),
        may("有效期止", "date", "last day"),
    ),
)
OFFICERS = Sheet(
    "officers.xlsx",
    "执法人员名册",
    "Everybody on the teams of townships: at work, lent out, on long leave, and auxiliaries, who count in none of the figures.",
    (
        must("人员序号", "text", "unique; E…"),
        must("单位编码", "code", "the township"),
        must("姓名", "text", "name"),
        must("公民身份号码", "text", "18, right check digit"),
        must("在岗情况", "word", "how the officer serves", ("在编在岗", "在编借出", "长期病休、脱产", "离岗")),
        must("在岗情况自", "date", "since"),
        must("人员身份", "word", "", ("公务员", "事业编制", "劳务派遣")),
        may("学历", "word", "", ("大专", "本科", "硕士及以上")),
        must("法学学历", "word", "", YES_NO),
        may("法律职业资格证号", "text", "number"),
        must("辅助人员", "word", "", YES_NO),
    ),
)
CERTIFICATES = Sheet(
    "certificates.xlsx",
    "执法证件台账",
    "One row per certificate; about 4% are over or not yet issued.",
    (
        must("证件序号", "text", "unique; Z…"),
        must("人员序号", "text", "officers.xlsx"),
        must("证件种类", "word", "", ("国家统一行政执法证",)),
        must("申领日期", "date", "applied for on"),
        may("公共法律知识成绩", "int", "of 100"),
        may("专业法律知识成绩", "int", "of 100"),
        may("证件编号", "text", "number, unique"),
        may("发证机关", "text", "issued by"),
        may("执法种类", "words", "what it covers"),
        may("执法区域", "text", "where"),
        may("发证日期", "date", "issued on"),
        may("有效期至", "date", "last good day"),
        may("终止日期", "date", "ended on"),
        may("终止方式", "word", "", ("注销", "收回")),
    ),
)
TEAMS = Sheet(
    "teams.xlsx",
    "乡镇综合执法队名册",
    "One team for each township, and two former ones that were closed.",
    (
        must("执法队序号", "text", "unique; Q…"),
        must("单位编码", "code", "the township"),
        must("名称", "text", "name"),
        must("乡镇（街道）编码", "code", "the township"),
        must("核定编制", "int", "posts approved"),
        must("编制类别", "word", "", ("事业编制", "行政、事业编制")),
        must("设立文号", "text", "founded by"),
        must("挂牌日期", "date", "opened on"),
        may("撤销日期", "date", "closed on"),
        must("执法车辆", "int", "vehicles"),
        must("执法记录仪", "int", "body cameras"),
        must("有询问室", "word", "", YES_NO),
    ),
)
SHEETS = (BODIES, OFFICERS, CERTIFICATES, TEAMS)


@dataclass(frozen=True)
class Team:
    """A township's team: how many posts it has, how many of them are at work, who else is there."""

    town: UnitRow
    posts: int
    on_duty: int
    opened: date
    rng: Random


def teams_of(city: City) -> list[Team]:
    """The posts by the weight of the towns; a post less at work here and there."""
    towns = city.of_kind("town")
    posts = apportion(POSTS, [city.weights[town.code] for town in towns], least=5)
    idle = apportion(POSTS - ON_DUTY, [place % 3 for place in range(len(towns))])
    since = city.plan.opened_on - timedelta(400)
    return [
        Team(town, amount, amount - fewer, since + timedelta(place % 90), city.plan.chance("team", town.code))
        for place, (town, amount, fewer) in enumerate(zip(towns, posts, idle, strict=True))
    ]


def bodies(city: City) -> Iterator[Row]:
    announced = city.plan.opened_on - timedelta(535)
    departments = [row for row in city.of_kind("department") if row.sector == "行政执法"]
    for order, unit in enumerate([*departments, *city.of_kind("town")], start=1):
        is_town = unit.kind == "town"
        yield {
            "主体序号": f"B{order:04d}",
            "单位编码": unit.code,
            "主体名称": f"{unit.name}{'办事处' if unit.name.endswith('街道') else '人民政府'}" if is_town else unit.name,
            "统一社会信用代码": organ_code(unit.code),
            "层级": "乡级" if is_town else "市级",
            "权力来源": "乡镇（街道）承接" if is_town else "法定行政机关",
            "公告文号": f"莲政公〔{announced.year}〕7号",
            "公告日期": announced,
            "垂直管理": "否",
            "有效期起": announced,
        }


def teams(city: City) -> Iterator[Row]:
    made = teams_of(city)
    for order, team in enumerate(made, start=1):
        yield team_row(team, f"Q{order:03d}", f"{team.town.name}综合行政执法大队", team.posts, team.opened)
    for order, team in enumerate(made[:2], start=len(made) + 1):
        former = team_row(team, f"Q{order:03d}", f"{team.town.name}城管中队", 4, team.opened - timedelta(1200))
        yield former | {"撤销日期": team.opened - timedelta(1)}


def team_row(team: Team, key: str, name: str, posts: int, opened: date) -> Row:
    return {
        "执法队序号": key,
        "单位编码": team.town.code,
        "名称": name,
        "乡镇（街道）编码": team.town.code,
        "核定编制": posts,
        "编制类别": "行政、事业编制" if posts > 10 else "事业编制",
        "设立文号": f"莲编〔{opened.year}〕{opened.month}号",
        "挂牌日期": opened,
        "执法车辆": 1 + posts // 8,
        "执法记录仪": posts,
        "有询问室": "是" if posts > 6 else "否",
    }


def officers(city: City) -> Iterator[Row]:
    serial = 0
    for team in teams_of(city):
        for service, is_auxiliary in served(team):
            serial += 1
            yield officer(team, serial, service, is_auxiliary)


def served(team: Team) -> Iterator[tuple[str, bool]]:
    """The posts at work, those that are filled by somebody who is not, one who left, and helpers without a post."""
    yield from (("在编在岗", False) for _ in range(team.on_duty))
    yield from ((service, False) for service in team.rng.choices(IDLE, (3, 2, 5), k=team.posts - team.on_duty) if service)
    if team.rng.random() < 0.2:
        yield "离岗", False
    yield from (("在编在岗", True) for _ in range(team.rng.randint(0, 2)))


def officer(team: Team, serial: int, service: str, is_auxiliary: bool) -> Row:
    rng, sex = team.rng, team.rng.choice(SEXES)
    education = rng.choices(("大专", "本科", "硕士及以上"), (40, 55, 5))[0]
    is_lawyer = not is_auxiliary and rng.random() < 0.04
    return {
        "人员序号": f"E{serial:05d}",
        "单位编码": team.town.code,
        "姓名": person_name(rng, sex),
        "公民身份号码": citizen_number(home_division(team.town), born_between(rng, 1966, 1998), serial, sex),
        "在岗情况": service,
        "在岗情况自": team.opened + timedelta(rng.randint(0, 300)),
        "人员身份": "劳务派遣" if is_auxiliary else rng.choices(("公务员", "事业编制"), (30, 70))[0],
        "学历": education,
        "法学学历": "是" if education != "大专" and rng.random() < 0.3 else "否",
        "法律职业资格证号": f"A2020990100{serial:04d}" if is_lawyer else None,
        "辅助人员": "是" if is_auxiliary else "否",
    }


def certificates(city: City) -> Iterator[Row]:
    """Of those at work, nearly all; here and there one that is over, or was never issued."""
    rng, serial = city.plan.chance("certificates"), 0
    for row in officers(city):
        if row["辅助人员"] == "是" or row["在岗情况"] != "在编在岗" or rng.random() < 0.02:
            continue
        serial += 1
        yield certificate(city, rng, row, serial)


def certificate(city: City, rng: Random, row: Row, serial: int) -> Row:
    applied = row["在岗情况自"] + timedelta(rng.randint(5, 40))
    told: Row = {
        "证件序号": f"Z{serial:05d}",
        "人员序号": row["人员序号"],
        "证件种类": "国家统一行政执法证",
        "申领日期": applied,
        "公共法律知识成绩": rng.randint(62, 98),
        "专业法律知识成绩": rng.randint(60, 97),
    }
    if rng.random() < 0.015:
        return told
    issued = applied + timedelta(rng.randint(20, 60))
    told |= {
        "证件编号": f"9901{serial:08d}",
        "发证机关": ISSUER,
        "执法种类": POWERS,
        "执法区域": city.above(city.by_code[row["单位编码"]], "county").name,
        "发证日期": issued,
        "有效期至": issued.replace(year=issued.year + 5, day=min(issued.day, 28)),
    }
    if rng.random() < 0.02:
        ended = issued + timedelta(rng.randint(60, 200))
        told |= {"终止日期": ended, "终止方式": rng.choice(("注销", "收回"))}
    return told
