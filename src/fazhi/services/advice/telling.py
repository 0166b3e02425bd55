"""The life that a row of the consultation ledger tells: the same steps and gates as at the desk, each at its own time."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.lives import Life
from fazhi.kernel.org.models import Person

from . import conduct
from .flow import ConsultationFlow as F
from .models import Asker, Question
from .words import HANDED, SAME_VISIT, Basis, Suggestion

TOLD = "台账载明"
DAY = timedelta(days=1)
CLOSING = time(17)
# A state that a row claims, and the cell without which it cannot have been reached.
PROVED_BY = {
    "answered": ("answered_at", "答复时间"),
    "closed": ("closed_on", "办结日期"),
    "referred": ("handed_to", "转办单位编码"),
    "withdrawn": ("withdrawn_at", "撤回时间"),
    "declined": ("answer", "答复"),
}


def moment(value: datetime) -> datetime:
    """A ledger's local time as a moment."""
    return value if timezone.is_aware(value) else timezone.make_aware(value)


class Telling:
    """Brings a consultation to where its row says it stands; on one that exists, does only what has come since."""

    def __init__(self, life: Life, row: dict[str, Any], person: Person) -> None:
        self.life, self.row, self.person, self.case = life, row, person, life.case

    def tell(self) -> None:
        self._prove()
        if self.case.version == 0:
            self.life.begin(self.person, moment(self.row["asked_at"]), self._parts())
        self._open()
        self._answer()
        self._refer()
        self._visit()
        self._let_time_pass()

    def _prove(self) -> None:
        """A row that claims a state must say when it was reached."""
        name, header = PROVED_BY.get(self.row["state"], ("question", ""))
        if not self.row[name]:
            raise ValidationError(f"状态与内容不符：没有填{header}")

    def _parts(self) -> dict[str, list[Any]]:
        names = ("name", "alias", "sex", "id_number", "phone")
        known = {name: self.row[f"asker_{name}"] or "" for name in (*names, "language")}
        known |= {"access_needs": self.row["asker_access_needs"] or []}
        contact = {"contact": self.row["asker_contact"] or ""}
        askers = [Asker(**known, **contact)] if any(known.values()) else []
        return {"questions": [Question(text=self.row["question"])], "askers": askers}

    def _open(self) -> None:
        """Withdrawn, or told that it cannot be answered; what still waits gets its articles proposed."""
        row = self.row
        if not self._is_open(F.withdraw):
            return
        if row["withdrawn_at"]:
            self._take(F.withdraw, self._end_of(row["withdrawn_at"]))
        elif row["basis"] == Basis.NONE:
            self._take(F.decline, row["closed_on"] or row["recorded_on"], {"text": row["answer"], "handler": row["handler"]})
        elif not row["answered_at"] and not self.case.rows("suggestions"):
            conduct.propose_articles(self.case, self.life.docket)

    def _answer(self) -> None:
        """On the spot at once; otherwise assigned and looked into first."""
        row = self.row
        if not row["answered_at"] or self.case.answered_at or not self._is_open(F.withdraw):
            return
        if self.case.channel not in SAME_VISIT and row["handler"] and self.case.state == "submitted":
            self._take(F.assign, moment(row["assigned_at"] or row["answered_at"]), {"handler": row["handler"]})
            self._take(F.clear, moment(row["assigned_at"] or row["answered_at"]))
        self._take(F.answer, moment(row["answered_at"]), self._given())

    def _end_of(self, day: date) -> datetime:
        """The close of office hours; the moment of the question where it came later on the same day."""
        closing, asked = moment(datetime.combine(day, CLOSING)), self.case.event_at
        return max(closing, asked) if day == timezone.localdate(asked) else closing

    def _given(self) -> dict[str, Any]:
        row = self.row
        return {
            "text": row["answer"],
            "cited": row["cited"] or "",
            "basis": row["basis"] or Basis.ARTICLE,
            "aid_told": bool(row["aid_told"]),
            "suggestion": row["suggestion"] or Suggestion.OTHER,
            "handler": row["handler"],
        }

    def _refer(self) -> None:
        row = self.row
        if row["handed_to"] and self._is_open(F.refer) and not self.case.handed_times:
            kind = row["suggestion"] if row["suggestion"] in HANDED else Suggestion.OTHER
            given = {"handed_kind": kind, "handed_to": row["handed_to"], "consents": True}
            self._take(F.refer, moment(row["handed_at"] or row["answered_at"]), given)

    def _visit(self) -> None:
        """A follow-up, the asker's own rating, and the close."""
        row, rating = self.row, {"rating": self.row["rating"] or ""}
        same_day = row["visited_on"] and row["visited_on"] == row["closed_on"]
        if same_day and not self.case.last_visit_on and self._is_open(F.finish):
            self._take(F.finish, row["closed_on"], rating)
        elif row["visited_on"] and not self.case.last_visit_on and self._is_open(F.visit):
            self._take(F.visit, row["visited_on"], rating)
        elif row["rating"] and not self.case.rating and self._is_open(F.rate):
            self._take(F.rate, row["closed_on"] or moment(row["answered_at"]), rating)
        if row["closed_on"] and self._is_open(F.close):
            self._take(F.close, row["closed_on"])

    def _let_time_pass(self) -> None:
        """What nobody asked about again is closed by time, here as by the schedule on the same day."""
        waits = [row["due"] for row in clocks.running(self.case) if row["name"] == "asking" and row["due"]]
        if waits and date.fromisoformat(waits[0]) < timezone.localdate():
            self._take(F.settle, date.fromisoformat(waits[0]) + DAY)

    def _take(self, step: Step, at: date | datetime, data: dict[str, Any] | None = None) -> None:
        self.life.take(step, None if step.is_automatic_only else self.person, at, data, TOLD)

    def _is_open(self, step: Step) -> bool:
        return F.states[self.case.state] in step.source
