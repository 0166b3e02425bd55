"""A county's visits, published, sealed and laid out: what the tests of proofs start from."""

import copy
import json
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

from click.testing import CliRunner

from fazhi.kernel.flow import doors
from fazhi.kernel.indicators import evaluation, publication
from fazhi.kernel.indicators.models import Snapshot
from fazhi.kernel.indicators.proof import files
from fazhi.kernel.indicators.windows import year
from fazhi.site.command import figures as verb
from fazhi.site.command import log as log_verb
from tests.example.models import Visit, Visitor

ON = date(2024, 12, 31)


def visit(world, day=1, month=3, answered=True, unit=None, amount="10.50", **given):
    """A visit of the year, by default in the town and answered."""
    at = datetime(2024, month, day, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    fields = {"unit": unit or world.town, "title": f"来访{day}", "topic": "advice", "question": f"问{day}", **given}
    case = doors.register(Visit, world.city_leader, fields, {"visitors": [Visitor(name="某甲")]}, at=at)
    if answered:
        doors.take("answer", case, world.city_leader, {"answer": "答", "amount": Decimal(amount)}, at=at)
    return case


def visits(world):
    """Twelve in one county, six of them answered; six in the other."""
    own = [visit(world, day, answered=day > 6) for day in range(1, 13)]
    return own, [visit(world, day, unit=world.far_town) for day in range(1, 7)]


def value(code="received", unit=None, window=None):
    return evaluation.evaluate(f"example.{code}", unit, window or year(2024), ON)


def published(code="received", unit=None, **given):
    """The figure as it is published now."""
    return publication.publish([value(code, unit)], None, unit, **given)[0]


def log(*arguments):
    return CliRunner().invoke(log_verb.command, arguments)


def figures(*arguments):
    return CliRunner().invoke(verb.command, arguments)


def proof_file(snapshot: Snapshot, **given):
    """The file that a stranger gets, once a checkpoint covers it."""
    assert log("checkpoint").exit_code == 0
    snapshot.refresh_from_db()
    return json.loads(json.dumps(files.file_of(snapshot.proof, **given)))


def changed(told, path, change):
    """A copy in which what stands at a path of keys is another."""
    made = copy.deepcopy(told)
    at = made
    for key in path[:-1]:
        at = at[key]
    at[path[-1]] = change(at[path[-1]])
    return made
