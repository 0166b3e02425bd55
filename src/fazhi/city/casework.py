"""Writes out one case: who applied, how it was mediated, how it ended, what was checked afterwards."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from fazhi.city import stories
from fazhi.city import words as w
from fazhi.city.agreements import agreement, confirmation, kept, terms_of
from fazhi.city.docket import Case
from fazhi.city.parties import Residents, masked, sides, written
from fazhi.city.people import Cast, Row
from fazhi.city.stories import STORIES, Plot
from fazhi.city.timing import Course, course, sessions
from fazhi.city.tree import City, UnitRow
from fazhi.city.windows import Plan

SOURCES = (47, 36, 4, 0.3, 8, 2.5, 2.2)
LINKED = {"公安机关委托移送": "警司联动", "法院委托移送": "诉调对接", "信访部门委托移送": "访调对接"}
ENDINGS = {
    "failed": ("调解不成", stories.FAILURES),
    "withdrawn": ("撤回", stories.WITHDRAWALS),
    "gave up": ("一方拒绝", ("一方中途明确拒绝继续调解",)),
    "transferred": ("移送", stories.TRANSFERS),
    "doubled": ("撤回", ("重复登记，撤回本条",)),
    "rejected": ("不予受理", stories.REJECTIONS),
    "refused": ("一方拒绝", stories.REFUSALS),
    "taken back": ("撤回", ("申请人自行撤回申请",)),
}
TOLD = {"调解不成", "一方拒绝", "不予受理"}


@dataclass
class Office:
    """All that writing a case needs to look up."""

    city: City
    cast: Cast
    residents: Residents
    files: Counter[tuple[int, str]] = field(default_factory=Counter)

    @property
    def plan(self) -> Plan:
        return self.city.plan


@dataclass(frozen=True)
class Matter:
    """What the rows of one dispute have in common: the quarrel, its sides, how many people it concerns."""

    plot: Plot
    sides: list[Row]
    people: int


def matter(office: Office, rng: Random, case: Case) -> Matter:
    plot = rng.choice(STORIES[case.kind].plots)
    people = people_in(rng, case)
    return Matter(plot, sides(office.residents, rng, case.kind, plot, case.village, case.applied, people), people)


def written_out(office: Office, rng: Random, case: Case, of: Matter) -> Row:
    row = opening(office, rng, case, of)
    if case.accepted:
        row |= mediated(office, rng, case, of)
    elif case.fate != "waiting":
        row |= turned_away(rng, case, office.plan.as_of)
    row |= graded(rng, case, row)
    row |= clerk(office, row, case)
    return row | entered(rng, row, office.plan.as_of)


def people_in(rng: Random, case: Case) -> int:
    if case.kind == "10" and rng.random() < 0.12:
        return rng.randint(10, 46)
    return rng.choices((2, 3, 4, 5, 6, 12), (74, 12, 7, 4, 2, 0 if case.oral else 1))[0]


# --- application --------------------------------------------------------------------------------------------------------------


def opening(office: Office, rng: Random, case: Case, of: Matter) -> Row:
    made = of.sides
    label = w.DISPUTE_KINDS[case.kind]
    consent = {"refused": "拒绝", "waiting": "未联系上", "rejected": "未联系上"}.get(case.fate, "同意")
    return (
        {
            "调委会编码": case.committee.code,
            "纠纷名称": f"{masked(made[0])}与{masked(made[1])}{label}",
            "纠纷类型": label,
            "申请日期": case.applied,
            "受理日期": case.accepted,
            "发生地编码": case.village.code,
            "发生日期": case.applied - timedelta(rng.choices((0, 1, 3, 10, 40, 150), (30, 22, 18, 15, 10, 5))[0]),
            "涉及人数": max(of.people, len(made)),
            "诉求金额": claimed(rng, case),
        }
        | told(rng, of.plot)
        | came_from(office, rng, case)
        | written(made, ["同意", consent, consent])
    )


def told(rng: Random, plot: Plot) -> Row:
    slots = {
        "trifle": rng.choice(stories.TRIFLES),
        "home": rng.choice(stories.AT_HOME),
        "noise": rng.choice(stories.NOISES),
        "place": rng.choice(stories.PLACES),
        "months": rng.randint(2, 14),
        "month": rng.choice(("这个", "上个")),
        "times": rng.randint(2, 12),
        "year": rng.randint(2, 9),
    }
    return {"纠纷简要情况": plot.fact.format(**slots), "诉求": plot.demand}


def claimed(rng: Random, case: Case) -> int | None:
    if case.amount:
        return round(case.amount * rng.uniform(1.0, 2.2) / 100) * 100
    story = STORIES[case.kind]
    has_claim = not case.agreed and rng.random() < story.money
    return max(100, round(story.median * rng.lognormvariate(0, 0.8) / 100) * 100) if has_claim else None


def came_from(office: Office, rng: Random, case: Case) -> Row:
    source = "法院委托移送" if case.committee.sector == "诉调对接" else rng.choices(w.SOURCES, SOURCES)[0]
    if source == "主动调解":
        return {"来源": source}
    form = {"来源": source, "申请方式": rng.choices(w.APPLY_FORMS, (58, 42))[0]}
    return form if source == "依申请" else form | handed_over(office.city, rng, case, source)


def handed_over(city: City, rng: Random, case: Case, source: str) -> Row:
    day = case.applied - timedelta(rng.randint(0, 1))
    sender = sender_of(city, rng, case.village, source)
    number = f"{sender.code[:6]}{day:%y%m%d}{rng.randint(1, 9999):04d}"
    label = LINKED.get(source)
    return {"移送单位编码": sender.code, "对方单号": number, "移送日期": day} | ({"机制标签": label} if label else {})


def sender_of(city: City, rng: Random, village: UnitRow, source: str) -> UnitRow:
    town = city.above(village, "town")
    county = city.by_code[town.parent_code]
    match source:
        case "公安机关委托移送":
            return city.body(town, "police")
        case "法院委托移送":
            return city.body(county, "court")
        case "信访部门委托移送":
            return city.body(county, "petition")
        case "检察院委托移送":
            return city.body(county, "other", "检察")
    return rng.choice(city.of_kind("department"))


# --- mediation and its end ----------------------------------------------------------------------------------------------------


def mediated(office: Office, rng: Random, case: Case, of: Matter) -> Row:
    way = course(rng, case)
    done = heard(office, rng, case, way) | concluded(rng, case, way)
    if case.agreed:
        done |= agreement(rng, case, of.plot, of.sides, way.ended, office.plan.as_of)
        court = office.city.body(office.city.above(case.village, "county"), "court")
        done |= confirmation(rng, case, done, court.code, office.city.by_code[court.parent_code].short_name, office.plan.as_of)
    done |= visited(rng, case, done, office.plan.as_of)
    return done | closed(office, rng, case, done)


def heard(office: Office, rng: Random, case: Case, way: Course) -> Row:
    days = sessions(rng, case, way)
    chair, second = chosen(office, rng, case)
    done: Row = {
        "权利告知日期": case.accepted,
        "调解员": chair["姓名"],
        "调解员编号": chair["调解员编号"],
        "产生方式": rng.choices(w.CHOSEN_BY, (35, 65))[0],
        "参与调解员编号": second["调解员编号"] if second else None,
        "公开方式": "不公开" if case.kind == "01" or rng.random() < 0.3 else "公开",
        "调解方式": rng.choices(w.PLACES, (52, 26, 17, 5))[0],
        "调解次数": len(days),
    } | way.marks
    for n, day in enumerate(days[:3], start=1):
        suffix = "" if n == 1 else str(n)
        done |= {
            f"调解日期{suffix}": day,
            f"调解地点{suffix}": place(rng, case, done["调解方式"]),
            f"调解记录{suffix}": talk(rng, case, n == len(days)),
        }
    return done


def chosen(office: Office, rng: Random, case: Case) -> tuple[Row, Row | None]:
    """Two or three members of a committee do most of its work."""
    members = office.cast.by_committee[case.committee.code]
    chair = rng.choices(members, [1 / (n + 1) ** 1.6 for n in range(len(members))])[0]
    others = [row for row in members if row is not chair]
    return chair, rng.choice(others) if others and rng.random() < 0.28 else None


def place(rng: Random, case: Case, way: str) -> str:
    if way == "线上":
        return "在线视频调解室"
    if way == "调解室":
        return f"{case.committee.short_name}调解室"
    return case.village.name + ("纠纷现场" if way == "现场" else "当事人家中")


def talk(rng: Random, case: Case, is_last: bool) -> str:
    if is_last and case.agreed:
        return rng.choice(stories.SPOKEN_TALK if case.oral else stories.SETTLED_TALK)
    return rng.choice(stories.TALK).format(
        law=stories.LAW_WORDS.get(case.kind, "有关法律规定"), evidence=rng.choice(stories.EVIDENCE)
    )


def concluded(rng: Random, case: Case, way: Course) -> Row:
    if case.agreed:
        return {"办理结果": "口头协议" if case.oral else "书面协议", "结果日期": way.ended}
    result, reasons = ENDINGS[case.fate]
    done: Row = {
        "办理结果": result,
        "结果日期": way.ended,
        "终止原因": rng.choice(reasons),
        "已告知其他途径": "是" if result in TOLD else None,
    }
    return done | ({"备注": "重复登记"} if case.fate == "doubled" else {})


def turned_away(rng: Random, case: Case, as_of: date) -> Row:
    result, reasons = ENDINGS[case.fate]
    day = min(as_of, case.applied + timedelta(rng.randint(0, 2)))
    why = "不予受理原因" if result == "不予受理" else "终止原因"
    return {
        "办理结果": result,
        "结果日期": day,
        why: rng.choice(reasons),
        "已告知其他途径": "是" if result in TOLD else None,
        "办结日期": day,
    }


# --- afterwards ---------------------------------------------------------------------------------------------------------------


def visited(rng: Random, case: Case, row: Row, as_of: date) -> Row:
    share = {"agreed": 0.92, "failed": 0.5}.get(case.fate, 0)
    day = row["结果日期"] + timedelta(rng.randint(15, 30))
    if rng.random() > share or day > min(as_of, case.by):
        return {}
    is_reached = rng.random() < 0.962
    visit: Row = {
        "回访日期": day,
        "回访方式": rng.choices(w.VISIT_METHODS, (70, 22, 3, 5))[0],
        "回访联系上": "是" if is_reached else "否",
    }
    if not is_reached:
        return visit
    rating = rng.choices(w.RATINGS, (52, 36, 7, 1.4, 0.3, 3.3) if case.agreed else (20, 38, 25, 8, 2, 7))[0]
    visit |= {"满意度": rating, "新隐患": "是" if rng.random() < 0.006 else "否"}
    return visit | ({"回访履行情况": kept(terms_of(row), day)} if case.agreed else {})


def closed(office: Office, rng: Random, case: Case, row: Row) -> Row:
    """Open while something is due or the court decides; a broken agreement is closed by the next committee's case."""
    as_of = office.plan.as_of
    is_pending = row.get("司法确认申请日期") and not row.get("确认日期")
    is_due = any(not term["履行日期"] and term["履行期限"] >= as_of for term in terms_of(row))
    marks = [row[name] for name in ("结果日期", "生效日期", "回访日期", "确认日期") if row.get(name)]
    marks += [term["履行日期"] for term in terms_of(row) if term["履行日期"]]
    day = case.by if case.fate == "broken" else max(marks) + timedelta(rest(rng, case, row))
    if is_pending or is_due or day > as_of:
        return {}
    return {"办结日期": day} | filed(office, rng, case, day)


