"""The tables of docs/reliability.md and docs/enforcement.md name tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"^\| ([A-Z0-9 ]+) \| .* \| (\S+\.py)::(\w+) \|$", re.MULTILINE)
TABLES = {name: LINE.findall((ROOT / f"docs/{name}.md").read_text()) for name in ("reliability", "enforcement")}
ROWS = [row for rows in TABLES.values() for row in rows]


def test_every_line_of_the_tables_is_read():
    for name, rows in TABLES.items():
        lines = [line for line in (ROOT / f"docs/{name}.md").read_text().splitlines() if "::" in line and line.startswith("|")]
        assert len(lines) == len(rows) > 30, name


@pytest.mark.parametrize(("row", "path", "name"), ROWS)
def test_each_row_is_shown_by_a_test_that_exists(row, path, name):
    assert f"def {name}(" in (ROOT / path).read_text(), f"{row}: {path} has no {name}"
