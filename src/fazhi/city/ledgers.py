"""Writes the demonstration city as the files a user would import: one CSV of units and Excel ledgers."""

import csv
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from fazhi.city import (
    aid,
    aid_sheets,
    asked_for,
    beside,
    calls,
    correspondence,
    enforcement,
    file_reviews,
    further,
    inspections,
    library,
    linkage,
    meetings,
    oversight,
    oversight_sheets,
    penalties,
    penalty_sheets,
    powers,
    publicity,
    service_sheets,
    services,
    sheets,
    supervised,
    townships,
)
from fazhi.city.casework import Office
from fazhi.city.disputes import disputes
from fazhi.city.hands import Chain
from fazhi.city.leads import leads
from fazhi.city.parties import Residents
from fazhi.city.people import Cast, Row, cast
from fazhi.city.questions import consultations
from fazhi.city.sheets import Sheet
from fazhi.city.tree import City, UnitRow, city
from fazhi.city.windows import Plan, Year

BANNER = "示例数据：莲城市为虚构城市，机构、人员、证件号、电话均为虚构，不得作为真实业务数据使用。"
UNIT_FIELDS = ("code", "name", "kind", "parent_code", "valid_from", "valid_to", "successor_code", "sector", "short_name")
REVIEWED = "reviewed"  # the end of a file's name that somebody else brings in than who keeps the ledger
FORMATS = {"date": "yyyy-mm-dd", "datetime": "yyyy-mm-dd hh:mm", "money": "0.00", "int": "0"}

Progress = Callable[[str], None]


def write(folder: Path, seed: int, size: str, as_of: date, progress: Progress = lambda sentence: None) -> list[Path]:
    """All ledgers of the city, in the order in which they are to be imported."""
    folder.mkdir(parents=True, exist_ok=True)
    office = opened(Plan(seed, size, as_of))
    paths = []
    for path in written(folder, office):
        progress(f"已写出 {path.name}")
        paths.append(path)
    return paths


def opened(plan: Plan) -> Office:
    """The city with its people, ready to keep its ledgers."""
    made = city(plan)
    return Office(made, cast(made), Residents(made))


def written(folder: Path, office: Office) -> Iterator[Path]:
    for chain in chains(folder, office):
        yield from chain.files


def chains(folder: Path, office: Office) -> Iterator[Chain]:
    """The ledgers in chains, to be written in this order: what all stand on, then the longest, so that none is left alone at the end."""
    cases: list[Row] = []
    yield Chain("ground", ground(folder, office))
    for year in office.plan.years:
        yield _standing(f"disputes {year.first.year}", quarrels(folder, office, year, cases))
    for year in office.plan.years:
        yield _standing(f"consultations {year.first.year}", asked(folder, office, year))
    yield Chain("mediation", mediated(folder, office, cases), tuple(f"disputes {year.first.year}" for year in office.plan.years))
    yield _standing("hotline", rung(folder, office))
    yield _standing("penalties", punished(folder, office))
    yield _standing("inspections", inspected(folder, office))
    yield _standing("spot penalties", fined_on_the_spot(folder, office))
    yield _standing("aid", aided(folder, office))
    yield _standing("network", network(folder, office))
    yield _standing("oversight", overseen(folder, office))


def _standing(name: str, files: Iterator[Path]) -> Chain:
    return Chain(name, files, ("ground",))


def ground(folder: Path, office: Office) -> Iterator[Path]:
    """The tree, the registers of people, what may be punished."""
    yield from trees(folder, office.city)
    yield from registers(folder, office.city, office.cast)
    yield from powered(folder, office)


def quarrels(folder: Path, office: Office, year: Year, cases: list[Row]) -> Iterator[Path]:
    """The disputes of one year, which none of the other refers to; `cases` learns of them."""
    rows = list(disputes(office, year))
    cases += rows
    yield workbook(folder / f"disputes-{year.first.year}.xlsx", sheets.DISPUTES, rows)


def mediated(folder: Path, office: Office, cases: list[Row]) -> Iterator[Path]:
    """The leads from which the disputes came, and what stands beside them."""
    for sheet, found in (
        (sheets.LEADS, leads(office, cases)),
        (beside.SCREENINGS, beside.screenings(office)),
        (beside.ALERTS_SHEET, beside.alerts(office, cases)),
        (meetings.MEETINGS, meetings.meetings(office, cases)),
        (beside.COMPLAINTS, beside.complaints(office)),
        (beside.CLAIMS_SHEET, beside.claims(office, cases)),
        (replace(beside.CLAIMS_SHEET, file=f"subsidy-{REVIEWED}.xlsx"), beside.claims(office, cases, is_reviewed=True)),
    ):
        yield workbook(folder / sheet.file, sheet, found)


def asked(folder: Path, office: Office, year: Year) -> Iterator[Path]:
    """The consultations of one year."""
    yield workbook(folder / f"consultations-{year.first.year}.xlsx", sheets.CONSULTATIONS, consultations(office, year))


