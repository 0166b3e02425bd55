"""Late in November next year's holidays are not announced: nothing is refused, the page says so in words, the work goes on."""

from datetime import date, datetime, time, timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from fazhi.kernel.calendar import known_years
from fazhi.kernel.flow import clocks, obligations, passing_time
from fazhi.services.mediation import limits
from fazhi.services.mediation.models import Dispute

from .factories import agreed, heard, mediating, step, term


@pytest.fixture
def december():
    """The twentieth of December of the last year that is known."""
    day = date(max(known_years()), 12, 20)
    with time_machine.travel(timezone.make_aware(datetime.combine(day, time(10))), tick=False):
        yield day


def test_a_dispute_goes_its_way_over_the_turn_of_the_year(lotus, december):
    case = mediating(lotus, december)
    limit = next(row for row in clocks.running(case) if row["name"] == "limit")
    assert limit["due"] is None and limit["not_before"] == (december + timedelta(days=31)).isoformat()
    assert case.due_on.isoformat() == limit["not_before"]
    client = Client()
    client.force_login(lotus.worker.account)
    assert "节假日还没有公布" in client.get(f"/desk/mediation.dispute/{case.pk}/").content.decode()
    assert "公布后自动算出" in client.get(f"/desk/mediation.dispute/{case.pk}/clock/limit/").content.decode()
    assert case.title in client.get("/desk/").content.decode()
    case = agreed(lotus, term(lotus, heard(lotus, case, december), december), december)
    assert case.state == "agreed"
    step(lotus, Dispute.objects.get(), "ask_court", december, court=lotus.court, is_joint=True, is_voluntary=True, is_lawful=True)


def test_time_passes_and_duties_arise_though_the_year_is_unknown(lotus, december):
    mediating(lotus, december, kind="15")
    passing_time.remind(december + timedelta(days=60))
    assert passing_time.lapse(december + timedelta(days=90)) == []
    obligations.raise_rows(date(december.year + 1, 1, 4))
    assert limits.day_of_arbitration(december) == december + timedelta(days=15)
