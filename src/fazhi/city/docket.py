"""Which disputes there were: one Case for each ledger row, with place, day, kind, outcome and amount dealt out exactly."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from fazhi.city import atlas
from fazhi.city.shares import apportion, dealt
from fazhi.city.stories import STORIES, Story
from fazhi.city.tree import City, UnitRow
from fazhi.city.windows import AGREED, AGREED_AMOUNT, DISPUTES, Plan, Year

CHAIN_SHARE = 0.026
BROKEN_SHARE = 0.0025
REFUSED_SHARE = 0.03
NOT_BEFORE = timedelta(40)
YUAN = 100
# Which kinds have a sectoral committee, and how often it takes them.
SECTOR_OF = {
    "15": ("医疗", 1),
    "16": ("道路交通", 0.55),
    "17": ("物业", 0.3),
    "11": ("劳动", 0.4),
    "10": ("劳动", 0.3),
    "05": ("商会", 0.3),
    "14": ("消费", 0.35),
    "13": ("消费", 0.5),
    "18": ("知识产权", 1),
    "01": ("婚姻家庭", 0.05),
}
CITY_SHARE = 0.12
LOST = ("failed", "withdrawn", "gave up", "transferred")


@dataclass(frozen=True)
class Case:
    """What is settled about a row before it is written out. `root` groups the rows of one dispute; accepted may be absent."""

    root: int
    step: int
    kind: str
    village: UnitRow
    committee: UnitRow
    applied: date
    accepted: date | None
    by: date
    fate: str
    oral: bool = False
    weight: float = 0.0
    amount: int = 0

    @property
    def taken_on(self) -> date:
        """The day of acceptance; of the application where it was never accepted."""
        return self.accepted or self.applied

    @property
    def agreed(self) -> bool:
        return self.fate in ("agreed", "broken")


def docket(city: City, year: Year) -> list[Case]:
    """All rows of one year, roots first; the references are made when they are put in the order of their days."""
    rng = city.plan.chance("docket", year.first.year)
    roots = with_amounts(city, year, rooted(city, year, rng))
    rows = [row for case in roots for row in chained(city, year, rng, case)]
    return rows + list(refused(city, year, rng, roots)) + list(waiting(city, year, rng, roots))


# --- roots: the disputes that are counted ---------------------------------------------------------------------------------------


def totals(plan: Plan, year: Year) -> tuple[int, int, int]:
    """Disputes, of which agreed, and the sum agreed in 元."""
    pace = plan.pace(year)
    disputes = round(DISPUTES * pace)
    return disputes, round(disputes * AGREED / DISPUTES), round(AGREED_AMOUNT * pace / YUAN) * YUAN


def rooted(city: City, year: Year, rng: Random) -> list[Case]:
    disputes, agreed, _ = totals(city.plan, year)
    towns = city.of_kind("town")
    weights = [city.weights[town.code] * sway(city.plan, year, rng) for town in towns]
    placed = [towns[i] for i in dealt(rng, apportion(disputes, weights))]
    fates = fates_by_county(city, rng, placed, disputes - agreed)
    days = year.drawn(rng, disputes)
    return [
        root(city, year, rng, n, town, day, next(fates[town.parent_code]))
        for n, (town, day) in enumerate(zip(placed, days, strict=True))
    ]


def sway(plan: Plan, year: Year, rng: Random) -> float:
    return 1.0 if year.last == plan.as_of else rng.uniform(0.85, 1.15)


def fates_by_county(city: City, rng: Random, placed: list[UnitRow], failures: int) -> dict[str, Iterator[str]]:
    counties = city.of_kind("county")
    cases = [sum(town.parent_code == county.code for town in placed) for county in counties]
    failed = apportion(failures, [atlas.FAILED[county.name] for county in counties])
    decks = {}
    for county, how_many, lost in zip(counties, cases, failed, strict=True):
        lost = min(lost, how_many)
        deck = ["agreed"] * (how_many - lost) + rng.choices(LOST, (70, 14, 10, 6), k=lost)
        rng.shuffle(deck)
        decks[county.code] = iter(deck)
    return decks


def root(city: City, year: Year, rng: Random, number: int, town: UnitRow, accepted: date, fate: str) -> Case:
    applied = max(year.first, accepted - timedelta(rng.choices((0, 1, 2), (70, 22, 8))[0]))
    village = drawn_village(city, rng, town, applied)
    kind = drawn_kind(rng, village)
    committee = taken_by(city, rng, kind, village, town)
    story = STORIES[kind]
    oral = fate == "agreed" and rng.random() < story.oral
    weight = drawn_weight(rng, story, oral) if fate == "agreed" and rng.random() < story.money else 0.0
    by = min(city.plan.as_of, date(accepted.year + 1, 12, 31))
    return Case(number, 0, kind, village, committee, applied, accepted, by, fate, oral, weight)


def drawn_village(city: City, rng: Random, town: UnitRow, on: date) -> UnitRow:
    villages = [row for row in city.bodies(town, "village") if row.holds(on)]
    return rng.choices(villages, [city.weights[row.code] for row in villages])[0]


def drawn_kind(rng: Random, village: UnitRow) -> str:
    is_urban = village.name.endswith("社区")
    weights = [story.weight * (story.urban if is_urban else 1 / max(story.urban, 0.5)) for story in STORIES.values()]
    return rng.choices(list(STORIES), weights)[0]


def drawn_weight(rng: Random, story: Story, oral: bool) -> float:
    """A few disputes carry most of the money; what is settled by word of mouth is small."""
    return min(story.median, 1500) * rng.lognormvariate(-0.6, 0.5) if oral else story.median * rng.lognormvariate(0, 1.0)


def taken_by(city: City, rng: Random, kind: str, village: UnitRow, town: UnitRow) -> UnitRow:
    sector, share = SECTOR_OF.get(kind, ("", 0))
    if rng.random() < share:
        county = city.by_code[town.parent_code]
        is_city = sector not in atlas.SECTORS or rng.random() < CITY_SHARE
        return city.body(city.by_code[county.parent_code] if is_city else county, "committee", sector)
    return city.body(village if rng.random() < 0.62 else town, "committee")


def with_amounts(city: City, year: Year, roots: list[Case]) -> list[Case]:
    """The year's sum, first to the counties, then to the agreements in proportion to what was drawn for them."""
    money = [case for case in roots if case.weight]
    counties = city.of_kind("county")
    groups = [[case for case in money if case.village.code[:6] == county.code[:6]] for county in counties]
    weights = [atlas.AMOUNTS[county.name] if group else 0 for county, group in zip(counties, groups, strict=True)]
    units = apportion(totals(city.plan, year)[2] // YUAN, weights)
    amounts = {
        case.root: share * YUAN
        for group, total in zip(groups, units, strict=True)
        for case, share in zip(group, apportion(total, [case.weight for case in group], least=1), strict=True)
    }
    return [replace(case, amount=amounts.get(case.root, 0)) for case in roots]


# --- chains, refusals, double entries: what a naive count gets wrong ----------------------------------------------------------


def chained(city: City, year: Year, rng: Random, case: Case) -> list[Case]:
    """Village → town (→ court): earlier steps fail or are broken; the last one has the outcome of the dispute."""
    end = min(year.last, city.plan.as_of)
    is_village = city.by_code[case.committee.parent_code].kind == "village"
    if not is_village or case.taken_on + NOT_BEFORE > end or rng.random() > CHAIN_SHARE * 1.9:
        return [case]
    is_broken = case.fate == "agreed" and case.amount > 0 and rng.random() < BROKEN_SHARE / CHAIN_SHARE
    first = replace(case, fate="broken" if is_broken else "failed", oral=False, amount=case.amount if is_broken else 0)
    steps = [first, *later_steps(city, rng, first, replace(case, oral=False), end)]
    return [*(replace(step, by=after.applied) for step, after in zip(steps, steps[1:], strict=False)), steps[-1]]


def later_steps(city: City, rng: Random, first: Case, last: Case, end: date) -> list[Case]:
    town = city.above(last.village, "town")
    steps = [city.body(town, "committee")]
    if first.taken_on + 2 * NOT_BEFORE < end and rng.random() < 0.3:
        steps.append(city.body(city.by_code[town.parent_code], "committee", "诉调对接"))
    span = (end - first.taken_on).days // (len(steps) + 1)
    days = [first.taken_on + timedelta(min(span, 75) * n - rng.randint(0, 4)) for n in range(1, len(steps) + 1)]
    made = [
        replace(last, step=n, committee=committee, applied=day, accepted=day, fate="failed", amount=0)
        for n, (committee, day) in enumerate(zip(steps, days, strict=True), start=1)
    ]
    return [*made[:-1], replace(made[-1], fate=last.fate, amount=last.amount)]


def refused(city: City, year: Year, rng: Random, roots: list[Case]) -> Iterator[Case]:
    """About three in a hundred: not accepted, refused by a party, withdrawn before acceptance, entered twice."""
    fates = ("rejected", "refused", "taken back", "doubled")
    chosen = rng.sample(roots, round(len(roots) * REFUSED_SHARE))
    for n, case in enumerate(chosen):
        fate = rng.choices(fates, (34, 26, 10, 30))[0]
        if fate == "doubled":
            yield replace(case, step=9, applied=case.taken_on, fate=fate, oral=False, amount=0)
        else:
            village = drawn_village(city, rng, city.above(rng.choice(roots).village, "town"), case.applied)
            committee = city.body(village, "committee")
            yield replace(case, root=-1 - n, village=village, committee=committee, accepted=None, fate=fate, oral=False, amount=0)


def waiting(city: City, year: Year, rng: Random, roots: list[Case]) -> Iterator[Case]:
    """Applied for in the last two days and not yet accepted."""
    if year.last != city.plan.as_of:
        return
    for n in range(max(2, 24 // city.plan.divisor)):
        day = max(year.first, year.last - timedelta(rng.randint(0, 1)))
        village = drawn_village(city, rng, city.above(rng.choice(roots).village, "town"), day)
        kind = drawn_kind(rng, village)
        yield Case(-100_000 - n, 0, kind, village, city.body(village, "committee"), day, None, year.last, "waiting")
