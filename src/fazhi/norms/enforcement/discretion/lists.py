"""Published lists of minor violations (轻微违法清单) become items of a list: from the tables of a PDF, or from a text with headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from ..discretion_words import DecisionWord, LeniencyKind
from .tables import Cell, Fate, of_pdf

HEADS = {
    "序号": "seq",
    "类别": "category",
    "违法行为": "violation",
    "违反条款": "violated",
    "情节": "said",
    "适用条件": "said",
    "情形": "said",
}
NUMBERED = re.compile(r"（(\d{1,2})）")
HEADING = re.compile(r"^(#{2,4})\s*(?:([一二三四五六七八九十]+|\d+)\s*[、.．])?\s*(.+)$")
PERIODS = (
    (re.compile("[近]?(?:三|3)年内"), 36),
    (re.compile("[近]?(?:两|二|2)年内"), 24),
    (re.compile("[近]?(?:一|1)年内|年度内"), 12),
)
FIRST = "首次"


@dataclass(slots=True)
class Minor:
    """One violation of the list as its words say it."""

    seq: int
    violation: str
    category: str = ""
    violated: str = ""
    said: str = ""

    @property
    def lead(self) -> str:
        """What stands before the first condition."""
        return NUMBERED.split(self.said, maxsplit=1)[0]

    @property
    def conditions(self) -> list[str]:
        """All must hold; where one of several is enough, they are one condition."""
        found = [part.strip("；;。 ") for part in NUMBERED.split(self.said)[2::2]]
        if "之一" in self.lead:
            return ["具备下列情形之一：" + "；".join(found)] if found else []
        return found

    @property
    def word(self) -> str:
        return DecisionWord.MAY if "可以不予" in self.lead else DecisionWord.MUST

    @property
    def kind(self) -> str:
        """首违 is what may be spared (行政处罚法 第三十三条第一款); what must be is minor, the first time being one of its conditions."""
        is_first = any(FIRST in each for each in self.conditions)
        return LeniencyKind.FIRST if is_first and self.word == DecisionWord.MAY else LeniencyKind.SPARED

    @property
    def look_back(self) -> int | None:
        told = next((each for each in self.conditions if FIRST in each), "")
        return next((months for words, months in PERIODS if words.search(told)), None)


@dataclass
class Lists:
    """What was read, and what became of each cell or line."""

    items: list[Minor] = field(default_factory=list)
    cells: list[Cell] = field(default_factory=list)

    def doubtful(self) -> Iterator[Cell]:
        yield from (cell for cell in self.cells if cell.fate == Fate.DOUBTFUL)


def read(path: Path, pages: Iterable[int] = ()) -> Lists:
    """Read a list from a PDF with a table, or from a text (.md, .txt) with a heading for each violation."""
    return of_text(path.read_text("utf-8-sig")) if path.suffix.lower() in (".md", ".txt") else _of_pdf(path, pages)


def _of_pdf(path: Path, pages: Iterable[int]) -> Lists:
    reader = TableReader()
    for number, place, cells in of_pdf(path, pages):
        reader.table(number, place, cells)
    return reader.found


class TableReader:
    """Takes tables in their order; what a page breaks goes on in the next one."""

    def __init__(self) -> None:
        self.found = Lists()
        self.heads: list[str] = []
        self.category = ""

    def table(self, page: int, place: int, rows: list[list[str | None]]) -> None:
        for number, cells in enumerate(rows, start=1):
            self._row((page, place, number), [None if cell is None else re.sub(r"\s+", "", cell) for cell in cells])

    def _row(self, at: tuple[int, int, int], row: list[str | None]) -> None:
        names = [next((name for head, name in HEADS.items() if head in (cell or "")), "") for cell in row]
        if {"seq", "violation", "said"} <= set(names):
            self.heads = names
            self._tell(at, row, Fate.HEAD)
        elif not self.heads:
            self._tell(at, row, Fate.DOUBTFUL, "表格没有序号、违法行为、情节这几列")
        else:
            self._item(at, dict(zip(self.heads, row, strict=False)), row)

    def _item(self, at: tuple[int, int, int], told: dict[str, str | None], row: list[str | None]) -> None:
        seq, items = told.get("seq") or "", self.found.items
        self.category = told.get("category") or self.category
        if seq.isdigit():
            given = {name: told.get(name) or "" for name in ("violation", "violated", "said")}
            items.append(Minor(int(seq), category=self.category, **given))
            fault = "" if items[-1].conditions and items[-1].violation else "读不出违法行为或者适用条件"
            self._tell(at, row, Fate.DOUBTFUL if fault else Fate.READ, fault)
        elif items and not seq:
            for name in ("violation", "violated", "said"):
                setattr(items[-1], name, getattr(items[-1], name) + (told.get(name) or ""))
            self._tell(at, row, Fate.JOINED)
        else:
            self._tell(at, row, Fate.DOUBTFUL, "序号不是数字")

    def _tell(self, at: tuple[int, int, int], row: list[str | None], fate: Fate, because: str = "") -> None:
        for column, text in enumerate(row, start=1):
            if text is not None:
                blank = not text and fate != Fate.JOINED
                self.found.cells.append(Cell(*at, column, text, Fate.BLANK if blank else fate, "" if blank else because))


def of_text(text: str) -> Lists:
    """A heading of two signs is a category, of three a violation with its number; what follows are its circumstances."""
    found, category = Lists(), ""
    for number, line in enumerate(text.splitlines(), start=1):
        words, fate, because = line.strip(), Fate.READ, ""
        heading = HEADING.match(words)
        if not words:
            continue
        if heading and len(heading[1]) == 2:
            category, fate = heading[3].removesuffix("类"), Fate.HEAD
        elif heading:
            seq = int(heading[2]) if (heading[2] or "").isdigit() else len(found.items) + 1
            found.items.append(Minor(seq, heading[3], category))
        elif found.items:
            found.items[-1].said += words
        else:
            fate, because = Fate.DOUBTFUL, "清单以前的说明，适用条件和不适用的情形请人工写入"
        found.cells.append(Cell(1, 1, number, 1, words, fate, because))
    for item in found.items:
        if not item.conditions:
            found.cells.append(Cell(1, 1, 0, 1, item.violation, Fate.DOUBTFUL, "读不出适用条件"))
    return found
