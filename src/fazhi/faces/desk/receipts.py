"""回执: what an applicant takes away to follow the matter; the query code is shown once."""

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.faces.look.parts import Link
from fazhi.kernel.ledger import book, receipts
from fazhi.kernel.records.codes import give_code

from . import display
from .crumbs import crumbs
from .doorway import desk_of, record_of, staff


@staff
@require_POST
def receipt(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Give a receipt number and a code; the ledger knows that, not the code."""
    desk, found = desk_of(label), record_of(request, label, pk)
    number, code = give_code(found)
    book.write(book.Act(found, "receipt", "制发回执", actor=request.user.person, changes={"receipt": [None, number]}))
    back = reverse("desk:record", args=[label, pk])
    pairs = [
        ("事项", found._meta.verbose_name),
        ("编号", found.number or "受理后编号"),
        ("受理单位", found.unit.name),
        ("登记时间", display.words(found.event_at)),
        ("经办人", request.user.person),
        ("回执号", number),
        ("查询码", code),
    ]
    return render(
        request,
        "desk/receipt.html",
        {
            "pairs": pairs,
            "back": back,
            "file": reverse("desk:log_receipt", args=[label, pk]),
            "crumbs": crumbs(desk, Link(str(found), back), Link("回执")),
        },
    )


@staff
def log_receipt(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """What the sealed log holds of the last act on a record, with its proof once it is published."""
    event = book.history(record_of(request, label, pk)).first()
    if event is None:
        raise Http404
    answer = JsonResponse(receipts.receipt(event), json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="receipt-{event.pk}.json"'
    return answer
