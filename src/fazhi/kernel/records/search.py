"""Finding records by number, name, Chinese fragment, pinyin and initials, alike on SQLite and PostgreSQL."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.db import connection, models
from django.db.models import Exists, OuterRef, QuerySet
from django.db.models.expressions import RawSQL
from pypinyin import Style, pinyin

from fazhi.kernel import registry

LONGEST = 60  # characters of one field that are indexed
NEWEST = 500  # hits looked at, newest first


class SearchEntry(models.Model):
    """The searchable words of one record; every word is plain ASCII, so that both databases split alike."""

    of = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    words = models.TextField()

    class Meta:
        verbose_name = verbose_name_plural = "检索词"
        constraints = [models.UniqueConstraint(fields=["of", "record_id"], name="one_search_entry")]


def words_of(record: models.Model) -> str:
    """All words under which a record is found."""
    return " ".join(dict.fromkeys(word for value in _values(record) for word in _indexed(value)))


def _values(record: models.Model) -> Iterator[str]:
    for path in record.search_fields.split():
        owners, _, name = path.rpartition("__")
        for owner in getattr(record, owners).all() if owners else (record,):
            yield _value(owner, name)


def _value(owner: models.Model, name: str) -> str:
    return unicodedata.normalize("NFKC", str(getattr(owner, name) or ""))[:LONGEST].lower()


def _indexed(value: str) -> Iterator[str]:
    for run in re.findall(r"[0-9]+|[a-z]+|[^\W\d_a-z]+", value):
        if run.isascii():
            yield run
            yield run.lstrip("0") or "0"
        else:
            yield from map(_coded, run)
            yield from (_coded(run[i : i + 2]) for i in range(len(run) - 1))
            yield from sounds(run)


def sounds(run: str) -> Iterator[str]:
    """Whole pinyin and initials, from the start and after 与 or 和, so that each party's name is found."""
    for piece in re.split("[与和]", run):
        if syllables := [_sound(character) for character in piece if _sound(character)]:
            yield "".join(syllables)[:LONGEST]
            yield "".join(syllable[0] for syllable in syllables)


def reading(text: str) -> tuple[str, ...]:
    """The key by which names are put in the order of their pinyin; what has no reading stands as it is written."""
    return tuple(_sound(character) or character for character in text)


@lru_cache(maxsize=30_000)
def _sound(character: str) -> str:
    """How a character is read; a rare one may have no reading at all."""
    readings = pinyin(character, style=Style.NORMAL, errors="ignore") if character >= "\u3400" else []
    return readings[0][0] if readings else ""


def _coded(characters: str) -> str:
    return "u" + "x".join(f"{ord(character):x}" for character in characters)


def asked(text: str) -> list[str]:
    """The words a question must all contain; a word ending in * matches as a beginning."""
    words = []
    for run in re.findall(r"[0-9]+|[a-z]+|[^\W\d_a-z]+", unicodedata.normalize("NFKC", text).lower()[:LONGEST]):
        if run.isdigit() and run.isascii():
            words.append(run.lstrip("0") or "0")
        elif run.isascii():
            words.append(run + "*")
        else:
            words += [_coded(run[i : i + 2]) for i in range(len(run) - 1)] or [_coded(run)]
    return words


def matching(model: type[models.Model], text: str, among: QuerySet) -> QuerySet[SearchEntry, int]:
    """The ids of the newest of these records of a model that hold every word, for use in `pk__in`."""
    words = asked(text)
    entries = SearchEntry.objects.filter(Exists(among.order_by().filter(pk=OuterRef("record_id"))), of=registry.label(model))
    found = _newest_first(entries, words) if words else entries.none()
    return found.values_list("record_id", flat=True)[:NEWEST]


def _newest_first(entries: QuerySet, words: list[str]) -> QuerySet:
    """SQLite's index gives its hits from the newest on, so that reading ends with the last one wanted."""
    if connection.vendor == "sqlite":
        return entries.extra(  # noqa: S610  (no other way to name a virtual table; the words are parameters)
            tables=["records_words"],
            where=["records_words.rowid = records_searchentry.id", "records_words MATCH %s"],
            params=[" ".join(map(_quoted, words))],
            order_by=["-records_words.rowid"],
        )
    hits = RawSQL(  # noqa: S611
        "SELECT id FROM records_searchentry WHERE to_tsvector('simple', words) @@ to_tsquery('simple', %s)",
        [" & ".join(word.replace("*", ":*") for word in words)],
    )
    return entries.filter(pk__in=hits).order_by("-pk")


def _quoted(word: str) -> str:
    return f'"{word[:-1]}"*' if word.endswith("*") else f'"{word}"'


def index(records: Iterable[models.Model]) -> None:
    """Write or renew the words of these records in one statement."""
    entries = [SearchEntry(of=registry.label(record), record_id=record.pk, words=words_of(record)) for record in records]
    SearchEntry.objects.bulk_create(
        entries, batch_size=500, update_conflicts=True, unique_fields=["of", "record_id"], update_fields=["words"]
    )


def add(parts: Iterable[models.Model]) -> None:
    """Add the words of parts to those of their cases, without reading what is there."""
    words: dict[tuple[str, int], list[str]] = defaultdict(list)
    for part in parts:
        words[registry.label(part.of), part.of_id] += _words_of_part(part)
    table = SearchEntry._meta.db_table
    rows = [(of, key, " ".join(dict.fromkeys(found))) for (of, key), found in sorted(words.items())]
    for start in range(0, len(rows), 200):
        chunk = rows[start : start + 200]
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO {table} (of, record_id, words) VALUES {', '.join(['(%s, %s, %s)'] * len(chunk))} "  # noqa: S608
                f"ON CONFLICT (of, record_id) DO UPDATE SET words = {table}.words || ' ' || excluded.words",
                [value for row in chunk for value in row],
            )


def _words_of_part(part: models.Model) -> Iterator[str]:
    owners = part._meta.get_field("of").remote_field.get_accessor_name()
    for path in part.of.search_fields.split():
        owner, _, name = path.rpartition("__")
        if owner == owners:
            yield from _indexed(_value(part, name))


def overwrite_freed() -> None:
    """From now on this connection overwrites what it deletes: SQLite leaves the bytes where they were otherwise."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA secure_delete = ON")


def forget_old_words() -> None:
    """Let the index of SQLite drop the words of earlier states, which it keeps until it is merged."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO records_words(records_words) VALUES ('optimize')")
