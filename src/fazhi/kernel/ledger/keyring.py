"""The keys of the publisher: outside the database, readable by one user of the machine alone."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from .log.kinds import ED25519, Kind, kind_named
from .log.notes import Signer, Verifier

DOUBLE = timedelta(days=30)  # after a change of keys both sign for so long (reliability.md §3.3)


def folder() -> Path:
    """Where the keys lie, one file a key, named by the day from which it signs and its kind."""
    path = Path(settings.LEDGER_SIGNING)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    return path


def add_key(on: date | None = None, kind: Kind = ED25519) -> Path:
    """Make a key that signs from a day on; raises FileExistsError when there is one of that day and kind."""
    path = folder() / f"{on or timezone.localdate()}.{kind.name}.key"
    path.touch(mode=0o600, exist_ok=False)
    path.write_bytes(kind.scheme.new())
    return path


def _keys() -> list[tuple[date, Kind, bytes]]:
    """(first day, kind, secret) of every key, the oldest first."""
    found = [(path, path.name.split(".")) for path in sorted(folder().glob("*.key"))]
    return [(date.fromisoformat(day), kind_named(kind), path.read_bytes()) for path, (day, kind, _) in found]


def signers(origin: str, on: date | None = None) -> list[Signer]:
    """Who signs on a day, the newest first: of each kind the newest key, and the one before it for thirty days more."""
    today = on or timezone.localdate()
    if not any(day <= today for day, _, _ in _keys()):
        add_key(today)
    begun = [(day, kind, secret) for day, kind, secret in reversed(_keys()) if day <= today]
    chosen = [
        (secret, kind)
        for day, kind, secret in begun
        for newer in [[other for other, its, _ in begun if its is kind and other > day]]
        if not newer or (len(newer) == 1 and newer[0] + DOUBLE >= today)
    ]
    return [Signer(origin, secret, kind) for secret, kind in chosen]


def verifiers(origin: str) -> list[Verifier]:
    """Every key that ever signed, as readers need them."""
    today = timezone.localdate()
    return [Signer(origin, secret, kind).verifier() for day, kind, secret in _keys() if day <= today]
