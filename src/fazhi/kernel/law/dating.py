"""Days of a law: its history, the day a version comes into force, and what it repeals."""

import json
import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from unicodedata import normalize

from .numerals import NUMBER, number

YEAR = "(?<![0-9])(?:[0-9]{4}|[〇零一二三四五六七八九]{4})"
DAY = re.compile(rf"({YEAR})年({NUMBER})月({NUMBER})日")
# Split before “根据2009年8月27日…” or “2009年8月27日…”, not between 根据 and its day.
EVENT_START = re.compile(rf"(?=根据{YEAR}年)|(?<!根据)(?={YEAR}年{NUMBER}月{NUMBER}日)")
STATED = re.compile(rf"自({YEAR}年{NUMBER}月{NUMBER}日)起(?:施行|实施|生效)")
AT_ONCE = re.compile(r"自(?:公布|发布|颁布|印发)之日起(?:(\d+|[一二三四五六七八九十]+)日后)?(?:施行|实施)")
REPEALED = re.compile(r"(?:同时|即行|予以)废止")
TITLE = re.compile(r"《([^》]+)》")
ACT = re.compile(r"通过|修正|修订|修改|公布|发布|批准|令")
PROMULGATION = re.compile(r"公布|发布|令第|令（|〔")
KNOWN_DAYS = json.loads((Path(__file__).parent / "data" / "in_force_days.json").read_text(encoding="utf-8"))["days"]
DECIDED = {(law, adopted): date.fromisoformat(day) for law, adopted, day in KNOWN_DAYS}


@dataclass(frozen=True)
class Event:
    """One event in the life of a law, as its history tells it."""

    on: date
    text: str

    @property
    def is_act(self) -> bool:
        """An adoption, amendment or promulgation; a bare 施行 is none."""
        return bool(ACT.search(self.text))

    @property
    def amends(self) -> bool:
        """Changed by a decision, which sets its own in-force day outside this text."""
        return "修正" in self.text or "决定》" in self.text


@dataclass(frozen=True)
class Days:
    """The days of one version."""

    adopted_on: date | None
    promulgated_on: date | None
    in_force_on: date | None
    basis: str


def events(lines: list[str]) -> list[Event]:
    """The history above a text, whether a line an event or all in one bracket."""
    told = normalize("NFKC", " ".join(lines)).strip("() ")
    pieces = [piece.strip(" ()。,;") for piece in EVENT_START.split(told)]
    return [Event(day, piece) for piece in pieces if (day := first_day(piece))]


def first_day(text: str) -> date | None:
    """The first day written in a text, if it exists in the calendar."""
    match = DAY.search(text)
    try:
        return date(*map(number, match.groups())) if match else None
    except ValueError:
        return None


def days(short_title: str, history: list[Event], dated: date | None, closing: str) -> Days:
    """When a version was adopted and comes into force.

    An amended text keeps the in-force day of its first version; a stated day before the adoption is therefore not this
    version's. Then the amending decision knows it (data/in_force_days.json), or it is taken to be the day of adoption.
    """
    acts = [event for event in history if event.is_act]
    adopted = dated or (acts[-1].on if acts else None)
    promulgations = [event.on for event in acts if PROMULGATION.search(event.text) and _fits(event.on, adopted)]
    promulgated = promulgations[-1] if promulgations else None
    in_force, basis = _in_force(short_title, history, adopted, promulgated, normalize("NFKC", closing))
    return Days(adopted or in_force, promulgated, in_force, basis)


def _in_force(
    law: str, history: list[Event], adopted: date | None, promulgated: date | None, closing: str
) -> tuple[date | None, str]:
    decided = DECIDED.get((law, adopted.isoformat() if adopted else ""))
    if decided:
        return decided, "decided"
    announced = [event.on for event in history if not event.is_act and "施行" in event.text and _fits(event.on, adopted)]
    if announced:
        return announced[-1], "announced"
    stated = [day for match in STATED.finditer(closing) if (day := first_day(match[1])) and _fits(day, adopted)]
    if stated:
        return stated[-1], "stated"
    acts = [event for event in history if event.is_act]
    return _at_once(closing, promulgated or adopted, amended=bool(acts) and acts[-1].amends)


def _at_once(closing: str, published: date | None, amended: bool) -> tuple[date | None, str]:
    match = AT_ONCE.search(closing)
    if published is None:
        return None, "unknown"
    if amended or not match:
        return published, "assumed"
    return published + timedelta(days=number(match[1]) if match[1] else 0), "stated"


def _fits(day: date, adopted: date | None) -> bool:
    return adopted is None or day >= adopted


def repeals(closing: str) -> list[str]:
    """Titles that the closing articles say are repealed."""
    found = [TITLE.findall(sentence) for sentence in closing.split("。") if REPEALED.search(sentence)]
    return list(dict.fromkeys(title for titles in found for title in titles))
