"""A review of files: fixed before the chance falls, drawn so that anybody can draw it again, scored blind, graded by what was found."""

import hmac
from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from django.core.exceptions import ValidationError
from tests.every.putting import bare
from tests.lives import lived
from tests.world import person

from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.passing_time import lapse
from fazhi.kernel.indicators import evaluate
from fazhi.kernel.org.models import Grant, Person

from ..conduct.reviews import ranked
from ..ledgers import FileLedger
from ..models import ReviewedFile, ReviewPlan, ScoreSheet, Supervision
from ..roles import FILE_REVIEWER
from .factories import DAY, refused, step
from .reviews import LISTING, NUMBERS, SOURCE_DAY, assigned, committed, drawn, item, plan, scored, template, told

ENOUGH = {"立案、调查取证程序": 5}
FATAL = {"违反法定程序": 0}


def test_whoever_has_the_lists_and_the_number_draws_the_same(lotus):
    """Written apart from the server's code: the sample follows from what was fixed and what fell."""
    files = drawn(lotus)
    made = ReviewPlan.objects.get()
    key = hmac.new(bytes.fromhex(made.plan_hash), b"3.6.11.17.25.28.33./", sha256).digest()
    begin = f"F\0{made.pk}\0{lotus.body.pk}:enforcement.penaltycase\0".encode()
    ranks = sorted((hmac.new(key, begin + line.encode(), sha256).hexdigest(), line) for line in LISTING.splitlines())
    assert [(file.rank, file.file_no) for file in files] == ranks[:4]
    assert [rank for rank, *_ in ranked(made)] == [rank for rank, _ in ranks[:4]]


def test_the_order_of_the_list_and_double_lines_change_nothing(lotus):
    files = {file.file_no for file in drawn(lotus)}
    made = ReviewPlan.objects.get()
    stratum = made.strata.get()
    assert (stratum.size, stratum.quota) == (30, 4)
    shuffled = "\n".join(reversed(LISTING.splitlines())) + "\n" + LISTING.splitlines()[0]
    stratum.listing = shuffled
    stratum.fix(4)
    assert stratum.root == made.strata.get().root and len(files) == 4


def test_a_number_that_is_known_already_is_no_chance(lotus):
    made = step(plan(lotus, source_on=DAY), "list_external", lotus.first, body=lotus.body, kind="other", listing="1号")
    assert "已经公布" in refused(step, made, "commit", lotus.leader)
    assert "要先写明公开随机源" in refused(step, plan(lotus, source="", source_on=None), "commit", lotus.leader)


def test_nobody_draws_before_the_number_is_out(lotus):
    made = committed(lotus)
    assert "还不能抽取" in refused(step, made, "draw", lotus.first, date(2025, 9, 8), source_text=NUMBERS)
    assert "请填写公布的随机源号码" in refused(step, made, "draw", lotus.first, SOURCE_DAY, source_text="待公布")
    assert "只能在" in refused(step, made, "list_external", lotus.first, body=lotus.body, kind="other", listing="好看的一卷")


def test_nobody_adds_a_file_by_hand(lotus):
    made = committed(lotus)
    given = {
        "unit": lotus.county,
        "plan": made,
        "body": lotus.body,
        "kind": "other",
        "file_no": "好看的一卷",
        "title": "好看的一卷",
    }
    assert "由抽取产生" in refused(doors.register, ReviewedFile, lotus.first, given)


def test_reviewers_are_two_and_nobody_of_the_reviewed_unit(lotus):
    file, insider = drawn(lotus)[0], person("城管评", lotus.body, FILE_REVIEWER)
    one = lotus.reviewers[0]
    assert "互不相同" in refused(step, file, "assign", lotus.first, SOURCE_DAY, first=one, second=one)
    assert "应当回避" in refused(step, file, "assign", lotus.first, SOURCE_DAY, first=one, second=insider)
    with pytest.raises(ValidationError, match="second"):
        step(file, "assign", lotus.first, SOURCE_DAY, first=one)


def test_two_reviewers_are_blind_to_each_other_until_both_have_signed(lotus):
    one, other = assigned(lotus, drawn(lotus)[0])
    scored(one, **ENOUGH)
    for who in (lotus.reviewers[1], lotus.first, lotus.leader):
        assert one not in ScoreSheet.objects.visible_to(who)
    assert one in ScoreSheet.objects.visible_to(lotus.reviewers[0])
    scored(other)
    assert one in ScoreSheet.objects.visible_to(lotus.reviewers[1]) and one in ScoreSheet.objects.visible_to(lotus.first)


