"""A thousand rows at a time: what is kept of them, and how they are judged in nobody's way."""

from __future__ import annotations

import gc
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import Model

from .findings import Preview
from .judging import Row

Progress = Callable[[int], None]
PATIENCE = 30  # times that a transaction is begun; each waits for the lock as long as the settings say


@dataclass(slots=True)
class Batch:
    """A thousand rows, judged; what is kept of them is kept in the transaction that writes them."""

    rows: list[Row] = field(default_factory=list)
    read: int = 0  # the number of the last row in the file that was read, said something or not

    def findings(self) -> Preview:
        """The verdicts on these rows."""
        found = Preview()
        for row in self.rows:
            found.judge(row.number, row.level)
            for finding in row.findings:
                found.add(finding)
        return found

    def written(self) -> list[Row]:
        return [row for row in self.rows if row.docket]

    def stands(self) -> bool:
        """Whether all records that these rows change are still as they were when the rows were judged."""
        before: dict[type[Model], dict[int, int | None]] = defaultdict(dict)
        for row in self.written():
            for (model, pk), record in row.docket.changed.items():
                before[model][pk] = row.docket.befores.get(id(record), {}).get("version")
        return all(_versions(model, told) == told for model, told in before.items())


def _versions(model: type[Model], keys: Iterable[int]) -> dict[int, int]:
    return dict(model.objects.filter(pk__in=list(keys)).values_list("pk", "version"))


Kept = Callable[[Batch], None]


def nothing(_: Any) -> None:
    """Nobody keeps the batches."""


class Stray(Exception):
    """Rows that are not to be written, but whose steps have already written something: the batch starts again without them."""

    def __init__(self, rows: dict[int, Row]) -> None:
        super().__init__()
        self.rows = rows


@contextmanager
def watched(row: Row) -> Iterator[None]:
    """Notice whether judging a row writes or takes a key: a step may register another matter at once."""

    def watch(execute: Callable[..., Any], sql: str, *more: Any) -> Any:
        row.wrote = row.wrote or sql.startswith(("INSERT", "UPDATE", "DELETE"))
        row.named = row.named or "sqlite_sequence" in sql
        return execute(sql, *more)

    with connection.execute_wrapper(watch):
        yield


def is_ahead() -> bool:
    """Whether rows are judged before they are written in a transaction of their own: SQLite has one lock for all writers."""
    return connection.vendor == "sqlite" and not connection.in_atomic_block


@contextmanager
def patiently() -> Iterator[None]:
    """A transaction that is begun again and again while somebody else holds SQLite's lock for longer than a request may wait."""
    for left in reversed(range(PATIENCE)):
        whole = transaction.atomic()
        try:
            whole.__enter__()
            break
        except OperationalError:
            if not (is_ahead() and left):
                raise
    with ExitStack() as stack:
        stack.push(whole)
        yield


@contextmanager
def quiet() -> Iterator[None]:
    """What is collected is collected once a batch: looking through young objects that all live on costs a tenth of the time."""
    was_on = gc.isenabled()
    gc.freeze()
    gc.disable()
    try:
        yield
    finally:
        gc.unfreeze()
        if was_on:
            gc.enable()
