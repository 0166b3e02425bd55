"""What is done with a reminder: sent, answered, closed, or made a supervision case."""

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.records.rowkeys import give_keys

from ..models import Reminder, Supervision
from ..words import Source
from .issuing import makes
from .letters import deliver_reminder


def send(reminder: Reminder, act: Acting) -> None:
    reminder.sent_on = act.on
    makes("oversight.reminder", reminder, act)
    deliver_reminder(reminder, act)


def note_reply(reminder: Reminder, act: Acting) -> None:
    reminder.replied_on = reminder.replied_on or act.on


def escalate(reminder: Reminder, act: Acting) -> None:
    """The matter goes on as a supervision case, which knows where it came from; what a ledger tells has its case in another ledger."""
    if act.via == "import":
        return
    case = Supervision(
        unit=reminder.unit,
        title=f"{reminder.body}执法监督案"[:160],
        source=Source.REMINDER,
        source_no=reminder.number,
        body=reminder.body,
        facts=reminder.facts,
    )
    give_keys([case])
    act.opens(case)
    reminder.escalated_to = case
