"""After a restore the database may know less than was published: what is missing is taken back from the files, never signed anew."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime, time
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from fazhi.kernel import registry

from .checking import sealed_models
from .log.notes import Checkpoint, Note
from .log.tiles import WIDTH, entries_path, unbundled
from .log.tree import SHA256, Frontier
from .models import Event, Log
from .publishing import Alarm, Store, published
from .sealing import leaf_of, pseudonym
from .sequencing import Waiting, append

TITLE = "恢复自公开日志（内容缺失）"


def recover() -> dict[str, int]:
    """Bring every published log back into the database: origin → how many entries were missing.

    Raises Alarm when the files are not those that were signed; nothing is changed then.
    """
    with transaction.atomic():
        return dict(recover_log(place) for place in published())


def recover_log(place: Path) -> tuple[str, int]:
    """Take back what the files of one log have and the database lacks."""
    checkpoint = signed_checkpoint(place)
    entries = list(read_entries(place, checkpoint))
    log = Log.objects.select_for_update().get_or_create(origin=checkpoint.origin)[0]
    missing = entries[log.size :]
    if missing:
        append(log, list(put_back(log.origin, missing)))
    return checkpoint.origin, len(missing)


def signed_checkpoint(place: Path) -> Checkpoint:
    """The checkpoint of the files; must be the one in the store."""
    note = (place / "checkpoint").read_text()
    checkpoint = Checkpoint.read(Note.read(note).text)
    if Store().last(checkpoint.origin) != note:
        raise Alarm(f"{checkpoint.origin}：公开的检查点与签发记录不一致，不能恢复")
    return checkpoint


def read_entries(place: Path, checkpoint: Checkpoint) -> Iterator[str]:
    """Every entry of the files, held against the signed root."""
    frontier = Frontier()
    for index in range(-(-checkpoint.size // WIDTH)):
        path = place / entries_path(index, min(WIDTH, checkpoint.size - index * WIDTH))
        for entry in unbundled(path.read_bytes()):
            for _ in frontier.append(SHA256.leaf(entry)):
                pass
            yield entry.decode()
    if frontier.root() != checkpoint.root:
        raise Alarm(f"{checkpoint.origin}：公开的条目与签发的根不一致，不能恢复")


def put_back(origin: str, missing: list[str]) -> Iterator[Waiting]:
    """Each missing entry as an event: the one that waits in the database, or one whose contents are gone."""
    waiting = dict(Event.objects.filter(log=origin, seq__isnull=True).values_list("leaf", "pk"))
    owners = owners_of(origin)
    for entry in missing:
        leaf = leaf_of(entry)
        yield waiting.get(leaf) or without_contents(origin, entry, leaf, owners), origin, leaf


def without_contents(origin: str, entry: str, leaf: str, owners: dict[str, tuple[str, int]]) -> int:
    """An event of which only the public line is left; its key."""
    told = json.loads(entry)
    of, key = owners.get(told["obj"], ("", None))
    day = timezone.make_aware(datetime.combine(date.fromisoformat(told["day"]), time()))
    made = Event(
        of=of, record_id=key, act="recovered", title=TITLE, happened_at=day, recorded_at=day, via=told["via"], rev=told["rev"]
    )
    made.log, made.entry, made.leaf = origin, entry, leaf
    made.save(force_insert=True)
    return made.pk


def owners_of(origin: str) -> dict[str, tuple[str, int]]:
    """Whose history a pseudonym is, for every row that is there."""
    return {
        pseudonym("o", origin, f"{label}:{key}"): (label, key)
        for label, model in ((registry.label(model), model) for model in sealed_models())
        for key in model._base_manager.values_list("pk", flat=True).iterator()
    }
