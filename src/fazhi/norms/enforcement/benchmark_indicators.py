"""What is counted of benchmarks and lists; how they are applied is counted with the decisions."""

from datetime import date, timedelta
from decimal import Decimal

from django.db.models import Q

from fazhi.kernel.indicators.declared import Count, Indicators, Rate, Standing
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.values import FigureRow
from fazhi.kernel.indicators.windows import CUM

from .discretion.rejudging import spread
from .discretion_words import BenchmarkKind, LeniencyKind
from .likeness import FEW, places_of
from .models import Benchmark, Decision, LeniencyItem, ScaleItem
from .models.benchmarks import HELD


class BenchmarkIndicators(Indicators):
    model = Benchmark

    published = Count("公布裁量基准", on="published_on", where=Q(kind=BenchmarkKind.BENCHMARK, state__in=HELD))
    lists_published = Count(
        "公布轻微违法清单", unit="个", on="published_on", where=Q(kind=BenchmarkKind.LENIENCY, state__in=HELD)
    )
    filed_rate = Rate(
        "裁量基准备案率", among=Q(state__in=HELD), of=Q(filed_on__isnull=False), on="published_on", note="分母为已公布的"
    )


class ScaleItemIndicators(Indicators):
    model = ScaleItem

    scale_items = Count("裁量基准事项", on="opened_on", where=Q(is_dropped=False))
    outdated = Count(
        "依据已经失效而未修订的裁量基准事项",
        on="opened_on",
        where=Q(is_dropped=False, benchmark__state="published", basis__valid_to__isnull=False),
        note="处罚依据已有失效日期的",
    )


class LeniencyIndicators(Indicators):
    model = LeniencyItem

    leniency_items = Standing("轻微违法清单事项", on="benchmark__published_on", until="")
    first_items = Standing("首违不罚清单事项", on="benchmark__published_on", until="", where=Q(kind=LeniencyKind.FIRST))


YEAR = timedelta(days=365)


def dispersion(on: date) -> FigureRow:
    """同案不同罚离散度: of like decisions of the year up to a day, told by their place in the law's range; who decided is not asked."""
    places = places_of(Decision.objects.filter(decided_on__range=(on - YEAR, on)))
    found = [(len(each), spread(each) or 0.0) for each in places.values() if len(each) >= FEW]
    amount = sum(number for number, _ in found)
    value = round(Decimal(sum(number * apart for number, apart in found)) / amount, 2) if amount else None
    text = f"同案不同罚离散度{value}（{len(found)}个档次的{amount}件）" if amount else "无数据"
    definition = (
        f"一年内适用裁量基准的罚款，同一基准事项、同一档次的为一组：（罚款−法定下限）÷（法定上限−法定下限）的变异系数，按件数平均；"
        f"不足{FEW}件的组不计：{len(places)} 组中计入 {len(found)} 组，{amount} 件"
    )
    return FigureRow("I9", "同案不同罚离散度", text, value, "", amount, definition, out_of=len(found))


Figure("I9", "同案不同罚离散度", asks=dispersion)
Figure("I4", "完善行政处罚裁量基准{text}", "enforcement.published", CUM)
Figure("I5", "免罚轻罚事项清单{text}", "enforcement.lists_published", CUM)
