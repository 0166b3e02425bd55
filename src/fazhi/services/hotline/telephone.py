"""The telephone system behind an adapter: by default a folder into which it drops one JSON file a call.

A file holds `id`, `seat`, `caller` (may be empty), `queued_at`, `answered_at` (both ISO 8601). A SIP or CTI system of the city is another `Telephone`.
"""

import json
import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed

from .models import Call, SeatSession
from .words import Result

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ring:
    """A call that a seat has picked up."""

    id: str
    seat: str
    caller: str
    queued_at: datetime
    answered_at: datetime


class Telephone(Protocol):
    """What the hotline asks of a telephone system."""

    def rings(self) -> Iterator[Ring]:
        """The calls picked up since; each until `heard`."""

    def heard(self, ring: Ring) -> None:
        """The call is registered: do not tell of it again."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One JSON file a call; a file that says nothing is put aside, with a line in the log."""

    place: Path

    def rings(self) -> Iterator[Ring]:
        for path in sorted(self.place.glob("*.json")):
            try:
                told = json.loads(path.read_text(encoding="utf-8"))
                yield Ring(
                    path.stem, told["seat"], told.get("caller", ""), _moment(told["queued_at"]), _moment(told["answered_at"])
                )
            except (ValueError, KeyError, TypeError) as reason:
                logger.warning("a call of the telephone system says nothing: %s (%s)", path.name, type(reason).__name__)
                self._aside(path, "unread")

    def heard(self, ring: Ring) -> None:
        self._aside(self.place / f"{ring.id}.json", "heard")

    def _aside(self, path: Path, name: str) -> None:
        folder = self.place / name
        folder.mkdir(exist_ok=True)
        path.replace(folder / path.name)


def _moment(text: str) -> datetime:
    found = parse_datetime(text)
    if found is None:
        raise ValueError(text)
    return found if timezone.is_aware(found) else timezone.make_aware(found)


def take_rings(today: date, telephone: Telephone | None = None) -> int:
    """Register what the seats have picked up, each in the name of who sits there; how many were new."""
    telephone = telephone or Folder(settings.HOME / "telephone")
    taken = 0
    for ring in telephone.rings():
        seat = SeatSession.objects.filter(seat_no=ring.seat).exclude(state="offline").select_related("agent", "unit").first()
        if seat is None:
            logger.warning("seat %s is not signed in; its call waits", ring.seat)
            continue
        if not Call.objects.filter(call_no=ring.id).exists():
            taken += _registered(ring, seat)
        telephone.heard(ring)
    return taken


def _registered(ring: Ring, seat: SeatSession) -> bool:
    given = {
        "unit": seat.unit,
        "call_no": ring.id,
        "caller": ring.caller,
        "queued_at": ring.queued_at,
        "answered_at": ring.answered_at,
        "result": Result.ANSWERED,
        "agent": seat.agent,
    }
    try:
        doors.register(Call, seat.agent, given, {}, at=ring.answered_at)
    except (NotAllowed, ValidationError) as reason:
        logger.warning("call %s was not registered: %s", ring.id, reason)
        return False
    return True
