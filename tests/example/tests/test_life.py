"""The life of a visit, from the door to the shelf."""

import pytest

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluate, records_of

from ..models import Visit, Visitor


def visit(world, *people):
    fields = {"unit": world.town, "title": "某事", "topic": "advice", "question": "问"}
    return doors.register(Visit, world.clerk, fields, {"visitors": list(people)})


def test_who_came_is_answered_and_the_leader_closes(world):
    case = visit(world, Visitor(name="张三丰"))
    case = doors.take("answer", case, world.clerk, {"answer": "可以申请仲裁"})
    case = doors.take("close", case, world.leader)
    assert (case.state, case.answered_on) == ("closed", case.opened_on)
    assert list(records_of(evaluate("example.answer_rate"), "numerator")) == [case]


def test_without_people_there_is_no_answer(world):
    with pytest.raises(NotAllowed, match="没有登记来访人"):
        doors.take("answer", visit(world), world.clerk, {"answer": "答"})
    assert Visit.objects.get().version == 1


def test_another_town_sees_nothing(world):
    visit(world, Visitor(name="张三丰"))
    assert not Visit.objects.visible_to(world.stranger).exists()
