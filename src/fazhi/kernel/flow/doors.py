"""The doors to a case's life: register, take a step, correct; each is one transaction, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger import book
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.models import parts_of
from fazhi.kernel.records.querysets import lock

from . import acting
from .acting import Acting
from .declared import Flow, Step, flow_of
from .docket import Docket
from .late import Late, marks
from .refusals import NotAllowed, Stale
from .telling import tell_of_the_public

Data = Mapping[str, Any]
Parts = Mapping[str, list[Model]]
LONGEST_KEY = 64
REFUSED = (NotAllowed, Stale, ValidationError)


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as it stands before a person: open, or refused with every reason."""

    step: Step
    refusals: tuple[NotAllowed, ...] = ()
    part: Any = None

    @property
    def is_open(self) -> bool:
        return not self.refusals


def register(
    model: type[Model],
    person: Person | None,
    data: Data,
    parts: Parts | None = None,
    *,
    at: datetime | None = None,
    via: str = "desk",
    key: str = "",
    late: Late | None = None,
) -> Any:
    """Open a case; the same key again answers with the case that it opened. `late` dates it by the event."""
    key, case = plain(key), model(**data)
    try:
        with transaction.atomic():
            act = Acting(Docket(), person, at or timezone.now(), dict(data), via=via, key=key)
            if late:
                late.check()
                act = Acting(Docket(), person, late.at, dict(data), late.told(""), via=via, key=key, **marks(late))
                late.mark(case)
            acting.begin(act, case, dict(parts or {}), flow_of(model))
            act.docket.write()
    except REFUSED as refusal:
        return or_refused(key, refusal)
    except IntegrityError:
        return after_the_other(key)
    return written(case)


def take(
    step: Step | str,
    case: Any,
    person: Person | None,
    data: Data | None = None,
    *,
    version: int | None = None,
    reason: str = "",
    at: datetime | None = None,
    part: Model | None = None,
    via: str = "desk",
    key: str = "",
    holder: Model | None = None,
    late: Late | None = None,
) -> Any:
    """Take a step on a case as it now stands in the database.

    Raises NotAllowed (with the article), Stale (somebody was quicker) or ValidationError by field; nothing is changed then.
    The same key again answers with the case as the first submit left it.
    """
    key = plain(key)
    try:
        with transaction.atomic():
            locked = lock(case)
            if version is not None and locked.version != version:
                raise stale(locked, version)
            flow = flow_of(locked)
            if late:
                at, reason = late.dated(locked, reason)
            act = Acting(Docket(), person, at or timezone.now(), dict(data or {}), reason, part, via, key, holder, **marks(late))
            act.docket.note_before(locked)
            chosen = flow.steps[step] if isinstance(step, str) else step
            acting.perform(act, locked, chosen, flow)
            act.docket.write()
            if via == "portal":
                tell_of_the_public(locked, chosen, act)
    except REFUSED as refusal:
        return or_refused(key, refusal)
    except IntegrityError:
        return after_the_other(key)
    return written(locked)


def written(case: Any) -> Any:
    """The case as it stands in the database, its parts read anew when asked for."""
    case.__dict__.pop("_prefetched_objects_cache", None)
    case._state.adding = False
    case._state.db = "default"
    return case


def plain(key: str) -> str:
    """A submit's key as the ledger can hold it: a long or unprintable one by its digest."""
    return key if len(key) <= LONGEST_KEY and key.isprintable() else sha256(key.encode("utf-8", "replace")).hexdigest()


def done_before(key: str) -> Any:
    event = Event.objects.filter(key=key).first() if key else None
    return registry.model(event.of).objects.get(pk=event.record_id) if event else None


def or_refused(key: str, refusal: Exception) -> Any:
    """What the first submit of the same key did, which this one may not do again; else the refusal stands."""
    if known := done_before(key):
        return known
    raise refusal


def after_the_other(key: str) -> Any:
    """The key is in the ledger: the answer is what its first submit did. Asked only now, so that one submit asks nothing."""
    if known := done_before(key):
        return known
    raise ValidationError("同样的编号或者登记已经存在，请刷新后再看")


def is_overtaken(case: Any, version: int | None, key: str = "") -> bool:
    """Whether somebody else has acted since a version; the first submit of the same key is nobody else."""
    return version is not None and case.version != version and done_before(plain(key)) is None


def stale(case: Any, version: int) -> Stale:
    """The refusal of who read a version that is no longer the last."""
    return Stale(what_changed(case, version), case.version)


def what_changed(case: Any, version: int) -> str:
    """Who did what since a version, in one sentence."""
    later = book.history(case).filter(version__gt=version)[:3]
    told = "；".join(f"{event.actor or '群众'}{event.happened_at.astimezone():%H:%M}“{event.title}”" for event in later)
    return f"您打开之后，别人已经办理：{told or '内容有变化'}。请看过最新内容再办"


def steps_open_to(person: Person | None, case: Any, via: str = "desk") -> list[Offer]:
    """The steps from here that are this person's to take, open or refused with the reason."""
    flow, act = flow_of(case), Acting(Docket(), person, via=via)
    return [
        Offer(step, tuple(acting.refusals(case, step, act)))
        for step in flow.steps_from(case.state)
        if not step.is_automatic_only and _is_for(act, case, step, flow)
    ]


def refusals_on(person: Person | None, case: Any, step: Step, part: Model, via: str = "desk") -> list[NotAllowed]:
    """Why a step that is open on the case may not be taken on this part of it; nothing where its form may be opened."""
    return acting.refusals_of_part(case, step, Acting(Docket(), person, part=part, via=via))


def offered_to_holder(case: Any, holder: Model | None) -> list[Offer]:
    """What the holder of a code may do now, on the case or on each part of it; open, or refused with the reason."""
    flow = flow_of(case)
    steps = [step for step in flow.steps_from(case.state) if step.is_public]
    acts = [(step, Acting(Docket(), None, part=part, via="portal", holder=holder)) for step in steps for part in _on(step, case)]
    mine = [(step, act) for step, act in acts if step.is_theirs(case, holder, act.part)]
    return [Offer(step, tuple(acting.refusals(case, step, act)), act.part) for step, act in mine]


def _on(step: Step, case: Any) -> list[Any]:
    """What a step is taken on: the parts of its kind, or the case itself."""
    name = next((name for name, kind in parts_of(type(case)).items() if kind is step.on), "") if step.on else ""
    return case.rows(name) if name else [None]


def _is_for(act: Acting, case: Any, step: Step, flow: type[Flow]) -> bool:
    try:
        acting.may_take(act, case, step, flow)
    except NotAllowed:
        return False
    return True
