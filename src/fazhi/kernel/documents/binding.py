"""卷宗: what is bound in which order, declared; a file becomes one paper with cover, list of contents and page numbers."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, ClassVar

from django.db.models import Model

from . import pages, shelf
from .attaching import files_of
from .blocks import Block, Contents, Cover, End, Fields, Paragraph, Scan, Signatures, Title
from .declared import Paper
from .issuing import issued_papers
from .models import File
from .sheets import Sheet

PICTURES = {"image/png": "png", "image/jpeg": "jpg"}
PDF = "application/pdf"

Kept = tuple[dict[str, Any], list[File]]


def always(record: Any) -> bool:
    return True


def itself(record: Any) -> tuple[Any, ...]:
    return (record,)


@dataclass(frozen=True, slots=True)
class Leaf:
    """One kind of paper of a file: written by the platform, or brought as an attachment of these kinds."""

    title: str
    paper: type[Paper] | None = None
    scans: tuple[str, ...] = ()
    is_meant: Callable[[Any], bool] = always  # whether the case came to it; what could be written is not yet part of it
    of: Callable[[Any], Iterable[Any]] = itself  # the records whose papers they are, when a matter has several
    takes_rest: bool = False  # whatever was brought under a kind that no leaf of the file names: nothing is left out


@dataclass(frozen=True, slots=True)
class Volume:
    """正卷 or 副卷: its leaves in the order of binding."""

    name: str
    leaves: tuple[Leaf, ...]
    beside: tuple[Volume, ...] = ()  # the other volumes of the same file

    @property
    def named(self) -> set[str]:
        """Every kind that has its place in the file."""
        return {kind for volume in (self, *self.beside) for leaf in volume.leaves for kind in leaf.scans}


@dataclass(frozen=True, slots=True)
class Bound:
    """A paper in its place: its title in the file, its content, and a remark for the list of contents."""

    title: str
    blocks: tuple[Block, ...]
    remark: str = ""


class FileOf(Paper):
    """Declare `volume` and say in `cover` what stands on the front."""

    volume: ClassVar[Volume]
    owner: ClassVar[str] = ""

    def cover(self, record: Any) -> Iterable[tuple[str, Any]]:
        """The particulars of the front: label and value."""
        raise NotImplementedError

    def remarks(self, record: Any) -> str:
        """情况说明 in the closing sheet."""
        return "无"

    def blocks(self, record: Any) -> list[Block]:
        papers = bound(self.volume, record)
        rows = [(n, paper.title, paper.remark, n) for n, paper in enumerate(papers, start=1)]
        rows.append((len(rows) + 1, "卷内备考表", "", len(rows) + 1))
        return [
            Cover(record.unit.name, self.title, self.cover(record)),
            Contents(("序号", "材料名称", "备注", "页次"), rows),
            *(block for paper in papers for block in (Title(paper.title), *paper.blocks)),
            Title("卷内备考表"),
            Fields([("本卷文书", f"{len(papers)} 件"), ("情况说明", self.remarks(record))]),
            Signatures(["立卷人", "检查人"]),
            End("卷宗封底"),
        ]


def bound(volume: Volume, record: Model) -> list[Bound]:
    """What this volume holds, in its order: a paper as it was issued last, or as the record says it now."""
    kept: dict[Any, Kept] = {}
    found: list[Bound] = []
    named = volume.named
    for leaf in volume.leaves:
        for each in leaf.of(record):
            if (type(each), each.pk) not in kept:
                kept[type(each), each.pk] = _kept(each)
            issued, attached = kept[type(each), each.pk]
            found += _written(leaf, each, issued)
            found += [
                _brought(leaf, file)
                for file in attached
                if file.kind in leaf.scans or (leaf.takes_rest and file.kind not in named)
            ]
    return found


def _kept(record: Model) -> Kept:
    """The last issue of each paper of a record, and what was attached to it."""
    return {row.key: row for row in reversed(issued_papers(record))}, list(files_of(record))


def _written(leaf: Leaf, record: Model, issued: dict[str, Any]) -> list[Bound]:
    paper = leaf.paper
    if paper is None or not (leaf.is_meant(record) and paper.is_meant(record)):
        return []
    if row := issued.get(paper.key()):
        return [Bound(row.title, Sheet.from_dict(row.data).blocks, "")]
    return [] if paper.missing(record) else [Bound(paper.title, tuple(paper().blocks(record)))]


def _brought(leaf: Leaf, file: File) -> Bound:
    """A picture, and each page of a PDF, is bound in its place; of anything else a page names it, and it stands beside the file."""
    name = file.name.rpartition(".")[0] or file.name
    title = f"{file.kind}：{name}" if file.kind not in name else name
    if form := PICTURES.get(file.mime):
        return Bound(title, (Scan(file.sha256, form, title),))
    if file.mime == PDF and (scans := _pages(file, title)):
        return Bound(title, scans)
    told = f"电子件“{file.name}”另附，指纹 {file.sha256}。"
    return Bound(title, (Paragraph(told),), "电子件另附")


def _pages(file: File, title: str) -> tuple[Scan, ...]:
    """Every page of a PDF; none where it cannot be drawn or is gone."""
    try:
        amount = pages.count(shelf.read(file.sha256))
    except (pages.NotDrawable, OSError):
        return ()
    return tuple(Scan(file.sha256, "pdf", f"{title}，第 {page} 页，共 {amount} 页", page) for page in range(1, amount + 1))
