"""What must lie in the clear for a moment, for a program that knows nothing but files: its folder is gone afterwards, killed or not."""

import fcntl
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings

MEMORY = Path("/dev/shm")  # noqa: S108  a disk that forgets
MARK = "fazhi-"
LOCK = ".held"
YOUNG = 60  # seconds: between its making and its lock a folder belongs to nobody


def beside() -> Path:
    """Where they lie that may be too large for the memory: in the home, for this user alone."""
    place = Path(settings.HOME) / "open"
    place.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


@contextmanager
def folder(in_memory: bool = False) -> Iterator[Path]:
    """A folder of one's own, locked as long as the process lives."""
    place = MEMORY if in_memory and os.access(MEMORY, os.W_OK) else beside()
    with TemporaryDirectory(prefix=MARK, dir=place) as made, Path(made, LOCK).open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield Path(made)


def sweep() -> int:
    """Take away what a killed process has left open; answers how many folders."""
    left = [each for place in (MEMORY, beside()) for each in place.glob(f"{MARK}*") if _is_left(each)]
    for each in left:
        shutil.rmtree(each, ignore_errors=True)
    return len(left)


def _is_left(made: Path) -> bool:
    """Nobody holds it: a lock ends with whoever took it."""
    try:
        if made.stat().st_uid != os.getuid() or time.time() - made.stat().st_mtime < YOUNG:
            return False
        with (made / LOCK).open("ab") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
    except OSError:
        return False
