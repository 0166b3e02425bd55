"""同一事项: which earlier contacts may be about the same matter, and every sign of it; a person decides."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.db.models import F, QuerySet
from django.utils.timezone import localdate

from fazhi.kernel.flow.declared import flow_of
from fazhi.kernel.law.tokens import shared_words, tokens
from fazhi.kernel.org.models import Person
from fazhi.kernel.present.declared import Beside, Line, Told
from fazhi.kernel.present.proposing import Earlier
from fazhi.kernel.records.fields import CitizenNumber, Phone

from .models.people import key_of
from .rules import REPEAT_DAYS
from .words import Topic

if TYPE_CHECKING:
    from .models import Consultation

MOST, MOST_CITING = 5, 50
LONGER = 4  # times the period in which contacts are joined by themselves: older ones are only shown
WORDS_ALIKE = 0.15  # share of the pieces of the shorter question that the other holds too; measured by bench/suggestions.py


@dataclass(frozen=True, slots=True)
class Sought:
    """What is known of a contact that may not be the first on its matter."""

    keys: tuple[str, ...]
    topic: str
    opponent: str
    question: str
    on: date
    but: int | None = None


def of_form(given: Mapping[str, str]) -> Sought | None:
    """What stands in the form of a registration; None where nobody is named by number or telephone."""
    cleaned = (_cleaned(CitizenNumber(), given.get("askers-0-id_number", "")), _cleaned(Phone(), given.get("askers-0-phone", "")))
    keys = tuple(key_of(each) for each in cleaned if each)
    told = (given.get("topic", ""), given.get("opponent", ""), given.get("questions-0-text", ""))
    return Sought(keys, *told, localdate()) if keys else None


def _cleaned(column: "CitizenNumber | Phone", text: str) -> str:
    """A number as the register keeps it; blank while it is not whole."""
    try:
        return column.clean(text.strip(), None) if text.strip() else ""
    except ValidationError:
        return ""


def of_case(case: "Consultation") -> Sought | None:
    """What a consultation says of itself."""
    keys = tuple({row.key for row in case.rows("askers") if row.key})
    return Sought(keys, case.topic, case.opponent, case.question, case.opened_on, case.pk) if keys else None


def earlier(sought: Sought | None, seen: "QuerySet[Consultation]") -> list[Earlier]:
    """Contacts of the same person that more than the person speaks for, the likeliest first; among those that may be seen."""
    if sought is None:
        return []
    since = sought.on - timedelta(days=LONGER * REPEAT_DAYS.value(sought.on))
    rows = seen.filter(askers__key__in=sought.keys, opened_on__range=(since, sought.on)).exclude(pk=sought.but)
    rows = rows.exclude(state="withdrawn").distinct().prefetch_related("questions").order_by("-event_at", "-pk")[:50]
    weighed = [(len(signs), row, signs) for row in rows if (signs := list(_signs(sought, row)))]
    weighed.sort(key=lambda each: -each[0])  # those of one weight stay in the order of their days
    return [Earlier(row, ("同一证件号或者电话", *signs)) for _, row, signs in weighed[:MOST]]


def _signs(sought: Sought, row: "Consultation") -> Iterator[str]:
    if sought.topic and row.topic == sought.topic:
        yield f"同是{Topic(row.topic).label}"
    if sought.opponent and row.opponent == sought.opponent:
        yield "对方相同"
    if likeness(sought.question, row.question) >= WORDS_ALIKE:
        yield f"问题相近：{'、'.join(shared_words(sought.question, row.question)[:4])}"


def likeness(one: str, other: str) -> float:
    """How much of the shorter text's pairs of characters stands in the other."""
    few, many = sorted((_pairs(one), _pairs(other)), key=len)
    return len(few & many) / len(few) if few else 0.0


def _pairs(text: str) -> set[str]:
    return {word for word in tokens(text) if len(word) > 1}


def same(case: "Consultation", person: Person) -> Told:
    """What may be the same matter, beside a consultation, and how to join or to part them."""
    found = earlier(of_case(case), type(case).objects.visible_to(person))
    sums = [f"找到 {len(found)} 件可能是同一事项的咨询；由您判断，用“并入同一事项”“不是同一事项”办理。"]
    if case.duplicate_of:
        sums.append(f"现在并在 {case.duplicate_of.number} 的事项里：{_joined_by(case)}。")
    return Told(tuple(sums), tuple(_lines(found)))


def _joined_by(case: "Consultation") -> str:
    """Why the two hang together, so that whoever parts them knows what is given up."""
    sought = of_case(case)
    signs = list(_signs(sought, case.duplicate_of)) if sought else []
    return "、".join(("同一证件号或者电话", *signs)) if signs else "由工作人员并入"


def _lines(found: Iterable[Earlier]) -> Iterator[Line]:
    for each in found:
        row = each.record
        yield Line(row, (row.opened_on, row.get_topic_display(), flow_of(row).states[row.state].label, "；".join(each.because)))


SAME = Beside(
    "same", "可能是同一事项", ("咨询日期", "事项类别", "状态", "为什么"), same, "只列您看得到的；人次照计，件数只计一件。"
)


# --- 引用同一条文的 ----------------------------------------------------------------------------------------------------------


def citing_alike(case: "Consultation", person: Person) -> Told:
    """Whoever mends an answer sees which others rest on the same articles in the same version."""
    seen = type(case).objects.visible_to(person).exclude(pk=case.pk)
    found: dict[int, tuple[Any, list[str]]] = {}
    for row in case.standing_citations:
        same = {"citations__law": row.law, "citations__article": row.article, "citations__version": row.version}
        for other in seen.filter(**same, citations__round=F("rounds")).order_by("-pk")[:MOST_CITING]:
            found.setdefault(other.pk, (other, []))[1].append(str(row))
    lines = [Line(other, (other.answered_on, "、".join(rows))) for _, (other, rows) in sorted(found.items(), reverse=True)]
    return Told((f"另有 {len(lines)} 件咨询的答复引用同一条文；更正了答复，也看看它们。",), tuple(lines))


CITING = Beside("citing", "引用同一条文的其他咨询", ("首次答复日期", "条文"), citing_alike, "只列您看得到的。")
