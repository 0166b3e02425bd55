"""What a paper is made of: a few kinds of block, each plain text, so that one source gives PDF and DOCX."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import date, datetime
from typing import Any, get_args

from fazhi.kernel.calendar import moments

# Not Cn and Co: a character newer than this Python, or of a private set, is somebody's name.
UNSEEN = {"Cc", "Cf", "Cs"}


@dataclass(frozen=True)
class Heading:
    """一、 in 黑体 (level 1), （一） in 楷体 (level 2)."""

    text: str
    level: int = 1

    def __post_init__(self) -> None:
        _set(self, text=written(self.text), level=min(max(self.level, 1), 2))


@dataclass(frozen=True)
class Title:
    """A paper within a file of several: it begins on a new page, under its own title."""

    text: str

    def __post_init__(self) -> None:
        _set(self, text=written(self.text))


@dataclass(frozen=True)
class Paragraph:
    """Running text; a line break begins a new paragraph."""

    text: str

    def __post_init__(self) -> None:
        _set(self, text=written(self.text))


@dataclass(frozen=True)
class Fields:
    """A form: label and value, row by row."""

    rows: tuple[tuple[str, str], ...]

    def __init__(self, rows: Iterable[Sequence[Any]]) -> None:
        _set(self, rows=tuple((written(label), written(value)) for label, value in rows))


@dataclass(frozen=True)
class Table:
    """A list with a head."""

    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __init__(self, headers: Iterable[Any], rows: Iterable[Iterable[Any]]) -> None:
        _set(self, headers=_line(headers), rows=tuple(_line(row) for row in rows))
        wrong = next((row for row in self.rows if len(row) != len(self.headers)), None)
        if wrong is not None:
            raise ValueError(f"a row of {len(wrong)} under {len(self.headers)} headers: {wrong}")


@dataclass(frozen=True)
class Signatures:
    """Who signs, each with a line for the name and one for the day."""

    labels: tuple[str, ...]

    def __init__(self, labels: Iterable[Any]) -> None:
        _set(self, labels=_line(labels))


@dataclass(frozen=True)
class Date:
    """成文日期, set to the right."""

    text: str

    def __init__(self, text: date | str) -> None:
        _set(self, text=written(text))


@dataclass(frozen=True)
class Number:
    """发文字号 or the number of the paper, under its title."""

    text: str

    def __post_init__(self) -> None:
        _set(self, text=written(self.text))


Block = Title | Heading | Paragraph | Fields | Table | Signatures | Date | Number
KINDS: dict[str, type[Block]] = {kind.__name__.lower(): kind for kind in get_args(Block)}


@dataclass(frozen=True)
class Sheet:
    """A paper filled from a record: all that is needed to write it again."""

    key: str
    title: str
    law: str
    blocks: tuple[Block, ...]

    @property
    def number(self) -> str:
        return next((block.text for block in self.blocks if isinstance(block, Number)), "")

    def as_dict(self) -> dict[str, Any]:
        return {
            "key": self.key,
            "title": self.title,
            "law": self.law,
            "blocks": [{"block": type(block).__name__.lower(), **asdict(block)} for block in self.blocks],
        }

    @classmethod
    def from_dict(cls, told: dict[str, Any]) -> "Sheet":
        """The sheet that was frozen as a dictionary."""
        blocks = [dict(block) for block in told["blocks"]]
        return cls(told["key"], told["title"], told["law"], tuple(KINDS[block.pop("block")](**block) for block in blocks))

    @property
    def text(self) -> str:
        """Every character that will be written."""
        return "".join(_strings(self.as_dict()["blocks"])) + self.title


def written(value: Any) -> str:
    """A value as it stands on paper; what cannot be seen is left out."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        local = moments.moment(value)
        return f"{moments.day_words(local.date())}{local.hour}时{local.minute}分"
    if isinstance(value, date):
        return moments.day_words(value)
    return "" if value is None else _visible(unicodedata.normalize("NFC", str(value)))


def _visible(text: str) -> str:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(character for character in lines if character == "\n" or unicodedata.category(character) not in UNSEEN)


def _line(values: Iterable[Any]) -> tuple[str, ...]:
    return tuple(written(value) for value in values)


def _strings(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from [] if name == "block" else _strings(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            yield from _strings(inner)


def _set(block: Any, **values: Any) -> None:
    """Blocks are frozen; this is how they come by their cleaned text."""
    for name, value in values.items():
        object.__setattr__(block, name, value)
