"""转办移送: sent, accepted or returned, answered; idempotent on the sender's own number."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.paths import covers, lineage
from fazhi.kernel.org.roles import of_offices
from fazhi.kernel.records import restricted
from fazhi.kernel.records.models import Record, record_models
from fazhi.kernel.records.querysets import NOWHERE, within

from . import restricting
from .models import HandOver
from .refusals import NotAllowed

OURS = "fazhi"
# Name of an order → (hand-over, who accepts it) → what was done: an act on a record that another room keeps.
ORDERS = "orders"
# Kind of a hand-over → (hand-over, who did it) → None: the room that sent it hears at once that it was accepted, returned or answered.
HEARD_BACK = "heard_back"
# Label of a sending record → the same, for rooms that send to kinds which others send to as well.
SENDER_HEARS = "sender_hears"
# Kind of a hand-over that is answered and never sent back → the sentence that says so.
NEVER_BACK = "never_back"


@dataclass(frozen=True, slots=True)
class Sending:
    """A case's matter on its way to another unit; `about` tells apart what one case sends of the same kind."""

    case: Any
    kind: str
    to_unit: Unit
    person: Person | None
    reason: str
    content: str = ""
    consent: bool = False
    details: Mapping[str, Any] | None = None
    about: str = ""
    due_on: date | None = None  # by when it is answered; until then it stands in the receiver's inbox

    @property
    def label(self) -> str:
        return registry.label(self.case)

    def number(self, sent: Iterable[HandOver]) -> str:
        """The sender's own number; sent again after it came back, the matter gets a number of its own."""
        source = (self.case.number or f"{self.label}#{self.case.pk}") + (f"/{self.about}" if self.about else "")
        mine = (row for row in sent if (row.kind, row.of, row.record_id) == (self.kind, self.label, self.case.pk))
        returned = sum(row.state == HandOver.State.RETURNED for row in mine if row.source_no.startswith(source))
        return f"{source}-{returned + 1}" if returned else source

    def row(self, number: str) -> HandOver:
        """The hand-over to be; nothing stands in the ledger of it yet. What is restricted goes to those nearest to the receiver."""
        ground = restricted.ground_of(self.case) if isinstance(self.case, Record) else ""
        made = HandOver(
            ground=ground,
            kept_to=restricting.nearest_unit(self.to_unit, of_offices()) if ground else None,
            source_system=OURS,
            source_no=number,
            kind=self.kind,
            of=self.label,
            record_id=self.case.pk,
            from_unit=self.case.unit,
            to_unit=self.to_unit,
            path=self.to_unit.path,
            subject=getattr(self.case, "title", str(self.case)),
            content=self.content,
            reason=self.reason,
            party_consent=self.consent,
            details=dict(self.details or {}),
            sent_by=self.person,
            sent_at=timezone.now(),
            due_on=self.due_on,
        )
        made.last_sealed = None
        return made


def send(case: Any, kind: str, to_unit: Unit, person: Person | None, *, reason: str, **told: Any) -> HandOver:
    """Hand a case's matter to another unit, within the act's transaction; sent twice it is the same hand-over.

    A step sends through `Acting.hand_over`, so that the case is written before.
    """
    return send_all([Sending(case, kind, to_unit, person, reason, **told)])[0]


def send_all(sendings: Sequence[Sending]) -> list[HandOver]:
    """Whatever an act sends, with as many questions as one matter takes."""
    if not sendings:
        return []
    whose = reduce(or_, (Q(kind=each.kind, of=each.label, record_id=each.case.pk) for each in sendings))
    sent = list(HandOver.objects.filter(whose, source_system=OURS))
    held = {(row.kind, row.source_no): row for row in sent}
    names = [(each.kind, each.number(sent)) for each in sendings]
    fresh = {name: (each, each.row(name[1])) for each, name in zip(sendings, names, strict=True) if name not in held}
    created = _created([row for _, row in fresh.values()])
    acts = [_act(row, "hand_over", f"转送{row.to_unit.name}", each.person, each.reason) for each, row in fresh.values()]
    book.write_many([act for act in acts if act.record in created])
    held |= {(row.kind, row.source_no): row for row in created}
    return [held.get(name) or HandOver.objects.get(source_system=OURS, kind=name[0], source_no=name[1]) for name in names]


