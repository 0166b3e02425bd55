"""What stands beside the cases: every word one of the ledger's, nothing after the day, the few that are refused, late or given up."""

from collections import Counter

import pytest

from fazhi.city import asked_for, beside, further, library, meetings, townships


def rows_of(city):
    office = city.office
    return (
        (beside.SCREENINGS, beside.screenings(office)),
        (beside.ALERTS_SHEET, beside.alerts(office, city.all_disputes)),
        (meetings.MEETINGS, meetings.meetings(office, city.all_disputes)),
        (beside.COMPLAINTS, beside.complaints(office)),
        (beside.CLAIMS_SHEET, beside.claims(office, city.all_disputes)),
        (library.ENTRIES, library.entries(office, is_reviewed=True)),
        (library.CLIENTS_SHEET, library.clients(office)),
        (library.FLAGS, library.flags(office)),
        (library.SESSIONS, library.sessions(office)),
        (further.MEASURES, further.measures(office)),
        (further.SUBSTITUTIONS, further.substitutions(office)),
        (townships.GRANTS, townships.grants(office.city)),
        (further.REPORTS, further.reports(office.city)),
        (asked_for.OBJECTIONS, asked_for.objections(office)),
        (asked_for.REQUESTS, asked_for.requests(office)),
    )


@pytest.mark.parametrize("place", range(15))
def test_every_must_is_filled_and_every_word_is_the_ledger_s(city, place):
    sheet, made = rows_of(city)[place]
    rows = list(made)
    assert rows
    for row in rows:
        assert set(row) <= set(sheet.headers)
        for column in sheet.columns:
            value = row.get(column.header)
            said = str(value).split("、") if column.type == "words" else [value]
            assert not column.must or value not in (None, ""), column.header
            assert not column.words or value is None or set(said) <= set(column.words), (column.header, value)


def test_some_escalate_are_taken_back_or_ordered_anew(city):
    alerts = Counter(row.get("预警结果") for row in beside.alerts(city.office, city.all_disputes))
    grants = Counter(row["状态"] for row in townships.grants(city.office.city))
    judged = Counter(row.get("审查决定") for row in asked_for.objections(city.office))
    assert alerts["激化"] and alerts["化解"] > 0.6 * sum(alerts.values())
    assert grants["施行中"] > 60 and grants["已收回"] and grants["不予赋权"]
    assert judged["维持"] > judged["责令改正"] > 0


def test_a_claim_is_made_once_for_a_dispute(city):
    rows = list(beside.claims(city.office, city.all_disputes))
    assert len({row["调解台账序号"] for row in rows}) == len(rows)
    assert all(row["申报日期"] <= city.as_of for row in rows)


def test_a_meeting_takes_up_quarrels_of_its_own_place_and_some_decisions_are_late_or_open(city):
    made = list(meetings.meetings(city.office, city.all_disputes))
    known = {row["台账序号"]: row["发生地编码"] for row in city.all_disputes}
    places = {
        city.office.city.body(region, "bureau").code: region
        for kind in ("city", "county")
        for region in city.office.city.of_kind(kind)
    }
    taken_up = [(row, line.split("｜")[0]) for row in made for line in row["议题"].split("\n") if line.split("｜")[0]]
    assert taken_up and all(str(known[key]).startswith(meetings.stem(places[row["单位编码"]])) for row, key in taken_up)
    decisions = [line.split("｜") for row in made for line in row["议定事项"].split("\n")]
    assert any(len(cells) == 3 for cells in decisions) and any(len(cells) > 4 and cells[4] > cells[2] for cells in decisions)
