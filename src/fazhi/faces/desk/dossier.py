"""All that the page of one record shows, gathered in few questions."""

from dataclasses import dataclass
from typing import Any

from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.flows import FlowPicture, flow_picture
from fazhi.faces.look.parts import Act, Document, Link, Refusal, Row, Stage, TableCell
from fazhi.kernel import registry
from fazhi.kernel.documents import files_of, issued_papers, papers_of
from fazhi.kernel.flow import acting
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.doors import steps_open_to
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records import reading
from fazhi.kernel.records.fields import Private, SensitiveText
from fazhi.kernel.records.models import Case, Part, parts_of

from . import deadlines, display, relations
from .forms import part_names
from .lacking import lacks_of
from .timeline import told_acts

NEWEST_ACTS = 60
BRIEF = 8  # fields


@dataclass(frozen=True, slots=True)
class Deed:
    """A step that may be taken now; `brief` when its form fits in a dialog."""

    label: str
    url: str
    brief: bool


@dataclass(frozen=True, slots=True)
class Paper:
    """A document with what may be done with it: look, take as Word, make and keep, withdraw."""

    document: Document
    url: str = ""
    word_url: str = ""
    issue_url: str = ""
    withdraw_url: str = ""
    open_url: str = ""
    lacks: tuple[Link, ...] = ()


