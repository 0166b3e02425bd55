"""Laws: the list, search over articles, one law and one article as they stood on a day. Open to all, as laws are."""

from datetime import date
from typing import Annotated

from django.http import HttpRequest
from ninja import Query, Router, Schema

from fazhi.kernel.law import library, search
from fazhi.kernel.law.models import Article, LawVersion

router = Router(tags=["法规"], auth=None)
MOST = 50
Text = Annotated[str, Query(max_length=400)]


class Version(Schema):
    """The text of a law as adopted on one day."""

    adopted_on: date | None
    in_force_on: date | None
    repealed_on: date | None
    status: str


class LawLine(Schema):
    """One law in the list, with the version in force."""

    title: str
    kind: str
    version: Version
    articles: int


class ArticleText(Schema):
    """One article in one version."""

    law: str
    number: str
    headings: list[str]
    text: str
    version: Version


class Found(ArticleText):
    """An article found by search."""

    score: float
    words: list[str]
    why: str


class LawText(Schema):
    """A law with its articles."""

    title: str
    kind: str
    version: Version
    versions: list[Version]
    articles: list[ArticleText]


class ArticlePage(ArticleText):
    """An article with its neighbours and its other versions."""

    before: str | None
    after: str | None
    elsewhere: list[ArticleText]


@router.get("", response=list[LawLine], summary="法律法规目录", url_name="laws")
def laws(request: HttpRequest, q: Text = "", on: date | None = None) -> list[LawLine]:
    """Every law whose title holds the words."""
    return [
        LawLine(
            title=shelf.law.title, kind=shelf.law.get_kind_display(), version=_version(shelf.version, on), articles=shelf.articles
        )
        for shelf in library.laws(q, on)
    ]


def _version(version: LawVersion, on: date | None = None) -> Version:
    return Version(
        adopted_on=version.adopted_on,
        in_force_on=version.in_force_on,
        repealed_on=version.repealed_on,
        status=version.status(on),
    )


@router.get("/search", response=list[Found], summary="按意思找条文", url_name="law_search")
def find(request: HttpRequest, q: Text, on: date | None = None, top: Annotated[int, Query(ge=1, le=MOST)] = 10) -> list[Found]:
    """The articles nearest to a question, of the versions in force on a day."""
    return [
        Found(**_text(hit.article, on).dict(), score=round(hit.score, 3), words=list(hit.words), why=hit.why_in_public)
        for hit in search(q, top, on)
    ]


def _text(article: Article, on: date | None = None) -> ArticleText:
    return ArticleText(
        law=article.version.law.short_title,
        number=article.number,
        headings=article.headings,
        text=article.text,
        version=_version(article.version, on),
    )


@router.get("/{title}", response=LawText, summary="一部法律", url_name="law")
def law(request: HttpRequest, title: str, on: date | None = None) -> LawText:
    """A law as it stood on a day."""
    page = library.law(title, on=on)
    return LawText(
        title=page.law.title,
        kind=page.law.get_kind_display(),
        version=_version(page.version, on),
        versions=[_version(each, on) for each in page.versions],
        articles=[_text(article, on) for section in page.sections for article in section.articles],
    )


@router.get("/{title}/{number}", response=ArticlePage, summary="一条", url_name="article")
def article(request: HttpRequest, title: str, number: str, on: date | None = None) -> ArticlePage:
    """An article as it stood on a day."""
    page = library.article(title, number, on=on)
    return ArticlePage(
        **_text(page.article, on).dict(),
        before=page.before and page.before.number,
        after=page.after and page.after.number,
        elsewhere=[_text(each, on) for each in page.elsewhere],
    )
