"""The meaning of words, moved by the answered questions: a question, and its answer, should lie near the articles they rest on."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from .bags import Table, Vector, Words, best, scores, unit_rows, widen
from .index import Index
from .meaning import Adagrad, Meaning, meaning_of, some, through, unit
from .troubles import Trouble, known_in

ROUNDS = 8
BATCH = 128
LEAST_BATCH = 16
SHARPNESS = 8.0  # 1 / temperature
PACE = 0.05
AT_FIRST = 1e-3  # of what a word has moved, so that the first step is not the largest
UNSAID = 0.2  # of a question's words, left out by chance
WRONG, LIKE = 4, 60  # wrong articles a question in a batch, drawn from those with the most shared words
SEED = 20260104


def tune(index: Index, words: Words, meaning: Meaning, questions: Table, answers: Table, cited: csr_matrix) -> Meaning:
    """Vectors for `words`, among which are those that only questions hold; `cited` says which articles each question rests on."""
    chance = np.random.default_rng(SEED)
    added = np.zeros((len(words) - len(meaning.words), meaning.words.shape[1]), np.float32)
    trainer = Adagrad(np.vstack([meaning.words.astype(np.float32), added]), PACE, AT_FIRST)
    articles = unit_rows(index.counts, index.rare)
    tables = [unit_rows(table, words.rare) for table in (questions, answers)]
    wrong = [_alike(index, questions[place]) for place in range(questions.shape[0])]
    for _ in range(ROUNDS):
        for table in tables:
            for asked, rows in _batches(cited, wrong, chance):
                _step(
                    trainer,
                    some(table[asked], UNSAID, chance),
                    widen(articles[rows], len(words)),
                    cited[asked][:, rows].toarray() > 0,
                )
    return meaning_of(trainer.vectors, articles)


def taught(index: Index, meaning: Meaning, articles: Sequence[tuple[str, str]]) -> Meaning:
    """Moved by the list of what people ask, before anything was answered; `articles` are law and text, in the order of the index."""
    rows: dict[Trouble, list[int]] = {}
    for place, (law, text) in enumerate(articles):
        for each in known_in(law, text):
            rows.setdefault(each, []).append(place)
    said = [(saying, each) for each in rows for saying in each.sayings]
    ends = np.cumsum([0, *(len(rows[each]) for _, each in said)])
    places = np.fromiter((place for _, each in said for place in rows[each]), np.int32, ends[-1])
    cited = csr_matrix((np.ones(len(places), np.float32), places, ends), shape=(len(said), len(index)))
    sayings = index.words.table(saying for saying, _ in said)
    lines = index.words.table(" ".join(each.sayings) for _, each in said)
    return tune(index, index.words, meaning, sayings, lines, cited)


def _alike(index: Index, question: Table) -> Vector:
    return best(scores(index.body, question.indices, np.ones(len(question.indices), np.float32)), LIKE)


def _batches(cited: csr_matrix, wrong: list[Vector], chance: np.random.Generator) -> Iterator[tuple[Vector, Vector]]:
    """Questions, and as many rows of articles, the nth right for the nth; behind these some that only look right."""
    asked, rows = cited.nonzero()
    order = chance.permutation(len(asked))
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        if len(batch) >= LEAST_BATCH:
            drawn = [chance.choice(wrong[place], min(WRONG, len(wrong[place]))) for place in asked[batch]]
            yield asked[batch], np.concatenate([rows[batch], *drawn])


def _step(trainer: Adagrad, questions: Table, articles: Table, right: Vector) -> None:
    asked, answers = questions @ trainer.vectors, articles @ trainer.vectors
    ask, answer = unit(asked), unit(answers)
    near, own = ask @ answer.T * SHARPNESS, np.arange(len(ask))
    right[own, own] = False
    near[right] = -np.inf
    change = np.exp(near - near.max(1, keepdims=True))
    change /= change.sum(1, keepdims=True)
    change[own, own] -= 1
    change *= SHARPNESS / len(own)
    trainer.move(questions, through(ask, asked, change @ answer))
    trainer.move(articles, through(answer, answers, change.T @ ask))
