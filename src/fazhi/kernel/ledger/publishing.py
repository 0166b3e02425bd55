"""The log as files that anyone may keep: signed checkpoints and tiles, never a smaller or another tree (reliability.md §3.2)."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from . import asking, keyring
from .log.notes import Checkpoint, Note, signed
from .log.tree import Refused, check_consistency, consistency, suite_of
from .models import Log, Tile
from .published import ALARM, folder
from .shards import checkpoint_of
from .store import Alarm, Store
from .tiling import files, node_of


def publish() -> list[str]:
    """Sign and lay out every log that has grown; the notes signed. Raises Alarm, and signs nothing more, when one does not fit.

    The alarm stands in a file beside the logs until the next time that all is well, so that the site can tell of it.
    """
    alarm = Path(settings.LEDGER_PUBLISHED) / ALARM
    try:
        store = Store()
        made = [note for log in Log.objects.order_by("pk") if (note := publish_log(log, store))]
    except Alarm as reason:
        _tell(alarm, reason)
        raise
    except OSError as error:  # no room, or the disk does not answer: what lies there stays whole, and the next time mends it
        reason = Alarm(f"公开的文件写不下去（{error.strerror}），停止发布；已经公布的检查点没有改变。请检查磁盘空间。")
        _tell(alarm, reason)
        raise reason from error
    alarm.unlink(missing_ok=True)
    return made


def _tell(alarm: Path, reason: Alarm) -> None:
    with suppress(OSError):  # where there is no room even for this, the site finds out by the clock
        write_file(alarm, f"{timezone.now().isoformat(timespec='seconds')} {reason}\n".encode())


def publish_log(log: Log, store: Store) -> str:
    """Sign the log as it is sequenced now, and lay out its files; empty when nothing is new."""
    old, now = own_last(log.origin, store), checkpoint_of(log)
    before = Checkpoint.of(old) if old else Checkpoint(log.origin, 0, suite_of(log.origin).empty())
    check_continues(before, now, log)
    note = old if old and before.size == now.size else _signed(now, old, log, store)
    note = _cosigned(note, log, store)
    if note != _laid_note(log.origin) or keyring.verifiers(log.origin) != _laid_keys(log.origin):
        _lay_out(log, _laid(log.origin), now.size, note)
    return note if note != old else ""


def own_last(origin: str, store: Store) -> str:
    """The note signed last; raises Alarm when what stands in the store was not signed with our keys."""
    note = store.last(origin)
    try:
        if note and not (Checkpoint.of(note).origin == origin and Note.read(note).by(keyring.verifiers(origin))):
            raise Refused("none of our keys has signed it")
    except Refused as reason:
        raise Alarm(f"{origin}：签发记录被改动，停止发布（{reason}）。请从见证方或者留存者取回最近的检查点核对。") from reason
    return note


def _signed(now: Checkpoint, old: str, log: Log, store: Store) -> str:
    asking.must_continue_what_was_seen(now, _growth(log))
    note = signed(now, keyring.signers(now.origin))
    store.swap(now.origin, old, note)
    return note


def _cosigned(note: str, log: Log, store: Store) -> str:
    """With what witnesses add; whoever does not answer is asked again next time."""
    more = asking.cosigned(note, _growth(log))
    if more != note:
        store.swap(log.origin, note, more)
    return more


def _growth(log: Log) -> asking.Proof:
    """Proofs that a log's tree of one size begins as that of another."""
    return lambda old, new: consistency(old, new, node_of(log, new), suite_of(log.origin))


def check_continues(before: Checkpoint, now: Checkpoint, log: Log) -> None:
    """Raise Alarm unless the tree begins with the one signed before."""
    suite = suite_of(log.origin)
    try:
        proof = consistency(before.size, now.size, node_of(log, now.size), suite) if before.size <= now.size else []
        check_consistency(before.size, now.size, proof, before.root, now.root, suite)
    except (Refused, Tile.DoesNotExist) as reason:
        raise Alarm(_broken(before, now)) from reason


def _broken(before: Checkpoint, now: Checkpoint) -> str:
    if now.size < before.size:
        return (
            f"{now.origin}：数据库里只有 {now.size} 条，而已经签发公布的是 {before.size} 条，像是恢复了旧的备份。"
            "停止发布；请运行 fazhi log recover 从公开的日志取回缺少的记录。"
        )
    return (
        f"{now.origin}：数据库里前 {before.size} 条与已经签发公布的不是同一本日志，有人改过已经公布的记录。"
        "停止发布；请运行 fazhi log verify 查明是哪一条。"
    )


def _laid_note(origin: str) -> str:
    path = folder(origin) / "checkpoint"
    return path.read_text() if path.exists() else ""


def _laid_keys(origin: str) -> list[object]:
    path = folder(origin) / "keys"
    kept = set(path.read_text().splitlines()) if path.exists() else set()
    return [key for key in keyring.verifiers(origin) if key.line() in kept]


def _laid(origin: str) -> int:
    """How many entries the files hold already."""
    try:
        return Checkpoint.of(_laid_note(origin)).size
    except Refused:  # none yet, or spoiled: then everything is laid out anew
        return 0


def _lay_out(log: Log, begin: int, size: int, note: str) -> None:
    """Write the tiles that have grown, then what names them: the checkpoint last."""
    place = folder(log.origin)
    for path, data in files(log, min(begin, size), size):
        write_file(place / path, data)
    write_file(place / "keys", "".join(f"{key.line()}\n" for key in keyring.verifiers(log.origin)).encode())
    write_file(place / "witnesses", "".join(f"{witness.key.line()}\n" for witness in asking.witnesses()).encode())
    write_file(place / "days" / timezone.localdate().isoformat(), note.encode())
    write_file(place / "checkpoint", note.encode())


def write_file(path: Path, data: bytes) -> None:
    """Whole or not at all: beside it, to the disk, then into its place."""
    path.parent.mkdir(parents=True, exist_ok=True)
    beside = path.with_name(f".{path.name}.new")
    with beside.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(path)