def test_nobody_scores_for_another_and_not_without_a_reason(lotus):
    one, _ = assigned(lotus, drawn(lotus)[0])
    assert "只能由本人" in refused(step, one, "sign", lotus.reviewers[1], opinion="好")
    told_of = {"item": one.file.plan.template.items.first(), "points": 2, "reason": ""}
    with pytest.raises(ValidationError, match="理由|reason"):
        step(one, "deduct", one.reviewer, why="", **told_of)
    assert "满分 3 分" in refused(step, one, "deduct", one.reviewer, **{**told_of, "points": 4, "reason": "名录里没有"})


def test_scores_that_are_near_are_averaged_and_graded(lotus):
    file = told(lotus, drawn(lotus)[0], ENOUGH, {"送达和各项期限": 2})
    assert (file.total, file.grade, file.due_on) == (Decimal("96.5"), "excellent", date(2025, 9, 28))
    assert {row.item.text[:2] for row in file.problems.all()} == {"立案", "送达"}


def test_a_third_decides_where_two_are_far_apart(lotus):
    file = drawn(lotus)[0]
    one, other = assigned(lotus, file)
    scored(one, 证据种类=12, 违法所得=8)
    scored(other)
    file = ReviewedFile.objects.get(pk=file.pk)
    assert file.state == "third"
    assert "第三评查人不能是" in refused(step, file, "name_third", lotus.first, SOURCE_DAY, third=lotus.reviewers[0])
    file = step(file, "name_third", lotus.first, SOURCE_DAY, third=lotus.reviewers[2])
    assert not ScoreSheet.objects.visible_to(lotus.first).exists()
    scored(file.sheets.get(place="third"), 证据种类=12, 违法所得=4)
    file.refresh_from_db()
    assert (file.state, file.third_total, file.total, file.grade) == ("scored", 84, Decimal("82.0"), "good")


def test_a_fatal_item_fails_a_file_whatever_its_score(lotus):
    file = told(lotus, drawn(lotus)[0], FATAL, FATAL)
    assert (file.total, file.is_fatal, file.grade) == (100, True, "fail")
    file = step(file, "agree", lotus.first, date(2025, 9, 16))
    assert file.final_grade == "fail"
    assert evaluate("oversight.file_fail_rate", on=date(2025, 12, 31)).value == 100


def test_one_who_sees_a_fatal_item_where_the_other_sees_none_brings_in_a_third(lotus):
    one, other = assigned(lotus, drawn(lotus)[0])
    scored(one, **FATAL)
    scored(other)
    assert ReviewedFile.objects.get(pk=one.file_id).state == "third"


def test_an_objection_is_decided_by_who_did_not_score_and_the_grade_follows(lotus):
    file = told(lotus, drawn(lotus)[0], FATAL, FATAL)
    file = step(file, "object", lotus.first, date(2025, 9, 20), objection="已经告知")
    assert file.due_on == date(2025, 10, 10)
    answer = {"recheck_result": "changed", "recheck_opinion": "告知书在副卷"}
    assert "写明复核得分" in refused(step, file, "recheck", lotus.second, date(2025, 9, 22), **answer)
    file = step(file, "recheck", lotus.second, date(2025, 9, 22), **answer, lifts_fatal=True, recheck_score=88)
    assert (file.state, file.final_total, file.final_grade) == ("final", 88, "good")
    assert evaluate("oversight.file_objection_upheld_rate", on=date(2025, 12, 31)).value == 100


def test_a_ledger_cannot_grade_past_a_fatal_item(lotus):
    row = {
        "plan": committed(lotus),
        "body": lotus.body,
        "kind": "other",
        "file_no": "外1号",
        "opened_on": DAY,
        "first": lotus.reviewers[0],
        "second": lotus.reviewers[1],
        "assigned_on": DAY,
        "first_total": 92,
        "second_total": 90,
        "total": 91,
        "told_on": date(2025, 9, 3),
        "closed_on": date(2025, 9, 20),
        "state": "final",
    }
    with pytest.raises(ValidationError, match="应当是不合格"):
        lived(FileLedger, lotus.first, **row, is_fatal=True, final_grade="excellent")
    assert lived(FileLedger, lotus.first, **row, is_fatal=False, final_grade="excellent").final_grade == "excellent"


def test_who_says_nothing_in_time_agrees(lotus):
    file = told(lotus, drawn(lotus)[0], ENOUGH, ENOUGH)
    lapse(date(2025, 9, 30))
    file.refresh_from_db()
    assert (file.state, file.final_grade) == ("final", "excellent")


