"""Where the recordings of the telephone system lie: a folder, by default; what is not there is held by that system alone."""

from functools import lru_cache
from hashlib import file_digest
from pathlib import Path

from django.conf import settings


def folder() -> Path:
    return settings.HOME / "telephone" / "recordings"


def place_of(reference: str) -> Path | None:
    """The file of a reference, if it lies within the folder."""
    path = (folder() / reference).resolve()
    return path if path.is_relative_to(folder().resolve()) and path.is_file() else None


def digest_of(reference: str) -> str:
    """The SHA-256 of a recording; blank where it is not here."""
    path = place_of(reference)
    return _digest(path, _mark(path)) if path else ""


def _mark(path: Path) -> tuple[int, ...]:
    """What changes whenever a file does, so that one that is played part by part is not read whole for each."""
    told = path.stat()
    return told.st_ino, told.st_size, told.st_mtime_ns, told.st_ctime_ns


@lru_cache(256)
def _digest(path: Path, mark: tuple[int, ...]) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def is_intact(reference: str, sha256: str) -> bool | None:
    """Whether it is what was registered; None where the telephone system alone has it."""
    found = digest_of(reference)
    return found == sha256 if found else None


def destroy(reference: str) -> None:
    """Take the file away; twice is once."""
    if path := place_of(reference):
        path.unlink(missing_ok=True)
