"""What is done with a complaint: made a supervision case that does not know who complained, answered."""

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.records.rowkeys import give_keys

from ..models import Complaint, Supervision
from ..words import Source


def supervise(complaint: Complaint, act: Acting) -> None:
    """Of what was told, the case learns the kind and the unit; the words may betray who said them and stay with the complaint."""
    facts = f"群众反映{complaint.get_kind_display()}"
    case = Supervision(
        unit=complaint.unit,
        title=f"{complaint.body}：{complaint.get_kind_display()}"[:160],
        source=Source.COMPLAINT,
        source_no=complaint.number,
        body=complaint.body,
        facts=facts if complaint.wants_secrecy else f"{facts}：{complaint.content}",
    )
    give_keys([case])
    act.opens(case)
    complaint.supervision = case


def answer(complaint: Complaint, act: Acting) -> None:
    complaint.closed_on = act.on
