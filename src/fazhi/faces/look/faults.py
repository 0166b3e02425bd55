"""What went wrong below the pages: no room left, or the database or the disk does not answer; told apart so that a page can say it."""

import errno
from collections.abc import Iterator

from django.db import InterfaceError, OperationalError

FULL, AWAY = 507, 503
NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
DISK_FULL = "53100"  # PostgreSQL's code for it
WORDS = {
    FULL: ("存储空间已满", "存储空间已满，这一次没有写入", "请系统管理员腾出空间；腾出以后不用重新启动。"),
    AWAY: ("暂时不能用", "数据库或者磁盘暂时没有应答，这一次没有写入", "多半是正在重新启动，一会儿就好。"),
}


def status_of(error: BaseException | None) -> int | None:
    """507 where there is no room, 503 where what keeps the records does not answer, None for any other fault."""
    for each in _causes(error):
        if _has_no_room(each):
            return FULL
        if isinstance(each, OperationalError | InterfaceError) or (isinstance(each, OSError) and each.errno == errno.EIO):
            return AWAY
    return None


def _has_no_room(error: BaseException) -> bool:
    if isinstance(error, OSError):
        return error.errno in NO_ROOM
    return isinstance(error, OperationalError) and (
        "database or disk is full" in str(error) or getattr(error.__cause__, "sqlstate", "") == DISK_FULL
    )


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
