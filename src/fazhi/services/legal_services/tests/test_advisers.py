"""Village advisers: contracts, logs that the village confirms, and nothing paid before."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from fazhi.kernel.flow import passing_time
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluation, windows
from fazhi.services.legal_services.models import Contract, WorkLog

from .factories import DAY, contract, log, step

SETTLED = {"since": date(2024, 9, 1), "until": date(2024, 9, 30), "amount": 500}


def test_a_log_counts_once_the_village_has_confirmed_it(lotus):
    of = contract(lotus)
    row = log(lotus, of)
    with pytest.raises(NotAllowed, match="还没有确认"):
        step(lotus, of, "settle", date(2024, 10, 8), **SETTLED)
    row = step(lotus, row, "confirm", DAY, lotus.contact)
    assert (row.state, row.confirmed_by) == ("confirmed", lotus.contact)
    of = step(lotus, Contract.objects.get(pk=of.pk), "settle", date(2024, 10, 8), **SETTLED)
    done = of.settlements.get()
    assert (done.visits, done.lectures, done.served_hours, done.is_short) == (1, 1, 3, False)
    with pytest.raises(ValidationError, match="已经结算过"):
        step(lotus, of, "settle", date(2024, 10, 9), **SETTLED)


def test_who_wrote_a_log_does_not_confirm_it(lotus):
    row = log(lotus, contract(lotus), by=lotus.manager)
    with pytest.raises(NotAllowed, match="不能自己确认"):
        step(lotus, row, "confirm")


def test_fewer_visits_than_agreed_are_settled_with_what_is_taken_off(lotus):
    of = contract(lotus, visits=2)
    step(lotus, log(lotus, of), "confirm", DAY, lotus.contact)
    with pytest.raises(ValidationError, match=r"到村 1（约定 2）次"):
        step(lotus, Contract.objects.get(pk=of.pk), "settle", date(2024, 10, 8), **SETTLED)
    of = step(lotus, Contract.objects.get(pk=of.pk), "settle", date(2024, 10, 8), **SETTLED, note="少一次，扣 250 元")
    assert of.settlements.get().is_short


def test_a_quarter_of_a_contract_is_looked_at_whether_it_is_paid_or_not(lotus):
    of = contract(lotus, visits=1, lectures=1)
    for month in (1, 2, 3):
        day = date(2024, month, 10)
        step(lotus, log(lotus, of, day), "confirm", day, lotus.contact)
    passing_time.lapse(date(2024, 4, 3))
    of = Contract.objects.get(pk=of.pk)
    first = of.reviews.get()
    assert (first.visits, first.least_visits, first.lectures, first.is_met, of.is_short) == (3, 3, 3, True, False)
    passing_time.lapse(date(2024, 7, 9))
    of = Contract.objects.get(pk=of.pk)
    assert (of.reviews.last().visits, of.is_short) == (0, True)
    met = evaluation.evaluate("legal_services.villages_met_rate", window=windows.year(2024), on=date(2024, 12, 31))
    assert (met.value, met.records) == (50, 2)


def test_nobody_works_longer_than_a_day_over_all_villages(lotus):
    of = contract(lotus)
    log(lotus, of, spent=8)
    with pytest.raises(ValidationError, match="合计 13.* 小时，超过一天 12 小时"):
        log(lotus, of, spent=Decimal(5))


def test_a_log_written_long_after_waits_for_a_leader(lotus):
    row = log(lotus, contract(lotus), date(2024, 7, 1), entered=DAY)
    assert row.is_late
    with pytest.raises(NotAllowed, match="须先经负责人批准"):
        step(lotus, row, "confirm", DAY, lotus.contact)
    row = step(lotus, WorkLog.objects.get(pk=row.pk), "approve", DAY, lotus.head, reason="村里断网")
    assert step(lotus, row, "confirm", DAY, lotus.contact).state == "confirmed"


def test_a_log_outside_the_contract_is_refused(lotus):
    with pytest.raises(ValidationError, match="不在合同期内"):
        log(lotus, contract(lotus, starts_on=date(2024, 9, 10)))


def test_a_contract_ends_on_its_last_day(lotus):
    of = contract(lotus)
    assert [row.pk for row in passing_time.lapse(date(2025, 1, 1)) if isinstance(row, Contract)] == [of.pk]
    of = Contract.objects.get(pk=of.pk)
    assert (of.state, of.ended_on) == ("ended", date(2024, 12, 31))


def test_visits_are_counted_by_what_was_confirmed(lotus):
    of = contract(lotus)
    step(lotus, log(lotus, of), "confirm", DAY, lotus.contact)
    log(lotus, of, date(2024, 9, 2))
    for code, expected in (("visits", 1), ("lectures", 1), ("helped", 20)):
        value = evaluation.evaluate(f"legal_services.{code}", on=date(2024, 12, 31))
        assert value.value == expected, code


def test_an_adviser_chooses_among_the_contracts_of_the_villages(lotus, client):
    held = contract(lotus)
    for person in (lotus.adviser, lotus.manager):
        client.force_login(person.account)
        page = client.get("/desk/legal_services.worklog/new/").content.decode()
        assert f'<option value="{held.pk}"' in page, person
