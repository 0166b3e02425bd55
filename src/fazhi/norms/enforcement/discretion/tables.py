"""Published tables of discretion (裁量表) in a PDF become items of a benchmark; what became of each cell is told, cell by cell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from pathlib import Path

import pdfplumber

from ..discretion_words import BenchmarkModel, DiscretionLevel, FineBase
from .ranges import Range, bands

VIOLATED, BASIS, NOTE, ACT, START = "违反条款", "处罚依据", "备注", "违法行为", "裁量起点"
TEXTS = (VIOLATED, BASIS, NOTE)
FINE = re.compile("罚款|处罚标准")
ANY, PLUS, NONE = "不分", "＋", "/"
LONGEST = 30  # characters of a subject
UNITS = {"": Decimal(1), "万": Decimal(10_000)}
AMOUNT = re.compile(r"(\d+(?:\.\d+)?)(万)?元?(以上|以下)?")
MULTIPLE = re.compile(r"(\d+(?:\.\d+)?)倍(以上|以下)?")
PERCENT = re.compile(r"(\d+(?:\.\d+)?)%")
TIMES_MONEY = re.compile(r"[×xX](\d+(?:\.\d+)?)(万)元?")
TIMES_BASE = re.compile(r"[×xX]([^×xX＝=。；]{2,16})[×xX](\d+(?:\.\d+)?)(倍|%)")


class Fate(StrEnum):
    """What became of a cell."""

    HEAD = "表头"
    READ = "已读"
    JOINED = "并入上一格"
    BLANK = "空白"
    DOUBTFUL = "存疑"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell by its page, table, row and column (all from 1), its text and its fate."""

    page: int
    table: int
    row: int
    column: int
    text: str
    fate: Fate
    because: str = ""


@dataclass(slots=True)
class Found:
    """One violation: its texts, and its situations as (factor, grade, column, level, weight, low, high)."""

    title: str = ""
    violated: str = ""
    basis: str = ""
    note: str = ""
    model: str = BenchmarkModel.TIERS
    second: str = ""
    start: Decimal = Decimal(20)
    base: str = FineBase.FIXED
    law: Range = field(default_factory=lambda: Range(None, None))
    rows: list[dict[str, object]] = field(default_factory=list)
    subject: str = ""  # 对单位, 对个人, …, where a table has a column for each
    starts: list[tuple[str, Decimal]] = field(default_factory=list)  # of weights: subject → its own start
    others: dict[int, Found] = field(default_factory=dict)  # of amounts: column → the same violation for another subject

    def each(self) -> Iterator[Found]:
        """One item for each subject that has a column of its own."""
        for subject, start in self.starts:
            yield replace(self, subject=subject, start=start, rows=[dict(row) for row in self.rows], starts=[])
        if not self.starts:
            yield self
            texts = {"title": self.title, "violated": self.violated, "basis": self.basis, "note": self.note}
            yield from (
                replace(other, model=self.model, second=self.second, **texts) for other in self.others.values() if other.rows
            )


def read(path: Path, pages: Iterable[int] = ()) -> Reader:
    """Read the tables of a PDF (of these pages, from 1; all by default)."""
    reader = Reader()
    for number, place, cells in of_pdf(path, pages):
        reader.table(number, place, cells)
    reader.finish()
    return reader


def of_pdf(path: Path, pages: Iterable[int] = ()) -> Iterator[tuple[int, int, list[list[str | None]]]]:
    """(page, place on it, cells) of each table, page by page, so that a long file needs no more memory than a short one."""
    with pdfplumber.open(path) as book:
        for number in pages or range(1, len(book.pages) + 1):
            page = book.pages[number - 1]
            for place, table in enumerate(page.find_tables(), start=1):
                yield number, place, table.extract()
            page.close()


