"""What a seat is shown while a call is being written down: who this caller is to us, then what advice proposes for the question."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.org.models import Person
from fazhi.kernel.present import proposing
from fazhi.kernel.present.proposing import Earlier, Proposed
from fazhi.kernel.records.fields import Phone

from .beside import flags
from .models import Call
from .models.calls import key_of
from .rules import REPEAT_DAYS

NAME = "hotline.call"
QUESTION = "advice.question"  # of another room; where it is not installed, the caller alone is told of
MOST = 5


def dangers(text: str) -> tuple[str, ...]:
    asked = proposing.proposer(QUESTION)
    return asked.dangers(text) if asked else ()


def proposed(text: str, person: Person | None, given: Mapping[str, str]) -> Proposed:
    """The caller first: flags and earlier calls; among those that this seat may see."""
    asked = proposing.proposer(QUESTION)
    told = asked.proposed(text, person, given) if asked else Proposed()
    key = _key(given.get("caller", ""))
    if person is None or not key:
        return told
    days = REPEAT_DAYS.value()
    same = Call.objects.visible_to(person).filter(caller_key=key, queued_at__gte=timezone.now() - timedelta(days=days))
    rows = list(same.order_by("-queued_at")[:MOST])
    notes = (*flags(key, person), f"这个号码{days}日内来过 {same.count()} 次电话。")
    return replace(told, notes=notes, earlier=tuple(Earlier(row, tuple(_signs(row))) for row in rows))


def _key(caller: str) -> str:
    """Blank while the number is not whole."""
    try:
        return key_of(Phone().clean(caller.strip(), None)) if caller.strip() else ""
    except ValidationError:
        return ""


def _signs(row: Call) -> list[str]:
    told = (row.get_result_display(), row.get_topic_display(), row.get_rating_display(), "借用的号码" if row.is_borrowed else "")
    return [timezone.localtime(row.queued_at).strftime("%Y年%-m月%-d日 %H:%M"), *filter(None, told)]


proposing.leave(NAME, proposing.Proposer(dangers, proposed))
