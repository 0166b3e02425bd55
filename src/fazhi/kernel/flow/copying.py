"""查阅、复制: all that is kept of one person, found by citizen number or telephone alone (个人信息保护法 第四十五条)."""

from __future__ import annotations

from typing import Any

from django.db.models import Model, Q

from fazhi.kernel import registry
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.fields import CitizenNumber, Phone, personal_fields
from fazhi.kernel.records.models import Record, parts_of, record_models

LAW = "个人信息保护法 第四十五条"


def kinds() -> list[type[Record]]:
    """Every kind of record."""
    return record_models()


def told_of(number: str, person: Person) -> list[tuple[Any, list[Any]]]:
    """(record, the rows of it that name this person) within somebody's scope, by citizen number or telephone."""
    found: list[tuple[Any, list[Any]]] = []
    for model in kinds():
        for record in model.objects.visible_to(person).filter(_names(model, number)).distinct().select_related("unit"):
            found.append((record, rows_of(record, number)))
    return found


def _names(model: type[Model], number: str) -> Q:
    condition = Q(pk__in=())
    for name in _numbers(model):
        condition |= Q(**{name: number})
    for accessor, kind in parts_of(model).items():
        for name in _numbers(kind):
            rows = kind._base_manager.filter(**{name: number})
            condition |= Q(**{f"{accessor}__in": rows.values("pk")})
    return condition


def _numbers(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.fields if isinstance(field, CitizenNumber | Phone)]


def rows_of(record: Any, number: str) -> list[Any]:
    """The record or those parts of it that name this person."""
    rows = [record, *(part for accessor in parts_of(type(record)) for part in getattr(record, accessor).all())]
    return [row for row in rows if any(_is(row, name, number) for name in _numbers(type(row)))]


def _is(row: Any, name: str, number: str) -> bool:
    return bool(getattr(row, name)) and getattr(row, name) == row._meta.get_field(name).to_python(number)


def copy_of(number: str, person: Person) -> dict[str, Any]:
    """Everything of these rows that is the person's own, in words; nothing of anybody else's rows."""
    return {"law": LAW, "records": [_told(record, rows) for record, rows in told_of(number, person)]}


def _told(record: Any, rows: list[Any]) -> dict[str, Any]:
    return {
        "kind": str(record._meta.verbose_name),
        "of": registry.label(record),
        "id": record.pk,
        "number": record.number,
        "unit": record.unit.name,
        "opened_on": getattr(record, "opened_on", None),
        "own": [{str(field.verbose_name): getattr(row, field.name) for field in personal_fields(type(row))} for row in rows],
    }


def note(told: dict[str, Any], person: Person, reason: str) -> None:
    """Each record's history says that a copy was handed over, to whose request."""
    for each in told["records"]:
        record = registry.model(each["of"])._base_manager.select_related("unit").get(pk=each["id"])
        book.write(book.Act(record, "release", "向本人提供个人信息副本", actor=person, reason=reason, law=LAW, via="command"))
