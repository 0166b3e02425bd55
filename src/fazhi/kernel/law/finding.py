"""Search over articles: a question in anybody's words, the articles that answer it, and why each is shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from fazhi.kernel import registry

from .index import FIRST, as_number, opened
from .naming import LIBRARY, Named, named
from .ranking.lay import in_law
from .ranking.troubles import sayings_of
from .tokens import shared_words

if TYPE_CHECKING:
    from .models import Article
    from .ranking.ranker import Ranked, Ranker

NAMED_SCORE = 1000.0  # above whatever a ranking gives


@dataclass(frozen=True)
class Hit:
    """An article found, its score, and why.

    The words of the question it holds, the law's words for what was asked, what people usually say who ask about it,
    the answered questions behind it, or its name.
    """

    article: "Article"
    score: float
    words: tuple[str, ...] = ()
    grounds: tuple[str, ...] = ()
    named: str = ""
    meant: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()

    @property
    def why(self) -> str:
        """In words, for whoever asks why this is here."""
        return self._said(f"同类咨询引用：{'、'.join(self.grounds)}")

    @property
    def why_in_public(self) -> str:
        """The same, without saying whose consultations those were."""
        return self._said("同类咨询引用过这一条")

    def _said(self, grounds: str) -> str:
        spoken = {"相同的词": self.words, "法律上的说法": self.meant, "常见的问法": self.asked}
        shared = [f"{label}：{'、'.join(said)}" for label, said in spoken.items() if said]
        return "；".join(filter(None, (self.named, *shared, grounds if self.grounds else "")))


def search(text: str, top: int = 10, on: date | None = None, collection: str = LIBRARY) -> list[Hit]:
    """The articles a text names, then those nearest to it, best first.

    In the library, of the versions in force on a day (today by default); another collection has no days.
    An article for which nothing speaks, no shared word of two characters, no word of the law for what was asked and no answered question, is not shown.
    """
    hits = list(_named(text, on, collection))
    known = {hit.article.pk for hit in hits}
    hits += [hit for hit in _ranked(text, 2 * top, on, collection) if hit.article.pk not in known]
    return [hit for hit in hits if hit.why or len(text.strip()) == 1][:top]


def _named(text: str, on: date | None, collection: str) -> Iterator[Hit]:
    for place, each in enumerate(named(text, on, collection)):
        yield _hit(text, each.article, NAMED_SCORE - place, named=_as_named(each))


def _as_named(found: Named) -> str:
    return found.correction or "问题里写了这一条"


def _ranked(text: str, top: int, on: date | None, collection: str) -> Iterator[Hit]:
    ranked = ranked_for(text, top, on, collection)
    articles = registry.model("law.article").objects.select_related("version__law").in_bulk([each.key for each in ranked])
    for each in ranked:
        if article := articles.get(each.key):
            yield _hit(text, article, each.score, each.grounds)


def _hit(text: str, article: "Article", score: float, grounds: tuple[str, ...] = (), named: str = "") -> Hit:
    whole = " ".join([article.version.law.short_title, *article.headings, article.text])
    words, meant = shared_words(text, whole), [phrase for phrase in in_law(text) if phrase in whole]
    asked = shared_words(text, " ".join(sayings_of(article.version.law.short_title, article.text)))
    return Hit(article, score, tuple(words), grounds, named, _beside(words, meant), _beside([*words, *meant], asked))


def _beside(told: list[str], more: list[str]) -> tuple[str, ...]:
    return tuple(phrase for phrase in more if phrase not in told)


def ranked_for(text: str, top: int, on: date | None, collection: str, ranker: "Ranker | None" = None) -> "list[Ranked]":
    """Keys of articles with their scores and grounds, best first; by a ranker of one's own if one is given."""
    ranker = ranker or opened(collection)
    if ranker is None or top < 1:
        return []
    return ranker.rank(text, top, as_number(on or localdate(), FIRST) if collection == LIBRARY else None)


def ranking(
    text: str, top: int, on: date | None = None, collection: str = LIBRARY, ranker: "Ranker | None" = None
) -> list[tuple[int, float]]:
    """Keys of articles and their scores, those that are named first."""
    front = [(each.article.pk, NAMED_SCORE - place) for place, each in enumerate(named(text, on, collection))]
    known = {key for key, _ in front}
    behind = [(each.key, each.score) for each in ranked_for(text, top, on, collection, ranker) if each.key not in known]
    return (front + behind)[:top]
