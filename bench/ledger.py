"""The sealed log against its bars: sequenced in time, acts hardly slower for it, a million leaves verified, one proof.

Run: python -m bench ledger (BENCH_SECONDS=20 BENCH_LEAVES=1000000). Bars: sequenced p99 ≤ 2 s at 50 entries a second; the p95 of an act with
the ledger ≤ 1.25 times that without; a log of a million leaves verified in ≤ 60 s and ≤ 1 GB, a proof in ≤ 20 ms. Each run appends its rows
to bench/ledger.jsonl.
"""

import json
import os
import resource
import sys
import tempfile
import threading
import time
from datetime import datetime
from pathlib import Path
from statistics import quantiles

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "src"))
sys.path.insert(0, str(HERE.parent / "verify"))
os.environ.setdefault("FAZHI_HOME", tempfile.mkdtemp(prefix="fazhi-bench-"))
os.environ["FAZHI_EXAMPLE"] = "1"
os.environ["DJANGO_SETTINGS_MODULE"] = "fazhi.site.settings"

import django  # noqa: E402

django.setup()

import verify_log  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from tests.example.models import Visit, Visitor  # noqa: E402
from tests.world import build  # noqa: E402

from fazhi.kernel.flow import doors  # noqa: E402
from fazhi.kernel.ledger import book, sealing, sequencing  # noqa: E402
from fazhi.kernel.ledger.log.canonical import canonical  # noqa: E402
from fazhi.kernel.ledger.log.notes import Checkpoint, Signer, signed  # noqa: E402
from fazhi.kernel.ledger.log.tiles import HASH, HEIGHT, WIDTH, Reader, bundled, entries_path, hash_path  # noqa: E402
from fazhi.kernel.ledger.log.tree import SHA256, Frontier, check_inclusion, inclusion  # noqa: E402
from fazhi.kernel.ledger.models import Event  # noqa: E402

SECONDS = int(os.environ.get("BENCH_SECONDS", "20"))
LEAVES = int(os.environ.get("BENCH_LEAVES", "1000000"))
RATE, WRITERS = 50, 4


def main() -> None:
    call_command("migrate", verbosity=0)
    world = build()
    tell("sequenced p99, s", sequenced(), 2)
    tell("act p95 with the ledger, times without", slowed(world), 1.25)
    verified, proved = million()
    tell(f"{LEAVES:,} leaves verified, s", verified, 60)
    tell("one proof made and checked, ms", proved, 20)
    tell("memory, GB", resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6, 1)


def tell(what: str, figure: float, bar: float) -> None:
    """One line on the terminal, one row kept."""
    print(f"{what:<45} {figure:>10.3f}   bar {bar:g}   {'holds' if figure <= bar else 'FAILS'}")
    row = {
        "at": f"{datetime.now().astimezone():%Y-%m-%dT%H:%M}",
        "what": what,
        "figure": round(figure, 4),
        "bar": bar,
        "holds": figure <= bar,
    }
    with (HERE / "ledger.jsonl").open("a") as file:
        file.write(json.dumps(row, ensure_ascii=False) + "\n")


def sequenced() -> float:
    """How long an entry waits for its place, at fifty a second by four writers, the sequencer asking twice a second."""
    placed: dict[int, float] = {}
    written: dict[int, float] = {}
    ended = threading.Event()

    def sequence() -> None:
        while not ended.wait(0.5):
            sequencing.sequence()
            now, known = time.monotonic(), list(written)
            done = Event.objects.filter(pk__in=[pk for pk in known if pk not in placed], seq__isnull=False)
            placed.update((pk, now) for pk in done.values_list("pk", flat=True))
        connection.close()

    def write(number: int) -> None:
        until = time.monotonic() + SECONDS
        while (begun := time.monotonic()) < until:
            event = book.write(book.Act(None, "bench", str(number)))
            written[event.pk] = time.monotonic()
            time.sleep(max(0, WRITERS / RATE - (time.monotonic() - begun)))
        connection.close()

    threads = [threading.Thread(target=sequence), *(threading.Thread(target=write, args=(n,)) for n in range(WRITERS))]
    for thread in threads:
        thread.start()
    for thread in threads[1:]:
        thread.join()
    while len(placed) < len(written):
        time.sleep(0.1)
    ended.set()
    threads[0].join()
    waits = sorted(placed[pk] - at for pk, at in written.items() if pk in placed)
    print(f"  {len(written) / SECONDS:.0f} entries a second")
    return quantiles(waits, n=100)[98]


