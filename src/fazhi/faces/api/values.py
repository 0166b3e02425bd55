"""What a record says, as JSON: keys and typed values, personal data masked."""

from typing import Any

from django.db.models import Model, Prefetch, prefetch_related_objects
from django.http import HttpResponse, JsonResponse
from django.urls import reverse

from fazhi.faces.desk import display
from fazhi.kernel import registry
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.fields import Private, masked
from fazhi.kernel.records.models import Record, parts_of

# What stands at the head of every record, or is bookkeeping.
HEAD = {"id", "number", "version", "title", "state", "unit", "due_on"}
UNTOLD = {"path", "source_key", "source_hash", "clocks", "of"}
BOOKKEEPING = UNTOLD | {"part", "event_at", "recorded_at", "entry_mode"}


def answer(told: Any, status: int = 200, **headers: str) -> HttpResponse:
    """A JSON answer."""
    response = JsonResponse(told, status=status, json_dumps_params={"ensure_ascii": False})
    for name, value in headers.items():
        response[name.replace("_", "-")] = value
    return response


def value(record: Model, name: str) -> Any:
    """One field or property; what is not a column is told in words."""
    field = display.field_of(record, name)
    if field is None:
        return display.text(record, name)
    if field.is_relation:
        return reference(getattr(record, name))
    return masked(record, name) if isinstance(field, Private) else getattr(record, name)


def reference(other: Model | None) -> dict[str, Any] | None:
    """Something referred to: enough to name it and to ask for it."""
    if other is None:
        return None
    if isinstance(other, Unit):
        return {"code": other.code, "name": other.name}
    if isinstance(other, Person):
        return {"id": other.pk, "name": other.name}
    # Its title may name people whom this viewer has no right to see; what is never numbered stands in an open register.
    name = (other.number or ("未编号" if other.numbering else str(other))) if isinstance(other, Record) else str(other)
    return {"kind": registry.label(other), "id": other.pk, "name": name}


def columns(model: type[Model]) -> list[str]:
    """The declared fields that are told, without those at the head and the keys by which records are found."""
    untold = HEAD | UNTOLD | set(model.untold.split())
    return [field.name for field in model._meta.fields if field.name not in untold]


def properties(desk: type[Desk]) -> list[str]:
    """What a desk shows beside the fields."""
    named = dict.fromkeys(f"{desk.columns} {desk.facts}".split())
    return [name for name in named if "__" not in name and display.field_of(desk.model, name) is None]


def head(record: Any) -> dict[str, Any]:
    """What every list and every record begins with."""
    told = {"kind": registry.label(record), "id": record.pk, "number": record.number, "version": record.version}
    told |= {"name": str(record), "unit": reference(record.unit)}
    if hasattr(record, "state"):
        told |= {"state": record.state, "state_name": display.state_of(record), "due_on": record.due_on}
    return told | {"url": address("record", record)}


def row(desk: type[Desk], record: Any) -> dict[str, Any]:
    """A record in a list: the head and the desk's columns."""
    return head(record) | {name: value(record, name) for name in desk.columns.split() if name not in HEAD}


def part(row: Model) -> dict[str, Any]:
    """One part of a record."""
    return {"id": row.pk} | {name: value(row, name) for name in columns(type(row))}


def address(name: str, record: Any, *more: Any) -> str:
    """Where a record, or something of it, is asked for."""
    return reverse(f"api:{name}", args=[registry.label(record), record.pk, *more])


def read_parts(record: Any) -> None:
    """All parts with what they refer to, so that neither gates nor answers ask one by one."""
    kinds = parts_of(type(record))
    rows = {name: kind._default_manager.select_related(*_references(kind)) for name, kind in kinds.items()}
    prefetch_related_objects([record], *(Prefetch(name, found) for name, found in rows.items()))


def _references(kind: type[Model]) -> list[str]:
    return [field.name for field in kind._meta.fields if field.is_relation and field.name != "of"]
