"""Citations: a law, an article, a paragraph, an item; parsed, written, and looked up in the library."""

import re
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import TYPE_CHECKING

from django.utils.timezone import localdate

from fazhi.kernel import registry

from .numerals import NUMBER, number, numeral
from .wording import article_number, part

if TYPE_CHECKING:
    from .models import Article, LawVersion

FORM = re.compile(
    rf"^《?(?P<law>.+?)》?(?:[(（](?P<version>\d{{4}}-\d\d-\d\d)[)）])?》?"
    rf"(?P<article>第{NUMBER}条(?:之{NUMBER})?)(?:第(?P<paragraph>{NUMBER})款)?(?:第(?P<item>{NUMBER})项)?$"
)
PREFIX = "中华人民共和国"
WIDTHS = str.maketrans("()<>０１２３４５６７８９", "（）〈〉0123456789")


class BadCitation(ValueError):
    """A citation that cannot be read."""


class Unresolved(LookupError):
    """A citation that leads to no article; the sentence says why and what is near."""


def short_title(title: str) -> str:
    """The name by which a law is cited: without 中华人民共和国, white space or title marks."""
    plain = re.sub(r"\s+", "", title).translate(WIDTHS)
    if plain.startswith("《") and plain.endswith("》"):
        plain = plain[1:-1]
    return plain.removeprefix(PREFIX) or plain


@dataclass(frozen=True)
class Resolution:
    """The article a citation leads to, the words it means, and how that version stands."""

    citation: "Citation"
    article: "Article"
    text: str

    @property
    def version(self) -> "LawVersion":
        return self.article.version

    def status(self, today: date | None = None) -> str:
        """现行有效, 已修订, 已废止 or 尚未施行, as of today."""
        return self.version.status(today)


@dataclass(frozen=True)
class Citation:
    """A place in a law: 人民调解法 第三十三条第二款, or of one version: 仲裁法(2017-09-01) 第九条."""

    law: str
    article: str
    paragraph: int | None = None
    item: int | None = None
    version: date | None = None

    @classmethod
    def parse(cls, text: str) -> "Citation":
        """Read a citation; raises BadCitation with the form that is expected."""
        match = FORM.match(re.sub(r"\s+", "", text))
        if not match:
            raise BadCitation(f"“{text}”不是可识别的法条引用；应写成“法名 第N条第M款第K项”，例如“人民调解法 第三十三条”")
        return cls(
            law=short_title(match["law"]),
            article=_canonical(match["article"], text),
            paragraph=number(match["paragraph"]) if match["paragraph"] else None,
            item=number(match["item"]) if match["item"] else None,
            version=_day(match["version"], text),
        )

    def __str__(self) -> str:
        version = f"（{self.version.isoformat()}）" if self.version else ""
        return f"《{self.law}》{version}{self.place}"

    @property
    def place(self) -> str:
        """第三十三条第二款第一项."""
        paragraph = f"第{numeral(self.paragraph)}款" if self.paragraph else ""
        return self.article + paragraph + (f"第{numeral(self.item)}项" if self.item else "")

    @property
    def url(self) -> str:
        """The article's page, of this version if one is named."""
        query = f"?version={self.version.isoformat()}" if self.version else ""
        return f"/law/{self.law}/{self.article}/{query}"

    def article_on(self, on: date | None = None) -> "Article | None":
        """The article in force on a day (today by default), or None."""
        try:
            return self.resolve(on).article
        except Unresolved:
            return None

    def resolve(self, on: date | None = None) -> Resolution:
        """The article in force on a day and the words meant; raises Unresolved with a sentence."""
        version = self._version(on or localdate())
        article = version.articles.filter(number=self.article).first()
        if article is None:
            raise Unresolved(self._no_article(version))
        article.version = version
        words = part(article.text, self.paragraph, self.item)
        if words is None:
            raise Unresolved(f"《{self.law}》{self.article}（{version}）中没有{self.place.removeprefix(self.article)}")
        return Resolution(self, article, words)

    def _version(self, on: date) -> "LawVersion":
        versions = list(_versions(self.law))
        if not versions:
            raise Unresolved(f"法规库中没有《{self.law}》{near(self.law)}")
        if self.version:
            return self._named(versions)
        in_force = [version for version in versions if version.is_in_force(on)]
        if not in_force:
            raise Unresolved(self._not_in_force(versions, on))
        return in_force[-1]

    def _named(self, versions: list["LawVersion"]) -> "LawVersion":
        for version in versions:
            if version.adopted_on == self.version:
                return version
        there = "、".join(str(version) for version in versions)
        raise Unresolved(f"法规库中没有《{self.law}》{self.version}通过的版本，有：{there}")

    def _not_in_force(self, versions: list["LawVersion"], on: date) -> str:
        first, last = versions[0], versions[-1]
        if last.repealed_on and last.repealed_on <= on:
            return f"《{self.law}》已于{last.repealed_on}废止"
        if first.existed_before(on):
            return f"法规库中没有《{self.law}》在{on}施行的版本；最早的是{first}，自{first.in_force_on}起施行"
        return f"《{self.law}》在{on}尚未施行，自{first.in_force_on}起施行"

    def _no_article(self, version: "LawVersion") -> str:
        last = version.articles.filter(order__lt=registry.model("law.article").ANNEX).last()
        elsewhere = [
            f"{other}（{other.status()}）有{self.article}"
            for other in _versions(self.law)
            if other != version and other.articles.filter(number=self.article).exists()
        ]
        tail = f"；{'，'.join(elsewhere)}" if elsewhere else ""
        return f"《{self.law}》{version}没有{self.article}，最后一条是{last.number if last else '（无）'}{tail}"


