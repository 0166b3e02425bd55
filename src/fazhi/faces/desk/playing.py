"""A recording on the page of its record: played to whoever has said what for, a part at a time, and never kept by the browser."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from fazhi.kernel.flow.doors import steps_open_to
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records import reading

from .doorway import desk_of, record_of, staff

# What browsers play; anything else is heard at the telephone system.
KINDS = {
    ".wav": "audio/wav",
    ".mp3": "audio/mpeg",
    ".m4a": "audio/mp4",
    ".aac": "audio/aac",
    ".flac": "audio/flac",
    ".ogg": "audio/ogg",
    ".oga": "audio/ogg",
    ".opus": "audio/ogg",
    ".webm": "audio/webm",
}
RANGE = re.compile(r"bytes=(\d*)-(\d*)")
AT_ONCE = 64 * 1024


def player(desk: type[Desk], record: Any, person: Person) -> dict[str, Any] | None:
    """What the record's page shows of its recording: the player, why there is none, or how to come to it."""
    plays = desk.plays
    if plays is None or not plays.is_kept(record):
        return None
    until = plays.until(record, person)
    if until is None:
        offers = steps_open_to(person, record)
        is_open = any(offer.step.name == plays.step and offer.is_open for offer in offers)
        return {"step_url": reverse("desk:step", args=[desk.model._meta.label_lower, record.pk, plays.step]) if is_open else ""}
    try:
        kind_of(plays.file(record))
    except NotAllowed as refusal:
        return {"refusal": refusal}
    url = reverse("desk:sound", args=[desk.model._meta.label_lower, record.pk])
    return {"url": url, "until": f"{timezone.localtime(until):%H:%M}", "note": plays.note(record, person)}


def kind_of(path: Path) -> str:
    """The type under which a browser plays a file; raises NotAllowed where none does."""
    if path.suffix.lower() not in KINDS:
        raise NotAllowed(f"浏览器放不了{path.suffix or '没有扩展名'}的录音", mends="到电话系统里听，或者转成 WAV、MP3 再登记")
    return KINDS[path.suffix.lower()]


@staff
@require_safe
def sound(request: HttpRequest, label: str, pk: int) -> HttpResponseBase:
    """The recording, or the part of it that was asked for; 404 for whom it is not, and a sentence where it cannot be played."""
    record, plays, person = record_of(request, label, pk), desk_of(label).plays, request.user.person
    if plays is None or not plays.is_kept(record) or plays.until(record, person) is None:
        raise Http404
    try:
        path = plays.file(record)
        kind = kind_of(path)
    except NotAllowed as refusal:
        return HttpResponse(str(refusal), status=409, content_type="text/plain; charset=utf-8")
    reading.note([record], person, "录音")
    return _part(path, kind, request.headers.get("Range", ""))


def _part(path: Path, kind: str, asked: str) -> HttpResponseBase:
    """All of a file, or from one byte to another (RFC 9110, section 14); several ranges at once are answered with all."""
    size, told = path.stat().st_size, RANGE.fullmatch(asked.strip())
    span = _span(told, size) if told else (0, size - 1)
    if span is None:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    first, last = span
    headers = {"Accept-Ranges": "bytes", "Content-Disposition": "inline", "Content-Length": str(max(last - first + 1, 0))}
    if told is None:
        return FileResponse(path.open("rb"), content_type=kind, headers=headers)
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return StreamingHttpResponse(_bytes(path, first, last), status=206, content_type=kind, headers=headers)


def _span(told: re.Match[str], size: int) -> tuple[int, int] | None:
    """The first and the last byte; None where the file has no such part."""
    first, last = told.groups()
    if not first:
        begin, end = (max(size - int(last), 0), size - 1) if last and int(last) else (size, size)
    else:
        begin, end = int(first), min(int(last) if last else size - 1, size - 1)
    return (begin, end) if begin <= end < size else None


def _bytes(path: Path, first: int, last: int) -> Iterator[bytes]:
    with path.open("rb") as file:
        file.seek(first)
        left = last - first + 1
        while left > 0 and (piece := file.read(min(AT_ONCE, left))):
            left -= len(piece)
            yield piece
