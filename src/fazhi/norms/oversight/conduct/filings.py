"""What is done with a major decision that was reported: kept in the list, or made a clue; who reported it is told."""

from functools import partial

from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.rowkeys import give_keys

from ..models import Filing, Supervision
from ..words import Source

FILED = "oversight.filing"  # the hand-over by which a body reports a major decision


def keep(filing: Filing, act: Acting) -> None:
    filing.filed_on = act.on
    _tell(filing, act)


def question(filing: Filing, act: Acting) -> None:
    """The doubts go on as a clue, which knows where it came from; what a ledger tells has its case in another ledger."""
    if act.via == "import":
        return
    case = Supervision(
        unit=filing.unit,
        title=f"{filing.body}：{filing.decision_no}"[:160],
        source=Source.FILING,
        source_no=filing.decision_no,
        body=filing.body,
        facts=filing.doubts,
    )
    give_keys([case])
    act.opens(case)
    filing.supervision = case
    _tell(filing, act)


def _tell(filing: Filing, act: Acting) -> None:
    if act.via != "import":
        act.docket.sendings.append(partial(_answered, filing, act.person))


def _answered(filing: Filing, person: Person | None) -> None:
    sent = HandOver.objects.filter(kind=FILED, opened_id=filing.pk, state=HandOver.State.ACCEPTED)
    row = sent.select_related("to_unit").first()
    if row:
        told = "审查发现问题，转监督线索" if filing.supervision_id else f"已备案（{filing.number}）"
        handovers.answer(row, person, told)
