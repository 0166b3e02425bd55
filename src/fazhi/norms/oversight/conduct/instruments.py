"""What is done with a document: issued with its effects, served, answered, verified, objected to, made stricter, published."""

from fazhi.kernel.flow.acting import Acting

from ..limits import frozen
from ..models import Instrument, RectificationItem
from ..profiles import effects_of
from ..words import Verdict
from .issuing import makes
from .letters import deliver, deliver_item


def take_down(instrument: Instrument, act: Acting) -> None:
    instrument.title = instrument.title or f"{instrument.case.body}：{instrument.get_kind_display()}"[:160]
    instrument.handler = instrument.handler or act.person


def issue(instrument: Instrument, act: Acting) -> None:
    instrument.issued_on = act.on
    instrument.effects = effects_of(frozen(instrument.case), instrument.kind)
    makes("oversight.instrument", instrument, act)
    deliver(instrument, act)


def serve(instrument: Instrument, act: Acting) -> None:
    instrument.served_on = instrument.served_on or act.on


def note_report(instrument: Instrument, act: Acting) -> None:
    """In time or not is said once, by the clock as it stood on that day."""
    instrument.reported_on = instrument.reported_on or act.on
    due = [row["due"] for row in instrument.clocks if row["name"] in ("answering", "written") and row["due"]]
    instrument.was_in_time = not due or instrument.reported_on.isoformat() <= min(due)


def verify_good(instrument: Instrument, act: Acting) -> None:
    _verified(instrument, act, Verdict.GOOD)


def verify_bad(instrument: Instrument, act: Acting) -> None:
    """Not mended: the body is asked again, and answers again."""
    _verified(instrument, act, Verdict.BAD)
    deliver(instrument, act, again=f"验收不合格：{act.reason}")


def _verified(instrument: Instrument, act: Acting, verdict: Verdict) -> None:
    instrument.verified, instrument.verified_on, instrument.verified_by = verdict, act.on, act.person


def note_item(instrument: Instrument, act: Acting) -> None:
    """A problem of the letter, by its own day; what was said of an earlier report no longer stands."""
    row = act.part
    row.reported_on = act.data.get("reported_on") or act.on
    row.was_in_time, row.verified = row.reported_on <= row.due_on, ""
    _hold(instrument, row)


def verify_item(instrument: Instrument, act: Acting) -> None:
    row = act.part
    row.verified_on, row.verified_by = act.on, act.person
    _hold(instrument, row)
    if row.verified == Verdict.BAD:
        deliver_item(instrument, row, act, again=True)


def _hold(instrument: Instrument, row: RectificationItem) -> None:
    """Let the clock see the row as it is now; in a ledger's new life it is that very row."""
    if row.pk:
        instrument.hold("items", row)


def note_objection(instrument: Instrument, act: Acting) -> None:
    instrument.objected_on = instrument.objected_on or act.on


def answer_objection(instrument: Instrument, act: Acting) -> None:
    instrument.reviewed_on = act.on


def revoke(instrument: Instrument, act: Acting) -> None:
    instrument.reviewed_on, instrument.objection_result = act.on, "revoked"


def publish(instrument: Instrument, act: Acting) -> None:
    instrument.published_on = act.on