class Reader:
    """Takes tables in their order; a table that a page breaks goes on in the next one."""

    def __init__(self) -> None:
        self.items: list[Found] = []
        self.cells: list[Cell] = []
        self.heads: list[str] = []
        self.label, self.carried = "", []  # type: tuple[str, list[str]]
        self.texts: dict[str, str] = {}
        self.at = (0, 0, 0)
        self.starting: dict[int, list[str]] | None = None  # column → what stands above its start

    @property
    def item(self) -> Found | None:
        return self.items[-1] if self.items else None

    def table(self, page: int, place: int, rows: list[list[str | None]]) -> None:
        """The rows of one table; None is a cell that another one covers."""
        for number, cells in enumerate(rows, start=1):
            self.at = (page, place, number)
            self._row([None if cell is None else re.sub(r"\s+", "", cell) for cell in cells], is_first=number == 1)

    def _row(self, row: list[str | None], is_first: bool) -> None:
        first = (row[0] or "").rstrip("：:")
        if first in TEXTS:
            self._text(first, row)
        elif first == ACT:
            self._head(row)
        elif first == START:
            self._start(row)
        elif self.label and not self.heads or is_first and self.label == NOTE and not any(row[2:]):
            self._go_on(row)
        elif self.heads:
            self._body(row, is_first)
        else:
            self._tell(row, Fate.DOUBTFUL, "不在任何一个违法行为之下")

    def _tell(self, row: list[str | None], fate: Fate, because: str = "", only: Iterable[int] = ()) -> None:
        chosen = set(only)
        for column, text in enumerate(row):
            if text is not None and (not chosen or column in chosen):
                blank = not text and fate != Fate.JOINED
                self.cells.append(Cell(*self.at, column + 1, text, Fate.BLANK if blank else fate, "" if blank else because))

    # Texts

    def _text(self, label: str, row: list[str | None]) -> None:
        said = "".join(cell for cell in row[1:] if cell)
        if label == VIOLATED or (label == BASIS and self.label not in (VIOLATED, "")):
            self.texts = {}
        if label == NOTE:
            self._noted(said)
        else:
            self.heads = []
            self.texts[label] = said
        self.label = label
        self._tell(row, Fate.HEAD, only=(0,))
        self._tell(row, Fate.READ, only=range(1, len(row)))

    def _go_on(self, row: list[str | None]) -> None:
        """A text that the end of the page broke."""
        said = "".join(cell for cell in row if cell)
        if self.label == NOTE:
            self._noted(said)
        else:
            self.texts[self.label] = self.texts.get(self.label, "") + said
        self._tell(row, Fate.JOINED)

    def _noted(self, said: str) -> None:
        for item in self._of_this_table():
            item.note += said

    def _of_this_table(self) -> list[Found]:
        return [item for item in self.items[-2:] if item.basis == self.texts.get(BASIS, "")]

    # Tables

    def _head(self, row: list[str | None]) -> None:
        self.heads = [cell or "" for cell in row]
        self.label, self.carried, self.starting = ACT, [""] * len(row), None
        self._begin()
        self._tell(row, Fate.HEAD)

    def _begin(self) -> None:
        self.items.append(Found(violated=self.texts.get(VIOLATED, ""), basis=self.texts.get(BASIS, "")))
        if "裁量权重" in self.heads:
            self.items[-1].model = BenchmarkModel.WEIGHTS
        elif len(self._factors()) > 1:
            self.items[-1].model = BenchmarkModel.MATRIX
            self.items[-1].second = PLUS.join(self.heads[place] for place in self._factors()[1:])

    def _factors(self) -> list[int]:
        """The columns of circumstances."""
        return [place for place, head in enumerate(self.heads) if place and head and not FINE.search(head)]

    def _start(self, row: list[str | None]) -> None:
        found = PERCENT.search("".join(cell or "" for cell in row[1:]))
        self._tell(row, Fate.HEAD, only=(0,))
        if self.item and not found and any(row[3:]):
            self._begin_starts(row)
            return
        if found and self.item and sum(bool(cell) for cell in row[1:]) == 1:
            self.item.start = Decimal(found[1])
            self._tell(row, Fate.READ, only=range(1, len(row)))
        else:
            self._tell(row, Fate.DOUBTFUL, "裁量起点不是一个百分数，或者分对象规定", only=range(1, len(row)))

    def _begin_starts(self, row: list[str | None]) -> None:
        """A start for each subject: what they are called stands in the lines above the percentages."""
        self.starting = {place: [] for place in range(3, len(row))}
        self._starts(row)

    def _starts(self, row: list[str | None]) -> None:
        waiting, last = self.starting or {}, ""
        for place in list(waiting):
            text = row[place] if place < len(row) else None
            last = text or last
            if found := PERCENT.search(text or ""):
                names = [name for name in waiting.pop(place) if name != NONE]
                self.items[-1].starts.append(("，".join(dict.fromkeys(names)), Decimal(found[1])))
            elif text is not None or last:
                waiting[place].append(text or last)
        self._tell(row, Fate.HEAD, only=(1, 2))
        self._tell(row, Fate.READ, only=range(3, len(row)))
        self.starting = waiting or None

    def _body(self, row: list[str | None], is_first: bool) -> None:
        item = self.item
        if item is None:
            return
        if item.model == BenchmarkModel.WEIGHTS and (self.starting is not None or row[1:2] == [START]):
            item.title += row[0] or ""
            self._tell(row, Fate.READ, only=(0,))
            self._starts(row) if self.starting is not None else self._begin_starts(row)
            return
        if row[0]:
            if item.rows and not is_first:
                self._begin()
                item = self.items[-1]
            item.title += row[0]
        joined = bool(item.rows) and bool(row[0])
        self._tell(row, Fate.JOINED if joined or row[0] == "" else Fate.READ, only=(0,))
        if item.model == BenchmarkModel.WEIGHTS:
            self._weight(item, row)
        else:
            self._amount(item, row)

    def _weight(self, item: Found, row: list[str | None]) -> None:
        factor, grade = (row[place] if place < len(row) else None for place in (1, 2))
        self.carried[1] = factor or self.carried[1]
        # One weight holds for all subjects, in whichever of their columns it stands.
        told_in, *extra = [place for place in range(3, len(row)) if row[place]] or [3]
        told = row[told_in] if told_in < len(row) else None
        found = PERCENT.search(told or "")
        if not grade or not found:
            self._tell(row, Fate.DOUBTFUL, "没有情形，或者权重不是百分数", only=range(1, len(row)))
            return
        item.rows.append({"factor": self.carried[1], "grade": grade, "weight": Decimal(found[1])})
        self._tell(row, Fate.READ, only=(1, 2, told_in))
        if extra:
            self._tell(row, Fate.DOUBTFUL, "另一对象的权重，请另列一项", only=extra)

    def _amount(self, item: Found, row: list[str | None]) -> None:
        factors = self._factors()
        self._carry(row, factors)
        fines = self._fines(row, factors)
        first = next(iter(fines), 0)
        base, money = told_by(fines.get(first, ""))
        if money is None or (item.rows and base != item.base):
            self._tell(row, Fate.DOUBTFUL, "读不出罚款幅度", only=range(1, len(row)))
            return
        grades = [self.carried[place] for place in factors]
        told: dict[str, object] = {
            "factor": self.heads[factors[0]] if factors else "",
            "grade": grades[0] if grades else item.title,
        }
        told |= {"column": PLUS.join(grades[1:])} if len(grades) > 1 else {}
        item.base = base
        item.rows.append(told | {"low": money.low, "high": money.high})
        self._tell(row, Fate.READ, only=(*factors, first))
        if len(fines) > 1:
            item.subject = self._subject(first)
            for place in list(fines)[1:]:
                self._other(item, row, place, fines[place], told)

    def _fines(self, row: list[str | None], factors: list[int]) -> dict[int, str]:
        """Column → what it says of the fine; one that spans rows holds on."""
        found: dict[int, str] = {}
        for place in range(max(factors, default=0) + 1, len(row)):
            text = row[place]
            if text is None and FINE.search(self.heads[place] if place < len(self.heads) else ""):
                text = self.carried[place] if place < len(self.carried) else ""
            if text:
                found[place] = text
                if place < len(self.carried):
                    self.carried[place] = text
        return found

    def _subject(self, place: int) -> str:
        return self.heads[place].replace("罚款", "")[:LONGEST] if place < len(self.heads) else ""

    def _other(self, item: Found, row: list[str | None], place: int, said: str, told: dict[str, object]) -> None:
        """The fine of another subject goes to an item of its own, under the same circumstances."""
        base, money = told_by(said)
        other = item.others.setdefault(place, Found(subject=self._subject(place), base=base))
        if said == NONE:
            self._tell(row, Fate.READ, "对这一对象没有罚款", only=(place,))
        elif money is None or (other.rows and base != other.base):
            self._tell(row, Fate.DOUBTFUL, "读不出另一对象的罚款", only=(place,))
        else:
            other.base = base
            other.rows.append(told | {"low": money.low, "high": money.high})
            self._tell(row, Fate.READ, only=(place,))

    def _carry(self, row: list[str | None], factors: list[int]) -> None:
        """A cell that spans rows holds on; one that spans columns leaves those behind it open."""
        seen = False
        for place in factors:
            text = row[place] if place < len(row) else None
            if text:
                self.carried[place], seen = text, True
            elif text is None and seen:
                self.carried[place] = ANY

    # The end

    def finish(self) -> None:
        """Reckon the range of the law and the levels from what was read."""
        self.items = [one for item in self.items if item.rows or item.title for one in item.each()]
        for item in self.items:
            if item.model == BenchmarkModel.WEIGHTS:
                _of_weights(item)
            else:
                _of_amounts(item)

    def doubtful(self) -> Iterator[Cell]:
        yield from (cell for cell in self.cells if cell.fate == Fate.DOUBTFUL)