def slowed(world: object) -> float:
    """The p95 of registering and answering a visit, with sealing and with a bare event in its place; turn and turn about."""
    real, times = sealing.seal, {True: [], False: []}

    def bare(event: Event, act: book.Act, before: object, log: str = "") -> tuple[str, int, str]:
        event.log, event.rev = "", (before[1] if before else 0) + 1
        return "", event.rev, ""

    for turn in range(2 * 150):
        with_ledger = turn % 2 == 0
        sealing.seal = real if with_ledger else bare
        begun = time.process_time()
        case = doors.register(
            Visit,
            world.clerk,
            {"unit": world.town, "title": "量", "topic": "advice", "question": "?"},
            {"visitors": [Visitor(name="某")]},
        )
        doors.take("answer", case, world.clerk, {"answer": "可以"})
        times[with_ledger].append(time.process_time() - begun)
    sealing.seal = real
    with_, without = (quantiles(times[side][10:], n=20)[18] for side in (True, False))
    print(f"  p95 of CPU {with_ * 1000:.1f} ms with, {without * 1000:.1f} ms without")
    return with_ / without


def million() -> tuple[float, float]:
    """A published log of so many leaves: seconds of its offline check, milliseconds of one proof."""
    place, origin = Path(tempfile.mkdtemp(prefix="fazhi-log-")), "bench.example/log/2026"
    signer = Signer.new(origin)
    (place / "keys").write_text(signer.verifier().line())
    root = lay_out(place, origin)
    (place / "checkpoint").write_text(signed(Checkpoint(origin, LEAVES, root), [signer]))
    begun = time.perf_counter()
    verify_log.check_log(verify_log.opened(str(place)), [verify_log.Key(signer.verifier().line())], [], 0, "", "")
    verified = time.perf_counter() - begun
    begun = time.perf_counter()
    for index in range(0, LEAVES, max(1, LEAVES // 50)):
        reader = Reader(lambda path: (place / path).read_bytes(), LEAVES)
        check_inclusion(index, LEAVES, reader.node(0, index), inclusion(index, LEAVES, reader.node), root)
    return verified, (time.perf_counter() - begun) / 50 * 1000


def lay_out(place: Path, origin: str) -> bytes:
    frontier, levels = Frontier(), [bytearray()]
    header = {
        "v": 1,
        "log": origin,
        "kind": "mediation",
        "org": "990101",
        "day": "2026-03-02",
        "rev": 1,
        "prev": "",
        "basis": None,
    }
    for begin in range(0, LEAVES, WIDTH):
        amount = min(WIDTH, LEAVES - begin)
        lines = [
            canonical(header | {"obj": f"o_{begin + at:026}", "c": f"{begin + at:064x}", "actor": "p_" + "a" * 26, "via": "desk"})
            for at in range(amount)
        ]
        for line in lines:
            for level, _, node in frontier.append(SHA256.leaf(line)):
                if level % HEIGHT == 0:
                    if level // HEIGHT == len(levels):
                        levels.append(bytearray())
                    levels[level // HEIGHT] += node
        put(place / entries_path(begin // WIDTH, amount), bundled(lines))
    for level, hashes in enumerate(levels):
        for index in range(-(-len(hashes) // (WIDTH * HASH))):
            part = bytes(hashes[index * WIDTH * HASH : (index + 1) * WIDTH * HASH])
            put(place / hash_path(level, index, len(part) // HASH), part)
    return frontier.root()


def put(path: Path, data: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


if __name__ == "__main__":
    main()
