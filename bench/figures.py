"""Figures that prove themselves, on the demonstration city: manifests of its whole table, size of a proof file, time to check it.

BENCH_CITY=city takes the whole city (some ten minutes to build); a thirtieth otherwise. Nothing of the installation is touched.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from shutil import which
from time import perf_counter, process_time

SIZE = os.environ.get("BENCH_CITY", "small")
HOME = tempfile.TemporaryDirectory(prefix="figures-bench-")
os.environ["FAZHI_HOME"] = HOME.name
os.environ.pop("DATABASE_URL", None)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.site.settings")

import django  # noqa: E402

django.setup()

from django.core.management import call_command  # noqa: E402
from playwright.sync_api import sync_playwright  # noqa: E402

from fazhi.city import building  # noqa: E402
from fazhi.kernel.indicators import figures, publication  # noqa: E402
from fazhi.kernel.indicators.models import Proof  # noqa: E402
from fazhi.kernel.indicators.proof import files  # noqa: E402
from fazhi.kernel.indicators.proof.checking import Bench, check  # noqa: E402
from fazhi.kernel.ledger import publishing, sequencing  # noqa: E402
from fazhi.kernel.ledger.models import Event  # noqa: E402

ON = date(2023, 12, 4)
VERIFY = Path(__file__).resolve().parents[1] / "verify"


def main() -> None:
    """Build, publish the table, check each proof by program and by browser, print one table."""
    call_command("migrate", verbosity=0)
    building.build(SIZE, 7, ON, lambda sentence: None)
    sequencing.sequence()
    table = [row.answer for row in figures.figure_table(ON) if row.answer]
    wall, cpu, rows = timed(lambda: publication.publish(table, None))
    print(
        f"city “{SIZE}”: {Event.objects.count():,} entries, {sum(row.records for row in rows):,} records behind {len(rows)} figures"
    )
    print(f"manifests of the whole table, records held against the ledger: {cpu:.1f} s CPU, {wall:.1f} s")
    sequencing.sequence()
    publishing.publish()
    wall, cpu, results = timed(lambda: checked(rows))
    print(f"fazhi figures verify of the table: {cpu:.1f} s CPU, {wall:.1f} s; found {sum(len(one.found) for one in results)}\n")
    heads = ("manifest", "proof file", "without entries", "Python CPU", "Python", "browser")
    print(f"{'figure':<26}" + "".join(f"{head:>17}" for head in heads))
    for proof in Proof.objects.select_related("snapshot").order_by("pk"):
        report(proof)


def checked(rows: list) -> list:
    bench = Bench()
    return [check(row, bench) for row in rows]


def report(proof: Proof) -> None:
    """One line of the table."""
    path = files.path_of(proof)
    light = len(json.dumps(files.file_of(proof, whole=False), ensure_ascii=False).encode())
    before = os.times()
    wall, _, done = timed(
        lambda: subprocess.run([sys.executable, "-I", "-S", VERIFY / "verify_figure.py", path], check=True, capture_output=True)
    )
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    told = (kilo(len(proof.manifest)), kilo(path.stat().st_size), kilo(light), f"{cpu:.2f} s", f"{wall:.2f} s", in_browser(path))
    print(f"{proof.snapshot.code:<26}" + "".join(f"{each:>17}" for each in told), flush=True)
    assert b"none left out" in done.stdout


def in_browser(path: Path) -> str:
    """How long the page takes from the file to its verdict."""
    if not (chromium := which("chromium") or which("google-chrome")):
        return "no Chromium"
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.goto((VERIFY / "verify.html").as_uri())
        start = perf_counter()
        page.set_input_files("#file", path)
        page.wait_for_selector("#answer h2:has-text('核验通过')", timeout=600_000)
        took = perf_counter() - start
        browser.close()
    return f"{took:.2f} s"


def timed(work: Callable[[], object]) -> tuple[float, float, object]:
    """Wall seconds, CPU seconds of this process, and what came of it."""
    wall, cpu = perf_counter(), process_time()
    result = work()
    return perf_counter() - wall, process_time() - cpu, result


def kilo(size: int) -> str:
    return f"{size / 1024:,.1f} KiB"


if __name__ == "__main__":
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"  # the browser's driver runs a loop of its own
    main()
    HOME.cleanup()
