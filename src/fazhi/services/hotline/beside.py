"""What a seat sees beside a call: what this caller was told before, what is flagged, and what the library says."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Beside, Line, Opening, Told

from .models import Call, CallerFlag
from .rules import REPEAT_DAYS

MOST, OFFERED = 20, 8
LIBRARY = "advice.library"


def earlier(call: Call, person: Person) -> Told:
    """The calls of this number within the period, the last first; a borrowed telephone is said to be one."""
    if not call.caller_key:
        return Told(("隐藏号码，不能查对以前的来电。",), ())
    since = call.queued_at - timedelta(days=REPEAT_DAYS.value())
    same = Call.objects.visible_to(person).filter(caller_key=call.caller_key, queued_at__gte=since).exclude(pk=call.pk)
    rows = list(same.select_related("agent").order_by("-queued_at")[:MOST])
    sums = [f"这个号码{REPEAT_DAYS.value()}日内来过 {len(rows)} 次电话。", *flags(call.caller_key, person)]
    if any(row.is_borrowed for row in rows) or call.is_borrowed:
        sums.append("这个号码借给别人用过，以前的来电可能不是同一人。")
    return Told(tuple(sums), tuple(Line(row, (row.queued_at, row.get_topic_display(), row.answer, row.cited)) for row in rows))


def flags(caller_key: str, person: Person) -> Iterator[str]:
    """What is flagged about a caller, in a sentence each."""
    for flag in CallerFlag.objects.visible_to(person).filter(caller_key=caller_key, state="active"):
        yield f"来电标记：{flag.get_kind_display()}（有效至 {flag.due_on}）。"


def known(call: Call, person: Person) -> Told:
    """The library's entries that are like what was asked, then those of its topic; all hold today."""
    if not call.topic and not call.question.strip():
        return Told(("写了诉求或者选了类别以后，这里列出问答库里可用的。",), ())
    rows = _library(call)
    lines = (Line(each.record, (each.answer, "、".join(each.cited), "、".join(each.because) or "同类")) for each in rows)
    return Told((f"问答库里有 {len(rows)} 条可用。",), tuple(lines))


def _library(call: Call) -> list[Any]:
    """The one library is kept by advice (ADR 18); where that room is not installed there is none."""
    asked = registry.on("answers").get(LIBRARY)
    return asked(call.question, call.topic) if asked else []


def openings(call: Call) -> list[Opening]:
    """Answers of the library with which a call may be wrapped up."""
    return [
        Opening(
            f"entry:{each.record.pk}",
            each.question[:60],
            f"问答库{each.record.number}，{each.reviewed_on}审核，{'、'.join(each.cited)}",
            {"answer": each.answer, "cited": "；".join(each.cited)},
        )
        for each in _library(call)[:OFFERED]
    ]


EARLIER = Beside(
    "earlier", "这个号码以前的来电", ("进线时间", "类别", "答复", "引用法条"), earlier, "答复不要前后矛盾；只列您看得到的话务单。"
)
KNOWN = Beside("known", "可用的问答", ("答复", "依据", "为什么"), known, "只列审核过、现行有效的；停用的不列。")
