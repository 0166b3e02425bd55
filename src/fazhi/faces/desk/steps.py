"""Taking a step, and mending what was registered; whoever was overtaken sees by what, and keeps what was typed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.parts import Act, Link
from fazhi.kernel import registry
from fazhi.kernel.flow import doors, registers
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.refusals import Stale
from fazhi.kernel.ledger import book

from . import display, forms
from .asking import REFUSED, sent, tell_if_restricted, whole
from .attached import FILES, take_with, with_files
from .crumbs import crumbs
from .doorway import desk_of, record_of, staff
from .dossier_deeds import Deeds
from .late import late_of, with_late
from .openings import opened_with
from .timeline import told_acts


@staff
def step(request: HttpRequest, label: str, pk: int, name: str, part_pk: int | None = None) -> HttpResponse:
    """Take a step; a refusal stands above the form with its article."""
    desk, case, person = desk_of(label), record_of(request, label, pk), request.user.person
    chosen = step_of(label, name, on_part=part_pk is not None)
    part = _part_of(case, chosen, part_pk)
    asked = with_late(with_files(forms.step_form(desk, chosen, case, person, part), chosen), chosen.numbers and not case.number)
    begun, form = opened_with(request, asked, desk.openings_for(name, case, person))

    def take(data: dict[str, Any], version: int | None) -> str:
        key, files = request.POST.get("key", ""), data.pop(FILES, [])
        told = {"reason": data.pop("reason"), "late": late_of(data, request.POST), "key": key, "version": version, "part": part}
        done = take_with(files, lambda: doors.take(chosen, case, person, data, **told), chosen, person, key)
        return f"已办理“{chosen.label}”，现在是“{display.state_of(done)}”"

    deeds = Deeds(desk, case, person)
    refusals = [refusal for offer in deeds.offers if offer.step is chosen for refusal in offer.refusals]
    refusals += doors.refusals_on(person, case, chosen, part) if part is not None else []
    return _act_on(
        request,
        case,
        form,
        take,
        begun=begun,
        pairs=[(display.label(case, each), display.text(case, each)) for each in desk.reads.get(name, "").split()],
        title=chosen.label,
        step=chosen,
        part=part,
        refusals=refusals,
        ways=[way for refusal in refusals for way in deeds.ways(refusal)],
        crumbs=_crumbs(desk, case, chosen.label),
    )


def step_of(label: str, name: str, *, on_part: bool) -> Step:
    """A step that people take, on a case or on a part of it; 404 for any other."""
    flow = registry.on("flows").get(label)
    chosen = flow.steps.get(name) if flow else None
    if chosen is None or chosen.is_automatic_only or bool(chosen.on) != on_part:
        raise Http404
    return chosen


def _part_of(case: Any, chosen: Step, pk: int | None) -> Any:
    part = chosen.on.objects.filter(of=case, pk=pk).first() if chosen.on else None
    if chosen.on and part is None:
        raise Http404
    return part


@staff
def correct(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Mend registered particulars, with a reason."""
    desk, found, person = desk_of(label), record_of(request, label, pk), request.user.person
    form = forms.correction_form(desk, found, person)(sent(request))

    def mend(data: dict[str, Any], version: int | None) -> str:
        reason = data.pop("reason")
        registers.correct(found, person, data, version=version or 0, reason=reason)
        return "已更正，原来的内容留在经过里"

    return _act_on(request, found, form, mend, title="更正登记", crumbs=_crumbs(desk, found, "更正"))


def _crumbs(desk: Any, record: Any, last: str) -> list[Link]:
    url = reverse("desk:record", args=[registry.label(record), record.pk])
    return crumbs(desk, Link(str(record), url), Link(last, ""))


def _act_on(
    request: HttpRequest, record: Any, form: Any, act: Callable[[dict[str, Any], int | None], str], **shown: Any
) -> HttpResponse:
    """Act on the version that was read, or show the form with what stands in the way."""
    back, version = reverse("desk:record", args=[registry.label(record), record.pk]), whole(request.POST.get("version", ""))
    overtaken_by: list[Act] = []
    is_sent = request.method == "POST" and form.is_bound
    if is_sent and not form.is_valid() and doors.is_overtaken(record, version, request.POST.get("key", "")):
        overtaken_by = _overtaken(record, form, version or 0)
        forms.refuse(form, doors.stale(record, version or 0))
    elif is_sent and form.is_valid():
        try:
            done = act(dict(form.cleaned_data), version)
        except Stale as error:
            overtaken_by = _overtaken(record, form, version or 0)
            forms.refuse(form, error)
        except REFUSED as error:
            forms.refuse(form, error)
        else:
            messages.success(request, done)
            tell_if_restricted(request, record)
            return go_to(request, back)
    return render(
        request,
        "desk/step.html",
        {"record": record, "form": form, "cancel": back, "overtaken_by": overtaken_by, **shown},
        status=422 if is_sent else 200,
    )


def _overtaken(record: Any, form: Any, version: int) -> list[Act]:
    """What others did since a version; the fields they changed say what stands there now."""
    events = list(book.history(record).filter(version__gt=version))
    for name in {name for event in events for name in event.changes if name in form.fields}:
        form[name].help_text = f"别人已改为：{display.text(record, name)}"
    return told_acts(record, events)
