"""How often an act asks the database, counted in every test of a module that takes this fixture: whatever came before, ten times."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection

from fazhi.kernel.flow import doors, registers

MOST = 10
NOT_COUNTED = ("SAVEPOINT", "law_rulevalue", "calendar_dayoff", '"code" FROM "org_unit" WHERE "org_unit"."path" =')
# What goes out with an act has a bar of its own, however much goes out: each paper in both forms, all that is handed over; closing a record
# to its team, whoever belongs to it.
OF_A_PAPER, OF_HAND_OVERS, OF_CLOSING = 5, 4, 18
# Acts that by nature read and write whole sets: they ask more often, and never more for a larger set.
OF_SETS = {
    "spot_checks.drawtask.seal": 12,  # both directories are read, and the cap of visits
    "spot_checks.drawtask.draw": 18,  # the inspections, their teams, and what the plan says of the draw
    "enforcement.yearreport.correct": 11,  # a whole year is counted again, into another report
}


@contextmanager
def asked() -> Iterator[list[str]]:
    """The statements that are asked meanwhile; without savepoints, and without what is kept between acts (settings, holidays, the code of a county)."""
    told: list[str] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        if not any(word in sql for word in NOT_COUNTED):
            told.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield told


def allowed(act: str, told: list[str]) -> int:
    papers = sum('INSERT INTO "documents_issuedpaper"' in sql for sql in told)
    handed = any('"flow_handover"' in sql for sql in told)
    closed = any('INSERT INTO "records_restriction"' in sql for sql in told)
    return OF_SETS.get(act, MOST) + papers * OF_A_PAPER + handed * OF_HAND_OVERS + closed * OF_CLOSING


@pytest.fixture(autouse=True)
def asks_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every act that a test does by a door is held to it, in the tests of a room whose conftest takes this in."""

    def hold(room: Any, name: str, act_of: Callable[..., str]) -> None:
        door = getattr(room, name)

        def counted(*args: Any, **told: Any) -> Any:
            with asked() as statements:
                done = door(*args, **told)
            act = act_of(*args)
            most = allowed(act, statements)
            assert len(statements) <= most, f"{act} asks {len(statements)} times:\n" + "\n".join(statements)
            return done

        monkeypatch.setattr(room, name, counted)

    hold(doors, "take", lambda step, case, *_: f"{case._meta.label_lower}.{getattr(step, 'name', step)}")
    hold(doors, "register", lambda model, *_: f"{model._meta.label_lower}.register")
    hold(registers, "enter", lambda record, *_: f"{record._meta.label_lower}.enter")
