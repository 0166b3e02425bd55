"""Articles that a question names: 民法典 1043, 民诉法122条, and what was meant by 劳动和同法第82条."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from fazhi.kernel import registry

from .citations import short_title
from .numerals import NUMBER, number, numeral

if TYPE_CHECKING:
    from .models import Article, LawVersion

LIBRARY = "library"
PLACE = re.compile(
    rf"第?(?P<article>{NUMBER})条(?:之(?P<more>{NUMBER}))?|[\s，,:：]*(?P<bare>[0-9]{{1,4}})(?![0-9年月日元万个天岁%.])"
)
BEFORE = re.compile(r"[\u4e00-\u9fff（）〈〉、]+$")
SHORTEST = 2
NEAR = 0.6  # of SequenceMatcher; 劳动和同法 is 0.8 like 劳动合同法
MOST_TITLE = 40


@dataclass(frozen=True)
class Named:
    """An article a text names, and a sentence where the text had to be put right."""

    article: "Article"
    correction: str = ""


@dataclass(frozen=True)
class _Mention:
    """The characters before a number, and the number in the statute's form."""

    before: str
    number: str
    is_whole: bool


def named(text: str, on: date | None = None, collection: str = LIBRARY) -> list[Named]:
    """The articles that a text names, in its order; of the library, the version in force on a day or else the last."""
    mentions = list(_mentions(text))
    if not mentions:
        return []
    titles = _titles(collection)
    found = [article for mention in mentions for article in _resolved(mention, titles, on, collection)]
    return list({each.article.pk: each for each in found}.values())


def _mentions(text: str) -> Iterator[_Mention]:
    plain = re.sub(r"\s+", " ", text.strip())
    for place in PLACE.finditer(plain):
        head = short_title(re.sub(r"[《》\s]", "", plain[: place.start()]))[-MOST_TITLE:]
        before = BEFORE.search(head)
        written = _number(place)
        if before and written and len(before[0]) >= SHORTEST:
            yield _Mention(before[0], written, before[0] == head)


def _number(place: re.Match[str]) -> str:
    try:
        more = f"之{numeral(number(place['more']))}" if place["more"] else ""
        return f"第{numeral(number(place['article'] or place['bare']))}条{more}"
    except ValueError:
        return ""


def _resolved(mention: _Mention, titles: list[str], on: date | None, collection: str) -> Iterator[Named]:
    exact = max((title for title in titles if mention.before.endswith(title)), key=len, default="")
    for title in [exact] if exact else _meant(mention, titles):
        article = _article(title, mention.number, on, collection)
        if article is not None:
            yield Named(article, "" if exact else f"没有《{mention.before}》，按《{title}》找到")
            return


def _meant(mention: _Mention, titles: Iterable[str]) -> list[str]:
    """The titles that may have been meant: all characters in their order (民诉法), or nearly the same ones."""
    if not mention.is_whole:
        return []
    shortened = sorted((title for title in titles if _is_short_for(mention.before, title)), key=len)
    alike = [(SequenceMatcher(None, mention.before, title).ratio(), title) for title in titles]
    return [*shortened, *(title for ratio, title in sorted(alike, key=lambda pair: (-pair[0], len(pair[1]))) if ratio >= NEAR)]


def _is_short_for(written: str, title: str) -> bool:
    rest = iter(title)
    return written[0] == title[:1] and written[-1] == title[-1:] and all(sign in rest for sign in written)


def _titles(collection: str) -> list[str]:
    return list(registry.model("law.law").objects.filter(collection=collection).values_list("short_title", flat=True))


def _article(title: str, written: str, on: date | None, collection: str) -> "Article | None":
    rows = registry.model("law.article").objects.filter(
        version__law__collection=collection, version__law__short_title=title, number=written
    )
    versions = sorted(rows.select_related("version__law"), key=lambda article: _age(article.version))
    in_force = [article for article in versions if article.version.is_in_force(on or localdate())]
    return (in_force or versions or [None])[-1]


def _age(version: "LawVersion") -> date:
    return version.in_force_on or version.adopted_on or date.min