def registers(folder: Path, city: City, people: Cast) -> Iterator[Path]:
    for sheet, rows in (
        (sheets.PEOPLE, people.staff),
        (sheets.COMMITTEES, people.committees),
        (sheets.MEDIATORS, people.mediators),
        (linkage.LINK_SCHEMES, linkage.schemes(city)),
        (linkage.JOINT_OFFICES, linkage.offices(city)),
        (enforcement.BODIES, enforcement.bodies(city)),
        (enforcement.TEAMS, enforcement.teams(city)),
        (enforcement.OFFICERS, enforcement.officers(city)),
        (enforcement.CERTIFICATES, enforcement.certificates(city)),
    ):
        yield workbook(folder / sheet.file, sheet, rows)


def network(folder: Path, office: Office) -> Iterator[Path]:
    """Public legal services: the sites and who is there, before those who come."""
    for sheet, rows in (
        (service_sheets.SITES, services.sites(office.city)),
        (service_sheets.ITEMS, services.items(office.city)),
        (service_sheets.PROVIDERS, services.providers(office)),
        (service_sheets.CONTRACTS, services.contracts(office)),
        (service_sheets.LOGS, services.logs(office)),
        (service_sheets.DUTIES, services.duties(office)),
        (service_sheets.RECEPTIONS, services.receptions(office)),
    ):
        yield workbook(folder / sheet.file, sheet, rows)


def aided(folder: Path, office: Office) -> Iterator[Path]:
    """Legal aid: those who may be assigned and what it pays, before the cases."""
    for sheet, rows in (
        (aid_sheets.AID_LAWYERS, aid.lawyers(office)),
        (aid_sheets.AID_RATES, aid.rates(office)),
        (aid_sheets.AID_CASES, aid.cases(office)),
        (aid_sheets.DUTY_HELPS, aid.duty_helps(office)),
        (aid_sheets.REFERRALS, aid.referrals(office)),
        (asked_for.OBJECTIONS, asked_for.objections(office)),
        (asked_for.REQUESTS, asked_for.requests(office)),
    ):
        yield workbook(folder / sheet.file, sheet, rows)


def powered(folder: Path, office: Office) -> Iterator[Path]:
    """What may be punished and by whom, and the benchmarks."""
    for sheet, rows in (
        (powers.PROVISIONS, powers.provisions(office.city)),
        (powers.ITEMS, powers.items(office.city)),
        (powers.DEPARTMENT_OFFICERS, powers.officers(office.city)),
        (powers.DEPARTMENT_CERTIFICATES, powers.certificates(office.city)),
        (powers.BENCHMARKS, powers.files(office.city)),
        (powers.SCALE_ITEMS, powers.scale_items(office.city)),
        (powers.LENIENCIES, powers.leniencies(office.city)),
        (powers.PUBLISHED, powers.published(office.city)),
        (publicity.ANNOUNCEMENTS, publicity.announcements(office.city)),
        (townships.GRANTS, townships.grants(office.city)),
        (further.REPORTS, further.reports(office.city)),
    ):
        yield workbook(folder / sheet.file, sheet, rows)


def punished(folder: Path, office: Office) -> Iterator[Path]:
    """The year's ordinary penalties, and what was published and recorded of them."""
    for sheet, rows in (
        (penalty_sheets.CASES, penalties.cases(office)),
        (further.MEASURES, further.measures(office)),
        (further.SUBSTITUTIONS, further.substitutions(office)),
        (penalty_sheets.DECISIONS, penalties.decisions(office)),
        (publicity.PUBLICATIONS, publicity.publications(office)),
        (penalty_sheets.RECORDINGS, penalties.recordings(office)),
    ):
        yield workbook(folder / sheet.file, sheet, rows)


def fined_on_the_spot(folder: Path, office: Office) -> Iterator[Path]:
    yield workbook(folder / penalty_sheets.SPOTS.file, penalty_sheets.SPOTS, penalties.spots(office))


def inspected(folder: Path, office: Office) -> Iterator[Path]:
    """The directories of inspections and the catalogue, the yearly plans, the year's visits and what was answered to them."""
    for sheet, rows in (
        (inspections.CHECK_ITEMS, inspections.items(office.city)),
        (inspections.TARGETS_SHEET, inspections.targets(office)),
        (inspections.INSPECTORS, inspections.inspectors(office.city)),
        (supervised.AVOIDANCES, supervised.avoidances(office)),
        (supervised.CHECK_PLANS, supervised.plans(office.city)),
        (supervised.DRAW_TASKS, supervised.draw_tasks(office.city)),
        (supervised.SUPERVISION_ITEMS, supervised.supervision_items(office.city)),
        (supervised.CHECK_LISTS, supervised.check_lists(office.city)),
        (supervised.CLAIMS, supervised.claims(office.city)),
        (replace(supervised.CLAIMS, file=f"item-claims-{REVIEWED}.xlsx"), supervised.claims(office.city, is_reviewed=True)),
        (inspections.VISITS, inspections.visits(office)),
        (supervised.RECEIPTS, supervised.receipts(office)),
    ):
        yield workbook(folder / sheet.file, sheet, rows)