def rest(rng: Random, case: Case, row: Row) -> int:
    return rng.randint(0, 5) if row.get("回访日期") or not case.agreed else rng.randint(18, 32)


def filed(office: Office, rng: Random, case: Case, closed_on: date) -> Row:
    day = closed_on + timedelta(rng.randint(1, 26))
    if day > office.plan.as_of or case.fate == "doubled" or rng.random() < 0.03:
        return {}
    key = (day.year, case.committee.short_name)
    office.files[key] += 1
    return {"归档日期": day, "卷号": f"{key[0]}-{key[1]}-{office.files[key]:04d}"}


def graded(rng: Random, case: Case, row: Row) -> Row:
    """The difficulty with the rule that fired; the strictest first."""
    people, amount, held = int(row["涉及人数"]), case.amount, int(row.get("调解次数") or 0)
    rules = (
        (people >= 30, "重大", "涉及三十人以上"),
        (amount >= 500_000, "重大", "协议金额五十万元以上"),
        (people >= 10, "疑难复杂", "涉及十人以上"),
        (amount >= 100_000, "疑难复杂", "协议金额十万元以上"),
        (bool(row.get("中止日期")), "疑难复杂", "需要鉴定"),
        (held >= 3, "疑难复杂", "调解三次以上"),
        (case.step in (1, 2), "疑难复杂", "下级调解未成"),
        (case.oral, "简易", "当场达成口头协议"),
        (True, "一般", "不具备其他情形"),
    )
    difficulty, why = next((level, why) for holds, level, why in rules if holds)
    hard = difficulty in ("重大", "疑难复杂")
    risk = rng.choices(w.RISKS, (3, 12, 30, 55) if hard else (0.2, 2, 12, 86))[0]
    return {"难易程度": difficulty, "命中规则": why, "风险等级": risk}


def clerk(office: Office, row: Row, case: Case) -> Row:
    if row.get("调解员"):
        return {"经办人": row["调解员"], "经办人编号": row["调解员编号"]}
    first = office.cast.by_committee[case.committee.code][0]
    return {"经办人": first["姓名"], "经办人编号": first["调解员编号"]}


def entered(rng: Random, row: Row, as_of: date) -> Row:
    mode = rng.choices(w.ENTRY_MODES, (86, 8, 6))[0]
    day = row["申请日期"] + timedelta({"在线": 0, "离线同步": rng.randint(0, 3), "纸质补录": rng.randint(8, 26)}[mode])
    return {"录入方式": "在线", "录入日期": row["申请日期"]} if day > as_of else {"录入方式": mode, "录入日期": day}
