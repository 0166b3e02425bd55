"""What a submitter takes home: at once a promise, after publication the proof (reliability.md §3.3)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Model

from . import published
from .log.canonical import canonical
from .log.commitments import opening
from .log.notes import Proof
from .log.tree import inclusion, suite_of
from .models import Event
from .rows import committed, row_key, row_salt, said, written_form
from .sealing import contents

FORMAT = "fazhi-receipt@v1"
OPENED = "number title happened_at recorded_at"  # fields of the act that its submitter may show to others
SUFFIX = ".tlog-proof"


def receipt(event: Event, own: Model | None = None, names: str = "") -> dict[str, Any]:
    """The receipt of an event, with its proof once a checkpoint covers it; `names` are the submitter's own fields of a row."""
    opened = openings(event, OPENED.split())
    if own is not None:
        opened += own_openings(event, own, names)
    return {
        "format": FORMAT,
        "entry": event.entry,
        "leaf": event.leaf,
        "time": event.recorded_at.isoformat(timespec="seconds"),
        "opened": opened,
        "keys": [key.line() for key in published.verifiers(event.log)],
        "proof": proof(event),
    }


def proof_file(event: Event) -> str:
    """The proof that can be checked alone, c2sp.org/tlog-proof@v1; empty while no checkpoint covers the event."""
    return proof(event, canonical({"entry": event.entry, "opened": openings(event, OPENED.split())}))


def openings(event: Event, names: Iterable[str]) -> list[dict[str, Any]]:
    """The named fields of an event with what proves them; none once its salt was erased."""
    if event.salt is None:
        return []
    held = contents(event)
    return [opening(bytes(event.salt), held, name, suite_of(event.log)) for name in names]


def own_openings(event: Event, row: Model, names: str) -> list[dict[str, Any]]:
    """The named fields of a row that an event wrote, and the row's root beside them; none where it was written anew since."""
    if event.salt is None or not _stands(event, row):
        return []
    salt, suite, key = bytes(event.salt), suite_of(event.log), row_key(row)
    given = said(written_form(row))
    own = [
        opening(row_salt(salt, key, suite), given, name, suite) | {"in": f"row {key}"} for name in names.split() if name in given
    ]
    return [*openings(event, [f"row {key}"]), *own]


def _stands(event: Event, row: Model) -> bool:
    """Whether a row still says what the event committed to."""
    kept = event.rows.get(row_key(row))
    return bool(kept) and committed(bytes(event.salt), row, suite_of(event.log))[0] == kept[0]


def proof(event: Event, extra: bytes = b"") -> str:
    """The proof file against the published checkpoint, read from the published files; empty while none covers the event."""
    checkpoint = published.checkpoint_of(event.log)
    if checkpoint is None or event.seq is None or event.seq >= checkpoint.size:
        return ""
    steps = inclusion(event.seq, checkpoint.size, published.reader(checkpoint).node, suite_of(event.log))
    return Proof(event.seq, tuple(steps), published.note_of(event.log), extra).text()
