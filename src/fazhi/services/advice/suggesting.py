"""The five best articles for a question, looked up once and kept with it."""

from datetime import date
from typing import TYPE_CHECKING

from fazhi.kernel.law import Hit, search
from fazhi.kernel.law.ranking.past import answered_questions

from .precedents import answered
from .rules import SUGGEST_FROM

if TYPE_CHECKING:
    from .models import Suggested

answered_questions("advice", answered)

BEST = 5
EXCERPT = 300


def best_articles(question: str, on: date) -> list[Hit]:
    """The nearest articles of the versions in force on a day, best first; none where the library is empty."""
    hits = [hit for collection in SUGGEST_FROM.value(on) for hit in search(question, BEST, on, collection)]
    return sorted(hits, key=lambda hit: -hit.score)[:BEST]


def suggestions(question: str, on: date, kind: "type[Suggested]") -> list["Suggested"]:
    """The same as parts of a consultation."""
    return [_row(rank, hit, kind) for rank, hit in enumerate(best_articles(question, on), start=1)]


def _row(rank: int, hit: Hit, kind: "type[Suggested]") -> "Suggested":
    version = hit.article.version
    return kind(
        rank=rank,
        law=version.law.short_title,
        article=hit.article.number,
        version_on=version.adopted_on,
        excerpt=hit.article.text[:EXCERPT],
        words=("、".join(hit.words) or hit.why)[:200],
    )
