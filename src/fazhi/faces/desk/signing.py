"""签批: what waits for my signature at my level; agree or refuse, one or many."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.parts import Column, Due, Link, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.flow import signing
from fazhi.kernel.flow.approvals import approve
from fazhi.kernel.org.models import ApprovalLevel, Person

from . import display
from .asking import REFUSED, ask, sent, whole
from .doorway import record_of, staff
from .forms import spoken
from .links import why_url
from .lists import due_mark

HEADS = [Column(label) for label in ("事项", "签批事项", "签批层级", "单位", "期限")]
ANSWERS = [("yes", "同意"), ("no", "不同意")]


class Signature(forms.Form):
    """What a signature says."""

    answer = forms.ChoiceField(label="签批意见", choices=ANSWERS, widget=forms.RadioSelect)
    opinion = forms.CharField(
        label="意见", required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3}), help_text="不同意的必须写明"
    )

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("answer") == "no" and not data.get("opinion", "").strip():
            self.add_error("opinion", "不同意的，请写明意见")
        return data


def sign_url(case: Any, step: Any) -> str:
    """Where a case is signed for a step."""
    return reverse("desk:sign", args=[registry.label(case), case.pk, step.name])


def todo(one: signing.Awaited) -> dict[str, Any]:
    """What waits for a signature, as an item of a work list."""
    day = one.case.due_on
    return {
        "day": day,
        "due": Due.at(day, timezone.now()) if day else Due("待签批"),
        "title": str(one.case),
        "href": sign_url(one.case, one.step),
        "law": one.gate.law or one.step.law,
        "why": f"“{one.step.label}”须经{one.gate.level.label}签批",
        "why_href": why_url(one.case),
        "number": one.case.number,
        "unit": one.case.unit.name,
        "note": "签批",
        "action": "签批",
        "urgent": bool(day) and day <= timezone.localdate(),
    }


@staff
def waiting(request: HttpRequest) -> HttpResponse:
    """All that waits for my signature; those picked are signed together, each with its own result."""
    person = request.user.person
    found = signing.awaiting(person)
    form = Signature(sent(request))
    results = _sign_each(person, found, request.POST, form) if request.method == "POST" and form.is_valid() else []
    left = signing.awaiting(person) if results else found
    return render(
        request,
        "desk/signing.html",
        {"columns": HEADS, "rows": [_row(one) for one in left], "form": form, "results": results},
        status=422 if request.method == "POST" and not results else 200,
    )


def _row(one: signing.Awaited) -> Row:
    told = (one.step.label, one.gate.level.label, one.case.unit, due_mark(one.case, timezone.now()))
    cells = [TableCell(value, head.label) for value, head in zip(told, HEADS[1:], strict=True)]
    return Row(str(one.case), sign_url(one.case, one.step), one.case.number, cells, _key(one))


def _key(one: signing.Awaited) -> str:
    """The case, the step and the version that was read."""
    return f"{registry.label(one.case)}:{one.case.pk}:{one.step.name}:{one.case.version}"


def _sign_each(person: Person, found: list[signing.Awaited], posted: Any, form: Signature) -> list[dict[str, Any]]:
    picked = posted.getlist("pick")
    if not picked:
        form.add_error(None, "请先选中要签批的事项")
        return []
    known = {_key(one): one for one in found}
    return [_sign(person, known.get(key), form.cleaned_data) for key in picked]


def _sign(person: Person, one: signing.Awaited | None, data: dict[str, Any]) -> dict[str, Any]:
    if one is None:
        return {"title": "已不在待签之列", "done": False, "why": "内容已经变化或者已经签过，请刷新后再看"}
    told = {"title": str(one.case), "url": reverse("desk:record", args=[registry.label(one.case), one.case.pk])}
    try:
        _approve(person, one, one.case.version, data)
    except REFUSED as error:
        return {**told, "done": False, "why": spoken(error)}
    return {**told, "done": True, "why": dict(ANSWERS)[data["answer"]]}


def _approve(person: Person, one: signing.Awaited, version: int, data: dict[str, Any]) -> None:
    approve(
        one.case,
        one.step.name,
        ApprovalLevel(one.gate.level),
        person,
        version=version,
        agrees=data["answer"] == "yes",
        opinion=data["opinion"],
    )


@staff
def sign(request: HttpRequest, label: str, pk: int, name: str) -> HttpResponse:
    """Sign one case for one step, on the version that was read."""
    person, case = request.user.person, record_of(request, label, pk)
    step = registry.find("flows", label).steps.get(name) if label in registry.on("flows") else None
    gate = step and signing.waits_for(person, case, step)
    if gate is None:
        raise Http404
    version = whole(request.POST.get("version", "")) or case.version
    return ask(
        request,
        Signature(sent(request)),
        lambda data: _approve(person, signing.Awaited(case, step, gate), version, data),
        f"已签批：{case}",
        reverse("desk:record", args=[label, pk]),
        title=f"{gate.level.label}签批",
        note=f"{case}：{step.label}",
        submit="签批",
        version=case.version,
        law=gate.law or step.law,
        subject=str(case),
        pairs=[(display.label(case, field), display.text(case, field)) for field in ("number", "unit", "state", "handler")],
        crumbs=[Link("待我签批", reverse("desk:signing")), Link(str(case), reverse("desk:record", args=[label, pk]))],
    )
