"""What who applied takes home of the sealed log: at once a promise with their own fields, after publication the proof."""

from typing import Any

from django.http import HttpResponse, JsonResponse

from fazhi.kernel.ledger import book, receipts

from .following import Matter


def receipt_of(matter: Matter) -> HttpResponse:
    """The receipt of a matter's first act: its leaf, the server's time, and the salts of the fields that who applied filled in."""
    event = first_act(matter)
    told = receipts.receipt(event, matter.record, " ".join(event.changes))
    answer = JsonResponse(told, json_dumps_params={"ensure_ascii": False, "indent": 1})
    answer["Content-Disposition"] = f'attachment; filename="receipt-{matter.receipt}.json"'
    return answer


def proof_of(matter: Matter) -> HttpResponse | None:
    """The proof that it stands in the log; None while no checkpoint covers it."""
    text = receipts.proof_file(first_act(matter))
    if not text:
        return None
    answer = HttpResponse(text, content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="receipt-{matter.receipt}{receipts.SUFFIX}"'
    return answer


def first_act(matter: Matter) -> Any:
    """The act by which it came in."""
    return book.history(matter.record).order_by("id").first()
