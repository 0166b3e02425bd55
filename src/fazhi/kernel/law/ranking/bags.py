"""Texts as bags of words: which words there are, how often, and how much each weighs. No dictionary is needed."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from itertools import chain

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, diags

from ..tokens import tokens

GROUP = 16  # values of which only the largest is looked at first where the largest of all are sought

Vector = np.ndarray
Table = csr_matrix


def number_of(word: str) -> int:
    """The word as 64 bits; two words of one corpus meet with a chance of 1 in 10⁸."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


@dataclass(frozen=True)
class Words:
    """The words that are known: each has a column, what it tells, and whether it is one character. `numbers` is sorted."""

    numbers: Vector
    columns: Vector
    single: Vector
    rare: Vector

    def __len__(self) -> int:
        return len(self.numbers)

    def table(self, texts: Iterable[str]) -> Table:
        """One row a text, how often each known word occurs in it."""
        return counted(map(self.counts, texts), len(self))

    def counts(self, text: str) -> dict[int, int]:
        """How often each known word occurs in a text, by its column."""
        found = Counter(tokens(text))
        wanted = _numbers(found)
        known, places = self._find(wanted)
        pairs = zip(self.columns[places] if len(self) else places, known, found.values(), strict=True)
        return {int(column): count for column, is_known, count in pairs if is_known}

    def _find(self, wanted: Vector) -> tuple[Vector, Vector]:
        if not len(self):
            return np.zeros(len(wanted), bool), np.zeros(len(wanted), np.int64)
        places = np.minimum(np.searchsorted(self.numbers, wanted), len(self) - 1)
        return self.numbers[places] == wanted, places

    def and_those_of(self, texts: Iterable[str], articles: int) -> "Words":
        """With the words of other texts, in columns behind those of the articles; none of `articles` holds them."""
        others = list(dict.fromkeys(word for text in texts for word in tokens(text)))
        known, _ = self._find(_numbers(others))
        fresh = [word for word, is_known in zip(others, known, strict=True) if not is_known]
        numbers = np.concatenate([self.numbers, _numbers(fresh)])
        columns = np.concatenate([self.columns, np.arange(len(self), len(numbers), dtype=np.int32)])
        order = np.argsort(numbers)
        single = np.concatenate([self.single, _single(fresh)])
        rare = np.concatenate([self.rare, np.full(len(fresh), _rarity(articles, np.zeros(1))[0], np.float32)])
        return Words(numbers[order], columns[order], single, rare)


def _numbers(words: Collection[str]) -> Vector:
    return np.fromiter(map(number_of, words), np.uint64, len(words))


def _single(words: Collection[str]) -> Vector:
    return np.fromiter((len(word) == 1 for word in words), bool, len(words))


def first_tables(*fields: Sequence[str]) -> tuple[list[Table], Words]:
    """Tables of several fields of the same articles, over the words of all of them."""
    columns: dict[str, int] = {}
    counted_fields = [[_numbered(text, columns) for text in field] for field in fields]
    tables = [counted(rows, len(columns)) for rows in counted_fields]
    numbers = _numbers(columns)
    order = np.argsort(numbers)
    return tables, Words(numbers[order], order.astype(np.int32), _single(columns), rarity(csr_matrix(sum(tables))))


def _numbered(text: str, columns: dict[str, int]) -> dict[int, int]:
    return dict(Counter(columns.setdefault(word, len(columns)) for word in tokens(text)))


def counted(rows: Iterable[dict[int, int]], width: int) -> Table:
    """Rows of column → count as a table."""
    kept = list(rows)
    ends = np.cumsum([0, *map(len, kept)])
    size = int(ends[-1])
    columns = np.fromiter(chain.from_iterable(kept), np.int32, size)
    counts = np.fromiter(chain.from_iterable(row.values() for row in kept), np.float32, size)
    return csr_matrix((counts, columns, ends), shape=(len(kept), width))


def lengths(table: Table) -> Vector:
    """How many words each row has."""
    return np.asarray(table.sum(1), np.float32).ravel()


def rarity(table: Table) -> Vector:
    """How much a word tells: the inverse document frequency of BM25, never negative."""
    return _rarity(table.shape[0], np.bincount(table.indices, minlength=table.shape[1]))


