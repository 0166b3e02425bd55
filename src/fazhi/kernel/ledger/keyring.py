"""The keys of the publisher: outside the database, readable by one user of the machine alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from .log.notes import Signer, Verifier

DOUBLE = timedelta(days=30)  # after a change of keys both sign for so long (reliability.md §3.3)


def folder() -> Path:
    """Where the keys lie, one file a key, named by the day from which it signs."""
    path = Path(settings.LEDGER_KEYS) / "signing"
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def add_key(on: date | None = None) -> Path:
    """Make a key that signs from a day on; raises FileExistsError when there is one of that day."""
    path = folder() / f"{on or timezone.localdate()}.key"
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(Signer.new("").seed)
    return path


def signers(origin: str, on: date | None = None) -> list[Signer]:
    """Who signs on a day, the newest first: the newest key, and the one before it for thirty days more."""
    today = on or timezone.localdate()
    begun = sorted((path for path in folder().glob("*.key") if date.fromisoformat(path.stem) <= today), reverse=True)
    if not begun:
        begun = [add_key(today)]
    still = begun[:1] if date.fromisoformat(begun[0].stem) + DOUBLE < today else begun[:2]
    return [Signer(origin, path.read_bytes()) for path in still]


def verifiers(origin: str) -> list[Verifier]:
    """Every key that ever signed, as readers need them."""
    return [Signer(origin, path.read_bytes()).verifier() for path in sorted(folder().glob("*.key"))]
