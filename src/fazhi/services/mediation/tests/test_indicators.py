"""Every figure that the dossier asks of mediation, reckoned by hand from a handful of cases; every rate shows what it is of."""

from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.keeping import once
from tests.pages import Window
from tests.world import person, unit

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers, registers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.indicators import evaluation
from fazhi.kernel.indicators.declared import Rate
from fazhi.kernel.indicators.windows import CUM
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.services.mediation.models import Dispute, DisputeLead, Mediator, RiskAlert, SubsidyClaim
from fazhi.services.mediation.rules import SAMPLE_PERCENT

from .factories import (
    DAY,
    agreed,
    agreed_case,
    beside,
    committee_of,
    dispute,
    heard,
    mediating,
    members_of,
    office_clerk,
    step,
    term,
    two,
)
from .test_figures import AS_OF, value
from .test_subsidies import GIVEN, claim, finished

ASKED = {"is_joint": True, "is_voluntary": True, "is_lawful": True}
LATER = date(2024, 9, 20)


def fraction(name):
    found = value(name)
    return found.numerator, found.denominator


def performed(lotus):
    """In writing, 800 yuan, kept, visited, closed."""
    case = agreed_case(lotus, root_doubt="另案")
    case = step(lotus, step(lotus, case, "perform", LATER, part=case.terms.get()), "fulfil", LATER)
    step(lotus, step(lotus, case, "visit", date(2024, 10, 8), method="phone", rating="5"), "close", date(2024, 10, 9))


def spoken(lotus):
    """By word of mouth, 500 yuan, not kept."""
    case = term(lotus, heard(lotus, mediating(lotus, root_doubt="另案")), amount="500")
    case = step(lotus, case, "agree_orally", is_paper_waived=True)
    step(lotus, case, "breach", date(2024, 9, 30), reason="没有付款")


def before_the_court(lotus):
    """One that the court confirmed and that was sued about, its party not reached; one that the court rejected."""
    for answer in ("confirm", "court_refuses"):
        case = step(lotus, agreed_case(lotus, root_doubt="另案"), "ask_court", date(2024, 9, 10), court=lotus.court, **ASKED)
        told = {} if answer == "confirm" else {"result": "rejected", "refused_for": "358-5"}
        case = step(lotus, case, answer, LATER, part=case.confirmations.get(), **told)
        if answer == "confirm":
            case = step(lotus, case, "sue", date(2024, 10, 8), sued_on=date(2024, 10, 8))
            step(lotus, case, "visit", date(2024, 10, 8), method="phone", is_reached=False)


def failed(lotus):
    """Thirty-six days after acceptance, a day after the limit."""
    case = heard(lotus, mediating(lotus, root_doubt="另案"))
    step(lotus, case, "fail", date(2024, 10, 9), end_reason="差距过大", routes_told=True)


def from_the_police(lotus):
    """One registered on the day of its referral and settled; one two days after it, on a repeated call, that a party refused."""
    for referred, repeats in ((DAY, 0), (date(2024, 9, 1), 2)):
        told = {"source": "police", "referred_by": lotus.police, "referred_on": referred, "root_doubt": "另案"}
        case = dispute(lotus, parts=two(consent="refuses") if repeats else None, **told)
        case = step(lotus, case, "note_incident", incident_no=f"JQ{repeats}", repeats=repeats)
        if repeats:
            step(lotus, case, "refuse", routes_told=True)
        else:
            case = step(lotus, step(lotus, case, "accept"), "begin", mediator=lotus.mediator)
            agreed(lotus, term(lotus, heard(lotus, step(lotus, case, "tell_rights"))))


def autumn(lotus):
    for story in (performed, spoken, before_the_court, failed, from_the_police):
        story(lotus)
    return lotus


@pytest.fixture
def cases(lotus):
    """Seven applications, six accepted, five agreed."""
    return once(autumn, lotus)


FRACTIONS = {
    "success_rate": (5, 6),
    "concluded_rate": (5, 6),
    "performance_rate": (1, 5),
    "term_performance": (1, 5),
    "sued_rate": (1, 5),
    "breach_rate": (1, 5),
    "confirmation_rate": (1, 5),
    "confirmation_refused_rate": (1, 2),
    "late_rate": (1, 6),
    "oral_share": (1, 5),
    "visit_rate": (2, 6),
    "satisfaction": (1, 2),
    "police_accepted_rate": (1, 2),
    "police_response_rate": (1, 2),
    "police_settled_rate": (1, 1),
    "police_repeat_rate": (1, 2),
}


@pytest.mark.parametrize("name", FRACTIONS)
def test_a_rate_is_reckoned_by_hand(cases, name):
    assert fraction(name) == FRACTIONS[name]


