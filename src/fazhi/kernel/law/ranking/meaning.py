"""What words mean, learned from the corpus alone: a clause should lie near the rest of its own article.

Each word has a vector; a text is the sum of its words', weighed by rarity. The vectors begin at random, so that at first only
equal words attract, and move until a clause picks its own article among those of the same batch. Nothing is downloaded.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from .bags import Table, Vector, Words, unit_rows
from .clauses import pieces

WIDTH = 192
BATCH = 256
SHARPNESS = 20.0  # 1 / temperature
PACE = 0.03
MOST_CLAUSES = 3  # of one article in one round
SEED = 20260101


@dataclass(frozen=True)
class Meaning:
    """A vector a word, and one an article."""

    words: Vector
    articles: Vector

    def of(self, table: Table, rare: Vector) -> Vector:
        """One vector of length 1 a row; words that no article holds mean nothing."""
        return unit(unit_rows(table, rare)[:, : len(self.words)] @ self.words)


def unit(vectors: Vector) -> Vector:
    """Vectors of length 1."""
    return vectors / (np.linalg.norm(vectors, axis=-1, keepdims=True) + 1e-9)


def learn(texts: Sequence[str], whole: Table, words: Words) -> Meaning:
    """One round over the clauses of every article; `whole` is the table of the articles with their headings."""
    chance = np.random.default_rng(SEED)
    vectors = (chance.standard_normal((len(words), WIDTH)) / np.sqrt(WIDTH)).astype(np.float32)
    trainer = _Trainer(vectors)
    clauses, owners = _clauses(texts, words, chance)
    for batch in _batches(len(owners), chance):
        clause, owner = clauses[batch], owners[batch]
        rest = whole[owner] - clause
        rest.data = np.maximum(rest.data, 0)
        rest.eliminate_zeros()
        trainer.step(unit_rows(clause, words.rare), unit_rows(rest, words.rare), owner)
    return Meaning(vectors, unit(unit_rows(whole, words.rare) @ vectors))


def _clauses(texts: Sequence[str], words: Words, chance: np.random.Generator) -> tuple[Table, Vector]:
    cut = [pieces(text, MOST_CLAUSES, chance) for text in texts]
    owners = np.repeat(np.arange(len(texts)), list(map(len, cut)))
    return words.table(piece for some in cut for piece in some), owners


def _batches(size: int, chance: np.random.Generator) -> Iterator[Vector]:
    order = chance.permutation(size)
    for start in range(0, size, BATCH):
        if size - start > 1:
            yield order[start : start + BATCH]


class _Trainer:
    """Moves word vectors against the gradient, each word at its own pace (Adagrad by rows)."""

    def __init__(self, vectors: Vector) -> None:
        self.vectors, self.moved = vectors, np.zeros(len(vectors), np.float32)

    def step(self, clauses: csr_matrix, articles: csr_matrix, owners: Vector) -> None:
        """Clause n belongs to article n; the others of the batch are wrong unless they are the same article."""
        asked, answers = clauses @ self.vectors, articles @ self.vectors
        ask, answer = unit(asked), unit(answers)
        wrong = _gradient(ask @ answer.T * SHARPNESS, owners) * SHARPNESS
        self._move(clauses, _through(ask, asked, wrong @ answer))
        self._move(articles, _through(answer, answers, wrong.T @ ask))

    def _move(self, texts: csr_matrix, gradient: Vector) -> None:
        by_word = texts.T.tocsr()
        touched = np.flatnonzero(np.diff(by_word.indptr))
        change = by_word[touched] @ gradient
        self.moved[touched] += (change * change).mean(1)
        self.vectors[touched] -= PACE * change / np.sqrt(self.moved[touched] + 1e-10)[:, None]


def _gradient(similar: Vector, owners: Vector) -> Vector:
    """Of the softmax's loss with the diagonal as truth, by similarity."""
    same = owners[:, None] == owners[None, :]
    np.fill_diagonal(same, False)
    similar[same] = -np.inf
    chances = np.exp(similar - similar.max(1, keepdims=True))
    chances /= chances.sum(1, keepdims=True)
    chances[np.diag_indices_from(chances)] -= 1
    return chances / len(chances)


def _through(directions: Vector, vectors: Vector, gradient: Vector) -> Vector:
    """The gradient by a vector, from that by its direction."""
    across = gradient - directions * (directions * gradient).sum(1, keepdims=True)
    return across / (np.linalg.norm(vectors, axis=1, keepdims=True) + 1e-9)
