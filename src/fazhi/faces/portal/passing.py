"""The page behind a code that somebody scans without an account: what stands there, and the steps that are theirs."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fazhi.faces.desk import display
from fazhi.faces.look.parts import Column, Row, TableCell
from fazhi.faces.look.tongues import said
from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.present.declared import Pass, Rows, Sight
from fazhi.kernel.records import passes
from fazhi.kernel.records.models import Case

from . import rules
from .doorway import TooOften, note_try, personal, tries, visitor
from .follow_pages import step_form, taken
from .following import WAIT


@dataclass(frozen=True, slots=True)
class Scanned:
    """A record as whoever scanned its code may see it."""

    record: Any
    opened: type[Pass]
    holder: Any = None

    @property
    def sight(self) -> Sight:
        return Sight("", {}, self.opened.words, "")

    def label(self, name: str) -> str:
        return display.label(self.record, name)

    @property
    def offers(self) -> list[doors.Offer]:
        """Their steps as they stand now; a register has none."""
        if not self.opened.steps:
            return []
        return [offer for offer in doors.offered_to_holder(self.record, None) if offer.step.name in self.opened.steps.split()]


@personal
def scanned(request: HttpRequest, key: str, token: str) -> HttpResponse:
    """What the code opens; a step is taken by its form on the same page."""
    found = _behind(request, key, token)
    forms = {offer.step.name: step_form(offer.step, found) for offer in found.offers if offer.is_open}
    name = request.POST.get("step", "")
    asked = {each: form(request.POST if each == name else None) for each, form in forms.items()}
    if request.method == "POST" and name in asked and asked[name].is_valid():
        step = next(offer.step for offer in found.offers if offer.step.name == name)
        if taken(request, found, step, asked[name]):
            messages.success(request, f"已经办好：{step.label}")
            return redirect("portal:scanned", key, token)
    return render(request, "portal/scanned.html", _told(found, asked), status=422 if request.method == "POST" else 200)


def _told(found: Scanned, asked: dict[str, Any]) -> dict[str, Any]:
    shown = found.opened.shown(found.record)
    complains = found.opened.complains
    return {
        "opened": found.opened,
        "record": found.record,
        "state": said(display.state_of(found.record)) if isinstance(found.record, Case) else "",
        "facts": [(label, said(display.words(value))) for label, value in shown.facts],
        "tables": [(each, [Column(head) for head in each.heads], _rows(each)) for each in shown.tables],
        "doings": [(offer, asked[offer.step.name]) for offer in found.offers if offer.is_open],
        "refused": [refusal for offer in found.offers for refusal in offer.refusals],
        "complains": reverse("portal:apply", args=[complains]) if complains in registry.on("intakes") else "",
    }


def _rows(table: Rows) -> list[Row]:
    told = ([said(display.words(value)) for value in line] for line in table.lines)
    return [
        Row(first, cells=[TableCell(value, head) for value, head in zip(rest, table.heads[1:], strict=True)])
        for first, *rest in told
    ]


def _behind(request: HttpRequest, key: str, token: str) -> Scanned:
    """The record; 404 for a wrong code, and nobody may try many."""
    opened, who = registry.on("passes").get(key), visitor(request)
    if tries("pass", who, WAIT) >= rules.WRONG_CODES.value():
        raise TooOften("扫到的码不对的次数过多，请稍后再扫。")
    record = passes.behind(opened.model, opened.salt, token) if opened else None
    if record is None:
        note_try("pass", who)
        raise Http404
    return Scanned(record, opened)
