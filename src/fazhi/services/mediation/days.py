"""The days that an act tells: none in the future, none before what it rests on."""

from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow.acting import Acting

if TYPE_CHECKING:
    from .models import Dispute


def told_of(part: Any, names: str, dispute: "Dispute", act: Acting) -> None:
    """Refuse a day or moment of a part that lies after the act, or before the case was accepted (applied for, while it is not)."""
    _refuse_wrong(part, names, act, _first_day(dispute))


def past_of(part: Any, names: str, act: Acting) -> None:
    """Refuse a day of a part that lies after the act; it may be long before the case."""
    _refuse_wrong(part, names, act, None)


def _refuse_wrong(part: Any, names: str, act: Acting, first: tuple[str, date] | None) -> None:
    errors = {name: wrong for name in names.split() if (wrong := _wrong(part, name, act, first))}
    if errors:
        raise ValidationError(errors)


def _wrong(part: Any, name: str, act: Acting, first: tuple[str, date] | None) -> str:
    value = getattr(part, name)
    day = timezone.localdate(value) if isinstance(value, datetime) else value
    word = part._meta.get_field(name).verbose_name
    if day is None:
        return ""
    if day > act.on:
        return f"{word} {day} 还没有到，不能晚于办理之日 {act.on}"
    return f"{word} {day} 不能早于{first[0]} {first[1]}" if first and day < first[1] else ""


def _first_day(dispute: "Dispute") -> tuple[str, date]:
    return ("受理日期", dispute.accepted_on) if dispute.accepted_on else ("申请日期", dispute.opened_on)
