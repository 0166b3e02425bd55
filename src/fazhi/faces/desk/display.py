"""Any value as a person reads it."""

from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.records.fields import masked

NONE = "无"


def field_of(model: type[Model] | Model, name: str) -> Field | None:
    """A model's own field, or None for a property."""
    try:
        return model._meta.get_field(name)
    except FieldDoesNotExist:
        return None


def label(model: type[Model] | Model, name: str) -> str:
    """What a column is called."""
    field = field_of(model, name)
    if field is not None:
        return str(getattr(field, "verbose_name", name))
    member = getattr(model, name, None)
    return str(getattr(member, "label", "") or getattr(getattr(member, "fget", None), "label", "") or name)


def text(record: Model, name: str) -> str:
    """A field's value in words, personal data masked; 无 where there is none."""
    if name == "state":
        return state_of(record)
    field = field_of(record, name)
    if field is None:
        value = getattr(record, name)
        return words(value() if callable(value) else value)
    return words(getattr(record, name)) if field.is_relation else of_field(field, masked(record, name))


def of_field(field: Field, value: Any) -> str:
    """A value of a field: the label of a choice, the labels of several, or plain words."""
    if field.choices:
        return str(dict(field.flatchoices).get(value, value or NONE))
    told: Callable[[Any], str] | None = getattr(field, "told", None)
    return (told(value) or NONE) if told and isinstance(value, list) else words(value)


def words(value: Any) -> str:
    """A plain value in words."""
    if value is None or value in ("", [], {}):
        return NONE
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime | date | time):
        return moment(value)
    if isinstance(value, dict):
        return "；".join(f"{key}：{words(one)}" for key, one in value.items())
    if isinstance(value, list | tuple):
        return "、".join(map(words, value))
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)


def moment(value: datetime | date | time) -> str:
    """2023年12月4日, with the hour where it matters."""
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y年%-m月%-d日 %H:%M}"
    return f"{value:%Y年%-m月%-d日}" if isinstance(value, date) else f"{value:%H:%M}"


def state_of(record: Any) -> str:
    """The label of the state in which a case stands."""
    flow = registry.on("flows").get(registry.label(record))
    state = flow.states.get(record.state) if flow else None
    return state.label if state else NONE


def shape_of(record: Any) -> str:
    """The mark of a state: doing, done, paused, ended, or none while it waits."""
    flow = registry.on("flows").get(registry.label(record))
    state = flow.states.get(record.state) if flow else None
    if state is None or state is flow.start:
        return ""
    if any(row["state"] == "paused" for row in record.clocks):
        return "paused"
    return "done" if state.final else "doing"


def change(record: Model, name: str, value: Any) -> str:
    """A value as the ledger kept it, in words."""
    field = field_of(record, name)
    if field is None or value is None:
        return words(value)
    kind = field.get_internal_type()
    if kind in ("DateField", "DateTimeField") and isinstance(value, str):
        return moment((date if kind == "DateField" else datetime).fromisoformat(value))
    return of_field(field, value)
