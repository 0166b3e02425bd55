"""What is done to weigh: look for a benchmark, apply it, apply the list of minor violations; queries stay here, gates read what they left."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet

from fazhi.kernel.calendar.counting import months_later
from fazhi.kernel.calendar.moments import today
from fazhi.kernel.flow.acting import Acting

from ..discretion import Undecided, Weighed, weigh
from ..discretion_words import BenchmarkModel, DiscretionLevel, LeniencyKind
from ..models import Decision, DiscretionUse, ScaleItem
from ..models.benchmarks import HELD
from ..penalty_words import Outcome, Tendency

TENDENCIES = {
    DiscretionLevel.MITIGATED: Tendency.MITIGATED,
    DiscretionLevel.LIGHTER: Tendency.LIGHTER,
    DiscretionLevel.USUAL: Tendency.USUAL,
    DiscretionLevel.HEAVIER: Tendency.HEAVIER,
    DiscretionLevel.GRAVE: Tendency.HEAVIER,
}
OUTCOMES = {LeniencyKind.SPARED: Outcome.MINOR, LeniencyKind.FIRST: Outcome.FIRST}


def day_of(decision: Decision) -> date:
    """A case keeps the benchmark of the day on which it was filed; a newer and lighter law brings today's."""
    return today() if decision.newer_is_lighter else decision.case.filed_on or decision.opened_on


def in_force(day: date) -> QuerySet[ScaleItem]:
    """The items of the benchmarks that hold on a day."""
    open_end = Q(benchmark__expires_on=None) | Q(benchmark__expires_on__gte=day)
    not_ended = Q(benchmark__ended_on=None) | Q(benchmark__ended_on__gt=day)
    return ScaleItem.objects.filter(
        open_end, not_ended, benchmark__state__in=HELD, benchmark__effective_on__lte=day, is_dropped=False
    )


def look(decision: Decision, act: Acting) -> None:
    """Whether there is a benchmark for the matter; its absence is no ground to wait."""
    decision.has_benchmark = in_force(day_of(decision)).filter(item=decision.case.item_id).exists()


def apply(decision: Decision, act: Acting) -> None:
    """Weigh, and keep what came out: the sentence for the decision, the level, the range."""
    item, day = decision.benchmark_item, day_of(decision)
    if item is None or not item.benchmark.holds(day):
        raise ValidationError({"benchmark_item": f"{item or '裁量基准'}在{day}不适用：没有公布、还没有施行或者已经失效"})
    if item.item_id and item.item_id != decision.case.item_id:
        raise ValidationError({"benchmark_item": f"这一项是“{item.item}”的裁量基准，本案的事项是“{decision.case.item}”"})
    told = circumstances_of(item, decision.circumstances)
    try:
        weighed = weigh(item.scale(), told, decision.base_amount, decision.tendency)
    except Undecided as lack:
        raise ValidationError({"circumstances": f"{lack}。可以认定的情形：{item.choices_told}"}) from None
    _keep(decision, act, item, weighed)


def circumstances_of(item: ScaleItem, text: str) -> dict[str, str]:
    """Lines to factor → grade, or of tiers condition → itself; a line that the table does not know is refused."""
    scale, told = item.scale(), {}
    known = {row.grade for row in scale.rows} if item.model == BenchmarkModel.TIERS else set()
    for line in filter(None, (line.strip() for line in text.splitlines())):
        factor, _, grade = (part.strip() for part in line.replace(":", "：").partition("："))
        if item.model == BenchmarkModel.TIERS:
            found = next((each for each in (line, grade) if each in known), "")
            if not found:
                raise ValidationError({"circumstances": f"裁量基准没有“{line[:40]}”这一情形；可以写：{'；'.join(sorted(known))}"})
            told[found] = found
        elif factor not in scale.factors:
            raise ValidationError({"circumstances": f"裁量基准没有“{factor[:40]}”这一因素；可以写：{'；'.join(scale.factors)}"})
        else:
            told[factor] = grade
    return told


