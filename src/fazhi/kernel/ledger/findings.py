"""What checking finds: which row, how it was changed, and where if it can be told."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

Told = Callable[[int], None]  # how many rows were looked at
CHANGED, DELETED, INSERTED, EXCHANGED, BROKEN = "changed", "deleted", "inserted", "exchanged", "broken"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that was changed behind the ledger's back."""

    row: str
    what: str
    columns: tuple[str, ...] = ()
    event: int | None = None
    told: str = ""  # what else is known, in the reader's words
