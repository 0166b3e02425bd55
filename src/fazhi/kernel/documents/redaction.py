"""公开版: a paper without personal data, masked word by word after the class of each field before it is drawn; no box covers a text."""

import re
from collections.abc import Iterator
from typing import Any

from django.db.models import Manager, Model

from fazhi.kernel.records.fields import CitizenNumber, Phone
from fazhi.kernel.records.models import parts_of

from .sheets import Sheet

# A single character is no name: masking it would mask half the paper.
SHORTEST = 2
# A paper says what its record said when it was issued: a number that was corrected since is no needle any more.
OF_PEOPLE = (
    (re.compile(r"(?<!\d)[1-9]\d{5}(?:18|19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx](?!\d)"), CitizenNumber),
    (re.compile(r"(?<!\d)1[3-9]\d{9}(?!\d)"), Phone),
)


class StillThere(ValueError):
    """A personal datum would have stayed in the public version; it is not made."""


class Internal(StillThere):
    """What is for the body itself has no public version."""


def public_sheet(sheet: Sheet, record: Model) -> Sheet:
    """The sheet as everybody may read it; raises StillThere rather than let a datum through."""
    known = needles(record)
    made = sheet.rewritten(lambda text: masked(text, known))
    left = [needle for needle, mask in known.items() if needle != mask and needle in made.text and needle not in mask]
    if left:
        raise StillThere("公开版里还有个人信息没有遮住，没有制作。请联系系统管理员。")
    return made


def masked(text: str, known: dict[str, str]) -> str:
    """A text with every needle under its mask, the longest first, and every number that can only be a person's."""
    for needle in sorted(known, key=len, reverse=True):
        text = text.replace(needle, known[needle])
    for numbers, kind in OF_PEOPLE:
        text = numbers.sub(lambda found, kind=kind: kind().mask(found[0]), text)
    return text


def needles(record: Model) -> dict[str, str]:
    """Every personal datum of a record, its parts and what they name → how everybody may see it."""
    found: dict[str, str] = {}
    for row in _rows(record):
        for field in row._meta.concrete_fields:
            mask = getattr(field, "mask", None)
            value = getattr(row, field.attname) if mask else None
            if isinstance(value, str) and len(value) >= SHORTEST:
                found[value] = mask(value)
    return found


def _rows(record: Model) -> Iterator[Model]:
    """The record itself, and the rows of each of its parts."""
    yield record
    for name in parts_of(type(record)):
        rows: Any = getattr(record, name)
        if isinstance(rows, Manager):
            yield from rows.all()
