"""法律法规 Statutes: what deadlines, gates and answers cite; their versions, and search over their articles."""

from importlib import import_module
from typing import Any

from .citations import BadCitation, Citation, Unresolved, cite, law_in_force, short_title, unresolved
from .finding import Hit, search
from .rules import CityRule

MODELS = ("Law", "LawVersion", "Article", "RuleValue")

__all__ = [
    "BadCitation",
    "Citation",
    "CityRule",
    "Hit",
    "Unresolved",
    "cite",
    "law_in_force",
    "search",
    "short_title",
    "unresolved",
    *MODELS,  # noqa: PLE0604
]


def __getattr__(name: str) -> Any:
    """The tables, once Django has loaded its apps: a package of models may not be imported before."""
    if name in MODELS:
        return getattr(import_module(".models", __name__), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
