"""月度研判报告: counted, judged, checked by another, signed with a number and a seal, published without what is sensitive."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from fazhi.kernel import registry
from fazhi.kernel.flow import obligations
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import ObligationRow

from .. import counting
from .cooperating import makes

if TYPE_CHECKING:
    from ..models import MonthReport

OWED = "hotline.month_report"


# What tells a row of a part from the others, and what is counted of it.
ROWS = {
    "figures": ("code", "label now before year_before change year_change records is_small"),
    "topics": ("topic", "calls before year_before share change year_change"),
    "places": ("place_id", "calls before dangers topic change"),
    "clusters": ("place_id topic", "callers calls before"),
}


def compile_report(report: MonthReport, act: Acting) -> None:
    """Everything anew from the records; what was written to a cluster is kept, what is no longer met comes to nothing."""
    report.counted_at = act.at
    month = counting.Month(report.unit, report.month)
    _note(report, "figures", counting.figures(report.unit, report.month), act)
    _note(report, "topics", month.topics(), act)
    _note(report, "places", month.places(), act)
    _note(report, "clusters", month.clusters(), act)


def _note(report: MonthReport, name: str, rows: Iterable[Any], act: Acting) -> None:
    key, told = (names.split() for names in ROWS[name])
    held = {tuple(getattr(row, each) for each in key): row for row in report.rows(name)}
    for row in rows:
        old = held.pop(tuple(getattr(row, each) for each in key), None)
        if old is None:
            row.of = report
            act.docket.add(report, row)
        else:
            _say(old, {each: getattr(row, each) for each in told}, act)
    for row in held.values():
        _say(row, {"calls": 0, "before": row.before}, act)


def _say(row: Any, told: dict[str, Any], act: Acting) -> None:
    for each, value in told.items():
        setattr(row, each, value)
    act.save(row)


def check(report: MonthReport, act: Acting) -> None:
    report.checked_by = act.person


def sign(report: MonthReport, act: Acting) -> None:
    """From now on nothing in it changes; the month's duty is done."""
    report.signed_by, report.signed_on = act.person, act.on
    makes("hotline.month_report", report, act)
    act.docket.sendings.append(partial(_discharge, report, act.person))


def _discharge(report: MonthReport, person: object) -> None:
    row = ObligationRow.objects.filter(rule=OWED, unit=report.unit, period=f"{report.month:%Y-%m}", done_at=None).first()
    if row and person:
        obligations.discharge(row, person, record_id=report.pk, note=report.number)


def publish(report: MonthReport, act: Acting) -> None:
    report.published_on = act.on


def correct(report: MonthReport, act: Acting) -> None:
    """Another takes its place, and says what it corrects and why."""
    kind = registry.model("hotline.monthreport")
    act.opens(kind(unit=report.unit, month=report.month, corrects=report, because=act.reason[:300]))
