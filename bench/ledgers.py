"""Ledgers of 100,000 × 20 cells written, read, previewed and brought in: rows a second and peak memory, beside peers.

Run: python -m bench ledgers (BENCH_ROWS=10000). Each line is a process of its own, so that its memory is its own. The bar: previewed
and written in 180 s together, under 500 MB. The rows are whole lives of visits: registered, a visitor with a citizen number, answered;
12 of the 20 columns are read. The peer of an import reads with openpyxl and saves each bare row, without gates, numbers, parts, ledger.
"""

import io
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path

from openpyxl import Workbook, load_workbook
from python_calamine import CalamineWorkbook

from fazhi.faces.desk.ledgers.findings import Finding, Preview
from fazhi.faces.desk.ledgers.reading import open_sheet
from fazhi.faces.desk.ledgers.writing import Column, write_csv, write_xlsx

ROWS = 100_000
KINDS = ("text", "text", "date", "money", "whole")
COLUMNS = [Column(f"第{index + 1}列", KINDS[index % 5]) for index in range(20)]


def cells(count: int) -> Iterator[tuple[object, ...]]:
    """Rows as a query would give them."""
    for row in range(count):
        day = date(2024, 1 + row % 12, 1 + row % 28)
        yield (f"（2024）荷调字第{row:06d}号", f"当事人{row % 997}", day, Decimal(row) / 4, row) * 4


def write_ours(path: Path, count: int) -> None:
    write_xlsx(path, "台账", COLUMNS, cells(count))


def write_ours_csv(path: Path, count: int) -> None:
    with path.with_suffix(".csv").open("wb") as out:
        write_csv(out, COLUMNS, cells(count))


def write_openpyxl(path: Path, count: int) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in cells(count):
        sheet.append(row)
    book.save(path.with_stem("peer"))


def read_ours(path: Path, _: int) -> None:
    for _row in open_sheet(path).rows():
        pass


def read_ours_csv(path: Path, _: int) -> None:
    for _row in open_sheet(path.with_suffix(".csv")).rows():
        pass


def read_openpyxl(path: Path, _: int) -> None:
    for _row in load_workbook(path, read_only=True, data_only=True).active.iter_rows(values_only=True):
        pass


def read_calamine(path: Path, _: int) -> None:
    for _row in CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())).get_sheet_by_index(0).iter_rows():
        pass


def preview(_: Path, count: int) -> None:
    found = Preview()
    for row in range(2, count + 2):
        found.add(Finding(row, row % 20, "refused", "17 位，应为 18 位") if row % 10 == 0 else Finding(row, None, "new"))
    Preview.unpack(found.pack()).counts.items()


HEADS = [
    "序号",
    "单位编码",
    "名称",
    "来访日期",
    "事项类型",
    "事由",
    "来访人",
    "证件号码",
    "电话",
    "答复内容",
    "答复日期",
    "涉及金额",
] + [f"备注{n}" for n in range(1, 9)]


def ready() -> None:
    """Django on a database of this bench alone."""
    import django  # noqa: PLC0415  (only the jobs that import pay for it)

    django.setup()


def visits(count: int) -> Iterator[tuple[object, ...]]:
    """A ledger as an office keeps it."""
    from fazhi.city.names import check_digit  # noqa: PLC0415

    for n in range(count):
        day = date(2024, 1 + n % 12, 1 + n % 28)
        seventeen = f"110105{1950 + n % 50}{1 + n % 12:02d}{1 + n % 28:02d}{n % 1000:03d}"
        person = f"张某{n % 89}", seventeen + check_digit(seventeen), "13800138000"
        yield f"L{n}", "990101001", f"第{n}号来访", day, "法律咨询", f"欠薪{n}", *person, "可以仲裁", day, n % 999, *("备注",) * 8


def keep_ledger(path: Path, count: int) -> None:
    ready()
    from django.core.management import call_command  # noqa: PLC0415
    from tests.world import build  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    build()
    heads = [Column(head, "date" if head.endswith("日期") else "text") for head in HEADS]
    write_xlsx(path.with_stem("visits"), "来访台账", heads, visits(count))


def import_preview(path: Path, count: int) -> None:
    """Upload, then judge every row."""
    ready()
    from fazhi.faces.desk.ledgers import arriving, work  # noqa: PLC0415
    from fazhi.kernel.documents.attaching import upload_of  # noqa: PLC0415
    from fazhi.kernel.org.models import Person  # noqa: PLC0415

    content = path.with_stem("visits").read_bytes()
    run = arriving.take_in(upload_of("visits.xlsx", content), None, Person.objects.get(name="陈某"), len(content))
    work.carry(run.pk)
    run.refresh_from_db()
    assert run.counts[os.environ.get("BENCH_EXPECTED", "new")] == count, run.counts


def import_write(_: Path, count: int) -> None:
    ready()
    from fazhi.faces.desk.ledgers import work  # noqa: PLC0415
    from fazhi.faces.desk.ledgers.keeping import ImportRun  # noqa: PLC0415

    run = ImportRun.objects.get()
    ImportRun.objects.filter(pk=run.pk).update(state="writing", done=0, last_row=0)
    work.carry(run.pk)
    run.refresh_from_db()
    assert run.outcome["new"] == count, (run.outcome, run.fault)


def import_again(path: Path, count: int) -> None:
    """The same file once more: every row is known."""
    os.environ["BENCH_EXPECTED"] = "same"
    import_preview(path, count)


def export_ledger(path: Path, count: int) -> None:
    ready()
    from tests.example.desk import VisitLedger  # noqa: PLC0415
    from tests.example.models import Visit  # noqa: PLC0415

    from fazhi.faces.desk.ledgers import exporting  # noqa: PLC0415
    from fazhi.kernel.org.models import Person  # noqa: PLC0415

    person = Person.objects.get(name="陈某")
    rows = Visit.objects.visible_to(person).order_by("pk")
    assert exporting.export(VisitLedger, rows, path.with_stem("exported"), person) == count


def save_plainly(path: Path, _: int) -> None:
    """What a script would do: openpyxl, then one save a row; nothing is checked, numbered, told to a ledger or undone."""
    ready()
    from django.db import transaction  # noqa: PLC0415
    from tests.example.models import Visit  # noqa: PLC0415

    from fazhi.kernel.org.models import Unit  # noqa: PLC0415

    unit = Unit.objects.get(code="990101001")
    sheet = load_workbook(path.with_stem("visits"), read_only=True, data_only=True).active
    with transaction.atomic():
        for row in sheet.iter_rows(min_row=2, values_only=True):
            Visit(
                unit=unit, title=row[2], opened_on=row[3], topic="advice", question=row[5], state="waiting", answer=row[9]
            ).save()
        transaction.set_rollback(True)


JOBS: dict[str, Callable[[Path, int], None]] = {
    "write xlsx": write_ours,
    "write csv": write_ours_csv,
    "write xlsx, openpyxl write-only": write_openpyxl,
    "read xlsx": read_ours,
    "read csv": read_ours_csv,
    "read xlsx, openpyxl read-only": read_openpyxl,
    "read xlsx, calamine (no traps seen)": read_calamine,
    "preview, packed and unpacked": preview,
    "(a city and its ledger are made)": keep_ledger,
    "import: upload and preview": import_preview,
    "import: write": import_write,
    "import: the same file again": import_again,
    "export: the ledger, masked": export_ledger,
    "peer: openpyxl and save(), unchecked": save_plainly,
}


def run(job: str, path: Path, count: int) -> None:
    began, busy = time.perf_counter(), time.process_time()
    JOBS[job](path, count)
    spent, busy = time.perf_counter() - began, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {job:36} | {spent:6.1f} s | {busy:6.1f} s | {count / spent:9,.0f} | {peak:5} MB |", flush=True)


def main() -> None:
    count = int(os.environ.get("BENCH_ROWS", ROWS))
    print(
        f"{count:,} rows × 20 columns, Python {sys.version.split()[0]}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n"
    )
    print(f"| {'job':36} | {'time':>8} | {'CPU':>8} | {'rows/s':>9} | {'peak RSS':>8} |")
    print("|".join(["", *("-" * wide for wide in (38, 10, 10, 11, 10)), ""]), flush=True)
    root = Path(__file__).resolve().parents[1]
    with tempfile.TemporaryDirectory() as folder:
        home = {"FAZHI_HOME": f"{folder}/home", "FAZHI_EXAMPLE": "1", "DJANGO_SETTINGS_MODULE": "fazhi.site.settings"}
        paths = os.pathsep.join([str(root / "src"), str(root)])
        for job in JOBS:
            command = [sys.executable, __file__, str(count), job, f"{folder}/ledger.xlsx"]
            subprocess.run(command, check=True, env=os.environ | home | {"PYTHONPATH": paths})


if __name__ == "__main__":
    if len(sys.argv) == 4:
        run(sys.argv[2], Path(sys.argv[3]), int(sys.argv[1]))
    else:
        main()
