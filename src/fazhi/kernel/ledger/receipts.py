"""What a submitter takes home: at once a promise, after publication the proof (reliability.md §3.3)."""

from __future__ import annotations

from typing import Any

from . import keyring
from .log.commitments import opening
from .log.notes import Checkpoint, Note, tlog_proof
from .log.tree import inclusion
from .models import Event, Log
from .publishing import Store, node_of
from .sealing import contents

FORMAT = "fazhi-receipt@v1"
OPENED = "number title happened_at recorded_at"  # fields of the act that its submitter may show to others


def receipt(event: Event) -> dict[str, Any]:
    """The receipt of an event, with its proof once a checkpoint covers it."""
    return {
        "format": FORMAT,
        "entry": event.entry,
        "leaf": event.leaf,
        "time": event.recorded_at.isoformat(timespec="seconds"),
        "opened": openings(event, OPENED.split()),
        "keys": [key.line() for key in keyring.verifiers(event.log)],
        "proof": proof(event),
    }


def openings(event: Event, names: list[str]) -> list[dict[str, Any]]:
    """The named fields of an event with what proves them; none once its salt was erased."""
    return [opening(bytes(event.salt), contents(event), name) for name in names] if event.salt is not None else []


def proof(event: Event) -> str:
    """The proof file against the last published checkpoint; empty while there is none that covers the event."""
    note = Store().last(event.log)
    size = Checkpoint.read(Note.read(note).text).size if note else 0
    if event.seq is None or event.seq >= size:
        return ""
    log = Log.objects.get(origin=event.log)
    return tlog_proof(event.seq, inclusion(event.seq, size, node_of(log, size)), note)
