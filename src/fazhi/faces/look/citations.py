"""A citation as a page shows it: its words, its address, and whether it is a rule of this city."""

from dataclasses import dataclass
from typing import Any

from fazhi.kernel.law import BadCitation, CityRule, cite


@dataclass(frozen=True, slots=True)
class Basis:
    """What stands behind a deadline, a refusal or a figure."""

    text: str
    url: str = ""
    local: bool = False


def basis(source: Any) -> Basis | None:
    """The basis of a Citation, a CityRule, or a text such as 人民调解法 第三十三条; None where there is none."""
    if not source:
        return None
    if isinstance(source, Basis):
        return source
    if isinstance(source, str):
        return _of_text(source)
    return Basis(str(source), getattr(source, "url", ""), isinstance(source, CityRule))


def _of_text(text: str) -> Basis:
    """What is not the form of an article (a contract, a whole law) stands as it was written."""
    try:
        citation = cite(text)
    except BadCitation:
        return Basis(text)
    return Basis(str(citation), citation.url)
