"""One question seen against all articles: a score an article for each way of looking."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from .bags import Table, Vector, Words, best, scores, total, unit_row
from .encoder import Encoded
from .index import Index
from .lay import in_law
from .meaning import Meaning
from .memory import Memory, Recall, carried_over, recall
from .salience import Salience

FEEDBACK = 6  # articles whose words are added to the question's
WORDS_TOLD = 60  # of what similar questions were answered with
LIKE = 40  # similar questions from which those words come
WITH_SAYINGS = {"body": "said", "salient": "said salient"}  # the same where what people say counts as the article's own words
IN_LAW = 0.4  # of the law's words for what is asked, beside 1 of the question's own


@dataclass(frozen=True)
class Learned:
    """What there is to look with: nothing on the first day, then the meaning of words, then answered questions; a model, if one was given."""

    index: Index
    meaning: Meaning | None = None
    memory: Memory | None = None
    salience: Salience | None = None
    tuned: Meaning | None = None
    encoded: Encoded | None = None

    @property
    def words(self) -> Words:
        return self.index.words if self.memory is None else self.memory.words

    @cached_property
    def cited_words(self) -> Table:
        """The words of the articles remembered, as BM25 weighs them."""
        return self.index.weighed(self.memory.articles)


@dataclass
class View:
    """`dense` has vectors over all articles; `recalled` is None without a memory."""

    row: Table
    in_law: Table
    dense: dict[str, Vector] = field(default_factory=dict)
    recalled: Recall | None = None

    @property
    def columns(self) -> Vector:
        return self.row.indices

    @property
    def is_empty(self) -> bool:
        return not len(self.row.indices)


def look(learned: Learned, text: str) -> View:
    """Everything that does not depend on which articles are candidates."""
    index = learned.index
    view = View(learned.words.table([text]), index.words.table([" ".join(in_law(text))]))
    weights = _weights(learned, view)
    own, asked = (scores(postings, view.columns, *weights.values()) for postings in (index.body, index.said))
    for name, under, over in zip(weights, own, asked, strict=True):
        view.dense[name], view.dense[WITH_SAYINGS[name]] = under, _spread(index.troubled, under, over)
    view.dense["lay"] = total(index.body, view.in_law.indices)
    view.dense["worded"] = view.dense["body"] + IN_LAW * view.dense["lay"]
    view.dense["troubles"] = _spread(index.troubled, np.zeros(len(index), np.float32), total(index.troubles, view.columns))
    view.dense["feedback"] = _feedback(index, view.dense["body"])
    if learned.encoded is not None:
        view.dense["encoded"] = learned.encoded.likeness(text)
    if learned.memory is not None:
        _look_back(learned, view, weights["salient"])
    elif learned.meaning is not None:
        view.dense["meaning"] = learned.meaning.likeness(learned.meaning.of_one(unit_row(view.row, learned.words.rare)))
    return view


def _weights(learned: Learned, view: View) -> dict[str, Vector]:
    """Of the question's words: all alike, and as answered questions tell."""
    alike = {"body": np.ones(len(view.columns), np.float32)}
    return alike if learned.memory is None else alike | {"salient": learned.salience.of(learned.words, view.columns)}


def _feedback(index: Index, body: Vector) -> Vector:
    """The words of the nearest articles, asked as a question of their own."""
    top = best(body, FEEDBACK)
    if not len(top) or body[top[0]] <= 0:
        return np.zeros(len(index), np.float32)
    return _asked(index, index.weighed(top), body[top] / body[top[0]], None, WORDS_TOLD * 2 // 3, power=1.0)


def _asked(index: Index, texts: Table, shares: Vector, rare: Vector | None, most: int, power: float) -> Vector:
    """The scores of the heaviest words of texts that are put together, each by its share."""
    said = texts.T @ shares
    columns = np.flatnonzero(said > 0)
    if not len(columns):
        return np.zeros(len(index), np.float32)
    weights = said[columns] if rare is None else said[columns] * rare[columns]
    chosen = best(weights, most)
    return scores(index.body, columns[chosen], ((weights[chosen] / weights[chosen[0]]) ** power).astype(np.float32))[0]


def _look_back(learned: Learned, view: View, weights: Vector) -> None:
    """What answered questions say; `weights` are those of the question's words."""
    index, memory, meaning, dense = learned.index, learned.memory, learned.meaning, view.dense
    rare, none = learned.words.rare, np.zeros(len(index), np.float32)
    row = unit_row(view.row, rare)
    meant = meaning.of_one(row)
    view.recalled = found = recall(memory, row, meant, weights)
    carried = carried_over(memory, meaning, found)
    dense["meaning"], dense["carried"] = meaning.likeness(meant), meaning.likeness(carried)
    dense["both"] = (dense["carried"] + dense["meaning"] / 2) / (np.linalg.norm(carried + meant / 2) or 1.0)
    dense["tuned"] = learned.tuned.likeness(learned.tuned.of_one(row))
    widened = scores(memory.widened, view.columns, np.ones_like(weights), weights)
    for name, under, over in zip(("widened", "widened salient"), ("said", "said salient"), widened, strict=True):
        dense[name] = _spread(memory.articles, dense[under], over)
    for name, values in found.votes.items():
        dense[name] = _spread(memory.articles, none, values)
    near = best(np.abs(found.weights), LIKE)
    dense["told"] = _asked(index, memory.answers[near], found.weights[near], rare, WORDS_TOLD, power=0.5)
    shares = memory.shares[near].T @ found.weights[near]
    of_those = np.flatnonzero(shares)
    dense["cited"] = _asked(index, learned.cited_words[of_those], shares[of_those], None, WORDS_TOLD, power=0.5)


def _spread(places: Vector, under: Vector, values: Vector) -> Vector:
    """Values of some articles put over those of all."""
    over = under.copy()
    over[places] = values
    return over
