"""Learning to rank from answered questions, so that what is learned holds for questions not yet asked.

Every question is looked at with a memory that does not hold it (five parts in turn). Some are looked at once more with a memory
that has forgotten whatever cites their articles: a ranking that only ever saw remembered articles would bury the others.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from .bags import Table, Vector, Words, best, total
from .blend import Judge, settle
from .columns import Columns, Shape, candidates
from .forest import Example
from .index import Index
from .meaning import Meaning
from .memory import Memory, remember
from .past import Answered
from .salience import Lesson, Salience, learn
from .tuning import alike, tune
from .view import Learned, look

PARTS = 5
LEAST = 100  # questions from which a ranking can be learned
FORGETFUL = 120  # questions a part that are looked at a second time
FORGETFUL_GROUPS = 2
FORGETFUL_WEIGHT = 0.5
LESSON_DEPTH = 200
SEED = 20260102
Told = Callable[[str], None]


@dataclass(frozen=True)
class Past:
    """Answered questions as tables over the words of articles, questions and answers.

    `cited` says which articles each answer rests on, `alike` which share most words with each question.
    """

    words: Words
    texts: Sequence[str]
    questions: Table
    answers: Table
    cited: csr_matrix
    alike: Sequence[Vector]

    def some(self, which: Vector) -> "Past":
        """These questions alone."""
        texts, near = ([each[place] for place in which] for each in (self.texts, self.alike))
        return Past(self.words, texts, self.questions[which], self.answers[which], self.cited[which], near)

    def right(self, place: int) -> Vector:
        """The rows of the articles that answer one question."""
        return self.cited.indices[self.cited.indptr[place] : self.cited.indptr[place + 1]]


def past_of(index: Index, answered: Sequence[Answered], places: Mapping[str, int]) -> tuple[Past, list[Answered]]:
    """The questions whose articles are in the index, which `places` finds by document id; and which those are."""
    rows = [sorted({places[name] for name in each.articles if name in places}) for each in answered]
    known = [each for each, found in zip(answered, rows, strict=True) if found]
    held = [found for found in rows if found]
    ends = np.cumsum([0, *map(len, held)])
    indices = np.concatenate([*map(np.array, held), np.zeros(0)]).astype(np.int32)
    cited = csr_matrix((np.ones(len(indices), np.float32), indices, ends), shape=(len(held), len(index)))
    texts, answers = [each.question for each in known], [each.answer for each in known]
    words = index.words.and_those_of([*texts, *answers], len(index))
    questions = words.table(texts)
    return Past(words, texts, questions, words.table(answers), cited, alike(index, questions)), known


@dataclass(frozen=True)
class Trained:
    """What was learned: a memory, the weight and the meaning of words, and the judge, which is missing where the questions are too few."""

    memory: Memory
    salience: Salience
    tuned: Meaning
    judge: Judge | None


def train(before: Learned, past: Past, told: Told = lambda step: None) -> Trained:
    """From at least one question; `before` knows the articles and what their words mean."""
    lessons = [_lesson(before.index, past, place) for place in range(len(past.texts))]
    told("词的分量")
    whole = _learned(before, past, lessons, np.arange(len(past.texts)))
    judge = None
    if len(past.texts) >= LEAST:
        seen = list(_looked_at(before, past, lessons, told))
        told("排序")
        judge = settle([example for example, _ in seen], seen[0][1])
    return Trained(whole.memory, whole.salience, whole.tuned, judge)


def _lesson(index: Index, past: Past, place: int) -> Lesson:
    columns = past.questions[place].indices
    columns = columns[columns < len(index.words)]
    rows = np.union1d(best(total(index.body, columns), LESSON_DEPTH), past.right(place))
    return Lesson(columns, index.weighed_as_asked(rows)[:, columns].toarray(), np.isin(rows, past.right(place)))


def _learned(before: Learned, past: Past, lessons: Sequence[Lesson], which: Vector) -> Learned:
    part = past.some(which)
    salience = learn(past.words, part.questions, [lessons[place] for place in which])
    return _from(before, part, salience)


def _from(before: Learned, part: Past, salience: Salience) -> Learned:
    index, meaning = before.index, before.meaning
    memory = remember(index, part.words, meaning, part.questions, part.answers, part.cited)
    tuned = tune(index, part.words, meaning, [part.questions, part.answers], part.cited, part.alike)
    return Learned(index, meaning, memory, salience, tuned, before.encoded)


def _looked_at(before: Learned, past: Past, lessons: Sequence[Lesson], told: Told) -> Iterator[tuple[Example, Shape]]:
    """Every question with its candidates, and some once more with a memory that has forgotten their articles."""
    chance = np.random.default_rng(SEED)
    order = chance.permutation(len(past.texts))
    for number, part in enumerate(np.array_split(order, PARTS), 1):
        told(f"回看往例 {number}/{PARTS}")
        others = np.setdiff1d(order, part)
        learned = _learned(before, past, lessons, others)
        yield from _examples(learned, past, part, 1.0)
        for group in np.array_split(chance.permutation(part)[:FORGETFUL], FORGETFUL_GROUPS):
            kept = _forgetting(past, others, group)
            if len(kept) > 1:
                forgetful = _from(before, past.some(kept), learned.salience)
                yield from _examples(forgetful, past, group, FORGETFUL_WEIGHT)


def _forgetting(past: Past, others: Vector, group: Vector) -> Vector:
    """The others without those that cite an article of the group."""
    theirs = np.unique(past.cited[group].indices)
    return others[np.asarray(past.cited[others][:, theirs].sum(1)).ravel() == 0]


def _examples(learned: Learned, past: Past, which: Vector, weight: float) -> Iterator[tuple[Example, Shape]]:
    for place in which:
        view = look(learned, past.texts[place])
        if not view.is_empty:
            rows = candidates(learned, view, None)
            columns = Columns(learned, view, rows)
            yield Example(columns.table(), np.isin(rows, past.right(place)), weight), columns.shape
