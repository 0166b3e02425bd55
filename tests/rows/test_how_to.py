"""docs/how-to is true: its commands are run in their order in an empty home, its quotations stand in the living example."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted((ROOT / "docs/how-to").glob("*.md"))
EXAMPLE = "\n".join(path.read_text() for path in sorted((ROOT / "tests/example").glob("*.py")))
UNITS = "code,name,kind,parent_code,short_name\n9900,莲城市,市,,\n990101,荷塘区,县市区,9900,\n990101001,荷花街道,乡镇街道,990101,荷花\n"
LAW = "# 中华人民共和国试点法\n\n2015年3月1日 第一届全国人民代表大会常务委员会第一次会议通过\n\n第一条 甲。\n\n第二条 乙。"
KNOWN = {"简称": "荷花", "类型": "乡镇", "行业": None, "任期止": "2027-09-02"}


def blocks(page: Path, tongue: str) -> list[str]:
    return re.findall(rf"```{tongue}\n(.*?)```", page.read_text(), re.S)


COMMANDS = [line for line in "".join(blocks(ROOT / "docs/how-to/first-day.md", "sh")).splitlines() if line]
QUOTED = [(page.name, block) for page in PAGES for block in blocks(page, "python")]


@pytest.fixture
def office(tmp_path):
    """A desk with the files of which the page speaks."""
    (tmp_path / "units.csv").write_text(UNITS)
    (tmp_path / "laws").mkdir()
    (tmp_path / "laws/试点法(2015-03-01).md").write_text(LAW)
    return tmp_path


def filled(template: Path, path: Path) -> None:
    """A committee, in the template that was just made: its example row, with what an example cannot know."""
    told = load_workbook(template).active
    heads = [str(cell.value).lstrip("＊") for cell in told[1]]
    book = Workbook()
    book.active.append(heads)
    row = dict(zip(heads, (str(cell.value or "").removeprefix("例：") or None for cell in told[2]), strict=True)) | KNOWN
    book.active.append([row[head] for head in heads])
    book.save(path)


# The commands in one process, so that what each starts with is loaded once; told as JSON: each command and its exit code.
TOLD = """
import json, shlex, sys, django
from fazhi.site.command import main
codes = {}
for command in sys.argv[1:]:
    try:
        main(shlex.split(command)[1:], standalone_mode=False)
        codes[command] = 0
    except SystemExit as ended:
        codes[command] = ended.code
print("\\n" + json.dumps(codes))
"""


def run(office: Path, commands: list[str]) -> tuple[dict[str, int], str]:
    """The exit code of each command, and what all of them said."""
    given = {name: value for name, value in os.environ.items() if not name.startswith(("FAZHI_", "DATABASE_URL", "DJANGO_"))}
    given |= {"FAZHI_HOME": str(office / "home"), "PYTHONPATH": str(ROOT / "src")}
    done = subprocess.run([sys.executable, "-c", TOLD, *commands], env=given, cwd=office, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return json.loads(done.stdout.splitlines()[-1]), done.stdout


def test_the_first_day_goes_as_it_is_told(office):
    assert len(COMMANDS) > 12 and all(command.startswith("fazhi ") for command in COMMANDS)
    first = next(place for place, command in enumerate(COMMANDS) if "ledger import" in command)
    codes, _ = run(office, COMMANDS[:first])
    filled(office / "committees-empty.xlsx", office / "committees.xlsx")
    more, told = run(office, COMMANDS[first:])
    codes |= more
    assert codes == dict.fromkeys(COMMANDS, 0), told
    assert told.count("新增 1") == 3 and (office / "committees-marked.xlsx").exists(), (
        "in the preview, the import and the history"
    )


@pytest.mark.parametrize(("page", "quoted"), QUOTED)
def test_what_is_quoted_stands_in_the_living_example(page, quoted):
    assert quoted in EXAMPLE, page
