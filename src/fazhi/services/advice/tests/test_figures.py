"""The figures of advice: contacts, matters and people are three things; a rate shows its denominator."""

from datetime import date
from decimal import Decimal

import pytest

from fazhi.kernel import registry
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.indicators import evaluation, rollups
from fazhi.kernel.indicators.figures import figure_table
from fazhi.kernel.indicators.windows import AVG
from fazhi.kernel.indicators.wording import About

from .factories import ADULT_ID, DAY, answered, consultation, parts, step

AS_OF = date(2024, 12, 4)


def value(name, **asked):
    return evaluation.evaluate(f"advice.{name}", on=AS_OF, **asked)


@pytest.fixture
def autumn(lotus):
    """One asker twice on one matter and once on another, one without a name, one on the hotline, one withdrawn, one not answerable."""
    first = answered(lotus, consultation(lotus, given=parts(id_number=ADULT_ID)))
    answered(lotus, consultation(lotus, date(2024, 9, 20), given=parts(id_number=ADULT_ID)), date(2024, 9, 20))
    answered(lotus, consultation(lotus, topic="loan", given=parts(id_number=ADULT_ID)), cited="民法典 第六百七十五条")
    nameless = consultation(
        lotus, is_anonymous=True, channel="website", reply_by="code", given=parts(name="", alias="李女士", phone="")
    )
    answered(lotus, nameless, date(2024, 9, 9))
    answered(lotus, consultation(lotus, channel="hotline", topic="traffic"))
    step(lotus, consultation(lotus, topic="lease"), "withdraw")
    step(lotus, consultation(lotus, topic="house"), "decline", text="材料不足")
    step(lotus, first, "finish", date(2024, 9, 12), method="phone", rating="4")
    return lotus


def test_contacts_matters_and_people_are_counted_apart(autumn):
    found = [value(name).value for name in ("contacts", "matters", "people", "anonymous", "received")]
    assert found == [4, 3, 1, 1, 6]
    assert "不含12348热线" in value("contacts").definition and "同一事项多次咨询只计一件" in value("matters").definition


def test_satisfaction_is_shown_with_how_many_took_part(autumn):
    assert (value("satisfaction").numerator, value("satisfaction").denominator) == (1, 1)
    assert (value("participation").numerator, value("participation").denominator) == (1, 5)


def test_who_declines_or_is_not_reached_is_not_satisfied(lotus):
    for reached, rating in ((True, "0"), (False, ""), (True, "2")):
        case = answered(lotus, consultation(lotus))
        step(lotus, case, "finish", date(2024, 9, 12), method="phone", is_reached=reached, rating=rating)
    assert (value("satisfaction").numerator, value("satisfaction").denominator, value("participation").numerator) == (0, 1, 1)


def test_time_to_the_first_answer_is_in_hours(lotus):
    case = consultation(lotus, moment(DAY).replace(hour=9))
    answered(lotus, case, moment(DAY).replace(hour=9, minute=30))
    case = consultation(lotus, moment(DAY).replace(hour=9))
    answered(lotus, case, moment(date(2024, 9, 4)).replace(hour=9, minute=30))
    assert value("first_answer").value.quantize(Decimal("0.01")) == Decimal("12.50") and value("first_answer").text == "12.5小时"


def test_rates_of_duty_name_their_denominators(autumn):
    expected = {
        "citation_rate": (5, 5),
        "aid_told_rate": (5, 5),
        "late_rate": (1, 4),
        "repeat_rate": (1, 4),
        "referred_rate": (0, 4),
    }
    assert {name: (value(name).numerator, value(name).denominator) for name in expected} == expected


def test_the_yearly_mean_counts_complete_years_alone(lotus):
    for day in (date(2023, 3, 1), date(2023, 5, 4), date(2024, 2, 1)):
        answered(lotus, consultation(lotus, day), day)
    row = next(row for row in figure_table(AS_OF) if row.code == "K2")
    assert (row.value, row.text) == (2, "年均免费公益法律咨询2人次")
    assert value("contacts", window=AVG).value == 2


def test_the_wording_of_the_report_holds():
    assert About(10_000).write(21_300, "人次") == "2万余人次" and About(10_000).write(20_000, "人次") == "2万人次"


def test_every_figure_of_advice_opens_into_its_records(autumn):
    for code, indicator in registry.on("indicators").items():
        if code.startswith("advice."):
            found = evaluation.evaluate(code, on=AS_OF)
            assert found.text and indicator.label in found.definition, code
            assert evaluation.records_of(found).count() == found.records, code
    assert rollups.differences() == []
