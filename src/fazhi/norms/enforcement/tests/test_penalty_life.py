"""A penalty case from its lead to the shelf, and the ways in which it ends otherwise."""

from datetime import date
from decimal import Decimal

import pytest
from tests.asking import MOST, asked

from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.norms.enforcement.models import PenaltyCase

from .penalties import (
    FACTS,
    FILED,
    concluded,
    decided,
    decision_of,
    evidence,
    filed,
    joined,
    lead,
    notified,
    party,
    proposed,
    reviewed,
    served,
    take,
)


def test_a_case_from_its_lead_to_the_shelf(bureau):
    decision = served(bureau)
    assert (decision.state, decision.number, decision.fine) == ("served", "荷塘城管罚决〔2025〕1号", Decimal(3000))
    decision = take(bureau, decision, "pay", date(2025, 10, 9), paid_on=date(2025, 10, 9), amount=3000, channel="bank")
    decision = take(bureau, decision, "close", date(2025, 10, 10))
    case = PenaltyCase.objects.get(pk=decision.case_id)
    assert (decision.state, case.state, case.closed_on) == ("closed", "closed", date(2025, 10, 10))
    case = take(bureau, case, "archive", date(2025, 10, 20), retention="ten")
    assert (case.state, case.number, case.end) == ("archived", "荷塘城管罚立〔2025〕1号", "decided")


def test_each_party_has_a_decision_and_clocks_of_its_own(bureau):
    case = concluded(
        bureau, filed(bureau, lead(bureau, party(), party(name="李某", kind="person", credit_code="", address="荷花路2号")))
    )
    company, driver = decision_of(case, "荷塘建材有限公司"), decision_of(case, "李某")
    assert [row["due"] for row in company.clocks if row["name"] == "term"] == ["2025-12-02"]
    company = served(bureau, decided(bureau, notified(bureau, reviewed(bureau, proposed(bureau, company)))))
    driver.refresh_from_db()
    assert (company.state, driver.state) == ("served", "drafting")
    with pytest.raises(NotAllowed, match="李某、荷塘建材有限公司的处理还没有结案"):
        take(bureau, PenaltyCase.objects.get(pk=case.pk), "close", date(2025, 10, 20))


def test_a_step_asks_the_database_little(bureau):
    """Ten questions a step, also where it looks at bodies, officers and every earlier act; the parts come with one question."""
    often = {}

    def took(case, name, day, **data):
        with asked() as told:
            done = take(bureau, case, name, day, **data)
        often[name] = len(told)
        return done

    case = took(joined(bureau, lead(bureau)), "file", FILED, profile="market", jurisdiction="发生地")
    case = took(case, "collect", FILED, **evidence(bureau))
    took(case, "conclude", date(2025, 9, 8), findings=FACTS, nature="罚款")
    decision = reviewed(bureau, proposed(bureau, decision_of(case)))
    decision = took(decision, "notify", date(2025, 9, 11))
    decision = took(decision, "decide", date(2025, 9, 22))
    decision = served(bureau, decision)
    decision = took(decision, "pay", date(2025, 10, 9), paid_on=date(2025, 10, 9), amount=3000, channel="bank")
    took(decision, "close", date(2025, 10, 10))
    assert max(often.values()) <= MOST, often
