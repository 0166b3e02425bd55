"""Whether all is well with the log, for whoever must know: the administrator in sentences, the public as “日志核对中”."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.utils import timezone

from . import asking, checking, published, words
from .log.notes import Checkpoint
from .log.tree import Refused
from .models import Event, Inspection, Log

LATE = timedelta(minutes=10)  # by then an entry has its place, is published and witnessed (reliability.md §3.2)
STANDING = f"{__name__}.standing"
KEPT = 60  # seconds for which pages may show what was asked before
MOST_KEPT = 500  # findings of one inspection that are kept


def inspect(since: date | None = None, tell: checking.Told = lambda done: None) -> Inspection:
    """Check the ledger and keep what was found."""
    counted = [0]

    def count(done: int) -> None:
        counted[0] += done
        tell(done)

    found = [words.sentence(one) for one, _ in zip(checking.findings(since, count), range(MOST_KEPT), strict=False)]
    cache.delete(__name__)
    return Inspection.objects.create(at=timezone.now(), since=since, rows=counted[0], findings=found)


def inspect_once_a_day(today: date) -> int:
    """The nightly check: all of it, once a day; how much does not fit."""
    last = Inspection.objects.filter(since=None).first()
    if last and timezone.localdate(last.at) >= today:
        return len(last.findings)
    return len(inspect().findings)


def alarms() -> list[str]:
    """Every sentence that an administrator must read; asked at most once a minute."""
    held = cache.get(__name__)
    if held is None:
        cache.set(__name__, held := list(_alarms(timezone.now())), KEPT)
    return held


def standing() -> str:
    """On which checkpoint the pages stand, in a few words; read from its file at most once a minute."""
    held = cache.get(STANDING)
    if held is None:
        cache.set(STANDING, held := _standing(), KEPT)
    return held


def _standing() -> str:
    try:
        found = [Checkpoint.of((place / "checkpoint").read_text()) for place in published.folders()[-1:]]
    except (Refused, UnicodeDecodeError, OSError):
        return "日志核对中"
    return f"公开日志 {found[0].size:,} 条" if found else ""


def is_in_doubt() -> bool:
    """Whether what the log proves is under check: pages that show figures then say so."""
    return bool(alarms())


def behind() -> Iterator[str]:
    """Each log of which more was published than the database holds: an old backup was restored, and nothing may be written onto it."""
    held = dict(Log.objects.values_list("origin", "size"))
    for place in published.folders():
        checkpoint = Checkpoint.of((place / "checkpoint").read_text())
        if (size := held.get(checkpoint.origin, 0)) < checkpoint.size:
            yield (
                f"日志 {checkpoint.origin} 已经公布 {checkpoint.size} 条，数据库只有 {size} 条，像是恢复了旧的备份。"
                "请先运行 fazhi log recover 和 fazhi privacy replay，再启动。"
            )


def _alarms(now: datetime) -> Iterator[str]:
    if told := published.alarm():
        yield told.partition(" ")[2]
    last = Inspection.objects.filter(since=None).first()
    if last and last.findings:
        yield f"{timezone.localtime(last.at):%Y-%m-%d %H:%M} 核对账本，{len(last.findings)} 处不符：{last.findings[0]}"
    waiting = Event.objects.filter(seq__isnull=True, recorded_at__lt=now - LATE).exclude(log="")
    if amount := waiting.count():
        yield f"{amount} 条记录超过 {LATE.seconds // 60} 分钟没有排入日志，请检查 fazhi work 是否在运行。"
    for log in Log.objects.order_by("-pk")[:1]:
        yield from _of_publication(log, now)


def _of_publication(log: Log, now: datetime) -> Iterator[str]:
    """The newest log: is it published, and have its witnesses signed, in time?"""
    try:
        checkpoint, note = published.checkpoint_of(log.origin), published.note_of(log.origin)
        signed = published.signed_by(log.origin, note) if note else []
        asked = asking.witnesses()
    except (Refused, UnicodeDecodeError, OSError) as reason:
        yield f"公开的日志读不出来：{reason}"
        return
    since = Event.objects.filter(log=log.origin, seq=checkpoint.size if checkpoint else 0).values_list("recorded_at", flat=True)
    if any(at < now - LATE for at in since):
        yield f"日志 {log.origin} 超过 {LATE.seconds // 60} 分钟没有公布新的记录，请检查 fazhi log publish --watch 是否在运行。"
    missing = [witness.key.name for witness in asked if witness.key not in signed]
    if checkpoint and missing and _published_at(log.origin) < now - LATE:
        yield f"见证方 {'、'.join(missing)} 超过 {LATE.seconds // 60} 分钟没有在检查点上签名。"


def _published_at(origin: str) -> datetime:
    return datetime.fromtimestamp((published.folder(origin) / "checkpoint").stat().st_mtime, tz=timezone.get_current_timezone())
