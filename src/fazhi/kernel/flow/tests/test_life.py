"""The life of a case through the kernel's doors: registered, stepped, refused, timed, counted."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.example.models import Visit, Visitor

from fazhi.kernel.flow import doors, passing_time, registers
from fazhi.kernel.flow.lives import Life, give_keys, write
from fazhi.kernel.flow.models import Reminder
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.ledger import book
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.numbers import NumberSeries
from fazhi.kernel.records.querysets import count_in_scope

MORNING = datetime(2024, 9, 27, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


def visit(world, **data):
    parts = {"visitors": [Visitor(name="䶮某", id_number="11010519491231002X")]}
    fields = {"unit": world.town, "title": "张某来访", "topic": "advice", "question": "工资拖欠", **data}
    return doors.register(Visit, world.clerk, fields, parts, at=MORNING)


def test_a_registered_case_is_numbered_counted_timed_and_found(world):
    case = visit(world)
    assert case.number == "荷花访〔2024〕1号"
    assert case.due_on == date(2024, 10, 8)  # Sunday 29 and Monday 30 September were worked, 1 to 7 October were not
    assert count_in_scope(Visit, world.clerk) == count_in_scope(Visit, world.city_leader) == 1
    assert [event.title for event in book.history(case)] == ["登记"]
    for text in ("张某", "zhangmou", "zm", "䶮某", "荷花访2024", "来访"):
        assert list(Visit.objects.visible_to(world.clerk).found_by(text)) == [case], text


def test_a_stranger_sees_and_counts_nothing(world):
    visit(world)
    assert not Visit.objects.visible_to(world.stranger)
    assert count_in_scope(Visit, world.stranger) == 0
    assert not Visit.objects.visible_to(None)


def test_a_step_moves_the_state_and_writes_who_what_and_when(world):
    case = visit(world)
    done = doors.take("answer", case, world.clerk, {"answer": "可以申请仲裁"}, version=case.version, at=MORNING)
    assert (done.state, done.answered_on, done.version) == ("answered", date(2024, 9, 27), 2)
    event = book.history(case).first()
    assert event.actor == world.clerk and event.changes["answer"] == ["", "可以申请仲裁"]
    assert {row["name"]: row["state"] for row in done.clocks} == {
        "in_waiting": "met",
        "in_answered": "running",
        "objection": "running",
    }
    assert count_in_scope(Visit, world.clerk, ("answered",)) == 1 and count_in_scope(Visit, world.clerk, ("waiting",)) == 0


@pytest.mark.parametrize(
    ("step", "who", "data", "sentence"),
    [
        ("close", "leader", {}, "只能在“已答复”时办理"),
        ("answer", "leader_of_elsewhere", {"answer": "好"}, "您没有这个岗位"),
        ("expire", "clerk", {}, "您没有这个岗位"),
    ],
)
def test_the_wrong_state_role_or_unit_is_refused_and_nothing_changes(world, step, who, data, sentence):
    case = visit(world)
    person = {"leader": world.leader, "leader_of_elsewhere": world.stranger, "clerk": world.clerk}[who]
    before = Event.objects.count()
    with pytest.raises(NotAllowed, match=sentence):
        doors.take(step, case, person, data)
    case.refresh_from_db()
    assert (case.state, case.version, Event.objects.count()) == ("waiting", 1, before)


def test_a_gate_refuses_with_its_article(world):
    case = doors.register(Visit, world.clerk, {"unit": world.town, "title": "无人来访", "topic": "advice", "question": "x"})
    offers = {offer.step.name: offer for offer in doors.steps_open_to(world.clerk, case)}
    assert not offers["answer"].is_open and offers["answer"].refusals[0].law == "人民调解法 第三条"
    with pytest.raises(NotAllowed, match="没有登记来访人"):
        doors.take("answer", case, world.clerk, {"answer": "好"})


def test_a_missing_answer_names_the_field(world):
    with pytest.raises(ValidationError) as error:
        doors.take("answer", visit(world), world.clerk, {"answer": ""})
    assert error.value.message_dict == {"answer": ["请填写答复内容"]}


def test_who_comes_second_is_told_what_changed(world):
    case = visit(world)
    doors.take("answer", case, world.clerk, {"answer": "先到"}, version=1)
    with pytest.raises(Stale, match="陈某.*答复"):
        doors.take("answer", case, world.clerk, {"answer": "后到"}, version=1)


def test_the_same_submit_twice_acts_once(world):
    case = visit(world)
    first = doors.take("answer", case, world.clerk, {"answer": "一"}, key="k1")
    again = doors.take("answer", case, world.clerk, {"answer": "一"}, key="k1")
    assert first.version == again.version == 2 and Event.objects.filter(act="answer").count() == 1


def test_a_rolled_back_registration_leaves_no_gap(world):
    visit(world)
    with pytest.raises(ValidationError):
        doors.register(
            Visit,
            world.clerk,
            {"unit": world.town, "title": "错", "topic": "advice", "question": "x"},
            {"visitors": [Visitor(name="李某", id_number="110105194912310021")]},
            at=MORNING,
        )
    assert visit(world).number.endswith("2号") and NumberSeries.objects.get().last == 2


def test_each_unit_counts_its_own_numbers_and_begins_anew_each_year(world):
    told = [
        doors.register(
            Visit,
            world.city_leader,
            {"unit": unit, "title": "来访", "topic": "advice", "question": "?"},
            at=MORNING.replace(year=year),
        ).number
        for unit, year in ((world.town, 2024), (world.town, 2024), (world.far_town, 2024), (world.town, 2025))
    ]
    assert told == ["荷花访〔2024〕1号", "荷花访〔2024〕2号", "渔歌访〔2024〕1号", "荷花访〔2025〕1号"]


def test_a_pause_moves_the_last_day(world):
    case = visit(world)
    rested = doors.take("rest", case, world.clerk, reason="缺身份证明", at=MORNING.replace(day=28))
    assert rested.due_on is None
    resumed = doors.take("resume", case, world.clerk, at=MORNING.replace(month=10, day=9))
    assert resumed.due_on > date(2024, 10, 9)


def test_time_itself_takes_the_step_the_law_deems_once(world):
    case = visit(world)
    assert passing_time.lapse(date(2024, 10, 8)) == []
    assert [one.state for one in passing_time.lapse(date(2024, 10, 20))] == ["expired"]
    assert passing_time.lapse(date(2024, 10, 20)) == []
    event = book.history(case).first()
    assert event.actor is None and event.happened_at.astimezone().date() == date(2024, 10, 9)


def test_each_reminder_is_given_exactly_once(world):
    visit(world)
    days = [date(2024, 10, day) for day in (4, 5, 6, 7, 8, 9, 10)]
    given = [passing_time.remind(day) + passing_time.remind(day) for day in days]
    assert given == [0, 1, 0, 1, 0, 1, 0] and Reminder.objects.count() == 3


def test_whole_lives_run_through_the_same_gates(world):
    cases = [Visit(unit=world.town, title=f"第{i}件", topic="advice", question="?") for i in range(5)]
    give_keys(cases)
    lives = [Life(case) for case in cases]
    for i, life in enumerate(lives):
        life.begin(world.clerk, date(2024, 9, 2), {"visitors": [Visitor(name="某甲")]})
        if i % 2:
            life.take(life.flow.answer, world.clerk, date(2024, 9, 3), {"answer": "答"})
    with CaptureQueriesContext(
        connection,
    ) as asked:
        write(lives)
    assert len(asked) < 12
    assert Visit.objects.filter(state="answered").count() == 2 and Event.objects.count() == 7
    assert sorted(Visit.objects.values_list("number", flat=True)) == [f"荷花访〔2024〕{i}号" for i in range(1, 6)]
    orphan = Life(Visit(unit=world.town, title="无人", topic="advice", question="?"))
    orphan.begin(world.clerk, date(2024, 9, 2))
    with pytest.raises(NotAllowed, match="没有登记来访人"):
        orphan.take(orphan.flow.answer, world.clerk, date(2024, 9, 3), {"answer": "答"})


def test_the_ledger_takes_no_change_and_no_deletion(world):
    visit(world)
    event = Event.objects.get()
    with pytest.raises(PermissionError):
        event.save()
    with pytest.raises(PermissionError):
        event.delete()


def test_a_correction_needs_its_reason(world):
    case = visit(world)
    with pytest.raises(ValidationError):
        registers.correct(case, world.clerk, {"title": "李某来访"}, version=1, reason=" ")
    fixed = registers.correct(case, world.clerk, {"title": "李某来访"}, version=1, reason="写错姓名")
    assert list(Visit.objects.visible_to(world.clerk).found_by("李某")) == [fixed]
    assert book.history(case).first().changes == {"title": ["张某来访", "李某来访"]}


def test_registering_and_stepping_keep_their_statement_counts(world):
    visit(world)  # what is asked once a process, settings and days off, is asked here
    clerk = Person.objects.get(pk=world.clerk.pk)
    with CaptureQueriesContext(connection) as asked:
        case = doors.register(
            Visit,
            clerk,
            {"unit": world.town, "title": "数一数", "topic": "advice", "question": "?"},
            {"visitors": [Visitor(name="某甲")]},
            key="a",
        )
    assert len(asked) <= 12, [query["sql"][:90] for query in asked]
    clerk = Person.objects.get(pk=world.clerk.pk)
    with CaptureQueriesContext(connection) as asked:
        doors.take("answer", case, clerk, {"answer": "好"}, version=1, key="b")
    assert len(asked) <= 10, [query["sql"][:90] for query in asked]


def test_who_joins_a_case_later_is_found_beside_those_who_came_first(world):
    case = doors.take("bring", visit(world), world.clerk, {"name": "欧阳修"}, at=MORNING)
    assert [list(Visit.objects.visible_to(world.clerk).found_by(text)) for text in ("欧阳", "oyx", "䶮某")] == [[case]] * 3
