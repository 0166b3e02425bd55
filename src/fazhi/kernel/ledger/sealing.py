"""An event becomes an entry of the log in the transaction that writes it: its commitment, its header, its leaf (reliability.md §3.1)."""

from __future__ import annotations

import hmac
from base64 import b32encode
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from secrets import token_bytes
from typing import Any

from django.conf import settings
from django.db.models import Max, Model, OuterRef, QuerySet, Subquery
from django.utils import timezone

from fazhi.kernel import registry

from .log.canonical import canonical
from .log.commitments import commitment, new_salt
from .log.tree import SHA256
from .models import Event
from .places import county_code
from .rows import committed, plain, row_key

HEADER = 1  # the version of the entry's form
Last = tuple[int, str]  # revision and leaf of an object's last event


def origin(year: int) -> str:
    """The log of a year."""
    return f"{settings.LEDGER_ORIGIN}/{year}"


@cache
def pseudonym_key() -> bytes:
    """Made once, kept outside the database: without it nobody can tell whose history an entry belongs to."""
    path = Path(settings.LEDGER_KEYS) / "pseudonyms.key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(token_bytes(32))
    return path.read_bytes()


def pseudonym(kind: str, log: str, name: str) -> str:
    """A name in the log for an object (`o`) or a person (`p`); another in each year's log."""
    made = hmac.digest(pseudonym_key(), f"{kind} {log} {name}".encode(), "sha256")[:16]
    return f"{kind}_{b32encode(made).decode().lower().rstrip('=')}"


def with_last(records: QuerySet[Any]) -> QuerySet[Any]:
    """Rows that bring the revision and leaf of their last event along, so that an act on one needs no further question."""
    of = registry.label(records.model)
    last = Event.objects.filter(of=of, record_id=OuterRef("pk")).order_by("-rev")
    return records.annotate(last_rev=Subquery(last.values("rev")[:1]), last_leaf=Subquery(last.values("leaf")[:1]))


def last_of(of: str, keys: Iterable[int]) -> dict[int, Last]:
    """Revision and leaf of the last event on each of these records."""
    newest = Event.objects.filter(of=of, record_id__in=keys).values("record_id").annotate(newest=Max("id")).values("newest")
    return {key: (rev, leaf) for key, rev, leaf in Event.objects.filter(pk__in=newest).values_list("record_id", "rev", "leaf")}


def seal(event: Event, rows: Iterable[Model], path: str, before: Last | None) -> Last:
    """Give an event its place in its object's history, its commitment and its leaf; answers what the next one follows."""
    day = timezone.localdate(event.recorded_at)
    event.log, event.salt = origin(day.year), new_salt()
    event.rows = {row_key(row): committed(event.salt, row) for row in rows}
    event.rev, previous = (before[0] + 1, before[1]) if before else (1, "")
    event.entry = entry(event, previous, county_code(path), day)
    event.leaf = leaf_of(event.entry)
    return event.rev, event.leaf


def leaf_of(text: str) -> str:
    return SHA256.leaf(text.encode()).hex()


def entry(event: Event, previous: str, county: str, day: date) -> str:
    """The public line: which log, what kind, where, which day, whose history; everything else under the commitment."""
    header = {
        "v": HEADER,
        "log": event.log,
        "kind": event.of.partition(".")[0] or "security",
        "org": county,
        "day": day.isoformat(),
        "obj": object_of(event),
        "rev": event.rev,
        "prev": previous,
        "c": commitment(bytes(event.salt), contents(event)).hex(),
        "actor": pseudonym("p", event.log, str(event.actor_id)) if event.actor_id else "",
        "via": event.via,
        "basis": None,
    }
    return canonical(header).decode()


def object_of(event: Event) -> str:
    """The object's name in the log; an act on no record is an object of its own."""
    name = f"{event.of}:{event.record_id}" if event.record_id else f"event {bytes(event.salt).hex()}"
    return pseudonym("o", event.log, name)


def contents(event: Event) -> dict[str, Any]:
    """What an event commits to, by name: the act itself, and the root of each row that it wrote."""
    act = {name: plain(event.__dict__[column]) for name, column in ACT}
    return act | {f"row {key}": root for key, (root, _) in event.rows.items()}


ACT_FIELDS = "of record_id number unit act title actor stands_in_for happened_at recorded_at changes reason law version via key"
ACT = tuple((name, Event._meta.get_field(name).attname) for name in ACT_FIELDS.split())
