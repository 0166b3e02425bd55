"""What every life told by a row has in common."""

from collections.abc import Iterable
from typing import Any

from fazhi.kernel.flow.lives import Life, has_come
from fazhi.kernel.present.cells import key_of
from fazhi.kernel.present.declared import Column

TOLD = "台账登记"
UNREAD = "由系统产生，导入时不读"


def key_column(header: str) -> Column:
    """The name of a row for good."""
    return Column(header, "row_key", required=True, write=key_of)


def said(row: dict[str, Any], names: str | Iterable[str]) -> dict[str, Any]:
    """The cells that say something; the others keep the field's own default."""
    wanted = names.split() if isinstance(names, str) else names
    return {name: row[name] for name in wanted if row.get(name) not in (None, "")}


class Telling:
    """A row's life in the order of its days: what has come since the case was last written."""

    def __init__(self, life: Life, row: dict[str, Any], person: Any) -> None:
        self.life, self.row, self.person, self.case = life, row, person, life.case

    def begins(self, day: str, parts: dict[str, list[Any]] | None = None) -> None:
        if self.case.version == 0:
            has_come("登记", self.row[day])
            self.life.begin(self.person, self.row[day], parts or {})

    def takes(self, step: Any, day: str, names: str = "", when: str = "", **more: Any) -> None:
        """Take a step on the day in a column, if that is filled in and the case is where the step begins."""
        on = self.row.get(day)
        if on and self.case.state in (when or " ".join(state.name for state in step.source)).split():
            has_come(step.label, on)
            self.life.take(step, self.person, on, {**said(self.row, names), **more}, self.row.get("reason") or TOLD)
