"""A condition told in Chinese, so that a definition says what is counted without anybody writing it twice."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db.models import Field, Model, Q, QuerySet
from django.db.models.constants import LOOKUP_SEP

from fazhi.kernel import registry

# Lookup → the sentence about (field, value); what is not here is left to the indicator's note.
SAID = {
    "exact": "{field}为{value}",
    "in": "{field}为{value}",
    "gt": "{field}大于{value}",
    "gte": "{field}不小于{value}",
    "lt": "{field}小于{value}",
    "lte": "{field}不大于{value}",
    "contains": "{field}含“{value}”",
    "startswith": "{field}以“{value}”开头",
}


def field_at(model: type[Model], path: str) -> tuple[Field, str]:
    """The field that a path names, and the lookup after it; raises FieldDoesNotExist."""
    names = path.split(LOOKUP_SEP)
    field = named(model, names.pop(0))
    while names and field.is_relation and names[0] not in SAID and names[0] != "isnull":
        field = named(field.related_model, names.pop(0))
    return field, LOOKUP_SEP.join(names) or "exact"


def is_single(model: type[Model], path: str) -> bool:
    """Whether a path leads from each record to one value, never to many."""
    for name in path.split(LOOKUP_SEP):
        try:
            field = named(model, name)
        except FieldDoesNotExist:
            return True  # a lookup, after the last field
        if field.one_to_many or field.many_to_many:
            return False
        model = field.related_model or model
    return True


def named(model: type[Model], name: str) -> Field:
    """A field by its name or its column; `pk` is the key."""
    if name == "pk":
        return model._meta.pk
    by_column = {field.attname: field for field in model._meta.concrete_fields}
    return by_column.get(name) or model._meta.get_field(name)


def asked_in(condition: Q) -> Iterator[tuple[str, Any]]:
    """Every (path, value) of a condition; expressions within it are passed over."""
    for child in condition.children:
        if isinstance(child, Q):
            yield from asked_in(child)
        elif isinstance(child, tuple):
            yield child


def told(condition: Q, model: type[Model]) -> str:
    """The condition in words; empty where it asks nothing, or nothing that can be told."""
    parts = [told(child, model) if isinstance(child, Q) else _told_lookup(child, model) for child in condition.children]
    parts = [part for part in parts if part]
    text = (" 或者 " if condition.connector == Q.OR else "，").join(parts)
    text = f"（{text}）" if len(parts) > 1 and condition.connector == Q.OR else text
    return f"不属于“{text}”" if condition.negated and text else text


def _told_lookup(child: Any, model: type[Model]) -> str:
    if not isinstance(child, tuple):
        return ""
    try:
        field, lookup = field_at(model, child[0])
    except FieldDoesNotExist:
        return ""
    if lookup == "isnull":
        return f"{title(field)}{'空缺' if child[1] else '已填写'}"
    sentence = SAID.get(lookup, "")
    return sentence.format(field=title(field), value=_value(field, model, child[1])) if sentence else ""


def read_at(rows: QuerySet[Any], path: str) -> str:
    """What the first of some rows says at a path, in words; 空 where it says nothing. Personal data are never read."""
    model = rows.model
    field, lookup = field_at(model, path)
    if hasattr(field, "mask"):
        return ""
    column = path if lookup == "exact" and not path.endswith("__exact") else path.rpartition(LOOKUP_SEP)[0]
    found = rows.order_by().values_list(column, flat=True).first()
    return "空" if found in (None, "") else _value(field, model, found)


def title(field: Field) -> str:
    return str(getattr(field, "verbose_name", field.name))


def _value(field: Field, model: type[Model], value: Any) -> str:
    if isinstance(value, list | tuple | set | frozenset):
        return "、".join(_value(field, model, each) for each in value)
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(_labels(field, model).get(value, value)) or "空"


def _labels(field: Field, model: type[Model]) -> dict[Any, str]:
    """What a choice is called; the names of states are in the flow."""
    if field.name == "state" and (flow := registry.on("flows").get(registry.label(field.model))):
        return {name: state.label for name, state in flow.states.items()}
    return dict(field.flatchoices)
