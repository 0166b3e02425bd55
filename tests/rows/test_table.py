"""The tables of docs/reliability.md, docs/enforcement.md and docs/services.md name tests that are there."""

import re
from pathlib import Path

import pytest

from fazhi.kernel import registry

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"^\| ([A-Z0-9 ]+) \| .* \| (\S+\.py)::(\w+) \|$", re.MULTILINE)
TABLES = {name: LINE.findall((ROOT / f"docs/{name}.md").read_text()) for name in ("reliability", "enforcement", "services")}
ROWS = [row for rows in TABLES.values() for row in rows]


def test_every_line_of_the_tables_is_read():
    for name, rows in TABLES.items():
        lines = [line for line in (ROOT / f"docs/{name}.md").read_text().splitlines() if "::" in line and line.startswith("|")]
        assert len(lines) == len(rows) > 30, name


def test_each_indicator_that_a_table_names_is_declared():
    told = re.findall(r"`((?:enforcement|spot_checks|oversight)\.\w+)`", (ROOT / "docs/enforcement.md").read_text())
    assert len(told) > 90 and set(told) <= set(registry.on("indicators"))


@pytest.mark.parametrize(("row", "path", "name"), ROWS)
def test_each_row_is_shown_by_a_test_that_exists(row, path, name):
    assert f"def {name}(" in (ROOT / path).read_text(), f"{row}: {path} has no {name}"