def overseen(folder: Path, office: Office) -> Iterator[Path]:
    """Complaints and letters, cases with what was served in them, and the review of files; what ends later comes in a second time."""
    for sheet, rows in (
        (oversight_sheets.COMPLAINTS, oversight.complaints(office)),
        (oversight_sheets.REMINDERS, oversight.reminders(office)),
        (oversight_sheets.FILINGS, oversight.filings(office)),
        (oversight_sheets.CASES, oversight.cases(office)),
        (oversight_sheets.INSTRUMENTS, oversight.documents(office)),
        (replace(oversight_sheets.CASES, file="supervision-closed.xlsx"), oversight.closed_cases(office)),
        (correspondence.LETTERHEADS, correspondence.letterheads(office)),
        (correspondence.DOCUMENTS, correspondence.documents(office)),
        (oversight_sheets.TEMPLATES, file_reviews.template(office)),
        (oversight_sheets.PLANS, file_reviews.plans(office)),
        (oversight_sheets.GROUPS, file_reviews.groups(office)),
        (oversight_sheets.FILES, file_reviews.drawn_files(office)),
        (oversight_sheets.SCORES, file_reviews.score_sheets(office)),
        (replace(oversight_sheets.FILES, file="reviewed-graded.xlsx"), file_reviews.drawn_files(office, is_told=True)),
        (replace(oversight_sheets.GROUPS, file="review-group-reports.xlsx"), file_reviews.groups(office, is_told=True)),
        (replace(oversight_sheets.PLANS, file="review-reported.xlsx"), file_reviews.plans(office, is_told=True)),
    ):
        yield workbook(folder / sheet.file, sheet, rows)


def rung(folder: Path, office: Office) -> Iterator[Path]:
    """The hotline's calls of this year and its orders, its seats, and what is read from there and at the centres."""
    name = calls.CALLS_SHEET.file.replace("YYYY", str(office.plan.as_of.year))
    yield workbook(folder / name, calls.CALLS_SHEET, calls.calls(office))
    yield workbook(folder / calls.ORDERS_SHEET.file, calls.ORDERS_SHEET, calls.orders(office))
    for sheet, rows in (
        (library.FLAGS, library.flags(office)),
        (library.SESSIONS, library.sessions(office)),
        (library.ENTRIES, library.entries(office)),
        (replace(library.ENTRIES, file=f"library-{REVIEWED}.xlsx"), library.entries(office, is_reviewed=True)),
        (library.CLIENTS_SHEET, library.clients(office)),
    ):
        yield workbook(folder / sheet.file, sheet, rows)


def trees(folder: Path, made: City) -> Iterator[Path]:
    """The tree as it stood at first, and the units whose names changed later, to be imported as of that day."""
    yield units(folder / "units.csv", [replace(row, name=made.former_names.get(row.code, row.name)) for row in made.rows])
    yield units(folder / f"units-{made.renamed_on}.csv", [row for row in made.rows if row.code in made.former_names])


def units(path: Path, rows: Iterable[UnitRow]) -> Path:
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(UNIT_FIELDS)
        table.writerows(map(cells, rows))
    return path


def cells(unit: UnitRow) -> list[str]:
    values = (getattr(unit, field) for field in UNIT_FIELDS)
    return ["" if value is None else str(value) for value in values]


def workbook(path: Path, sheet: Sheet, rows: Iterable[Row], banner: str = BANNER) -> Path:
    """Banner, headers, rows; row by row to the disk, so that a city's year needs no more memory than a township's."""
    with xlsxwriter.Workbook(str(path), {"constant_memory": True, "strings_to_urls": False}) as book:
        # A fixed time of creation: the same seed gives the same bytes.
        book.set_properties({"title": sheet.title, "created": datetime(2020, 1, 1, tzinfo=UTC)})
        page = book.add_worksheet(sheet.title)
        formats = {kind: book.add_format({"num_format": pattern}) for kind, pattern in FORMATS.items()}
        kinds = [column.type for column in sheet.columns]
        page.write_string(0, 0, banner)
        page.write_row(1, 0, sheet.headers, book.add_format({"bold": True}))
        for number, row in enumerate(rows, start=2):
            put(page, number, [row.get(header) for header in sheet.headers], kinds, formats)
        page.freeze_panes(2, 2)
    return path


def put(page: Worksheet, number: int, values: list[object], kinds: list[str], formats: dict[str, Format]) -> None:
    for place, (value, kind) in enumerate(zip(values, kinds, strict=True)):
        if value is None or value == "":
            continue
        if kind in ("date", "datetime"):
            page.write_datetime(number, place, value, formats[kind])
        elif kind in ("money", "int"):
            page.write_number(number, place, value, formats[kind])
        else:
            page.write_string(number, place, str(value))
