"""联席会议台账: one row a meeting; its matters, bodies and decisions stand a line each in their cells."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from fazhi.kernel.flow.leading import Act, Teller
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.cells import NUMBER, key_column, key_of, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import JointMeetingFlow as F
from ..models import Dispute, JointMeeting, LinkScheme, LinkSchemeItem
from ..roles import DIRECTOR
from .linkage import WITHIN

BETWEEN = "｜"
MATTERS = f"一行一个议题，按“调解台账序号{BETWEEN}议题{BETWEEN}研究意见”写，没有立案的不写序号"
BODIES = f"一行一个单位，按“单位编码{BETWEEN}参会人{BETWEEN}没有到会”写，到会的不写最后一项"
DECISIONS = f"一行一项，按“议定事项{BETWEEN}责任单位编码{BETWEEN}2026-03-02{BETWEEN}配合单位{BETWEEN}反馈日期{BETWEEN}落实情况{BETWEEN}确认落实日期”写"
ABSENT = "没有到会"


def plain(text: Any) -> str:
    """One line, so that the lines of a cell stay apart."""
    return " ".join(str(text or "").replace(BETWEEN, "|").split())


def told(*cells: Any) -> str:
    return BETWEEN.join(plain(cell) for cell in cells).rstrip(BETWEEN)


def lines(text: str | None, most: int) -> Iterator[list[str]]:
    """Each line in its cells, as many as there may be."""
    for line in (text or "").splitlines():
        cells = [cell.strip() for cell in line.split(BETWEEN)]
        if any(cells):
            yield (cells + [""] * most)[:most]


def matters_told(meeting: JointMeeting) -> str:
    return "\n".join(told(key_of(row.dispute), row.subject, row.opinion) for row in meeting.rows("matters"))


def bodies_told(meeting: JointMeeting) -> str:
    return "\n".join(told(row.body.code, row.delegate, ABSENT if row.is_absent else "") for row in meeting.rows("bodies"))


def decisions_told(meeting: JointMeeting) -> str:
    return "\n".join(
        told(row.content, row.responsible.code, row.due_on, row.helpers, row.reported_on or "", row.report, row.done_on or "")
        for row in meeting.rows("decisions")
    )


def item_told(meeting: JointMeeting) -> str:
    """As the scheme's own row tells it."""
    item = meeting.item
    return f"{item.group}{WITHIN}{item.name}" if item and item.group else item.name if item else ""


def item_named(scheme: LinkScheme | None, told: str) -> LinkSchemeItem | None:
    """The item of a scheme that a cell tells."""
    if not told:
        return None
    group, _, name = told.rpartition(WITHIN)
    found = scheme and scheme.items.filter(group=group.strip(), name=name.strip()).first()
    if not found:
        raise ValidationError({"item": f"这个联动体系没有“{told}”这一项" if scheme else "写了体系项目，就要写联动体系"})
    return found


