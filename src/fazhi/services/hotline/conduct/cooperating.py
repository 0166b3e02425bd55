"""协作函: signed, sent, heard back of."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from fazhi.kernel import registry
from fazhi.kernel.documents import issuing
from fazhi.kernel.documents.declared import Missing
from fazhi.kernel.documents.fonts import NotDrawn
from fazhi.kernel.documents.seals import NotSealed
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Person

if TYPE_CHECKING:
    from ..models import Cooperation

LETTER = "hotline.cooperation"


def send(letter: Cooperation, act: Acting) -> None:
    """Numbered, sealed, and in the other department's inbox, in one act."""
    letter.signed_by, letter.signed_on, letter.returned_because = act.person, act.on, ""
    makes("hotline.cooperation", letter, act)
    act.hand_over(
        letter,
        LETTER,
        letter.to,
        reason="请协作并在期限内回复",
        content=f"情况：{letter.matter}\n请予协作：{letter.request}",
        consent=True,
        details={"联系人": letter.contact},
    )


def makes(key: str, record: object, act: Acting) -> None:
    """The paper is made once the act is written and the record has its number; what a ledger tells was made long ago."""
    if act.via != "import":
        act.docket.sendings.append(partial(_made, key, record, act.person))


def _made(key: str, record: object, person: Person) -> None:
    try:
        issuing.issue(registry.find("papers", key), record, person)
    except (Missing, NotDrawn, NotSealed) as refusal:
        raise ValidationError(str(refusal)) from refusal


def note_receipt(letter: Cooperation, act: Acting) -> None:
    letter.received_on = act.on


def note_reply(letter: Cooperation, act: Acting) -> None:
    letter.received_on, letter.replied_on = letter.received_on or act.on, act.on


def come_back(letter: Cooperation, act: Acting) -> None:
    letter.returned_because = act.reason[:300]


def urge(letter: Cooperation, act: Acting) -> None:
    letter.urged += 1


FOLLOWS = {
    HandOver.State.ACCEPTED: ("sign_for", ("sent",)),
    HandOver.State.RETURNED: ("come_back", ("sent",)),
    HandOver.State.ANSWERED: ("answer", ("sent", "received")),
}


def heard_back(row: HandOver, person: Person | None) -> None:
    """Signed for, sent back or answered: the letter follows at once."""
    letter = registry.model("hotline.cooperation").objects.filter(pk=row.record_id).first()
    step, states = FOLLOWS[row.state]
    if letter is not None and letter.state in states:
        data = {"reply": row.result} if row.state == HandOver.State.ANSWERED else {}
        doors.take(step, letter, None, data, reason=row.return_reason or f"{row.to_unit}反馈", via="schedule")


registry.leave(handovers.HEARD_BACK, LETTER, heard_back)
