"""Tables beside a benchmark and a decision: what a draft would change (裁量测算), and how like cases were decided (同案同罚)."""

from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Beside, Line, Told

from .discretion import Past, Rejudged, Verdict, rejudge
from .discretion.rejudging import spread
from .discretion_words import DiscretionLevel
from .models import Benchmark, Decision, DiscretionUse, ScaleItem, ScaleRow
from .models.benchmarks import MAY_SET
from .penalty_words import Outcome, Tendency
from .scale_text import changes, fault_of, number

FURTHEST = [Verdict.ABOVE, Verdict.BELOW, Verdict.OPEN, Verdict.WITHIN]
FAR = 1.5  # standard deviations from the middle of like cases
FEW = 5  # fewer like cases have no spread


def decided(person: Person, items: Iterable[ScaleItem]) -> QuerySet[Decision]:
    """The penalties with a fine, for the matters of these items, that somebody may see."""
    powers = {item.item_id for item in items if item.item_id}
    found = Decision.objects.visible_to(person).filter(outcome=Outcome.PENALTY, decided_on__isnull=False, fine__gt=0)
    return (
        found.filter(case__item__in=powers).select_related("case", "unit").prefetch_related("uses").order_by("-decided_on", "-id")
    )


def past_of(decision: Decision) -> Past:
    use = decision.last_use
    told = use.told if use else {}
    direction = decision.tendency if decision.tendency else Tendency.USUAL
    return Past(decision.pk, told, decision.fine, use.base_amount if use else decision.base_amount, direction)


def would_change(benchmark: Benchmark, person: Person) -> Told:
    """Each past decision under this benchmark, those that would lie outside it first."""
    items = [item for item in benchmark.standing_items if item.item_id]
    decisions = {decision.pk: decision for decision in decided(person, items)}
    by_power: dict[int, list[Decision]] = {}
    for decision in decisions.values():
        by_power.setdefault(decision.case.item_id, []).append(decision)
    lines, counts = [], Counter[Verdict]()
    for item in items:
        for found in rejudge(item.scale(), map(past_of, by_power.get(item.item_id, ()))):
            counts[found.verdict] += 1
            lines.append((FURTHEST.index(found.verdict), Line(decisions[found.key], _cells(decisions[found.key], found))))
    lines.sort(key=lambda pair: pair[0])
    sums = [f"{verdict}：{counts[verdict]} 件" for verdict in FURTHEST if counts[verdict]]
    return Told(tuple(sums), tuple(line for _, line in lines))


def _cells(decision: Decision, found: Rejudged) -> tuple[Any, ...]:
    use, now = decision.last_use, found.now
    return (
        str(found.verdict),
        decision.fine,
        use.range_told if use else "没有适用裁量基准",
        _range(now.range.low, now.range.high) if now else found.because,
        decision.decided_on,
    )


def _range(low: Decimal | None, high: Decimal | None) -> str:
    if low == high:
        return f"{low}元"
    return f"{low if low is not None else 0}元—{'' if high is None else f'{high}元'}"


def alike(decision: Decision, person: Person) -> Told:
    """Decisions on the same item of a benchmark, those of the same level and circumstances first, each with its place in the range."""
    use = decision.last_use
    if use is None:
        return Told(("还没有适用裁量基准，没有可以对照的同类案件。",), ())
    others = [each for each in decided(person, [use.item]) if each.pk != decision.pk and each.last_use is not None]
    same = [each for each in others if each.last_use.item_id == use.item_id]
    near = sorted(same, key=lambda each: (-_shared(use, each.last_use), -each.decided_on.toordinal()))
    peers = [each for each in near if each.last_use.level == use.level]
    places = {each.pk: place for each in peers if (place := _place(each)) is not None}
    return Told(_told(use, peers, places), tuple(_line(use, each, places) for each in near))


def _shared(use: DiscretionUse, other: DiscretionUse) -> int:
    """How much two cases have in common: the level, and each circumstance."""
    return 2 * (use.level == other.level) + sum(other.told.get(name) == said for name, said in use.told.items())


def _place(decision: Decision) -> float | None:
    use = decision.last_use
    low = use.law_low or Decimal(0)
    if use.law_high is None or use.law_high <= low:
        return None
    return float((decision.fine - low) / (use.law_high - low))


def places_of(decisions: QuerySet[Decision]) -> dict[tuple[int, str], list[float]]:
    """Of fines by a benchmark, by its item and level: where each lies in the range of the law."""
    found: dict[tuple[int, str], list[float]] = {}
    fined = decisions.filter(outcome=Outcome.PENALTY, decided_on__isnull=False, fine__gt=0).exclude(state="revoked")
    for decision in fined.filter(uses__isnull=False).distinct().prefetch_related("uses"):
        if (place := _place(decision)) is not None:
            use = decision.last_use
            found.setdefault((use.item_id, use.level), []).append(place)
    return found


