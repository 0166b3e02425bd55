"""Files that hold a tree of units: the statistical division tables, and FazHi's own form as csv or xlsx."""

import csv
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from itertools import chain
from pathlib import Path

from python_calamine import CalamineError, CalamineWorkbook

from .importing import UnitRow
from .units import UnitKind

COLUMNS = {
    "code": "编码",
    "name": "名称",
    "kind": "类别",
    "parent_code": "上级编码",
    "valid_from": "起始日期",
    "valid_to": "终止日期",
    "successor_code": "承继单位编码",
    "sector": "行业领域",
    "short_name": "简称",
}
NEEDED = ("code", "name", "kind")
DATES = ("valid_from", "valid_to")
KINDS = {label: value for value, label in UnitKind.choices}
ENCODINGS = ("utf-8-sig", "gb18030")
DATE_FORMS = ("%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日", "%Y%m%d")


class Unreadable(ValueError):
    """A file that cannot be read as a tree of units; says where and why."""


def own_form(path: Path) -> list[UnitRow]:
    """The rows of a file in FaZhi's own form."""
    table = _sheet(path) if path.suffix.lower() in (".xlsx", ".xls", ".ods") else _csv(path)
    header, *body = table or [[]]
    names = _names([str(cell).strip() for cell in header], path)
    cells = ((line, dict(zip(names, row, strict=False))) for line, row in enumerate(body, start=2))
    return [_row(line, each) for line, each in cells if any(str(value).strip() for value in each.values())]


def _sheet(path: Path) -> list[list[object]]:
    try:
        return CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python(skip_empty_area=False)
    except (CalamineError, OSError, IndexError) as error:
        raise Unreadable(f"{path.name}：不是可读的表格文件（{error}）") from None


def _csv(path: Path) -> list[list[object]]:
    return [list(row) for row in csv.reader(text_of(path).splitlines(keepends=True))]


def text_of(path: Path) -> str:
    """The text of a file in UTF-8 or GB18030; a file in neither is refused, never guessed."""
    raw = path.read_bytes()
    for encoding in ENCODINGS:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
    raise Unreadable(f"{path.name}：第{line}行既不是UTF-8也不是GB18030编码，请另存为UTF-8后再导入")


def _names(header: list[str], path: Path) -> list[str]:
    """Column names, Chinese or English, as our field names."""
    ours = {label: name for name, label in COLUMNS.items()}
    names = [ours.get(cell, cell) for cell in header]
    missing = [COLUMNS[name] for name in NEEDED if name not in names]
    if missing:
        raise Unreadable(f"{path.name}：第1行缺少列：{'、'.join(missing)}")
    unknown = [name for name in names if name and name not in COLUMNS]
    if unknown:
        raise Unreadable(f"{path.name}：第1行有不认识的列：{'、'.join(unknown)}")
    return names


def _row(line: int, cells: Mapping[str, object]) -> UnitRow:
    problems: list[str] = []
    dates = {name: _date(cells.get(name, ""), COLUMNS[name], problems) for name in DATES}
    words = {name: _word(cells.get(name, "")) for name in COLUMNS if name not in DATES}
    words["kind"] = KINDS.get(words["kind"], words["kind"])
    return UnitRow(**words, **dates, line=line, unreadable="；".join(problems))


def _word(cell: object) -> str:
    """A cell as text; Excel turns codes into numbers."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _date(cell: object, label: str, problems: list[str]) -> date | None:
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    word = _word(cell)
    found = next((day for day in map(_as_date, [word] * len(DATE_FORMS), DATE_FORMS) if day), None)
    if word and not found:
        problems.append(f"{label}“{word}”不是日期，应写作 2024-01-31")
    return found


def _as_date(word: str, form: str) -> date | None:
    try:
        return datetime.strptime(word, form).date()  # noqa: DTZ007 a day has no zone
    except ValueError:
        return None


DOWN_TO = ("city", "county", "town", "village")


def divisions(folder: Path, city: str = "", province: str = "", down_to: str = "village") -> Iterator[UnitRow]:
    """One city, or a province with all its cities, from the statistical division tables."""
    if not city and not province:
        raise Unreadable("请用 --city 或 --province 说明导入哪里")
    levels = DOWN_TO[: DOWN_TO.index(down_to) + 1] if city else ("province", *DOWN_TO[: DOWN_TO.index(down_to) + 1])
    rows = list(chain.from_iterable(_division_level(folder, level, city, province) for level in levels))
    if not rows:
        raise Unreadable(f"{folder.name}：没有编码为“{city or province}”的{'市' if city else '省'}")
    return iter(rows)


ABOVE = {"province": "", "city": "provinceCode", "county": "cityCode", "town": "areaCode", "village": "streetCode"}


def _division_level(folder: Path, level: str, city: str, province: str) -> Iterator[UnitRow]:
    """The rows of one level; a city that is taken alone stands at the top."""
    parent = ABOVE[level] if not (city and level == "city") else ""
    mine = {
        "code" if level == "province" else "provinceCode": province,
        "code" if level == "city" else "cityCode": city,
    }
    for path in _tables(folder, level, city):
        for line, cells in _records(path):
            if all(cells[column] == wanted for column, wanted in mine.items() if wanted):
                yield UnitRow(cells["code"], cells["name"], level, cells[parent] if parent else "", line=line)


def _tables(folder: Path, level: str, city: str) -> list[Path]:
    stem = {"province": "provinces", "city": "cities", "county": "areas", "town": "streets", "village": "villages"}[level]
    found = [path for path in (folder / f"{stem}.{city}.csv", folder / f"{stem}.csv") if path.exists()][:1]
    if not found:
        besides = f"（或 {stem}.{city}.csv）" if city else ""
        raise Unreadable(f"{folder.name}：缺少文件 {stem}.csv{besides}；可用 --down-to 只导入到上一级")
    return found


def _records(path: Path) -> Iterable[tuple[int, dict[str, str]]]:
    return enumerate(csv.DictReader(text_of(path).splitlines()), start=2)