def test_amounts_days_and_counts_are_reckoned_by_hand(cases):
    told = {"handled": 6, "applied": 7, "amount": 3700, "days": 6, "police_received": 2, "written": 4, "oral": 1, "confirmed": 1}
    assert {name: value(name).value for name in told} == told


def test_every_rate_says_of_what_it_is_and_the_board_shows_both_numbers(cases, world):
    rates = {
        code: each for code, each in registry.on("indicators").items() if code.startswith("mediation.") and isinstance(each, Rate)
    }
    assert len(rates) > 20 and [code for code, each in rates.items() if "分母为" not in each.definition] == []
    board = Window(world.city_leader)
    for name in ("success_rate", "confirmation_refused_rate", "police_response_rate"):
        page = board.read(f"/boards/figure/mediation.{name}/?on={AS_OF}&period=since_year_start")
        assert "分母为" in page and "{} {}".format(*FRACTIONS[name]) in page.replace("/", " ").replace("  ", " "), page


def test_fewer_repeated_calls_than_in_the_quarter_before_are_seen(cases):
    """重复警情下降率: the rate of this quarter beside that of the quarter before, which was one in two."""
    for number in ("JQ8", "JQ9"):
        case = dispute(cases, date(2024, 10, 9), source="police", referred_on=date(2024, 10, 9), root_doubt="另案")
        step(cases, case, "note_incident", date(2024, 10, 9), incident_no=number)
    page = Window(cases.world.city_leader).read(f"/boards/compare/?on={AS_OF}&period=2024-Q4&module=mediation&by=period")
    assert "本期 上期 去年同期" in page and "三十日内重复警情率 % 0.0% 50.0% 无 无" in page


# --- risk ---------------------------------------------------------------------------------------------------------------------


def alert(lotus, told_after, **data):
    """An alert that was told so many hours after it was raised."""
    raised = timezone.make_aware(datetime(2024, 9, 3, 8))
    given = {"unit": lotus.body, "dispute": dispute(lotus, root_doubt="另案"), "level": "red", "brief": "扬言持械", **data}
    case = doors.register(RiskAlert, lotus.worker, given, at=raised)
    told = {"told_unit": lotus.police, "told_office": lotus.world.town}
    return doors.take("tell", case, lotus.world.clerk, told, at=raised.replace(hour=8 + told_after))


def closed(lotus, case, outcome, **data):
    return doors.take("close", case, lotus.world.clerk, {"outcome": outcome, "response": "上门劝解", **data}, at=case.told_at)


def test_alerts_are_counted_by_what_became_of_them(lotus):
    closed(lotus, alert(lotus, 1, people=3), "settled")
    closed(lotus, alert(lotus, 3, people=4), "steady")
    closed(lotus, alert(lotus, 5, level="orange"), "false")
    closed(lotus, alert(lotus, 2, kind="crowd", people=30), "settled")
    closed(lotus, alert(lotus, 2), "escalated", review="信号三日前已有")
    closed(lotus, alert(lotus, 2, is_missed=True), "escalated", review="没有排查")
    told = {"alerts": 6, "red_response": 2, "crimes_prevented": 2, "crimes_prevented_people": 7}
    told |= {"escalated": 2, "missed": 1, "missed_reviewed": 1, "reviewed": 2}
    assert {name: round(value(name).value, 2) for name in told} == told


# --- leads --------------------------------------------------------------------------------------------------------------------


def lead(lotus, **data):
    given = {
        "unit": lotus.body,
        "found_by": "grid",
        "region": lotus.body.parent,
        "kind": "02",
        "brief": "水沟争执",
        "risk": "blue",
    }
    return doors.register(DisputeLead, lotus.worker, given | data, at=timezone.make_aware(datetime(2024, 9, 3, 9)))


def test_what_was_found_and_what_was_settled_on_the_spot_are_counted_apart(lotus):
    for name, reason in (("settle", ""), ("turn", ""), ("watch", ""), ("dismiss", "误传")):
        doors.take(name, lead(lotus), lotus.worker, reason=reason, at=timezone.make_aware(datetime(2024, 9, 3, 10)))
    assert (value("leads").value, value("prevented").value) == (3, 1)
    assert lead(lotus).due_on == date(2024, 9, 4), "the next working day"
    with pytest.raises(ValidationError, match="必须写明理由"):
        doors.take("dismiss", lead(lotus), lotus.worker)


# --- those who mediate --------------------------------------------------------------------------------------------------------


