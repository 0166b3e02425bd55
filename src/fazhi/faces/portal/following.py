"""A matter as the one who holds its code may see it: where it stands, by when something happens next, what may be done."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.template.defaultfilters import linebreaksbr
from django.utils import timezone

from fazhi.faces.desk import display
from fazhi.faces.desk.deadlines import unknown
from fazhi.faces.look.clocks import ClockCard
from fazhi.faces.look.parts import Act, Document, Due
from fazhi.kernel import registry
from fazhi.kernel.calendar import weeks
from fazhi.kernel.documents import issued_papers, papers_of
from fazhi.kernel.flow import clocks, doors
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Unit
from fazhi.kernel.present.declared import Intake, intake_of
from fazhi.kernel.records import codes
from fazhi.kernel.records.models import QueryCode

from . import rules
from .doorway import hashed, note_try, tries

WAIT = timedelta(minutes=codes.WAIT_MINUTES)
EVERYDAY = {"opened_on": "提交日期", "closed_on": "办结日期", "unit": "办理单位"}
WRONG = "没有查到。请核对回执号和查询码，注意不要多填空格。"


class Matter:
    """One record through the eyes of one who holds a code: who applied, or another party."""

    def __init__(self, record: Any, intake: type[Intake], receipt: str, holder: Any = None) -> None:
        self.record, self.intake, self.receipt, self.holder = record, intake, receipt, holder or intake.applicant(record)
        self.sight = intake.sight(record, self.holder)
        self.flow = registry.on("flows")[registry.label(record)]

    @classmethod
    def behind(cls, receipt: str) -> "Matter | None":
        """The matter of a receipt whose code was already checked."""
        row = QueryCode.objects.filter(receipt=receipt).first()
        intake = row and intake_of(row.of)
        if not intake:
            return None
        record = registry.model(row.of).objects.select_related("unit").get(pk=row.record_id)
        return cls(record, intake, receipt, codes.holder_of(row))

    @property
    def is_applicants(self) -> bool:
        """Whether this is the code that the application was answered with, or that of who applied."""
        return self.holder == self.intake.applicant(self.record)

    @property
    def state(self) -> str:
        return display.state_of(self.record)

    @property
    def shape(self) -> str:
        return display.shape_of(self.record)

    @property
    def meaning(self) -> str:
        """The state in everyday words."""
        return self.sight.tells.get(self.record.state, "")

    @property
    def facts(self) -> list[tuple[str, str]]:
        """What the intake lets one follow, without what is still empty."""
        names = [name for name in self.sight.follows.split() if name != "state"]
        told = [(self.label(name), self._text(name)) for name in names]
        return [(label, text) for label, text in told if text != display.NONE]

    def label(self, name: str) -> str:
        """What a field is called here, in everyday words where there are some."""
        return self.sight.words.get(name) or EVERYDAY.get(name) or display.label(self.record, name)

    def _text(self, name: str) -> str:
        """As it reads; a unit by its full name."""
        value = getattr(self.record, name)
        return value.name if isinstance(value, Unit) else linebreaksbr(display.text(self.record, name))

    @property
    def cards(self) -> list[ClockCard]:
        """By when something must happen next, and why that is the day."""
        rows = [row for row in clocks.running(self.record) if row["due"] or row.get("not_before") or row["state"] == "paused"]
        return [self._card(row) for row in sorted(rows, key=lambda row: row["due"] or "9")]

    def _card(self, row: clocks.Running) -> ClockCard:
        reckoning = clocks.explained(self.record, row)
        paused = row["state"] == "paused"
        due = Due.paused() if paused else unknown(row) if not row["due"] else Due.at(clocks.end_of(row), timezone.now())
        grid = weeks(reckoning, timezone.localdate()) if reckoning and reckoning.days else None
        reasons = reckoning.reasons if reckoning else ()
        law = reckoning.period.basis if reckoning else row.get("law", "")
        return ClockCard(row["label"], due, law, f"{row['start']} 起，{row['length']}", grid, reasons)

    @property
    def acts(self) -> list[Act]:
        """The way so far: when it came to each state, without names and reasons."""
        moving = {name: step.target.label for name, step in self.flow.steps.items() if step.target}
        return [
            Act(f"{timezone.localtime(event.happened_at):%Y年%-m月%-d日}", "", moving.get(event.act, "已经提交"), law=event.law)
            for event in book.history(self.record)
            if event.act in moving or event.act == self.flow.register.name
        ]

    @property
    def steps(self) -> list[doors.Offer]:
        """What may be done now by who holds this code."""
        return doors.offered_to_holder(self.record, self.holder)

    @property
    def doings(self) -> list[tuple[doors.Offer, str]]:
        """The same, each with the one of several things that it is about, which the page must name."""
        return [(offer, "" if offer.part in (None, self.holder) else str(offer.part)) for offer in self.steps]

    def step(self, name: str) -> Step | None:
        """A step that is the public's, whether it may be taken now or not."""
        step = self.flow.steps.get(name)
        return step if step and step.is_public else None

    def part(self, step: Step, pk: int | None) -> Any:
        """What a step on a part is taken on: the row that is named, or whoever holds the code."""
        if not step.on or pk is None:
            return self.holder if step.on else None
        return step.on.objects.filter(of=self.record, pk=pk).first()

    def offer(self, step: Step, part: Any = None) -> doors.Offer | None:
        """The step as it stands now; None where the matter is elsewhere."""
        return next((offer for offer in self.steps if offer.step is step and offer.part == part), None)

    @property
    def papers(self) -> list[Any]:
        """The papers that who applied may have, as far as they can be made."""
        handed_out = self.sight.papers.split()
        return [paper for paper in papers_of(self.record) if paper.key() in handed_out and not paper.missing(self.record)]

    def issued(self, paper: Any) -> Any:
        """The paper as it was last given out, while it still says the same."""
        last = issued_papers(self.record).filter(key=paper.key()).first()
        says = json.loads(json.dumps(paper.sheet(self.record).as_dict()))
        return last if last and last.data == says else None

    @property
    def documents(self) -> list[tuple[str, Document]]:
        """The same papers as the page lists them, each with its key."""
        return [(paper.key(), Document(paper.title, "", paper.title.removeprefix("人民")[0])) for paper in self.papers]


@dataclass(frozen=True, slots=True)
class Looked:
    """What looking up a receipt came to: a matter, or the one sentence that never tells which of the two was wrong."""

    matter: Matter | None
    sentence: str = ""
    too_often: bool = False


def look_up(receipt: str, code: str, who: str) -> Looked:
    """Try a receipt and a code; wrong number and wrong code are answered, counted and stopped alike."""
    asked = hashed(f"receipt:{receipt.strip()}")
    # Below the kernel's own lock, which only a receipt that exists can reach.
    most = min(rules.WRONG_CODES.value(), codes.MOST_FAILURES - 1)
    if max(tries("follow", who, WAIT), tries("follow", asked, WAIT)) >= most:
        return Looked(None, f"输错次数过多，请 {codes.WAIT_MINUTES} 分钟后再查，或者打电话问受理单位。", True)
    matter = _tried(lambda: codes.followed(receipt, code), receipt.strip())
    if matter is None:
        note_try("follow", who, asked)
        return Looked(None, WRONG)
    return Looked(matter)


def _tried(ask: Callable[[], Any], receipt: str) -> Matter | None:
    try:
        return Matter.behind(receipt) if ask() is not None else None
    except codes.TooManyFailures:
        return None
