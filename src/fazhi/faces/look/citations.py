"""A citation as a page shows it: its words, its address, and whether it is a rule of this city."""

import re
from dataclasses import dataclass
from typing import Any

WRITTEN = re.compile(r"^(?P<law>[^\s(（《]+)(?:[(（][\d-]+[)）])?\s+(?P<article>第\S+?条)(?P<rest>\S*)$")


@dataclass(frozen=True, slots=True)
class Basis:
    """What stands behind a deadline, a refusal or a figure."""

    text: str
    url: str = ""
    local: bool = False


def basis(source: Any) -> Basis | None:
    """The basis of a Citation, a CityRule, or a text such as 人民调解法 第三十三条."""
    if not source:
        return None
    if isinstance(source, Basis):
        return source
    return _of_text(source) if isinstance(source, str) else Basis(str(source), getattr(source, "url", ""), hasattr(source, "default"))


def _of_text(text: str) -> Basis:
    written = WRITTEN.match(text.strip())
    if not written:
        return Basis(text, local=text.startswith("《本市"))
    law, article, rest = written["law"], written["article"], written["rest"]
    return Basis(f"《{law}》{article}{rest}", f"/law/{law}/{article}/")
