"""The definition of a figure as data: what is hashed, kept in versions, and reckoned again by whoever checks a proof."""

from __future__ import annotations

import hashlib
import re
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from inspect import isfunction
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger import book
from fazhi.kernel.ledger.log.canonical import canonical, normal
from fazhi.kernel.org.models import Person

from .conditions import asked_in
from .models import Definition
from .windows import Window

if TYPE_CHECKING:
    from .declared import Indicator

LEFT_OUT = {"model", "name", "label_en", "ranks", "listed", "day"}  # what changes no number
SAMPLE_DAY = date(2000, 1, 1)  # by which is told what is asked of the day
ADDRESS = re.compile(r" at 0x[0-9a-f]+")
DAYS = ("_on__isnull", "_at__isnull")


def document(indicator: Indicator) -> dict[str, Any]:
    """Everything that decides what is counted and how it is written."""
    indicator = indicator.on_day(SAMPLE_DAY)
    declared = {each.name: _plain(getattr(indicator, each.name)) for each in fields(indicator) if each.name not in LEFT_OUT}
    return {
        "code": indicator.code,
        "counts": registry.label(indicator.model),
        "form": type(indicator).__name__,
        "words": normal(indicator.definition),
        "behind": condition(indicator.base),
        "hits": condition(indicator.hits),
        **{name: value for name, value in declared.items() if value not in ("", None)},
    }


def text_of(indicator: Indicator) -> str:
    """The definition in its canonical form."""
    return canonical(document(indicator)).decode()


def hash_of(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def condition(asks: Q) -> dict[str, Any]:
    """A condition as data: all, any, not, and questions of one field."""
    parts = [condition(child) if isinstance(child, Q) else _question(child) for child in asks.children]
    made = {"any" if asks.connector == Q.OR else "all": parts}
    return {"not": made} if asks.negated else made


def _question(child: Any) -> dict[str, Any]:
    if not isinstance(child, tuple):
        return {"expression": _expression(child)}
    path, value = child
    return {"field": path, "value": _plain(value)} if _plain(value) is not None else {"field": path}


def _expression(child: Any) -> str:
    """A condition that only the database can answer, written alike on every start."""
    query = getattr(child, "query", None)
    told = f"{type(child).__name__}({query.model.__name__}: {query.where!r})" if query else repr(child)
    return normal(ADDRESS.sub("", told))


def _plain(value: Any) -> Any:
    if isinstance(value, Q):
        return condition(value)
    if isinstance(value, Window):
        return value.name
    if value is None or isinstance(value, bool):
        return value
    if isfunction(value):
        made = value(SAMPLE_DAY)
        return condition(made) if isinstance(made, Q) else _expression(made)
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    if isinstance(value, int):
        return int(value)
    return document(value) if hasattr(value, "definition_hash") else _text(value)


def _text(value: Any) -> str:
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, str | Decimal):
        return normal(str(value))
    return normal(repr(value)) if is_dataclass(value) or not hasattr(value, "value") else normal(str(value.value))


def asks_of_days_alone(indicator: Indicator) -> bool:
    """Whether being counted tells no more of a record than that something was done."""
    return all(path.endswith(DAYS) for path, _ in asked_in(indicator.base))


@transaction.atomic
def version_of(indicator: Indicator, person: Person | None = None) -> Definition:
    """The version of a definition as it is declared now; another one begins where it differs from the last."""
    text = text_of(indicator)
    last = Definition.objects.select_for_update().filter(code=indicator.code).order_by("-version").first()
    if last and last.text == text:
        return last
    made = Definition.objects.create(
        code=indicator.code, version=last.version + 1 if last else 1, hash=hash_of(text), text=text, since=timezone.now()
    )
    book.write(book.Act(made, "define", f"{indicator.label}口径第 {made.version} 版", actor=person, rows=[made]))
    return made
