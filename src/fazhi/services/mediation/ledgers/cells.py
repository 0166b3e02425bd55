"""How cells of a ledger are written from parts of a case, and how they are entered."""

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from fazhi.kernel.present.cells import Cell, value_of
from fazhi.kernel.records.models import EntryMode

ENTERED = {"在线": EntryMode.ONLINE, "离线同步": EntryMode.OFFLINE, "纸质补录": EntryMode.PAPER}


def of_term(index: int, name: str) -> Cell:
    """A cell of the n-th term that binds."""

    def cell(record: Any) -> Any:
        terms = record.standing_terms
        return value_of(terms[index], name) if index < len(terms) else None

    return cell


def of_side(side: str, name: str) -> Cell:
    """A cell of the first party of a side."""

    def cell(record: Any) -> Any:
        return value_of(next((party for party in record.rows("parties") if party.side == side), None), name)

    return cell


def entry_word(record: Any) -> str:
    """How it came in, in the ledger's words."""
    return next((word for word, mode in ENTERED.items() if mode == record.entry_mode), "在线")


def entered(row: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record that say when and how it was entered."""
    at = timezone.make_aware(datetime.combine(row["recorded_on"], time(9)))
    return {"entry_mode": row["entry_mode"], "recorded_at": at}


def day(name: str) -> Cell:
    """The day of a moment."""

    def cell(record: Any) -> date | None:
        moment = getattr(record, name)
        return timezone.localdate(moment) if moment else None

    return cell
