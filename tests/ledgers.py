"""What comes out of a ledger and goes in again: the helper of every test that asks for a round trip."""

import tempfile
from pathlib import Path
from typing import Any

from fazhi.faces.desk.ledgers import exporting, running
from fazhi.kernel import registry


def round_trip(ledger: type, person: Any, kind: str = "xlsx") -> dict[str, int]:
    """Export what a person sees of a ledger, and preview that file: verdict → rows, only those that are not nought."""
    rows = ledger.model.objects.visible_to(person).order_by("pk")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"ledger.{kind}"
        exporting.export(ledger, rows, path, person)
        found = running.run_of(path, person, registry.label(ledger.model)).preview()
    return {level: amount for level, amount in found.counts.items() if amount}
