"""The same request twice is done once: an Idempotency-Key, its answer kept in the transaction of the act."""

import hashlib
from collections.abc import Callable
from datetime import date, timedelta
from functools import wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from .models import Answer
from .problems import Problem

KEPT = timedelta(hours=48)
REPEATED = ("Content-Type", "Location", "ETag")


def once(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let a writing route answer a repeated key as it answered first."""

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        key = request.headers.get("Idempotency-Key", "")
        if not key:
            return view(request, *args, **kwargs)
        row = Answer(account=request.user, key=_checked(key), fingerprint=_fingerprint(request))
        return _again(row) or _first(row, lambda: view(request, *args, **kwargs))

    return answered


def _checked(key: str) -> str:
    if len(key) > 100 or not key.isprintable():
        raise ValidationError({"Idempotency-Key": "提交键最多 100 个字符，不能有看不见的字符"})
    return key


def _fingerprint(request: HttpRequest) -> str:
    told = hashlib.sha256(f"{request.method} {request.get_full_path()} {request.headers.get('If-Match', '')}\n".encode())
    if request.content_type == "multipart/form-data":
        for file in request.FILES.values():
            told.update(f"{file.name} {file.size}\n".encode())
            for chunk in file.chunks():
                told.update(chunk)
            file.seek(0)
    else:
        told.update(request.body)
    return told.hexdigest()


def _again(asked: Answer) -> HttpResponse | None:
    """The answer that this key had before; raises Problem when it was another request."""
    row = Answer.objects.filter(account=asked.account, key=asked.key, at__gt=timezone.now() - KEPT).first()
    if row is None:
        return None
    if row.fingerprint != asked.fingerprint:
        raise Problem("key-reused", "这个提交键（Idempotency-Key）已经用于另一个请求，请换一个")
    return HttpResponse(row.body, status=row.status, headers={**row.headers, "Idempotency-Replayed": "true"})


def _first(row: Answer, act: Callable[[], HttpResponse]) -> HttpResponse:
    """Do it, with the key taken first: of two at once the second waits, and is told what the first was told."""
    Answer.objects.filter(account=row.account, key=row.key, at__lte=timezone.now() - KEPT).delete()
    with transaction.atomic():
        if not _taken(row):
            raced = _again(row)
            if raced is not None:
                return raced
        response = act()
        row.status, row.body = response.status_code, response.content.decode()
        row.headers = {name: response[name] for name in REPEATED if response.has_header(name)}
        row.save()
    return response


def _taken(row: Answer) -> bool:
    try:
        with transaction.atomic():
            row.save(force_insert=True)
    except IntegrityError:
        return False
    return True


def forget(today: date) -> int:
    """Delete the answers that nobody will ask for again; how many."""
    return Answer.objects.filter(at__lte=timezone.now() - KEPT).delete()[0]