def _keep(decision: Decision, act: Acting, item: ScaleItem, weighed: Weighed) -> None:
    use = DiscretionUse(
        of=decision,
        item=item,
        told=dict(weighed.told),
        base_amount=decision.base_amount,
        level=weighed.level,
        percent=weighed.percent,
        low=weighed.range.low,
        high=weighed.range.high,
        law_low=weighed.law.low,
        law_high=weighed.law.high,
        explanation=sentence(item, weighed),
    )
    decision.rows("uses")  # at hand before the new one joins them
    act.docket.add(decision, use)
    decision.has_benchmark = True
    decision.discretion_ref = f"{item.benchmark.document_no or item.benchmark.title} 第{item.seq}项 {use.get_level_display()}"[
        :160
    ]
    decision.discretion_text = use.explanation
    decision.tendency = TENDENCIES.get(weighed.level, decision.tendency)
    if decision.tendency != Tendency.USUAL:
        decision.tendency_ground = decision.tendency_ground or "；".join(weighed.why)


def sentence(item: ScaleItem, weighed: Weighed) -> str:
    """What the decision prints: the benchmark, the circumstances, the level, the range."""
    found, law = weighed.range, weighed.law
    total = f"，累计{weighed.percent.normalize():f}%" if weighed.percent is not None else ""
    amount = f"{_yuan(found.high)}" if found.low == found.high else f"{_yuan(found.low)}至{_yuan(found.high)}"
    return (
        f"依照《{item.benchmark.title}》{_numbered(item.benchmark.document_no)}第{item.seq}项“{item.title}”"
        f"（法定幅度{_yuan(law.low)}至{_yuan(law.high)}），认定：{'；'.join(weighed.why)}{total}，"
        f"适用{DiscretionLevel(weighed.level).label}档次，罚款幅度为{amount}。"
    )


def _numbered(document_no: str) -> str:
    return f"（{document_no}）" if document_no else ""


def _yuan(bound: Any) -> str:
    return "不限" if bound is None else f"{bound.normalize():f}元"


def apply_leniency(decision: Decision, act: Acting) -> None:
    """Apply an item of the list; whether it is the first time is asked of the case base, never believed."""
    item = decision.leniency_item
    if item is None or not item.benchmark.holds(day_of(decision)):
        raise ValidationError({"leniency_item": f"{item or '清单事项'}不适用：没有公布、还没有施行或者已经失效"})
    if item.item_id and item.item_id != decision.case.item_id:
        raise ValidationError({"leniency_item": f"这一项是“{item.item}”的，本案的事项是“{decision.case.item}”"})
    decision.outcome = OUTCOMES.get(item.kind, decision.outcome)
    decision.earlier_offences = earlier(decision, item.look_back)
    decision.discretion_ref = f"{item.benchmark.document_no or item.benchmark.title} 第{item.seq}项"[:160]
    decision.discretion_text = (
        f"依照《{item.benchmark.title}》{_numbered(item.benchmark.document_no)}第{item.seq}项“{item.violation}”，"
        f"具备：{'；'.join(item.all_conditions)}。依据{item.basis}，{item.get_word_display()}。"
    )


def earlier(decision: Decision, months: int | None) -> int:
    """How many penalties the same party had for the same item before the act, within so many months; ever, where none are named."""
    party, over = decision.party, decision.case.act_over_on
    same = Q(party__credit_code=party.credit_code) if party.credit_code else Q(party__id_number=party.id_number)
    if not party.credit_code and not party.id_number:
        same = Q(party__name=party.name)
    found = Decision.objects.filter(same, outcome=Outcome.PENALTY, case__item=decision.case.item_id, decided_on__lt=over)
    if months is not None:
        found = found.filter(decided_on__gte=months_later(over, -months))
    return found.exclude(pk=decision.pk).count()
