"""The verifier's page and programs, and the proofs of published figures: everything to check without trusting this site."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache

from csp.decorators import csp_update
from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from fazhi.kernel.indicators.models import Proof
from fazhi.kernel.indicators.proof import files

PROGRAMS = ("tlog.py", "signatures.py", "auditing.py", "verify_receipt.py", "verify_log.py", "verify_figure.py")
INLINE = re.compile(rb"<(script|style)>(.*?)</\1>", re.S)


@require_safe
def verifier(request: HttpRequest) -> HttpResponse:
    """The same one file that anybody may take home; its script and style are allowed by their hashes alone."""
    page = page_of()
    return csp_update(policy_of(page))(lambda _: HttpResponse(page))(request)


@cache
def page_of() -> bytes:
    return (settings.ROOT / "verify" / "verify.html").read_bytes()


def policy_of(page: bytes) -> dict[str, list[str]]:
    """What the page carries in itself, by its hash."""
    found: dict[str, list[str]] = {}
    for kind, text in INLINE.findall(page):
        mark = base64.b64encode(hashlib.sha256(text).digest()).decode()
        found.setdefault(f"{kind.decode()}-src", []).append(f"'sha256-{mark}'")
    return found


@require_safe
def program(request: HttpRequest, name: str) -> HttpResponse:
    """One of the offline programs, as it stands in the repository."""
    if name not in PROGRAMS:
        raise Http404
    return FileResponse((settings.ROOT / "verify" / name).open("rb"), as_attachment=True, filename=name)


@require_safe
def proof_file(request: HttpRequest, pk: int, form: str = "") -> HttpResponse:
    """The proof of a published figure; 404 until a checkpoint covers it."""
    proof = Proof.objects.select_related("snapshot").filter(snapshot=pk).first()
    if proof is None or form not in ("", "light"):
        raise Http404
    try:
        path = files.path_of(proof, whole=not form)
    except files.NotYet as reason:
        raise Http404(str(reason)) from reason
    return FileResponse(path.open("rb"), as_attachment=True, filename=files.name_of(proof), content_type="application/json")
