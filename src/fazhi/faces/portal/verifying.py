"""Whether a paper in somebody's hands is one that was given out here, unchanged; nothing of its content is told."""

import hashlib
import re
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.faces.look.parts import Link
from fazhi.kernel.documents import IssuedPaper, sealer

from . import rules
from .doorway import hashed, limit, note_try, personal, tries, visitor
from .following import WAIT

FINGERPRINT = re.compile("[0-9a-f]{64}")


@personal
def verify(request: HttpRequest) -> HttpResponse:
    """Choose the file, or paste its fingerprint; the file is reckoned and not kept."""
    context: dict[str, Any] = {"crumbs": [Link("首页", "/"), Link("核验", "")]}
    if request.method != "POST":
        return render(request, "portal/verify.html", context)
    limit("verify", request, rules.DRAFTS_AN_HOUR.value(), "核验")
    number, code = _number_and_code(request)
    if number and code:
        return _by_code(request, number, code, context)
    mark = _fingerprint(request)
    if not mark:
        wrong = "请选择文件，或者填写文号和核验码，或者粘贴 64 位指纹。"
        return render(request, "portal/verify.html", {**context, "wrong": wrong}, status=422)
    found = issued().filter(Q(docx_sha256=mark) | Q(pdf_sha256=mark) | Q(public__sha256=mark)).first()
    return render(
        request, "portal/verify.html", {**context, "mark": mark, "found": found, "seals": _seals(request), "asked": True}
    )


def issued() -> Any:
    """What was issued, with what takes its place."""
    return IssuedPaper.objects.select_related("unit", "corrected_by")


def _by_code(request: HttpRequest, number: str, code: str, context: dict[str, Any]) -> HttpResponse:
    """As it stands on the paper; wrong number and wrong code are answered alike, and the tries are counted."""
    who = visitor(request)
    if max(tries("paper", who, WAIT), tries("paper", hashed(f"paper:{number}"), WAIT)) >= rules.WRONG_CODES.value():
        wrong = "输错次数过多，请稍后再查，或者用文件核验。"
        return render(request, "portal/verify.html", {**context, "wrong": wrong}, status=429)
    found = issued().filter(number=number, code=code).first()
    if found is None:
        note_try("paper", who, hashed(f"paper:{number}"))
    told = {
        **context,
        "mark": found.pdf_sha256 or found.docx_sha256 if found else "",
        "found": found,
        "asked": True,
        "by_code": True,
    }
    return render(request, "portal/verify.html", told)


def _number_and_code(request: HttpRequest) -> tuple[str, str]:
    """As they are typed: blanks left out, brackets of either kind."""
    number = re.sub(r"\s", "", request.POST.get("number", ""))[:120]
    for typed, written in (("[", "〔"), ("]", "〕"), ("(", "（"), (")", "）")):
        number = number.replace(typed, written)
    return number, re.sub(r"[\s-]", "", request.POST.get("code", ""))[:12]


def _seals(request: HttpRequest) -> list[Any]:
    """What the electronic seals on the file say."""
    sent = request.FILES.get("file")
    if not sent or not str(sent.name).lower().endswith(".pdf"):
        return []
    sent.seek(0)
    return sealer().verify(sent.read())


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
