"""Pushing corrections: whoever was answered from an article or entry that no longer holds is found, and told."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import F

from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.flow.telling import tell

from . import citing
from .rules import CORRECT_WITHIN_DAYS
from .words import CorrectedBy

if TYPE_CHECKING:
    from .models import Citation, Consultation, QAEntry


def heed_law(today: date) -> int:
    """Find the standing answers of late whose articles have been amended since, and the entries; how many were raised."""
    since = today - timedelta(days=CORRECT_WITHIN_DAYS.value(today))
    rows = registry.model("advice.citation").objects.filter(
        round=F("of__rounds"), version__isnull=False, of__answered_on__gte=since, of__answered_on__lte=today
    )
    known: dict[tuple[int, str], bool] = {}
    found = [row for row in rows.select_related("of") if _is_amended(row, today, known)]
    return sum(raise_on(row.of, CorrectedBy.LAW, str(row)) for row in found) + _stop_entries(today)


def _is_amended(row: "Citation", today: date, known: dict[tuple[int, str], bool]) -> bool:
    key = (row.version_id, row.article)
    if key not in known:
        known[key] = citing.is_amended(row.law, row.article, row.version, today)
    return known[key]


def _stop_entries(today: date) -> int:
    """A published entry that cites what is no longer the law is hidden until somebody has looked at it."""
    stopped = 0
    for entry in registry.model("advice.qaentry").objects.filter(state="published"):
        if _still_holds(entry, today):
            continue
        doors.take("expire", entry, None, reason="引用的法条已经修订或者废止", via="schedule")
        stopped += 1
    return stopped


def _still_holds(entry: "QAEntry", today: date) -> bool:
    try:
        return not citing.changed(entry.cited, entry.read, today)
    except ValidationError:
        return False


def raise_on(consultation: "Consultation", why: CorrectedBy, about: str) -> bool:
    """Note it on an answered consultation, once; nothing where the matter has gone another way."""
    if consultation.corrections.filter(why=why, about=about).exists():
        return False
    try:
        told = doors.take("raise_correction", consultation, None, {"why": why, "about": about}, via="schedule")
    except NotAllowed:
        return False
    tell(told, f"correction:{about}"[:50], f"{about or '答复'}{CorrectedBy(why).label}，请核对答复并告知咨询人")
    return True


def raise_on_others(consultation: "Consultation", dropped: set[tuple[str, str]]) -> None:
    """The answers that rest on articles from which a correction has turned away."""
    for row in _others(consultation, dropped):
        raise_on(row.of, CorrectedBy.ANSWER, str(row))


def _others(consultation: "Consultation", dropped: set[tuple[str, str]]) -> Iterator[Any]:
    for law, article in sorted(dropped):
        rows = registry.model("advice.citation").objects.filter(law=law, article=article, round=F("of__rounds"))
        yield from rows.exclude(of=consultation.pk).select_related("of")


def raise_of_entry(entry: "QAEntry") -> None:
    """Whose question became the entry learns that it was stopped."""
    if entry.consultation_id:
        raise_on(entry.consultation, CorrectedBy.ENTRY, "")


def note_raised(consultation: "Consultation", act: Acting) -> None:
    act.part.raised_on = consultation.just_raised_on = act.on


def note_told(consultation: "Consultation", act: Acting) -> None:
    consultation.just_told = act.part
    if act.part.told_on > act.on:
        raise ValidationError({"told_on": "告知日期不能晚于今天"})


def dismiss(consultation: "Consultation", act: Acting) -> None:
    act.part.is_void, consultation.just_told = True, act.part


def day_raised(consultation: "Consultation") -> date | None:
    """From the first that is still to be told, counting one that is being raised."""
    days = [row.raised_on for row in consultation.open_corrections] + [consultation.just_raised_on]
    return min(filter(None, days), default=None)
