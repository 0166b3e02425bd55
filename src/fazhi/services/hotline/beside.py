"""What a seat sees beside a call: what this caller was told before, what is flagged, and what the library says."""

from collections.abc import Iterator
from datetime import timedelta

from django.utils import timezone

from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Beside, Line, Told

from .models import Call, CallerFlag, Knowledge
from .rules import REPEAT_DAYS

MOST = 20


def earlier(call: Call, person: Person) -> Told:
    """The calls of this number within the period, the last first; a borrowed telephone is said to be one."""
    if not call.caller_key:
        return Told(("隐藏号码，不能查对以前的来电。",), ())
    since = call.queued_at - timedelta(days=REPEAT_DAYS.value())
    same = Call.objects.visible_to(person).filter(caller_key=call.caller_key, queued_at__gte=since).exclude(pk=call.pk)
    rows = list(same.select_related("agent").order_by("-queued_at")[:MOST])
    sums = [f"这个号码{REPEAT_DAYS.value()}日内来过 {len(rows)} 次电话。", *_flags(call, person)]
    if any(row.is_borrowed for row in rows) or call.is_borrowed:
        sums.append("这个号码借给别人用过，以前的来电可能不是同一人。")
    return Told(tuple(sums), tuple(Line(row, (row.queued_at, row.get_topic_display(), row.answer, row.cited)) for row in rows))


def _flags(call: Call, person: Person) -> Iterator[str]:
    for flag in CallerFlag.objects.visible_to(person).filter(caller_key=call.caller_key, state="active"):
        yield f"来电标记：{flag.get_kind_display()}（有效至 {flag.due_on}）。"


def known(call: Call, person: Person) -> Told:
    """The library's entries of the same topic that hold today."""
    if not call.topic:
        return Told(("选了类别以后，这里列出同类知识。",), ())
    held = Knowledge.objects.visible_to(person).filter(topic=call.topic, valid_from__lte=timezone.localdate())
    rows = list(held.filter(valid_to__gte=timezone.localdate()).order_by("question")[:MOST])
    return Told(
        (f"“{call.get_topic_display()}”有 {len(rows)} 条知识。",),
        tuple(Line(row, (row.answer, row.cited, row.valid_to)) for row in rows),
    )


EARLIER = Beside(
    "earlier", "这个号码以前的来电", ("进线时间", "类别", "答复", "引用法条"), earlier, "答复不要前后矛盾；只列您看得到的话务单。"
)
KNOWN = Beside("known", "可用的知识", ("答复", "引用法条", "有效期止"), known, "失效的不列；答复以现行规定为准。")
