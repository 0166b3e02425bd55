"""The life of a case and a list of cases: statements, CPU and wall time, beside the bars of the issue.

Runs on a database of its own in a temporary home (SQLite), or on BENCH_DATABASE_URL (PostgreSQL). CPU is of this process alone.
Peers measured on the same kind of machine: Caluma needs 190 statements and ~193 ms a life, Open Zaak 908 and ~753 ms.
"""

import os
import sys
import tempfile
import time
from datetime import date, timedelta

os.environ["FAZHI_HOME"] = tempfile.mkdtemp(prefix="fazhi-bench-")
os.environ["FAZHI_EXAMPLE"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "fazhi.site.settings"
if url := os.environ.get("BENCH_DATABASE_URL"):
    os.environ["DATABASE_URL"] = url

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from tests.example.models import Visit, Visitor  # noqa: E402
from tests.world import build  # noqa: E402

from fazhi.kernel.flow import doors  # noqa: E402
from fazhi.kernel.flow.lives import Life, give_keys, write  # noqa: E402
from fazhi.kernel.org.models import Person  # noqa: E402
from fazhi.kernel.records.querysets import count_in_scope  # noqa: E402

ROUNDS = 60
SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "50000").split(",")]


class Measured:
    """Statements, CPU ms and wall ms of one act, the median of its rounds."""

    def __init__(self, act, rounds=ROUNDS):
        act()
        times = []
        for _ in range(rounds):
            cpu, wall = time.process_time(), time.perf_counter()
            act()
            times.append(((time.process_time() - cpu) * 1000, (time.perf_counter() - wall) * 1000))
        self.cpu = sorted(each[0] for each in times)[rounds // 2]
        self.wall = sorted(each[1] for each in times)[rounds // 2]
        with CaptureQueriesContext(connection) as asked:
            act()
        self.statements = len(asked)


def fresh(person):
    """The person as a new request finds it: grants not asked yet."""
    return Person.objects.get(pk=person.pk)


def register(world):
    return doors.register(
        Visit,
        fresh(world.clerk),
        {"unit": world.town, "title": "张某来访", "topic": "advice", "question": "问"},
        {"visitors": [Visitor(name="张某")]},
        key=os.urandom(8).hex(),
    )


def life(world):
    case = register(world)
    clerk = fresh(world.clerk)
    case = doors.take("bring", case, clerk, {"name": "李某"}, key=os.urandom(8).hex())
    case = doors.take("rest", case, clerk, reason="缺材料", key=os.urandom(8).hex())
    case = doors.take("resume", case, clerk, key=os.urandom(8).hex())
    case = doors.take("answer", case, clerk, {"answer": "答", "amount": "12.50"}, key=os.urandom(8).hex())
    return doors.take("close", case, fresh(world.leader), key=os.urandom(8).hex())


def fill(world, amount):
    """Cases up to an amount, whole lives in batches."""
    missing = amount - Visit.objects.count()
    for start in range(0, missing, 2000):
        cases = [
            Visit(
                unit=(world.town, world.other_town, world.far_town)[i % 3],
                title=f"第{start + i}件邻里来访",
                topic="advice",
                question="问",
            )
            for i in range(min(2000, missing - start))
        ]
        give_keys(cases)
        lives = [Life(case) for case in cases]
        for i, one in enumerate(lives):
            one.begin(
                world.city_leader, date(2022, 1, 4) + timedelta(days=(start + i) % 700), {"visitors": [Visitor(name="某甲")]}
            )
        write(lives)


def page(person, **where):
    person = fresh(person)
    return list(
        Visit.objects.visible_to(person).filter(**where).select_related("unit", "handler").order_by("-opened_on", "-id")[:50]
    )


def main():
    call_command("migrate", verbosity=0)
    world = build()
    table = Table("what", "SQL", "bar", "CPU ms", "bar", "wall ms", title=f"kernel on {connection.vendor}")

    def row(what, measured, sql="", cpu=""):
        table.add_row(what, str(measured.statements), sql, f"{measured.cpu:.1f}", cpu, f"{measured.wall:.1f}")

    row("register a case", Measured(lambda: register(world)), "12", "15")
    worn = register(world)
    for _ in range(40):
        worn = doors.take("bring", worn, world.clerk, {"name": "再来"})
    row("a step after 40 others", Measured(lambda: doors.take("bring", worn, fresh(world.clerk), {"name": "某乙"})), "10", "")
    row("a whole life, 6 acts", Measured(lambda: life(world), 20), "80", "100")
    for size in SIZES:
        started = time.perf_counter()
        fill(world, size)
        table.add_section()
        table.add_row(f"filled to {size:,} in {time.perf_counter() - started:.0f} s")
        row("list of 50, city", Measured(lambda: page(world.city_leader)), "8", "40")
        row("list of 50, town", Measured(lambda: page(world.clerk)), "8", "40")
        row("list of 50, city, one state", Measured(lambda: page(world.city_leader, state="waiting")), "8", "40")
        row("exact count, county", Measured(lambda: count_in_scope(Visit, fresh(world.leader))), "", "5")
        row(
            "search 邻里 in a town",
            Measured(lambda: list(Visit.objects.visible_to(fresh(world.clerk)).found_by("邻里")[:50]), 20),
            "",
            "30",
        )
        row(
            "search a number",
            Measured(lambda: list(Visit.objects.visible_to(fresh(world.clerk)).found_by("荷花 访 177")[:50]), 20),
            "",
            "30",
        )
    Console(file=sys.stdout, width=110).print(table)


main()
