"""What a cell means: dates, amounts, yes and no, choices, as people here write them. Each gives the value or says why not."""

# Ledgers write local time without a zone; who calls adds it.
# ruff: noqa: DTZ001

import difflib
import re
import unicodedata
from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache

from django.core.exceptions import ValidationError

from .cells import DAMAGED, Cell, moment_of

YES = frozenset(["是", "有", "√", "✓", "✔", "☑", "对", "y", "yes", "true", "t", "1", "v"])
NO = frozenset(["否", "无", "没有", "×", "✗", "✘", "x", "☐", "□", "错", "n", "no", "false", "f", "0"])
NOTHING = frozenset(("", "-", "--", "—", "——", "/", "\\", "无", "空", "暂无", "不详"))
SCALES = {"": 1, "百": 100, "千": 1_000, "万": 10_000, "百万": 1_000_000, "千万": 10_000_000, "亿": 100_000_000}
SERIALS = range(18_264, 73_051)  # 1950-01-01 … 2100-01-01
FIRST_YEAR, LAST_YEAR = 1900, 2200

DIGITAL = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?:[ t]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?", re.ASCII)
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})", re.ASCII)
CHINESE = re.compile(
    r"(\d{4})年(\d{1,2})月(\d{1,2})[日号]?(?:(\d{1,2})(?::(\d{2})(?::(\d{2}))?|[时点](?:(\d{1,2})分)?))?", re.ASCII
)
YEARLESS = re.compile(r"(\d{1,2})月(\d{1,2})[日号]?", re.ASCII)
AMOUNT = re.compile(r"[¥￥]?([+-]?)[¥￥]?(\d+(?:\.\d+)?|\.\d+)(百万|千万|[百千万亿]?)([a-z%㎡\u4e00-\u9fff]*)", re.ASCII)
GROUPED = re.compile(r"\d{1,3}(?:[,，]\d{3})+(?!\d)", re.ASCII)
UNSEEN = {"Cf", "Cs", "Co", "Cn"}
TIGHT = re.compile(r"\s+")


class BadCell(Exception):  # noqa: N818
    """One cell cannot be taken; the sentence tells its writer what is wrong and how it should be."""

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def text(cell: Cell | str, longest: int | None = None) -> str:
    """Words as written, without what cannot be seen at their edges and in them; control characters are refused."""
    words = unicodedata.normalize("NFC", _said(cell))
    if words.isprintable() and longest is None:
        return words.strip()
    words = words.replace("\r\n", "\n").replace("\r", "\n")
    words = "".join(c for c in words if not _is_unseen(c)).strip().strip("\u3000")
    for character in words:
        if unicodedata.category(character) == "Cc" and character not in "\n\t":
            raise BadCell(f"含有看不见的控制字符（U+{ord(character):04X}）；请重新输入这一格。")
    if longest is not None and len(words) > longest:
        raise BadCell(f"共 {len(words)} 个字，最多 {longest} 个字。")
    return words


def _is_unseen(character: str) -> bool:
    # Rare characters newer than this Python's tables are "unassigned" (Cn) and must stay; only planes 2 and 3 hold them.
    category = unicodedata.category(character)
    return category in UNSEEN and not (category in ("Cn", "Co") and ord(character) > 0x2E80)


def _said(cell: Cell | str) -> str:
    if isinstance(cell, str):
        return cell
    if cell.bad:
        raise BadCell(cell.bad)
    return cell.text


def code(cell: Cell | str) -> str:
    """Numbers and signs in their plain form: １３８　0000 is 1380000, x is X, and nothing unseen is left."""
    return TIGHT.sub("", _normal(text(cell))).upper()


def _plain(cell: Cell | str) -> str:
    """Folded for recognition: NFKC, small letters, no blanks round it."""
    return _normal(text(cell)).strip().lower()


def _normal(words: str) -> str:
    # NFKC would make 52 of 5² and 12 of ①②: such digits stay what they are, and are refused where digits are asked for.
    if unicodedata.is_normalized("NFKC", words):
        return words
    return "".join(c if unicodedata.category(c) == "No" else unicodedata.normalize("NFKC", c) for c in words)


def day(cell: Cell | str, default_year: int | None = None, base_1904: bool = False) -> date | None:
    """A date; a moment gives its day. None for a blank cell."""
    found = moment(cell, default_year, base_1904)
    return found.date() if found else None


def moment(cell: Cell | str, default_year: int | None = None, base_1904: bool = False) -> datetime | None:
    """A date with its time (midnight where none is written), without a time zone."""
    words = _plain(cell)
    if words in NOTHING:
        return None
    value = None if isinstance(cell, str) else cell.value
    if isinstance(value, datetime):
        return _in_range(value, words)
    if isinstance(value, date):
        return _in_range(datetime(value.year, value.month, value.day), words)
    if isinstance(value, int | Decimal) and not isinstance(value, bool) and int(value) in SERIALS:
        return moment_of(float(value), base_1904)
    return _written(words, default_year)


def _written(words: str, default_year: int | None) -> datetime:
    if found := DIGITAL.fullmatch(words):
        year, _, month, of_month, *clock = found.groups()
        return _moment(words, year, month, of_month, *clock)
    tight = TIGHT.sub("", words)
    if found := COMPACT.fullmatch(tight):
        return _moment(tight, *found.groups())
    if found := CHINESE.fullmatch(tight):
        year, month, of_month, hour, minute, second, minutes = found.groups()
        return _moment(tight, year, month, of_month, hour, minute or minutes, second)
    if found := YEARLESS.fullmatch(tight):
        return _without_year(tight, found, default_year)
    raise BadCell(f"“{words[:30]}”不是日期；请写成 2024-09-03 或 2024年9月3日。")


