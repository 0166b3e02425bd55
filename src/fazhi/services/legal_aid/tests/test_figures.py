"""The figures of legal aid: matters and people apart, refusals that stay counted, rates with their denominators."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from fazhi.kernel import registry
from fazhi.kernel.documents.attaching import attach
from fazhi.kernel.indicators import evaluation, rollups
from fazhi.services.legal_aid.models import Objection, Recipient

from .factories import aid_case, assigned, finished, granted, noticed, referral, refused, step
from .test_life import PDF

AS_OF = date(2024, 12, 4)


def value(name, **asked):
    return evaluation.evaluate(f"legal_aid.{name}", on=AS_OF, **asked)


@pytest.fixture
def autumn(lotus, home):
    """A group of three that won, one granted late, a refusal corrected, one refused, one sent on, a notice, a referral."""
    rows = [Recipient(name=f"工人{n}", phone=f"1540000000{n}", groups=["migrant"]) for n in range(3)]
    won = granted(lotus, aid_case(lotus, given={"recipients": rows, "representatives": [], "materials": []}))
    won = step(lotus, won, "assign", lawyer=lotus.fang)
    attach(won, SimpleUploadedFile("裁决书.pdf", PDF), person=lotus.clerk)
    won = finished(lotus, won, date(2024, 10, 8), recovered=Decimal("36000.50"))
    won = step(lotus, won, "score", date(2024, 10, 9), quality_score=88)
    step(lotus, won, "archive", date(2024, 10, 10))
    granted(lotus, aid_case(lotus), date(2024, 9, 11), late_because="等待回函")
    back = refused(lotus, aid_case(lotus))
    step(lotus, back, "object_to", objection_text="不服")
    found = {"findings": "属实", "reasons": "在范围内"}
    step(lotus, Objection.objects.get(), "order", date(2024, 9, 4), lotus.director, **found)
    back.refresh_from_db()
    step(lotus, back, "correct", date(2024, 9, 5), lotus.head, findings="改正")
    refused(lotus, aid_case(lotus))
    step(lotus, aid_case(lotus, competent=lotus.world.far_town), "transfer", transfer_to=lotus.far)
    step(lotus, noticed(lotus), "assign_notified", date(2024, 9, 9), lawyer=lotus.fang, organ_told_on=date(2024, 9, 9))
    case = step(lotus, referral(lotus, consents=True), "arrive")
    step(lotus, case, "accept", accepted_no="1")
    referral(lotus)
    return lotus


def test_one_refusal_corrected_is_one_refusal_and_one_correction(autumn):
    assert (value("refused").value, value("corrected").value) == (2, 1)
    assert (value("objections").value, value("ordered_rate").numerator, value("ordered_rate").denominator) == (1, 1, 1)


def test_matters_and_people_are_counted_apart(autumn):
    found = [value(name).value for name in ("received", "granted", "people", "transferred", "kind_defence", "kind_labour")]
    assert found == [6, 4, 6, 1, 1, 3]


def test_the_days_of_the_law_are_rates_with_their_denominators(autumn):
    expected = {
        "decided_in_time": (3, 4),
        "assigned_in_time": (1, 2),
        "refused_rate": (2, 4),
        "special_share": (1, 4),
        "good_rate": (1, 1),
        "judged_in_time": (1, 1),
        "archived_in_time": (1, 1),
    }
    assert {name: (value(name).numerator, value(name).denominator) for name in expected} == expected


def test_what_was_won_comes_from_documents_alone(autumn):
    assert value("recovered").value == Decimal("36000.50")


def test_a_referral_is_a_service_once_it_is_accepted(autumn):
    assert (value("referrals").value, value("referred_notary").value) == (1, 1)


def test_who_ends_without_a_rating_is_not_satisfied(lotus):
    finished(lotus, assigned(lotus), date(2024, 10, 8))
    assert (value("satisfaction").denominator, value("participation").denominator) == (0, 1)


def test_every_figure_of_legal_aid_opens_into_its_records(autumn):
    for code, indicator in registry.on("indicators").items():
        if code.startswith("legal_aid."):
            found = evaluation.evaluate(code, on=AS_OF)
            assert indicator.label in found.definition, code
            assert evaluation.records_of(found).count() == found.records, code
    assert rollups.differences() == []
