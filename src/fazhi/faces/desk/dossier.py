"""All that the page of one record shows, gathered in few questions."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.clocks import ClockCard
from fazhi.faces.look.parts import Act, Document, Due, Link, Refusal, Row, Stage, TableCell
from fazhi.kernel import registry
from fazhi.kernel.calendar import weeks
from fazhi.kernel.documents import files_of, papers_of
from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.doors import steps_open_to
from fazhi.kernel.flow.handovers import of_case
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.fields import Personal
from fazhi.kernel.records.models import Case, Part, parts_of

from . import display
from .forms import part_names
from .timeline import told_acts

NEWEST_ACTS = 60


@dataclass(slots=True)
class PartTable:
    """One kind of part: its rows, and the steps that may be taken on each."""

    title: str
    count: int
    columns: list[str]
    rows: list[Row]


class Dossier:
    """A record as its page shows it to one person."""

    def __init__(self, desk: type[Desk], record: Any, person: Person) -> None:
        self.desk, self.record, self.person = desk, record, person
        self.label = registry.label(record)
        self.flow = registry.on("flows").get(self.label)
        self.events = list(book.history(record)[:NEWEST_ACTS])
        self.offers = steps_open_to(person, record) if self.flow else []

    def address(self, name: str, *more: Any) -> str:
        return reverse(f"desk:{name}", args=[self.label, self.record.pk, *more])

    @property
    def on_parts(self) -> list[Step]:
        return [offer.step for offer in self.offers if offer.step.on and offer.is_open]

    @property
    def actions(self) -> list[Link]:
        """The open steps; the first that moves the case on is the primary one."""
        return [
            Link(
                offer.step.label, self.address("step", offer.step.name), current=bool(offer.step.target) and not offer.step.danger
            )
            for offer in self.offers
            if offer.is_open and not offer.step.on
        ]

    @property
    def refusals(self) -> list[Refusal]:
        return [
            Refusal(offer.step.label, refusal.sentence, refusal.law) for offer in self.offers for refusal in offer.refusals[:1]
        ]

    @property
    def stages(self) -> list[Stage]:
        """The states it went through, where it stands, and where it may go."""
        if not self.flow:
            return []
        been = [(event.act, event.happened_at) for event in reversed(self.events)]
        past = [Stage(self.flow.start.label, "", "past")]
        for act, at in been:
            step = self.flow.steps.get(act)
            if step and step.target:
                past.append(Stage(step.target.label, f"{timezone.localtime(at):%-m月%-d日}", "past"))
        now = past.pop() if len(past) > 1 else past[0]
        past = past if len(past) > 1 or past[0] is not now else []
        ahead = {
            offer.step.target.label: Stage(offer.step.target.label)
            for offer in self.offers
            if offer.step.target and not offer.step.danger
        }
        return [*past[-4:], Stage(now.label, now.note, "now"), *list(ahead.values())[:2]]

    @property
    def cards(self) -> list[ClockCard]:
        return [self._card(row) for row in reversed(self.record.clocks)] if isinstance(self.record, Case) else []

    def _card(self, row: clocks.Running) -> ClockCard:
        running = row["state"] in ("running", "paused")
        reckoning = clocks.explained(self.record, row) if running else None
        due = self._badge(row)
        grid = weeks(reckoning, timezone.localdate()) if reckoning and reckoning.days else None
        return ClockCard(
            row["label"],
            due,
            row.get("law", ""),
            f"{row['start']} 起，{row['length']}",
            grid,
            reckoning.reasons if reckoning else (),
        )

    def _badge(self, row: clocks.Running) -> Due:
        if row["state"] == "paused":
            return Due.paused()
        if row["state"] != "running":
            return Due.kept("按期" if row["state"] == "met" else "曾超期", row.get("ended", ""))
        return (
            Due.at(timezone.datetime.fromisoformat(row["due"]).date(), timezone.now())
            if row["due"]
            else Due("节假日表缺失", "", "paused")
        )

    @property
    def parts(self) -> list[PartTable]:
        """The parts in the desk's order, those without a row left out."""
        names = self.desk.parts.split() or list(parts_of(type(self.record)))
        return [table for name in names if (table := self._table(name)).rows]

    def _table(self, name: str) -> PartTable:
        kind = parts_of(type(self.record))[name]
        shown = (self.desk.part_columns.get(name) or " ".join(part_names(kind)[:7])).split()
        steps = [step for step in self.on_parts if step.on is kind]
        rows = [self._part_row(part, shown, steps) for part in getattr(self.record, name).all()]
        return PartTable(
            str(kind._meta.verbose_name),
            len(rows),
            [display.label(kind, one) for one in shown] + (["办理"] if steps else []),
            rows,
        )

    def _part_row(self, part: Part, shown: list[str], steps: list[Step]) -> Row:
        cells = [self._part_cell(part, name) for name in shown]
        links = [Link(step.label, self.address("part_step", step.name, part.pk)) for step in steps]
        return Row("", "", "", [*cells, *([TableCell(links, "办理", "acts")] if links else [])], str(part.pk))

    def _part_cell(self, part: Part, name: str) -> TableCell:
        field = display.field_of(part, name)
        hidden = isinstance(field, Personal) and getattr(part, name)
        url = f"{self.address('reveal')}?part={part._meta.model_name}&key={part.pk}&field={name}" if hidden else ""
        return TableCell({"text": display.text(part, name), "url": url}, display.label(part, name))

    @property
    def facts(self) -> list[tuple[str, str]]:
        """The particulars of the side panel, and how it came to be registered."""
        names = [name for name in (self.desk.facts or self.desk.form).split() if name != "title"]
        told = [(display.label(self.record, name), display.text(self.record, name)) for name in names]
        late = "（补录）" if self.record.is_late_entry else ""
        return [*told, ("登记", f"{self.record.recorded_by or '群众自助'}，{self.record.get_entry_mode_display()}{late}")]

    @property
    def papers(self) -> list[Document]:
        """What can be printed, and what still lacks something."""
        return [self._paper(paper) for paper in papers_of(self.record)]

    def _paper(self, paper: Any) -> Document:
        missing = paper.missing(self.record)
        if missing:
            return Document(paper.title, "、".join(missing[:4]), paper.title[-3:-2], missing=True)
        return Document(paper.title, "PDF", paper.title[-3:-2], self.address("paper", paper.key(), "pdf"))

    @property
    def files(self) -> list[Document]:
        return [
            Document(file.name, f"{file.size // 1024 + 1} KB", "件", self.address("file", file.pk))
            for file in files_of(self.record)
        ]

    @property
    def hand_overs(self) -> list[tuple[str, str]]:
        return (
            [
                (f"{row.from_unit} → {row.to_unit}", f"{row.get_state_display()} {row.return_reason or row.result}")
                for row in of_case(self.record)
            ]
            if self.flow
            else []
        )

    @property
    def acts(self) -> list[Act]:
        """The timeline, newest first."""
        return told_acts(self.record, self.events)
