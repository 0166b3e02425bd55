"""What every life told by a row has in common."""

from typing import Any

from fazhi.kernel.flow.lives import Life, has_come
from fazhi.kernel.present.cells import said

TOLD = "台账登记"
UNREAD = "由系统产生，导入时不读"


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
