"""Old .xls workbooks, read in a process of their own: the reader lays a sheet out whole, and a bad file may cost it its life."""

import io
import json
import resource
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, time, timedelta
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, PasswordError

MEMORY = 512 << 20
SECONDS = 60
KINDS: dict[str, Any] = {"moment": datetime, "date": date, "time": time}


class Unreadable(Exception):  # noqa: N818
    """The file is no workbook, or asks for a password."""

    def __init__(self, password: bool = False) -> None:
        super().__init__()
        self.password = password


class OldBook:
    """Asks the other process once for each sheet, and keeps its answer."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.answers: dict[str, bytes] = {}

    def titles(self) -> tuple[str, ...]:
        """The names of the sheets."""
        return tuple(next(self.lines("")))

    def lines(self, title: str) -> Iterator[Any]:
        """First the first used column, the width and the merged areas; then the values of each row."""
        if title not in self.answers:
            self.answers[title] = _asked(self.data, title)
        return (json.loads(line, object_hook=_value) for line in io.BytesIO(self.answers[title]))


def _asked(data: bytes, title: str) -> bytes:
    command = [sys.executable, "-m", __name__, title]
    try:
        done = subprocess.run(command, input=data, capture_output=True, timeout=SECONDS, check=False)  # noqa: S603
    except subprocess.TimeoutExpired:
        raise Unreadable()
    if done.returncode:
        raise Unreadable(password=done.stderr.startswith(b"password"))
    return done.stdout


def _value(found: dict[str, Any]) -> Any:
    ((kind, said),) = found.items()
    return timedelta(seconds=said) if kind == "span" else KINDS[kind].fromisoformat(said)


def _tell(value: object) -> None:
    sys.stdout.write(json.dumps(value, default=_spelled) + "\n")


def _spelled(value: Any) -> dict[str, Any]:
    if isinstance(value, timedelta):
        return {"span": value.total_seconds()}
    kind = next(name for name, form in KINDS.items() if isinstance(value, form))
    return {kind: value.isoformat()}


def _answer(title: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))
    if not title:
        _tell(book.sheet_names)
        return
    sheet = book.get_sheet_by_name(title)
    _tell([sheet.start[1] if sheet.start else 0, sheet.total_width, sheet.merged_cell_ranges or []])
    for values in sheet.iter_rows():
        while values and values[-1] == "":
            values.pop()
        _tell(values)


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    with suppress(BrokenPipeError):
        try:
            _answer(sys.argv[1])
        except PasswordError:
            sys.exit("password")
        except (CalamineError, OSError, ValueError):
            sys.exit("unreadable")
