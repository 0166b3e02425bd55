"""Search over articles: a question in anybody's words, the articles that answer it, and the words they share."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

import tantivy
from django.utils.timezone import localdate

from fazhi.kernel import registry

from .index import FIRST, LAST, as_number, opened
from .tokens import shared_words, tokens

if TYPE_CHECKING:
    from .models import Article

LIBRARY = "library"


@dataclass(frozen=True)
class Hit:
    """An article found, how well it matches, and the words of the question it holds."""

    article: "Article"
    score: float
    words: tuple[str, ...]


def search(text: str, top: int = 10, on: date | None = None, collection: str = LIBRARY) -> list[Hit]:
    """The articles nearest to a text, best first.

    In the library, of the versions in force on a day (today by default); another collection has no days.
    An article that shares no word of two characters is not shown: better nothing than a guess.
    """
    ranked = ranking(text, 2 * top, on, collection)
    articles = registry.model("law.article").objects.select_related("version__law").in_bulk([key for key, _ in ranked])
    hits = [_hit(text, articles[key], score) for key, score in ranked if key in articles]
    return [hit for hit in hits if hit.words or len(text.strip()) == 1][:top]


def _hit(text: str, article: "Article", score: float) -> Hit:
    surroundings = " ".join([article.version.law.short_title, *article.headings, article.text])
    return Hit(article, score, tuple(shared_words(text, surroundings)))


def ranking(text: str, top: int, on: date | None = None, collection: str = LIBRARY) -> list[tuple[int, float]]:
    """Keys of articles and their scores, best first."""
    index = opened(collection)
    words = list(dict.fromkeys(tokens(text)))
    if index is None or not words or top < 1:
        return []
    searcher = index.searcher()
    found = searcher.search(_query(index.schema, words, on, collection), limit=top, count=False)
    return [(searcher.doc(address)["article"][0], score) for score, address in found.hits]


def _query(schema: tantivy.Schema, words: list[str], on: date | None, collection: str) -> tantivy.Query:
    asked = tantivy.Query.boolean_query(
        [(tantivy.Occur.Should, tantivy.Query.term_query(schema, "body", word, "freq")) for word in words]
    )
    if collection != LIBRARY:
        return asked
    day = as_number(on or localdate(), FIRST)
    return tantivy.Query.boolean_query(
        [
            (tantivy.Occur.Must, asked),
            (tantivy.Occur.Must, _free(_between(schema, "since", None, day))),
            (tantivy.Occur.Must, _free(_between(schema, "until", day + 1, LAST))),
        ]
    )


def _between(schema: tantivy.Schema, field: str, least: int | None, most: int) -> tantivy.Query:
    return tantivy.Query.range_query(schema, field, tantivy.FieldType.Integer, FIRST if least is None else least, most)


def _free(condition: tantivy.Query) -> tantivy.Query:
    """A condition that adds nothing to the score."""
    return tantivy.Query.const_score_query(condition, 0.0)
