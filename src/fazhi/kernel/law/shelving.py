"""Putting a law text on the shelf: the law, its version, its articles; then the days on which versions end."""

import hashlib
import re
from dataclasses import dataclass

from django.db import transaction

from .citations import short_title
from .dating import Event
from .models import LEVELS, LIBRARY, Article, Kind, Law, LawFile, LawVersion
from .reading import Unreadable
from .splitting import Draft, LawText, gaps

ADDED, EXTENDED, KNOWN = "新增", "补充", "已有"
BATCH = 1000
# 城市… and 市场… name no place.
LOCAL_TITLE = re.compile("^(?!城市).{1,12}?(省|自治[区州县]|(?<!城)市(?![场政容民])).*(条例|规定|办法|规则)$")


@dataclass(frozen=True)
class Shelved:
    """What became of one text."""

    outcome: str
    version: LawVersion
    added: int


@transaction.atomic
def shelve(text: LawText) -> Shelved:
    """File a text under its law and day of adoption; raises Unreadable where it contradicts what is there."""
    known = LawFile.objects.filter(collection=LIBRARY, sha256=text.sha256).select_related("version__law").first()
    if known:
        return Shelved(KNOWN, known.version, 0)
    version, created = _version(text, _law(text))
    fresh = _fresh_articles(text, version)
    Article.objects.bulk_create([_article(version, text.title, draft) for draft in fresh], batch_size=BATCH)
    LawFile.objects.create(version=version, name=text.source, sha256=text.sha256)
    _take_stock(version, text)
    return Shelved(ADDED if created else EXTENDED if fresh else KNOWN, version, len(fresh))


def _law(text: LawText) -> Law:
    kind = kind_of(text.title, text.history)
    law, _ = Law.objects.get_or_create(
        collection=LIBRARY, short_title=text.short_title, defaults={"title": text.title, "kind": kind, "level": LEVELS[kind]}
    )
    return law


def _version(text: LawText, law: Law) -> tuple[LawVersion, bool]:
    return LawVersion.objects.get_or_create(
        law=law,
        adopted_on=text.days.adopted_on,
        defaults={
            "promulgated_on": text.days.promulgated_on,
            "in_force_on": text.days.in_force_on,
            "in_force_basis": text.days.basis,
            "history": [{"on": event.on.isoformat(), "text": event.text} for event in text.history],
            "source": text.source,
        },
    )


def _fresh_articles(text: LawText, version: LawVersion) -> list[Draft]:
    """Articles that the version lacks; a second wording of one that it has is refused."""
    there = dict(version.articles.values_list("number", "text"))
    both = [draft for draft in text.articles if draft.number in there]
    differing = [draft.number for draft in both if _plain(there[draft.number]) != _plain(draft.text)]
    if differing:
        named = f"{'、'.join(differing[:3])}等{len(differing)}条"
        raise Unreadable(f"《{text.short_title}》{version}已在库中，而本文件的{named}文字不同")
    return [draft for draft in text.articles if draft.number not in there]


def _plain(text: str) -> str:
    """Two files of one text differ in white space and in the width of brackets."""
    return re.sub(r"\s+", "", text).translate(str.maketrans("()<>:", "（）〈〉："))


def _article(version: LawVersion, title: str, draft: Draft) -> Article:
    return Article(
        version=version,
        number=draft.number,
        order=draft.order,
        headings=draft.headings,
        text=draft.text,
        document_id=title + draft.number,
    )


def _take_stock(version: LawVersion, text: LawText) -> None:
    """What is known only of all articles together: gaps, digest, and titles that the text repeals."""
    articles = list(version.articles.order_by("order").values_list("order", "number", "text"))
    version.gaps = gaps([order for order, _, _ in articles])
    version.sha256 = hashlib.sha256("\n".join(f"{number}　{words}" for _, number, words in articles).encode()).hexdigest()
    version.repeals = list(dict.fromkeys(version.repeals + [short_title(title) for title in text.repeals]))
    version.save(update_fields=["gaps", "sha256", "repeals"])


def kind_of(title: str, history: list[Event]) -> Kind:
    """The kind of norm, from its name and from who adopted it."""
    told = " ".join(event.text for event in history)
    title = re.sub("（[^）]*）$", "", short_title(title))
    signs = [
        (Kind.CONSTITUTION, title in ("宪法", "宪法修正案")),
        (Kind.INTERPRETATION, re.match("最高人民(法院|检察院)", title)),
        (Kind.LOCAL, LOCAL_TITLE.match(title) and not re.search("国务院|全国人民代表大会|部令", told)),
        (
            Kind.STATUTE,
            re.search("全国人民代表大会", told) or (not told and re.search("法典?$", title) and not title.endswith("办法")),
        ),
        (Kind.RULE, re.search("部令|局令|部公布|总局|部务会议|委员会令", told)),
        (Kind.REGULATION, re.search("国务院|政务院", told) and "中共中央" not in told or (not told and title.endswith("条例"))),
        (Kind.RULE, not told and re.search("(办法|规定|规则|细则|规范)$", title)),
    ]
    return next((kind for kind, holds in signs if holds), Kind.OTHER)


@transaction.atomic
def settle_ends() -> int:
    """Give each version of the library the day on which it ends: a later version's first day, or a repeal; how many changed."""
    versions = LawVersion.objects.filter(law__collection=LIBRARY, in_force_on__isnull=False).select_related("law")
    by_law: dict[str, list[LawVersion]] = {}
    for version in versions.order_by("in_force_on", "adopted_on"):
        by_law.setdefault(version.law.short_title, []).append(version)
    changed = [version for title, row in by_law.items() for version in _ended(title, row, by_law)]
    LawVersion.objects.bulk_update(changed, ["repealed_on", "replaced_by"], batch_size=BATCH)
    return len(changed)


def _ended(title: str, row: list[LawVersion], by_law: dict[str, list[LawVersion]]) -> list[LawVersion]:
    """Versions of one law whose end is other than recorded."""
    changed = []
    for version, successor in zip(row, [*row[1:], None], strict=True):
        ends = successor.in_force_on if successor else _repeal_day(title, version, by_law)
        if (version.repealed_on, version.replaced_by) != (ends, successor):
            version.repealed_on, version.replaced_by = ends, successor
            changed.append(version)
    return changed


def _repeal_day(title: str, version: LawVersion, by_law: dict[str, list[LawVersion]]) -> object:
    """The first day of a law of another name that says this one is repealed."""
    days = [
        other.in_force_on
        for name, row in by_law.items()
        if name != title
        for other in row
        if title in other.repeals and other.in_force_on > version.in_force_on
    ]
    return min(days, default=None)
