"""What those who make benchmarks and lists of minor violations see and fill in."""

from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Desk, Taken, View

from .gates.benchmarks import OPEN
from .ledgers import BenchmarkLedger, LeniencyLedger, ScaleItemLedger
from .likeness import APART, PREVIEW, WOULD_CHANGE
from .models import Benchmark, LeniencyItem, PowerItem, Provision, ScaleItem
from .models.benchmarks import HELD
from .words import PowerKind

LEDGERS = (BenchmarkLedger, ScaleItemLedger, LeniencyLedger)


class OfBenchmarks:
    """Files that are still being made, items of penalty, provisions."""

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        given = {
            "benchmark": Benchmark.objects.visible_to(person).filter(state__in=OPEN),
            "upper": Benchmark.objects.filter(state__in=HELD),
            "item": PowerItem.objects.visible_to(person).filter(state="listed", kind=PowerKind.PENALTY),
            "violated": Provision.objects.visible_to(person),
            "basis": Provision.objects.visible_to(person),
        }
        return given.get(name)


class BenchmarkDesk(OfBenchmarks, Desk):
    model = Benchmark
    title = "裁量基准和清单"
    icon = "scales"
    place = 5
    columns = "title kind field document_no published_on expires_on state due_on"
    filters = "unit state kind field published_on expires_on"
    sorts = "opened_on published_on due_on"
    form = "unit title kind form field rule upper"
    begins = "enforcement.scaleitem enforcement.leniencyitem"
    facts = (
        "kind form field rule upper comments review_no discussed_on document_no published_on effective_on expires_on filed_no filed_on "
        "revision_asked ended_on"
    )
    corrects = "title field"
    beside = (WOULD_CHANGE, APART)
    hints = {
        "upper": "上级已有裁量基准的必须选；本级只能在上级的阶次以内细化",
        "review_no": "合法性审核由没有参加起草的机构出具",
        "expires_on": "空白表示没有规定有效期",
        "rule": "事项选“默认裁量带”时按这个办法划分幅度",
    }
    empty = "还没有裁量基准。先登记文件，再逐项列入违法行为；也可以导入台账"
    views = (View("制定中", "state=drafting"), View("已公布", "state=published&sort=due_on"))


class ScaleItemDesk(OfBenchmarks, Desk):
    model = ScaleItem
    title = "裁量基准事项"
    icon = "table"
    place = 6
    columns = "title benchmark seq model law_low law_high state"
    together = "benchmark"
    filters = "unit state benchmark model base"
    sorts = "opened_on"
    form = "unit benchmark seq title item violated basis base law_low law_high model start second note"
    asks_parts = "scale_rows"
    fewest = {"scale_rows": 0}
    folds = "violated basis start second note"
    facts = "benchmark seq item violated basis base law_low law_high model start second note choices_told"
    parts = "scale_rows"
    part_columns = {"scale_rows": "factor grade column level matching weight low high is_dropped"}
    beside = (PREVIEW,)
    corrects = "title note"
    hints = {
        "law_low": "法律没有规定下限的（“以下”）不填",
        "law_high": "按倍数、比例计算的填倍数，例如 5、0.05",
        "base": "按倍数或者比例的，办案时填计算基数",
        "start": "按权重累加的起点",
        "second": "例如：近一年同类违法",
        "grade": "办案人员对照认定的情形",
        "factor": "阶次表可以不填",
        "low": "与法定幅度同样的单位",
        "draft_table": "一行一种情形：因素｜情形｜第二因素情形｜阶次｜条件｜权重｜下限｜上限",
    }
    empty = "逐项登记违法行为和裁量情形"

    @classmethod
    def begun_from(cls, record: Benchmark) -> Taken:
        return Taken(given={"benchmark": record, "unit": record.unit})


class LeniencyDesk(OfBenchmarks, Desk):
    model = LeniencyItem
    title = "轻微违法清单事项"
    icon = "sun"
    place = 7
    columns = "violation benchmark seq kind word look_back"
    together = "benchmark"
    filters = "unit kind word"
    sorts = "recorded_at"
    form = "unit benchmark seq kind category violation item basis conditions exclusions look_back word"
    hints = {
        "conditions": "须全部具备，办案时逐项认定",
        "look_back": "例如 24；各项不同，空白表示从来没有过",
        "word": "轻微的“不予”，首违的“可以不予”",
    }
    empty = "登记轻微不罚、首违不罚、减轻和从轻的事项"

    @classmethod
    def begun_from(cls, record: Benchmark) -> Taken:
        return Taken(given={"benchmark": record, "unit": record.unit})
