"""How much each word of a question matters, learned from which articles answered the questions of the past.

怎么 and 请问 say nothing of the law, 彩礼 says nearly all. The weight of a word is exp(a·features + its own part); both are moved
until the weighed sum of BM25 puts the right articles first among candidates, and a word's own part is held near zero.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from .bags import Table, Vector, Words

ROUNDS = 25
RESTRAINT = 5.0
SHARPNESS = 0.6
FEATURES = 4


@dataclass(frozen=True)
class Salience:
    """Weights of the features, each word's own part, and how many of 100 questions hold it."""

    shared: Vector
    own: Vector
    usual: Vector

    def of(self, words: Words, columns: Vector) -> Vector:
        """The weight of each word."""
        return np.exp(_features(words, columns, self.usual) @ self.shared + self.own[columns]).astype(np.float32)


@dataclass(frozen=True)
class Lesson:
    """A question's words, what BM25 gives each of them in each candidate, and which candidates are right."""

    columns: Vector
    weights: Vector
    right: Vector


def _features(words: Words, columns: Vector, usual: Vector) -> Vector:
    ones = np.ones(len(columns))
    return np.stack([ones, words.single[columns], np.log1p(usual[columns]), words.rare[columns] / 5], 1)


def learn(words: Words, questions: Table, lessons: Sequence[Lesson]) -> Salience:
    """From at least one lesson; every question of `questions` counts for how usual a word is."""
    usual = (np.bincount(questions.indices, minlength=len(words)) * 100 / max(questions.shape[0], 1)).astype(np.float32)
    shared, own = np.zeros(FEATURES), np.zeros(len(words))
    moved_shared, moved_own = np.full(FEATURES, 1e-3), np.full(len(words), 1e-3)
    described = [_features(words, lesson.columns, usual) for lesson in lessons]
    for _ in range(ROUNDS):
        to_shared, to_own = np.zeros(FEATURES), -RESTRAINT * own
        for lesson, features in zip(lessons, described, strict=True):
            change = _change(lesson, features @ shared + own[lesson.columns])
            to_own[lesson.columns] += change
            to_shared += change @ features
        moved_own += to_own**2 / 10
        moved_shared += to_shared**2 / 10
        own += 0.09 * to_own / np.sqrt(moved_own)
        shared += 0.045 * to_shared / np.sqrt(moved_shared)
    return Salience(shared, own.astype(np.float32), usual)


def _change(lesson: Lesson, exponents: Vector) -> Vector:
    """The gradient of the chance of the right candidates, by the exponent of each word."""
    weights = np.exp(exponents)
    sums = lesson.weights @ weights * SHARPNESS
    chances = np.exp(sums - sums.max())
    chances /= chances.sum()
    wanted = chances * lesson.right
    wanted /= wanted.sum() + 1e-12
    return ((wanted - chances) @ lesson.weights) * weights * SHARPNESS
