"""What is done in publishing and recording."""

from datetime import datetime, timedelta

from fazhi.kernel.calendar import Years
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.records.fields import masked
from fazhi.kernel.records.querysets import lock

from ..models import Decision, Publication, Recording
from ..models.publicity import said_of
from ..publicity_rules import KEPT_YEARS, UPLOAD_HOURS

# Where a decision stands while its own term of publication runs.
STANDING = ("issued", "served", "enforcing", "stopped")


def take_down(publication: Publication, act: Acting) -> None:
    """What the decision says is taken over, a natural person's name masked; the clock begins with the decision."""
    if publication.decision_id:
        decision = Decision.objects.select_related("case__item", "party", "basis").get(pk=publication.decision_id)
        for name, value in said_of(decision).items():
            setattr(publication, name, getattr(publication, name) or value)
        if not publication.party:
            publication.party = masked(decision.party, "name") if decision.party.is_person else decision.party.name
    publication.handler = publication.handler or act.person
    publication.title = publication.title or f"{publication.get_kind_display()}公示：{publication.decision_no}"[:160]


def redact(publication: Publication, act: Acting) -> None:
    """Who redacted it is its handler from now on, and does not let it out."""
    publication.handler = act.person if act.person and act.via != "import" else publication.handler


def publish(publication: Publication, act: Acting) -> None:
    """In time is said once, by the clock as it stood; the decision's own clock stops with it."""
    publication.published_on = act.on
    due = next((row["due"] for row in publication.clocks if row["name"] == "publishing"), None)
    publication.was_in_time = due is None or act.on.isoformat() <= due
    decision = publication.decision
    if decision is not None and act.via != "import" and decision.state in STANDING:
        decision = lock(decision)
        decision.hold("publications", publication)
        act.moves("note_publication", decision)


def recall(publication: Publication, act: Acting) -> None:
    publication.recalled_on = act.on


def withdraw(publication: Publication, act: Acting) -> None:
    publication.withdrawn_on, publication.closed_on = act.on, act.on


def recall_all(decision: object, act: Acting) -> None:
    """A decision that is changed or revoked takes what was published of it along: three working days to withdraw it."""
    for row in decision.rows("publications"):  # type: ignore[attr-defined]
        if row.state == "published" and act.via != "import":
            act.moves("recall", lock(row), reason=act.reason or "决定已经变更、撤销")


def name_recording(recording: Recording, act: Acting) -> None:
    recording.title = recording.title or f"{recording.get_stage_display()}音像记录"
    recording.handler = recording.handler or act.person


def upload(recording: Recording, act: Acting) -> None:
    """From now on the file is what its fingerprint says, or it is another file."""
    recording.uploaded_at = act.at
    recording.was_in_time = act.at <= recording.ended_at + timedelta(hours=UPLOAD_HOURS.value(act.on))
    recording.kept_until = Years(KEPT_YEARS).full(act.on)


def ended(recording: Recording) -> datetime:
    return recording.ended_at


def destroy(recording: Recording, act: Acting) -> None:
    recording.destroyed_on = act.on
