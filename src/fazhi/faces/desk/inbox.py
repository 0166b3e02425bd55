"""我的待办: all that waits for one person, by legal urgency, each with why and the article."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.parts import Due, Link
from fazhi.faces.look.tongues import phrase
from fazhi.kernel import registry
from fazhi.kernel.calendar import UnknownYear, is_working_day
from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.handovers import waiting_at
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.obligations import owed_by
from fazhi.kernel.flow.signing import awaiting
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person

from . import handing, owing, signing
from .deadlines import unknown
from .doorway import staff
from .dossier_deeds import onward
from .forms import may_register
from .shell import desks_of
from .waiting import acted_on_by, kinds_open, states_of

EACH = 40  # the most urgent of each kind
TWO_WEEKS = 14
FAR = date.max
SEASON, MUCH_LATER = timedelta(90), "三个月以后"  # kept folded: it waits, and need not be read each morning
BOXES = (("waiting", "待我接收"), ("accepted", "待我反馈"), ("sent", "对方未接收"), ("returned", "被退回"))


def waiting_for(person: Person) -> list[dict[str, Any]]:
    """Cases in whose state this person has a step, hand-overs, signatures and what is owed; the most urgent first."""
    found = [
        *_cases(person),
        *map(_hand_over, waiting_at(person)[:EACH]),
        *map(owing.todo, owed_by(person)[:EACH]),
        *map(signing.todo, awaiting(person, EACH)),
    ]
    return sorted(found, key=lambda row: row["day"] or FAR)


def _cases(person: Person) -> list[dict[str, Any]]:
    held = {granted.role for granted in person.grants()}
    desks = desks_of(person)
    asked = kinds_open(person, desks)
    flows = [registry.find("flows", label) for desk in desks if (label := registry.label(desk.model)) in asked]
    found = [row for flow in flows for row in _waiting(flow, person, held)]
    return sorted(found, key=lambda row: row["day"])[:EACH]


def _waiting(flow: Any, person: Person, held: set[str]) -> list[dict[str, Any]]:
    cases = (
        acted_on_by(person, flow, states_of(flow, held))
        .filter(due_on__isnull=False)
        .select_related("unit")
        .order_by("due_on", "pk")[:EACH]
    )
    return [_todo(flow, case, held) for case in cases]


def _todo(flow: Any, case: Any, held: set[str]) -> dict[str, Any]:
    row = clocks.nearest(case)
    label = registry.label(case)
    return {
        "day": case.due_on,
        "due": Due.at(clocks.end_of(row), timezone.now()) if row["due"] else unknown(row),
        "title": str(case),
        "number": case.number,
        "unit": case.unit.name,
        "href": reverse("desk:record", args=[label, case.pk]),
        "law": row.get("law", ""),
        "why": phrase("{}。{}{}，{}起算", flow.states[case.state].label, row["label"], row["length"], day_words(row["start"])),
        "why_href": reverse("desk:clock", args=[label, case.pk, row["name"]]),
        "urgent": case.due_on <= timezone.localdate(),
        **_next(flow, case, held),
    }


def _next(flow: Any, case: Any, held: set[str]) -> dict[str, str]:
    """The step that moves a case on, named on its button; whether it may be taken is told on its page."""
    mine = [step for step in flow.steps_from(case.state) if held & set(step.roles) and not step.on]
    steps = onward(flow, case.state, mine)
    if not steps:
        return {"action": "办理"}
    return {"action": steps[0].label, "action_href": reverse("desk:step", args=[registry.label(case), case.pk, steps[0].name])}


def day_words(start: str) -> str:
    """自…起算: the day from which a clock counts; the year where it is another."""
    day = date.fromisoformat(start)
    return f"{day.month}月{day.day}日" if day.year == timezone.localdate().year else f"{day.year}年{day.month}月{day.day}日"


def _hand_over(row: HandOver) -> dict[str, Any]:
    waits = row.state == HandOver.State.SENT
    return {
        "day": row.due_on,
        "due": Due.at(row.due_on, timezone.now())
        if row.due_on
        else Due("待接收", f"{timezone.localtime(row.sent_at):%-m月%-d日}移出"),
        "title": f"{'接收移送' if waits else '反馈移送'}：{row.subject}",
        "number": row.source_no,
        "unit": f"{row.from_unit} → {row.to_unit}",
        "href": reverse("desk:hand_over", args=[row.pk]),
        "why": row.reason,
        "note": "交接",
        "action": "接收" if waits else "反馈",
        "urgent": bool(row.due_on) and row.due_on <= timezone.localdate(),
    }


def groups_of(rows: list[dict[str, Any]], today: date) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """Over time, due today, within three days, later, much later, and what has no day."""
    bounds = [
        ("已逾期", date.min, today),
        ("今天到期", today, today + timedelta(1)),
        ("三天内", today + timedelta(1), today + timedelta(4)),
        ("以后", today + timedelta(4), today + SEASON),
        (MUCH_LATER, today + SEASON, FAR),
    ]
    for title, since, until in bounds:
        if found := [row for row in rows if row["day"] and since <= row["day"] < until]:
            yield title, found
    if found := [row for row in rows if not row["day"]]:
        yield "没有期限", found


@dataclass(frozen=True, slots=True)
class Square:
    """A day of the next two weeks: how many things end on it."""

    text: str
    css: str
    amount: int
    title: str


def two_weeks(rows: list[dict[str, Any]], today: date) -> list[Square]:
    """From this Monday on, fourteen days."""
    monday = today - timedelta(today.weekday())
    return [_square(monday + timedelta(n), rows, today) for n in range(TWO_WEEKS)]


def _square(day: date, rows: list[dict[str, Any]], today: date) -> Square:
    amount = sum(row["day"] == day for row in rows)
    css = " ".join(filter(None, ["" if amount else "skip-day" if not _works(day) else "out", "today" if day == today else ""]))
    return Square(
        f"{day.month}/{day.day}" if day.day == 1 else str(day.day), css, amount, f"{day.month}月{day.day}日，{amount} 件"
    )


def _works(day: date) -> bool:
    """Whether a day is worked; while the year's holidays are unknown only weekends are known to rest."""
    try:
        return is_working_day(day)
    except UnknownYear:
        return day.weekday() < 5


def done_today(person: Person) -> list[tuple[str, str]]:
    """What this person has done today, the newest first; what a ledger told is not of today."""
    day = timezone.localdate()
    acts = (
        Event.objects.filter(actor=person, recorded_at__date=day).exclude(act="sign_in").exclude(via="import").order_by("-id")[:6]
    )
    return [(f"{timezone.localtime(act.recorded_at):%H:%M}", f"{act.title} {act.number}") for act in acts]


@staff
def inbox(request: HttpRequest) -> HttpResponse:
    """The page of what waits."""
    person, today = request.user.person, timezone.localdate()
    rows = waiting_for(person)
    boxes = handing.counts(person)
    groups = list(groups_of(rows, today))
    return render(
        request,
        "desk/inbox.html",
        {
            "groups": groups,
            "folded": MUCH_LATER,
            "most": EACH if len(rows) >= EACH else 0,
            "squares": two_weeks(rows, today),
            "boxes": [Link(label, f"{reverse('desk:hand_overs')}?box={name}", count=boxes[name]) for name, label in BOXES],
            "done": done_today(person),
            "new": [
                Link(phrase("登记{}", desk.model._meta.verbose_name), reverse("desk:new", args=[registry.label(desk.model)]))
                for desk in desks_of(person)
                if may_register(desk, person)
            ],
        },
    )
