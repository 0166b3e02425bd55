"""A writer that is killed in the middle, again and again: `python -m tests.rows.crashing ROUNDS [SEED [CLUSTER]]` prints one JSON line.

The writer notes each acknowledged act in a file, with fsync, before it begins the next; after each kill every noted act must be found.
"""

import json
import os
import signal
import sys
import tempfile
import time
from pathlib import Path
from random import Random

os.environ.setdefault("FAZHI_HOME", tempfile.mkdtemp(prefix="fazhi-crash-"))
os.environ["FAZHI_EXAMPLE"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "fazhi.site.settings"

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402

from fazhi.kernel.flow import doors  # noqa: E402
from fazhi.kernel.ledger import checking, publishing, sequencing  # noqa: E402
from fazhi.kernel.ledger.models import Event  # noqa: E402
from fazhi.kernel.ledger.store import Alarm  # noqa: E402
from tests import postgres  # noqa: E402
from tests.example.models import Visit, Visitor  # noqa: E402
from tests.rows.soundness import breaches  # noqa: E402
from tests.world import build, seal  # noqa: E402


def main(rounds: int, seed: int, server: postgres.Cluster | None) -> dict[str, object]:
    """Run the rounds, killing the writer, or the database server where one is given; what was acknowledged, lost, unsound."""
    chance, noted = Random(seed), Path(os.environ["FAZHI_HOME"], "acknowledged")
    call_command("migrate", verbosity=0)
    world = build()
    seal()
    lost: list[str] = []
    unsound: list[str] = []
    for _ in range(rounds):
        connection.close()
        crash(world, noted, chance.uniform(0.05, 0.4), server)
        if os.environ.get("FAZHI_PLANT") == "lost":
            noted.open("a").write("999999 1 planted\n")
        lost += missing(noted)
        unsound += damage() + breaches() + ledger()
    return {"rounds": rounds, "seed": seed, "acknowledged": len(acknowledged(noted)), "lost": lost, "unsound": unsound}


def crash(world, noted: Path, seconds: float, server: postgres.Cluster | None) -> None:
    """Let a writer run until something was acknowledged and some time longer, and kill it or its server where it stands."""
    before, patience = noted.stat().st_size if noted.exists() else 0, time.monotonic() + 60
    child = os.fork()
    if child == 0:
        try:
            write_for_ever(world, noted)
        finally:
            os._exit(1)
    while time.monotonic() < patience and (noted.stat().st_size if noted.exists() else 0) == before:
        time.sleep(0.02)
    time.sleep(seconds)
    if server:
        server.kill()
        server.start()
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)


def write_for_ever(world, noted: Path) -> None:
    """Register, answer and sequence, act by act; each is noted when it was acknowledged."""
    with noted.open("a") as out:
        while True:
            fields = {"unit": world.town, "title": "张某来访", "topic": "advice", "question": "问"}
            case = doors.register(Visit, world.clerk, fields, {"visitors": [Visitor(name="张某")]})
            note(out, case)
            note(out, doors.take("answer", case, world.clerk, {"answer": "好"}))
            sequencing.sequence()


def note(out, case: Visit) -> None:
    out.write(f"{case.pk} {case.version} {case.number}\n")
    out.flush()
    os.fsync(out.fileno())


def acknowledged(noted: Path) -> list[list[str]]:
    """The whole lines of the notes; a torn last line was never acknowledged."""
    text = noted.read_text() if noted.exists() else ""
    return [line.split(" ", 2) for line in text[: text.rfind("\n") + 1].splitlines()]


def missing(noted: Path) -> list[str]:
    """Acknowledged acts that the database does not hold, with the record and its number."""
    held = set(Event.objects.filter(of="example.visit").values_list("record_id", "version"))
    numbers = dict(Visit.objects.values_list("pk", "number"))
    return [
        f"{key} version {version} {number}"
        for key, version, number in acknowledged(noted)
        if (int(key), int(version)) not in held or numbers.get(int(key)) != number
    ]


def ledger() -> list[str]:
    """What the ledger says: every row fits its entry, every entry gets its place, and what was signed before goes on."""
    sequencing.sequence()
    try:
        publishing.publish()
    except Alarm as alarm:
        return [str(alarm)]
    return [str(finding) for finding in checking.findings()]


def damage() -> list[str]:
    """What the database says of its own file."""
    if connection.vendor != "sqlite":
        return []
    with connection.cursor() as cursor:
        answers = [row[0] for row in cursor.execute("PRAGMA integrity_check").fetchall()]
    return [answer for answer in answers if answer != "ok"]


if __name__ == "__main__":
    rounds, seed, folder = [*sys.argv[1:], *("1", "")[len(sys.argv) - 2 :]][:3]
    server = postgres.Cluster(Path(folder), postgres.DURABLE) if folder else None
    print(json.dumps(main(int(rounds), int(seed), server), ensure_ascii=False))  # noqa: T201
