"""The code of a record on the screen of who works on it, to be scanned by somebody without an account."""

from typing import Any

import segno
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.present.declared import Pass
from fazhi.kernel.records import passes

from . import display
from .crumbs import crumbs
from .doorway import desk_of, record_of, staff


@staff
def shown(request: HttpRequest, label: str, pk: int, key: str) -> HttpResponse:
    """A QR code as large as a phone; 404 while there is none."""
    record, opened = record_of(request, label, pk), registry.on("passes").get(key)
    token = token_of(opened, label, record)
    if not token:
        raise Http404
    address = request.build_absolute_uri(f"/pass/{key}/{token}/")
    back = reverse("desk:record", args=[label, pk])
    return render(
        request,
        "desk/pass.html",
        {
            "opened": opened,
            "record": record,
            "address": address,
            "code": segno.make(address, error="m", micro=False).svg_data_uri(scale=6, border=2),
            "facts": [(name, display.words(value)) for name, value in opened.shown(record).facts],
            "back": back,
            "crumbs": crumbs(desk_of(label), Link(str(record), back), Link(opened.title)),
        },
    )


def token_of(opened: type[Pass] | None, label: str, record: Any) -> str:
    if opened is None or registry.label(opened.model) != label:
        return ""
    return passes.token_of(record, getattr(record, opened.salt))


def links_of(record: Any) -> list[Link]:
    """The codes that a record has now."""
    label = registry.label(record)
    return [
        Link(opened.title, reverse("desk:pass", args=[label, record.pk, key]))
        for key, opened in registry.on("passes").items()
        if token_of(opened, label, record)
    ]
