"""The search index: one folder a collection and edition, under HOME/search; in memory where the folder is missing.

The ranking works in arrays; its libraries are loaded at the first question, not with the site.
"""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock
from typing import TYPE_CHECKING, Any

from django.conf import settings

from fazhi.kernel import registry

if TYPE_CHECKING:
    from .ranking.index import Index, Row
    from .ranking.ranker import Ranker

FIRST, LAST = 0, 99_991_231


@dataclass(frozen=True)
class Opened:
    """A ranker in use: of which edition, and from which training."""

    stamp: str
    training: str
    ranker: "Ranker"


_opened: dict[str, Opened] = {}
_lock = Lock()


def ranking(part: str) -> Any:
    """A file of the ranking, loaded when it is first needed."""
    return import_module(f".ranking.{part}", __package__)


def opened(collection: str) -> "Ranker | None":
    """The ranker of the edition on the shelf, opened once a process and training; None where the collection is empty."""
    stamp = stamp_of(collection)
    if stamp is None:
        return None
    training = _training(folder_of(collection, stamp))
    known = _opened.get(collection)
    if known and (known.stamp, known.training) == (stamp, training):
        return known.ranker
    with _lock:
        return _open(collection, stamp, training).ranker


def stamp_of(collection: str) -> str | None:
    """What names the edition on the shelf."""
    return registry.model("law.edition").objects.filter(collection=collection).values_list("stamp", flat=True).first()


def _training(folder: Path) -> str:
    """What was built and learned of an edition: its index and the names of its folders."""
    index = folder / ranking("keeping").INDEX
    return " ".join([str(index.stat().st_ino), *_parts(folder)]) if index.is_dir() else ""


def _parts(folder: Path) -> list[str]:
    return sorted(found.name for found in folder.iterdir() if not found.name.startswith("."))


def _open(collection: str, stamp: str, training: str) -> Opened:
    known = _opened.get(collection)
    if known and (known.stamp, known.training) == (stamp, training):
        return known
    folder, keeping = folder_of(collection, stamp), ranking("keeping")
    index = None if is_built(folder) else ranking("index").make(rows(collection))
    _opened[collection] = Opened(stamp, training, keeping.ranker(folder, index))
    return _opened[collection]


def folder_of(collection: str, stamp: str) -> Path:
    """Where an edition's arrays are."""
    return settings.HOME / "search" / f"{collection}-{stamp}"


def is_built(folder: Path) -> bool:
    """Whether the arrays are there, and all of them: an earlier version of the program had fewer."""
    return ranking("storing").is_whole(ranking("index").Index, folder / ranking("keeping").INDEX)


def build(collection: str) -> Path | None:
    """Write the index of the edition on the shelf and drop those of earlier ones; None where nothing is on it.

    What was learned of this edition by an earlier version of the program stays where its words are the same.
    """
    stamp = stamp_of(collection)
    if stamp is None:
        return None
    folder = folder_of(collection, stamp)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".draft-", dir=folder.parent))
    index = ranking("index").make(rows(collection))
    ranking("storing").save(index, draft / ranking("keeping").INDEX)
    if ranking("keeping").has_words_of(index, folder):
        for name in _parts(folder):
            if name != ranking("keeping").INDEX:
                (folder / name).rename(draft / name)
    shutil.rmtree(folder, ignore_errors=True)
    # A reader sees the folder whole or not at all.
    draft.rename(folder)
    _drop_earlier(collection, folder)
    return folder


def mend(collection: str) -> Path | None:
    """Build anew the index of an earlier version of the program, which knew less of the articles; None where nothing is missing."""
    stamp = stamp_of(collection)
    folder = folder_of(collection, stamp) if stamp else None
    return build(collection) if folder and folder.is_dir() and not is_built(folder) else None


def _drop_earlier(collection: str, kept: Path) -> None:
    for folder in kept.parent.glob(f"{collection}-*"):
        if folder != kept and len(folder.name) == len(kept.name):
            shutil.rmtree(folder, ignore_errors=True)


def made(collection: str) -> "Index":
    """The index of a collection, from its folder or made anew."""
    ranker = opened(collection)
    return ranker.learned.index if ranker else ranking("index").make(())


def rows(collection: str) -> "Iterator[Row]":
    """Every article of a collection, law by law and version by version."""
    kind = ranking("index").Row
    articles = registry.model("law.article").objects.filter(version__law__collection=collection)
    names = (
        "id",
        "version_id",
        "version__law__short_title",
        "headings",
        "text",
        "version__law__level",
        "version__in_force_on",
        "version__repealed_on",
    )
    ordered = articles.order_by("version__law_id", "version_id", "order").values_list(*names)
    for key, version, law, headings, text, level, since, until in ordered.iterator(chunk_size=2000):
        bare = tuple(_bare(heading) for heading in headings)
        yield kind(key, version, law, bare, text, level, as_number(since, FIRST), as_number(until, LAST))


def _bare(heading: str) -> str:
    """第二章 自然人 as 自然人: the number of a chapter answers no question."""
    number, _, name = heading.partition(" ")
    return name if name and number.startswith("第") else heading


def as_number(day: date | None, otherwise: int) -> int:
    """2024-05-01 as 20240501, so that days compare as numbers."""
    return int(f"{day:%Y%m%d}") if day else otherwise
