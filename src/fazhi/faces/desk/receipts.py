"""回执: what an applicant takes away to follow the matter; the query code is shown once."""

from typing import Any

from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.faces.look.parts import Link
from fazhi.kernel import registry
from fazhi.kernel.ledger import book, receipts
from fazhi.kernel.present.declared import intake_of
from fazhi.kernel.records.codes import give_code
from fazhi.kernel.records.models import parts_of

from . import display
from .crumbs import crumbs
from .doorway import desk_of, record_of, staff


@staff
@require_POST
def receipt(request: HttpRequest, label: str, pk: int, part_pk: int | None = None) -> HttpResponse:
    """Give a receipt number and a code, of the record or of one party; the ledger knows that, not the code."""
    desk, found = desk_of(label), record_of(request, label, pk)
    holder = _holder(found, part_pk)
    with transaction.atomic():
        number, code = give_code(found, holder)
        book.write(book.Act(found, "receipt", _titled(holder), actor=request.user.person, changes={"receipt": [None, number]}))
    back = reverse("desk:record", args=[label, pk])
    pairs = [
        ("事项", found._meta.verbose_name),
        ("编号", found.number or "受理后编号"),
        ("受理单位", found.unit.name),
        ("登记时间", display.words(found.event_at)),
        ("经办人", request.user.person),
        *([("给谁", holder)] if holder else []),
        ("回执号", number),
        ("查询码", code),
        ("查询地址", request.build_absolute_uri("/follow/")),
    ]
    return render(
        request,
        "desk/receipt.html",
        {
            "pairs": pairs,
            "back": back,
            "holder": holder,
            "file": reverse("desk:log_receipt", args=[label, pk]),
            "crumbs": crumbs(desk, Link(str(found), back), Link("回执")),
        },
    )


def _holder(record: Any, pk: int | None) -> Any:
    """The party to whom a code is given; 404 for a part that may have none."""
    if pk is None:
        return None
    intake = intake_of(registry.label(record))
    if intake is None or not intake.holders:
        raise Http404
    return get_object_or_404(parts_of(type(record))[intake.holders], of=record, pk=pk)


def _titled(holder: Any) -> str:
    return f"制发{holder._meta.verbose_name}的回执和查询码" if holder else "制发回执"


@staff
def log_receipt(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """What the sealed log holds of the last act on a record, with its proof once it is published."""
    event = book.history(record_of(request, label, pk)).first()
    if event is None:
        raise Http404
    answer = JsonResponse(receipts.receipt(event), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="receipt-{event.pk}.json"'
    return answer
