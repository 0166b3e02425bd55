"""Where the recordings of the telephone system lie: a folder, by default; what is not there is held by that system alone."""

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
    if path is None:
        return ""
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
