"""Whether a paper in somebody's hands is one that was given out here, unchanged; nothing of its content is told."""

import hashlib
import re
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.faces.look.parts import Link
from fazhi.kernel.documents import IssuedPaper

from . import rules
from .doorway import limit, personal

FINGERPRINT = re.compile("[0-9a-f]{64}")


@personal
def verify(request: HttpRequest) -> HttpResponse:
    """Choose the file, or paste its fingerprint; the file is reckoned and not kept."""
    context: dict[str, Any] = {"crumbs": [Link("首页", "/"), Link("核验", "")]}
    if request.method != "POST":
        return render(request, "portal/verify.html", context)
    limit("verify", request, rules.DRAFTS_AN_HOUR.value(), "核验")
    mark = _fingerprint(request)
    if not mark:
        return render(request, "portal/verify.html", {**context, "wrong": "请选择文件，或者粘贴 64 位指纹。"}, status=422)
    found = IssuedPaper.objects.filter(Q(docx_sha256=mark) | Q(pdf_sha256=mark)).first()
    return render(request, "portal/verify.html", {**context, "mark": mark, "found": found, "asked": True})


def _fingerprint(request: HttpRequest) -> str:
    """SHA-256 of the file, or as it was typed, blanks left out; empty when there is neither."""
    if sent := request.FILES.get("file"):
        return _of_file(sent)
    typed = re.sub(r"\s", "", request.POST.get("mark", "")).lower()
    return typed if FINGERPRINT.fullmatch(typed) else ""


def _of_file(sent: UploadedFile) -> str:
    digest = hashlib.sha256()
    for chunk in sent.chunks():
        digest.update(chunk)
    return digest.hexdigest()