def _rarity(rows: int, holding: Vector) -> Vector:
    return np.log1p((rows - holding + 0.5) / (holding + 0.5)).astype(np.float32)


def bm25(table: Table, rare: Vector, k1: float, b: float, usual: float | None = None) -> csc_matrix:
    """The table with BM25's weights, by columns: a question's score of a row is the sum over its words."""
    long = lengths(table)
    usual = usual or float(long.mean() if len(long) else 0) or 1.0
    damp = np.repeat(k1 * (1 - b + b * long / usual), np.diff(table.indptr)).astype(np.float32)
    weights = rare[table.indices] * table.data * (k1 + 1) / (table.data + damp)
    return csr_matrix((weights.astype(np.float32), table.indices, table.indptr), shape=table.shape).tocsc()


def unit_rows(table: Table, rare: Vector) -> Table:
    """Rows of length 1 over √count × rarity, so that a product is a cosine."""
    weighed = csr_matrix((np.sqrt(table.data) * rare[table.indices], table.indices, table.indptr), shape=table.shape)
    norms = np.sqrt(np.asarray(weighed.multiply(weighed).sum(1)).ravel()) + 1e-9
    return csr_matrix(diags((1 / norms).astype(np.float32)) @ weighed)


def unit_row(row: Table, rare: Vector) -> Table:
    """The same of a single row, in a tenth of the time."""
    weights = np.sqrt(row.data) * rare[row.indices]
    weights = weights / (np.linalg.norm(weights) + 1e-9)
    return csr_matrix((weights.astype(np.float32), row.indices, row.indptr), shape=row.shape)


def scores(postings: csc_matrix, columns: Vector, *weights: Vector) -> list[Vector]:
    """Sums of the postings of some columns, each times its weight, one for each way to weigh: a number a row. Unknown columns have none."""
    known = columns < postings.shape[1]
    chosen = _chosen(postings, columns[known])
    return [chosen @ weight[known] for weight in weights]


def _chosen(postings: csc_matrix, columns: Vector) -> csc_matrix:
    """Some columns; put together without the checks, which take longer than the copying."""
    starts, ends = postings.indptr[columns], postings.indptr[columns + 1]
    spans = [slice(start, end) for start, end in zip(starts.tolist(), ends.tolist(), strict=True)]
    made = csc_matrix((postings.shape[0], len(columns)), dtype=np.float32)
    if spans:
        made.data = np.concatenate([postings.data[span] for span in spans])
        made.indices = np.concatenate([postings.indices[span] for span in spans])
        made.indptr = np.r_[0, np.cumsum(ends - starts)].astype(made.indices.dtype)
    return made


def total(postings: csc_matrix, columns: Vector) -> Vector:
    """The plain sum of the postings of some columns."""
    return scores(postings, columns, np.ones(len(columns), np.float32))[0]


def held(table: Table, rows: Vector, columns: Vector) -> Vector:
    """(rows × columns): how often each of some rows holds each of some words."""
    picked, found = table[rows], np.zeros((len(rows), len(columns)), np.float32)
    place = np.full(table.shape[1], -1, np.int32)
    place[columns] = np.arange(len(columns))
    where = place[picked.indices]
    known = where >= 0
    found[np.repeat(np.arange(len(rows)), np.diff(picked.indptr))[known], where[known]] = picked.data[known]
    return found


def widen(table: Table, width: int) -> Table:
    """The same with empty columns behind it."""
    return csr_matrix((table.data, table.indices, table.indptr), shape=(table.shape[0], width))


def best(values: Vector, most: int) -> Vector:
    """The places of the largest values, best first."""
    most = min(most, len(values))
    if most < 1:
        return np.zeros(0, np.int64)
    among = _above(values, most)
    found = among[np.argpartition(-values[among], most - 1)[:most]]
    return found[np.argsort(-values[found], kind="stable")]


def _above(values: Vector, most: int) -> Vector:
    """Places among which the largest values are: of as many groups each has one that is at least as large as the least of them."""
    groups = len(values) // GROUP
    if groups <= most:
        return np.arange(len(values))
    largest = values[: groups * GROUP].reshape(GROUP, groups).max(0)
    return np.flatnonzero(values >= np.partition(largest, groups - most)[groups - most])
