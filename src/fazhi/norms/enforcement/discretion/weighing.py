"""The order of the engine: model, level, range, clamp (domain rules of 裁量 in their order; 行政处罚法 第五条, 第三十四条)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

from ..discretion_words import BenchmarkModel, DiscretionLevel
from .ranges import Range, bands, clamped, money
from .scales import AMBIGUOUS, Row, Scale, Undecided, Weighed

ORDER = list(DiscretionLevel)
MIDDLE = ORDER.index(DiscretionLevel.USUAL)
WHOLE = Decimal(100)


def weigh(scale: Scale, told: Mapping[str, str], base: Decimal | None = None, direction: str = "") -> Weighed:
    """Apply a benchmark to circumstances (factor → grade; of tiers, condition → anything that is not blank).

    `base` is the yuan that multiples are taken of. `direction` is the level that a person chose: it decides among bands, and between tiers
    on both sides. Raises `Undecided` with a sentence.
    """
    if scale.is_multiple and base is None:
        raise Undecided("罚款按倍数或者比例计算，请填写计算基数（元）")
    level, asked, why, percent = MODELS[BenchmarkModel(scale.model)](scale, told, direction)
    law = scale.law.times(base) if scale.is_multiple and base is not None else scale.law
    asked = asked.times(base) if scale.is_multiple and base is not None else asked
    # A tier below the law's least is 减轻, which has grounds of its own and is not clamped away.
    found = asked if level in (DiscretionLevel.MITIGATED, DiscretionLevel.SPARED) else clamped(asked, law)
    return Weighed(level, _rounded(found), law, tuple(why), percent, dict(told))


def _rounded(found: Range) -> Range:
    return Range(*(None if bound is None else money(bound) for bound in (found.low, found.high)))


Found = tuple[str, Range, list[str], Decimal | None]


def _by_tiers(scale: Scale, told: Mapping[str, str], direction: str) -> Found:
    proved = [row for row in scale.rows if told.get(row.grade)]
    levels = [level for level in ORDER if _is_met(scale, level, proved)]
    if not levels:
        raise Undecided("没有认定任何一项裁量情形，请对照裁量基准选定")
    level = _chosen(levels, direction)
    row = next(row for row in scale.rows if row.level == level)
    return level, Range(row.low, row.high), [row.grade for row in proved if row.level == level], None


def _is_met(scale: Scale, level: str, proved: list[Row]) -> bool:
    mine = [row for row in proved if row.level == level]
    return bool(mine) and (level not in scale.needs_all or len(mine) == sum(row.level == level for row in scale.rows))


def _chosen(levels: list[DiscretionLevel], direction: str) -> str:
    """The farthest from the middle on one side; on both sides a person has weighed."""
    places = [ORDER.index(level) for level in levels]
    if min(places) < MIDDLE < max(places):
        if direction not in levels:
            raise Undecided(AMBIGUOUS)
        return direction
    return ORDER[max(places, key=lambda place: abs(place - MIDDLE))]


def _by_weights(scale: Scale, told: Mapping[str, str], direction: str) -> Found:
    """The start and the weight of each factor, of the maximum; what is not proved counts at its lowest."""
    if scale.law.high is None:
        raise Undecided("这一违法行为没有罚款上限，不能按权重累加")
    total, why = scale.start, [f"裁量起点{_percent(scale.start)}"]
    for factor, grades in scale.factors.items():
        row = _row_of(scale, factor, told.get(factor) or grades[0])
        total += row.weight or 0
        why.append(f"{factor}：{row.grade}（{_percent(row.weight or Decimal(0))}）")
    total = min(total, WHOLE)
    amount = scale.law.high * total / WHOLE
    return level_of(scale, amount), Range(amount, amount), why, total


def level_of(scale: Scale, amount: Decimal) -> str:
    """Between which bounds of the general rule an amount lies."""
    return next((level for level, band in scale.cut.items() if band.holds(amount)), DiscretionLevel.HEAVIER)


def _row_of(scale: Scale, factor: str, grade: str) -> Row:
    if row := scale.cells.get((factor, grade)):
        return row
    raise Undecided(f"“{factor}”没有“{grade}”这一情形；可以填：{'、'.join(scale.factors.get(factor, ()))}")


def _by_matrix(scale: Scale, told: Mapping[str, str], direction: str) -> Found:
    first = scale.rows[0].factor
    grade, column = (told.get(factor) or grades[0] for factor, grades in scale.factors.items())
    row = scale.cells.get((grade, column))
    if row is None:
        raise Undecided(f"裁量基准没有“{grade}”和“{column}”相交的一格")
    middle = row.low if row.high is None else ((row.low or Decimal(0)) + row.high) / 2
    level = row.level or level_of(scale, middle or Decimal(0))
    return level, Range(row.low, row.high), [f"{first}：{grade}", f"{scale.second}：{column}"], None


def _by_bands(scale: Scale, told: Mapping[str, str], direction: str) -> Found:
    found = bands(scale.rule, scale.law)
    level = direction or DiscretionLevel.USUAL
    if level == DiscretionLevel.MITIGATED and scale.law.low is not None:
        return level, Range(Decimal(0), scale.law.low), ["减轻处罚，在法定最低限度以下"], None
    if level not in found:
        raise Undecided("法定幅度没有划出这一档次的办法，请选从轻、一般或者从重")
    return level, found[level], [f"按默认裁量带，{DiscretionLevel(level).label}档次"], None


def _percent(weight: Decimal) -> str:
    return f"{weight.normalize():f}%"


MODELS: dict[BenchmarkModel, Callable[[Scale, Mapping[str, str], str], Found]] = {
    BenchmarkModel.TIERS: _by_tiers,
    BenchmarkModel.WEIGHTS: _by_weights,
    BenchmarkModel.MATRIX: _by_matrix,
    BenchmarkModel.BANDS: _by_bands,
}
