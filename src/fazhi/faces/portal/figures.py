"""Figures as they were frozen when they were published; what could point at a person is left out."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from fazhi.faces.desk import display
from fazhi.faces.look.parts import Link
from fazhi.kernel.indicators.models import Proof, Snapshot
from fazhi.kernel.indicators.proof import doubts
from fazhi.kernel.indicators.proof.telling import told_of
from fazhi.kernel.indicators.suppression import hides, instead
from fazhi.kernel.org.models import Unit


def figures(request: HttpRequest) -> HttpResponse:
    """The figures that were published, the newest of each."""
    links = figure_links()
    return render(request, "portal/figures.html", {"links": links, "crumbs": [Link("首页", "/"), Link("公布的数字", "")]})


def figure_links(top: int = 200) -> list[Link]:
    """The standing figures as links; one that is under check says so."""
    rows = standing_figures(top)
    under_check, proved = doubts.doubted(rows), set(Proof.objects.filter(snapshot__in=rows).values_list("snapshot", flat=True))
    words = {row.pk: doubts.WORDS if row.pk in under_check else "有凭证" if row.pk in proved else "" for row in rows}
    return [Link(said(row), f"/figures/{row.pk}/", note="，".join(filter(None, (words[row.pk], note_of(row))))) for row in rows]


def standing_figures(top: int = 200) -> list[Snapshot]:
    """Published figures that no later one has corrected or renewed."""
    rows = Snapshot.objects.filter(corrections=None).select_related("unit").order_by("-published_at", "-id")[: 5 * top]
    newest: dict[tuple[str, int | None, str], Snapshot] = {}
    for row in rows:
        newest.setdefault((row.code, row.unit_id, row.window), row)
    return sorted(newest.values(), key=lambda row: (-row.published_at.date().toordinal(), row.pk))[:top]


def figure(request: HttpRequest, pk: int) -> HttpResponse:
    """One published figure: what was counted, how, and what corrected it."""
    row = Snapshot.objects.select_related("unit", "corrects").filter(pk=pk).first()
    if row is None:
        raise Http404
    crumbs = [Link("首页", "/"), Link("公布的数字", "/figures/"), Link(row.label, "")]
    later = row.corrections.order_by("published_at")
    context = {"row": row, "text": said(row), "facts": facts_of(row), "later": later, "crumbs": crumbs, "proof": told_of(row)}
    return render(request, "portal/figure.html", context)


def said(row: Snapshot) -> str:
    """The figure as a sentence; a small one says only that it is small."""
    return instead(row.label) if hides(row) else f"{row.label} {row.text}"


def note_of(row: Snapshot) -> str:
    """Where and until when it was counted."""
    where = str(row.unit) if row.unit else city_name()
    return f"{where}，截至 {display.words(row.as_of)}"


def city_name() -> str:
    """The root of the tree of units."""
    return str(Unit.objects.filter(parent=None).order_by("pk").values_list("name", flat=True).first() or "全市")


def facts_of(row: Snapshot) -> list[tuple[str, str]]:
    """All that was frozen with the figure; parts of a small one are left out."""
    rate = row.denominator is not None and not hides(row)
    parts = [("分子", _plain(row.numerator)), ("分母", _plain(row.denominator))] if rate else []
    behind = [] if hides(row) else [("背后的记录", f"{row.records} 条")]
    return [
        ("范围", str(row.unit) if row.unit else city_name()),
        ("截至", display.words(row.as_of)),
        ("怎么算的", row.definition),
        *parts,
        *behind,
        ("发布时间", display.words(row.published_at)),
        ("口径指纹", row.definition_hash),
    ]


def _plain(number: Any) -> str:
    return "" if number is None else f"{number.normalize():f}" if hasattr(number, "normalize") else str(number)
