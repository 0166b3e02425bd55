"""An import that is killed outright: what was written counts once, and it goes on from there."""

import os
import signal
import sqlite3
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest
from tests import template

from fazhi.faces.desk.ledgers.writing import Column, write_xlsx

from .test_ledgers_running import HEADS, row

ROWS = 1_500
WORLD = """
import django; django.setup()
from tests.world import build
build()
"""
ROOT = Path(__file__).resolve().parents[5]


def environment(home):
    path = os.pathsep.join([str(ROOT / "src"), str(ROOT)])
    return (
        os.environ
        | {"FAZHI_HOME": str(home), "FAZHI_EXAMPLE": "1", "PYTHONPATH": path}
        | {"DJANGO_SETTINGS_MODULE": "fazhi.site.settings"}
    )


def fazhi(home, *words):
    command = [sys.executable, "-m", "fazhi", *words]
    return subprocess.run(command, env=environment(home), capture_output=True, text=True, check=False)


def asked(home, sql):
    """One value from the database, read from outside; None while it is not there yet."""
    with sqlite3.connect(f"file:{home / 'fazhi.sqlite3'}?mode=ro", uri=True, timeout=20) as connection:
        found = connection.execute(sql).fetchone()
    return found[0] if found else None


@pytest.fixture
def home(tmp_path):
    made = tmp_path / "home"
    template.lay(made / "fazhi.sqlite3")
    subprocess.run([sys.executable, "-c", textwrap.dedent(WORLD)], env=environment(made), check=True)
    return made


def test_a_killed_import_goes_on_and_writes_every_row_once(home, tmp_path):
    file = tmp_path / "来访.xlsx"
    write_xlsx(file, "来访", [Column(head) for head in HEADS], (row(str(n), title=f"第{n}号来访") for n in range(ROWS)))
    command = [sys.executable, "-m", "fazhi", "ledger", "import", str(file), "--by", "陈某"]
    with subprocess.Popen(command, env=environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as worker:
        while not asked(home, "SELECT done FROM desk_importrun"):
            assert worker.poll() is None, "it ended before it could be killed"
            time.sleep(0.02)
        worker.send_signal(signal.SIGKILL)
    done = asked(home, "SELECT done FROM desk_importrun")
    assert 0 < done < ROWS, "it was killed in the middle"
    assert asked(home, "SELECT count(*) FROM example_visit") == done
    assert asked(home, "SELECT state FROM desk_importrun") == "writing"
    resumed = fazhi(home, "ledger", "resume")
    assert "已写入" in resumed.stdout and f"新增 {ROWS}" in resumed.stdout, resumed.stderr
    for sql in (
        "SELECT count(*) FROM example_visit",
        "SELECT count(DISTINCT source_key) FROM example_visit",
        "SELECT count(DISTINCT number) FROM example_visit",
        "SELECT count(*) FROM ledger_event WHERE act = 'register'",
        "SELECT sum(amount) FROM records_tally WHERE of = 'example.visit'",
    ):
        assert asked(home, sql) == ROWS, sql
    assert asked(home, "SELECT count(*) FROM ledger_event WHERE act = 'import'") == 1
    assert fazhi(home, "ledger", "resume").stdout == ""
    again = fazhi(home, "ledger", "import", str(file), "--by", "陈某", "--json")
    assert f'"same": {ROWS}' in again.stdout and again.returncode == 0
