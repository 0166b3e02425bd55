"""The ledger hears what is written into watched tables, and seals it in the same transaction."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Model

from fazhi.kernel import registry
from fazhi.kernel.registry import sealed

from . import book
from .rows import row_key

TOGETHER = 200  # rows of one entry, where many are written at once
TITLES = {sealed.WRITE: "写入", sealed.REMOVE: "删除"}


def watch() -> None:
    """Listen from now on."""
    if hear not in sealed.listeners:
        sealed.listeners.append(hear)
    for model in registry.models():
        if getattr(model, "is_watched", False):
            sealed.hear_links(model)


def hear(model: type[Model], keys: Sequence[int], what: str) -> None:
    """Seal rows as the database has them: one entry on its own history for a single row, else so many rows an entry."""
    for start in range(0, len(keys), TOGETHER):
        book.write(_act(model, list(keys[start : start + TOGETHER]), what, alone=len(keys) == 1))


def _act(model: type[Model], keys: list[int], what: str, *, alone: bool) -> book.Act:
    rows = list(model._base_manager.filter(pk__in=keys).order_by("pk")) if what == sealed.WRITE else []
    gone = [row_key(model(pk=key)) for key in keys] if what == sealed.REMOVE else []
    record = (rows[0] if rows else model(pk=keys[0])) if alone else None
    title = f"{TITLES[what]}{model._meta.verbose_name}{'' if alone else f' {len(keys)} 行'}"
    of = registry.label(model)
    return book.Act(record, what, title[:120], of=of, actor=book.acting_person(), via="rows", rows=rows, gone=gone)
