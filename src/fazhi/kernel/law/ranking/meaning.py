"""What words mean, learned from the corpus alone: a clause should lie near the rest of its own article.

Each word has a vector; a text is the sum of its words', weighed by rarity. The vectors begin at random, so that at first only
equal words attract, and move until a clause picks its own article among those of the same batch. Nothing is downloaded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csr_matrix

from .bags import Table, Vector, Words, unit_rows
from .clauses import pieces
from .lay import in_lay_words

WIDTH = 192
BATCH = 256
ROUNDS = 3
SHARPNESS = 12.0  # 1 / temperature
UNSAID = 0.2  # of a clause's words, left out by chance
PACE = 0.03
MOST_CLAUSES = 3  # of one article in one round
SEED = 20260101


@dataclass(frozen=True)
class Meaning:
    """A vector a word, and one an article; kept in half precision."""

    words: Vector
    articles: Vector

    @cached_property
    def _seen(self) -> Vector:
        """(width × articles): laid out so that one vector is multiplied in a quarter of the time."""
        return np.ascontiguousarray(self.articles.T, np.float32)

    def likeness(self, vector: Vector) -> Vector:
        """Of every article to a vector of length 1."""
        return vector @ self._seen

    def of(self, table: Table, rare: Vector) -> Vector:
        """One vector of length 1 a row; words without a vector mean nothing."""
        weighed = unit_rows(table, rare)
        held = np.unique(weighed.indices)
        held = held[held < len(self.words)]
        return unit(weighed[:, held] @ self.words[held].astype(np.float32))

    def of_one(self, row: Table) -> Vector:
        """The same of a single row that is weighed already."""
        known = row.indices < len(self.words)
        return unit(row.data[known] @ self.words[row.indices[known]].astype(np.float32))


def meaning_of(vectors: Vector, articles: Table) -> Meaning:
    """From words' vectors; the articles as rows of weighed words."""
    return Meaning(vectors.astype(np.float16), unit(articles @ vectors[: articles.shape[1]]).astype(np.float16))


def unit(vectors: Vector) -> Vector:
    """Vectors of length 1."""
    return vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-9)


def learn(texts: Sequence[str], whole: Table, words: Words) -> Meaning:
    """Some rounds over clauses of every article; `whole` is the table of the articles with their headings."""
    chance = np.random.default_rng(SEED)
    trainer = Adagrad((chance.standard_normal((len(words), WIDTH)) / np.sqrt(WIDTH)).astype(np.float32))
    for _ in range(ROUNDS):
        clauses, said, owners = _clauses(texts, words, chance)
        for batch in _batches(len(owners), chance):
            clause, owner = clauses[batch], owners[batch]
            rest = whole[owner] - clause
            rest.data = np.maximum(rest.data, 0)
            rest.eliminate_zeros()
            _step(trainer, unit_rows(some(said[batch], UNSAID, chance), words.rare), unit_rows(rest, words.rare), owner)
    return meaning_of(trainer.vectors, unit_rows(whole, words.rare))


def some(table: Table, unsaid: float, chance: np.random.Generator) -> Table:
    """A table without a share of its words."""
    kept = csr_matrix(table)
    kept.data = kept.data * (chance.random(len(kept.data)) > unsaid)
    return kept


def _clauses(texts: Sequence[str], words: Words, chance: np.random.Generator) -> tuple[Table, Table, Vector]:
    """Clauses as they stand, the same as people might put them, and of which article each is."""
    cut = [pieces(text, MOST_CLAUSES, chance) for text in texts]
    owners = np.repeat(np.arange(len(texts)), list(map(len, cut)))
    whole = [piece for some_of_them in cut for piece in some_of_them]
    return words.table(whole), words.table(in_lay_words(piece, chance) for piece in whole), owners


def _batches(size: int, chance: np.random.Generator) -> Iterator[Vector]:
    order = chance.permutation(size)
    for start in range(0, size, BATCH):
        if size - start > 1:
            yield order[start : start + BATCH]


def _step(trainer: "Adagrad", clauses: csr_matrix, articles: csr_matrix, owners: Vector) -> None:
    """Clause n belongs to article n; the others of the batch are wrong unless they are the same article."""
    asked, answers = clauses @ trainer.vectors, articles @ trainer.vectors
    ask, answer = unit(asked), unit(answers)
    wrong = _gradient(ask @ answer.T * SHARPNESS, owners) * SHARPNESS
    trainer.move(clauses, through(ask, asked, wrong @ answer))
    trainer.move(articles, through(answer, answers, wrong.T @ ask))


class Adagrad:
    """Moves word vectors against the gradient, each word at its own pace."""

    def __init__(self, vectors: Vector, pace: float = PACE, at_first: float = 0) -> None:
        self.vectors, self.pace, self.moved = vectors, pace, np.full(len(vectors), at_first, np.float32)

    def move(self, texts: csr_matrix, gradient: Vector) -> None:
        """Texts are rows of weighed words; the gradient is by their vectors."""
        by_word = texts.T.tocsr()
        touched = np.flatnonzero(np.diff(by_word.indptr))
        change = by_word[touched] @ gradient
        self.moved[touched] += np.einsum("ij,ij->i", change, change) / change.shape[1]
        change *= (self.pace / np.sqrt(self.moved[touched] + 1e-10))[:, None]
        self.vectors[touched] -= change


def _gradient(similar: Vector, owners: Vector) -> Vector:
    """Of the softmax's loss with the diagonal as truth, by similarity."""
    same = owners[:, None] == owners[None, :]
    np.fill_diagonal(same, False)
    similar[same] = -np.inf
    chances = np.exp(similar - similar.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    chances[np.diag_indices_from(chances)] -= 1
    return chances / len(chances)


def through(directions: Vector, vectors: Vector, gradient: Vector) -> Vector:
    """The gradient by a vector, from that by its direction."""
    across = gradient - directions * (directions * gradient).sum(1, keepdims=True)
    return across / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
