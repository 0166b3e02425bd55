"""Sending an application: the case is opened, the files go over, receipt and code are given; once, however often it is sent."""

from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.utils import timezone

from fazhi.kernel.documents import attach
from fazhi.kernel.flow import doors
from fazhi.kernel.records import codes
from fazhi.kernel.records.models import EntryMode

from .applying import UNNAMED, Application
from .models import Draft


@dataclass(frozen=True, slots=True)
class Sent:
    """What the applicant takes home."""

    receipt: str
    code: str


@transaction.atomic
def send(application: Application) -> Sent:
    """Open the case, hand over the files, give receipt and code: all or nothing, and once however often it is sent.

    Raises ValidationError or NotAllowed of the receiving side.
    """
    draft = Draft.objects.select_for_update().get(pk=application.draft.pk)
    if not draft.is_sent:
        record = _opened(application)
        draft.receipt, draft.code = codes.give_code(record)
        _hand_over_files(application, record)
        draft.answers, draft.tried, draft.refused, draft.kept_at = {}, [], {}, timezone.now()
        draft.save()
    application.draft = draft
    return Sent(draft.receipt, draft.code)


def _hand_over_files(application: Application, record: Any) -> None:
    for file in application.files():
        with file.content.open("rb") as content:
            attach(record, File(content, name=file.name), file.ask)
        file.throw_away()


def _opened(application: Application) -> Any:
    data = application.cleaned
    fields, parts = application.intake.opened(data)
    fields = {"entry_mode": EntryMode.PORTAL, **fields, "unit": application.intake.unit_for(data)}
    return doors.register(application.intake.model, None, fields, parts, via="portal", key=f"portal:{application.draft.token}")


def refuse(application: Application, error: ValidationError) -> int:
    """Note a refusal of the receiving side at its question; answers the stage where it is to be mended."""
    sentences = error.message_dict if hasattr(error, "error_dict") else {UNNAMED: error.messages}
    application.draft.refused = {}
    for name, told in sentences.items():
        application.refuse(name if name in application.asks else UNNAMED, told)
    return min((application.asks[name] for name in sentences if name in application.asks), default=application.review)
