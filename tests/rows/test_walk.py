"""W2: whoever does whatever in whatever order, a dispute stays sound; a refusal changes nothing. FAZHI_TORTURE=1 walks for an hour."""

import os
from datetime import date, timedelta
from typing import Any, ClassVar

import pytest
from django.core.exceptions import ValidationError
from django.db import models, transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule, run_state_machine_as_test

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, passing_time
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records.models import parts_of
from fazhi.services.mediation.models import Dispute, Mediator
from fazhi.services.mediation.tests.factories import DAY, dispute, village
from tests.rows.soundness import breaches
from tests.world import build

TORTURE = bool(os.environ.get("FAZHI_TORTURE"))
STEPS = registry.find("flows", "mediation.dispute").steps
# The way a dispute goes when all goes well: chance alone would seldom get far.
WELL = ["accept", "begin", "tell_rights", "hold", "settle_term", "agree", "perform", "fulfil", "visit", "close", "archive"]
WHO = ("worker", "director", "clerk", "leader", "stranger", "nobody")
NAMED = {"obligor": "李芳", "obligee": "张建", "routes_told": True, "copies": 3, "consent": "agrees", "amount": "800"}
UNITS = {"court": "court", "told_unit": "police", "to_unit": "police"}


def value_for(column: models.Field, lotus: Any, on: date) -> Any:
    """Something that could be typed into a field."""
    if column.name in NAMED:
        return NAMED[column.name]
    if column.choices:
        return column.choices[0][0]
    if isinstance(column, models.BooleanField):
        return column.has_default() and column.default
    if isinstance(column, models.ForeignKey):
        kinds = {Mediator: lotus.mediator, Unit: getattr(lotus, UNITS.get(column.name, "body")), Person: lotus.worker}
        return kinds.get(column.related_model)
    by_kind = {"DateField": on, "DateTimeField": moment(on), "DecimalField": "800", "JSONField": []}
    return by_kind.get(column.get_internal_type(), 3 if isinstance(column, models.IntegerField) else "张建")


def typed(step: Step, case: Any, lotus: Any, on: date) -> dict[str, Any]:
    """What a step asks, filled in."""
    columns = {column.name: column for column in (step.on or Dispute)._meta.fields}
    asked = {name: value_for(columns[name], lotus, on) for name in step.asked}
    new = step.adds._meta.fields if step.adds else ()
    added = [column for column in new if column.editable and column.name not in ("id", "of") and _is_typed(column)]
    return asked | {column.name: value_for(column, lotus, on) for column in added} | {"to_unit": lotus.police, "extension": 3}


def _is_typed(column: models.Field) -> bool:
    """What must be filled in, and the days of signing and sealing that go with it."""
    return not column.blank or column.name in NAMED or column.name.endswith(("signed_on", "sealed_on"))


class Walk(RuleBasedStateMachine):
    """One dispute, and everybody at it."""

    reached: ClassVar[set[str]] = set()

    def __init__(self) -> None:
        super().__init__()
        self.all = transaction.atomic()
        self.all.__enter__()
        self.lotus = village(build())
        self.day, self.taken = DAY, 0
        self.case = dispute(self.lotus, self.day)

    def person(self, who: str) -> Person | None:
        return None if who == "nobody" else getattr(self.lotus, who, None) or getattr(self.lotus.world, who)

    @rule(name=st.sampled_from(sorted(STEPS)), who=st.sampled_from(WHO), fills=st.booleans(), old=st.booleans())
    def anybody_does_anything(self, name: str, who: str, fills: bool, old: bool) -> None:
        step = STEPS[name]
        given = typed(step, self.case, self.lotus, self.day) if fills else {}
        self.take(step, self.person(who), given, self.case.version - (1 if old and self.case.version > 1 else 0))

    @rule()
    def all_goes_well(self) -> None:
        for name in WELL[self.taken :]:
            before = self.case.version
            self.take(STEPS[name], self.lotus.director, typed(STEPS[name], self.case, self.lotus, self.day), before)
            if self.case.version > before:
                self.taken = WELL.index(name) + 1

    @rule(days=st.integers(1, 45))
    def days_pass(self, days: int) -> None:
        self.day += timedelta(days=days)
        passing_time.lapse(self.day)
        passing_time.remind(self.day)
        self.case.refresh_from_db()

    def take(self, step: Step, person: Person | None, given: dict[str, Any], version: int) -> None:
        """A step is taken whole, or refused with nothing changed."""
        before, told = self.row(), Event.objects.count()
        part = self.a_part(step)
        try:
            done = doors.take(step, self.case, person, given, version=version, reason="写明理由", at=moment(self.day), part=part)
        except (NotAllowed, Stale, ValidationError):
            assert (self.row(), Event.objects.count()) == (before, told)
        else:
            assert person is not None and version == self.case.version and done.version == version + 1
            self.case = Dispute.objects.get(pk=done.pk)
            self.reached.add(done.state)

    def row(self) -> dict[str, Any]:
        return Dispute.objects.filter(pk=self.case.pk).values().get()

    def a_part(self, step: Step) -> Any:
        names = [name for name, kind in parts_of(Dispute).items() if kind is step.on]
        return getattr(self.case, names[0]).last() if names else None

    def teardown(self) -> None:
        try:
            assert breaches() == []
        finally:
            transaction.set_rollback(True)
            self.all.__exit__(None, None, None)


@pytest.mark.django_db(transaction=True)
def test_w2_a_dispute_stays_sound_whoever_does_what_in_which_order():
    run_state_machine_as_test(
        Walk,
        settings=settings(
            max_examples=2000 if TORTURE else 6,
            stateful_step_count=60 if TORTURE else 30,
            deadline=None,
            derandomize=not TORTURE,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    assert {"accepted", "mediating", "agreed"} <= Walk.reached, Walk.reached