def _created(rows: list[HandOver]) -> list[HandOver]:
    """Those that nobody else was quicker to send."""
    try:
        with transaction.atomic():
            return HandOver.objects.bulk_create(rows)
    except IntegrityError:
        if len(rows) == 1:
            return []
        return [row for each in rows for row in _created([each])]


@transaction.atomic
def receive(
    system: str,
    number: str,
    kind: str,
    from_unit: Unit,
    to_unit: Unit,
    *,
    subject: str,
    content: str,
    reason: str = "",
    consent: bool = False,
    details: Mapping[str, Any] | None = None,
) -> tuple[HandOver, bool]:
    """A matter that another system sends us; (row, whether it is new)."""
    row, fresh = HandOver.objects.get_or_create(
        source_system=system,
        source_no=number,
        kind=kind,
        defaults={
            "from_unit": from_unit,
            "to_unit": to_unit,
            "path": to_unit.path,
            "subject": subject,
            "content": content,
            "reason": reason,
            "party_consent": consent,
            "details": dict(details or {}),
            "sent_at": timezone.now(),
        },
    )
    if fresh:
        _note(row, "received", f"收到{from_unit.name}移送", None, reason)
    return row, fresh


def addressed_to(person: Person) -> QuerySet[HandOver]:
    """What was sent to the units for which a person takes what comes, but for what is, or has become, restricted to others."""
    near = reduce(or_, (Q(kept_to__path__in=lineage(path), path__startswith=path) for path in _offices(person)), NOWHERE)
    mine = within(person.scope(*of_offices())) & (Q(kept_to=None) | near) & restricted.open_to(person, "kind", "opened_id")
    return HandOver.objects.filter(mine).select_related("from_unit", "to_unit")


def _offices(person: Person) -> list[str]:
    return sorted({granted.path for granted in person.grants() if granted.role in of_offices()})


def may_take(person: Person, row: HandOver) -> bool:
    """Whether this person takes for the receiver what was sent there."""
    kept_to = row.kept_to.path if row.kept_to_id else ""
    return any(covers(path, row.path) and covers(kept_to, path) for path in _offices(person))


def waiting_at(person: Person) -> QuerySet[HandOver]:
    """What the units of a person have to accept, and what they must answer by a day; what opened a record here is answered by it."""
    to_answer = Q(state=HandOver.State.ACCEPTED, due_on__isnull=False, opened_id=None)
    return addressed_to(person).filter(Q(state=HandOver.State.SENT) | to_answer).order_by("due_on", "pk")


def sent_from(person: Person) -> QuerySet[HandOver]:
    """What was sent of the records that a person may see; a partner sees these and those addressed to it, and no more."""
    whole: dict[tuple[str, ...], list[str]] = {(): []}
    seen = Q(of="") & within(person.scope(*of_offices()), "from_unit__path")
    for model in record_models():
        if model.narrows_scope:
            seen |= Q(of=registry.label(model), record_id__in=model.objects.visible_to(person).order_by().values("pk"))
        else:
            whole.setdefault(person.scope(*model.readers), []).append(registry.label(model))
    for paths, labels in whole.items():
        seen |= Q(of__in=labels) & within(paths, "from_unit__path")
    return HandOver.objects.filter(seen, restricted.open_to(person)).select_related("from_unit", "to_unit")


def of_case(case: Any) -> QuerySet[HandOver]:
    """The hand-overs that left a case, and the one that opened it."""
    label = registry.label(case)
    return HandOver.objects.filter(Q(of=label, record_id=case.pk) | Q(kind=label, opened_id=case.pk)).select_related(
        "from_unit", "to_unit"
    )


