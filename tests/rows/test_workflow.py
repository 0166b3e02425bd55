"""W1 to W5: no wrong transition, no second winner, no number twice."""

from random import Random

import pytest
from django.db import transaction

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.approvals import approvals_of, approve
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import ApprovalLevel, Person
from fazhi.kernel.records.numbers import Numbering, allocate
from fazhi.services.mediation.models import Committee
from fazhi.services.mediation.tests.factories import committee_of
from tests.every.putting import case_of
from tests.every.routes import ALL
from tests.example.models import Visit, Visitor
from tests.rows.parallel import at_once
from tests.rows.soundness import breaches
from tests.world import unit

pytestmark = pytest.mark.django_db(transaction=True)


def visit(world, key="", **data):
    fields = {"unit": world.town, "title": "张某来访", "topic": "advice", "question": "工资拖欠", **data}
    return doors.register(Visit, fresh(world.clerk), fields, {"visitors": [Visitor(name="张某")]}, key=key)


def fresh(person):
    """The person as another request finds it."""
    return Person.objects.get(pk=person.pk)


@pytest.mark.django_db
@pytest.mark.parametrize("label", sorted(registry.on("flows")))
def test_w1_every_illegal_transition_is_refused_and_leaves_the_row(world, label):
    flow = registry.find("flows", label)
    case = case_of(flow, world, flow.start.name)
    for state in flow.states:
        flow.model._base_manager.filter(pk=case.pk).update(state=state)
        before = flow.model.objects.filter(pk=case.pk).values().get()
        illegal = [step for step in flow.steps.values() if flow.states[state] not in step.source]
        for place, step in enumerate(illegal):
            if ALL or (place + list(flow.states).index(state)) % 3 == 0:
                with pytest.raises(NotAllowed, match="只能在"):
                    doors.take(step, case, world.city_leader, {}, reason="试")
        assert flow.model.objects.filter(pk=case.pk).values().get() == before
    assert not Event.objects.filter(of=label, record_id=case.pk).exists()


def test_w3_one_form_sent_by_twenty_at_once_is_one_record_with_one_number(world):
    answers = at_once(20, lambda _: visit(world, key="one-form").number)
    assert answers == ["荷花访〔2024〕1号".replace("2024", str(Visit.objects.get().opened_on.year))] * 20
    assert breaches() == []


def test_w3_one_entry_of_a_register_sent_by_ten_at_once_is_one_record(world):
    place = unit("990101001201T", "莲塘村人民调解委员会", "committee", world.town)
    answers = at_once(10, lambda _: registers.enter(committee_of(place, world.town), fresh(world.clerk), key="one-entry").pk)
    assert answers == [Committee.objects.get().pk] * 10
    assert breaches() == []


def test_w3_one_step_sent_by_twenty_at_once_is_taken_once(world):
    case = visit(world)
    answers = at_once(20, lambda _: doors.take("answer", case, fresh(world.clerk), {"answer": "好"}, version=1, key="one-step"))
    assert {(answer.state, answer.version) for answer in answers} == {("answered", 2)}
    assert breaches() == []


def test_w4_of_thirty_two_who_decide_at_once_one_wins_and_the_others_are_told(world):
    case = visit(world)
    steps = [("answer", {"answer": "好"}, ""), ("rest", {}, "缺材料")]

    def decide(number):
        name, data, reason = steps[number % 2]
        return doors.take(name, case, fresh(world.clerk), data, version=case.version, reason=reason)

    answers = at_once(32, decide)
    won = [answer for answer in answers if isinstance(answer, Visit)]
    told = [answer for answer in answers if isinstance(answer, NotAllowed | Stale)]
    assert (len(won), len(told)) == (1, 31), [repr(answer) for answer in answers if answer not in won and answer not in told]
    assert Visit.objects.get().state == won[0].state
    assert breaches() == []


def test_w4_of_thirty_two_signatures_of_one_hand_one_stands(world):
    case = visit(world)
    at_once(
        32,
        lambda number: approve(
            case, "close", ApprovalLevel.HEAD, fresh(world.leader), version=1, agrees=number % 2 == 0, opinion="意见"
        ),
    )
    assert len(approvals_of(case)) == 1
    assert Event.objects.filter(act__in=("approve", "disapprove")).count() == 1


def test_w4_a_change_between_reading_and_signing_makes_the_signature_stale(world):
    case = visit(world)
    doors.take("bring", case, world.clerk, {"name": "李某"})
    with pytest.raises(Stale):
        approve(case, "close", ApprovalLevel.HEAD, world.leader, version=1, agrees=True)
    assert not approvals_of(Visit.objects.get())


def test_w5_of_a_thousand_numbers_with_a_tenth_rolled_back_none_is_missing_or_twice(world):
    numbering, chance = Numbering("{serial}", kind="并发"), Random(5)
    fates = [chance.random() < 0.1 for _ in range(1000)]

    def fifty(thread):
        return [number for fails in fates[thread * 50 : thread * 50 + 50] if (number := one(fails))]

    def one(fails):
        try:
            with transaction.atomic():
                number = allocate(world.town, numbering, 2024)
                if fails:
                    raise RuntimeError("rolled back")
                return number
        except RuntimeError:
            return None

    answers = at_once(20, fifty)
    assert [answer for answer in answers if isinstance(answer, Exception)] == []
    given = sorted(int(number) for answer in answers for number in answer)
    assert given == list(range(1, fates.count(False) + 1))


@pytest.mark.parametrize(
    ("spoil", "sentence"),
    [
        (lambda case: Visit._base_manager.filter(pk=case.pk).update(version=7), "version 7"),
        (lambda case: Visit._base_manager.filter(pk=case.pk).update(state="closed"), "tallies"),
        (lambda case: Visit._base_manager.filter(pk=case.pk).update(due_on=None), "due on None"),
        (lambda case: Visit._base_manager.filter(pk=case.pk).delete(), "tallies"),
        (lambda case: Visit._base_manager.filter(pk=case.pk).update(opened_on="2020-01-01"), "example.received"),
    ],
    ids=["lost update", "state moved past the doors", "due day moved", "case deleted", "date moved past the doors"],
)
def test_each_planted_fault_is_found(world, spoil, sentence):
    case = visit(world)
    assert breaches() == []
    spoil(Visit.objects.get(pk=case.pk))
    assert any(sentence in breach for breach in breaches())
