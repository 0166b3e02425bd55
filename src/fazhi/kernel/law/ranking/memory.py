"""What answered questions teach: which of them a new one resembles, and the articles on which their answers rest.

Two ways of looking back. The nearest questions vote for their articles. And a ridge over all of them (kernel: shared words
plus likeness of meaning) gives each a weight of its own, so that what many ask alike is not counted many times; with those
weights a question is carried over to the language of the articles.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csc_matrix, csr_matrix, diags, vstack

from .bags import Table, Vector, Words, best, bm25, lengths, scores, total, unit_rows, widen
from .index import Index
from .meaning import Meaning, unit

RIDGE = 0.25
NEAREST = 20
ANSWER_SHARE = 0.5  # of an answer's words, beside the words of the article
TEXT_FIELDS = {"k1": 1.2, "b": 0.5}


@dataclass(frozen=True)
class Memory:
    """Answered questions in arrays; rows of `cited` are questions, its columns are `articles` (rows of the index)."""

    numbers: Vector
    columns: Vector
    single: Vector
    rare: Vector
    cited: csr_matrix
    articles: Vector
    asked: csc_matrix
    told: csc_matrix
    answers: csr_matrix
    widened: csc_matrix
    of_questions: csc_matrix
    of_answers: csc_matrix
    keys: csc_matrix
    vectors: Vector
    ridge: Vector

    def __len__(self) -> int:
        return self.cited.shape[0]

    @cached_property
    def words(self) -> Words:
        """Those of the articles, and those that only questions and answers hold."""
        return Words(self.numbers, self.columns, self.single, self.rare)

    @cached_property
    def shares(self) -> csr_matrix:
        """Each question's articles, together 1."""
        return csr_matrix(diags(1 / np.maximum(lengths(self.cited), 1)) @ self.cited)


def remember(index: Index, words: Words, meaning: Meaning, questions: Table, answers: Table, cited: csr_matrix) -> Memory:
    """Questions and answers as tables over `words`; `cited` says which rows of the index each answer rests on."""
    articles = np.unique(cited.indices)
    of = csr_matrix(cited[:, articles])
    rare, both = words.rare, csr_matrix(questions + answers)
    asked_of, told_of = csr_matrix(of.T @ questions), csr_matrix(of.T @ answers)
    own = widen(index.with_sayings(articles), len(words))
    keys = vstack([unit_rows(questions, rare), unit_rows(answers, rare)]).tocsr()
    vectors = np.vstack([meaning.of(questions, rare), meaning.of(answers, rare)])
    return Memory(
        numbers=words.numbers,
        columns=words.columns,
        single=words.single,
        rare=words.rare,
        cited=of,
        articles=articles,
        asked=bm25(questions, rare, **TEXT_FIELDS),
        told=bm25(both, rare, k1=1.2, b=0.75),
        answers=answers,
        widened=bm25(csr_matrix(own + asked_of + ANSWER_SHARE * told_of), rare, 1.0, 0.7, index.usual_length),
        of_questions=bm25(asked_of, rare, **TEXT_FIELDS),
        of_answers=bm25(told_of, rare, **TEXT_FIELDS),
        keys=keys.tocsc(),
        vectors=vectors,
        ridge=_ridge(keys, vectors),
    )


def _ridge(keys: csr_matrix, vectors: Vector) -> Vector:
    """(2n × n): from likeness to questions and to answers, to one weight a question."""
    alike = (keys @ keys.T).toarray() + vectors @ vectors.T
    alike[np.diag_indices_from(alike)] += RIDGE
    inverse = np.linalg.inv(alike.astype(np.float64)).astype(np.float32)
    half = inverse.shape[1] // 2
    return inverse[:, :half] + inverse[:, half:]


@dataclass(frozen=True)
class Recall:
    """What comes to mind at one question: a weight and a nearness a past question; votes by name, one an article remembered."""

    weights: Vector
    nearness: Vector
    votes: dict[str, Vector]


def recall(memory: Memory, row: Table, meant: Vector, weights: Vector) -> Recall:
    """A question as a row of length 1, with its vector and the weight of each of its words."""
    columns, once = row.indices, np.ones(len(row.indices), np.float32)
    told, salient = scores(memory.told, columns, once, weights)
    vectors = memory.vectors @ meant
    ridge = (vectors + scores(memory.keys, columns, row.data)[0]) @ memory.ridge
    votes = {
        "ridge": memory.cited.T @ ridge,
        "by told": _votes(memory, told, 2),
        "by asked": _votes(memory, total(memory.asked, columns), 2),
        "by answer": _votes(memory, np.maximum(vectors[len(memory) :], 0), 8),
        "by salient": _votes(memory, salient, 3),
        "of questions": scores(memory.of_questions, columns, weights)[0],
        "of answers": total(memory.of_answers, columns),
    }
    return Recall(ridge, told, votes)


def _votes(memory: Memory, near: Vector, power: int) -> Vector:
    """The articles of the nearest questions; a question half as near has a vote of 1 / 2^power."""
    chosen = best(near, NEAREST)
    votes = (near[chosen] / (near[chosen[0]] + 1e-6)) ** power
    return memory.cited[chosen].T @ votes


def carried_over(memory: Memory, meaning: Meaning, found: Recall) -> Vector:
    """The question in the language of the articles: the vector of what its like was answered with."""
    return unit((memory.shares.T @ found.weights) @ meaning.articles[memory.articles].astype(np.float32))
