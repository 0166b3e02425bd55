"""排查: quarrels found by going round; some become disputes of the committee's own motion, most are settled on the spot."""

from collections.abc import Iterable, Iterator
from datetime import timedelta
from random import Random

from fazhi.city import words as w
from fazhi.city.casework import Office, told
from fazhi.city.docket import drawn_kind, drawn_village
from fazhi.city.people import Row
from fazhi.city.stories import STORIES
from fazhi.city.windows import LEADS_A_YEAR, Year

BECAME_SHARE = 0.78


def leads(office: Office, disputes: Iterable[Row]) -> list[Row]:
    """Both years, numbered in the order of their days."""
    found = [row for year in office.plan.years for row in seen(office, year)]
    found += [row for dispute in disputes for row in behind(office, dispute)]
    found = list(
        {(row["调委会编码"], row["发现日期"], row["简况"]): row for row in found}.values()
    )  # nobody notes one quarrel twice
    found.sort(key=lambda row: (row["发现日期"], row["发生地编码"], row["简况"]))
    return [{"排查序号": f"P-{row['发现日期'].year}-{order:06d}", **row} for order, row in enumerate(found, start=1)]


def behind(office: Office, dispute: Row) -> Iterator[Row]:
    """The lead that a dispute of the committee's own motion came from."""
    rng = office.plan.chance("lead", str(dispute["台账序号"]))
    if dispute["来源"] != "主动调解" or dispute["首案引用"] or rng.random() > BECAME_SHARE:
        return
    day = dispute["申请日期"]
    yield {
        "调委会编码": dispute["调委会编码"],
        "发现日期": day,
        "发现来源": finder(rng),
        "发生地编码": dispute["发生地编码"],
        "纠纷类型": dispute["纠纷类型"],
        "简况": dispute["纠纷简要情况"],
        "风险等级": dispute["风险等级"],
        "处置方式": "转调解",
        "处置日期": day,
        "转调解台账序号": dispute["台账序号"],
        "排查人": dispute["经办人"],
        "排查人编号": dispute["经办人编号"],
        "录入方式": "在线",
        "录入日期": day,
    }


def seen(office: Office, year: Year) -> Iterator[Row]:
    rng = office.plan.chance("leads", year.first.year)
    towns = office.city.of_kind("town")
    busy = [office.city.weights[town.code] for town in towns]
    for day in year.drawn(rng, office.plan.yearly(year, LEADS_A_YEAR)):
        village = drawn_village(office.city, rng, rng.choices(towns, busy)[0], day)
        committee = office.city.body(village, "committee")
        found_by = office.cast.by_committee[committee.code][0]
        disposal = rng.choices(w.LEAD_DISPOSALS, (60, 0, 6, 2, 32))[0]
        settled = min(office.plan.as_of, day + timedelta(rng.randint(0, 2)))
        yield {
            "调委会编码": committee.code,
            "发现日期": day,
            "发现来源": finder(rng),
            "发生地编码": village.code,
            **brief(rng, drawn_kind(rng, village)),
            "风险等级": rng.choices(w.RISKS, (8, 20, 30, 42) if disposal == "移送公安" else (0.3, 2, 14, 84))[0],
            "处置方式": disposal,
            "处置日期": settled,
            "排查人": found_by["姓名"],
            "排查人编号": found_by["调解员编号"],
            "录入方式": rng.choices(w.ENTRY_MODES[:2], (9, 1))[0],
            "录入日期": settled,
        }


def brief(rng: Random, kind: str) -> Row:
    return {"纠纷类型": w.DISPUTE_KINDS[kind], "简况": told(rng, rng.choice(STORIES[kind].plots))["纠纷简要情况"]}


def finder(rng: Random) -> str:
    return rng.choices(w.LEAD_FINDERS, (34, 24, 12, 6, 5, 2, 13, 3, 1))[0]
