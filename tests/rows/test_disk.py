"""D4 and D5: with the disk full or failing nothing is acknowledged that is not kept, and work goes on when it is mended."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from django.db import connection

from tests import postgres, template

ON_SQLITE = connection.vendor == "sqlite"
# A mount of its own that nobody else sees and that goes with the process; who is not root is root in it.
FAULT = "inject=fsync,fdatasync:error=EIO"
APART = ["unshare", "--mount", *(["--map-root-user"] if os.geteuid() else [])]


@pytest.fixture
def sent(tmp_path):
    """Run the sender in a home of its own with a disk of its own; what it told."""
    home, mount = tmp_path / "home", Path(tempfile.mkdtemp(prefix="fazhi-disk-"))
    home.mkdir()
    mount.chmod(0o755)  # PostgreSQL's own user must come to it

    def run(where, *before, **environ):
        if "DATABASE_URL" not in environ:
            template.lay(home / "fazhi.sqlite3")
        given = {name: value for name, value in os.environ.items() if name not in ("FAZHI_HOME", "DATABASE_URL")}
        words = [*before, sys.executable, "-m", "tests.rows.filling", where, str(mount)]
        done = subprocess.run(words, env={**given, "FAZHI_HOME": str(home), **environ}, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr[-3000:]
        return json.loads(done.stdout.splitlines()[-1])

    run.home = home
    yield run
    mount.rmdir()


@pytest.fixture
def apart():
    """Disks can be mounted where only we see them."""
    if not shutil.which("unshare") or subprocess.run([*APART, "true"], capture_output=True).returncode:
        pytest.skip("needs unshare --mount (root, or user namespaces)")
    return APART


ON_BOTH_DISKS = ["database", "files", "tiles"] if ON_SQLITE else ["postgresql"]


@pytest.mark.parametrize("where", ON_BOTH_DISKS)
def test_d4_with_the_disk_full_nothing_is_acknowledged_that_is_not_kept(sent, apart, where):
    told = sent(where, *apart)
    assert told["acknowledged"] > 3 and told["refused"] == [507], told
    assert told["held"] >= told["acknowledged"] if where == "tiles" else told["held"] == told["acknowledged"], told
    assert (told["again"], told["unsound"]) == (302, []), told
    assert (told["stranger"], told["after"]) == ((0, 0) if where == "tiles" else (None, None)), told


@pytest.fixture
def failing():
    """The words that let every fsync from some on fail."""
    if not shutil.which("strace"):
        pytest.skip("needs strace (Debian: apt install strace)")
    return lambda when: [
        "strace",
        "-f",
        "-qq",
        *("-o", os.devnull, "-e", "trace=fsync,fdatasync"),
        *("-e", f"{FAULT}:when={when}"),
    ]


@pytest.mark.skipif(not ON_SQLITE, reason="fsync of SQLite; PostgreSQL has a test of its own")
def test_d5_after_an_error_of_fsync_nothing_is_acknowledged_on_sqlite(sent, failing):
    told = sent("failing", *failing("40+"))
    assert told["acknowledged"] > 0 and told["refused"] == [503], told
    assert told["last_acknowledged"] < told["first_refused"], "acknowledged after the error"
    assert set(told["titles"]) <= kept(sent.home)


def kept(home: Path) -> set[str]:
    with sqlite3.connect(home / "fazhi.sqlite3") as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        return {title for (title,) in file.execute("SELECT title FROM example_visit")}


@pytest.mark.skipif(ON_SQLITE or os.geteuid() != 0, reason="fsync of PostgreSQL, whose server root alone may trace")
def test_d5_postgresql_starts_again_from_its_log_after_an_error_of_fsync(sent, failing):
    with postgres.cluster(postgres.DURABLE) as server:
        sent("failing", DATABASE_URL=server.url, FAZHI_SENDS="1")
        tracer = subprocess.Popen([*failing("12+"), "-p", (server.data / "postmaster.pid").read_text().split()[0]])
        try:
            told = sent("failing", DATABASE_URL=server.url, FAZHI_SENDS="60")
        finally:
            tracer.terminate()
            tracer.wait()
        assert told["acknowledged"] > 0 and told["refused"] == [503], told
        server.stop("immediate")
        server.start()
        assert "PANIC" in (server.folder / "log").read_text()
        again = sent("failing", DATABASE_URL=server.url, FAZHI_SENDS="1")
    assert again["acknowledged"] == 1 and set(told["titles"]) <= set(again["kept"])
