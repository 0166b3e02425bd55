"""The pages on which an applicant follows a matter, fetches its papers and takes the steps that are the public's."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from fazhi.faces.desk.forms import fields_of, form_class, part_names
from fazhi.faces.desk.forms import refuse as show_refusal
from fazhi.faces.look.parts import Link
from fazhi.kernel.documents import issue, open_file
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.refusals import NotAllowed, Stale

from . import rules
from .doorway import limit, personal, visitor
from .following import Matter, look_up
from .receiving import proof_of, receipt_of

RESTS = timedelta(minutes=20)  # after which a page left open shows nothing more
REFUSED = (ValidationError, NotAllowed, Stale)


class Asked(forms.Form):
    """Receipt and code, as the receipt prints them."""

    receipt = forms.CharField(
        label="回执号",
        max_length=20,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "12 位数字"}),
    )
    code = forms.CharField(
        label="查询码",
        max_length=12,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "placeholder": "8 位数字"}),
    )


@personal
def follow(request: HttpRequest) -> HttpResponse:
    """Ask for a receipt and its code."""
    form = Asked(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        return _ask(request, form, 422 if request.method == "POST" else 200)
    looked = look_up(form.cleaned_data["receipt"], form.cleaned_data["code"], visitor(request))
    if looked.matter is None:
        form.add_error(None, looked.sentence)
        return _ask(request, form, 429 if looked.too_often else 422)
    _hold(request, looked.matter.receipt)
    return redirect("portal:matter")


def _ask(request: HttpRequest, form: forms.Form, status: int) -> HttpResponse:
    return render(
        request, "portal/follow.html", {"form": form, "crumbs": [Link("首页", "/"), Link("查我的事", "")]}, status=status
    )


def _hold(request: HttpRequest, receipt: str) -> None:
    """This browser may look at one matter, for as long as somebody keeps looking."""
    request.session["matter"] = [receipt, timezone.now().isoformat()]


def _held(request: HttpRequest) -> Matter | None:
    receipt, at = request.session.get("matter", ("", ""))
    if not receipt or timezone.now() - datetime.fromisoformat(at) > RESTS:
        request.session.pop("matter", None)
        return None
    return Matter.behind(receipt)


@personal
def matter(request: HttpRequest) -> HttpResponse:
    """Where the matter stands."""
    found = _held(request)
    if found is None:
        return redirect("portal:follow")
    _hold(request, found.receipt)
    crumbs = [Link("首页", "/"), Link("查我的事", "")]
    return render(request, "portal/matter.html", {"matter": found, "crumbs": crumbs})


@personal
def step(request: HttpRequest, name: str, pk: int | None = None) -> HttpResponse:
    """Take a step that is the public's to take, on the matter, on oneself or on one thing that was agreed."""
    found = _held(request)
    if found is None:
        return redirect("portal:follow")
    chosen = found.step(name)
    part = chosen and found.part(chosen, pk)
    if chosen is None or (chosen.on and part is None):
        raise Http404
    form = step_form(chosen, found, part)(request.POST or None)
    if request.method == "POST" and form.is_valid() and taken(request, found, chosen, form, part):
        messages.success(request, f"已经办好：{chosen.label}")
        return redirect("portal:matter")
    offer = found.offer(chosen, part)
    if offer is None and request.method != "POST":
        return redirect("portal:matter")
    context = {"matter": found, "offer": offer, "step": chosen, "form": form, "part": part if pk else None}
    return render(request, "portal/step.html", context, status=422 if request.method == "POST" else 200)


def step_form(step: Step, found: Matter, part: Any = None) -> type[forms.Form]:
    """What a step asks of the public: its fields, those of the part it adds, and a reason where one must be given."""
    fields = fields_of(step.on or type(found.record), step.asked, part or found.record)
    for name, field in fields.items():
        field.label = found.sight.words.get(name) or (field.label if step.on else found.label(name))
        must = step.asked[name]
        field.required = field.required if must is None else must
    if step.adds:
        fields |= fields_of(step.adds, step.shows.split() or part_names(step.adds))
        for name, field in fields.items():
            field.label = found.sight.words.get(name) or field.label
    if step.why:
        fields["reason"] = forms.CharField(label="理由", widget=forms.Textarea(attrs={"rows": 3}))
    return form_class(fields)


def taken(request: HttpRequest, found: Matter, step: Step, form: forms.Form, part: Any = None) -> bool:
    """Whether the step was taken; if not, the form says why."""
    limit("step", request, rules.SENDS_AN_HOUR.value(), "办理")
    data = {name: value for name, value in form.cleaned_data.items() if name != "reason"}
    version = request.POST.get("version", "")
    try:
        doors.take(
            step,
            found.record,
            None,
            data,
            version=int(version) if version.isascii() and version.isdigit() else None,
            reason=form.cleaned_data.get("reason", ""),
            part=part,
            via="portal",
            holder=found.holder,
            key=request.POST.get("key", "")[:64],
        )
    except REFUSED as error:
        show_refusal(form, error)
        return False
    return True


@personal
@require_POST
def paper(request: HttpRequest) -> HttpResponse:
    """Give out a paper: as it was given out before while it still says the same, else anew; its fingerprint is kept."""
    found = _held(request)
    if found is None:
        return redirect("portal:follow")
    chosen = next((each for each in found.papers if each.key() == request.POST.get("paper")), None)
    if chosen is None:
        raise Http404
    issued = found.issued(chosen) or issue(chosen, found.record)
    file = issued.pdf or issued.docx
    return FileResponse(open_file(file), as_attachment=True, filename=f"{chosen.title}{file.name[file.name.rindex('.') :]}")


@personal
def log_receipt(request: HttpRequest) -> HttpResponse:
    """What the sealed log holds of the application, to keep: it says what who applied wrote, and is nobody else's."""
    found = _held(request)
    if found and not found.is_applicants:
        raise Http404
    return receipt_of(found) if found else redirect("portal:follow")


@personal
def log_proof(request: HttpRequest) -> HttpResponse:
    """The proof, once it is published; before that the page says when to come again."""
    found = _held(request)
    if found is None:
        return redirect("portal:follow")
    if not found.is_applicants:
        raise Http404
    proof = proof_of(found)
    if proof is None:
        messages.info(request, "这件事还没有进入公开的检查点，过几分钟再来取证明。回执现在就可以下载。")
    return proof or redirect("portal:matter")


@personal
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Show nothing more in this browser."""
    request.session.pop("matter", None)
    return redirect("portal:home")
