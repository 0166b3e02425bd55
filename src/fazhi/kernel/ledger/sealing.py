"""An event becomes an entry of the log in the transaction that writes it: its commitment, its header, its leaf (reliability.md §3.1)."""

from __future__ import annotations

import hmac
from base64 import b32encode
from collections.abc import Iterable
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from secrets import token_bytes
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db.models import CharField, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from fazhi.kernel import registry

from .log.canonical import canonical
from .log.commitments import commitment, new_salt
from .log.tree import suite_of
from .models import Event
from .places import county_code
from .rows import committed, plain, row_key

if TYPE_CHECKING:
    from .book import Act

HEADER = 1  # the version of the entry's form
LONGEST = 2048  # bytes of an entry
Last = tuple[str, int, str]  # log, revision and leaf of an object's last event


def origin(year: int) -> str:
    """The log of a year; its hash is named by its end."""
    return f"{settings.LEDGER_ORIGIN}/{year}{'/sm3' if settings.LEDGER_SUITE == 'sm3' else ''}"


@cache
def pseudonym_key() -> bytes:
    """Made once, kept outside the database: without it nobody can tell whose history an entry belongs to."""
    path = Path(settings.LEDGER_KEYS) / "pseudonyms.key"
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    if not path.exists():
        path.touch(mode=0o600)
        path.write_bytes(token_bytes(32))
    return path.read_bytes()


@lru_cache(4096)
def pseudonym(kind: str, log: str, name: str) -> str:
    """A name in the log for an object (`o`) or a person (`p`); another in each year's log."""
    made = hmac.digest(pseudonym_key(), f"{kind} {log} {name}".encode(), "sha256")[:16]
    return f"{kind}_{b32encode(made).decode().lower().rstrip('=')}"


def with_last(records: QuerySet[Any]) -> QuerySet[Any]:
    """Rows that bring log, revision and leaf of their last event along, so that an act on one needs no further question."""
    last = Event.objects.filter(of=registry.label(records.model), record_id=OuterRef("pk")).order_by("-rev")
    told = Concat("log", Value(" "), Cast("rev", CharField()), Value(" "), "leaf", output_field=CharField())
    return records.annotate(last_sealed=Subquery(last.values(told=told)[:1]))


def brought(told: str | None) -> Last | None:
    """What a row brought along; None where nothing was written of it yet."""
    log, rev, leaf = told.split(" ") if told else ("", "0", "")
    return (log, int(rev), leaf) if told else None


def last_of(of: str, keys: Iterable[int]) -> dict[int, Last]:
    """Log, revision and leaf of the last event on each of these records."""
    newest = Event.objects.filter(of=of, record_id__in=keys).values("record_id").annotate(newest=Max("id")).values("newest")
    found = Event.objects.filter(pk__in=newest).values_list("record_id", "log", "rev", "leaf")
    return {key: (log, rev, leaf) for key, log, rev, leaf in found}


def seal(event: Event, act: Act, before: Last | None, log: str = "") -> Last:
    """Give an event its place in its object's history, its commitment and its leaf; answers what the next one follows."""
    day = day_of(event.recorded_at)
    event.log, event.salt = log or origin(day.year), new_salt()
    suite = suite_of(event.log)
    event.rows = {row_key(row): committed(event.salt, row, suite) for row in act.rows} | dict.fromkeys(act.gone)
    event.rev = before[1] + 1 if before else 1
    event.entry = entry(event, previous_in(event.log, before), county_code(act.path()), day, act.basis)
    event.leaf = leaf_of(event.log, event.entry)
    return event.log, event.rev, event.leaf


@lru_cache(8)
def day_of(moment: datetime) -> date:
    """The place's day; a thousand acts of one docket ask for the same."""
    return timezone.localdate(moment)


def previous_in(log: str, before: Last | None) -> str:
    """The leaf before, if it stands in the same log: across logs nobody may tell that two pseudonyms are one object."""
    return before[2] if before and before[0] == log else ""


def leaf_of(log: str, text: str) -> str:
    return suite_of(log).leaf(text.encode()).hex()


def entry(event: Event, previous: str, county: str, day: date, basis: str | None = None) -> str:
    """The public line: which log, what kind, where, which day, whose history; everything else under the commitment."""
    header = {
        "v": HEADER,
        "log": event.log,
        "kind": event.of.partition(".")[0] or ("log" if basis else "security"),
        "org": county,
        "day": day.isoformat(),
        "obj": object_of(event),
        "rev": event.rev,
        "prev": previous,
        "c": commitment_of(event).hex(),
        "actor": pseudonym("p", event.log, str(event.actor_id)) if event.actor_id else "",
        "via": event.via,
        "basis": basis,
    }
    made = canonical(header)
    if len(made) > LONGEST:
        raise ValueError(f"an entry of {len(made)} bytes; at most {LONGEST} are public")
    return made.decode()


def object_of(event: Event) -> str:
    """The object's name in the log; an act on no record is an object of its own."""
    name = f"{event.of}:{event.record_id}" if event.record_id else f"event {bytes(event.salt).hex()}"
    return pseudonym("o", event.log, name)


def commitment_of(event: Event) -> bytes:
    """The root over everything that the event says."""
    return commitment(bytes(event.salt), contents(event), suite_of(event.log))


def contents(event: Event) -> dict[str, Any]:
    """What an event commits to, by name: the act itself, and the root of each row that it wrote, empty for one it removed."""
    act = {name: plain(event.__dict__[column]) for name, column in ACT}
    return act | {f"row {key}": row[0] if row else "" for key, row in event.rows.items()}


ACT_FIELDS = "of record_id number unit act title actor stands_in_for happened_at recorded_at changes reason law version via key"
ACT = tuple((name, Event._meta.get_field(name).attname) for name in ACT_FIELDS.split())
