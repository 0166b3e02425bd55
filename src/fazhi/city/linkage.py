"""联动: what “1+3+N” and “七联” are here, and which offices of police and justice are open."""

from collections.abc import Iterator
from datetime import date

from fazhi.city.people import Row
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import City, UnitRow
from fazhi.services.mediation.schemes import EXAMPLE, SCHEMES

SCHEME_FROM = date(2021, 7, 1)
MECHANISM = "警司联动"
ORGANS = "公安机关、司法行政机关"

LINK_SCHEMES = Sheet(
    "link-schemes.xlsx",
    "联动体系登记表",
    "What the names of the linked mechanisms mean in this city; one row each.",
    (
        must("体系名称", "text", "name, unique"),
        must("登记单位编码", "code", "who keeps it"),
        may("体系含义", "text", "meaning"),
        may("文件依据", "text", "document it rests on"),
        must("施行日期", "date", "in force from"),
        may("停用日期", "date", "in force until (excluded)"),
        must("体系项目", "text", "items as 组别：名称, joined by ；"),
    ),
)
JOINT_OFFICES = Sheet(
    "joint-offices.xlsx",
    "联动办公室名册",
    "Offices of police and justice, one at the city and in each county; one trial office that was closed, and one of another mechanism, do not count.",
    (
        must("联动办名称", "text", "name, unique"),
        must("所在单位编码", "code", "the office, or the region it serves"),
        must("联动机制", "text", "which mechanism"),
        may("共建单位", "text", "organs that keep it together"),
        may("办公地址", "text", "seat"),
        must("挂牌日期", "date", "opened on"),
        may("撤销日期", "date", "closed on"),
    ),
)


def schemes(city: City) -> Iterator[Row]:
    top = city.of_kind("city")[0]
    for name, items in SCHEMES.items():
        told = "；".join(f"{group}：{item}" if group else item for group, item in items)
        yield {"体系名称": name, "登记单位编码": top.code, "体系含义": EXAMPLE, "施行日期": SCHEME_FROM, "体系项目": told}


def offices(city: City) -> Iterator[Row]:
    units = [row for row in city.of_kind("other") if row.sector == MECHANISM]
    for order, unit in enumerate(units):
        yield office(city, unit, unit.name, date(2021, 10 + order % 3, 8 + order))
    first = units[0]
    yield office(city, first, f"{city.by_code[first.parent_code].name}{MECHANISM}试点办公室", date(2020, 5, 6)) | {
        "撤销日期": date(2021, 10, 8)
    }
    yield office(city, units[-1], "诉调对接试点办公室", date(2022, 3, 1)) | {
        "联动机制": "诉调对接",
        "共建单位": "人民法院、司法行政机关",
    }


def office(city: City, unit: UnitRow, name: str, opened: date) -> Row:
    return {
        "联动办名称": name,
        "所在单位编码": unit.code,
        "联动机制": MECHANISM,
        "共建单位": ORGANS,
        "办公地址": f"{city.by_code[unit.parent_code].name}公共法律服务中心",
        "挂牌日期": opened,
    }