def _canonical(article: str, text: str) -> str:
    try:
        return article_number(article)
    except ValueError as error:
        raise BadCitation(f"“{text}”的条号读不出来：{error}") from error


def _day(written: str | None, text: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError as error:
        raise BadCitation(f"“{text}”中的版本日期{written}不存在") from error


@cache
def cite(text: str) -> Citation:
    """`Citation.parse`, remembered: declarations cite the same articles again and again."""
    return Citation.parse(text)


def near(title: str) -> str:
    """近似的法名 as a clause, or nothing."""
    known = [name for name in _titles() if title in name or name in title]
    known += [name for name in get_close_matches(title, _titles(), 5, 0.5) if name not in known]
    return "；相近的有：" + "、".join(f"《{name}》" for name in known[:5]) if known else ""


def unresolved(citation_texts: list[str]) -> list[str]:
    """Sentences for citations that are wrong in form, or name an article that no version of a law at hand has.

    A law that is not in the library is no error: the text is simply not at hand.
    """
    return [sentence for text in dict.fromkeys(citation_texts) if (sentence := _fault(text))]


def _fault(text: str) -> str:
    try:
        citation = cite(text)
    except BadCitation as error:
        return str(error)
    versions = list(_versions(citation.law))
    faults = [sentence for version in versions if (sentence := _fault_in(citation, version))]
    return faults[-1] if len(faults) == len(versions) and faults else ""


def _fault_in(citation: Citation, version: "LawVersion") -> str:
    if citation.version and citation.version != version.adopted_on:
        return f"法规库中没有《{citation.law}》{citation.version}通过的版本"
    named = Citation(citation.law, citation.article, citation.paragraph, citation.item, version.adopted_on)
    try:
        named.resolve()
    except Unresolved as error:
        return str(error)
    return ""


def law_in_force(title: str, on: date | None = None) -> "LawVersion | None":
    """The version of a law that is in force on a day (today by default)."""
    day = on or localdate()
    return next((version for version in reversed(_versions(short_title(title))) if version.is_in_force(day)), None)


def _versions(title: str) -> list["LawVersion"]:
    """Versions of a law of the library, oldest first."""
    named = registry.model("law.lawversion").objects.filter(law__short_title=title, law__collection="library")
    return list(named.select_related("law").order_by("in_force_on", "adopted_on"))


def _titles() -> list[str]:
    return list(registry.model("law.law").objects.filter(collection="library").values_list("short_title", flat=True))
