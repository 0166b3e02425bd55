"""The measurements of `bench/kernel.py` on one database: SQLite in a temporary home, or the one that DATABASE_URL names."""

import os
import sys
import tempfile
import time

os.environ["FAZHI_HOME"] = tempfile.mkdtemp(prefix="fazhi-bench-")
os.environ["FAZHI_EXAMPLE"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "fazhi.site.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from rich.console import Console  # noqa: E402
from rich.table import Table  # noqa: E402
from tests.example.models import Visit, Visitor  # noqa: E402
from tests.world import build  # noqa: E402

from bench import _filling  # noqa: E402
from bench._measured import Measured  # noqa: E402
from fazhi.kernel.flow import doors  # noqa: E402
from fazhi.kernel.indicators import evaluation, rollups  # noqa: E402
from fazhi.kernel.org.models import Person  # noqa: E402
from fazhi.kernel.records.querysets import count_in_scope  # noqa: E402

SIZES = [int(size) for size in os.environ.get("BENCH_SIZES", "50000,100000,1000000").split(",")]


class Sheet:
    """A table with a bar beside each measure, and what a plain way of the same costs on the same data."""

    def __init__(self) -> None:
        self.table = Table("what", "SQL", "CPU ms", "wall ms", "bar", "kept", "plain way, wall ms", title=connection.vendor)
        self.missed: list[str] = []

    def row(self, what: str, act, sql: int | None = None, cpu: float | None = None, wall: float | None = None, peer=None) -> None:
        got = Measured(act)
        kept = [
            each
            for each, bar, value in (("SQL", sql, got.statements), ("CPU", cpu, got.cpu), ("wall", wall, got.wall))
            if bar is not None and value > bar
        ]
        bars = " ".join(f"{name}≤{bar:g}" for name, bar in (("SQL", sql), ("CPU", cpu), ("wall", wall)) if bar is not None)
        plain = f"{Measured(peer, 10).wall:.1f}" if peer else ""
        self.missed += [what] if kept else []
        verdict = ("" if not bars else "yes") if not kept else "NO: " + " ".join(kept)
        self.table.add_row(what, str(got.statements), f"{got.cpu:.1f}", f"{got.wall:.1f}", bars, verdict, plain)

    def section(self, sentence: str) -> None:
        self.table.add_section()
        self.table.add_row(sentence)


def fresh(person):
    """The person as a new request finds it: grants not asked yet."""
    return Person.objects.get(pk=person.pk)


def register(world):
    fields = {"unit": world.town, "title": "张某来访", "topic": "advice", "question": "问"}
    return doors.register(Visit, fresh(world.clerk), fields, {"visitors": [Visitor(name="张某")]}, key=os.urandom(8).hex())


def life(world):
    case, clerk = register(world), fresh(world.clerk)
    for name, data, reason in (
        ("bring", {"name": "李某"}, ""),
        ("rest", {}, "缺材料"),
        ("resume", {}, ""),
        ("answer", {"answer": "答", "amount": "12.50"}, ""),
    ):
        case = doors.take(name, case, clerk, data, reason=reason, key=os.urandom(8).hex())
    return doors.take("close", case, fresh(world.leader), key=os.urandom(8).hex())


def lives(sheet: Sheet, world) -> None:
    """What one act costs."""
    sheet.row("register a case", lambda: register(world), sql=12, cpu=15)
    worn = [register(world)]
    for _ in range(40):
        worn[0] = doors.take("bring", worn[0], world.clerk, {"name": "再来"})

    def once_more():
        worn[0] = doors.take("bring", worn[0], fresh(world.clerk), {"name": "某乙"}, key=os.urandom(8).hex())

    sheet.row("a step after 40 others", once_more, sql=10)
    sheet.row("a whole life, 6 acts", lambda: life(world), sql=80, cpu=100)


def lists(sheet: Sheet, world, size: int) -> None:
    """What reading costs among so many."""
    pages = {name: entered(person) for name, person in (("city", world.city_leader), ("town", world.clerk))}
    for name, client in pages.items():
        sheet.row(f"list page of 50, {name}", lambda client=client: opened(client, ""), sql=8, cpu=40)
    for name, query in (("one state", "?state=waiting"), ("one state by deadline", "?state=waiting&sort=due_on")):
        sheet.row(f"list page of 50, city, {name}", lambda query=query: opened(pages["city"], query), sql=8, cpu=40)
    sheet.row(
        "rows of 50, city",
        lambda: rows(world.city_leader),
        peer=lambda: list(Visit.objects.order_by("-opened_on", "-id")[size // 2 :][:50]),
    )
    everything = lambda: Visit.objects.filter(path__startswith=world.county.path).count()  # noqa: E731
    sheet.row("exact count, county", lambda: count_in_scope(Visit, fresh(world.leader)), wall=5, peer=everything)
    like = lambda word: lambda: list(Visit.objects.filter(title__contains=word)[:50])  # noqa: E731
    for word in ("邻里", "第77件", "荷花 访 177", "某甲"):
        sheet.row(f"search {word}, town", lambda word=word: found(world.clerk, word), wall=30, peer=like(word))
    rolled = lambda: evaluation.evaluate("example.received", world.county)  # noqa: E731
    sheet.row("a figure of the county", rolled, peer=lambda: rollups.computed(evaluation.indicator_of("example.received")))


def entered(person) -> Client:
    client = Client()
    client.force_login(person.account)
    return client


def opened(client: Client, query: str) -> None:
    assert client.get(f"/desk/example.visit/{query}").status_code == 200


def rows(person):
    return list(Visit.objects.visible_to(fresh(person)).select_related("unit", "handler").order_by("-opened_on", "-id")[:50])


def found(person, word: str):
    return list(Visit.objects.visible_to(fresh(person)).found_by(word).order_by("-opened_on", "-id")[:50])


def main() -> list[str]:
    call_command("migrate", verbosity=0)
    world, sheet = build(), Sheet()
    lives(sheet, world)
    for size in SIZES:
        began = time.perf_counter()
        _filling.live(world)
        _filling.multiply(max(1, round(size / Visit.objects.count())))
        amount = Visit.objects.count()
        assert count_in_scope(Visit, fresh(world.city_leader)) == amount
        sheet.section(f"among {amount:,} (filled in {time.perf_counter() - began:.0f} s)")
        lists(sheet, world, amount)
    Console(file=sys.stdout, width=130).print(sheet.table)
    return sheet.missed


if __name__ == "__main__":
    if missed := main():
        print("bars missed:", ", ".join(missed))
