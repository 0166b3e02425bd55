"""录音: referred to with its checksum, heard for a purpose, kept so long, destroyed by somebody who confirms it."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person

from .. import shelf
from ..rules import LISTENING_MINUTES, RECORDING_TIED_MONTHS
from ..words import Keeping

if TYPE_CHECKING:
    from ..models import Call

AT_ONCE = 500
EXCHANGED, EXCHANGED_MENDS = "录音文件与登记的校验值不一致，可能被替换，不能播放", "保留现场，报热线管理人员查明"


def listen(call: Call, act: Acting) -> None:
    """What was exchanged since is not played; what the telephone system alone holds is heard there."""
    row = act.part
    row.person, row.at = act.person, act.at
    row.was_intact = shelf.is_intact(call.recording, call.recording_sha256)
    if row.was_intact is False:
        raise NotAllowed(EXCHANGED, mends=EXCHANGED_MENDS)


def is_kept(call: Call) -> bool:
    return bool(call.recording) and call.keeping != Keeping.DESTROYED


def heard_until(call: Call, person: Person) -> datetime | None:
    """Until when somebody may hear it who has said what for; None before, and after."""
    said = [row.at for row in call.rows("listenings") if row.person_id == person.pk and row.at]
    end = max(said) + timedelta(minutes=LISTENING_MINUTES.value()) if said else None
    return end if end and end > timezone.now() else None


def file_of(call: Call) -> Path:
    """The file, if it is here and still what was registered."""
    path = shelf.place_of(call.recording)
    if path is None:
        raise NotAllowed("录音文件不在录音目录里", mends=f"登记的文件是“{call.recording}”；只存在电话系统里的，到那里听")
    if not shelf.is_intact(call.recording, call.recording_sha256):
        raise NotAllowed(EXCHANGED, mends=EXCHANGED_MENDS)
    return path


def heard_as(call: Call, person: Person) -> str:
    """Who hears it and what for, beside the player."""
    row = max((row for row in call.rows("listenings") if row.person_id == person.pk), key=lambda row: row.at)
    return f"{person.name}，{row.get_purpose_display()}：{row.why}"


def hold(call: Call, act: Acting) -> None:
    """For as long as something still hangs on it."""
    if call.recording_until <= act.on:
        raise NotAllowed("延长到今天以后的一天")
    call.keeping = Keeping.HELD


def expire(call: Call, act: Acting) -> None:
    """Longer, once, where an order, a danger or a complaint hangs on it; else it is listed to be destroyed."""
    longer = call.kept_until(RECORDING_TIED_MONTHS)
    if call.is_tied and longer > act.on and call.keeping == Keeping.KEPT:
        call.keeping, call.recording_until = Keeping.HELD, longer
    else:
        call.keeping = Keeping.DUE


def destroy(call: Call, act: Acting) -> None:
    """The file goes when all is written; its checksum and who heard it stay."""
    call.keeping, call.destroyed_on = Keeping.DESTROYED, act.on
    transaction.on_commit(partial(shelf.destroy, call.recording))


def expire_due(today: date) -> int:
    """Every recording whose last day is over, so many at once; how many."""
    kind = registry.model("hotline.call")
    over = kind.objects.filter(recording_until__lt=today, keeping__in=(Keeping.KEPT, Keeping.HELD), state="settled")
    due = list(over.order_by("recording_until", "pk")[:AT_ONCE])
    for call in due:
        doors.take("expire_recording", call, None, {}, via="schedule")
    return len(due)
