"""The database every worker starts from: migrated once, kept under build/ until a migration, a module or a library changes."""

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import connection

from tests import server

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "tests"
# What decides which tables there are.
SOURCES = ("src/fazhi/*/*/migrations/*.py", "tests/example/migrations/*.py", "src/fazhi/site/modules.py", "requirements/app.txt")


def start() -> None:
    """Make a copy of it the database of this process, at the place its settings name."""
    if connection.vendor == "postgresql":
        server.start(_alone, fingerprint(), KEPT, migrated)
        return
    place = Path(connection.settings_dict["TEST"]["NAME"])
    lay(place)
    connection.close()
    connection.settings_dict["NAME"] = str(place)


def lay(place: Path) -> None:
    """A copy of it at a place, for this process or for one that is to be started."""
    place.parent.mkdir(parents=True, exist_ok=True)
    with _alone():
        kept = KEPT / f"{fingerprint()}.sqlite3"
        if not kept.exists():
            _make(kept)
        shutil.copyfile(kept, place)


def fingerprint() -> str:
    """Of every file that decides which tables there are."""
    found = hashlib.sha256()
    for path in sorted(path for pattern in SOURCES for path in ROOT.glob(pattern)):
        found.update(path.relative_to(ROOT).as_posix().encode() + path.read_bytes())
    return found.hexdigest()[:20]


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time: the others find what it has made."""
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make(kept: Path) -> None:
    """Migrate in a home of its own first: a run that is broken off leaves no half a database behind."""
    for old in KEPT.glob("*.sqlite3"):
        old.unlink()
    with tempfile.TemporaryDirectory(dir=KEPT) as home:
        migrated(home)
        Path(home, "fazhi.sqlite3").rename(kept)


def migrated(home: str, url: str = "") -> None:
    """Let every migration run on a database that is empty: SQLite in a home, or the one at a URL."""
    given = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"} | ({"DATABASE_URL": url} if url else {})
    given |= {"FAZHI_HOME": home, "FAZHI_EXAMPLE": "1", "DJANGO_SETTINGS_MODULE": "fazhi.site.settings"}
    given |= {"PYTHONPATH": f"{ROOT / 'src'}:{ROOT}"}
    subprocess.run([sys.executable, "-m", "fazhi", "manage", "migrate", "-v0"], env=given, check=True)
