"""Places from the city down to the village: found by any part of their names, and opened level by level."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils import timezone

from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.paths import lineage
from fazhi.kernel.org.units import REGIONS

MOST = 12
CANDIDATES = 200  # places looked at for one question
LONGEST = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A region as one says it: 荷塘区 荷花街道 莲塘村; `whole` is all of it without blanks, from the city on."""

    code: str
    words: str
    whole: str
    is_last: bool  # no smaller place below it


def standing() -> QuerySet[Unit]:
    """The regions that exist today."""
    return Unit.objects.on(timezone.localdate()).filter(kind__in=REGIONS)


def like(text: str) -> list[Place]:
    """The places whose whole names hold every word of a text, the larger ones first."""
    words = words_of(text)
    if not words:
        return []
    found = standing().filter(_named(words)).order_by("level_no", "path")[:CANDIDATES]
    return [place for place in places(found) if all(word in place.whole for word in words)][:MOST]


def _named(words: list[str]) -> Q:
    """The last word names the place itself; or it ends what was written without blanks."""
    whole = "".join(words)
    return Q(name__contains=words[-1]) | Q(name__in=[whole[start:] for start in range(len(whole) - 1)])


def below(code: str) -> list[Place]:
    """The places one level below a region; below the city when none is named."""
    above = standing().filter(Q(code=code) if code else Q(parent=None)).first()
    return list(places(standing().filter(parent=above).order_by("path"))) if above else []


def places(units: QuerySet[Unit]) -> Iterator[Place]:
    """Units with the names of all regions above them; three questions, however many they are."""
    rows = list(units)
    above = {prefix for unit in rows for prefix in lineage(unit.path)}
    names = dict(standing().filter(path__in=above).values_list("path", "name"))
    parents = set(standing().filter(parent__in=rows).values_list("parent_id", flat=True))
    for unit in rows:
        said = [names[prefix] for prefix in lineage(unit.path) if prefix in names]
        # Everybody knows in which city they are.
        yield Place(unit.code, " ".join(said[1:] or said), "".join(map(joined, said)), unit.pk not in parents)


def unit_at(code: str) -> Unit | None:
    """The region of a code."""
    return standing().filter(code=code).first()


def meant(text: str) -> list[Place]:
    """What a text may mean: one place when it says enough, several when it says too little."""
    found, asked = like(text), joined(text)
    exact = [place for place in found if asked in (joined(place.words), place.whole)]
    return exact or [place for place in found if joined(place.words.split()[-1]) == asked] or found


def words_of(text: str) -> list[str]:
    """The words of a place, whatever stands between them."""
    return re.findall(r"\w+", unicodedata.normalize("NFKC", text)[:LONGEST])


def joined(text: str) -> str:
    """A name without blanks or marks."""
    return "".join(words_of(text))
