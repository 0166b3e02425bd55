"""The telephone system behind an adapter: by default a folder into which it drops JSON files.

`<id>.json` when a call is picked up, or lost: `seat` (empty where nobody picked up), `caller` (may be empty), `queued_at`, `answered_at`, of a lost one `hung_up_at`.
`<id>.end.json` when it is over: `hung_up_at`, `ended_by` (caller, seat, system), `rating` (the key pressed, 5 to 1), and where it was announced and recorded
`recording`, a file below `recordings/`. Times are ISO 8601. A SIP or CTI system of the city is another `Telephone`.
"""

import json
import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any, Protocol, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed

from . import shelf
from .models import Call, SeatSession
from .words import Ended, Rating, Result

logger = logging.getLogger(__name__)
Told = TypeVar("Told")
END = ".end"


@dataclass(frozen=True, slots=True)
class Ring:
    """A call that a seat has picked up, or that nobody has."""

    id: str
    seat: str
    caller: str
    queued_at: datetime
    answered_at: datetime | None
    hung_up_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class End:
    """A call that is over, with what the caller pressed and where its recording lies."""

    id: str
    hung_up_at: datetime
    ended_by: str = ""
    rating: str = ""
    recording: str = ""


class Telephone(Protocol):
    """What the hotline asks of a telephone system."""

    def rings(self) -> Iterator[Ring]:
        """The calls picked up or lost since; each until `heard`."""

    def ends(self) -> Iterator[End]:
        """The calls that are over since; each until `heard`."""

    def heard(self, told: Ring | End) -> None:
        """It is registered: do not tell of it again."""


@dataclass(frozen=True, slots=True)
class Folder:
    """One JSON file a call and one at its end; a file that says nothing is put aside, with a line in the log."""

    place: Path

    def rings(self) -> Iterator[Ring]:
        return self._told([path for path in self._files() if not path.stem.endswith(END)], _ring)

    def ends(self) -> Iterator[End]:
        return self._told([path for path in self._files() if path.stem.endswith(END)], _end)

    def heard(self, told: Ring | End) -> None:
        self._aside(self.place / f"{told.id}{END if isinstance(told, End) else ''}.json", "heard")

    def _files(self) -> list[Path]:
        return sorted(self.place.glob("*.json"))

    def _told(self, paths: list[Path], read: Callable[[str, Any], Told]) -> Iterator[Told]:
        for path in paths:
            try:
                yield read(path.stem.removesuffix(END), json.loads(path.read_text(encoding="utf-8")))
            except (ValueError, KeyError, TypeError, AttributeError) as reason:
                logger.warning("a call of the telephone system says nothing: %s (%s)", path.name, type(reason).__name__)
                self._aside(path, "unread")

    def _aside(self, path: Path, name: str) -> None:
        folder = self.place / name
        folder.mkdir(exist_ok=True)
        path.replace(folder / path.name)


def _ring(name: str, told: dict[str, str]) -> Ring:
    answered, ended = told.get("answered_at"), told.get("hung_up_at")
    if not answered and not ended:
        raise ValueError(name)
    times = (_moment(told["queued_at"]), answered and _moment(answered), ended and _moment(ended))
    return Ring(name, told.get("seat", ""), told.get("caller", ""), *(time or None for time in times))


def _end(name: str, told: dict[str, str]) -> End:
    ended_by, rating = told.get("ended_by", ""), told.get("rating", "")
    if ended_by not in ("", *Ended.values) or rating not in ("", *Rating.values):
        raise ValueError(name)
    return End(name, _moment(told["hung_up_at"]), ended_by, rating, told.get("recording", ""))


def _moment(text: str) -> datetime:
    found = parse_datetime(text)
    if found is None:
        raise ValueError(text)
    return found if timezone.is_aware(found) else timezone.make_aware(found)


# --- what it tells becomes calls --------------------------------------------------------------------------------------------


def take_rings(today: date, telephone: Telephone | None = None) -> int:
    """Register what the seats have picked up, each in the name of who sits there, what was lost, and what is over; how many calls were new."""
    telephone = telephone or Folder(settings.HOME / "telephone")
    taken = 0
    for ring in telephone.rings():
        seat = _seat(ring)
        if seat is None:
            logger.warning("seat %s is not signed in; its call waits", ring.seat)
            continue
        if not Call.objects.filter(call_no=ring.id).exists():
            taken += _registered(ring, seat)
        telephone.heard(ring)
    for end in telephone.ends():
        if call := Call.objects.filter(call_no=end.id).first():
            _close(call, end)
            telephone.heard(end)
    return taken


def _seat(ring: Ring) -> SeatSession | None:
    """Who sits where it rang; a call that nobody picked up belongs to whose seats they are."""
    seats = SeatSession.objects.select_related("agent", "unit")
    if ring.answered_at is None:
        return seats.order_by("-pk").first()
    return seats.filter(seat_no=ring.seat).exclude(state="offline").first()


def _registered(ring: Ring, seat: SeatSession) -> bool:
    given = {"unit": seat.unit, "call_no": ring.id, "caller": ring.caller, "queued_at": ring.queued_at}
    try:
        if ring.answered_at is None:
            lost = {"hung_up_at": ring.hung_up_at, "result": Result.ABANDONED}
            call = doors.register(Call, None, given | lost, {}, at=ring.queued_at, via="schedule")
            doors.take("drop", call, None, {}, at=ring.hung_up_at, via="schedule")
        else:
            picked_up = {"answered_at": ring.answered_at, "result": Result.ANSWERED, "agent": seat.agent}
            doors.register(Call, seat.agent, given | picked_up, {}, at=ring.answered_at)
    except (NotAllowed, ValidationError) as reason:
        logger.warning("call %s was not registered: %s", ring.id, reason)
        return False
    return True


def _close(call: Call, end: End) -> None:
    """When it was over, what was pressed, and the recording with its checksum; the system announces each that it records."""
    told = {"hung_up_at": end.hung_up_at, "ended_by": end.ended_by, "rating": end.rating}
    if sha256 := shelf.digest_of(end.recording) if end.recording else "":
        told |= {"notice_given": True, "recording": end.recording, "recording_sha256": sha256}
    try:
        doors.take("hang_up", call, None, told, via="schedule")
    except (NotAllowed, ValidationError) as reason:
        logger.warning("the end of call %s was not registered: %s", end.id, reason)
