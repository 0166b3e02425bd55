"""What a paper is made of: a few kinds of block, each plain text, so that one source gives PDF and DOCX."""

import io
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, get_args

import segno

from fazhi.kernel.calendar import moments

# Not Cn and Co: a character newer than this Python, or of a private set, is somebody's name.
UNSEEN = {"Cc", "Cf", "Cs"}
WIDEST_CELL = 14  # characters: what is longer is broken into lines


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

    @property
    def shares(self) -> list[float]:
        """How much of the width each column takes: what its longest line asks for, up to a limit."""
        columns = zip(self.headers, *self.rows, strict=True)
        return [1.5 + min(WIDEST_CELL, max(width(line) for text in column for line in text.split("\n"))) for column in columns]


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


@dataclass(frozen=True)
class Cover:
    """The front of a bound file: whose it is, what it is called, and its particulars; a page without a number."""

    owner: str
    title: str
    rows: tuple[tuple[str, str], ...]

    def __init__(self, owner: Any, title: Any, rows: Iterable[Sequence[Any]]) -> None:
        told = tuple((written(label), written(value)) for label, value in rows)
        _set(self, owner=written(owner), title=written(title), rows=told)


@dataclass(frozen=True)
class Contents:
    """卷内目录: a list whose last column says on which pages of the file each paper stands.

    A row ends with the place of its paper among the titles of the file, from 1; 0 for what is not bound here.
    """

    headers: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __init__(self, headers: Iterable[Any], rows: Iterable[Sequence[Any]]) -> None:
        _set(self, headers=_line(headers), rows=tuple((*_line(row[:-1]), int(row[-1])) for row in rows))


@dataclass(frozen=True)
class Scan:
    """A picture of a paper, bound in its place: the fingerprint under which it is kept, its type, what it shows, and which page of a PDF."""

    sha256: str
    form: str
    says: str
    page: int = 0

    def __post_init__(self) -> None:
        _set(self, says=written(self.says))

    @property
    def name(self) -> str:
        """Under which its picture lies while it is drawn."""
        return f"{self.sha256}-{self.page}"


@dataclass(frozen=True)
class Verbatim:
    """Text for a machine, letter by letter: small, unindented, its lines kept."""

    text: str

    def __post_init__(self) -> None:
        _set(self, text=written(self.text))


@dataclass(frozen=True)
class Code:
    """A text as a QR code, and what it says for whoever cannot see it."""

    text: str
    says: str

    @property
    def drawing(self) -> segno.QRCode:
        return segno.make(self.text, error="m", micro=False)

    @property
    def svg(self) -> str:
        made = io.BytesIO()
        self.drawing.save(made, kind="svg", border=0, omitsize=True)
        return made.getvalue().decode()


@dataclass(frozen=True)
class End:
    """封底: the back of a bound file, without a number."""

    text: str

    def __post_init__(self) -> None:
        _set(self, text=written(self.text))


Block = (
    Title | Heading | Paragraph | Fields | Table | Signatures | Date | Number | Cover | Contents | Scan | Verbatim | Code | End
)
KINDS: dict[str, type[Block]] = {kind.__name__.lower(): kind for kind in get_args(Block)}


def width(text: str) -> float:
    """In characters: what is of ASCII is half as wide."""
    return sum(0.5 if character.isascii() else 1 for character in text)


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


def _set(block: Any, **values: Any) -> None:
    """Blocks are frozen; this is how they come by their cleaned text."""
    for name, value in values.items():
        object.__setattr__(block, name, value)
