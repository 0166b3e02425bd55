"""A dispute lives: from the application to the file, with its days, its figures and its price in queries."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger import book
from fazhi.kernel.records.codes import give_code
from fazhi.services.mediation.papers.ending import EndingPaper

from .factories import DAY, agreed_case, dispute, heard, mediating, step, term


def states(case):
    return {row["name"]: row["state"] for row in case.clocks}


def dues(case):
    return {row["name"]: row["due"] for row in case.clocks if row["state"] == "running"}


def test_a_dispute_is_called_by_its_parties_graded_and_its_own_root(lotus):
    case = dispute(lotus)
    assert (case.title, case.state, case.number) == ("张某与李某邻里纠纷", "applied", "")
    assert case.root_key == case.pk and case.is_root
    assert (case.difficulty, case.difficulty_rule) == ("ordinary", "不具备其他情形")
    assert dues(case) == {"in_applied": "2024-09-06"}


def test_a_dispute_is_numbered_when_it_is_accepted(lotus):
    case = step(lotus, dispute(lotus), "accept")
    assert (case.number, case.accepted_on) == ("（2024）莲塘村人调字第0001号", DAY)


def test_a_whole_life_from_application_to_archive(lotus):
    case = agreed_case(lotus)
    assert (case.state, case.result, case.agreement_amount, case.effective_on) == ("agreed", "written", 800, DAY)
    assert dues(case)["performance"] == "2024-09-20"
    case = step(lotus, case, "perform", date(2024, 9, 18), part=case.terms.get())
    assert case.performance == "done" and "performance" not in dues(case)
    case = step(lotus, case, "fulfil", date(2024, 9, 18))
    assert "follow_up" in dues(case)
    case = step(lotus, case, "visit", date(2024, 10, 10), method="phone", is_reached=True, performance="done", rating="5")
    case = step(lotus, case, "close", date(2024, 10, 11))
    assert (case.state, case.closed_on, case.satisfaction) == ("closed", date(2024, 10, 11), "5")
    case = step(lotus, case, "archive", date(2024, 10, 30), by=lotus.director, file_no="2024-1")
    assert (case.state, case.closed_on, case.archived_on, case.due_on) == (
        "archived",
        date(2024, 10, 11),
        date(2024, 10, 30),
        None,
    )
    assert not case.overran, "that nobody went to court is nobody's lateness"
    assert states(case)["confirmation"] == "void"
    assert [event.title for event in book.history(case)][::-1][:3] == ["登记", "受理", "确定调解员"]


def test_whoever_refuses_on_the_way_ends_it_after_the_other_routes_are_told(lotus):
    case = heard(lotus, mediating(lotus))
    case = step(lotus, case, "hear", part=case.parties.last(), consent="refuses")
    with pytest.raises(NotAllowed, match="仲裁、行政、司法等途径"):
        step(lotus, case, "give_up", end_reason="不愿再谈", routes_told=False)
    case = step(lotus, case, "give_up", end_reason="不愿再谈", routes_told=True)
    assert (case.state, case.result) == ("declined", "refused")
    assert "依法通过仲裁、行政、司法等途径" in EndingPaper.sheet(case).text


def test_who_has_applied_stops_at_any_time_and_nobody_else_stops_it_for_them(lotus, client):
    case = heard(lotus, mediating(lotus))
    sent = {"version": case.version, "key": "k", "end_reason": "已经和好"}
    for side, status in (("respondent", 422), ("applicant", 302)):
        client.post("/follow/", dict(zip(("receipt", "code"), give_code(case, case.parties.get(side=side)), strict=True)))
        assert client.post("/follow/matter/step/withdraw/", sent | {"key": side}).status_code == status
    case.refresh_from_db()
    assert (case.state, case.result, case.end_reason) == ("withdrawn", "withdrawn", "已经和好")


def asked(context):
    """The statements but those that only open and close a transaction."""
    return [query["sql"] for query in context if "SAVEPOINT" not in query["sql"]]


def test_registering_and_stepping_keep_their_price(lotus):
    with CaptureQueriesContext(connection) as register:
        case = dispute(lotus)
    assert len(asked(register)) <= 12
    with CaptureQueriesContext(connection) as accept:
        case = step(lotus, case, "accept")
    assert len(asked(accept)) <= 10
    case = heard(lotus, mediating(lotus))
    with CaptureQueriesContext(connection) as one:
        term(lotus, case)
    assert len(asked(one)) <= 10


def test_a_whole_life_keeps_its_price(lotus):
    with CaptureQueriesContext(connection) as whole:
        case = agreed_case(lotus)
        case = step(lotus, case, "perform", date(2024, 9, 18), part=case.terms.get())
        case = step(lotus, case, "fulfil", date(2024, 9, 18))
        case = step(lotus, case, "visit", date(2024, 10, 10), method="phone", rating="5")
        step(lotus, step(lotus, case, "close", date(2024, 10, 11)), "archive", date(2024, 10, 30), by=lotus.director)
    # Two of them only while the city's rules and days off are not yet at hand.
    assert len(asked(whole)) <= 85
