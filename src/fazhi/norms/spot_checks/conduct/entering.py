"""入企: the code by which an enterprise lets inspectors in, the way in without one, the yearly cap and the alarm of a second visit."""

import secrets
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Count, Prefetch, Q, prefetch_related_objects

from fazhi.kernel.calendar.moments import legal_day
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.records.checklists import asking
from fazhi.kernel.records.querysets import locked

from ..models import CheckList, CheckTarget, Inspection, Member
from ..models.plans import TOGETHER
from ..rules import CODE_HOURS, FREQUENCY, NEAR_DAYS, UNSCANNED_HOURS, VISITS
from ..words import BEYOND_CAP, Entry
from . import announced

NEAR = 3  # other checks that are told
UNDER_WAY = ("assigned", "inspecting")
WITH_INSPECTORS = Prefetch("members", Member.objects.select_related("inspector"))


def begin(case: Inspection, act: Acting) -> None:
    """The alarm of a second visit, and the yearly cap.

    What was drawn is asked of all at once: the pool holds the caps, `conduct.drawing` tells the alarms. What a ledger tells was made long ago.
    """
    if case.task_id or act.via == "import":
        return
    announced.must_be(case.unit, act.on)
    others = others_of(case, act.on)
    case.overlaps = told_near(row for row in others if is_near(row, act.on))
    told = over_cap(case, others, act.on)
    if told and case.ground not in BEYOND_CAP:
        raise NotAllowed(f"{told}；投诉举报、转办交办、线索核查以外的检查不得再安排", TOGETHER)
    case.is_over_cap = bool(told)


def others_of(case: Inspection, on: date) -> list[Inspection]:
    """The other checks of the same object: of this year, of late, and those under way."""
    this_year = Q(opened_on__year=on.year) | Q(entered_on__year=on.year)
    found = Inspection.objects.filter(this_year | _near(on), target=case.target).exclude(pk=case.pk)
    return list(found.select_related("unit", "item").order_by("pk"))


def over_cap(case: Inspection, others: list[Inspection], on: date) -> str:
    """Which cap a check of this object would exceed; empty where none. Several on one day are one visit."""
    most = case.item.frequency or FREQUENCY.value(on)
    same = [row for row in others if row.item_id == case.item_id and row.opened_on.year == on.year and row.state != "cancelled"]
    if len(same) >= most:
        return f"{case.target}今年的“{case.item}”已经安排 {len(same)} 次，年度上限 {most} 次"
    days = {row.entered_on for row in others if row.entered_on and row.entered_on.year == on.year}
    most = VISITS.value(on)
    return f"{case.target}今年已经入企 {len(days)} 次，年度上限 {most} 次" if most and len(days) >= most else ""


def full_this_year(on: date) -> Any:
    """The objects that were visited as often as a year allows; none where the city set no cap."""
    most = VISITS.value(on)
    if not most:
        return CheckTarget.objects.none()
    days = Count("inspections__entered_on", distinct=True, filter=Q(inspections__entered_on__year=on.year))
    return CheckTarget.objects.annotate(days=days).filter(days__gte=most)


def visits_of_year(on: date) -> Any:
    """What was entered; several on one day are one visit."""
    return Inspection.objects.filter(entered_on__year=on.year)


def near(targets: Any, on: date, but: Any = ()) -> dict[int, str]:
    """Checks of these objects that are under way or were made of late: to be made together (一次检查), not one after the other."""
    found: dict[int, list[Inspection]] = {}
    rows = Inspection.objects.filter(_near(on), target__in=[row.pk for row in targets]).exclude(pk__in=but)
    for row in rows.exclude(state="cancelled").select_related("unit", "item").order_by("pk"):
        found.setdefault(row.target_id, []).append(row)
    return {key: told_near(rows) for key, rows in found.items()}


def _near(on: date) -> Q:
    return Q(state__in=UNDER_WAY) | Q(entered_on__gte=on - timedelta(days=NEAR_DAYS.value(on)), entered_on__lte=on)


def is_near(row: Inspection, on: date) -> bool:
    """The same condition, of a check at hand."""
    late = row.entered_on is not None and on - timedelta(days=NEAR_DAYS.value(on)) <= row.entered_on <= on
    return row.state != "cancelled" and (row.state in UNDER_WAY or late)


def told_near(rows: Iterable[Inspection]) -> str:
    told = [
        f"{row.unit}：{row.item}（{f'{row.entered_on:%-m月%-d日}已检查' if row.entered_on else '待检查'}）"
        for row in islice(rows, NEAR)
    ]
    return "；".join(told)[:300]


def issue_code(case: Inspection, act: Acting) -> None:
    """A new code ends the one before it."""
    _must_answer_alarm(case, act)
    case.pass_salt, case.pass_until = secrets.token_hex(16), act.at + timedelta(hours=CODE_HOURS.value(act.on))


def _must_answer_alarm(case: Inspection, act: Acting) -> None:
    """Asked anew at the door: others may have come since the check was planned."""
    case.overlaps = near([case.target], act.on, [case.pk, *(each.pk for each in case.together)]).get(case.target_id, "")
    if case.overlaps and not case.overlap_answer.strip():
        raise ValidationError(
            {"overlap_answer": f"近期有其他检查（{case.overlaps}），写明怎样合并、联合；不能合并的，写明为什么"}
        )


def points_of(case: Inspection, on: date) -> list[list[str]]:
    """Of the list by which the unit checks the item; the item's own content where there is none."""
    found = CheckList.for_check(case.item, case.path, on)
    return asking(found.lines if found else case.item.content.splitlines())


def scan(case: Inspection, act: Acting) -> None:
    """The enterprise itself says that they came in and showed their certificates; a code does it once."""
    if act.via == "import":
        case.entry, case.shown = Entry.CODE, True
        return
    if case.pass_until is None or act.at > case.pass_until:
        raise NotAllowed("入企码还没有生成，或者已经过期，请检查人员重新生成")
    others = list(locked(case.joined.filter(state="assigned")).prefetch_related(WITH_INSPECTORS).order_by("pk"))
    prefetch_related_objects([case.item, *(other.item for other in others)], "lists")
    _come_in(case, act)
    for other in others:
        other.target = case.target
        _come_along(other, case, act)


def _come_in(case: Inspection, act: Acting) -> None:
    case.checklist = points_of(case, act.on)
    case.entry, case.scanned_at, case.entered_at, case.entered_on = Entry.CODE, act.at, act.at, act.on


def _come_along(other: Inspection, first: Inspection, act: Acting) -> None:
    """One scan lets in every department of the visit whose team may come in that day."""
    other.shown = first.shown
    if other.has_two() is not True or other.kept_away(act.on):
        return
    other.joins = first
    act.moves("come_along", other, f"随{first.unit}扫码入企")


def come_along(case: Inspection, act: Acting) -> None:
    """Within the scan of the department that leads."""
    case.shown = True
    _come_in(case, act)


def enter_without(case: Inspection, act: Acting) -> None:
    """Why without a code, who allowed it, and told in time."""
    if act.via != "import":
        _must_answer_alarm(case, act)
    if case.entered_at is None:
        raise ValidationError({"entered_at": "写明入企时间"})
    if case.entered_at > act.at:
        raise ValidationError({"entered_at": "入企时间不能晚于现在"})
    case.entry, case.entered_on = Entry.EXCEPTION, legal_day(case.entered_at)
    case.checklist = [] if act.via == "import" else points_of(case, case.entered_on)
    late = act.at - case.entered_at > timedelta(hours=UNSCANNED_HOURS.value(act.on))
    case.is_entry_late = late and act.via != "import"
