"""A corpus of articles, one JSON object a line, as a collection of its own beside the library."""

import gzip
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import transaction

from .citations import short_title
from .models import LEVELS, Article, Law, LawFile, LawVersion
from .reading import Unreadable, digest
from .shelving import kind_of
from .splitting import ANNEX_ORDER, LONGEST_TITLE
from .wording import article_number, article_order

BATCH = 2000
NEEDED = ("law", "article", "text")
LONGEST_NUMBER = 40


@dataclass(frozen=True)
class Row:
    """One article of a corpus."""

    document_id: str
    law: str
    article: str
    adopted_on: date | None
    headings: list[str]
    text: str


def is_corpus(path: Path) -> bool:
    """Whether a file's name is that of a corpus."""
    return path.name.endswith((".jsonl", ".jsonl.gz"))


def rows(path: Path) -> list[Row]:
    """Every row of a corpus file; raises Unreadable naming the first wrong line."""
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            return [_row(place, line) for place, line in enumerate(lines, 1) if line.strip()]
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise Unreadable(f"读不出来：{error}") from error


def _row(place: int, line: str) -> Row:
    try:
        fields = json.loads(line)
        missing = [name for name in NEEDED if not fields.get(name)]
        adopted = date.fromisoformat(fields["date"]) if fields.get("date") else None
    except (ValueError, AttributeError, TypeError) as error:
        raise Unreadable(f"第{place}行不是条文记录：{error}") from error
    if missing:
        raise Unreadable(f"第{place}行缺少{'、'.join(missing)}，不是条文语料")
    law, article, text = (str(fields[name]) for name in NEEDED)
    if len(law) > LONGEST_TITLE or len(article) > LONGEST_NUMBER:
        raise Unreadable(f"第{place}行的法律名称或条号太长")
    identifier = re.sub(r"\s+", "", str(fields.get("id") or law + article))
    return Row(identifier, law, article, adopted, list(map(str, fields.get("headings") or [])), text)


@transaction.atomic
def shelve_corpus(path: Path, collection: str) -> int:
    """Add the articles of a file that the collection does not have yet; how many."""
    sha256 = digest(path)
    if LawFile.objects.filter(collection=collection, sha256=sha256).exists():
        return 0
    fresh = _fresh(rows(path), collection)
    versions = _versions(fresh, collection)
    for batch in _batches(fresh):
        Article.objects.bulk_create([_article(row, versions[_key(row)]) for row in batch])
    LawFile.objects.create(collection=collection, name=path.name, sha256=sha256)
    return len(fresh)


def _fresh(found: list[Row], collection: str) -> list[Row]:
    known = set(Article.objects.filter(version__law__collection=collection).values_list("document_id", flat=True))
    wanted: dict[str, Row] = {}
    for row in found:
        if row.document_id not in known:
            wanted.setdefault(row.document_id, row)
    return list(wanted.values())


def _key(row: Row) -> tuple[str, date | None]:
    return short_title(row.law), row.adopted_on


def _versions(found: list[Row], collection: str) -> dict[tuple[str, date | None], LawVersion]:
    """A version for each law and day of the rows, made where it is missing."""
    titles = {short_title(row.law): row.law for row in found}
    there = set(Law.objects.filter(collection=collection).values_list("short_title", flat=True))
    Law.objects.bulk_create([_law(title, collection) for short, title in titles.items() if short not in there])
    laws = {law.short_title: law for law in Law.objects.filter(collection=collection)}
    made = LawVersion.objects.filter(law__collection=collection).select_related("law")
    known = {(version.law.short_title, version.adopted_on) for version in made}
    wanted = dict.fromkeys(_key(row) for row in found)
    LawVersion.objects.bulk_create(
        [LawVersion(law=laws[short], adopted_on=day, source=collection) for short, day in wanted if (short, day) not in known]
    )
    return {(version.law.short_title, version.adopted_on): version for version in made.all()}


def _law(title: str, collection: str) -> Law:
    kind = kind_of(title, [])
    return Law(collection=collection, title=title, short_title=short_title(title), kind=kind, level=LEVELS[kind])


def _article(row: Row, version: LawVersion) -> Article:
    return Article(
        version=version,
        number=row.article,
        order=article_order(row.article) if article_number(row.article) else ANNEX_ORDER,
        headings=row.headings,
        text=row.text,
        document_id=row.document_id,
    )


def _batches(found: list[Row]) -> Iterator[list[Row]]:
    for start in range(0, len(found), BATCH):
        yield found[start : start + BATCH]
