"""The reader's language: Chinese as it is declared, English from one catalogue keyed by the Chinese."""

import os
import re
from pathlib import Path
from typing import Any

import polib
from django.conf import settings
from django.utils.translation import get_language, gettext

CATALOGUE = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
NUMBER = re.compile(r"\d[\d,.]*")
ONE = re.compile(r"(?<![\d,.])1 ((?:working )?[a-z]+)s\b")  # 1 days → 1 day
SPOKEN = "en"


def compile_catalogue() -> None:
    """Write what gettext reads beside the data, whenever the catalogue is newer; no tool beyond Python is needed."""
    target = settings.HOME / "locale" / "en" / "LC_MESSAGES" / "django.mo"
    if target.exists() and target.stat().st_mtime >= CATALOGUE.stat().st_mtime:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh = target.with_suffix(f".{os.getpid()}")
    polib.pofile(str(CATALOGUE)).save_as_mofile(str(fresh))
    fresh.replace(target)  # at once, as several processes may start together


def said(words: Any) -> Any:
    """Words in the reader's language: as they stand, or with their numbers put into a known sentence."""
    if not isinstance(words, str) or not words or get_language() != SPOKEN:
        return words
    found = gettext(words)
    if found != words or not NUMBER.search(words):
        return found
    pattern = NUMBER.sub("{}", words)
    known = gettext(pattern)
    return words if known == pattern else ONE.sub(r"1 \1", known.format(*NUMBER.findall(words)))


def phrase(pattern: str, *words: Any) -> str:
    """A sentence with names in it, each said for itself."""
    return str(said(pattern)).format(*map(said, words))
