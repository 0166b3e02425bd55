"""What was found in a ledger, cell by cell, kept small enough for 100,000 rows."""

import json
import zlib
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, chain
from typing import Literal

Level = Literal["aside", "same", "new", "changed", "doubtful", "stale", "refused"]

# From the mildest to the gravest: a row is as grave as its gravest cell.
LEVELS: tuple[Level, ...] = ("aside", "same", "new", "changed", "doubtful", "stale", "refused")
LABELS: dict[Level, str] = {
    "aside": "不读",
    "same": "相同",
    "new": "新增",
    "changed": "变更",
    "doubtful": "存疑",
    "stale": "过时",
    "refused": "拒绝",
}
WHOLE_ROW = 0xFFFF
FORMAT = 2


@dataclass(frozen=True, slots=True)
class Finding:
    """One verdict: on a cell (column from 0) or, where column is None, on the whole row."""

    row: int
    column: int | None
    level: Level
    sentence: str = ""
    before: str = ""
    after: str = ""

    @property
    def label(self) -> str:
        return LABELS[self.level]


class Preview:
    """All verdicts on one ledger: one byte for each row, and columns of numbers for what is said about cells."""

    def __init__(self) -> None:
        self._verdicts = bytearray()
        self._words: dict[str, int] = {"": 0}
        self._rows, self._columns, self._levels = array("I"), array("H"), array("B")
        self._said = array("I")
        self._order: list[int] | None = None

    def judge(self, row: int, level: Level) -> None:
        """The row is at least this grave."""
        if row >= len(self._verdicts):
            self._verdicts.extend(bytes(max(row + 1 - len(self._verdicts), len(self._verdicts))))
        self._verdicts[row] = max(self._verdicts[row], LEVELS.index(level) + 1)

    def add(self, finding: Finding) -> None:
        """File a finding; a row that is simply new or the same needs no more than its verdict."""
        self.judge(finding.row, finding.level)
        if finding.column is None and not (finding.sentence or finding.before or finding.after):
            return
        self._rows.append(finding.row)
        self._columns.append(WHOLE_ROW if finding.column is None else finding.column)
        self._levels.append(LEVELS.index(finding.level))
        self._said.extend(self._word(words) for words in (finding.sentence, finding.before, finding.after))
        self._order = None

    def take_in(self, other: "Preview") -> None:
        """Add what another found of other rows."""
        for row, verdict in enumerate(other._verdicts):
            if verdict:
                self.judge(row, LEVELS[verdict - 1])
        for finding in other.findings():
            self.add(finding)

    def _word(self, words: str) -> int:
        return self._words.setdefault(words, len(self._words))

    def level_of(self, row: int) -> Level | None:
        """The verdict on a row; None for a row nobody judged."""
        verdict = self._verdicts[row] if 0 <= row < len(self._verdicts) else 0
        return LEVELS[verdict - 1] if verdict else None

    @property
    def counts(self) -> dict[Level, int]:
        """Rows by verdict, every level named."""
        found = Counter(self._verdicts)
        return {level: found[at + 1] for at, level in enumerate(LEVELS)}

    @property
    def total(self) -> int:
        return len(self._verdicts) - self._verdicts.count(0)

    @property
    def cells_changed(self) -> int:
        grave = LEVELS.index("changed")
        return sum(level == grave and column != WHOLE_ROW for level, column in zip(self._levels, self._columns, strict=True))

    def rows(self, *levels: Level, start: int = 0, size: int | None = None) -> list[int]:
        """Numbers of the rows with one of these verdicts (all, when none is named), a page at a time."""
        wanted = {LEVELS.index(level) + 1 for level in levels or LEVELS}
        found = [row for row, verdict in enumerate(self._verdicts) if verdict in wanted]
        return found[start : None if size is None else start + size]

    def of(self, row: int) -> list[Finding]:
        """What is said about one row, in the order in which it was found."""
        order, starts = self._sorted()
        return [self._finding(at) for at in order[starts[row] : starts[row + 1]]] if row + 1 < len(starts) else []

    def findings(self, *levels: Level) -> Iterator[Finding]:
        """All findings of these levels, row by row."""
        wanted = {LEVELS.index(level) for level in levels or LEVELS}
        order, _ = self._sorted()
        return (self._finding(at) for at in order if self._levels[at] in wanted)

    def _sorted(self) -> tuple[list[int], list[int]]:
        if self._order is None:
            self._order = sorted(range(len(self._rows)), key=self._rows.__getitem__)
            self._texts = list(self._words)
            counted = Counter(self._rows)
            self._starts = [0, *accumulate(counted[row] for row in range(max(self._rows, default=0) + 1))]
        return self._order, self._starts

    def _finding(self, at: int) -> Finding:
        column = self._columns[at]
        said = [self._texts[index] for index in self._said[3 * at : 3 * at + 3]]
        return Finding(self._rows[at], None if column == WHOLE_ROW else column, LEVELS[self._levels[at]], *said)

    def reasons(self) -> list[tuple[str, int]]:
        """Sentences by how often they were said, for choosing by reason."""
        texts = list(self._words)
        counted = Counter(self._said[0::3])
        return [(texts[index], times) for index, times in counted.most_common() if index]

    def pack(self) -> bytes:
        """The whole preview as compressed bytes; it holds what the ledger holds, so it is kept where personal data may be."""
        parts = [bytes(self._verdicts), *(column.tobytes() for column in self._parts())]
        head = {"format": FORMAT, "sizes": [len(part) for part in parts], "words": list(self._words)}
        said = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")
        return zlib.compress(b"".join(chain((len(said).to_bytes(8, "big"), said), parts)), 6)

    def _parts(self) -> tuple[array, ...]:
        return self._rows, self._columns, self._levels, self._said

    @classmethod
    def unpack(cls, packed: bytes) -> "Preview":
        """The preview as it was packed."""
        data = memoryview(zlib.decompress(packed))
        end = 8 + int.from_bytes(data[:8], "big")
        head = json.loads(bytes(data[8:end]).decode("utf-8", "surrogatepass"))
        preview = cls()
        preview._words = {words: at for at, words in enumerate(head["words"])}
        ends = list(accumulate(head["sizes"], initial=end))
        preview._verdicts = bytearray(data[ends[0] : ends[1]])
        for column, start, stop in zip(preview._parts(), ends[1:], ends[2:], strict=False):
            column.frombytes(data[start:stop])
        return preview