@transaction.atomic
def accept(row: HandOver, person: Person, opened: Any = None) -> HandOver:
    """Take a matter over; raises NotAllowed when it is not this person's or no longer waits.

    An order is carried out with its acceptance, by the room that has the record, and answered with what was done.
    """
    row = _waiting(row, person)
    order = registry.on(ORDERS).get(row.kind)
    done = order(row, person) if order else ""
    row.state, row.accepted_by, row.accepted_at = HandOver.State.ACCEPTED, person, timezone.now()
    row.opened_id = opened.pk if opened is not None else None
    row.save(update_fields=["state", "accepted_by", "accepted_at", "opened_id"])
    _note(row, "accept_hand_over", "接收移送", person, "")
    if opened is not None and row.ground:
        restricting.narrow(opened, person, [restricted.Ground(row.ground)])
    _tell_sender(row, person)
    return answer(row, person, done) if done else row


@transaction.atomic
def send_back(row: HandOver, person: Person, reason: str) -> HandOver:
    """Return a matter, with the reason."""
    row = _waiting(row, person)
    if sentence := registry.on(NEVER_BACK).get(row.kind):
        raise NotAllowed(sentence)
    if not reason.strip():
        raise NotAllowed("退回移送必须写明理由")
    row.state, row.return_reason, row.returned_at = HandOver.State.RETURNED, reason, timezone.now()
    row.save(update_fields=["state", "return_reason", "returned_at"])
    _note(row, "return_hand_over", "退回移送", person, reason)
    _tell_sender(row, person)
    return row


def put_off(row: HandOver, due_on: date, person: Person | None, reason: str) -> HandOver:
    """Another day by which it is to be answered. Call it within the act's transaction."""
    row.due_on = due_on
    row.save(update_fields=["due_on"])
    _note(row, "put_off_hand_over", f"办理期限改为{day_words(due_on)}", person, reason)
    return row


@transaction.atomic
def report_back(row: HandOver, person: Person, result: str) -> HandOver:
    """Answer a hand-over that no case of ours carries; raises NotAllowed unless it was accepted here and has no answer yet."""
    row = _held(row, person)
    if row.state != HandOver.State.ACCEPTED:
        raise NotAllowed(f"这件移送{row.get_state_display()}，不能反馈")
    if not result.strip():
        raise NotAllowed("反馈必须写明办理结果")
    return answer(row, person, result)


def answer(row: HandOver, person: Person | None, result: str) -> HandOver:
    """Tell the sender what came of it. Call it within the act's transaction."""
    row.state, row.result, row.answered_at = HandOver.State.ANSWERED, result, timezone.now()
    row.save(update_fields=["state", "result", "answered_at"])
    _note(row, "answer_hand_over", "反馈办理结果", person, result)
    _tell_sender(row, person)
    return row


def _tell_sender(row: HandOver, person: Person | None) -> None:
    heard = registry.on(HEARD_BACK).get(row.kind) or registry.on(SENDER_HEARS).get(row.of)
    if heard and row.source_system == OURS:
        heard(row, person)


def _held(row: HandOver, person: Person) -> HandOver:
    row = HandOver.objects.select_for_update().get(pk=row.pk)
    if not may_take(person, row):
        raise NotAllowed(f"这件移送是发给{row.to_unit.name}的")
    return row


def _waiting(row: HandOver, person: Person) -> HandOver:
    row = _held(row, person)
    if row.state != HandOver.State.SENT:
        raise NotAllowed(f"这件移送{row.get_state_display()}，不能再办")
    return row


def _note(row: HandOver, act: str, title: str, person: Person | None, reason: str) -> None:
    book.write(_act(row, act, title, person, reason))


def _act(row: HandOver, act: str, title: str, person: Person | None, reason: str) -> book.Act:
    # Sent by whoever acted on the case, whose own act says for whom; taken over, returned or answered at the receiver's place.
    stood_in_for = person.stood_in_for(row.path) if person and act != "hand_over" else None
    return book.Act(row, act, title, actor=person, stands_in_for=stood_in_for, unit=row.to_unit, reason=reason, rows=[row])
