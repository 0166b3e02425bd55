"""The table of docs/reliability.md names tests that are there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROWS = re.findall(r"^\| ([A-Z0-9 ]+) \| .* \| (\S+\.py)::(\w+) \|$", (ROOT / "docs/reliability.md").read_text(), re.MULTILINE)


def test_the_table_is_read():
    assert len(ROWS) > 30


@pytest.mark.parametrize(("row", "path", "name"), ROWS)
def test_each_row_is_shown_by_a_test_that_exists(row, path, name):
    assert f"def {name}(" in (ROOT / path).read_text(), f"{row}: {path} has no {name}"
