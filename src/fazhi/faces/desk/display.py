"""Any value as a person reads it."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import DateField, DecimalField, Field, Model
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from fazhi.faces.look.tongues import said
from fazhi.kernel import registry
from fazhi.kernel.records.checklists import Checklist
from fazhi.kernel.records.envelope import Unreadable
from fazhi.kernel.records.fields import SensitiveText, Several, masked
from fazhi.kernel.records.models import Record

NONE = "无"
SHORT = 5  # characters


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
    owner = model if isinstance(model, type) else type(model)  # of an instance it would be the value
    return getattr(getattr(owner, name, None), "label", name)


def full_value(record: Model, name: str) -> str:
    """One datum as it is; a sentence where it cannot be decrypted."""
    value = getattr(record, name)
    return text(record, name) if isinstance(value, Unreadable) else words(value)


def full(record: Model, name: str) -> str:
    """The same, with sensitive texts as they are told: for whoever works on the record, and is noted as a reader of it."""
    field = field_of(record, name)
    value = getattr(record, name) if isinstance(field, SensitiveText) else ""
    return words(value) if value else text(record, name)


def text(record: Model, name: str) -> str:
    """A field's value in words, personal data masked; 无 where there is none."""
    if name == "state":
        return state_of(record)
    field = field_of(record, name)
    if field is not None and field.choices:
        return getattr(record, f"get_{name}_display")() or NONE
    if isinstance(field, Several | Checklist):
        return field.told(getattr(record, name)) or NONE
    if field is not None and field.is_relation and isinstance(other := getattr(record, name), Record):
        # Its title may name people whom this viewer has no right to see; what is never numbered stands in an open register.
        return other.number or ("未编号" if other.numbering else str(other))
    return words(masked(record, name) if field is not None and not field.is_relation else getattr(record, name))


def words(value: Any) -> str:
    """A plain value in words."""
    if value is None or value in ("", [], {}):
        return NONE
    if isinstance(value, list | tuple):
        return "、".join(map(words, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y年%-m月%-d日 %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y年%-m月%-d日}"
    return f"{value:,.2f}" if isinstance(value, Decimal) else str(value)


def width_of(field: Field | None, text: str) -> str:
    """The class of a cell: days, amounts and short words never break."""
    if isinstance(field, DateField | DecimalField):
        return "day"
    return "short" if len(text) <= SHORT else ""


def state_of(record: Model) -> str:
    """The label of the state in which a case stands."""
    flow = registry.on("flows").get(registry.label(record))
    return flow.states[record.state].label if flow else NONE


def mark(text: str, shape: str = "") -> SafeString:
    """A state as the look marks it: its words, and doing, done, paused, ended, wrong, or none while it waits."""
    return format_html('<span class="state" data-s="{}">{}</span>', shape, said(text))


def shape_of(record: Model) -> str:
    """The mark of a state: doing, done, paused, ended, or none while it waits."""
    flow = registry.on("flows").get(registry.label(record))
    state = flow.states.get(record.state) if flow else None
    if state is None or state is flow.start:
        return ""
    if any(row["state"] == "paused" for row in record.clocks):
        return "paused"
    return "done" if state.final else "doing"
