"""Entries of the library like a question: by the words both have, rare words counting more."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from math import log, sqrt
from typing import TYPE_CHECKING, Any

from django.db.models import Count, Max, QuerySet, Sum
from django.utils.timezone import localdate

from fazhi.kernel import registry
from fazhi.kernel.law.tokens import shared_words, tokens
from fazhi.kernel.present.proposing import Alike

from . import citing
from .words import Audience

if TYPE_CHECKING:
    from .models import QAEntry

MOST, LOOKED_AT, SHOWN = 3, 50, 20
NEAR = 0.16  # cosine below which two questions only share how questions are put
LEAST_SHARED = 2
ANSWER_COUNTS = 0.5  # a word of the answer against one of the question

# How questions are put says nothing of what they are about; in a small library no rarity would show it.
ASKING = re.compile(
    "请问|怎么办|怎么|怎样|如何|什么|可不可以|可以|能不能|能否|是不是|是否|应该|应当|要不要|哪些|哪里|多少|需要|没有|如果|现在|吗|呢"
)

_kept: dict[str, Any] = {}


@dataclass(frozen=True, slots=True)
class Shelf:
    """The words of every entry that holds: which entries have a word, and how much it says there."""

    stamp: tuple[Any, ...]
    postings: dict[str, list[tuple[int, float]]]
    rarity: dict[str, float]


def standing(on: date) -> "QuerySet[QAEntry]":
    """What was reviewed and is still valid, whether or not the schedule has run today."""
    return registry.model("advice.qaentry").objects.filter(state="published", expires_on__gte=on)


def public(on: date) -> "QuerySet[QAEntry]":
    """Those of them that are for everybody."""
    return standing(on).filter(audience=Audience.ALL)


def alike(text: str, among: "QuerySet[QAEntry]", on: date, most: int = MOST) -> list[Alike]:
    """The entries nearest to a question, best first; none that only shares how questions are put."""
    scores = _scores(text, _shelf(on))
    best = sorted((pair for pair in scores.items() if pair[1] >= NEAR), key=lambda pair: (-pair[1], pair[0]))[:LOOKED_AT]
    entries = among.in_bulk([key for key, _ in best])
    found = (_alike(text, entries[key]) for key, _ in best if key in entries)
    return [each for each in found if each.because][:most]


def _alike(text: str, entry: "QAEntry") -> Alike:
    because = [word for word in shared_words(text, entry.question) if ASKING.sub("", word)]
    return Alike(entry.question, entry.answer, tuple(citing.split(entry.cited)), entry.reviewed_on, tuple(because), entry)


def _shelf(on: date) -> Shelf:
    """The words of the entries, read again when one came, went or changed."""
    rows = standing(on)
    stamp = tuple(rows.aggregate(Count("pk"), Max("pk"), Sum("version")).values())
    if _kept.get("shelf") is None or _kept["shelf"].stamp != stamp:
        _kept["shelf"] = _read(stamp, rows.values_list("pk", "question", "answer"))
    return _kept["shelf"]


def _read(stamp: tuple[Any, ...], rows: Iterable[tuple[int, str, str]]) -> Shelf:
    told = {key: _counted(question, answer) for key, question, answer in rows}
    spread = Counter(word for words in told.values() for word in words)
    rarity = {word: log(1 + len(told) / amount) for word, amount in spread.items()}
    postings: dict[str, list[tuple[int, float]]] = {}
    for key, words in told.items():
        for word, weight in _weighed(words, rarity).items():
            postings.setdefault(word, []).append((key, weight))
    return Shelf(stamp, postings, rarity)


def _counted(question: str, answer: str) -> dict[str, float]:
    """How much a word is spoken of: once in the question is twice in the answer; no word counts without end."""
    words = dict.fromkeys(_words(answer), ANSWER_COUNTS)
    return words | dict.fromkeys(_words(question), 1.0)


def _words(text: str) -> list[str]:
    """Pairs of characters, without those that only put a question."""
    return [word for word in tokens(ASKING.sub(" ", text)) if len(word) > 1]


def _weighed(words: dict[str, float], rarity: dict[str, float]) -> dict[str, float]:
    weights = {word: amount * rarity[word] for word, amount in words.items() if word in rarity}
    length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
    return {word: weight / length for word, weight in weights.items()}


def _scores(text: str, shelf: Shelf) -> dict[int, float]:
    """How near each entry is that shares two words or more; one alone is mostly chance."""
    asked = _weighed(dict.fromkeys(_words(text), 1.0), shelf.rarity)
    scores: dict[int, float] = {}
    shared: Counter[int] = Counter()
    for word, weight in asked.items():
        for key, other in shelf.postings[word]:
            scores[key] = scores.get(key, 0.0) + weight * other
            shared[key] += 1
    least = min(LEAST_SHARED, len(set(_words(text))))
    return {key: score for key, score in scores.items() if shared[key] >= least}


# --- 坐席 -------------------------------------------------------------------------------------------------------------------


def for_seats(text: str, topic: str) -> list[Alike]:
    """What a seat may read out: entries like what was asked, then the rest of its topic."""
    on = localdate()
    near = alike(text, standing(on), on, SHOWN) if text.strip() else []
    known = {each.record.pk for each in near}
    rest = (
        standing(on).filter(topic=topic).exclude(pk__in=known).order_by("-reviewed_on", "-pk")[: SHOWN - len(near)]
        if topic
        else ()
    )
    return [*near, *(Alike(row.question, row.answer, tuple(citing.split(row.cited)), row.reviewed_on, (), row) for row in rest)]


registry.leave("answers", "advice.library", for_seats)
