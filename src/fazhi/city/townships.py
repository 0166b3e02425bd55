"""What townships took up from two departments, and the teams that use it: their own body, their own officers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from fazhi.city import enforcement, powers
from fazhi.city.people import Row
from fazhi.city.powers import MATTERS, Force
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import City

GRANTED = ("城市管理和综合执法局", "农业农村局")
IDLE_EACH = 6  # one township in so many has not used its powers yet

GRANTS = Sheet(
    "power-grants.xlsx",
    "乡镇赋权台账",
    "What townships took up from two departments; two were taken back, one was found not able.",
    (
        must("赋权序号", "text", "unique; F…"),
        must("单位编码", "code", "the county's bureau"),
        must("乡镇（街道）编码", "code", "township"),
        must("赋权方式", "word", "", ("承接（以乡镇名义）",)),
        must("原实施部门序号", "text", "bodies.xlsx"),
        must("拟赋权日期", "date", "on"),
        must("赋权事项编码", "text", "power-items.xlsx"),
        must("承接评估", "text", "one a line: day, outcome, report"),
        may("决定文号", "text", "of the province"),
        may("决定公布日期", "date", "published on"),
        may("县级清单文号", "text", "of the county"),
        may("施行日期", "date", "in force from"),
        may("收回文号", "text", "for 已收回"),
        may("收回日期", "date", "for 已收回"),
        may("未结案件移交清单", "text", "for 已收回"),
        may("办结日期", "date", "for 不予赋权"),
        must("状态", "word", "", ("施行中", "已收回", "不予赋权")),
    ),
)


@dataclass(frozen=True)
class Squad(Force):
    """A township that decides in its own name: two of its team handle cases, the department it took them from reviews."""

    team: tuple[str, str]

    def officer(self, seat: int) -> str:
        return self.team[seat] if seat < 2 else super().officer(seat)


def squads(city: City) -> dict[str, list[Squad]]:
    """Department → the townships that hold its powers and have two officers certified since before the year."""
    held, able = powers.forces(city), _certified(city)
    bodies = {str(row["单位编码"]): str(row["主体序号"]) for row in enforcement.bodies(city)}
    names = {force.body: name for name, force in held.items()}
    found: dict[str, list[Squad]] = {name: [] for name in GRANTED}
    for order, row in enumerate(grants(city), start=1):
        town, name = str(row["乡镇（街道）编码"]), names[str(row["原实施部门序号"])]
        team = able.get(town, [])
        if row["状态"] == "施行中" and order % IDLE_EACH and len(team) > 1:
            found[name].append(Squad(city.by_code[town], bodies[town], held[name].place, (team[0], team[1])))
    return found


def _certified(city: City) -> dict[str, list[str]]:
    """Township → the keys of its officers whose certificates were good on the first day of the year and are still."""
    first = city.plan.this_year.first
    good = {
        row["人员序号"]
        for row in enforcement.certificates(city)
        if "终止日期" not in row and isinstance(row.get("发证日期"), date) and row["发证日期"] < first
    }
    found: dict[str, list[str]] = {}
    for row in enforcement.officers(city):
        if row["人员序号"] in good:
            found.setdefault(str(row["单位编码"]), []).append(str(row["人员序号"]))
    return found


def grants(city: City) -> Iterator[Row]:
    """A small city shows a dozen; the others have theirs outside the platform yet."""
    held, towns = powers.forces(city), city.of_kind("town")
    for order, town in enumerate(towns if city.plan.divisor == 1 else towns[::6], start=1):
        name = GRANTED[order % 2]
        codes = [powers.item_code(place) for place, matter in enumerate(MATTERS, start=1) if matter.department == name]
        listed = city.plan.opened_on + timedelta(20 + order % 40)
        is_able = order % 37 != 11
        row: Row = {
            "赋权序号": f"F{order:04d}",
            "单位编码": city.body(city.above(town, "county"), "bureau").code,
            "乡镇（街道）编码": town.code,
            "赋权方式": "承接（以乡镇名义）",
            "原实施部门序号": held[name].body,
            "拟赋权日期": listed,
            "赋权事项编码": "、".join(codes),
            "承接评估": assessed(city, order, listed + timedelta(20), is_able),
        }
        if not is_able:
            yield row | {"办结日期": listed + timedelta(30), "状态": "不予赋权"}
            continue
        row |= {
            "决定文号": f"湖莲政发〔{listed.year}〕9号",
            "决定公布日期": listed + timedelta(40),
            "县级清单文号": f"{city.above(town, 'county').short_name}政发〔{listed.year}〕{order}号",
            "施行日期": listed + timedelta(60),
            "状态": "施行中",
        }
        if order % 35 == 9:
            row |= {"收回文号": f"湖莲政发〔{listed.year + 1}〕3号", "收回日期": listed + timedelta(420)}
            row |= {"未结案件移交清单": "没有未结案件", "状态": "已收回"}
        yield row


def assessed(city: City, order: int, first: date, is_able: bool) -> str:
    """Before the powers are taken up, and every year after; a few are late."""
    told = [f"{first} {'能够有效承接' if is_able else '不能有效承接'} 编制、持证人员和办案场所逐项核对"]
    again = first + timedelta(380)
    if is_able and again <= city.plan.as_of and order % 23 != 4:
        told.append(f"{again} 能够有效承接 抽查案卷和执法记录，能够规范办理")
    return "\n".join(told)
