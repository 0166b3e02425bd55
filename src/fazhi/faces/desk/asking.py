"""One small form, in a page or in a dialog: it acts, or says above the form why it could not, and loses nothing."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.faces.look.answers import go_to
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.records import restricted

from . import forms

REFUSED = (ValidationError, NotAllowed, Stale)


def sent(request: HttpRequest) -> Any:
    """What was posted, even if empty; None while the form is only looked at."""
    return request.POST if request.method == "POST" else None


def tell_if_restricted(request: HttpRequest, record: Any) -> None:
    """Whoever recorded the fact learns at once that the record has closed by itself."""
    found = restricted.of(record) if record.grounds_to_restrict() else None
    if found and found.is_automatic:
        messages.info(request, f"{found}：已自动限制查阅，只有承办团队和核准人{found.approver}看得到")


def whole(text: str) -> int | None:
    """A whole number as browsers send it; None for anything else."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


def ask(
    request: HttpRequest, form: Form, act: Callable[[dict[str, Any]], object], done: str, back: str, **shown: Any
) -> HttpResponse:
    """Act on what was filled in and go back, or show the form (`title`, `submit`, `note`, `law`, `pairs`, `crumbs`)."""
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                act(form.cleaned_data)
        except REFUSED as error:
            forms.refuse(form, error)
        else:
            messages.success(request, done)
            return go_to(request, back)
    status = 422 if request.method == "POST" else 200
    return render(request, "desk/ask.html", {"form": form, "cancel": back, **shown}, status=status)
