"""The search index: one folder a collection and edition, under HOME/search; in memory where the folder is missing."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import mkdtemp
from threading import Lock

import tantivy
from django.conf import settings

from fazhi.kernel import registry

from .tokens import tokens

FIRST, LAST = 0, 99_991_231
WRITER_MEMORY = 128 * 1024 * 1024


@dataclass(frozen=True)
class Opened:
    """An index in use: which edition it is of."""

    stamp: str
    index: tantivy.Index


_opened: dict[str, Opened] = {}
_lock = Lock()


def schema() -> tantivy.Schema:
    """The article's key, the days on which it holds, and its words."""
    builder = tantivy.SchemaBuilder()
    builder.add_integer_field("article", stored=True, fast=True)
    builder.add_integer_field("since", fast=True)
    builder.add_integer_field("until", fast=True)
    builder.add_text_field("body", tokenizer_name="whitespace", index_option="freq")
    return builder.build()


def opened(collection: str) -> tantivy.Index | None:
    """The index of the edition on the shelf, opened once a process; None where the collection is empty."""
    stamp = _stamp(collection)
    if stamp is None:
        return None
    known = _opened.get(collection)
    if known and known.stamp == stamp:
        return known.index
    with _lock:
        return _open(collection, stamp).index


def _stamp(collection: str) -> str | None:
    return registry.model("law.edition").objects.filter(collection=collection).values_list("stamp", flat=True).first()


def _open(collection: str, stamp: str) -> Opened:
    known = _opened.get(collection)
    if known and known.stamp == stamp:
        return known
    folder = _folder(collection, stamp)
    index = tantivy.Index.open(str(folder)) if folder.is_dir() else _filled(tantivy.Index(schema()), collection)
    _opened[collection] = Opened(stamp, index)
    return _opened[collection]


def _folder(collection: str, stamp: str) -> Path:
    return settings.HOME / "search" / f"{collection}-{stamp}"


def build(collection: str) -> Path | None:
    """Write the index of the edition on the shelf and drop those of earlier ones; None where nothing is on it."""
    stamp = _stamp(collection)
    if stamp is None:
        return None
    folder = _folder(collection, stamp)
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(mkdtemp(prefix=".draft-", dir=folder.parent))
    _filled(tantivy.Index(schema(), path=str(draft)), collection)
    shutil.rmtree(folder, ignore_errors=True)
    # A reader sees the folder whole or not at all.
    draft.rename(folder)
    _drop_earlier(collection, folder)
    return folder


def _drop_earlier(collection: str, kept: Path) -> None:
    for folder in kept.parent.glob(f"{collection}-*"):
        if folder != kept and len(folder.name) == len(kept.name):
            shutil.rmtree(folder, ignore_errors=True)


def _filled(index: tantivy.Index, collection: str) -> tantivy.Index:
    writer = index.writer(heap_size=WRITER_MEMORY, num_threads=1)
    for document in _documents(collection):
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return index


def _documents(collection: str) -> Iterator[tantivy.Document]:
    articles = registry.model("law.article").objects.filter(version__law__collection=collection).order_by("id")
    names = ("id", "text", "headings", "version__law__short_title", "version__in_force_on", "version__repealed_on")
    for key, text, headings, law, since, until in articles.values_list(*names).iterator(chunk_size=2000):
        document = tantivy.Document()
        document.add_integer("article", key)
        document.add_integer("since", as_number(since, FIRST))
        document.add_integer("until", as_number(until, LAST))
        document.add_text("body", " ".join(tokens(f"{law} {' '.join(map(_bare, headings))} {text}")))
        yield document


def _bare(heading: str) -> str:
    """第二章 自然人 as 自然人: the number of a chapter answers no question."""
    number, _, name = heading.partition(" ")
    return name if name and number.startswith("第") else heading


def as_number(day: date | None, otherwise: int) -> int:
    """2024-05-01 as 20240501, so that days compare as numbers."""
    return int(f"{day:%Y%m%d}") if day else otherwise
