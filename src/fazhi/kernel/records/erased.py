"""The list of what was erased: a file outside the database and its backups, so that a restored backup can be erased again."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from fazhi.kernel.ledger.models import Event


def path() -> Path:
    """One line an erasure, with no word of what was erased."""
    place = Path(settings.ERASED)
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    return place


def note(first: Event, part: Any, basis: str, event: Event) -> None:
    """Add an erasure; `first` is the first act on the record, by which it is known again."""
    line = {
        "of": first.of,
        "id": first.record_id,
        "first": first.leaf,
        "part": f"{part._meta.label_lower}:{part.pk}" if part is not None else "",
        "basis": basis,
        "leaf": event.leaf,
        "at": timezone.now().isoformat(timespec="seconds"),
    }
    handle = os.open(path(), os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    with os.fdopen(handle, "a", encoding="utf-8") as file:
        file.write(json.dumps(line, ensure_ascii=False) + "\n")
        file.flush()
        os.fsync(file.fileno())


def lines() -> Iterator[dict[str, Any]]:
    """Every erasure, the first one first."""
    if path().exists():
        yield from (json.loads(line) for line in path().read_text("utf-8").splitlines() if line.strip())
