"""The parts of a record as its page shows them: a table of each kind, with what may be done on each row."""

from dataclasses import dataclass

from fazhi.faces.look.parts import Link, Row, TableCell
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.present.declared import intake_of
from fazhi.kernel.records.models import Part, parts_of

from . import display
from .forms import part_names
from .held import Held


@dataclass(slots=True)
class PartTable:
    """One kind of part: its rows, the steps that may be taken on each, and the columns in which no row says anything."""

    name: str
    title: str
    count: int
    columns: list[str]
    rows: list[Row]
    blank: list[str]
    acts: bool


class Parts(Held):
    """What a record is made of."""

    @property
    def parts(self) -> list[PartTable]:
        """The parts in the desk's order, those without a row left out."""
        names = self.desk.parts.split() or list(parts_of(type(self.record)))
        return [table for name in names if (table := self._table(name)).rows]

    def _table(self, name: str) -> PartTable:
        kind = parts_of(type(self.record))[name]
        shown = (self.desk.part_columns.get(name) or " ".join(part_names(kind)[:7])).split()
        steps, gives = [step for step in self.on_parts if step.on is kind], self._gives_codes(name)
        parts = list(getattr(self.record, name).all())
        told = [one for one in shown if any(display.text(part, one) != display.NONE for part in parts)]
        rows = [self._part_row(part, told, steps, gives) for part in parts]
        acts = ["办理"] if any(len(row.cells) > len(told) for row in rows) else []
        return PartTable(
            name,
            str(kind._meta.verbose_name),
            len(parts),
            [display.label(kind, one) for one in told] + acts,
            rows,
            [display.label(kind, one) for one in shown if one not in told],
            bool(acts),
        )

    def _gives_codes(self, name: str) -> bool:
        """Whether each row may have a code of its own, given out by whoever works here."""
        intake = intake_of(self.label)
        return bool(intake and intake.holders == name and self.works_here)

    def _part_row(self, part: Part, shown: list[str], steps: list[Step], gives: bool) -> Row:
        cells = [self._part_cell(part, name) for name in shown]
        open_here = [step for step in steps if self.is_open_on(part, step)]
        links = [Link(step.label, self.address("part_step", step.name, part.pk)) for step in open_here]
        code = self.address("party_receipt", part.pk) if gives else ""
        return Row(
            "",
            "",
            "",
            [*cells, *([TableCell({"links": links, "code": code}, "办理", "acts")] if links or code else [])],
            str(part.pk),
        )

    def _part_cell(self, part: Part, name: str) -> TableCell:
        told = self.told(part, name, f"part={part._meta.model_name}&key={part.pk}&")
        return TableCell(told, display.label(part, name), display.width_of(display.field_of(part, name), told["text"]))
