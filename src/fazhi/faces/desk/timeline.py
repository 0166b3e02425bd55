"""经过: the acts on a record in words: who did what, what was and what is, personal data masked."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db.models import BigIntegerField, Field, ForeignKey, Model
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from fazhi.faces.look.parts import Act
from fazhi.faces.look.tongues import said
from fazhi.kernel import registry
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.records.checklists import Checklist
from fazhi.kernel.records.fields import Several
from fazhi.kernel.records.models import Record

from . import display

MOST_CHANGES = 8
BOOKKEEPING = {
    *("state", "part", "event_at", "recorded_at", "recorded_by", "entry_mode", "synced_at", "source_key", "source_hash"),
    *("path", "number", "opened_on", "unit", "overran"),
}
NOBODY = {"schedule": "期限届满", "portal": "群众自助"}
Names = dict[tuple[type[Model], int], str]


def told_acts(record: Model, events: Sequence[Event]) -> list[Act]:
    """The acts as lines of a timeline; names of what was referred to are asked for once for all lines."""
    flow = registry.on("flows").get(registry.label(record))
    moving = {"register", *(name for name, step in flow.steps.items() if step.target)} if flow else {"register"}
    names = _names(record, events)
    return [
        Act(
            _when(event.happened_at),
            who(event, record),
            event.title,
            "；".join(filter(None, [_part(event, flow), event.reason, _late(event), *changes(record, event.changes, names)])),
            event.law,
            is_step=event.act in moving,
            seq=event.pk,
        )
        for event in events
    ]


def _part(event: Event, flow: Any) -> str:
    """Which of several an act was done on, where the part has a name of its own that tells nobody's."""
    step = flow.steps.get(event.act) if flow else None
    known_as = event.changes.get("part", ["", ""])[1]
    return "" if step is None or not step.on or known_as == step.on._meta.verbose_name else known_as


def _late(event: Event) -> str:
    """When it was entered, where that was another day; a ledger and time itself always tell of the past."""
    if event.via in ("import", "schedule") or (event.recorded_at - event.happened_at).days < 1:
        return ""
    return f"{_when(event.recorded_at)} 录入"


def _when(at: datetime) -> str:
    """The year is told where it is not this one."""
    local = timezone.localtime(at)
    return f"{local:%-m月%-d日 %H:%M}" if local.year == timezone.localdate().year else f"{local:%Y年%-m月%-d日}"


def who(event: Event, record: Model) -> str:
    """The actor, and for whom; time and the public have words of their own, and who imports did not do what the ledger tells."""
    name = event.actor.name if event.actor else NOBODY.get(event.via, "系统")
    if event.via == "import":
        row = getattr(record, "source_key", "")
        return f"{name}从台账导入{f'（序号 {row}）' if row else ''}"
    return f"{name}（代{event.stands_in_for}）" if event.stands_in_for_id else name


def changes(record: Model, changed: dict[str, list[Any]], names: Names | None = None) -> list[str]:
    """What an event changed, a phrase each; bookkeeping columns left out."""
    told = []
    for name, (before, after) in changed.items():
        field = display.field_of(record, name)
        # A new record says what it is, not all that it is not.
        if field is None or name in BOOKKEEPING or (before is None and (after is False or _is_itself(field, record, after))):
            continue
        old, new = (_said(field, value, names or {}) for value in (before, after))
        if new != old:
            label, old, new = said(display.label(record, name)), said(old), said(new)
            told.append(f"{label}：{new}" if before in (None, "", []) else f"{label}：{old} → {new}")
    more = len(told) - MOST_CHANGES
    return [*told[:MOST_CHANGES], *([said(f"另有 {more} 项")] if more > 0 else [])]


def _is_itself(field: Field, record: Model, value: Any) -> bool:
    """A first case is its own root: that a record points to itself tells nothing."""
    return isinstance(field, BigIntegerField | ForeignKey) and value == record.pk


def _said(field: Field, value: Any, names: Names) -> str:
    """A value of the ledger in words: a choice by its label, a day as a day, a reference by its name."""
    if isinstance(value, float) or field.get_internal_type() == "DecimalField" and value not in (None, ""):
        return display.words(Decimal(str(value)))
    if isinstance(field, ForeignKey):
        return names.get((field.related_model, value), display.NONE if value is None else "已填")
    if isinstance(field, Checklist):
        return field.told(value) or display.NONE
    choices = dict(field.words.choices if isinstance(field, Several) else getattr(field, "flatchoices", ()))
    if isinstance(value, list):
        return display.words([choices.get(one, one) for one in value])
    if isinstance(value, str | int) and value in choices:
        return str(choices[value])
    return display.words(_day(field, value))


def _day(field: Field, value: Any) -> date | datetime | Any:
    kind = field.get_internal_type()
    if not isinstance(value, str):
        return value
    parsed = parse_datetime(value) if kind == "DateTimeField" else parse_date(value) if kind == "DateField" else None
    return parsed or value


def _names(record: Model, events: Sequence[Event]) -> Names:
    """The names of all that the events refer to; one question for each kind of thing."""
    wanted: dict[type[Model], set[int]] = defaultdict(set)
    for event in events:
        for name, values in event.changes.items():
            if isinstance(field := display.field_of(record, name), ForeignKey) and name not in BOOKKEEPING:
                wanted[field.related_model] |= {value for value in values if isinstance(value, int)}
    return {(kind, one.pk): _named(one) for kind, keys in wanted.items() for one in kind._default_manager.filter(pk__in=keys)}


def _named(one: Model) -> str:
    """A record under its number alone: its title may name people whom this viewer has no right to see."""
    return (one.number or ("未编号" if one.numbering else str(one))) if isinstance(one, Record) else str(one)
