"""A month's answers, drawn for each adviser by a public number, read without names by another, scored, sent back, mended."""

from datetime import date

import pytest
import time_machine
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip
from tests.lives import lived
from tests.pages import Window

from fazhi.kernel.documents.declared import Missing
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluation
from fazhi.services.advice.models import AnswerReview, AnswerSample
from fazhi.services.advice.papers import ReviewPaper
from fazhi.services.advice.review_ledgers import ReviewLedger, SampleLedger
from fazhi.services.advice.reviewing import redrawn

from .factories import answered, consultation, parts, step

LOCKED, PUBLIC = date(2024, 10, 8), date(2024, 10, 10)
FULL = {"law_points": 40, "whole_points": 25, "told_points": 15, "plain_points": 10, "kept_points": 10, "findings": ""}
WRONG = {**FULL, "law_points": 0, "findings": "引用的条文与问题无关"}


@pytest.fixture
def closed(lotus):
    """Three consultations that 方律某 answered in September and two that 孙某 did; one of danger that nobody is to read."""
    cases = []
    for day, by in enumerate((lotus.lawyer, lotus.lawyer, lotus.lawyer, lotus.clerk, lotus.clerk), start=3):
        case = consultation(
            lotus, date(2024, 9, day), given=parts(f"王建问：第{day}件，没签合同怎么办？", phone=f"1540000000{day}")
        )
        if by == lotus.lawyer:
            case = step(lotus, case, "assign", date(2024, 9, day), handler=by)
            case = step(lotus, case, "clear", date(2024, 9, day), by)
        case = answered(lotus, case, date(2024, 9, day), by, text="王建可以要求二倍工资。")
        cases.append(step(lotus, case, "close", date(2024, 9, day), reason="不用回访"))
    return cases


def act(at, case, name, on, by=None, **data):
    return doors.take(name, case, by or at.head, data, at=moment(on))


@pytest.fixture
def drawn(lotus, closed):
    data = {"unit": lotus.unit, "month": date(2024, 9, 18), "each": 1, "source": "福利彩票双色球第2024118期", "source_on": PUBLIC}
    sample = doors.register(AnswerSample, lotus.clerk, data, at=moment(date(2024, 10, 7)))
    sample = act(lotus, sample, "commit", LOCKED)
    return act(lotus, sample, "draw", PUBLIC, source_text="3 9 12 20 27 31 + 8")


def test_the_draw_can_be_reckoned_again_and_nobody_reviews_their_own(lotus, drawn):
    assert [(row.adviser, row.size, row.quota) for row in drawn.lists.order_by("size")] == [
        (lotus.clerk, 2, 1),
        (lotus.lawyer, 3, 1),
    ]
    reviews = list(AnswerReview.objects.all())
    assert {row.adviser for row in reviews} == {lotus.clerk, lotus.lawyer}
    assert all(row.handler_id and row.handler_id != row.adviser_id for row in reviews)
    told = redrawn(drawn, lotus.clerk)
    assert "一致" in told.sums[1] and "不一致" not in told.sums[1] and len(told.lines) == 2
    drawn.source_text = "3 9 12 20 27 31 + 9"
    assert "不一致" in redrawn(drawn, lotus.clerk).sums[1]


def test_nothing_is_drawn_before_the_list_is_fixed_and_the_number_is_out(lotus, closed):
    data = {"unit": lotus.unit, "month": date(2024, 9, 1), "each": 1, "source": "第2024118期", "source_on": PUBLIC}
    sample = doors.register(AnswerSample, lotus.clerk, data, at=moment(date(2024, 9, 20)))
    with pytest.raises(NotAllowed, match="还没有过完"):
        act(lotus, sample, "commit", date(2024, 9, 30))
    with pytest.raises(NotAllowed, match="当天已经公布"):
        act(lotus, sample, "commit", PUBLIC)
    sample = act(lotus, sample, "commit", LOCKED)
    with pytest.raises(NotAllowed, match="才公布"):
        act(lotus, sample, "draw", LOCKED, source_text="1")
    with pytest.raises(NotAllowed, match="号码"):
        act(lotus, sample, "draw", PUBLIC, source_text="还不知道")


