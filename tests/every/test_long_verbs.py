"""What holds of every verb that may take long: it shows how far it is, on stderr, and its answer alone stands on stdout."""

import json
import sys

import click
import pytest
from click.testing import CliRunner
from rich.console import Console
from rich.progress import Progress

from fazhi.faces.desk.tests.test_ledgers_running import book_of, row
from fazhi.site.command import main
from tests.example.models import Visit

LAW = "# 中华人民共和国试点法\n\n2015年3月1日 第一届全国人民代表大会常务委员会第一次会议通过\n\n第一条 为了试点，制定本法。"
UNITS = "code,name,kind,parent_code\n88,试点市,市,\n8801,试点县,县市区,88\n"


@pytest.fixture
def bars(monkeypatch):
    """Each bar that was shown: what it says, and whether it stands on stderr."""
    shown = []
    task, status, steps = Progress.add_task, Console.status, click.progressbar

    def add_task(self, description, *given, **told):
        shown.append((description, self.console.stderr))
        return task(self, description, *given, **told)

    def show_status(self, status_text, **told):
        shown.append((status_text, self.stderr))
        return status(self, status_text, **told)

    def progressbar(*given, label, file, **told):
        shown.append((label, file is sys.stderr))
        return steps(*given, label=label, file=file, **told)

    monkeypatch.setattr(Progress, "add_task", add_task)
    monkeypatch.setattr(Console, "status", show_status)
    monkeypatch.setattr(click, "progressbar", progressbar)
    return shown


@pytest.fixture
def files(tmp_path, settings):
    """What the verbs are given, in a home of its own."""
    settings.HOME = settings.MEDIA_ROOT = tmp_path / "home"
    settings.HOME.mkdir()
    (tmp_path / "law.md").write_text(LAW)
    (tmp_path / "units.csv").write_text(UNITS)
    (tmp_path / "visits.xlsx").write_bytes(book_of(row(), row("2", title="李某来访")))
    (tmp_path / "asked.jsonl").write_text('{"qid": "7", "text": "试点"}\n')
    return tmp_path


# The words of each verb, and what its bar says.
LONG = {
    "law import {0}/law.md --json": "读取",
    "law search --batch {0}/asked.jsonl --run {0}/run.txt": "检索",
    "org import {0}/units.csv --json": "导入单位",
    "ledger import {0}/visits.xlsx --by 陈某 --preview --json": "来访台账",
    "ledger import {0}/visits.xlsx --by 陈某 --json": "来访台账",
    "ledger export example.visit {0}/out.xlsx --by 陈某 --reason 核对": "导出",
    "figures --json --recompute": "重算汇总",
    "figures --json --verify": "核对汇总",
    "log verify": "核对账本",
    "keys rotate": "重新加密",
}


@pytest.mark.parametrize("words", LONG)
def test_a_long_verb_shows_how_far_it_is_beside_its_answer(sealed_world, files, bars, words):
    if "search" in words:
        CliRunner().invoke(main, ["law", "import", str(files / "law.md")])
        bars.clear()
    done = CliRunner().invoke(main, words.format(files).split(" "))
    assert done.exit_code == (3 if words == "log verify" else 0), done.output  # nothing of it is published yet
    assert [label for label, _ in bars if LONG[words] in label], bars
    assert all(is_beside for _, is_beside in bars), bars
    if "--json" in words:
        json.loads(done.stdout)
    if words.startswith("ledger import"):
        assert Visit.objects.count() == (0 if "--preview" in words else 2)
