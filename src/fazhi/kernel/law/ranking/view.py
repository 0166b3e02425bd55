"""One question seen against all articles: a score an article for each way of looking."""

from dataclasses import dataclass, field

import numpy as np
from scipy.sparse import csr_matrix

from .bags import Table, Vector, Words, best, scores, unit_rows
from .encoder import Encoded
from .index import Index
from .lay import in_law
from .meaning import Meaning, unit
from .memory import Memory, Recall, carried_over, recall
from .salience import Salience

FEEDBACK = 6  # articles whose words are added to the question's
WORDS_TOLD = 60  # of what similar questions were answered with
LIKE = 40  # similar questions from which those words come
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
    view = View(learned.words.table([text]), learned.index.words.table([" ".join(in_law(text))]))
    once = np.ones(len(view.columns), np.float32)
    view.dense["body"] = scores(learned.index.body, view.columns, once)
    view.dense["lay"] = scores(learned.index.body, view.in_law.indices, np.ones(len(view.in_law.indices), np.float32))
    view.dense["worded"] = view.dense["body"] + IN_LAW * view.dense["lay"]
    view.dense["troubles"] = np.zeros(len(learned.index), np.float32)
    view.dense["troubles"][learned.index.troubled] = scores(learned.index.troubles, view.columns, once)
    view.dense["feedback"] = _feedback(learned.index, view.dense["body"])
    if learned.encoded is not None:
        view.dense["encoded"] = learned.encoded.likeness(text)
    if learned.memory is not None:
        _look_back(learned, view)
    elif learned.meaning is not None:
        view.dense["meaning"] = learned.meaning.seen @ _meant(learned, view)
    return view


def _meant(learned: Learned, view: View) -> Vector:
    return learned.meaning.of(view.row, learned.words.rare)[0]


def _feedback(index: Index, body: Vector) -> Vector:
    """The words of the nearest articles, asked as a question of their own."""
    top = best(body, FEEDBACK)
    if not len(top) or body[top[0]] <= 0:
        return np.zeros(len(index), np.float32)
    shares = csr_matrix((body[top] / body[top[0]])[None, :])
    said = csr_matrix(shares @ index.weighed(top))
    return _asked(index, said.indices, said.data, WORDS_TOLD * 2 // 3, power=1.0)


def _asked(index: Index, columns: Vector, weights: Vector, most: int, power: float) -> Vector:
    """The scores of the heaviest words of a text that was put together."""
    chosen = best(weights, most)
    chosen = chosen[weights[chosen] > 0]
    if not len(chosen):
        return np.zeros(len(index), np.float32)
    return scores(index.body, columns[chosen], (weights[chosen] / weights[chosen[0]]) ** power)


def _look_back(learned: Learned, view: View) -> None:
    index, memory, dense = learned.index, learned.memory, view.dense
    once, weights = np.ones(len(view.columns), np.float32), learned.salience.of(learned.words, view.columns)
    meant = _meant(learned, view)
    view.recalled = found = recall(memory, unit_rows(view.row, learned.words.rare), meant, weights)
    carried = carried_over(memory, learned.meaning, found)
    seen = learned.meaning.seen @ np.stack([meant, carried, unit(carried + meant / 2)], 1).astype(np.float32)
    dense["meaning"], dense["carried"], dense["both"] = (np.ascontiguousarray(column) for column in seen.T)
    dense["tuned"] = learned.tuned.seen @ learned.tuned.of(view.row, learned.words.rare)[0]
    dense["salient"] = scores(index.body, view.columns, weights)
    dense["widened"] = _spread(memory, dense["body"], scores(memory.widened, view.columns, once))
    dense["widened salient"] = _spread(memory, dense["salient"], scores(memory.widened, view.columns, weights))
    for name, values in found.votes.items():
        dense[name] = _spread(memory, np.zeros(len(index), np.float32), values)
    chosen = best(np.abs(found.weights), LIKE)
    told = csr_matrix(csr_matrix(found.weights[chosen][None, :]) @ memory.answers[chosen])
    dense["told"] = _asked(index, told.indices, told.data * learned.words.rare[told.indices], WORDS_TOLD, power=0.5)
    cited = csr_matrix(csr_matrix((memory.shares[chosen].T @ found.weights[chosen])[None, :]) @ index.weighed(memory.articles))
    dense["cited"] = _asked(index, cited.indices, cited.data, WORDS_TOLD, power=0.5)


def _spread(memory: Memory, under: Vector, values: Vector) -> Vector:
    """Values of the remembered articles put over those of all."""
    over = under.copy()
    over[memory.articles] = values
    return over