def amount_of(text: str) -> Range | None:
    """10万元以上20万元以下 as a range in yuan, 3倍以上5倍以下 in multiples; a single one is both bounds; None where it is neither."""
    multiples = [(number, "", word) for number, word in MULTIPLE.findall(text)]
    found = multiples or AMOUNT.findall(text)
    if not found or "%" in text or len(found) > 2:
        return None
    unit = next((unit for _, unit, _ in reversed(found) if unit), "")
    bounds = [Decimal(number) * UNITS[own or unit] for number, own, _ in found]
    words = [word for _, _, word in found]
    if len(bounds) == 2:
        return Range(min(bounds), max(bounds))
    if words[0] == "以下":
        return Range(None, bounds[0])
    return Range(bounds[0], None) if words[0] == "以上" else Range(bounds[0], bounds[0])


def told_by(text: str) -> tuple[str, Range | None]:
    """What a fine is reckoned from, and its range."""
    if "收入" in text and (found := PERCENT.findall(text)):
        bounds = [Decimal(number) / 100 for number in found]
        low = None if len(bounds) == 1 and "以下" in text else min(bounds)
        return FineBase.INCOME, Range(low, max(bounds)) if len(bounds) < 3 else None
    return _base_of(text), amount_of(text)


def _base_of(text: str) -> str:
    if "倍" not in text:
        return FineBase.FIXED
    return FineBase.GAINS if "违法所得" in text and "并处" not in text else FineBase.GOODS if "货值" in text else FineBase.COST


