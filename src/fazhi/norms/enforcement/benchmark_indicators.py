"""What is counted of benchmarks and lists; how they are applied is counted with the decisions."""

from django.db.models import Q

from fazhi.kernel.indicators.declared import Count, Indicators, Rate, Standing
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.windows import CUM

from .discretion_words import BenchmarkKind, LeniencyKind
from .models import Benchmark, LeniencyItem, ScaleItem
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


Figure("I4", "完善行政处罚裁量基准{text}", "enforcement.published", CUM)
Figure("I5", "免罚轻罚事项清单{text}", "enforcement.lists_published", CUM)
