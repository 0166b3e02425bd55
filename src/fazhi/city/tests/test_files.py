"""The files: the same seed gives the same bytes, and what is written is what was made."""

from datetime import date, datetime

import openpyxl
import pytest

from fazhi.city import (
    aid_sheets,
    asked_for,
    beside,
    correspondence,
    further,
    handbook,
    inspections,
    library,
    meetings,
    oversight_sheets,
    penalty_sheets,
    powers,
    publicity,
    service_sheets,
    sheets,
    supervised,
    townships,
)
from fazhi.city.ledgers import write

DAY = date(2023, 12, 4)


def written(folder, seed=7, told=lambda sentence: None):
    return {path.name: path for path in write(folder, seed, "small", DAY, told)}


@pytest.fixture(scope="module")
def first(tmp_path_factory):
    """The files of one city by name, and what was told while they were written."""
    told = []
    return written(tmp_path_factory.mktemp("first"), told=told.append), told


def cells(path):
    return list(openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True))


def test_the_same_seed_gives_the_same_files(first, tmp_path):
    once, again = first[0], written(tmp_path)
    assert list(once) == list(again)
    assert all(once[name].read_bytes() == again[name].read_bytes() for name in once)


def test_another_seed_gives_another_city(small):
    told = [[row["申请人证件号"] for row in city.disputes[2023]] for city in (small(), small(seed=8))]
    assert len(told[0]) > 100 and not set(filter(None, told[0])) & set(filter(None, told[1]))


def test_a_ledger_has_a_banner_its_headers_and_its_rows(first, small):
    banner, headers, first_row, *rest = cells(first[0]["disputes-2023.xlsx"])
    rows = small().disputes[2023]
    assert banner[0].startswith("示例数据")
    assert list(headers) == sheets.DISPUTES.headers
    assert len(rest) + 1 == len(rows)
    row = dict(zip(headers, first_row, strict=True))
    assert row["台账序号"] == "2023-000001"
    assert row["案号"] is None
    assert isinstance(row["申请日期"], datetime)
    assert row["申请人证件号"] == rows[0]["申请人证件号"]


def test_progress_names_each_file_and_the_order_is_that_of_import(first):
    names, told = first
    assert list(names) == [
        "units.csv",
        "units-2022-10-01.csv",
        "people.xlsx",
        "committees.xlsx",
        "mediators.xlsx",
        "link-schemes.xlsx",
        "joint-offices.xlsx",
        "bodies.xlsx",
        "teams.xlsx",
        "officers.xlsx",
        "certificates.xlsx",
        *(sheet.file for sheet in (*powers.SHEETS, publicity.ANNOUNCEMENTS, townships.GRANTS, further.REPORTS)),
        "disputes-2022.xlsx",
        "disputes-2023.xlsx",
        "consultations-2022.xlsx",
        "consultations-2023.xlsx",
        "leads.xlsx",
        *(sheet.file for sheet in (*beside.SHEETS[:2], meetings.MEETINGS, *beside.SHEETS[2:])),
        "subsidy-reviewed.xlsx",
        "calls-2023.xlsx",
        "work-orders.xlsx",
        *(sheet.file for sheet in (library.FLAGS, library.SESSIONS, library.ENTRIES)),
        "library-reviewed.xlsx",
        library.CLIENTS_SHEET.file,
        penalty_sheets.CASES.file,
        further.MEASURES.file,
        further.SUBSTITUTIONS.file,
        penalty_sheets.DECISIONS.file,
        publicity.PUBLICATIONS.file,
        penalty_sheets.RECORDINGS.file,
        *(sheet.file for sheet in inspections.SHEETS[:-1]),
        *(sheet.file for sheet in (supervised.AVOIDANCES, supervised.CHECK_PLANS, supervised.DRAW_TASKS)),
        *(sheet.file for sheet in (supervised.SUPERVISION_ITEMS, supervised.CHECK_LISTS, supervised.CLAIMS)),
        "item-claims-reviewed.xlsx",
        inspections.VISITS.file,
        supervised.RECEIPTS.file,
        penalty_sheets.SPOTS.file,
        *(sheet.file for sheet in (*aid_sheets.SHEETS, *asked_for.SHEETS, *service_sheets.SHEETS)),
        *(sheet.file for sheet in oversight_sheets.SHEETS[:5]),
        "supervision-closed.xlsx",
        *(sheet.file for sheet in correspondence.SHEETS),
        *(sheet.file for sheet in oversight_sheets.SHEETS[5:]),
        *("reviewed-graded.xlsx", "review-group-reports.xlsx", "review-reported.xlsx"),
    ]
    assert len(told) == len(names)


def test_the_readme_says_what_the_columns_are():
    assert handbook.README.read_text(encoding="utf-8") == handbook.text()
