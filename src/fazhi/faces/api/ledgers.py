"""Ledgers 台账 taken out as Excel or CSV; each taking is noted with its reason."""

from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import FileResponse, HttpRequest
from ninja import Router, Schema

from fazhi.faces.desk.ledgers import exporting, leaving
from fazhi.faces.desk.ledgers.outgoing import written_and_sent
from fazhi.kernel import registry

from . import payload, sending
from .doorway import person_of
from .schemas import an_object

router = Router(tags=["台账"])


class LedgerLine(Schema):
    """A ledger and its columns."""

    ledger: str
    title: str
    columns: list[str]


FORM = an_object(
    {"form": {"type": "string", "enum": ["xlsx", "csv"], "title": "格式"}, "reason": {"type": "string", "title": "用途"}},
    ["reason"],
    closed=True,
)
ASKED = {"requestBody": {"required": True, "content": {"application/json": {"schema": FORM}}}}


@router.get("", response=list[LedgerLine], summary="有哪些台账", url_name="ledgers")
def ledgers(request: HttpRequest) -> list[LedgerLine]:
    """Every ledger."""
    return [
        LedgerLine(ledger=label, title=each.title, columns=[column.header for column in each.columns])
        for label, each in registry.on("ledgers").items()
    ]


@router.post("/{label}/exports", response={200: None}, summary="导出台账", url_name="export", openapi_extra=ASKED)
def export(request: HttpRequest, label: str) -> FileResponse:
    """The records one may see, masked, as a file. A POST, because the taking itself is written into the ledger."""
    ledger, person = registry.find("ledgers", label), person_of(request)
    wanted = sending.fitting(payload.read(request), FORM)
    form, reason = wanted.get("form", "xlsx"), wanted.get("reason", "").strip()
    if not reason:
        raise ValidationError({"reason": "导出要写明用途"})
    rows = ledger.model.objects.visible_to(person).order_by("pk")
    leaving.refuse_large(rows.count())

    def written(path: Path) -> None:
        exporting.export(ledger, rows, path, person, settings.SAMPLE, reason, leaving.watermark(person, reason))

    return written_and_sent(written, f"{ledger.title}.{form}")
