"""The database every worker starts from: migrated once, kept under build/ until a migration, a module or a library changes."""

import fcntl
import hashlib
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.core.management import call_command
from django.db import connection

ROOT = Path(__file__).resolve().parents[1]
KEPT = ROOT / "build" / "tests"
# What decides which tables there are.
SOURCES = ("src/fazhi/*/*/migrations/*.py", "tests/example/migrations/*.py", "src/fazhi/site/modules.py", "requirements/app.txt")


def start() -> None:
    """Make a copy of it the database of this process, at the place its settings name."""
    place = Path(connection.settings_dict["TEST"]["NAME"])
    with _alone():
        kept = KEPT / f"{fingerprint()}.sqlite3"
        if not kept.exists():
            _make(kept)
        shutil.copyfile(kept, place)
    _move_to(place)


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
    """Migrate into an unfinished file first: a run that is broken off leaves no half a database behind."""
    for old in KEPT.glob("*.sqlite3*"):
        old.unlink()
    unfinished = kept.with_suffix(".sqlite3-unfinished")
    _move_to(unfinished)
    call_command("migrate", verbosity=0, interactive=False)
    connection.close()
    unfinished.rename(kept)


def _move_to(place: Path) -> None:
    connection.close()
    connection.settings_dict["NAME"] = str(place)
