"""回执: what an applicant takes away to follow the matter; the query code is shown once."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST

from fazhi.faces.look.parts import Link
from fazhi.kernel.ledger import book
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
        request, "desk/receipt.html", {"pairs": pairs, "back": back, "crumbs": crumbs(desk, Link(str(found), back), Link("回执"))}
    )
