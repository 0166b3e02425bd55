"""How cells of a ledger are written from a record and its parts."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.utils import timezone

from fazhi.kernel.flow.declared import Flow

from .declared import Column

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


def last(part: str, name: str) -> Cell:
    """A cell of the last row of a part."""

    def cell(record: Any) -> Any:
        rows = record.rows(part)
        return value_of(rows[-1], name) if rows else None

    return cell


def state_of(flow: type[Flow]) -> Column:
    """The state of a case, in the flow's own words."""
    words = {state.label: name for name, state in flow.states.items()}
    return Column("状态", "state", kind="choice", words=words, required=True)


def key_of(record: Any) -> str | None:
    """How a ledger names a record that another row refers to."""
    return (record.source_key or f"#{record.pk}") if record else None


def key_column(header: str) -> Column:
    """The name of a row for good."""
    return Column(header, "row_key", required=True, write=key_of)


def said(row: dict[str, Any], *names: str) -> dict[str, Any]:
    """The cells that say something, by names (several may stand in one string); the others keep the field's own default."""
    return {name: row[name] for name in " ".join(names).split() if row.get(name) not in (None, "")}


def local(name: str) -> Cell:
    """A moment by the clock of the place and without a zone, as a sheet has it."""

    def cell(record: Any) -> datetime | None:
        at = getattr(record, name)
        return timezone.make_naive(at) if at else None

    return cell


def reference(header: str, name: str, refers_to: str, required: bool = False) -> Column:
    """A column that names another record by the key of its own ledger."""
    return Column(
        header, name, kind="record", refers_to=refers_to, required=required, write=lambda record: key_of(getattr(record, name))
    )