def test_committees_and_mediators_are_reckoned_by_hand(lotus, world):
    body = unit("990101001T", "荷花街道人民调解委员会", "committee", world.town, "荷花街道")
    poor = committee_of(body, world.town, kind="street", filed_on=None, term_from=date(2020, 1, 1))
    poor = registers.enter(poor, world.clerk)
    for each in members_of(poor)[1:]:
        each.has_card = False
        registers.enter(each, world.clerk)
    for n, hours, grade in ((0, 24, "1"), (1, 16, "4")):
        Mediator._base_manager.filter(committee=lotus.committee, name=("何清", "周平")[n]).update(
            training_hours=hours, grade=grade
        )
    assert (fraction("committees_in_order_rate"), fraction("committees_with_woman_rate")) == ((1, 2), (1, 2))
    told = {
        "committees_over_term": 1,
        "mediators": 5,
        "certified_mediators": 3,
        "training_hours": 40,
        "grade_1": 1,
        "grade_4": 1,
        "grade_0": 0,
    }
    assert {name: value(name).value for name in told} == told


def test_what_was_drawn_and_found_true_is_a_rate_of_what_was_judged(lotus, world):
    SAMPLE_PERCENT.change(100, "陈某", "测试抽查")
    first = office_clerk(world)
    for is_true in (True, True, False):
        case = doors.take("review", claim(lotus, finished(lotus, root_doubt="另案")), first, GIVEN)
        doors.take("verify", case, first, {"is_found_true": is_true}, reason="电话核实")
    doors.take("review", claim(lotus, finished(lotus, root_doubt="另案")), first, GIVEN)
    found = evaluation.evaluate("mediation.sample_true_rate")
    assert (found.numerator, found.denominator) == (2, 3) and SubsidyClaim.objects.filter(sample="drawn").count() == 1


def test_what_else_the_report_asks_is_reckoned_by_hand(cases, world):
    """On top of the six accepted cases of two people each: one of twelve people with another committee that is mediated again."""
    other = beside(cases, world.other_town, "township")
    case = step(cases, dispute(cases, people=12, root_doubt="另案"), "report")
    case = step(cases, step(cases, case, "accept"), "ask_along", partner=other.body)
    handovers.accept(HandOver.objects.get(kind="mediation.joint"), other.worker)
    case = step(cases, step(cases, Dispute.objects.get(pk=case.pk), "begin", mediator=cases.mediator), "tell_rights")
    case = step(cases, heard(cases, case), "fail", end_reason="差距过大", routes_told=True)
    step(cases, case, "mediate_again", date(2024, 10, 9), reason="愿意再谈")
    Mediator._base_manager.filter(pk=cases.second.pk).update(standing="full_time", term_to=date(2025, 3, 1))
    told = {"joint": 1, "again": 1, "people": 24, "hard": 1, "fulfilled": 1}
    told |= {"mediators": 6, "full_time_mediators": 1, "women_mediators": 2, "by_township": 0, "by_village": 7}
    assert {name: value(name).value for name in told} == told


def test_subsidies_are_summed_where_they_were_paid_and_counted_where_they_came_back(lotus, world):
    SAMPLE_PERCENT.change(0, "陈某", "测试抽查")
    first, second, head = office_clerk(world), person("复核某", world.town, CLERK), person("局长某", world.county, LEADER)
    paid = []
    for _ in range(2):
        case = doors.take("check", doors.take("review", claim(lotus, finished(lotus, root_doubt="另案")), first, GIVEN), second)
        case = doors.take("publish", case, second, {"notice_to": timezone.localdate() + timedelta(days=40)})
        with time_machine.travel(timezone.now() + timedelta(days=41), tick=False):
            paid.append(doors.take("pay", SubsidyClaim.objects.get(pk=case.pk), head))
    with time_machine.travel(timezone.now() + timedelta(days=42), tick=False):
        assert [evaluation.evaluate(f"mediation.{name}", window=CUM).value for name in ("subsidies", "recovered")] == [400, 0]
        doors.take("recover", paid[0], second, reason="查实虚构")
        assert [evaluation.evaluate(f"mediation.{name}", window=CUM).value for name in ("subsidies", "recovered")] == [200, 1]


def test_a_hand_over_is_counted_where_it_went(lotus):
    """Whatever the sender's number, a matter that comes twice is one."""
    for _ in range(2):
        row, _ = handovers.receive(
            "110", "JQ1", "mediation.dispute", lotus.police, lotus.body, subject="推搡", content="推搡", consent=True
        )
        if not row.opened_id and row.state == "sent":
            step(lotus, dispute(lotus, source="police", hand_over=row, referred_on=DAY), "accept")
    assert value("police_received").value == 1
