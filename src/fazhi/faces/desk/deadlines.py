"""期限: the clocks of a case, each with why its last day is that day, day by day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.clocks import ClockCard
from fazhi.faces.look.parts import Due, Link
from fazhi.kernel import registry
from fazhi.kernel.calendar import Reckoning, weeks
from fazhi.kernel.flow import clocks

from . import display
from .crumbs import crumbs
from .doorway import desk_of, record_of, staff

MARKS = {"start": "起算日，不计入", "due": "最后一日", "skipped": "不计", "rolled": "顺延", "paused": "暂停，不计"}
WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class DayRow:
    """One day of a reckoning in words."""

    day: str
    weekday: str
    number: str
    note: str
    css: str


def cards_of(case: Any) -> list[tuple[ClockCard, str]]:
    """The clocks, those that run first, each with the address of its days."""
    rows = sorted(case.clocks, key=lambda row: row["state"] not in ("running", "paused"))
    label = registry.label(case)
    return [(card(case, row), reverse("desk:clock", args=[label, case.pk, row["name"]])) for row in rows]


def card(case: Any, row: clocks.Running) -> ClockCard:
    """A clock with its badge; one that runs opens into its weeks and reasons."""
    running = row["state"] in ("running", "paused")
    reckoning = clocks.explained(case, row) if running else None
    grid = weeks(reckoning, timezone.localdate()) if reckoning and reckoning.days else None
    note = f"{display.words(clocks.begin_of(row))}起，{row['length']}"
    return ClockCard(row["label"], badge(row), row.get("law", ""), note, grid, reckoning.reasons if reckoning else ())


def badge(row: clocks.Running) -> Due:
    """How a clock stands: what is left, paused, kept or missed."""
    if row["state"] == "paused":
        return Due.paused()
    if row["state"] != "running":
        ended = date.fromisoformat(row["ended"]) if row.get("ended") else None
        return Due.kept("曾超期" if row["state"] == "missed" else "按期", display.words(ended) if ended else "")
    if not row["due"]:
        return unknown(row)
    return Due.at(clocks.end_of(row), timezone.now())


def unknown(row: clocks.Running) -> Due:
    """The year's holidays are not announced: nothing is claimed but the day before which it cannot end."""
    least = row.get("not_before")
    return Due("节假日还没有公布", f"不早于 {display.words(date.fromisoformat(least))}" if least else "", "paused")


@staff
def clock(request: HttpRequest, label: str, pk: int, name: str) -> HttpResponse:
    """One clock: the article, the reasons, and every day that was counted or passed over."""
    desk, case = desk_of(label), record_of(request, label, pk)
    row = next((row for row in getattr(case, "clocks", ()) if row["name"] == name), None)
    if row is None:
        raise Http404
    reckoning = clocks.explained(case, row)
    back = reverse("desk:record", args=[label, pk])
    return render(
        request,
        "desk/clock.html",
        {
            "card": card(case, row),
            "days": _days(reckoning) if reckoning else [],
            "reasons": reckoning.reasons if reckoning else (),
            "pairs": _pairs(row, reckoning),
            "crumbs": crumbs(desk, Link(str(case), back), Link(row["label"])),
        },
    )


def _pairs(row: clocks.Running, reckoning: Reckoning | None) -> list[tuple[str, str]]:
    told = [
        ("起算", display.words(clocks.begin_of(row))),
        ("期限", row["length"]),
        (
            "最后时刻" if row.get("ends_at") else "最后一日",
            display.words(clocks.end_of(row)) if row["due"] else _not_before(row),
        ),
        ("计入", f"{reckoning.counted} 日" if reckoning else display.NONE),
    ]
    longer = [("延长", f"{one['by']}，{one['approver']}：{one['reason']}") for one in row.get("extensions", ())]
    why = {one["since"]: f"，{one['approver']}：{one['reason']}" for one in row.get("halts", ())}
    paused = [("暂停", f"{since} 至 {until or '现在'}{why.get(since, '')}") for since, until in row["pauses"]]
    return told + longer + paused


def _not_before(row: clocks.Running) -> str:
    """What can be said already, and that the rest follows by itself."""
    least = row.get("not_before")
    told = f"，最早是 {display.words(date.fromisoformat(least))}" if least else ""
    return f"这一年的节假日安排还没有公布，公布后自动算出{told}"


def _days(reckoning: Reckoning) -> list[DayRow]:
    return [
        DayRow(
            display.words(day.date),
            f"周{WEEKDAYS[day.date.weekday()]}",
            f"第 {day.number} 日" if day.number else "不计",
            day.note or MARKS.get(day.mark, ""),
            day.mark,
        )
        for day in reckoning.days
    ]