def apart(benchmark: Benchmark, person: Person) -> Told:
    """How far apart like decisions under this benchmark lie, by item and level; amounts are not told, nor who decided."""
    items = {item.pk: item for item in benchmark.standing_items}
    found = places_of(Decision.objects.visible_to(person).filter(uses__item__in=items))
    lines = [
        Line(items[item], (str(DiscretionLevel(level).label), len(places), _apart(places)))
        for (item, level), places in sorted(found.items(), key=lambda each: (items[each[0][0]].seq, each[0][1]))
        if item in items
    ]
    return Told((f"同一事项、同一档次的同类案件不足 {FEW} 件的，不算离散度。",), tuple(lines))


def _apart(places: list[float]) -> str:
    return f"{spread(places) or 0:.2f}" if len(places) >= FEW else "件数不足"


def _told(use: DiscretionUse, peers: list[Decision], places: dict[int, float]) -> tuple[str, ...]:
    if len(places) < FEW:
        return (f"同一档次的同类案件 {len(peers)} 件，不足 {FEW} 件，不算离散度。",)
    found = sorted(each.fine for each in peers)
    apart = spread(places.values())
    return (
        f"同一档次的同类案件 {len(peers)} 件，罚款中位数 {found[len(found) // 2]} 元。",
        f"离散度（罚款在法定幅度中位置的变异系数）{apart:.2f}。" if apart is not None else "罚款都在法定下限，没有离散。",
    )


def _line(use: DiscretionUse, decision: Decision, places: dict[int, float]) -> Line:
    mine = decision.last_use
    shared = "、".join(
        said if name == said else f"{name}：{said}" for name, said in mine.told.items() if use.told.get(name) == said
    )
    cells = (decision.decided_on, mine.get_level_display(), decision.fine, mine.range_told, shared, _outlying(decision, places))
    return Line(decision, cells)


def _outlying(decision: Decision, places: dict[int, float]) -> str:
    """Why it stands apart: outside its range, or far from like cases."""
    if decision.is_outside:
        return f"在裁量基准以外：{decision.departs_because or '没有写明理由'}"
    if decision.pk not in places or len(places) < FEW:
        return ""
    middle = sum(places.values()) / len(places)
    apart = (spread(places.values()) or 0.0) * middle
    far = apart and abs(places[decision.pk] - middle) > FAR * apart
    return ("高于同类案件" if places[decision.pk] > middle else "低于同类案件") if far else ""


def table_preview(item: ScaleItem, person: Person) -> Told:
    """What adopting the edited table would do, and what stands in its way."""
    found = changes(item, item.draft_table) if item.draft_table.strip() else []
    counts = Counter(what for what, _, _ in found)
    sums = "，".join(f"{what} {counts[what]} 行" for what in ("新增", "修改", "删去", "不变") if counts[what])
    lines = []
    for what, row, told in found:
        new = ScaleRow(of=item, **told) if told else None
        shown = new or row
        faults = fault_of(item, told) if told else ""
        lines.append(Line(item, (what, str(shown), _level(row), _level(new), _bounds(row), _bounds(new), faults or "无")))
    order = {"新增": 0, "修改": 0, "删去": 0, "不变": 1}
    lines.sort(key=lambda line: (line.cells[-1] == "无", order[line.cells[0]]))
    return Told((sums or "没有待采用的整表",), tuple(lines))


def _level(row: ScaleRow | None) -> str:
    return str(row.get_level_display()) if row and row.level else ""


def _bounds(row: ScaleRow | None) -> str:
    if row is None:
        return ""
    if row.weight is not None:
        return f"{number(row.weight)}%"
    return f"{number(row.low) or '不限'}—{number(row.high) or '不限'}"


PREVIEW = Beside(
    "table",
    "整表预览",
    ("变化", "情形", "原阶次", "新阶次", "原幅度、权重", "新幅度、权重", "问题"),
    table_preview,
    "采用以前逐行看会改变什么；有问题的排在前面。",
    MAY_SET,
)
WOULD_CHANGE = Beside(
    "what-if",
    "裁量测算",
    ("结果", "罚款", "原幅度", "新幅度", "决定日期"),
    would_change,
    "把这份裁量基准用到过去的决定上，逐件看会改变什么；只列您看得到的决定，不改动任何决定。",
    MAY_SET,
)
APART = Beside(
    "apart",
    "同案同罚",
    ("裁量阶次", "件数", "离散度"),
    apart,
    "罚款在法定幅度中的位置（罚款−下限）÷（上限−下限）的变异系数，同一档次内比较；不列金额，不作排名。",
    "行政处罚法 第五条第二款",
)
ALIKE = Beside(
    "alike",
    "同类案件",
    ("决定日期", "裁量阶次", "罚款", "裁量幅度", "相同的情形", "差异"),
    alike,
    "同一裁量基准事项的其他决定，情形最接近的在前；罚款只作对照，不作排名。",
    "行政处罚法 第五条第二款",
)
