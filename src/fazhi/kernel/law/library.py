"""What the pages of the library 法规库 ask for: the list of laws, one law, one article with its neighbours."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet
from django.utils.timezone import localdate

from .citations import Unresolved, near, short_title
from .models import LIBRARY, Article, Law, LawVersion
from .wording import article_number


@dataclass(frozen=True)
class Shelf:
    """One law in the list: its version in force, and how much there is of it."""

    law: Law
    version: LawVersion
    versions: int
    articles: int

    @property
    def status(self) -> str:
        return self.version.status()

    @property
    def url(self) -> str:
        return f"/law/{self.law.short_title}/"


@dataclass(frozen=True)
class Section:
    """Articles that stand under the same headings."""

    headings: tuple[str, ...]
    articles: tuple[Article, ...]


@dataclass(frozen=True)
class LawPage:
    """One law in one version, with its other versions."""

    law: Law
    version: LawVersion
    versions: tuple[LawVersion, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class ArticlePage:
    """One article with its neighbours, and the same number in the other versions."""

    article: Article
    version: LawVersion
    before: Article | None
    after: Article | None
    elsewhere: tuple[Article, ...]

    @property
    def status(self) -> str:
        return self.version.status()


def laws(text: str = "", on: date | None = None, collection: str = LIBRARY) -> list[Shelf]:
    """Every law, highest first, with the version in force on a day (else the latest); `text` narrows by title."""
    found = Law.objects.filter(Q(title__contains=text) | Q(short_title__contains=text))
    counts = Count("articles", filter=Q(articles__order__gt=0, articles__order__lt=Article.ANNEX))
    versions = LawVersion.objects.filter(law__in=found.filter(collection=collection)).select_related("law").annotate(size=counts)
    by_law: dict[Law, list[LawVersion]] = {}
    for version in versions.order_by("law__level", "law__short_title", "in_force_on", "adopted_on"):
        by_law.setdefault(version.law, []).append(version)
    return [_shelf(law, row, on or localdate()) for law, row in by_law.items()]


def _shelf(law: Law, row: list[LawVersion], on: date) -> Shelf:
    version = _chosen(row, on)
    return Shelf(law, version, len(row), version.size)


def _chosen(row: list[LawVersion], on: date) -> LawVersion:
    """The version in force on a day; before the first one that one, after the last one that."""
    in_force = [version for version in row if version.is_in_force(on)]
    begun = [version for version in row if version.in_force_on and version.in_force_on <= on]
    return (in_force or begun or row[:1])[-1]


def law(title: str, adopted_on: date | None = None, on: date | None = None) -> LawPage:
    """One law with its text by headings; raises Unresolved with a sentence."""
    row = list(_versions(title))
    if not row:
        raise Unresolved(f"法规库中没有《{short_title(title)}》{near(short_title(title))}")
    version = _named(row, adopted_on) if adopted_on else _chosen(row, on or localdate())
    return LawPage(version.law, version, tuple(row), tuple(_sections(version)))


def _versions(title: str) -> QuerySet[LawVersion]:
    rows = LawVersion.objects.filter(law__collection=LIBRARY, law__short_title=short_title(title))
    return rows.select_related("law").order_by("in_force_on", "adopted_on")


def _named(row: list[LawVersion], adopted_on: date) -> LawVersion:
    for version in row:
        if version.adopted_on == adopted_on:
            return version
    raise Unresolved(f"法规库中没有《{row[0].law.short_title}》{adopted_on}通过的版本")


def _sections(version: LawVersion) -> list[Section]:
    grouped: list[tuple[tuple[str, ...], list[Article]]] = []
    for article in version.articles.order_by("order"):
        article.version = version
        headings = tuple(article.headings)
        if not grouped or grouped[-1][0] != headings:
            grouped.append((headings, []))
        grouped[-1][1].append(article)
    return [Section(headings, tuple(articles)) for headings, articles in grouped]


def article(title: str, number: str, adopted_on: date | None = None, on: date | None = None) -> ArticlePage:
    """One article for its page; 第33条 is found as 第三十三条; raises Unresolved with a sentence."""
    row = list(_versions(title))
    if not row:
        raise Unresolved(f"法规库中没有《{short_title(title)}》{near(short_title(title))}")
    version = _named(row, adopted_on) if adopted_on else _chosen(row, on or localdate())
    found = _article(version, number)
    neighbours = version.articles
    return ArticlePage(
        found,
        version,
        neighbours.filter(order__lt=found.order).order_by("order").last(),
        neighbours.filter(order__gt=found.order).order_by("order").first(),
        tuple(Article.objects.filter(version__in=row, number=found.number).exclude(id=found.id).select_related("version__law")),
    )


def _article(version: LawVersion, number: str) -> Article:
    found = version.articles.filter(number=_canonical(number)).first()
    if found is None:
        raise Unresolved(f"《{version.law.short_title}》{version}没有{number}")
    found.version = version
    return found


def _canonical(number: str) -> str:
    try:
        return article_number(number) or number
    except ValueError:
        return number


def collections() -> dict[str, int]:
    """Each collection and how many laws it holds."""
    return dict(Law.objects.order_by("collection").values_list("collection").annotate(Count("id")))
