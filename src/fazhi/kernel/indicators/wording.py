"""How a figure is written in a report, and whether a sentence in a report is true of a value."""

import re
from dataclasses import dataclass
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal
from typing import Protocol

Number = Decimal | int

NO_RECORDS = "无数据"
SCALES = {"": Decimal(1), "万": Decimal(10) ** 4, "亿": Decimal(10) ** 8}
HUNDRED = Decimal(100)


class Wording(Protocol):
    """Writes a value with its unit; `is_full` says that all of them are meant (70 of 70)."""

    @property
    def rule(self) -> str:
        """How exactly it is written, in words."""

    def write(self, value: Number, unit: str, is_full: bool = False) -> str: ...

    def holds(self, text: str, value: Number) -> bool: ...


@dataclass(frozen=True, slots=True)
class Exact:
    """9174件; 9676.3万元: rounded to so many places of its unit (one where the unit is scaled, none elsewhere)."""

    places: int | None = None

    @property
    def rule(self) -> str:
        if self.places is None:
            return "写准确数；以万元、亿元计的写一位小数"
        return f"四舍五入到{self.places}位小数" if self.places else "四舍五入到个位"

    def write(self, value: Number, unit: str, is_full: bool = False) -> str:
        scale, measure = split(unit)
        places = bool(scale) if self.places is None else self.places
        return f"{rounded(value / SCALES[scale], places)}{scale}{measure}"

    def holds(self, text: str, value: Number) -> bool:
        return holds(text, value)


@dataclass(frozen=True, slots=True)
class About:
    """2800余件, 2.8万余通, 1000亿余元: cut to a precision; without 余 when exactly on it."""

    precision: int
    more: str = "余"

    @property
    def rule(self) -> str:
        scale = large_scale(Decimal(self.precision))
        step = f"{plain(self.precision / SCALES[scale])}{scale}"
        return f"按每{step}截取，超出的写“{self.more}”"

    def write(self, value: Number, unit: str, is_full: bool = False) -> str:
        scale, measure = split(unit)
        exact = value / SCALES[scale]
        base = (exact / Decimal(self.precision)).to_integral_value(ROUND_FLOOR) * self.precision
        if base <= 0:
            return f"{plain(exact)}{scale}{measure}"
        scale = scale or large_scale(base)
        shown = base if split(unit)[0] else base / SCALES[scale]
        return f"{plain(shown)}{scale}{self.more if exact > base else ''}{measure}"

    def holds(self, text: str, value: Number) -> bool:
        return holds(text, value, self.precision)


@dataclass(frozen=True, slots=True)
class Percent:
    """97.0%: rounded, but never up to a 100 that was not reached."""

    places: int = 1

    @property
    def rule(self) -> str:
        return f"四舍五入到{self.places}位小数，没有达到100%的不写100%" if self.places else "四舍五入到整数百分点"

    def write(self, value: Number, unit: str = "%", is_full: bool = False) -> str:
        shown = rounded(value, self.places)
        return f"{cut(value, self.places) if shown >= 100 > value else shown}%"

    def holds(self, text: str, value: Number) -> bool:
        return holds(text, value)


@dataclass(frozen=True, slots=True)
class Reaches:
    """达97%: a whole percentage that was truly reached."""

    @property
    def rule(self) -> str:
        return "截到整数百分点，真正达到才写“达”"

    def write(self, value: Number, unit: str = "%", is_full: bool = False) -> str:
        return f"达{cut(value, 0)}%"

    def holds(self, text: str, value: Number) -> bool:
        return holds(text, value)


@dataclass(frozen=True, slots=True)
class StaysAbove:
    """保持在95%以上, while it does; otherwise what the lowest was."""

    floor: int

    @property
    def rule(self) -> str:
        return f"每个月都不低于{self.floor}%，才写“保持在{self.floor}%以上”，否则写最低的一个月"

    def write(self, value: Number, unit: str = "%", is_full: bool = False) -> str:
        return f"保持在{self.floor}%以上" if value >= self.floor else f"最低{cut(value, 1)}%"

    def holds(self, text: str, value: Number) -> bool:
        return holds(text, value)


@dataclass(frozen=True, slots=True)
class Every:
    """70个乡镇均; the word for “all” is dropped as soon as one is missing."""

    word: str = "均"

    @property
    def rule(self) -> str:
        return f"写准确数；一个不缺时加“{self.word}”"

    def write(self, value: Number, unit: str, is_full: bool = False) -> str:
        return f"{plain(value)}{unit}{self.word if is_full else ''}"

    def holds(self, text: str, value: Number) -> bool:
        return holds(text.removesuffix(self.word), value)


EXACT = Exact()
PERCENT = Percent()
REACHES = Reaches()
EVERY, ALL, THROUGHOUT = Every("均"), Every("全部"), Every("全域")

WRITTEN = re.compile(r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?P<scale>[万亿]?)(?P<more>[余多]?)(?P<unit>.*)")


def holds(text: str, value: Number | None, precision: int | None = None) -> bool:
    """Whether what a report says is true of an exact value; `precision` where the text does not show its own (1000余)."""
    if text == NO_RECORDS or value is None:
        return text == NO_RECORDS and not value
    if kept := re.fullmatch(r"保持在([0-9.]+)%以上", text):
        return value >= Decimal(kept[1])
    if reached := re.fullmatch(r"[达最低]*([0-9.]+)%", text):
        return _is_percent(text, reached[1], value)
    written = WRITTEN.fullmatch(text)
    return bool(written) and _is_amount(written, Decimal(value), precision)


def _is_percent(text: str, number: str, value: Number) -> bool:
    if text.startswith("达"):
        return Decimal(number) <= value < Decimal(number) + 1
    if text.startswith("最低"):
        return Decimal(number) == cut(value, places_of(number))
    return text == Percent(places_of(number)).write(value)


def _is_amount(written: re.Match[str], value: Decimal, precision: int | None) -> bool:
    number, scale = written["number"], SCALES[written["scale"]]
    base = Decimal(number) * scale
    if written["more"]:
        is_money = written["scale"] and written["unit"].startswith("元")
        step = Decimal(precision) * (scale if is_money else 1) if precision else last_place(number) * scale
        return base < value < base + step
    if "." in number or written["unit"].startswith("元"):
        return rounded(value / scale, places_of(number)) == Decimal(number)
    return value == base


def split(unit: str) -> tuple[str, str]:
    """万元 is 万 and 元; 件 has no scale."""
    return (unit[0], unit[1:]) if unit[:1] in ("万", "亿") and len(unit) > 1 else ("", unit)


def measure_of(unit: str) -> str:
    """The unit of the exact value: 元 for what is written in 万元."""
    return split(unit)[1]


def large_scale(base: Decimal) -> str:
    return next((scale for scale in ("亿", "万") if base >= SCALES[scale]), "")


def rounded(value: Number, places: int) -> Decimal:
    """Half up, as a ledger is rounded."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def cut(value: Number, places: int) -> Decimal:
    """Down: no step that was not reached."""
    return Decimal(value).quantize(Decimal(1).scaleb(-places), ROUND_FLOOR)


def plain(value: Number) -> str:
    """Without an exponent or empty decimals: 2.8, 2800."""
    text = f"{Decimal(value):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def places_of(number: str) -> int:
    return len(number.partition(".")[2])


def last_place(number: str) -> Decimal:
    """The step of the last digit that counts: 100 for 2800, 0.1 for 2.8."""
    if "." in number:
        return Decimal(1).scaleb(-places_of(number))
    return Decimal(10) ** (len(number) - len(number.rstrip("0")))