def test_nobody_chooses_which_answer_is_reviewed(lotus, closed, drawn):
    held = set(AnswerReview.objects.values_list("consultation", flat=True))
    passed_over = next(case for case in closed if case.pk not in held)
    chosen = {"unit": lotus.unit, "sample": drawn, "consultation": passed_over, "adviser": lotus.lawyer, "title": "挑一件"}
    with pytest.raises(NotAllowed, match="不能自己挑选"):
        doors.register(AnswerReview, lotus.clerk, chosen, at=moment(PUBLIC))


def test_a_reviewer_reads_without_names_scores_and_sends_a_wrong_answer_back(lotus, drawn, client):
    review = AnswerReview.objects.get(adviser=lotus.lawyer)
    reviewer, case = review.handler, review.consultation
    client.force_login(reviewer.account)
    page = client.get(f"/desk/advice.answerreview/{review.pk}/").content.decode()
    assert "某某可以要求二倍工资" in page and "王建" not in page and "法条准确、现行有效 40 分" in page
    form = client.get(f"/desk/advice.answerreview/{review.pk}/step/score/").content.decode()
    assert "某某可以要求二倍工资" in form and "法条准确、现行有效 40 分" in form and "王建" not in form
    assert not AnswerReview.objects.visible_to(lotus.lawyer).filter(pk=review.pk).exists()
    with pytest.raises(NotAllowed, match="不能评查自己"):
        act(lotus, review, "score", PUBLIC, lotus.lawyer, **FULL)
    with pytest.raises(ValidationError, match="最多 40 分"):
        act(lotus, review, "score", PUBLIC, reviewer, **{**FULL, "law_points": 41})
    with pytest.raises(ValidationError, match="写明发现的问题"):
        act(lotus, review, "score", PUBLIC, reviewer, **{**WRONG, "findings": ""})
    review = act(lotus, review, "score", PUBLIC, reviewer, **WRONG)
    case.refresh_from_db()
    assert (review.score, review.is_passed, case.score, case.is_qualified) == (60, False, 60, False)
    review = act(lotus, review, "send_back", PUBLIC, reviewer)
    assert AnswerReview.objects.visible_to(lotus.lawyer).filter(pk=review.pk).exists()
    case.refresh_from_db()
    assert "正在核对您的答复" in case.correction_told
    with pytest.raises(NotAllowed, match="还没有更正答复"):
        act(lotus, review, "mend", PUBLIC, reviewer)
    data = {"text": "可以要求二倍工资，最多十一个月。", "cited": "劳动合同法 第八十二条", "told_on": PUBLIC, "aid_told": True}
    step(lotus, case, "correct", PUBLIC, lotus.checker, basis="article", given_as="staff", reason="评查发现引用不准", **data)
    assert act(lotus, review, "mend", PUBLIC, reviewer).state == "closed"


def test_one_finding_outweighs_all_points_and_the_figures_say_so(lotus, drawn):
    first, second = AnswerReview.objects.order_by("pk")
    act(lotus, first, "score", PUBLIC, first.handler, **{**FULL, "fatal": "leak", "findings": "写了对方的电话"})
    with pytest.raises(NotAllowed, match="不合格的退回更正"):
        act(lotus, first, "accept", PUBLIC, first.handler)
    second = act(lotus, second, "score", PUBLIC, second.handler, **FULL)
    with pytest.raises(NotAllowed, match="合格的不用退回更正"):
        act(lotus, second, "send_back", PUBLIC, second.handler)
    assert act(lotus, second, "accept", PUBLIC, second.handler).state == "closed"
    first.refresh_from_db()
    assert (first.score, first.is_passed) == (0, False)
    assert evaluation.evaluate("advice.reviewed", on=date(2024, 12, 31)).value == 2
    assert evaluation.evaluate("advice.pass_rate", on=date(2024, 12, 31)).value == 50


AGAIN = {
    "re_law_points": 40,
    "re_whole_points": 25,
    "re_told_points": 15,
    "re_plain_points": 10,
    "re_kept_points": 0,
    "recheck_opinion": "引用的条文是对的，答复晚了一天",
}


@pytest.fixture
def failed(lotus, drawn):
    """方律某's answer, scored sixty by a peer."""
    review = AnswerReview.objects.get(adviser=lotus.lawyer)
    return act(lotus, review, "score", PUBLIC, review.handler, **WRONG)


