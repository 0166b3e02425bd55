"""What the installation must not run with: settings under which an acknowledged act could be lost, or secrets shown."""

from collections.abc import Iterator

from django.conf import settings
from django.db import connection

from fazhi.kernel.ledger import state
from fazhi.kernel.ledger.log.tree import Refused

# A commit that returns must be on the disk: each of these, switched off, breaks that in its own way.
DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
SQLITE_FULL = 2


def weaknesses() -> Iterator[str]:
    """Each setting that is too weak, in a sentence that says what to do."""
    if settings.DEBUG:
        yield "DEBUG 已打开，出错时会把内部信息显示给外人，请关闭。"
    yield from _of_sqlite() if connection.vendor == "sqlite" else _of_postgresql()


def behind() -> Iterator[str]:
    """Why nothing may be written onto this database until it was recovered; needs its tables."""
    try:
        yield from state.behind()
    except (Refused, OSError, UnicodeDecodeError) as reason:
        yield f"公开的日志读不出来，不能确认数据库是不是最新的：{reason}。请运行 fazhi log verify 查明。"


def _of_sqlite() -> Iterator[str]:
    if int(_asked("PRAGMA synchronous")) < SQLITE_FULL:
        yield "SQLite 的 synchronous 低于 FULL，断电会丢失已经办结的事项，请改回 FULL。"


def _of_postgresql() -> Iterator[str]:
    for name in DURABLE:
        if _asked(f"SHOW {name}") == "off":
            yield f"PostgreSQL 的 {name} 已关闭，断电会丢失已经办结的事项，请在 postgresql.conf 里改为 on。"


def _asked(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])
