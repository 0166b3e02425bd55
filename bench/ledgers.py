"""Ledgers of 100,000 × 20 cells written and read: rows a second and peak memory, beside openpyxl and calamine.

Run: python -m bench.ledgers [rows]. Each line is a process of its own, so that its memory is its own.
"""

import io
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


JOBS: dict[str, Callable[[Path, int], None]] = {
    "write xlsx": write_ours, "write csv": write_ours_csv, "write xlsx, openpyxl write-only": write_openpyxl,
    "read xlsx": read_ours, "read csv": read_ours_csv, "read xlsx, openpyxl read-only": read_openpyxl,
    "read xlsx, calamine (no traps seen)": read_calamine, "preview, packed and unpacked": preview,
}


def run(job: str, path: Path, count: int) -> None:
    began = time.perf_counter()
    JOBS[job](path, count)
    spent = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"| {job:36} | {spent:6.1f} s | {count / spent:9,.0f} | {peak:5} MB |", flush=True)


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else ROWS
    print(f"{count:,} rows × 20 columns, Python {sys.version.split()[0]}\n")
    print(f"| {'job':36} | {'time':>8} | {'rows/s':>9} | {'peak RSS':>8} |")
    print("|".join(["", *("-" * wide for wide in (38, 10, 11, 10)), ""]), flush=True)
    with tempfile.TemporaryDirectory() as folder:
        for job in JOBS:
            subprocess.run([sys.executable, __file__, str(count), job, f"{folder}/ledger.xlsx"], check=True)


if __name__ == "__main__":
    if len(sys.argv) == 4:
        run(sys.argv[2], Path(sys.argv[3]), int(sys.argv[1]))
    else:
        main()
