"""After a restore the database may know less than was published: what is missing is taken back from the files, never signed anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from django.db import connection, transaction
from django.db.models import Max, Model
from django.utils import timezone

from fazhi.kernel import registry

from . import published
from .checking import sealed_models
from .log.notes import Checkpoint, Note
from .log.tree import Frontier, Refused, check_consistency, consistency, suite_of
from .models import Event, Log
from .sealing import leaf_of, pseudonym
from .sequencing import Waiting, append
from .store import Alarm, Store

ACT = "recovered"
TITLE = "恢复自公开日志（内容缺失）"


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was found of one log after a restore, and what was done."""

    origin: str
    published: int
    held: int  # entries that the database had
    waiting: int  # of the missing ones: still there with their contents
    lost: int  # of the missing ones: only the public line is left

    def sentences(self) -> Iterator[str]:
        """In plain words."""
        if self.held >= self.published:
            yield f"{self.origin}：数据库有 {self.held} 条，已经公布 {self.published} 条，数据库没有落后，不需要取回。"
            return
        yield f"{self.origin}：已经公布 {self.published} 条，数据库只有 {self.held} 条，少了 {self.published - self.held} 条，像是恢复了旧的备份。"
        if self.waiting:
            yield f"其中 {self.waiting} 条的内容还在数据库里，已经放回原来的位置。"
        if self.lost:
            yield f"另外 {self.lost} 条的内容不在这份备份里，已按公开的日志补上条目，标为“内容缺失”；请从更新的备份或者纸质材料补录内容。"
        yield "日志没有变短，也没有重新签发，已经交给群众的回执仍然有效。"


def recover() -> list[Recovery]:
    """Bring every published log back into the database.

    Raises Alarm when the files are not those that were signed; nothing is changed then.
    """
    with transaction.atomic():
        return [recover_log(place) for place in published.folders()]


def recover_log(place: Path) -> Recovery:
    """Take back what the files of one log have and the database lacks."""
    checkpoint = signed_checkpoint(place)
    log = Log.objects.select_for_update().get_or_create(origin=checkpoint.origin)[0]
    held, missing = log.size, list(beyond(checkpoint, log))
    waiting = dict(Event.objects.filter(log=log.origin, seq__isnull=True).values_list("leaf", "pk"))
    back = list(put_back(log.origin, missing, waiting))
    if back:
        append(log, back)
    pass_over_lost_keys(log.origin)
    still = sum(leaf in waiting for _, _, leaf in back)
    return Recovery(log.origin, checkpoint.size, held, still, len(back) - still)


def signed_checkpoint(place: Path) -> Checkpoint:
    """The checkpoint of the files; must be signed by a key of the log, and nothing newer must have been signed."""
    try:
        note = (place / "checkpoint").read_bytes().decode()
        checkpoint = Checkpoint.of(note)
        if not Note.read(note).by(published.verifiers(checkpoint.origin)):
            raise Refused("the checkpoint is not signed by a key of the log")
    except (Refused, UnicodeDecodeError) as reason:
        raise Alarm(f"{place.name}：公开的检查点被改动，不能据此恢复（{reason}）") from reason
    _must_be_the_last(checkpoint)
    return checkpoint


def _must_be_the_last(laid: Checkpoint) -> None:
    """Where this user is the publisher too: what was signed last must not be more, or other, than what lies there."""
    kept = Store().last(laid.origin)
    last = Checkpoint.of(kept) if kept else laid
    if last.size > laid.size:
        raise Alarm(
            f"{laid.origin}：签发记录已到 {last.size} 条，公开的文件只有 {laid.size} 条，公开的文件被退回到以前。"
            "请先找回最新的公开文件（见证方和留存者手里也有），再恢复。"
        )
    try:
        suite = suite_of(laid.origin)
        proof = consistency(last.size, laid.size, published.reader(laid).node, suite)
        check_consistency(last.size, laid.size, proof, last.root, laid.root, suite)
    except (Refused, OSError) as reason:
        raise Alarm(f"{laid.origin}：公开的检查点与签发记录不一致，不能据此恢复（{reason}）") from reason


