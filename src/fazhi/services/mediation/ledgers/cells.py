"""How cells of a ledger are written from parts of a case, and how they are entered."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

from django.utils import timezone

from fazhi.kernel.flow.declared import Flow
from fazhi.kernel.present.declared import Column
from fazhi.kernel.records.models import EntryMode

ENTERED = {"在线": EntryMode.ONLINE, "离线同步": EntryMode.OFFLINE, "纸质补录": EntryMode.PAPER}

NUMBER = Column("编号", "number", note="由系统编号，导入时不读")

Cell = Callable[[Any], Any]


def value_of(record: Any, name: str) -> Any:
    """An attribute as its cell says it: the label of a choice, 是 or 否, the day of a moment."""
    if record is None:
        return None
    shown = getattr(record, f"get_{name}_display", None)
    value = shown() if shown else getattr(record, name)
    if isinstance(value, bool):
        return "是" if value else "否"
    return timezone.localdate(value) if isinstance(value, datetime) else value


def nth(part: str, index: int, name: str) -> Cell:
    """A cell of the n-th row of a part."""

    def cell(record: Any) -> Any:
        rows = record.rows(part)
        return value_of(rows[index], name) if index < len(rows) else None

    return cell


def of_term(index: int, name: str) -> Cell:
    """A cell of the n-th term that binds."""

    def cell(record: Any) -> Any:
        terms = record.standing_terms
        return value_of(terms[index], name) if index < len(terms) else None

    return cell


def last(part: str, name: str) -> Cell:
    """A cell of the last row of a part."""

    def cell(record: Any) -> Any:
        rows = record.rows(part)
        return value_of(rows[-1], name) if rows else None

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


def state_of(flow: type[Flow]) -> Column:
    """The state of a case, in the flow's own words."""
    words = {state.label: name for name, state in flow.states.items()}
    return Column("状态", "state", kind="choice", words=words, required=True)


def key_of(record: Any) -> str | None:
    """How a ledger names a record that another row refers to."""
    return (record.source_key or f"#{record.pk}") if record else None


def reference(header: str, name: str, refers_to: str, required: bool = False) -> Column:
    """A column that names another record by the key of its own ledger."""
    return Column(
        header, name, kind="record", refers_to=refers_to, required=required, write=lambda record: key_of(getattr(record, name))
    )
