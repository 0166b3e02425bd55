"""What holds of every flow: wrong roles, states and units are refused, clocks cite what exists, and nothing is written then."""

import pytest

from fazhi.kernel import registry
from fazhi.kernel.calendar import Period
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.gates import Condition
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Grant, Person
from tests.asking import OF_SETS
from tests.every.putting import case_of, holder
from tests.every.routes import some
from tests.world import SINCE

FLOWS = sorted(registry.on("flows"))


def steps(turn):
    flows = some(FLOWS, turn)
    return [pytest.param(label, name, id=f"{label}.{name}") for label in flows for name in registry.find("flows", label).steps]


@pytest.mark.parametrize(("label", "name"), steps(0))
def test_each_step_refuses_the_wrong_state_and_changes_nothing(world, label, name):
    flow = registry.find("flows", label)
    step, others = flow.steps[name], [state for state in flow.states.values() if state not in flow.steps[name].source]
    someone = holder(world, *step.roles)
    for state in others[:1]:
        case = case_of(flow, world, state.name)
        with pytest.raises(NotAllowed, match="只能在"):
            doors.take(step, case, someone, {}, reason="试")
        case.refresh_from_db()
        assert (case.state, case.version, Event.objects.filter(record_id=case.pk, of=label).count()) == (state.name, 1, 0)


@pytest.mark.parametrize(("label", "name"), steps(1))
def test_each_step_refuses_the_wrong_role_and_the_wrong_unit(world, label, name):
    flow = registry.find("flows", label)
    step = flow.steps[name]
    case = case_of(flow, world, step.source[0].name)
    others = [role for role in registry.on("roles").values() if role not in step.roles and role not in ("public", "schedule")]
    elsewhere = Person.objects.create(name="外乡某", unit=world.far_town, valid_from=SINCE)
    Grant.objects.bulk_create([Grant(person=elsewhere, role=role, unit=world.far_town, valid_from=SINCE) for role in step.roles])
    for someone in (holder(world, *others) if step.by else elsewhere, elsewhere, None):
        with pytest.raises(NotAllowed):
            doors.take(step, case, someone, {}, reason="试")
    case.refresh_from_db()
    assert (case.state, case.version) == (step.source[0].name, 1)


@pytest.mark.parametrize("act", OF_SETS)
def test_what_may_ask_more_often_is_a_step(act):
    label, _, name = act.rpartition(".")
    assert name in registry.find("flows", label).steps


@pytest.mark.parametrize("label", FLOWS)
def test_a_stranger_sees_nothing(world, label):
    flow = registry.find("flows", label)
    case_of(flow, world, flow.start.name)
    assert not flow.model.objects.visible_to(world.stranger).exists()
    assert not flow.model.objects.visible_to(None).exists()


@pytest.mark.parametrize("label", FLOWS)
def test_each_clock_says_what_it_rests_on(label):
    for clock in registry.find("flows", label).every_clock():
        if isinstance(clock.period, Period):
            assert clock.period.basis is not None, f"{label}: {clock.name} cites neither an article nor a city rule"


def test_every_declaration_holds():
    assert registry.problems() == []


@pytest.mark.parametrize("label", FLOWS)
def test_what_a_step_asks_is_judged_once_it_was_asked(label):
    """A gate that looks at nothing but what its step asks would close the form in which it is to be filled in."""
    flow = registry.find("flows", label)
    for step in flow.steps.values():
        asked = {name for each in step.asked for name in (each, flow.model._meta.get_field(each).attname)} if not step.on else set()
        for gate in step.needs:
            if type(gate) is Condition and (read := _read(gate, flow.model)) and read <= asked:
                assert gate.refusal(flow.model(), None) is None, f"{label}.{step.name}: {gate.sentence}: make it an asked_gate"


def _read(gate, model):
    """What a condition reads of the record."""
    return {name for name in gate.holds.__code__.co_names if hasattr(model, name)}