def _of_weights(item: Found) -> None:
    """The note names what the percentages are taken of, of each subject where it names them."""
    parts = [re.escape(part[:5]) for part in reversed(item.subject.split("，")) if part]
    tries = (re.search(rf"{part}[^；。×xX]*[×xX](\d+(?:\.\d+)?)(万)?元?", item.note) for part in parts)
    own = next(filter(None, tries), None)
    if own:
        item.law = Range(None, Decimal(own[1]) * UNITS[own[2] or ""])
    elif found := TIMES_BASE.search(item.note):
        item.base = FineBase.INVESTMENT if "投资" in found[1] else FineBase.COST
        item.law = Range(None, Decimal(found[2]) / (100 if found[3] == "%" else 1))
    elif found := TIMES_MONEY.search(item.note):
        item.law = Range(None, Decimal(found[1]) * UNITS[found[2]])


def _of_amounts(item: Found) -> None:
    """The lowest and the highest of the table, and the level of each line by where its middle lies; both are for a person to confirm."""
    lows = [row["low"] for row in item.rows if row["low"] is not None]
    highs = [row["high"] for row in item.rows if row["high"] is not None]
    item.law = Range(min(lows, default=None), max(highs, default=None))
    cut = bands("general", item.law)
    for row in item.rows:
        ends = [bound for bound in (row["low"], row["high"]) if bound is not None]
        middle = sum(ends, Decimal(0)) / len(ends)
        row["level"] = next((level for level, band in cut.items() if band.holds(middle)), DiscretionLevel.USUAL)
