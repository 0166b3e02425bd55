"""The reader's language: Chinese as it is declared, English from one catalogue keyed by the Chinese."""

import hashlib
import os
import re
from pathlib import Path
from typing import Any

import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language, gettext

CATALOGUE = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
NUMBER = re.compile(r"\d[\d,.]*")
ONE = re.compile(r"(?<![\d,.])1 ((?:working )?[a-z]+)s\b")  # 1 days → 1 day
SPOKEN = "en"


def catalogues() -> list[Path]:
    """The interface's own words, then those of each module: its `english.po`, where it has one."""
    of_modules = (Path(config.path) / "english.po" for config in apps.get_app_configs())
    return [CATALOGUE, *(path for path in of_modules if path.exists())]


def compile_catalogue() -> None:
    """Write what gettext reads beside the data, whenever a catalogue says something else; no tool beyond Python is needed."""
    target, sources = settings.HOME / "locale" / "en" / "LC_MESSAGES" / "django.mo", catalogues()
    made_of, told = target.with_suffix(".sha256"), hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()
    if target.exists() and made_of.exists() and made_of.read_text() == told:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    fresh, whole = target.with_suffix(f".{os.getpid()}"), polib.pofile(str(CATALOGUE))
    for path in sources[1:]:
        whole.extend(polib.pofile(str(path)))
    whole.save_as_mofile(str(fresh))
    fresh.replace(target)  # at once, as several processes may start together
    made_of.write_text(told)


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
