"""The two or three sides of a dispute: made-up residents and organisations, written into the columns of their side."""

from datetime import date
from random import Random

from fazhi.city import words as w
from fazhi.city.names import born_between, citizen_number, company_name, credit_code, person_name, phone, surname_of
from fazhi.city.people import Row
from fazhi.city.stories import CLINIC, HALL, INSURER, PERSON, TITLES, Plot
from fazhi.city.tree import City, UnitRow

MINOR_KINDS = ("06", "16", "19")
MINOR_SHARE = 0.03
THIRD_KINDS = {"16": INSURER, "06": PERSON, "03": PERSON, "07": HALL}
THIRD_SHARE = 0.12


class Residents:
    """Hands out people whose citizen numbers never repeat, and organisations that keep theirs."""

    def __init__(self, city: City) -> None:
        self.city = city
        self.numbers: set[str] = set()
        self.codes: dict[str, str] = {}

    def number(self, rng: Random, division: str, born: date, sex: str) -> str:
        serial = rng.randrange(499)
        while (number := citizen_number(division, born, serial, sex)) in self.numbers:
            serial += 1
        self.numbers.add(number)
        return number

    def person(self, rng: Random, village: UnitRow, born: date | None = None, sex: str = "") -> Row:
        sex = sex or rng.choice(w.SEXES)
        born = born or born_between(rng, 1944, 2003)
        return {
            "类型": "个人",
            "姓名": person_name(rng, sex),
            "性别": sex,
            "证件号": self.number(rng, village.code[:6], born, sex),
            "电话": phone(rng),
            "住址": self.home(rng, village),
        }

    def organisation(self, rng: Random, village: UnitRow, sort: str) -> Row:
        name = self.title(rng, village, sort)
        if name not in self.codes:
            self.codes[name] = credit_code(rng, village.code[:6])
        return {
            "类型": "单位",
            "姓名": name,
            "证件号": self.codes[name],
            "电话": phone(rng),
            "住址": self.home(rng, village),
            "代理人": person_name(rng, rng.choice(w.SEXES)),
            "代理类型": "委托代理人",
        }

    def title(self, rng: Random, village: UnitRow, sort: str) -> str:
        county = self.city.above(village, "county")
        if sort == HALL:
            return village.name.replace("社区", "社区居民委员会") if village.name.endswith("社区") else village.name + "民委员会"
        if sort == CLINIC:
            return county.name + rng.choice(TITLES[CLINIC])
        return company_name(rng, county.short_name, rng.choice(TITLES[sort]))

    def home(self, rng: Random, village: UnitRow) -> str:
        town = self.city.by_code[village.parent_code]
        county = self.city.by_code[town.parent_code]
        return county.name + town.name + village.name + door(rng, village.name.endswith("社区"))

    def side(self, rng: Random, village: UnitRow, sort: str) -> Row:
        return self.person(rng, village) if sort == PERSON else self.organisation(rng, village, sort)


def door(rng: Random, is_urban: bool) -> str:
    if is_urban:
        return f"{rng.randint(1, 40)}栋{rng.randint(1, 18)}0{rng.randint(1, 4)}室"
    return f"{rng.randint(1, 16)}组{rng.randint(1, 80)}号"


def sides(residents: Residents, rng: Random, kind: str, plot: Plot, village: UnitRow, on: date, people: int) -> list[Row]:
    """Applicant, respondent and sometimes a third; a minor has a legal representative, a crowd its spokesman."""
    made: list[Row] = []
    for sort in plot.sides:
        made.append(other_than(made, residents, rng, village, sort))
    if kind == "01":
        # Couples, mother and son, sister and brother: all the family plots are between a woman and a man.
        made[1] = residents.person(rng, village, sex="女" if made[0]["性别"] == "男" else "男")
    if kind in MINOR_KINDS and made[0]["类型"] == "个人" and rng.random() < MINOR_SHARE:
        made[0] = minor(residents, rng, village, on)
    elif people >= 10 and made[0]["类型"] == "个人":
        made[0] |= {"代理人": made[0]["姓名"], "代理类型": "推选代表人"}
    if kind in THIRD_KINDS and rng.random() < THIRD_SHARE:
        made.append(residents.side(rng, village, THIRD_KINDS[kind]))
    return made if is_new(made[:-1], made[-1]) else made[:-1]


def other_than(made: list[Row], residents: Residents, rng: Random, village: UnitRow, sort: str) -> Row:
    """A side that is not on another side already; there are few companies in a county."""
    while not is_new(made, row := residents.side(rng, village, sort)):
        pass
    return row


def is_new(made: list[Row], row: Row) -> bool:
    return all(row["证件号"] != other["证件号"] for other in made)


def minor(residents: Residents, rng: Random, village: UnitRow, on: date) -> Row:
    child = residents.person(rng, village, born_between(rng, on.year - 15, on.year - 6))
    return child | {"代理人": surname_of(str(child["姓名"])) + rng.choice("建国军芳霞伟"), "代理类型": "法定代理人"}


def written(made: list[Row], consents: list[str]) -> Row:
    """The sides under their headers: 申请人姓名, 被申请人姓名, 第三方姓名 …"""
    named = zip(("申请人", "被申请人", "第三方"), made, consents, strict=False)
    return {side + field: value for side, row, consent in named for field, value in (row | {"同意调解": consent}).items()}


def masked(row: Row) -> str:
    """张某 for people; organisations stand by name."""
    return surname_of(str(row["姓名"])) + "某" if row["类型"] == "个人" else str(row["姓名"])