class JointMeetingLedger(Ledger):
    model = JointMeeting
    title = "联席会议台账"
    key = "row_key"
    by = (CLERK, DIRECTOR)
    same_when = ("unit", "title", "held_on")
    columns = (
        key_column("会议序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("会议名称", "title", required=True),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("召开日期", "held_on", kind="date", required=True),
        Column("地点", "place"),
        Column("主持人", "chair"),
        reference("联动体系", "scheme", "mediation.linkscheme"),
        Column("体系项目", "item", note="按“组别：名称”写，和联动体系登记表一致", write=item_told),
        Column("其他参加单位", "organs"),
        Column("议题", "matters", note=MATTERS, write=matters_told),
        Column("参加单位", "bodies", note=BODIES, write=bodies_told),
        Column("议定事项", "decisions", note=DECISIONS, write=decisions_told),
        Column("会议情况", "summary"),
        Column("纪要印发日期", "issued_on", kind="date"),
        Column("办结日期", "closed_on", kind="date"),
        state_of(F),
    )

    def case(self, row: dict[str, Any]) -> JointMeeting:
        names = "unit title held_on place chair scheme organs"
        return JointMeeting(item=item_named(row["scheme"], row["item"]), **said(row, names))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Telling(life, row, person).tell()

    def together(self) -> str:
        return "unit scheme item matters__dispute bodies__body decisions__responsible"


class Telling(Teller):
    """What the row says of a meeting, in the order of its days."""

    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self.decided = list(decisions_of(self.row["decisions"]))
        self.in_order(self._acts())

    def _acts(self) -> Iterator[Act]:
        row, state = self.row, self.row["state"]
        yield row["opened_on"], 0, self._prepare
        if state not in (F.called.name, F.cancelled.name):
            yield max(row["held_on"], row["opened_on"]), 1, self._hold
        yield from self._on("issued_on", 2, self._issue)
        for each in self.decided:
            if each["reported_on"]:
                yield each["reported_on"], 3, lambda each=each: self._report(each)
            if each["done_on"]:
                yield each["done_on"], 4, lambda each=each: self._confirm(each)
        yield from self._on("closed_on", 5, self._end)

    def _prepare(self) -> None:
        """The matters, and who was asked to come."""
        day = self.row["opened_on"]
        if not self._is_open(F.add_matter):
            return
        known = {(row.dispute_id, plain(row.subject)) for row in self.case.rows("matters")}
        for each in matters_of(self.row["matters"], self.person):
            if (each["dispute"] and each["dispute"].pk, each["subject"]) not in known:
                self._take(F.add_matter, day, each)
        held = {row.body_id for row in self.case.rows("bodies")}
        for each in bodies_of(self.row["bodies"]):
            if each["body"].pk not in held:
                self._take(F.add_body, day, each)

    def _hold(self) -> None:
        if self._is_open(F.hold):
            self._take(F.hold, max(self.row["held_on"], self.row["opened_on"]), self._said("held_on", "place", "chair", "organs"))
        for each in self.decided:
            if self._is_open(F.decide) and self._held(each) is None:
                asked = {name: each[name] for name in ("content", "responsible", "helpers", "due_on")}
                self._take(F.decide, max(self.row["held_on"], self.row["opened_on"]), asked)

    def _issue(self) -> None:
        self._if(F.issue, self.row["issued_on"], "summary")

    def _report(self, each: dict[str, Any]) -> None:
        row = self._held(each)
        if row is not None and row.reported_on is None and self._is_open(F.report):
            self._take(F.report, each["reported_on"], {name: each[name] for name in ("report", "reported_on")}, part=row)

    def _confirm(self, each: dict[str, Any]) -> None:
        row = self._held(each)
        if row is not None and row.done_on is None and self._is_open(F.confirm):
            self._take(F.confirm, each["done_on"], part=row)

    def _held(self, each: dict[str, Any]) -> Any:
        """The same task may be given to several units."""
        told = (each["content"], each["responsible"].pk)
        return next((row for row in self.case.rows("decisions") if (plain(row.content), row.responsible_id) == told), None)

    def _end(self) -> None:
        for step in (F.cancel, F.adjourn, F.close):
            if self._is_open(step) and self.row["state"] == step.target.name and (step is not F.adjourn or not self.decided):
                self._take(step, self.row["closed_on"], self._said("summary") if step is F.adjourn else {})


def matters_of(text: str | None, person: Person) -> Iterator[dict[str, Any]]:
    for key, subject, opinion in lines(text, 3):
        yield {"dispute": dispute_named(key, person), "subject": subject, "opinion": opinion}


def dispute_named(key: str, person: Person) -> Dispute | None:
    if not key:
        return None
    named = Q(pk=key[1:]) if key.startswith("#") and key[1:].isdecimal() else Q(source_key=key) | Q(number=key)
    found = Dispute.objects.visible_to(person).filter(named).first()
    if found is None:
        raise ValidationError({"matters": f"调解台账里没有“{key}”这件案件"})
    return found


def bodies_of(text: str | None) -> Iterator[dict[str, Any]]:
    for code, delegate, absent in lines(text, 3):
        if absent not in ("", ABSENT):
            raise unclear("bodies", code, BODIES)
        yield {"body": unit_named(code, "bodies"), "delegate": delegate, "is_absent": bool(absent)}


def decisions_of(text: str | None) -> Iterator[dict[str, Any]]:
    for content, code, due, helpers, reported, report, done in lines(text, 7):
        try:
            days = {"due_on": due, "reported_on": reported, "done_on": done}
            read = {name: date.fromisoformat(day) if day else None for name, day in days.items()}
        except ValueError:
            raise unclear("decisions", content, DECISIONS) from None
        if not content or not read["due_on"]:
            raise unclear("decisions", content, DECISIONS)
        yield {"content": content, "responsible": unit_named(code, "decisions"), "helpers": helpers, "report": report, **read}


def unit_named(code: str, column: str) -> Unit:
    found = Unit.objects.filter(code=code).order_by("-valid_from").first()
    if found is None:
        raise ValidationError({column: f"没有编码为“{code}”的单位"})
    return found


def unclear(name: str, line: str, form: str) -> ValidationError:
    return ValidationError({name: f"“{line[:30]}”看不懂，{form}"})
