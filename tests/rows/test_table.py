"""The tables of docs/reliability.md, docs/house.md, docs/enforcement.md, docs/services.md and docs/mediation.md name tests that are there."""

import re
from fnmatch import fnmatch
from pathlib import Path

import pytest

from fazhi.kernel import registry

ROOT = Path(__file__).resolve().parents[2]
LINE = re.compile(r"^\| ([A-Z0-9 ]+) \| .* \| (\S+\.py)::(\w+) \|$", re.MULTILINE)
TABLES = {
    name: LINE.findall((ROOT / f"docs/{name}.md").read_text())
    for name in ("reliability", "house", "enforcement", "services", "mediation")
}
ROWS = [row for rows in TABLES.values() for row in rows]


def test_every_line_of_the_tables_is_read():
    for name, rows in TABLES.items():
        lines = [line for line in (ROOT / f"docs/{name}.md").read_text().splitlines() if "::" in line and line.startswith("|")]
        assert len(lines) == len(rows) > 30, name


def test_each_indicator_that_a_table_names_is_declared():
    for name, rooms, least in (("enforcement", "enforcement|spot_checks|oversight", 90), ("mediation", "mediation|advice", 70)):
        told = re.findall(rf"`((?:{rooms})\.\w+)`", (ROOT / f"docs/{name}.md").read_text())
        assert len(told) > least and set(told) <= set(registry.on("indicators")), name


def test_each_state_of_a_dispute_and_each_figure_of_mediation_has_its_line():
    """`mediation.kind_*` stands for all of them."""
    named = set(re.findall(r"`([\w.*]+)`", (ROOT / "docs/mediation.md").read_text()))
    assert set(registry.on("flows")["mediation.dispute"].states) <= named
    codes = [code for code in registry.on("indicators") if code.startswith("mediation.")]
    assert [code for code in codes if not any(fnmatch(code, each) for each in named)] == []


def test_each_room_of_the_kernel_has_its_lines():
    """Dispatch is told under records and in docs/reliability.md; what modules say of being shown, under the faces."""
    rooms = {path.name.upper() for path in (ROOT / "src/fazhi/kernel").iterdir() if (path / "__init__.py").exists()}
    told = {code.removeprefix("B ") for code, *_ in TABLES["house"]}
    assert (rooms - {"DISPATCH", "PRESENT"}) | {"FACES", "A", "E", "F", "G"} == told


@pytest.mark.parametrize(("row", "path", "name"), ROWS)
def test_each_row_is_shown_by_a_test_that_exists(row, path, name):
    assert f"def {name}(" in (ROOT / path).read_text(), f"{row}: {path} has no {name}"
