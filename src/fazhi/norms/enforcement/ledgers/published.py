"""Published tables of discretion as rows of the ledger of benchmark items, for a person to complete and import."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from ..discretion.lists import Minor
from ..discretion.tables import Found
from ..discretion_words import BenchmarkModel, DecisionWord, DiscretionLevel, FineBase, LeniencyKind, Matching
from ..scale_text import number
from .benchmarks import LeniencyLedger, ScaleItemLedger

LONGEST = 160  # characters of a violation's name
SPARED = "行政处罚法 第三十三条第一款"
BY_PERSON = "法定幅度和阶次由表中数额推定，请核对"


def rows(found: list[Found], unit: str, benchmark: str, day: date) -> Iterator[list[Any]]:
    """One row an item, in the order of the ledger's columns."""
    for seq, item in enumerate(found, start=1):
        told = _told(item, seq, unit, benchmark, day)
        yield [told.get(column.name, "") for column in ScaleItemLedger.columns]


def list_rows(found: list[Minor], unit: str, benchmark: str) -> Iterator[list[Any]]:
    """One row for each violation of a list, in the order of its ledger's columns."""
    for item in found:
        told = {
            "row_key": f"{benchmark}-{item.seq:03d}",
            "unit": unit,
            "benchmark": benchmark,
            "seq": item.seq,
            "kind": LeniencyKind(item.kind).label,
            "category": item.category[:60],
            "violation": item.violation[:300],
            "basis": SPARED,
            "conditions": "\n".join(item.conditions),
            "look_back": item.look_back,
            "word": DecisionWord(item.word).label,
        }
        yield [told.get(column.name, "") for column in LeniencyLedger.columns]


def _told(item: Found, seq: int, unit: str, benchmark: str, day: date) -> dict[str, Any]:
    is_weighed = item.model == BenchmarkModel.WEIGHTS
    return {
        "row_key": f"{benchmark}-{seq:03d}",
        "unit": unit,
        "benchmark": benchmark,
        "seq": seq,
        "title": f"{item.title[: LONGEST - len(item.subject) - 2]}（{item.subject}）" if item.subject else item.title[:LONGEST],
        "base": FineBase(item.base).label,
        "law_low": number(item.law.low),
        "law_high": number(item.law.high),
        "model": BenchmarkModel(item.model).label,
        "start": number(item.start),
        "second": item.second[:100],
        "rows": "\n".join(map(_line, item.rows)),
        "note": item.note[:300] if is_weighed else BY_PERSON,
        "opened_on": day,
        "state": "在编",
    }


def _line(row: dict[str, Any]) -> str:
    level = DiscretionLevel(row["level"]).label if row.get("level") else ""
    words = (row["factor"], row["grade"], row.get("column", ""), level, Matching.ANY.label)
    amounts = (row.get("weight"), row.get("low"), row.get("high"))
    return "｜".join((*(str(word).replace("｜", "／") for word in words), *map(number, amounts)))