def _without_year(words: str, found: re.Match[str], default_year: int | None) -> datetime:
    if default_year is None:
        raise BadCell(f"“{words}”没有写年份；请写成 2024年{words}的样子。")
    return _moment(f"{default_year}年{words}", str(default_year), *found.groups())


def _moment(words: str, year: str, month: str, of_month: str, *clock: str | None) -> datetime:
    if not 1 <= int(month) <= 12:
        raise BadCell(f"“{words}”不是日期：没有 {int(month)} 月。")
    hour, minute, second = (int(part or 0) for part in (*clock, None, None, None)[:3])
    days = monthrange(max(int(year), 1), int(month))[1]
    if not 1 <= int(of_month) <= days:
        raise BadCell(f"“{words}”不是日期：{int(year)}年{int(month)}月只有 {days} 天。")
    try:
        return _in_range(datetime(max(int(year), 1), int(month), int(of_month), hour, minute, second), words)
    except ValueError:
        raise BadCell(f"“{words}”的时间不对；请写成 2024-09-03 14:30。")


def _in_range(found: datetime, words: str) -> datetime:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise BadCell(f"“{words}”的年份不对；请写 {FIRST_YEAR} 至 {LAST_YEAR} 年之间的日期。")
    return found


def yes_no(cell: Cell | str) -> bool | None:
    """是 有 √ and 否 无 ×; None for a blank cell."""
    words = _plain(cell)
    if words in YES:
        return True
    if words in NO:
        return False
    if words in NOTHING:
        return None
    raise BadCell(f"“{words[:30]}”看不出是或否；请填“是”或“否”。")


def number(cell: Cell | str, unit: str = "") -> Decimal | None:
    """A number, or an amount turned into the column's unit: 3.5万元 is 35000 where the unit is 元, 3.5 where it is 万元."""
    words = TIGHT.sub("", _plain(cell))
    if words in NOTHING:
        return None
    ungrouped = GROUPED.sub(lambda group: group[0].replace(",", "").replace("，", ""), words)
    found = AMOUNT.fullmatch(ungrouped)
    if not found:
        raise BadCell(f"“{words[:30]}”不是数字；请只填数字，如 {_example(unit)}。")
    sign, digits, scale, written = found.groups()
    amount = Decimal(sign + digits)
    column_scale, column_name = _scale_of(unit)
    if written == "%":
        return amount if unit == "%" else amount / 100
    if written and written not in (column_name, "圆" if column_name == "元" else "", "整", "元整"):
        raise BadCell(f"“{words[:30]}”的单位是“{scale}{written}”，这一列的单位是“{unit or '无'}”；请改成这个单位的数字。")
    return _scaled(amount, SCALES[scale], column_scale) if scale or written else amount


def _scale_of(unit: str) -> tuple[int, str]:
    scale = next((name for name in sorted(SCALES, key=len, reverse=True) if name and unit.startswith(name)), "")
    return SCALES[scale], unit[len(scale) :]


def _scaled(amount: Decimal, written: int, wanted: int) -> Decimal:
    scaled = amount * written / wanted
    return scaled.quantize(Decimal(1)) if scaled == scaled.to_integral_value() else scaled


def _example(unit: str) -> str:
    return f"12000（单位{unit}）" if unit else "12000"


def whole(cell: Cell | str, unit: str = "") -> int | None:
    """A whole number: 12, 12人 where people are counted, never 12.5."""
    found = number(cell, unit)
    if found is None:
        return None
    if found != found.to_integral_value():
        raise BadCell(f"“{_said(cell)[:30]}”不是整数。")
    return int(found)


def choice(cell: Cell | str, options: Iterable[tuple[str, str]], synonyms: Mapping[str, str] | None = None) -> str | None:
    """The key of an option by its label, its key or another word for it; None for a blank cell."""
    words = _folded(_plain(cell))
    if not words:
        return None
    options = tuple(options)
    known = {_folded(word): key for word, key in (synonyms or {}).items()} | _known(options)
    if words in known:
        return known[words]
    if words in NOTHING:
        return None
    labels = [str(label) for _, label in options]
    near = difflib.get_close_matches(words, labels, 1, 0.5)
    hint = f"是不是“{near[0]}”？" if near else f"可以填：{_listed(labels)}。"
    raise BadCell(f"没有“{text(cell)[:30]}”这一项；{hint}")


@lru_cache(1024)
def _known(options: tuple[tuple[str, str], ...]) -> dict[str, str]:
    return {_folded(str(key)): key for key, _ in options} | {_folded(str(label)): key for key, label in options}


def _folded(word: str) -> str:
    return TIGHT.sub("", unicodedata.normalize("NFKC", word)).lower()


def _listed(labels: Sequence[str]) -> str:
    return "、".join(labels[:8]) + ("等" if len(labels) > 8 else "")


def checked(cell: Cell | str, *checks: Callable[[str], object]) -> str:
    """A code that must please the checks of its field; they raise ValueError or ValidationError with a sentence."""
    found = code(cell)
    for check in checks if found else ():
        try:
            check(found)
        except ValidationError as fault:
            raise BadCell("；".join(fault.messages))
        except ValueError as fault:
            raise BadCell(str(fault))
    return found


def citizen_number(cell: Cell | str, *checks: Callable[[str], object]) -> str:
    """A citizen number; one that ends in 000 and fails its check has been through a numeric column of Excel."""
    try:
        return checked(cell, *checks)
    except BadCell:
        if code(cell).endswith("000") and len(code(cell)) == 18:
            raise BadCell(DAMAGED)
        raise
