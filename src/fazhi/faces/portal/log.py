"""The sealed log for everybody: the newest checkpoint, each day's, the keys, a feed, a sheet to post on a wall, and the files themselves."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import segno
from django.contrib.syndication.views import Feed
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control

from fazhi.faces.desk import display
from fazhi.faces.look.parts import Link
from fazhi.kernel.documents import Fields, NotDrawn, Paragraph, Sheet, Signatures, render_pdf
from fazhi.kernel.documents.blocks import Block, Code, Verbatim
from fazhi.kernel.indicators.models import Snapshot
from fazhi.kernel.ledger import published, state
from fazhi.kernel.ledger.log.notes import Checkpoint, encoded

from .figures import city_name, said

DAYS = 30  # of the newest days, shown and fed
FILE = re.compile(r"(checkpoint|keys|witnesses|days/\d{4}-\d{2}-\d{2}|tile/(\d{1,2}|entries)/(x\d{3}/)*\d{3}(\.p/\d{1,3})?)")
IMMUTABLE = 31_536_000  # seconds for which a tile may be kept: it never changes
LAW_NOTE = "任何人可以保存这一页。以后有人改动、删除或者补造这一天以前的任何一条记录，都会和它对不上。"


@dataclass(frozen=True)
class Day:
    """The last checkpoint of a day, of one log."""

    on: date
    slug: str
    note: str

    @property
    def checkpoint(self) -> Checkpoint:
        return Checkpoint.of(self.note)

    @property
    def url(self) -> str:
        return reverse("portal:log_day", args=[self.on])

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """What a reader compares."""
        found = self.checkpoint
        return [
            ("日志", found.origin),
            ("条数", f"{found.size:,}"),
            ("根", encoded(found.root)),
            ("日期", display.words(self.on)),
        ]

    @property
    def code(self) -> str:
        """The whole note as a QR code, for an image's address."""
        return segno.make(self.note, error="m", micro=False).svg_data_uri(scale=4, border=2)


def days(top: int = DAYS) -> list[Day]:
    """The newest days first; of the day on which a log was begun, the new one's."""
    found = {path.name: path for place in published.folders() for path in sorted((place / "days").glob("????-??-??"))}
    return [_day(found[name]) for name in sorted(found, reverse=True)[:top]]


def _day(path: Path) -> Day:
    return Day(date.fromisoformat(path.name), path.parent.parent.name, path.read_text())


def log(request: HttpRequest) -> HttpResponse:
    """Today's checkpoint, with all that is needed to check it."""
    return _page(request, next(iter(days(1)), None))


def day(request: HttpRequest, on: str) -> HttpResponse:
    """One day's checkpoint."""
    return _page(request, _day_of(on))


def _day_of(on: str) -> Day:
    found = next((each for each in days(10_000) if each.on.isoformat() == on), None)
    if found is None:
        raise Http404
    return found


def _page(request: HttpRequest, found: Day | None) -> HttpResponse:
    crumbs = [Link("首页", "/"), Link("公开日志", "/log/" if request.path != "/log/" else "")]
    if request.path != "/log/" and found:
        crumbs.append(Link(display.words(found.on), ""))
    origin = found.checkpoint.origin if found else ""
    context = {
        "day": found,
        "crumbs": crumbs,
        "in_doubt": state.is_in_doubt(),
        "keys": [key.line() for key in published.verifiers(origin)] if found else [],
        "witnesses": [key.name for key in published.signed_by(origin, found.note)] if found else [],
        "address": request.build_absolute_uri(f"/log/{found.slug}") if found else "",
        "days": [Link(display.words(each.on), each.url, note=f"{each.checkpoint.size:,} 条") for each in days()],
        "law_note": LAW_NOTE,
    }
    return render(request, "portal/log.html", context)


def paper(request: HttpRequest, on: str) -> HttpResponse:
    """One page to print, sign and post."""
    found = _day_of(on)
    try:
        pdf = render_pdf(
            Sheet(key="log.day", title=f"{city_name()}法治业务公开日志检查点", law="", blocks=tuple(_blocks(found, request)))
        )
    except NotDrawn as notice:
        return render(request, "portal/log_paper.html", {"notice": notice.sentence, "day": found}, status=503)
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="checkpoint-{on}.pdf"'
    return answer


def _blocks(found: Day, request: HttpRequest) -> Iterator[Block]:
    """One page: what is compared, the note itself in letters and as a code, the keys, the day's figures, who posted it."""
    yield Fields(pair for pair in found.pairs if pair[0] != "根")  # which stands below, letter by letter
    yield Paragraph(LAW_NOTE)
    yield Code(found.note, f"二维码，内容是下面的检查点原文：{found.checkpoint.origin} 第 {found.checkpoint.size} 条")
    yield Verbatim("检查点原文（与上面的二维码相同）：\n" + found.note.strip())
    keys = "\n".join(key.line() for key in published.verifiers(found.checkpoint.origin))
    yield Verbatim(f"验证密钥：\n{keys}")
    if figures := _figures(found.on):
        yield Verbatim("当日发布的数字：" + "；".join(figures))
    yield Verbatim(f"核对方法和每天的检查点：{request.build_absolute_uri(found.url)}")
    yield Signatures(["签发人", "张贴人"])


def _figures(on: date) -> list[str]:
    return [said(row) for row in Snapshot.objects.filter(published_at__date=on).order_by("pk")[:12]]


class Checkpoints(Feed):
    """Each day's checkpoint, for whoever keeps them."""

    title = "公开日志检查点"
    link = "/log/"
    description = LAW_NOTE
    language = "zh-hans"

    def items(self) -> list[Day]:
        return days()

    def item_title(self, item: Day) -> str:
        return f"{display.words(item.on)}  {item.checkpoint.size:,} 条"

    def item_description(self, item: Day) -> str:
        return item.note

    def item_link(self, item: Day) -> str:
        return item.url

    def item_pubdate(self, item: Day) -> datetime:
        return timezone.make_aware(datetime.combine(item.on, datetime.max.time().replace(microsecond=0)))


def file(request: HttpRequest, slug: str, path: str) -> FileResponse:
    """One file of a log as it was published: tiles never change, what names them does."""
    known = {place.name: place for place in published.folders()}
    if slug not in known or not FILE.fullmatch(path) or not (known[slug] / path).is_file():
        raise Http404
    told = "application/octet-stream" if path.startswith("tile/") else "text/plain; charset=utf-8"
    answer = FileResponse((known[slug] / path).open("rb"), content_type=told)
    if path.startswith("tile/"):
        patch_cache_control(answer, public=True, immutable=True, max_age=IMMUTABLE)
    else:
        patch_cache_control(answer, public=True, max_age=10)
    answer["Access-Control-Allow-Origin"] = "*"  # a verifier on anybody's page may read what is public
    return answer
