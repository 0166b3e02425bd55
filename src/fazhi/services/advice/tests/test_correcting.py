"""Corrections are pushed: who was answered from what no longer holds is found, sees it with the code, and is told; four working hours to triage."""

from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.models import Reminder
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.advice.correcting import heed_law
from fazhi.services.advice.models import Consultation, QAEntry

from .factories import answered, consultation, parts, step

BEFORE, AFTER = date(2024, 12, 20), date(2025, 1, 6)


def test_whoever_was_answered_from_an_amended_article_sees_it_and_is_told(lotus, pilot):
    case = answered(lotus, consultation(lotus, BEFORE), BEFORE, cited="试点法第二条")
    other = answered(lotus, consultation(lotus, BEFORE, given=parts(phone="15400000002")), BEFORE, cited="试点法第一条")
    assert heed_law(AFTER) == 0
    pilot()
    assert (heed_law(AFTER), heed_law(AFTER)) == (1, 0)
    case.refresh_from_db()
    assert "修订或者废止" in case.correction_told and not Consultation.objects.get(pk=other.pk).correction_told
    assert "核对答复并告知咨询人" in Reminder.objects.get().sentence
    assert [row["name"] for row in clocks.running(case) if row["name"] == "correcting"]
    row, today = case.corrections.get(), timezone.localdate()
    with pytest.raises(ValidationError, match="不能晚于今天"):
        step(lotus, case, "tell_correction", timezone.now(), part=row, told_on=today + timedelta(days=1), how="phone")
    step(lotus, case, "tell_correction", timezone.now(), part=case.corrections.get(), told_on=today, how="phone")
    assert not case.corrections.get().is_open
    with pytest.raises(NotAllowed, match="已经告知"):
        step(lotus, case, "tell_correction", timezone.now(), part=case.corrections.get(), told_on=today, how="phone")


def test_the_asker_is_reached_only_as_is_safe(lotus, pilot):
    case = answered(lotus, consultation(lotus, BEFORE, given=parts(contact="no_call")), BEFORE, cited="试点法第二条")
    pilot()
    heed_law(AFTER)
    with pytest.raises(NotAllowed, match="勿打电话"):
        step(lotus, case, "tell_correction", timezone.now(), part=case.corrections.get(), told_on=AFTER, how="phone")
    step(lotus, case, "dismiss_correction", timezone.now(), part=case.corrections.get(), reason="新条文结论不变")
    case = Consultation.objects.get()
    assert case.correction_told == "" and heed_law(AFTER) == 0


def test_an_answer_that_turns_away_from_an_article_doubts_the_others_that_rest_on_it(lotus, pilot):
    case = answered(lotus, consultation(lotus, BEFORE), BEFORE, cited="试点法第二条")
    other = answered(lotus, consultation(lotus, BEFORE, given=parts(phone="15400000002")), BEFORE, cited="试点法第二条")
    given = {"text": "应当适用第一条。", "cited": "试点法第一条", "basis": "article", "aid_told": True, "told_on": BEFORE}
    step(lotus, case, "correct", BEFORE, lotus.checker, reason="引错条文", **given)
    assert other.corrections.get().why == "answer" and not case.corrections.exists()


def test_a_published_entry_is_hidden_when_its_law_changes_and_its_asker_learns_of_it(lotus, pilot):
    case = answered(lotus, consultation(lotus, BEFORE), BEFORE, cited="试点法第二条")
    step(lotus, case, "propose_entry", BEFORE)
    step(lotus, QAEntry.objects.get(), "publish", BEFORE, lotus.head)
    pilot()
    assert heed_law(AFTER) == 2
    assert QAEntry.objects.get().state == "expired"
    assert set(case.corrections.values_list("why", flat=True)) == {"law", "entry"}


def test_an_entry_is_hidden_however_late_the_library_learns_of_the_amendment(lotus, pilot):
    step(lotus, answered(lotus, consultation(lotus, AFTER), AFTER, cited="试点法第二条"), "propose_entry", AFTER)
    step(lotus, QAEntry.objects.get(), "publish", AFTER, lotus.head)  # in the new version's time, by the words of the old
    heed_law(AFTER)
    assert QAEntry.objects.get().state == "published"
    pilot()
    heed_law(AFTER)
    assert QAEntry.objects.get().state == "expired"


def test_a_question_from_the_net_is_triaged_within_four_working_hours(lotus):
    friday = timezone.make_aware(datetime(2024, 9, 6, 16, 0))
    case = consultation(lotus, friday, channel="website", reply_by="code")
    row = next(clocks.running(case))
    assert row["length"] == "4个工作小时" and row["due"] == "2024-09-09" and "T" in row["ends_at"]
    monday = datetime.fromisoformat(row["ends_at"])
    late = step(lotus, case, "assign", monday + timedelta(minutes=1), handler=lotus.lawyer)
    assert late.overran and late.clocks[0]["state"] == "missed"
    kept = consultation(lotus, friday, channel="website", reply_by="code", given=parts(phone="15400000003"))
    assert not step(lotus, kept, "assign", monday, handler=lotus.lawyer).overran
