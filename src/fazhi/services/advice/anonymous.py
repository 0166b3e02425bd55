"""Whether a text still names anybody, and the text with every name and number taken out."""

import re
from collections.abc import Iterator
from typing import Any

NUMBER = re.compile(r"[1-9]\d{16}[\dXx]")
PHONE = re.compile(r"(?<!\d)(?:1\d{10}|0\d{2,3}-\d{7,8})(?!\d)")


def traces(text: str, consultation: Any) -> list[str]:
    """What kinds of personal data a text holds, with the names of the consultation it comes from."""
    found = [label for label, form in (("证件号", NUMBER), ("电话", PHONE)) if form.search(text)]
    return found + [label for label, name in _names(consultation) if name in text]


def without_names(text: str, consultation: Any) -> str:
    """The text with numbers and the names of askers and the other side taken out."""
    bare = PHONE.sub("（电话）", NUMBER.sub("（证件号）", text))
    for _, name in _names(consultation):
        bare = bare.replace(name, "某某")
    return bare


def _names(consultation: Any) -> Iterator[tuple[str, str]]:
    if consultation is None:
        return
    for row in consultation.rows("askers"):
        told = (("咨询人姓名", row.name), ("监护人姓名", row.guardian), ("联系地址", row.address))
        yield from ((label, str(name)) for label, name in told if name)
    if consultation.opponent:
        yield "对方名称", consultation.opponent
