"""Every step of enforcement, checks and oversight, wherever it may be taken from, asks the database little: taken or refused."""

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import PUBLIC, SCHEDULE
from tests.asking import allowed, asked
from tests.every.putting import OPENED, bare, case_of, holder, told_of

ROOMS = ("enforcement", "oversight", "spot_checks")
FLOWS = sorted(label for label in registry.on("flows") if label.partition(".")[0] in ROOMS)


@pytest.mark.parametrize("label", FLOWS)
def test_each_step_asks_little_taken_or_refused(label, world):
    """Where a test of its own does not take a step, this one tries: what it looks at before it refuses is counted too."""
    flow = registry.find("flows", label)
    for step in flow.steps.values():
        if step.roles != (PUBLIC,):
            with transaction.atomic():
                statements = tried(step, case_of(flow, world, step.source[0].name, **days_of(flow.model)), world)
                transaction.set_rollback(True)
            assert len(statements) <= allowed(f"{label}.{step.name}", statements), "\n".join([step.name, *statements])


def days_of(model):
    """Every day that a case of the kind may have, so that more may be done with it."""
    return {column.name: OPENED for column in model._meta.fields if column.get_internal_type() == "DateField" and column.null}


def tried(step, case, world):
    """What is asked by a step that says something in each field that it must fill; many are taken, the others refused."""
    part = bare(step.on, world, of=case) if step.on else None
    how = {"via": "schedule"} if step.roles == (SCHEDULE,) else {}
    roles = [role for role in step.roles if role not in (PUBLIC, SCHEDULE)]
    someone, data = None if how else holder(world, *roles), told_of(step, case, world)
    with asked() as statements:
        try:
            with transaction.atomic():
                doors.take(step, case, someone, data, reason="试", part=part, **how)
        except (NotAllowed, ValidationError):
            pass
    return statements
