"""A year's notice as a file, in the form of holiday-cn: `year`, `papers`, `days` with name, date, isOffDay."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from .days import Arranged, missing_festivals


@dataclass(frozen=True)
class Notice:
    """What the State Council arranged for one year."""

    year: int
    source: str
    days: Mapping[date, Arranged]


class WrongNotice(ValueError):
    """The file cannot be taken; the sentence says where and why."""


def read_notice(path: Path) -> Notice:
    """The notice in a file, or WrongNotice before anything is written."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        year, source = _year(content["year"]), str((content.get("papers") or [path.name])[0])
        days = dict(_days(content["days"], source))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError) as problem:
        raise WrongNotice(f"{path.name} 读不出来：{problem}。") from problem
    except (KeyError, TypeError, AttributeError, IndexError) as problem:
        raise WrongNotice(f"{path.name} 应当有 year 和 days，每天有 name、date、isOffDay；缺少或写错了 {problem}。") from problem
    _refuse_partial(path, year, days)
    return Notice(year, source, days)


def _year(said: object) -> int:
    if not isinstance(said, int):
        raise WrongNotice(f"year 应当是一个年份，写的是“{said}”。")
    return said


def _days(rows: list[dict[str, Any]], source: str) -> Iterator[tuple[date, Arranged]]:
    for place, row in enumerate(rows, start=1):
        if not isinstance(row["isOffDay"], bool):
            raise WrongNotice(f"第{place}天的 isOffDay 应当是 true 或 false。")
        yield _date(row["date"], place), Arranged(not row["isOffDay"], str(row["name"])[:60], source[:300])


def _date(text: str, place: int) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise WrongNotice(f"第{place}天的日期“{text}”不是一个日期，应当写成 2027-01-01。") from None


def _refuse_partial(path: Path, year: int, days: Mapping[date, Arranged]) -> None:
    missing = missing_festivals(entry.name for day, entry in days.items() if day.year == year and not entry.working)
    if missing:
        raise WrongNotice(f"{path.name} 里{year}年缺少：{'、'.join(missing)}。一年的安排要齐全才能录入。")
    strange = sorted(day for day in days if abs(day.year - year) > 1)
    if strange:
        raise WrongNotice(f"{path.name} 是{year}年的安排，里面却有{strange[0]}。")