def test_a_failed_file_becomes_a_clue_once(lotus):
    file = step(told(lotus, drawn(lotus)[0], FATAL, FATAL), "agree", lotus.first, date(2025, 9, 16))
    file = step(file, "supervise", lotus.first, date(2025, 9, 17))
    case = Supervision.objects.get()
    assert (file.supervision, case.source, case.body, case.source_no) == (case, "file_review", lotus.body, file.file_no)
    assert "已经转为监督案件" in refused(step, file, "supervise", lotus.first, date(2025, 9, 17))


def test_a_circular_waits_for_every_file(lotus):
    files = drawn(lotus)
    words = {"main_problems": "程序期限", "suggestions": "整改"}
    assert "还有 4 卷" in refused(step, ReviewPlan.objects.get(), "report", lotus.first, date(2025, 9, 17), **words)
    for file in files:
        step(told(lotus, file, ENOUGH, ENOUGH), "agree", lotus.first, date(2025, 9, 16))
    made = step(ReviewPlan.objects.get(), "report", lotus.first, date(2025, 9, 17), **words)
    made = step(made, "circulate", lotus.leader, date(2025, 9, 18), circular_to="各行政执法单位")
    assert (made.state, made.circular_no) == ("circulated", "荷塘区执评〔2025〕1号")
    assert evaluate("oversight.files_reviewed", on=date(2025, 12, 31)).value == 4


def test_a_standard_adds_up_to_a_hundred(lotus):
    with pytest.raises(ValidationError, match="合计是 40 分"):
        template(lotus, {"block": "facts", "text": "证据", "points": 40}, {"block": "fatal", "text": "越权", "points": 0})


@pytest.fixture
def kept(lotus):
    """Three penalty cases of the body that this platform keeps, closed in the period; 评甲 investigated the first."""
    kind, officer = registry.model("enforcement.penaltycase"), registry.model("enforcement.officer")
    given = {"unit": lotus.body, "path": lotus.body.path, "closed_on": date(2025, 6, 1), "opened_on": date(2025, 5, 1)}
    cases = [
        bare(kind, lotus.world, title=f"第{n}案", state="archived", number=f"荷罚立〔2025〕{n}号", **given) for n in range(3)
    ]
    who = bare(officer, lotus.world, person=lotus.reviewers[0], title="评甲", state="serving", opened_on=DAY)
    bare(registry.model("enforcement.caseofficer"), lotus.world, of=cases[0], officer=who)
    Grant.objects.create(person=lotus.leader, role="supervisor", unit=lotus.county, valid_from=date(2015, 1, 1))
    return cases


def test_files_of_this_platform_list_themselves(lotus, kept):
    made = step(plan(lotus), "commit", lotus.leader)
    stratum = made.strata.get()
    assert (stratum.body, stratum.size, stratum.files[0]) == (lotus.body, 3, f"#{kept[0].pk} 荷罚立〔2025〕0号")
    made = step(made, "draw", lotus.first, SOURCE_DAY, source_text=NUMBERS)
    assert {file.record_id for file in made.files.all()} == {case.pk for case in kept}


def test_who_investigated_does_not_review(lotus, kept):
    made = step(step(plan(lotus), "commit", lotus.leader), "draw", lotus.first, SOURCE_DAY, source_text=NUMBERS)
    one, two, three = lotus.reviewers
    files = {file.record_id: file for file in made.files.all()}
    told_of = refused(step, files[kept[0].pk], "assign", lotus.first, SOURCE_DAY, first=two, second=one)
    assert "评甲是这个案件的承办人员" in told_of
    assert step(files[kept[0].pk], "assign", lotus.first, SOURCE_DAY, first=two, second=three).state == "scoring"
    assert step(files[kept[1].pk], "assign", lotus.first, SOURCE_DAY, first=one, second=two).state == "scoring"


def test_a_draw_and_a_sheet_ask_few_questions(lotus, django_assert_max_num_queries):
    made = committed(lotus, per_stratum=20)
    with django_assert_max_num_queries(30):
        made = step(made, "draw", lotus.first, SOURCE_DAY, source_text=NUMBERS)
    one, _ = assigned(lotus, made.files.first())
    who = Person.objects.get(pk=one.reviewer_id)
    with django_assert_max_num_queries(14):
        doors.take("deduct", one, who, {"item": item("立案"), "points": Decimal(1), "reason": "缺"})
