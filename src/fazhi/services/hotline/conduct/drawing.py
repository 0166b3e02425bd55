"""质检抽样: the list first, then the key, then the calls of the smallest ranks; what went wrong is checked in any case."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.db.models import Min, QuerySet

from fazhi.kernel import registry
from fazhi.kernel.flow import acting
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.declared import flow_of
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators.windows import month_end
from fazhi.kernel.ledger.log.commitments import keyed
from fazhi.kernel.ledger.log.sampling import first_by_rank
from fazhi.kernel.org.paths import within

from ..rules import NEW_DAYS, QUALITY_SHARE
from ..words import UNHAPPY, CountedBy, Result, Sample

if TYPE_CHECKING:
    from ..models import Call, QualityDraw

BEGIN = b"C"  # a rank of this list is no rank of another
COUNTS = {Sample.RANDOM: "at_random", Sample.UNHAPPY: "of_unhappy", Sample.RISK: "of_danger", Sample.NEW: "of_new"}


def draw(plan: QualityDraw, act: Acting) -> None:
    """Fix the list, throw the key, draw; each call says as what it was drawn."""
    if act.via == "import":
        raise NotAllowed("质检抽样在系统里抽，不从台账导入")
    calls = list(_own_calls(plan).order_by("call_no"))
    if not calls:
        raise NotAllowed("这个月没有本市坐席接通并整理好的来电，不用抽样")
    plan.share, plan.listed = QUALITY_SHARE.value(act.on), len(calls)
    plan.list_sha256 = sha256("\n".join(call.call_no for call in calls).encode()).hexdigest()
    plan.key = secrets.token_hex(32)
    chosen = {call.pk: sample for sample, rows in _always(plan, calls) for call in rows}
    for call in drawn_at_random(plan, [call for call in calls if call.pk not in chosen]):
        chosen[call.pk] = Sample.RANDOM
    for sample, name in COUNTS.items():
        setattr(plan, name, sum(each == sample for each in chosen.values()))
    _mark(chosen, act)


def _own_calls(plan: QualityDraw) -> QuerySet[Call]:
    """Whom the province answers for, it checks itself."""
    kind = registry.model("hotline.call")
    month = (plan.month, month_end(plan.month))
    held = kind.objects.filter(within(plan.unit.path), opened_on__range=month, result=Result.ANSWERED, state="settled")
    return held.exclude(counted_by=CountedBy.PROVINCE).filter(drawn_as="", agent__isnull=False)


def _always(plan: QualityDraw, calls: list[Call]) -> Iterable[tuple[Sample, list[Call]]]:
    """What went wrong, or came from somebody new; of several grounds the gravest."""
    agents = {call.agent_id for call in calls}
    begun = registry.model("hotline.call").objects.filter(agent__in=agents).values("agent").annotate(first=Min("opened_on"))
    since = plan.month - timedelta(days=NEW_DAYS.value(plan.month))
    fresh = {row["agent"] for row in begun if row["first"] > since}
    yield Sample.NEW, [call for call in calls if call.agent_id in fresh]
    yield Sample.UNHAPPY, [call for call in calls if call.rating in UNHAPPY]
    yield Sample.RISK, [call for call in calls if call.is_danger]


def drawn_at_random(plan: QualityDraw, calls: list[Call]) -> list[Call]:
    """So many in a hundred of the whole list, rounded up, by keyed rank."""
    amount = min(len(calls), -(-plan.listed * plan.share // 100))
    ranked = first_by_rank(keyed(bytes.fromhex(plan.key)), BEGIN, calls, amount, lambda call: call.call_no)
    return [call for _, _, call in ranked]


def _mark(chosen: dict[int, Sample], act: Acting) -> None:
    """Within this act, as the schedule: whoever draws does not choose."""
    kind = registry.model("hotline.call")
    flow = flow_of(kind)
    inner = replace(act, via="schedule", part=None, key="", reason="质检抽样")
    for call in kind.objects.select_for_update(of=("self",)).select_related("unit").filter(pk__in=chosen).order_by("pk"):
        act.docket.note_before(call)
        acting.perform(replace(inner, data={"drawn_as": chosen[call.pk]}), call, flow.steps["be_drawn"], flow)


def finish(plan: QualityDraw, act: Acting) -> None:
    month = (plan.month, month_end(plan.month))
    waiting = registry.model("hotline.call").objects.filter(within(plan.unit.path), opened_on__range=month, awaits_check=True)
    if left := waiting.count():
        raise NotAllowed(f"抽中的来电还有 {left} 通没有质检", mends="在话务单的“待质检”里逐通质检")
