"""Means and ways, as pure functions: who is measured at which line, who is not, who may apply for whom."""

from decimal import Decimal

import pytest

from fazhi.services.legal_aid import agency
from fazhi.services.legal_aid.grounds import Ground, article
from fazhi.services.legal_aid.hardship import Means, judged, per_head, ways
from fazhi.services.legal_aid.words import AgentKind, Capacity, Exempt, Path

LINE = 1000


@pytest.mark.parametrize(
    ("income", "household", "line", "is_met"),
    [("3000", 3, LINE, True), ("3000.03", 3, LINE, False), ("2999", 3, LINE, True), ("3000", 3, 0, None), ("0", 1, LINE, True)],
)
def test_income_is_measured_by_head_at_the_line(income, household, line, is_met):
    means = Means(Path.SHARED, Ground.WAGES, income=Decimal(income), household=household)
    assert judged(means, line).is_met is is_met


def test_a_household_of_nobody_is_no_household():
    found = judged(Means(Path.SHARED, Ground.WAGES, income=Decimal(100), household=0), LINE)
    assert (found.is_met, found.law) == (False, "法律援助法 第四十一条第一款")


@pytest.mark.parametrize("kind", list(Exempt))
def test_each_exempt_person_has_an_item_of_the_article(kind):
    found = judged(Means(Path.EXEMPT, Ground.WAGES, exempt_as=kind, has_proof=True), LINE)
    assert found.is_met and found.law.startswith("法律援助法 第四十二条第")


def test_the_ways_open_to_an_applicant_begin_with_the_lightest():
    assert ways(Ground.VIOLENCE, []) == [Path.UNLIMITED]
    assert ways(Ground.WAGES, [Exempt.MIGRANT])[0] == Path.EXEMPT
    assert ways(Ground.SUPPORT, [Exempt.MIGRANT]) == [Path.PROMISE, Path.SHARED]
    assert ways(Ground.SUPPORT, [Exempt.OLD])[0] == Path.EXEMPT


def test_another_reason_is_for_criminal_cases_and_is_written_down():
    assert judged(Means(Path.OTHER_REASON, Ground.WAGES, note="试"), LINE).is_met is False
    assert judged(Means(Path.OTHER_REASON, Ground.CRIMINAL), LINE).is_met is None
    assert judged(Means(Path.OTHER_REASON, Ground.CRIMINAL, note="当地没有律师愿意接受委托"), LINE).is_met


def test_an_amount_by_head_goes_to_the_fen():
    assert per_head(Decimal(1000), 3) == Decimal("333.33")


def test_a_ground_is_cited_by_its_article():
    assert article(Ground.WAGES) == "法律援助法 第三十一条第五项"
    assert article(Ground.ORDINARY_TRIAL) == "法律援助法 第二十五条第二款"


@pytest.mark.parametrize(
    ("kind", "capacity", "is_detained", "infringes", "ground", "has_letter", "allowed"),
    [
        (AgentKind.GUARDIAN, Capacity.LIMITED, False, False, "31.4", False, True),
        (AgentKind.GUARDIAN, Capacity.NONE, False, True, "31.4", False, False),
        (AgentKind.OTHER_GUARDIAN, Capacity.NONE, False, True, "31.4", False, True),
        (AgentKind.KIN, Capacity.NONE, False, True, "31.4", False, True),
        (AgentKind.KIN, Capacity.NONE, False, False, "31.4", False, False),
        (AgentKind.KIN, Capacity.FULL, True, False, "31.4", False, True),
        (AgentKind.KIN, Capacity.FULL, False, False, "24", False, True),
        (AgentKind.KIN, Capacity.FULL, False, False, "31.4", False, False),
        (AgentKind.ENTRUSTED, Capacity.FULL, False, False, "31.4", True, True),
        (AgentKind.ENTRUSTED, Capacity.LIMITED, False, False, "31.4", True, False),
    ],
)
def test_who_may_apply_for_whom(kind, capacity, is_detained, infringes, ground, has_letter, allowed):
    assert (agency.refusal(kind, capacity, is_detained, infringes, ground, has_letter) is None) == allowed
