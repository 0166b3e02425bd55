"""What is done in a supervision case: staffed, filed and frozen, concluded, held to account, struck off."""

from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.rowkeys import give_keys

from ..gates.cases import SUPERVISED
from ..models import Supervision
from ..profiles import chosen_on, terms_on
from ..words import OF_CERTIFICATES, CaseEnd, Source

CERTIFICATES = "enforcement.supervision_certificate"
ORDERED = "enforcement.certificate_"  # and what is done with it


def take_down(case: Supervision, act: Acting) -> None:
    case.title = case.title or f"{case.body}执法监督案"[:160]
    case.handler = case.handler or act.person


def join(case: Supervision, act: Acting) -> None:
    """The certificate is read from its register, where there is one; otherwise what was typed stands."""
    row = act.part
    row.joined_on = act.on
    asked = registry.on("answers").get(CERTIFICATES)
    if asked is None or (act.via == "import" and row.certificate_no):
        return
    found = asked(row.person, act.on)
    if found is None and not row.certificate_no:
        raise NotAllowed(f"{row.person}在 {act.on} 没有有效的行政执法监督证，请先到执法证件登记", SUPERVISED)
    if found is not None:
        row.certificate_no, row.valid_until = found


def leave(case: Supervision, act: Acting) -> None:
    act.part.left_on = act.on


def file(case: Supervision, act: Acting) -> None:
    """Filed: from now on the terms and the effects of documents are those of today's profile."""
    case.filed_on, case.profile = act.on, chosen_on(act.on)
    case.terms = terms_on(case.profile, act.on)


def conclude(case: Supervision, act: Acting) -> None:
    case.concluded_on = act.on


def hold_to_account(case: Supervision, act: Acting) -> None:
    act.part.decided_on = act.on


def settle_obstruction(case: Supervision, act: Acting) -> None:
    act.part.settled_on = act.on


def open_obstruction(case: Supervision, act: Acting) -> None:
    """A matter of its own, which knows in which case it happened; what a ledger tells has its case in another row."""
    row = act.part
    row.settled_how, row.settled_on = row.settled_how or "另行立监督线索", row.settled_on or act.on
    if act.via == "import":
        return
    clue = Supervision(
        unit=case.unit,
        title=f"{case.body}：{row.get_kind_display()}"[:160],
        source=Source.OBSTRUCTION,
        source_no=case.number,
        body=case.body,
        is_vertical=case.is_vertical,
        superior=case.superior,
        facts=f"{row.happened_on} {row.facts}（证据：{row.evidence}）",
    )
    give_keys([clue])
    act.opens(clue)


def note_result(case: Supervision, act: Acting) -> None:
    act.part.answered_on = act.part.answered_on or act.on


def order_certificate(case: Supervision, act: Acting) -> None:
    """The keeper of certificates carries it out: an order goes there with the act, by its name."""
    row = act.part
    row.decided_on = act.on
    act.hand_over(
        case,
        f"{ORDERED}{row.kind}",
        row.keeper,
        reason=row.reason,
        content=f"{row.get_kind_display()}：证号{row.certificate_no}，决定{row.document_no}",
        details={"certificate_no": row.certificate_no, "document_no": row.document_no, "until": str(row.until or "")},
        about=row.certificate_no,
    )


def decline(case: Supervision, act: Acting) -> None:
    case.end, case.closed_on = CaseEnd.NOT_FILED, act.on


def stop(case: Supervision, act: Acting) -> None:
    case.end, case.closed_on = CaseEnd.STOPPED, act.on


def clear(case: Supervision, act: Acting) -> None:
    case.end, case.closed_on, case.concluded_on = CaseEnd.CLEAR, act.on, case.concluded_on or act.on


def strike_off(case: Supervision, act: Acting) -> None:
    case.end, case.closed_on = CaseEnd.DONE, act.on


def certificate_heard_back(row: HandOver, person: Person | None) -> None:
    """What the keeper of certificates did, or why it sent the order back, stands beside the decision."""
    if row.state == HandOver.State.ACCEPTED:
        return
    case = registry.model(row.of).objects.filter(pk=row.record_id).first()
    kind, number = row.kind.removeprefix(ORDERED), row.details.get("certificate_no")
    rows = [each for each in case.rows("accountability") if (each.kind, each.certificate_no) == (kind, number)] if case else []
    if rows and case.state in ("handling", "closed"):
        told = row.result or f"证件登记单位退回：{row.return_reason}"
        doors.take("note_result", case, None, {"result": told}, reason=f"{row.to_unit}反馈", part=rows[-1], via="schedule")


for _kind in OF_CERTIFICATES:
    registry.leave(handovers.HEARD_BACK, f"{ORDERED}{_kind.value}", certificate_heard_back)
