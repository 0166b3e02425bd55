"""Transactions that only look: one state of all tables from beginning to end, in the way of nobody who writes."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def without_lock() -> Iterator[None]:
    """SQLite's one lock for writers is not taken by a transaction that only looks."""
    before = getattr(connection, "transaction_mode", None)
    connection.transaction_mode = None
    try:
        yield
    finally:
        connection.transaction_mode = before


@contextmanager
def one_view() -> Iterator[None]:
    """A transaction that sees one state of all tables; within another one it sees what that one does."""
    begins = not connection.in_atomic_block
    with without_lock(), transaction.atomic():
        if begins and connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield
