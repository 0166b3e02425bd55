"""All that the page of one record shows, gathered in few questions."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import TextField
from django.utils import timezone

from fazhi.faces.look.flows import FlowPicture, flow_picture
from fazhi.faces.look.parts import Act, Link, Stage
from fazhi.faces.look.tongues import said
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records import reading
from fazhi.kernel.records.models import Case, EntryMode, parts_of

from . import deadlines, display, relations
from .dossier_deeds import Deeds
from .dossier_papers import Papers
from .dossier_parts import Parts
from .timeline import told_acts

NEWEST_ACTS = 60


@dataclass(frozen=True, slots=True)
class Particular:
    """One fact of a record by its label; `is_text` when its field holds sentences."""

    label: str
    told: dict[str, str]
    is_text: bool

    @property
    def is_blank(self) -> bool:
        return self.told["text"] == display.NONE


class Dossier(Deeds, Parts, Papers):
    """A record as its page shows it to one person."""

    def __init__(self, desk: type[Desk], record: Any, person: Person) -> None:
        super().__init__(desk, record, person)
        self.events = list(book.history(record)[:NEWEST_ACTS])

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
        ahead = {step.target.label: Stage(step.target.label) for step in self.onward}
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

    def note_reading(self) -> None:
        """Whoever works on a record reads its sensitive texts in full, and is noted as their reader."""
        kinds = [type(self.record), *parts_of(type(self.record)).values()]
        if self.works_here and any(map(reading.is_sensitive, kinds)):
            reading.note([self.record], self.person, "案情全文")

    @property
    def looks(self) -> list[reading.Look]:
        """Who looked at sensitive data of the record."""
        return reading.looks_at(self.record)

    @cached_property
    def particulars(self) -> list[Particular]:
        names = [name for name in (self.desk.facts or self.desk.form).split() if name != "title"]
        return [
            Particular(display.label(self.record, name), self.told(self.record, name), _is_text(self.record, name))
            for name in names
        ]

    @property
    def texts(self) -> list[tuple[str, dict[str, str]]]:
        """What was written at length: it is read first, and in the width of a page."""
        return [(each.label, each.told) for each in self.particulars if each.is_text and not each.is_blank]

    @property
    def facts(self) -> list[tuple[str, Any]]:
        """What the side panel tells, and how it came to be registered."""
        told: list[tuple[str, Any]] = [
            (each.label, each.told) for each in self.particulars if not each.is_text and not each.is_blank
        ]
        is_late = self.record.is_late_entry or self.record.entry_mode in (EntryMode.PAPER, EntryMode.OFFLINE)
        how = "" if self.record.entry_mode == EntryMode.OFFLINE else "补录，"
        late = f"（{how}发生于 {display.words(self.record.event_at)}）" if is_late else ""
        who = f"{self.record.recorded_by}，" if self.record.recorded_by else ""
        return [*told, ("登记", f"{who}{said(self.record.get_entry_mode_display())}{late}")]

    @property
    def blank(self) -> list[str]:
        """The particulars that say nothing yet, by name."""
        return [each.label for each in self.particulars if each.is_blank]

    @property
    def acts(self) -> list[Act]:
        """The timeline, newest first."""
        return told_acts(self.record, self.events)


def _is_text(record: Any, name: str) -> bool:
    """Whether a name is that of a field for sentences; what is reckoned of a record has no field."""
    return isinstance(display.field_of(record, name), TextField)