@dataclass(slots=True)
class PartTable:
    """One kind of part: its rows, the steps that may be taken on each, and the columns in which no row says anything."""

    title: str
    count: int
    columns: list[str]
    rows: list[Row]
    blank: list[str]


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
    def actions(self) -> list[Deed]:
        """The open steps; the one that moves the case on stands first and is the primary one."""
        steps = [offer.step for offer in self.offers if offer.is_open and not offer.step.on]
        steps.sort(key=lambda step: (not moves_on(step), bool(step.target), step.danger))
        return [Deed(step.label, self.address("step", step.name), _is_brief(step)) for step in steps]

    @property
    def refusals(self) -> list[Refusal]:
        return [
            Refusal(offer.step.label, refusal.sentence, refusal.law) for offer in self.offers for refusal in offer.refusals[:1]
        ]

    @property
    def for_others(self) -> list[Refusal]:
        """The steps from here that are not this person's, with whose they are."""
        if not self.flow:
            return []
        mine = {offer.step.name for offer in self.offers}
        others = [step for step in self.flow.steps_from(self.record.state) if step.name not in mine]
        return [Refusal(step.label, f"由{'、'.join(role.label for role in step.roles)}办理", step.law) for step in others]

    @property
    def moves(self) -> list[tuple[Any, Any]]:
        """The acts that moved the case, oldest first: (step, event)."""
        steps = ((self.flow.steps.get(event.act), event) for event in reversed(self.events)) if self.flow else ()
        return [(step, event) for step, event in steps if step and step.target]

    @property
    def stages(self) -> list[Stage]:
        """The states it went through, where it stands, and where it may go."""
        if not self.flow:
            return []
        past = [Stage(self.flow.start.label, "", "past")]
        past += [
            Stage(step.target.label, f"{timezone.localtime(event.happened_at):%-m月%-d日}", "past") for step, event in self.moves
        ]
        now = past.pop()
        ahead = {offer.step.target.label: Stage(offer.step.target.label) for offer in self.offers if moves_on(offer.step)}
        return [*past[-4:], Stage(now.label, now.note, "now"), *list(ahead.values())[:2]]

    @property
    def picture(self) -> FlowPicture | None:
        """The whole flow, with the states it went through and where it stands."""
        been = {self.flow.start.name, *(step.target.name for step, _ in self.moves)} if self.flow else ()
        return flow_picture(self.flow, self.record.state, been) if self.flow else None

    @property
    def cards(self) -> list[Any]:
        return deadlines.cards_of(self.record) if isinstance(self.record, Case) else []

    @property
    def related(self) -> list[Link]:
        return relations.related(self.record, self.person)

    @property
    def hand_overs(self) -> list[Link]:
        return relations.hand_overs(self.record) if self.flow else []

    @property
    def signatures(self) -> list[dict[str, Any]]:
        return relations.signatures(self.record, self.person) if self.flow else []

    @property
    def parts(self) -> list[PartTable]:
        """The parts in the desk's order, those without a row left out."""
        names = self.desk.parts.split() or list(parts_of(type(self.record)))
        return [table for name in names if (table := self._table(name)).rows]

    def _table(self, name: str) -> PartTable:
        kind = parts_of(type(self.record))[name]
        shown = (self.desk.part_columns.get(name) or " ".join(part_names(kind)[:7])).split()
        steps = [step for step in self.on_parts if step.on is kind]
        parts = list(getattr(self.record, name).all())
        told = [one for one in shown if any(display.text(part, one) != display.NONE for part in parts)]
        return PartTable(
            str(kind._meta.verbose_name),
            len(parts),
            [display.label(kind, one) for one in told] + (["办理"] if steps else []),
            [self._part_row(part, told, steps) for part in parts],
            [display.label(kind, one) for one in shown if one not in told],
        )

    def _part_row(self, part: Part, shown: list[str], steps: list[Step]) -> Row:
        cells = [self._part_cell(part, name) for name in shown]
        links = [Link(step.label, self.address("part_step", step.name, part.pk)) for step in steps]
        return Row("", "", "", [*cells, *([TableCell(links, "办理", "acts")] if links else [])], str(part.pk))

    def _part_cell(self, part: Part, name: str) -> TableCell:
        told = self._told(part, name, f"part={part._meta.model_name}&key={part.pk}&")
        return TableCell(told, display.label(part, name), display.width_of(display.field_of(part, name), told["text"]))

    def _told(self, row: Any, name: str, whose: str = "") -> dict[str, str]:
        """A value with where it may be seen in full: nowhere, when it stands there in full already."""
        field = display.field_of(row, name)
        if self.works_here and isinstance(field, SensitiveText):
            return {"text": display.full(row, name), "url": ""}
        is_hidden = isinstance(field, Private) and getattr(row, name)
        return {"text": display.text(row, name), "url": f"{self.address('reveal')}?{whose}field={name}" if is_hidden else ""}

    @property
    def works_here(self) -> bool:
        """Whether the record is in this person's hands: some step or, for a register, its correction is theirs."""
        return bool(self.offers) if self.flow else acting.holds(self.person, self.record.path, self.record.keepers())

    def note_reading(self) -> None:
        """Whoever works on a record reads its sensitive texts in full, and is noted as their reader."""
        kinds = [type(self.record), *parts_of(type(self.record)).values()]
        if self.works_here and any(map(reading.is_sensitive, kinds)):
            reading.note([self.record], self.person, "案情全文")

    @property
    def looks(self) -> list[reading.Look]:
        """Who looked at sensitive data of the record."""
        return reading.looks_at(self.record)

    @property
    def particulars(self) -> list[tuple[str, dict[str, str]]]:
        names = [name for name in (self.desk.facts or self.desk.form).split() if name != "title"]
        return [(display.label(self.record, name), self._told(self.record, name)) for name in names]

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """What the side panel tells, and how it came to be registered."""
        told: list[tuple[str, Any]] = [(label, told) for label, told in self.particulars if told["text"] != display.NONE]
        late = "（补录）" if self.record.is_late_entry else ""
        return [*told, ("登记", f"{self.record.recorded_by or '群众自助'}，{self.record.get_entry_mode_display()}{late}")]

    @property
    def blank(self) -> list[str]:
        """The particulars that say nothing yet, by name."""
        return [label for label, told in self.particulars if told["text"] == display.NONE]

    @property
    def papers(self) -> list[Paper]:
        """What can be made from the record, and what still lacks something."""
        return [self._paper(paper) for paper in papers_of(self.record)]

    def _paper(self, paper: Any) -> Paper:
        letter = paper.title[-3:-2]
        lacks = lacks_of(paper, self.record, self.desk, {offer.step.name for offer in self.offers if offer.is_open})
        if lacks:
            named = "、".join(lack.label for lack in lacks[:4])
            return Paper(Document(paper.title, named, letter, missing=True), lacks=tuple(lacks[:4]))
        urls = [self.address("paper", paper.key(), suffix) for suffix in ("pdf", "docx")]
        issue_url = "" if paper.by_step else self.address("issue", paper.key())
        return Paper(Document(paper.title, str(paper.law or "按登记内容生成"), letter), *urls, issue_url)

    @property
    def issued(self) -> list[Paper]:
        """The papers that were made and kept."""
        return [self._issued(row) for row in issued_papers(self.record)]

    def _issued(self, row: Any) -> Paper:
        note = f"{display.words(row.made_at)} {row.made_by or ''}，指纹 {(row.pdf_sha256 or row.docx_sha256)[:12]}"
        pdf = self.address("issued", row.pk, "pdf") if row.pdf_id else ""
        ended = "，已更正" if row.is_superseded else ""
        version = f"，第 {row.ordinal} 版" if row.ordinal > 1 else ""
        shown = Document(f"{row}", f"{note}{version}{ended}", "存")
        return Paper(shown, pdf, self.address("issued", row.pk, "docx"), open_url=self.address("issued_paper", row.pk))

    @property
    def files(self) -> list[Paper]:
        """What was attached."""
        return [self._file(file) for file in files_of(self.record)]

    def _file(self, file: Any) -> Paper:
        note = f"{file.kind or '附件'}，{filesizeformat(file.size)}，{file.added_by or '群众'} {display.words(file.added_at)}"
        url = self.address("file", file.pk)
        return Paper(Document(file.name, note, "件"), url, withdraw_url=self.address("withdraw_file", file.pk))

    @property
    def acts(self) -> list[Act]:
        """The timeline, newest first."""
        return told_acts(self.record, self.events)


def moves_on(step: Step) -> bool:
    """Whether a step brings a case nearer to its end: not a pause, and nothing that must be justified."""
    return bool(step.target) and not (step.danger or step.pauses or step.why)


def _is_brief(step: Step) -> bool:
    """Whether its form is short enough for a dialog."""
    return len(step.asked) + (len(step.shows.split() or part_names(step.adds)) if step.adds else 0) <= BRIEF
