"""The unit tree of 莲城市: regions, bureaus, offices, police, courts, firms and mediation committees, as rows of units.csv."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from fazhi.city import atlas
from fazhi.city.names import firm_names, place_names
from fazhi.city.shares import apportion
from fazhi.city.windows import Plan

FOUNDED = date(2010, 8, 28)
# Second pair of a body's code, after 99: one for each kind of body.
SERIES = {
    "bureau": 51,
    "office": 52,
    "centre": 53,
    "police": 54,
    "court": 55,
    "petition": 56,
    "department": 57,
    "firm": 58,
    "committee": 61,
    "other": 62,
}


@dataclass(frozen=True)
class UnitRow:
    code: str
    name: str
    kind: str
    parent_code: str = ""
    valid_from: date = FOUNDED
    valid_to: date | None = None
    successor_code: str = ""
    sector: str = ""
    short_name: str = ""

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on <= self.valid_to)


@dataclass
class City:
    """The rows in the order of the file, with the ways through them that the ledgers need."""

    plan: Plan
    rows: list[UnitRow] = field(default_factory=list)
    by_code: dict[str, UnitRow] = field(default_factory=dict)
    children: dict[str, list[UnitRow]] = field(default_factory=lambda: defaultdict(list))
    weights: dict[str, int] = field(default_factory=dict)
    serials: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    former_names: dict[str, str] = field(default_factory=dict)
    renamed_on: date = FOUNDED

    def add(self, row: UnitRow) -> UnitRow:
        self.rows.append(row)
        self.by_code[row.code] = row
        self.children[row.parent_code].append(row)
        return row

    def put(self, row: UnitRow) -> None:
        """Puts a changed row in the place of the one with its code."""
        old = self.by_code[row.code]
        self.rows[self.rows.index(old)] = row
        siblings = self.children[row.parent_code]
        siblings[siblings.index(old)] = row
        self.by_code[row.code] = row

    def of_kind(self, kind: str) -> list[UnitRow]:
        return [row for row in self.rows if row.kind == kind]

    def body(self, parent: UnitRow, kind: str, sector: str = "") -> UnitRow:
        return next(row for row in self.children[parent.code] if row.kind == kind and row.sector == sector)

    def bodies(self, parent: UnitRow, kind: str) -> list[UnitRow]:
        return [row for row in self.children[parent.code] if row.kind == kind]

    def above(self, row: UnitRow, kind: str) -> UnitRow:
        while row.kind != kind:
            row = self.by_code[row.parent_code]
        return row

    def establish(self, kind: str, parent: UnitRow, name: str, sector: str = "", short_name: str = "") -> UnitRow:
        """A body with the next free code of its kind under its region: 99, series, county, township, village or serial."""
        place = parent.code[4:6] + parent.code[6:9]
        prefix = f"99{SERIES[kind]}{place}"
        self.serials[prefix] += 1
        return self.add(
            UnitRow(f"{prefix}{self.serials[prefix]:03d}", name, kind, parent.code, sector=sector, short_name=short_name)
        )


def city(plan: Plan) -> City:
    made = City(plan)
    top = made.add(UnitRow("990100000000", atlas.CITY, "city", short_name=atlas.CITY_SHORT))
    city_bodies(made, top)
    names = iter(place_names(plan.chance("places")))
    for county in counties(made, top):
        county_bodies(made, county)
        for town in townships(made, county):
            town_bodies(made, town)
    settle_villages(made, names)
    settle_firms(made, top)
    internal_units(made)
    merge_a_village(made)
    rename_a_town(made)
    return made


def counties(made: City, top: UnitRow) -> Iterator[UnitRow]:
    for order, name in enumerate(atlas.COUNTIES, start=2):
        yield made.add(UnitRow(f"9901{order:02d}000000", name, "county", top.code, short_name=atlas.bare(name)))


def townships(made: City, county: UnitRow) -> Iterator[UnitRow]:
    for order, (_, name, weight) in enumerate((row for row in atlas.townships() if row[0] == county.name), start=1):
        series = order if atlas.is_urban(name) else 100 + order
        town = made.add(UnitRow(f"{county.code[:6]}{series:03d}000", name, "town", county.code, short_name=atlas.bare(name)))
        made.weights[town.code] = weight
        yield town


def city_bodies(made: City, top: UnitRow) -> None:
    justice_bodies(made, top, atlas.CITY, "莲城市中级人民法院")
    for name in atlas.DEPARTMENTS:
        made.establish("department", top, atlas.CITY_SHORT + "市" + name, sector="行政执法")
    sectoral_committees(made, top, atlas.CITY_SECTORS)


def county_bodies(made: City, county: UnitRow) -> None:
    justice_bodies(made, county, county.name, f"{county.name}人民法院")
    sectoral_committees(made, county, atlas.SECTORS)


def justice_bodies(made: City, region: UnitRow, name: str, court: str) -> None:
    made.establish("bureau", region, f"{name}司法局", short_name=f"{region.short_name}司法局")
    made.establish("centre", region, f"{name}公共法律服务中心")
    made.establish("centre", region, f"{name}法律援助中心", sector="法律援助")
    made.establish("court", region, court)
    made.establish("petition", region, f"{name}信访局")
    made.establish("other", region, f"{name}人民检察院", sector="检察")
    made.establish("other", region, f"{name}警司联动办公室", sector="警司联动")


def sectoral_committees(made: City, region: UnitRow, sectors: dict[str, tuple[str, str, str]]) -> None:
    for sector, (title, short, _) in sectors.items():
        made.establish("committee", region, f"{region.name}{title}人民调解委员会", sector, region.short_name + short)


def town_bodies(made: City, town: UnitRow) -> None:
    made.establish("office", town, f"{town.name}司法所", short_name=f"{town.short_name}司法所")
    made.establish("police", town, f"{town.short_name}派出所", short_name=f"{town.short_name}派出所")
    made.establish("committee", town, f"{town.name}人民调解委员会", short_name=town.short_name)


def settle_villages(made: City, names: Iterator[str]) -> None:
    rng = made.plan.chance("villages")
    towns = made.of_kind("town")
    crowding = [rng.uniform(0.5, 1.6) * (0.75 if atlas.is_urban(town.name) else 1.2) for town in towns]
    for town, how_many in zip(towns, apportion(atlas.VILLAGES, crowding, least=5), strict=True):
        communities = round(how_many * 0.85) if atlas.is_urban(town.name) else 1 + how_many // 9
        for order in range(1, how_many + 1):
            settle(made, town, order, next(names), "社区" if order <= communities else "村", rng.paretovariate(1.3))


def settle(made: City, town: UnitRow, order: int, name: str, suffix: str, busy: float) -> None:
    village = made.add(UnitRow(f"{town.code[:9]}{order:03d}", name + suffix, "village", town.code, short_name=name))
    made.weights[village.code] = 10 + min(90, round(10 * busy))
    code = f"99{SERIES['committee']}{village.code[4:9]}{200 + order:03d}"
    made.add(
        UnitRow(code, f"{town.name}{village.name}人民调解委员会", "committee", village.code, short_name=town.short_name + name)
    )


def settle_firms(made: City, top: UnitRow) -> None:
    rng = made.plan.chance("firms")
    counties = [row for row in made.rows if row.kind == "county"]
    for order, name in enumerate(firm_names(rng, atlas.FIRMS)):
        seat = top if order % 4 == 0 else rng.choice(counties)
        made.establish("firm", seat, name, short_name=name.removesuffix("律师事务所"))


def internal_units(made: City) -> None:
    """Two sections in the bureau of each county; the city's own bureau has others."""
    for county in made.of_kind("county"):
        bureau = made.body(county, "bureau")
        made.establish("other", bureau, f"{bureau.name}秘书股", sector="秘书", short_name=f"{county.short_name}秘书股")
        made.establish("other", bureau, f"{bureau.name}法治调研督察股", sector="督察", short_name=f"{county.short_name}督察股")


def merge_a_village(made: City) -> None:
    """The last but one village of a town joins the last one, with its committee, at the middle of the first year."""
    last_day = date(made.plan.opened_on.year, 6, 30)
    town = next(row for row in made.rows if row.name == atlas.MERGING_TOWN)
    leaving, staying = made.bodies(town, "village")[-2:]
    for gone, heir in ((leaving, staying), (made.body(leaving, "committee"), made.body(staying, "committee"))):
        made.put(replace(gone, valid_to=last_day, successor_code=heir.code))


def rename_a_town(made: City) -> None:
    """撤乡设镇 in the first October: the tree begins with the old names, a second file brings the new ones."""
    made.renamed_on = date(made.plan.opened_on.year, 10, 1)
    made.former_names = {
        row.code: row.name.replace(atlas.RENAMED, atlas.FORMER_NAME) for row in made.rows if row.name.startswith(atlas.RENAMED)
    }
