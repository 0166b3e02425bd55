"""Where a ledger's heading is and which column is which, in the words people give their columns."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice

from .stream import Row

LOOK_AT = 50
ENOUGH = 2
RESULT = "导入结果"
SAMPLE_MARK = "例："

BRACKETED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|【[^【】]*】|〔[^〔〕]*〕|\{[^{}]*\}|<[^<>]*>")
SKIPPED = {"Cc", "Cf", "Zs", "Zl", "Zp"}
STARS = "*:、，,。.※"

Labels = Mapping[str, Sequence[str]]


@lru_cache(maxsize=10_000)
def folded(label: str) -> str:
    """A label as it is compared: ＊ 申请人（必填） and 申请人 are the same."""
    plain = unicodedata.normalize("NFKC", label)
    bare = BRACKETED.sub("", plain)
    return _letters(bare) or _letters(plain)


def _letters(text: str) -> str:
    return "".join(c for c in text.lower() if c not in STARS and unicodedata.category(c) not in SKIPPED)


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading found: key → column index, the labels nobody knows, the keys nobody wrote, and those written twice."""

    number: int
    columns: dict[str, int]
    labels: dict[int, str] = field(default_factory=dict)
    synonyms: dict[str, str] = field(default_factory=dict)
    unknown: dict[int, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()
    twice: tuple[str, ...] = ()
    result: int | None = None


def heading_in(rows: Iterable[Row], labels: Labels, words: Set[str] | None = None) -> Heading | None:
    """The first row with at least two known labels (one, if only one is known), titles and banners passed over.

    `words`, all that these rows might be called, tells at once of most ledgers that a file is not theirs.
    """
    known = {folded(word): key for key, each in labels.items() for word in reversed(each)}
    enough = min(ENOUGH, len(labels))
    if words is not None and len(known.keys() & words) < enough:
        return None
    best: tuple[int, Row, list[str]] | None = None
    above: list[str] = []
    for row in islice(rows, LOOK_AT):
        score = len(set(_keys(row, above, known).values()))
        if best and score <= best[0]:
            break
        if score >= enough:
            best = score, row, above
        above = [cell.text for cell in row.cells]
    return _heading(best[1], best[2], known, labels) if best else None


def words_in(rows: Iterable[Row]) -> frozenset[str]:
    """Every label that a cell of these rows could be, alone or below the one above it."""
    found: set[str] = set()
    above: list[str] = []
    for row in islice(rows, LOOK_AT):
        found.update(folded(cell.text) for cell in row.cells)
        found.update(folded(over + cell.text) for over, cell in zip(above, row.cells, strict=False) if over)
        above = [cell.text for cell in row.cells]
    return frozenset(found)


def _keys(row: Row, above: list[str], known: Mapping[str, str]) -> dict[int, str]:
    """The keys of the columns; 姓名 below a merged 申请人 may be known as 申请人姓名."""
    found = {}
    for index, cell in enumerate(row.cells):
        over = above[index] if index < len(above) else ""
        key = known.get(folded(over + cell.text)) if over else None
        key = key or known.get(folded(cell.text))
        if key and cell.text:
            found[index] = key
    return found


def _heading(row: Row, above: list[str], known: Mapping[str, str], labels: Labels) -> Heading:
    keys = _keys(row, above, known)
    written = {index: cell.text.strip() for index, cell in enumerate(row.cells) if cell.text.strip()}
    columns: dict[str, int] = {}
    for index, key in keys.items():
        columns.setdefault(key, index)
    count = list(keys.values()).count
    return Heading(
        number=row.number,
        columns=columns,
        labels=written,
        synonyms={key: written[i] for key, i in columns.items() if folded(written[i]) != folded(labels[key][0])},
        unknown={i: text for i, text in written.items() if i not in keys and folded(text) != RESULT},
        missing=tuple(key for key in labels if key not in columns),
        twice=tuple(key for key in columns if count(key) > 1),
        result=next((i for i, text in written.items() if folded(text) == RESULT), None),
    )


def body(rows: Iterable[Row], heading: Heading) -> Iterator[Row]:
    """The rows below the heading, without blank rows and without the sample row of a template."""
    for row in rows:
        if row.number > heading.number and not _is_blank(row, heading) and not is_sample(row):
            yield row


def _is_blank(row: Row, heading: Heading) -> bool:
    return not any((cell.text.strip() or cell.bad) for index, cell in enumerate(row.cells) if index != heading.result)


def is_sample(row: Row) -> bool:
    """A template's sample row: every cell that says something says 例：…"""
    said = [cell.text for cell in row.cells if cell.text.strip()]
    return bool(said) and all(text.startswith(SAMPLE_MARK) for text in said)
