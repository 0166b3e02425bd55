"""Joint meetings of the linked mechanisms: what was talked about, who came, what each was to do and whether it was done."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from fazhi.city.casework import Office
from fazhi.city.linkage import MECHANISM
from fazhi.city.people import Row
from fazhi.city.sheets import Sheet, may, must
from fazhi.city.tree import UnitRow
from fazhi.services.mediation.schemes import SCHEMES

MEETINGS_A_YEAR = 72

MEETINGS = Sheet(
    "joint-meetings.xlsx",
    "联席会议台账",
    "Meetings of the linked mechanisms of the city and the counties: what was on the agenda, who came, what each was to do by when.",
    (
        must("会议序号", "text", "unique; LX…"),
        must("单位编码", "code", "bureau"),
        must("会议名称", "text", "name"),
        must("登记日期", "date", "on"),
        must("召开日期", "date", "on"),
        must("地点", "text", "where"),
        must("主持人", "text", "office held"),
        must("联动体系", "text", "link-schemes.xlsx"),
        must("体系项目", "text", "组别：名称"),
        may("其他参加单位", "text", "organs that are no units here"),
        must("议题", "text", "one a line: 调解台账序号｜议题｜研究意见"),
        must("参加单位", "text", "one a line: 单位编码｜参会人｜没有到会"),
        must("议定事项", "text", "one a line, with unit, day, report and confirmation; a few are late or still open"),
        may("纪要印发日期", "date", "on"),
        may("办结日期", "date", "on"),
        must("状态", "word", "", ("待印发纪要", "落实中", "已办结")),
    ),
)


def meetings(office: Office, disputes: Sequence[Row]) -> Iterator[Row]:
    """Each of this year's takes up one or two quarrels of its place, and gives somebody something to do."""
    plan, city = office.plan, office.city
    rng = plan.chance("meetings")
    scheme, items = next(iter(SCHEMES.items()))
    regions = [*city.of_kind("city"), *city.of_kind("county")]
    days = sorted(plan.this_year.drawn(rng, max(5, plan.yearly(plan.this_year, MEETINGS_A_YEAR))))
    for order, day in enumerate(days, start=1):
        region, (group, item) = rng.choice(regions), rng.choice(list(items))
        known = [row for row in disputes if str(row["发生地编码"]).startswith(stem(region)) and _is_taken_up(row, day)]
        yield meeting(office, order, region, day, rng.sample(known, min(2, len(known)))) | {
            "联动体系": scheme,
            "体系项目": f"{group}：{item}" if group else item,
        }


def stem(region: UnitRow) -> str:
    """With what the codes of all places in a city or a county begin."""
    return region.code[: 4 if region.kind == "city" else 6]


def _is_taken_up(row: Row, day: date) -> bool:
    """A dispute that may be talked about: applied for in the two months before."""
    opened = row["申请日期"]
    return isinstance(opened, date) and opened < day <= opened + timedelta(60)


def meeting(office: Office, order: int, region: UnitRow, day: date, cases: Sequence[Row]) -> Row:
    """One of them, with what came of it up to today."""
    city, as_of = office.city, office.plan.as_of
    bureau, issued, due = city.body(region, "bureau"), day + timedelta(3), day + timedelta(30)
    stations = [row for row in city.of_kind("police") if row.parent_code.startswith(stem(region))][:2]
    matters = [f"{row['台账序号']}｜｜由属地先行稳控，促成当面调解" for row in cases] or [
        "｜近期警情中反复出现的纠纷｜逐件明确牵头单位"
    ]
    tasks = [(bureau, "派员参加调解，两周内拿出调解方案"), *((row, "核查警情，落实上门走访") for row in stations)]
    told, is_done = [], issued <= as_of
    for n, (unit, content) in enumerate(tasks):
        reported = due + timedelta(3 if (order + n) % 11 == 5 else -4)
        left_open = (order + n) % 13 == 7 or reported > as_of
        is_done = is_done and not left_open and reported + timedelta(2) <= as_of
        tail = f"｜｜{reported}｜已经办理，情况稳定" if not left_open else ""
        tail += f"｜{reported + timedelta(2)}" if tail and reported + timedelta(2) <= as_of else ""
        told.append(f"{content}｜{unit.code}｜{due}{tail}")
    closed = due + timedelta(6) if is_done and due + timedelta(6) <= as_of else None
    return {
        "会议序号": f"LX{order:03d}",
        "单位编码": bureau.code,
        "会议名称": f"{region.name}{MECHANISM}第{order}次联席会议",
        "登记日期": day,
        "召开日期": day,
        "地点": "公共法律服务中心会议室",
        "主持人": f"{bureau.name}负责人",
        "其他参加单位": "信访局",
        "议题": "\n".join(matters),
        "参加单位": "\n".join(row.code for row in (bureau, *stations)),
        "议定事项": "\n".join(told),
        "纪要印发日期": issued if issued <= as_of else None,
        "办结日期": closed,
        "状态": "待印发纪要" if issued > as_of else "已办结" if closed else "落实中",
    }
