"""The proof of a published figure on its pages, and as a file for who reads the boards."""

from __future__ import annotations

from django.db.models import Q, QuerySet
from django.http import FileResponse, Http404, HttpRequest, HttpResponse

from fazhi.kernel.indicators.models import Proof, Snapshot
from fazhi.kernel.indicators.proof import doubts, files
from fazhi.kernel.indicators.proof.telling import Told, told_of
from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.paths import within_any

from .asked import Asked, board, scope_of


def seen_by(asked: Asked) -> Q:
    """Published figures of the units whose figures the person reads; of no unit for who reads the whole city."""
    own = Q(unit__in=Unit.objects.filter(within_any(scope_of(asked.person))).values("pk"))
    return own | Q(unit=None) if any(place.parent_id is None for place in asked.places) else own


def seen(asked: Asked) -> QuerySet[Snapshot]:
    """The published figures that a person may see."""
    return (
        Snapshot.objects.filter(seen_by(asked)).select_related("unit", "published_by", "corrects").prefetch_related("corrections")
    )


def latest(code: str, unit: Unit, *, is_whole: bool) -> tuple[Snapshot, Told] | None:
    """The standing published figure of a unit with its proof."""
    rows = Snapshot.objects.filter(code=code, corrections=None)
    own = rows.filter(unit=unit) | rows.filter(unit=None) if is_whole else rows.filter(unit=unit)
    found = own.order_by("-published_at", "-pk").first()
    return (found, told_of(found)) if found else None


def under_check(code: str) -> str:
    """What is wrong with a published figure of this indicator; empty when nothing is."""
    return "；".join(f"{doubt.snapshot}：{doubt.text}" for doubt in doubts.of_code(code))


@board
def proof_file(request: HttpRequest, asked: Asked, pk: int) -> HttpResponse:
    """The proof file of a published figure that the person may see."""
    proof = Proof.objects.select_related("snapshot").filter(snapshot__in=seen(asked), snapshot=pk).first()
    try:
        path = files.path_of(proof) if proof else None
    except files.NotYet as reason:
        raise Http404(str(reason)) from reason
    if path is None:
        raise Http404
    return FileResponse(path.open("rb"), as_attachment=True, filename=files.name_of(proof), content_type="application/json")
