"""The reader's language: Chinese as it is declared, English from one catalogue keyed by the Chinese."""

import hashlib
import os
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import polib
from django.apps import apps
from django.conf import settings
from django.utils.translation import get_language, gettext

CATALOGUE = Path(__file__).parent / "locale" / "en" / "LC_MESSAGES" / "django.po"
NUMBER = re.compile(r"\d[\d,.]*")
ONE = re.compile(r"(?<![\d,.])1 ((?:working )?[a-z]+)s\b")  # 1 days → 1 day
HAN = re.compile(r"[\u4e00-\u9fff]")
PLACE = "{}"
TOLD_BY = 4  # characters
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
    """Words in the reader's language: as they stand, or with their numbers and names put into a known sentence."""
    if not isinstance(words, str) or not words or get_language() != SPOKEN:
        return words
    found = gettext(words)
    if found != words or not HAN.search(words):
        return found
    pattern = NUMBER.sub("{}", words)
    known = gettext(pattern)
    if known != pattern:
        return ONE.sub(r"1 \1", known.format(*NUMBER.findall(words)))
    return _with_names(words)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A known sentence with places for names in it."""

    chinese: str
    piece: str  # the longest that stands between its places: looked for first
    shape: re.Pattern[str]

    @classmethod
    def of(cls, msgid: str) -> "Sentence | None":
        """None for what says too little between its places to be known by it."""
        pieces = msgid.split(PLACE)
        if len(pieces) == 1 or sum(len(HAN.findall(piece)) for piece in pieces) < TOLD_BY:
            return None
        return cls(msgid, max(pieces, key=len), re.compile("(.+?)".join(map(re.escape, pieces)), re.DOTALL))


@cache
def _sentences() -> list[Sentence]:
    """Those with most of their own words first, so that the more exact one is met before the more general."""
    known = (Sentence.of(entry.msgid) for path in catalogues() for entry in polib.pofile(str(path)) if entry.msgstr)
    return sorted(filter(None, known), key=lambda each: -len(each.chinese.replace(PLACE, "")))


@lru_cache(maxsize=4096)
def _with_names(words: str) -> str:
    """A refusal or a note that names somebody or something: its sentence is known, each name is said for itself."""
    for each in _sentences():
        if each.piece in words and (met := each.shape.fullmatch(words)):
            return gettext(each.chinese).format(*map(_each_said, met.groups()))
    return words


def _each_said(words: str) -> str:
    """A name, or several with 、 between them."""
    found = said(words)
    return ", ".join(map(said, words.split("、"))) if found == words else found


def phrase(pattern: str, *words: Any) -> str:
    """A sentence with names in it, each said for itself."""
    return str(said(pattern)).format(*map(said, words))
