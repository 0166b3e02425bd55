"""The articles of one edition as arrays: where each stands, when it holds, and its words."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix

from .bags import Vector, Words, bm25, first_tables, lengths, rarity
from .troubles import sayings_of

BODY = {"k1": 1.0, "b": 0.9}
SAYINGS = {"k1": 1.2, "b": 0.5}
SAID = {"k1": 1.0, "b": 0.7}


@dataclass(frozen=True)
class Row:
    """One article as it is read from the shelf; days are numbers such as 20240501."""

    key: int
    version: int
    law: str
    headings: tuple[str, ...]
    text: str
    level: int
    since: int
    until: int


@dataclass(frozen=True)
class Index:
    """Row n of everything is one article. `counts` holds all of its words, `heads` and `titles` those of its surroundings.

    Of the articles that are `troubled`, of which the program has a list, `sayings` holds the words of those who ask about it, `troubles`
    these alone, weighed, and `said` these and the article's own, weighed.
    """

    keys: Vector
    laws: Vector
    chapters: Vector
    levels: Vector
    since: Vector
    until: Vector
    numbers: Vector
    columns: Vector
    single: Vector
    rare: Vector
    counts: csr_matrix
    heads: csr_matrix
    titles: csr_matrix
    body: csc_matrix
    troubled: Vector
    sayings: csr_matrix
    troubles: csc_matrix
    said: csc_matrix

    def __len__(self) -> int:
        return len(self.keys)

    @cached_property
    def words(self) -> Words:
        return Words(self.numbers, self.columns, self.single, self.rare)

    @cached_property
    def lengths(self) -> Vector:
        return lengths(self.counts)

    @cached_property
    def usual_length(self) -> float:
        return float(self.lengths.mean()) if len(self) else 1.0

    @cached_property
    def law_starts(self) -> Vector:
        """The first row of each law."""
        return _starts(self.laws)

    @cached_property
    def chapter_starts(self) -> Vector:
        """The first row of each chapter."""
        return _starts(self.chapters)

    @cached_property
    def places(self) -> dict[int, int]:
        """The row of each article, by its key."""
        return {int(key): row for row, key in enumerate(self.keys)}

    def weighed(self, rows: Vector) -> csr_matrix:
        """BM25's weights of some rows."""
        return self._weighed(csr_matrix(self.counts[rows]), **BODY)

    def weighed_as_asked(self, rows: Vector) -> csr_matrix:
        """The same, where what people say counts as the article's own words."""
        return self._weighed(self.with_sayings(rows), **SAID)

    def with_sayings(self, rows: Vector) -> csr_matrix:
        """The words of some rows, and of those who ask about them."""
        places = np.searchsorted(self.troubled, rows)
        known = np.flatnonzero(np.isin(rows, self.troubled))
        lift = csr_matrix((np.ones(len(known), np.float32), (known, places[known])), shape=(len(rows), len(self.troubled)))
        return csr_matrix(self.counts[rows] + lift @ self.sayings)

    def _weighed(self, picked: csr_matrix, k1: float, b: float) -> csr_matrix:
        damp = np.repeat(k1 * (1 - b + b * lengths(picked) / self.usual_length), np.diff(picked.indptr))
        weights = self.rare[picked.indices] * picked.data * (k1 + 1) / (picked.data + damp)
        return csr_matrix((weights.astype(np.float32), picked.indices, picked.indptr), shape=picked.shape)

    def in_force(self, day: int | None) -> Vector | None:
        """Which rows hold on a day; None where days do not matter."""
        return None if day is None else (self.since <= day) & (day < self.until)


def make(rows: Iterable[Row]) -> Index:
    """The index of articles that come law by law, in their order."""
    read = list(rows)
    fields = [row.text for row in read], [" ".join(row.headings) for row in read], [row.law for row in read]
    (texts, heads, titles), words = first_tables(*fields)
    counts = csr_matrix(texts + heads + titles)
    troubled, sayings = _sayings(read, words)
    said = csr_matrix(counts[troubled] + sayings)
    usual = float(lengths(counts).mean()) if read else 1.0
    return Index(
        keys=np.array([row.key for row in read], np.int64),
        laws=_runs([row.version for row in read]),
        chapters=_runs([(row.version, row.headings) for row in read]),
        levels=np.array([row.level for row in read], np.int8),
        since=np.array([row.since for row in read], np.int32),
        until=np.array([row.until for row in read], np.int32),
        numbers=words.numbers,
        columns=words.columns,
        single=words.single,
        rare=words.rare,
        counts=counts,
        heads=heads,
        titles=titles,
        body=bm25(counts, words.rare, **BODY),
        troubled=troubled,
        sayings=sayings,
        troubles=bm25(sayings, rarity(sayings), **SAYINGS),
        said=bm25(said, words.rare, **SAID, usual=usual),
    )


def _sayings(read: list[Row], words: Words) -> tuple[Vector, csr_matrix]:
    said = [" ".join(sayings_of(row.law, row.text)) for row in read]
    troubled = np.flatnonzero([bool(text) for text in said])
    return troubled, words.table(said[place] for place in troubled)


def _starts(runs: Vector) -> Vector:
    return np.flatnonzero(np.r_[True, runs[1:] != runs[:-1]]) if len(runs) else np.zeros(0, np.int64)


def _runs(values: list[object]) -> Vector:
    """0, 0, 1, 1, 1, 2 …: a new number wherever the value changes."""
    changes = [place > 0 and value != values[place - 1] for place, value in enumerate(values)]
    return np.cumsum(np.array(changes, np.int32), dtype=np.int32)