def other_than(lotus, review):
    return next(who for who in (lotus.clerk, lotus.checker, lotus.head) if who.pk not in (review.handler_id, review.adviser_id))


def test_whose_answer_it_was_objects_in_time_and_somebody_else_scores_anew(lotus, failed):
    with pytest.raises(NotAllowed, match="答复人本人"):
        act(lotus, failed, "object", PUBLIC, failed.handler, objection="不同意")
    returned = act(lotus, failed, "send_back", PUBLIC, failed.handler)
    review = act(lotus, returned, "object", date(2024, 10, 12), lotus.lawyer, objection="第八十二条就是依据")
    assert review.state == "objected"
    for who in (review.handler, lotus.lawyer):
        with pytest.raises(NotAllowed, match="以外的人"):
            act(lotus, review, "recheck", date(2024, 10, 14), who, **AGAIN)
    another = other_than(lotus, review)
    with pytest.raises(ValidationError, match="复核人不能是"):
        act(lotus, review, "name_rechecker", date(2024, 10, 12), lotus.head, rechecker=review.handler)
    review = act(lotus, review, "recheck", date(2024, 10, 14), another, **AGAIN)
    assert (review.first_score, review.score, review.is_passed, review.rechecker) == (60, 90, True, another)
    review.consultation.refresh_from_db()
    assert review.consultation.score == 90
    with pytest.raises(NotAllowed, match="已经提出过异议"):
        act(lotus, review, "object", date(2024, 10, 14), lotus.lawyer, objection="再来")
    assert act(lotus, review, "accept", date(2024, 10, 15), review.handler).state == "closed"
    assert evaluation.evaluate("advice.changed_rate", on=date(2024, 12, 31)).value == 100


def test_an_objection_that_comes_too_late_is_told_its_last_day(lotus, failed):
    with pytest.raises(NotAllowed, match="2024-10-14 以前提出"):
        act(lotus, failed, "object", date(2024, 10, 16), lotus.lawyer, objection="晚了")


def test_the_page_offers_the_objection_to_whose_answer_it_was_and_the_sheet_says_both_scores(lotus, failed):
    with pytest.raises(Missing, match="评分"):
        ReviewPaper.sheet(AnswerReview(sample=failed.sample, consultation=failed.consultation, adviser=failed.adviser))
    with time_machine.travel(moment(PUBLIC), tick=False):
        lawyer = Window(lotus.lawyer)
        assert "提出异议" in lawyer.page_of(failed)
        review = lawyer.step(failed, "object", objection="第八十二条就是依据")
        another = Window(other_than(lotus, review))
        told = another.read(f"/desk/advice.answerreview/{review.pk}/step/recheck/")
        assert "第八十二条就是依据" in told and "引用的条文与问题无关" in told and "王建" not in told
        review = another.step(review, "recheck", **AGAIN)
    text = ReviewPaper.sheet(review).text
    assert "引用的条文是对的" in text and "60" in text and "90" in text and "王建" not in text


def test_a_review_with_its_objection_comes_back_from_its_ledger(lotus, failed):
    review = act(lotus, failed, "object", PUBLIC, lotus.lawyer, objection="第八十二条就是依据")
    act(lotus, review, "recheck", PUBLIC, other_than(lotus, review), **AGAIN)
    for ledger in (SampleLedger, ReviewLedger):
        assert set(round_trip(ledger, lotus.head)) == {"same"}


def test_a_ledger_tells_of_a_second_look(lotus, drawn, closed):
    other = next(case for case in closed if not AnswerReview.objects.filter(consultation=case).exists())
    told = {"sample": drawn, "consultation": other, "unit": lotus.unit, "adviser": lotus.lawyer, "handler": lotus.clerk}
    days = {"opened_on": PUBLIC, "scored_on": PUBLIC, "objected_on": PUBLIC, "rechecked_on": date(2024, 10, 14)}
    told |= {**WRONG, **AGAIN, **days, "objection": "依据没错", "rechecker": lotus.checker, "state": "closed"}
    review = lived(ReviewLedger, lotus.head, **told, closed_on=date(2024, 10, 15))
    assert (review.first_score, review.score, review.rechecker, review.state) == (60, 90, lotus.checker, "closed")
