"""D1, D3 and D8: what was acknowledged is there after a kill, whole; and no weaker setting is run with."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from fazhi.site import guard
from fazhi.site.command import main
from tests import postgres, template
from tests.every.routes import ALL

ROUNDS = os.environ.get("FAZHI_CRASHES", "20" if ALL else "5")


def crashes(*arguments, **environ):
    if "DATABASE_URL" not in environ:
        template.lay(Path(environ["FAZHI_HOME"], "fazhi.sqlite3"))
    done = subprocess.run(
        [sys.executable, "-m", "tests.rows.crashing", *arguments],
        env={**{k: v for k, v in os.environ.items() if k not in ("FAZHI_HOME", "DATABASE_URL")}, **environ},
        capture_output=True,
        text=True,
        check=True,
    )
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.skipif(connection.vendor != "sqlite", reason="D1 is about SQLite")
def test_d1_d3_nothing_acknowledged_is_lost_or_torn_by_kill_9(tmp_path):
    told = crashes(ROUNDS, FAZHI_HOME=str(tmp_path))
    assert told["acknowledged"] >= int(ROUNDS), told
    assert (told["lost"], told["unsound"]) == ([], []), told


@pytest.mark.skipif(connection.vendor != "postgresql", reason="D2 is about PostgreSQL")
def test_d2_nothing_acknowledged_is_lost_when_the_server_and_all_its_children_are_killed(tmp_path):
    with postgres.cluster(postgres.DURABLE) as server:
        told = crashes("5", "1", str(server.folder), FAZHI_HOME=str(tmp_path), DATABASE_URL=server.url)
    assert told["acknowledged"] >= 5, told
    assert (told["lost"], told["unsound"]) == ([], []), told


def test_d1_an_acknowledgement_that_was_lost_is_found(tmp_path):
    told = crashes("1", FAZHI_HOME=str(tmp_path), FAZHI_PLANT="lost")
    assert any("planted" in each for each in told["lost"]), told


@pytest.mark.skipif(connection.vendor != "sqlite", reason="a setting of SQLite")
@pytest.mark.django_db(transaction=True)
def test_d8_a_weaker_sqlite_is_refused():
    assert list(guard.weaknesses()) == []
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA synchronous=NORMAL")
    answer = CliRunner().invoke(main, ["check"])
    connection.close()
    assert answer.exit_code == 1 and "synchronous 低于 FULL" in answer.output


@pytest.mark.skipif(connection.vendor != "postgresql", reason="settings of PostgreSQL")
@pytest.mark.django_db
def test_d8_a_postgresql_that_may_lose_commits_is_refused():
    """The cluster of the tests is such a one: it is quick because it does not wait for the disk."""
    answer = CliRunner().invoke(main, ["check"])
    assert answer.exit_code == 1 and all(name in answer.output for name in guard.DURABLE)


@pytest.mark.django_db
def test_d8_debug_is_refused(settings):
    settings.DEBUG = True
    assert any("DEBUG" in sentence for sentence in guard.weaknesses())
