"""The meaning of words, moved by the answered questions: a question, and its answer, should lie near the articles they rest on."""

from collections.abc import Iterator, Sequence

import numpy as np
from scipy.sparse import csr_matrix

from .bags import Table, Vector, Words, best, total, unit_rows, widen
from .index import Index
from .meaning import Adagrad, Meaning, meaning_of, some, through, unit
from .troubles import Trouble, known_in

ROUNDS, WRONG = 8, 4  # wrong articles a question in a batch, drawn from the LIKE with the most shared words
LIST_ROUNDS, LIST_WRONG = 6, 2  # the same for the list of what people ask, which is ten times as long
LIKE = 60
BATCH = 128
LEAST_BATCH = 16
SHARPNESS = 8.0  # 1 / temperature
PACE = 0.12
AT_FIRST = 1e-3  # of what a word has moved, so that the first step is not the largest
UNSAID = 0.4  # of a question's words, left out by chance
SEED = 20260104


def tune(
    index: Index,
    words: Words,
    meaning: Meaning,
    asked: Sequence[Table],
    cited: csr_matrix,
    alike: Sequence[Vector],
    rounds: int = ROUNDS,
    wrong: int = WRONG,
) -> Meaning:
    """Vectors for `words`, among which are those that only questions hold.

    `asked` are tables whose row n says the same thing n in one way each (the question, its answer); `cited` says which articles
    each rests on, `alike` which articles share most words with it, the wrong ones among them.
    """
    chance = np.random.default_rng(SEED)
    added = np.zeros((len(words) - len(meaning.words), meaning.words.shape[1]), np.float32)
    trainer = Adagrad(np.vstack([meaning.words.astype(np.float32), added]), PACE, AT_FIRST)
    articles = unit_rows(index.counts, index.rare)
    tables = [unit_rows(table, words.rare) for table in asked]
    for _ in range(rounds):
        for table in tables:
            for which, rows in _batches(cited, alike, wrong, chance):
                _step(
                    trainer,
                    some(table[which], UNSAID, chance),
                    widen(articles[rows], len(words)),
                    cited[which][:, rows].toarray() > 0,
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
    return tune(index, index.words, meaning, [sayings, lines], cited, alike(index, sayings), LIST_ROUNDS, LIST_WRONG)


def alike(index: Index, questions: Table) -> list[Vector]:
    """For each question the articles with the most shared words, by row of the index."""
    asked = (questions[place].indices for place in range(questions.shape[0]))
    return [best(total(index.body, columns), LIKE) for columns in asked]


def _batches(
    cited: csr_matrix, alike: Sequence[Vector], wrong: int, chance: np.random.Generator
) -> Iterator[tuple[Vector, Vector]]:
    """Questions, and as many rows of articles, the nth right for the nth; behind these some that only look right."""
    asked, rows = cited.nonzero()
    order = chance.permutation(len(asked))
    for start in range(0, len(order), BATCH):
        batch = order[start : start + BATCH]
        if len(batch) >= LEAST_BATCH:
            drawn = [chance.choice(alike[place], min(wrong, len(alike[place]))) for place in asked[batch]]
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
