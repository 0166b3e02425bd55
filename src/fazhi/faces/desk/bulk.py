"""成批办理: one step on many records, each by itself: done, or not done and why; nothing fails in silence."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.models import parts_of

from . import display, forms
from .asking import REFUSED, whole
from .crumbs import crumbs
from .doorway import desk_of, staff

MOST = 200
Result = dict[str, Any]


def bulk_steps(desk: type[Desk], person: Person) -> list[Step]:
    """The steps of a kind of record that this person may take on many at once."""
    flow = registry.on("flows").get(registry.label(desk.model))
    held = {granted.role for granted in person.grants()}
    return [step for step in flow.steps.values() if step.bulk and held & set(step.roles)] if flow else []


@staff
@require_POST
def bulk(request: HttpRequest, label: str) -> HttpResponse:
    """First the picked records and one form; then what became of each."""
    desk, person = desk_of(label), request.user.person
    step = next((step for step in bulk_steps(desk, person) if step.name == request.POST.get("step")), None)
    if step is None:
        raise Http404
    picked = [key for text in request.POST.getlist("pick") if (key := whole(text))]
    if not picked or len(picked) > MOST:
        messages.error(request, f"一次最多 {MOST} 件，请少选一些" if picked else "请先选中要办理的记录")
        return go_to(request, reverse("desk:list", args=[label]))
    cases = _cases(desk, person, picked)
    return _shown(request, desk, step, cases) if cases else go_to(request, reverse("desk:list", args=[label]))


def _cases(desk: type[Desk], person: Person, picked: Sequence[int]) -> list[Any]:
    """Those of the picked that this person may see, in the order of the list, with all that gates read."""
    rows = desk.model.objects.visible_to(person).filter(pk__in=picked).select_related("unit")
    found = {case.pk: case for case in rows.prefetch_related(*parts_of(desk.model))}
    return [found[pk] for pk in dict.fromkeys(picked) if pk in found]


def _shown(request: HttpRequest, desk: type[Desk], step: Step, cases: list[Any]) -> HttpResponse:
    is_answered = "confirmed" in request.POST
    form = forms.step_form(desk, step, _like(cases[0]), request.user.person)(request.POST if is_answered else None)
    results = _take_each(request, step, cases, form.cleaned_data) if is_answered and form.is_valid() else []
    told = results or [_before(step, case, request.user.person) for case in cases]
    return render(
        request,
        "desk/bulk.html",
        {
            "step": step,
            "form": form,
            "picks": [case.pk for case in cases],
            "results": told,
            "is_done": bool(results),
            "done": sum(result["done"] for result in told),
            "crumbs": crumbs(desk, Link(f"成批{step.label}")),
            "back": reverse("desk:list", args=[registry.label(desk.model)]),
        },
        status=422 if is_answered and not results else 200,
    )


def _like(case: Any) -> Any:
    """A case in whose unit people are chosen, but with nothing of its own filled in."""
    return type(case)(unit=case.unit)


def _told(case: Any) -> Result:
    url = reverse("desk:record", args=[registry.label(case), case.pk])
    return {"title": str(case), "number": case.number, "url": url, "law": "", "done": False, "why": ""}


def _before(step: Step, case: Any, person: Person) -> Result:
    """Whether the step is open to this case now, and if not, why; read from memory."""
    offer = next((offer for offer in doors.steps_open_to(person, case) if offer.step is step), None)
    if offer is None:
        states = "、".join(state.label for state in step.source)
        return {**_told(case), "why": f"现在是“{display.state_of(case)}”，只能在“{states}”时由有岗位的人办理", "law": step.law}
    refusal = next(iter(offer.refusals), None)
    return {
        **_told(case),
        "done": offer.is_open,
        "why": refusal.sentence if refusal else "",
        "law": refusal.law if refusal else "",
    }


def _take_each(request: HttpRequest, step: Step, cases: list[Any], data: dict[str, Any]) -> list[Result]:
    reason = data.pop("reason", "")
    key = request.POST.get("key", "")[:40]
    return [_take(step, case, request.user.person, dict(data), reason, f"{key}:{case.pk}" if key else "") for case in cases]


def _take(step: Step, case: Any, person: Person, data: dict[str, Any], reason: str, key: str) -> Result:
    """One of them, in a transaction of its own; sent again with the same key it is the same act."""
    try:
        done = doors.take(step, case, person, data, reason=reason, key=key)
    except REFUSED as error:
        return {**_told(case), "why": _said(error), "law": getattr(error, "law", "")}
    return {**_told(done), "done": True, "why": f"现在是“{display.state_of(done)}”"}


def _said(error: Exception) -> str:
    return getattr(error, "sentence", None) or forms.spoken(error)