def beyond(checkpoint: Checkpoint, log: Log) -> Iterator[str]:
    """The published entries that the database lacks; raises Alarm unless all of them lead to the signed root, and begin as ours do."""
    frontier = Frontier(suite_of(checkpoint.origin))
    try:
        for place, entry in published.entries(checkpoint):
            _must_begin_alike(place, frontier, log)
            for _ in frontier.append(bytes.fromhex(leaf_of(checkpoint.origin, entry))):
                pass
            if place >= log.size:
                yield entry
    except (Refused, UnicodeDecodeError) as reason:
        raise Alarm(f"{checkpoint.origin}：公开的条目被改动，不能据此恢复（{reason}）") from reason
    _must_begin_alike(checkpoint.size, frontier, log)
    if frontier.root() != checkpoint.root:
        raise Alarm(f"{checkpoint.origin}：公开的条目与签发的根不一致，不能据此恢复")


def _must_begin_alike(place: int, frontier: Frontier, log: Log) -> None:
    if place == log.size and frontier.root() != log.frontier().root():
        raise Alarm(
            f"{log.origin}：数据库里的前 {log.size} 条与公开的日志不同：不是旧的备份，是有人改过。请运行 fazhi log verify 查明"
        )


def put_back(origin: str, missing: list[str], waiting: dict[str, int]) -> Iterator[Waiting]:
    """Each missing entry as an event: the one that waits in the database, or one whose contents are gone."""
    owners = owners_of(origin, len(missing)) if missing else {}
    for entry in missing:
        leaf = leaf_of(origin, entry)
        yield waiting.get(leaf) or without_contents(origin, entry, leaf, owners), origin, leaf


def without_contents(origin: str, entry: str, leaf: str, owners: dict[str, tuple[str, int]]) -> int:
    """An event of which only the public line is left; its key."""
    told = json.loads(entry)
    of, key = owners.get(told["obj"], ("", None))
    if key and Event.objects.filter(of=of, record_id=key, rev=told["rev"]).exists():
        key = None  # written anew after the restore: both stand, and the check of the log tells of it
    day = timezone.make_aware(datetime.combine(date.fromisoformat(told["day"]), time()))
    made = Event(of=of, record_id=key, act=ACT, title=TITLE, happened_at=day, recorded_at=day, via=told["via"], rev=told["rev"])
    made.log, made.entry, made.leaf = origin, entry, leaf
    made.save(force_insert=True)
    return made.pk


def pass_over_lost_keys(origin: str) -> None:
    """No new row takes the key of one that was lost: its history in the log goes on under nobody's name."""
    lost = Event.objects.filter(log=origin, act=ACT).exclude(of="").values("of").annotate(last=Max("record_id"))
    for label, last in lost.values_list("of", "last"):
        table = registry.model(label)._meta.db_table
        with connection.cursor() as cursor:
            if connection.vendor == "postgresql":
                sequence = "pg_get_serial_sequence(%s, 'id')"
                cursor.execute(f"SELECT setval({sequence}, greatest(nextval({sequence}), %s))", [table, table, last])  # noqa: S608
            else:
                cursor.execute("UPDATE sqlite_sequence SET seq = max(seq, %s) WHERE name = %s", [last, table])


def owners_of(origin: str, lost: int) -> dict[str, tuple[str, int]]:
    """Whose history a pseudonym is: of every row that is there, and of as many that may have come after the newest."""
    return {
        pseudonym("o", origin, f"{label}:{key}"): (label, key)
        for label, model in ((registry.label(model), model) for model in sealed_models())
        for key in _keys(model, lost)
    }


def _keys(model: type[Model], lost: int) -> Iterator[int]:
    newest = 0
    for key in model._base_manager.order_by("pk").values_list("pk", flat=True).iterator():
        yield (newest := key)
    yield from range(newest + 1, newest + 1 + lost)
