"""Which article in which version an answer cites: read, looked up on the day of the answer, never taken on trust."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db import connection

from fazhi.kernel import registry
from fazhi.kernel.law import BadCitation, Citation, Unresolved, cite

if TYPE_CHECKING:
    from fazhi.kernel.law.models import LawVersion

APART = re.compile(r"[、；;,，\n]+")
# Laws and articles as they stand in one edition of the library; a ledger cites the same few thousands of times.
_shelf: dict[str, Any] = {"stamp": "", "laws": {}, "places": {}}


@dataclass(frozen=True, slots=True)
class Cited:
    """One citation as it stood on a day; without a version where the library does not hold the law."""

    law: str
    place: str
    version: "LawVersion | None" = None
    quoted: str = ""
    in_force: bool | None = None


def split(text: str) -> list[str]:
    """The citations of a text one by one; “第五条” after a comma goes on in the law named before it."""
    found: list[str] = []
    for piece in filter(None, (piece.strip(" 。") for piece in APART.split(text))):
        follows = piece.startswith("第") and found
        found.append(f"{_law_of(found[-1])} {piece}" if follows else piece)
    return list(dict.fromkeys(found))


def _law_of(text: str) -> str:
    try:
        return cite(text).law
    except BadCitation:
        return ""


def resolved(text: str, on: date) -> list[Cited]:
    """Every citation of a text on a day; raises ValidationError for what cannot be read, does not exist or is not in force."""
    found, wrong = [], []
    _renew()
    for piece in split(text):
        try:
            found.append(_resolved(cite(piece), on))
        except (BadCitation, Unresolved) as error:
            wrong.append(str(error))
    if wrong:
        raise ValidationError({"cited": wrong})
    return found


def _renew() -> None:
    """Forget what was read in another edition of the library."""
    with connection.cursor() as cursor:  # asked with every answer of a ledger: as bare as can be
        cursor.execute(f"SELECT stamp FROM {registry.model('law.edition')._meta.db_table} WHERE collection = 'library'")  # noqa: S608
        stamp = cursor.fetchone()
    if stamp != _shelf["stamp"]:
        _shelf.update(stamp=stamp, laws={}, places={})


def _resolved(citation: Citation, on: date) -> Cited:
    versions = _versions(citation.law)
    if not versions:
        return Cited(citation.law, citation.place)
    meant = [each for each in versions if (each.adopted_on == citation.version if citation.version else each.is_in_force(on))]
    if not meant:
        raise Unresolved(
            f"{_refusal(citation, on)}；确要引用旧版的，写明版本日期，例如“{citation.law}({versions[0].adopted_on}) {citation.place}”"
        )
    return Cited(citation.law, citation.place, meant[-1], _words(citation, meant[-1]), meant[-1].is_in_force(on))


def _refusal(citation: Citation, on: date) -> str:
    """The library's own sentence about why it leads nowhere."""
    try:
        citation.resolve(on)
    except Unresolved as error:
        return str(error)
    return f"《{citation.law}》在{on}没有有效的版本"


def _versions(law: str) -> list["LawVersion"]:
    if law not in _shelf["laws"]:
        rows = registry.model("law.lawversion").objects.filter(law__short_title=law, law__collection="library")
        _shelf["laws"][law] = list(rows.select_related("law").order_by("in_force_on", "adopted_on"))
    return _shelf["laws"][law]


def is_amended(law: str, place: str, version: "LawVersion", on: date) -> bool:
    """Whether a later version, in force on a day, says something else at that place, or nothing."""
    _renew()
    standing = [each for each in _versions(law) if each.is_in_force(on)]
    if not standing or standing[-1].pk == version.pk:
        return not standing and not version.is_in_force(on)
    return _says(law, place, standing[-1]) != _says(law, place, version)


def _says(law: str, place: str, version: "LawVersion") -> str:
    try:
        return _words(cite(f"{law} {place}"), version)
    except (BadCitation, Unresolved):
        return ""


def read_in(text: str, on: date) -> dict[str, str]:
    """Each citation of a text → a fingerprint of its words on a day, blank where the library does not hold them; raises as `resolved`."""
    return {f"{row.law} {row.place}": _fingerprint(row.quoted) for row in resolved(text, on)}


def changed(text: str, read: dict[str, str], on: date) -> list[str]:
    """Which citations say something else on a day than when they were read, however late the library learned of it; raises as `resolved`."""
    return [name for name, now in read_in(text, on).items() if read.get(name) not in ("", None, now)]


def _fingerprint(words: str) -> str:
    return sha256(words.encode()).hexdigest()[:16] if words else ""


def _words(citation: Citation, version: "LawVersion") -> str:
    """What the place says in that version; raises Unresolved where there is no such place."""
    key = (version.pk, citation.place)
    if key not in _shelf["places"]:
        named = Citation(citation.law, citation.article, citation.paragraph, citation.item, version.adopted_on)
        _shelf["places"][key] = named.resolve().text
    return _shelf["places"][key]


def as_written(rows: list[Any]) -> Iterator[str]:
    """Citations as a ledger's cell joins them."""
    return (f"{row.law} {row.article}" for row in rows)
