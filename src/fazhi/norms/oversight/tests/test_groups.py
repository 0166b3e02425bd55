"""Reviewers work in groups: a leader and two who score apart; what falls is allotted, and each group reports."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip
from tests.lives import lived
from tests.world import person, unit

from fazhi.kernel.documents.blocks import Table
from fazhi.kernel.flow import doors

from ..ledgers import FileLedger, GroupLedger
from ..models import ReviewedFile, ReviewGroup, ReviewPlan
from ..papers.reviews import GroupsPaper
from ..roles import FILE_REVIEWER
from .factories import DAY, at, refused, step
from .reviews import LISTING, NUMBERS, SOURCE_DAY, plan, scored

WORDS = {"main_problems": "送达回证不全", "suggestions": "逐项整改"}


def group(lotus, made, title, *team):
    given = {"unit": lotus.county, "plan": made, "title": title, "leader": team[0], "first": team[1], "second": team[2]}
    return doors.register(ReviewGroup, lotus.first, given, at=at(DAY))


@pytest.fixture
def reviewing(lotus):
    """Two groups of three; somebody of the second works in the body that is reviewed."""
    made = plan(lotus)
    one = group(lotus, made, "第一组", *lotus.reviewers)
    others = [person(name, lotus.county, FILE_REVIEWER) for name in ("评丁", "评戊")]
    two = group(lotus, made, "第二组", *others, person("城管评", lotus.body, FILE_REVIEWER))
    other = unit("990101-SS", "荷塘区水务局", "department", lotus.county)
    for body in (lotus.body, other):
        made = step(made, "list_external", lotus.first, body=body, kind="enforcement.penaltycase", listing=LISTING)
    made = step(step(made, "commit", lotus.leader), "draw", lotus.first, SOURCE_DAY, source_text=NUMBERS)
    return made, one, two


def test_what_falls_is_allotted_evenly_and_past_who_must_avoid_it(lotus, reviewing):
    made, one, two = reviewing
    told = {(file.group_id, file.body_id) for file in made.files.all()}
    assert (two.pk, lotus.body.pk) not in told and {group for group, _ in told} == {one.pk, two.pk}
    assert made.files.filter(group=one).count() == made.files.filter(group=two).count() == 4


def test_a_group_scores_and_its_leader_reports(lotus, reviewing):
    made, one, two = reviewing
    for file in made.files.filter(group=one):
        file = step(file, "assign_to_group", lotus.first, SOURCE_DAY)
        assert (file.first, file.second, file.state) == (one.first, one.second, "scoring")
    leader = one.leader
    assert "还有 4 卷没有评出等次" in refused(step, one, "report", leader, SOURCE_DAY, **WORDS)
    for file in made.files.filter(group=one):
        for sheet in file.sheets.all():
            scored(sheet)
        step(step(ReviewedFile.objects.get(pk=file.pk), "tell", lotus.first, DAY), "agree", lotus.first, DAY)
    assert "由组长提交" in refused(step, one, "report", one.first, date(2025, 9, 20), **WORDS)
    done = step(one, "report", leader, date(2025, 9, 20), **WORDS)
    table = next(block for block in GroupsPaper().blocks(done) if isinstance(block, Table))
    assert (done.state, len(table.rows), table.rows[0][-1]) == ("reported", 4, "优秀")
    for file in made.files.filter(group=two):
        step(file, "withdraw", lotus.leader, DAY)
    text = refused(step, ReviewPlan.objects.get(), "report", lotus.first, date(2025, 9, 21), **WORDS)
    assert "第二组还没有提交小组报告" in text


def test_who_stands_in_a_group_stands_in_no_other(lotus):
    made = plan(lotus)
    group(lotus, made, "第一组", *lotus.reviewers)
    with pytest.raises(ValidationError, match="评甲已经在第一组"):
        group(
            lotus, made, "第二组", person("评丁", lotus.county, FILE_REVIEWER), person("评戊", lotus.county), lotus.reviewers[0]
        )
    with pytest.raises(ValidationError, match="应当是三个人"):
        group(lotus, made, "第二组", lotus.first, lotus.second, lotus.second)


def test_groups_are_formed_before_the_draw(lotus, reviewing):
    text = refused(group, lotus, ReviewPlan.objects.get(), "第三组", lotus.first, lotus.second, lotus.third)
    assert "已经抽取的方案不再编组" in text


def test_a_group_and_its_files_go_out_and_in(lotus, reviewing):
    made, one, _ = reviewing
    row = {"plan": made, "opened_on": DAY, "leader": lotus.first, "first": lotus.second, "second": lotus.third}
    told = lived(GroupLedger, lotus.first, **row, title="纸质一组", **WORDS, reported_on=date(2025, 9, 20), state="reported")
    assert told.state == "reported"
    step(made.files.filter(group=one).first(), "assign_to_group", lotus.first, SOURCE_DAY)
    assert round_trip(GroupLedger, lotus.first) == {"same": 3} and round_trip(FileLedger, lotus.first) == {"same": 8}
