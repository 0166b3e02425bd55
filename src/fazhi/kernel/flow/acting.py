"""One act in memory: it checks, sets, does, and notes what must be written; the docket writes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cache, partial, wraps
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import ForeignKey, JSONField, Model
from django.utils import timezone

from fazhi.kernel.calendar import UnknownYear
from fazhi.kernel.calendar.moments import legal_day
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import PUBLIC, SCHEDULE, Role
from fazhi.kernel.records import restricted
from fazhi.kernel.records.fields import Personal
from fazhi.kernel.records.numbers import Numbering, claim
from fazhi.kernel.records.restricted import Ground
from fazhi.kernel.records.rowkeys import give_keys

from . import clocks, handovers, restricting
from .declared import Flow, Register, Step, flow_of
from .docket import Docket
from .gates import OfPart
from .refusals import NotAllowed

# What a form says about the step itself, and no field holds.
GUIDING = ("to_unit", "extension")


@dataclass(slots=True)
class Acting:
    """Who acts, when, with what; handed to gates and to a step's `does`."""

    docket: Docket
    person: Person | None
    at: datetime = field(default_factory=timezone.now)
    data: dict[str, Any] = field(default_factory=dict)
    reason: str = ""
    part: Model | None = None
    via: str = "desk"
    key: str = ""
    holder: Model | None = None  # whose code it is, where one of the public acts
    case: Any = None  # on which the act is done; None while one is registered by itself
    is_late: bool = False  # dated back by whoever acts; no proof of when it was done
    paper_number: str = ""  # as it stands on what is entered late, out of a block
    on: date = field(init=False)  # the legal day of the act
    is_taken: bool = field(default=False, init=False)  # what the step asks is set; an act that is only looked at never gets there

    def __post_init__(self) -> None:
        self.on = legal_day(self.at)

    @property
    def is_by_hand(self) -> bool:
        """Whether one of the staff acts here and now, on a page or through the API; not a ledger, the public or the passing of time."""
        return self.person is not None and self.via in ("desk", "api")

    def save(self, part: Model) -> None:
        """Note a part for writing with the act."""
        self.docket.save(part)

    def number(self, row: Any, numbering: Numbering, name: str = "number") -> None:
        """A number out of its own series for a paper or a part, given when the act is written."""
        self.docket.number(row, self.on.year, numbering, name)

    def opens(self, *cases: Any) -> None:
        """Register other cases within this act, by the same person under the same rules; those of one kind all at once.

        What a restricted case opens is restricted with it, to the same people.
        """
        give_keys(cases)
        for case in cases:
            begin(replace(self, data={}, part=None, key="", case=None, paper_number=""), case, {}, flow_of(case))
        if self.case is not None and self.via != "import" and restricted.ground_of(self.case):
            self.docket.sendings.append(partial(restricting.pass_down, self.case, cases, self.person))

    def moves(self, step: Step | str, case: Any, reason: str = "") -> None:
        """Take a step on another case, which the caller has locked, within this act."""
        flow = flow_of(case)
        self.docket.note_before(case)
        inner = replace(self, data={}, part=None, key="", paper_number="", reason=reason or self.reason)
        perform(inner, case, flow.steps[step] if isinstance(step, str) else step, flow)

    def narrow(self, case: Any, grounds: list[Ground]) -> None:
        """Close the case to all but its team once it is written, if there is a ground."""
        if grounds:
            self.docket.sendings.append(partial(restricting.narrow, case, self.person, grounds))

    def hand_over(self, case: Any, kind: str, to_unit: Unit | None, *, reason: str, **told: Any) -> None:
        """Send the case's matter to another unit with the act; what a ledger tells was sent long ago."""
        if self.via == "import":
            return
        if to_unit is None:
            raise ValidationError({"to_unit": "请选择接收单位"})
        self.docket.handed.append(handovers.Sending(case, kind, to_unit, self.person, reason, **told))


def told_of_unknown_years(work: Callable[..., None]) -> Callable[..., None]:
    """A day that cannot be reckoned yet is a refusal with its sentence, never a failure."""

    @wraps(work)
    def guarded(*args: Any) -> None:
        try:
            work(*args)
        except UnknownYear as unknown:
            raise NotAllowed(str(unknown), mends="公布后导入节假日安排（fazhi calendar）再办，已填的内容不变") from None

    return guarded


@told_of_unknown_years
def begin(act: Acting, case: Any, parts: dict[str, list[Model]], flow: type[Flow]) -> None:
    """Register a case with its parts; raises NotAllowed or ValidationError and writes nothing."""
    rule = flow.register
    may_register(act, case, rule)
    case.state, case.opened_on = flow.start.name, act.on
    case.recorded_by, case.event_at, case.version = act.person, act.at, 1
    case.path = case.unit.path
    act.docket.open(case, parts)
    check(case, [part for rows in parts.values() for part in rows])
    act.is_taken = True
    _hold(case, rule.needs, act)
    if rule.does:
        rule.does(case, act)
    _number(act, case, rule.numbers)
    clocks.begin(case, flow, act.on, act.at)
    _settle(act, case, rule, None, filled(case))


def may_register(act: Acting, case: Any, rule: Register) -> None:
    """Refuse whoever holds none of the registering roles at the case's unit."""
    if {"portal": PUBLIC, "schedule": SCHEDULE}.get(act.via) in rule.roles:
        return
    roles = flow_of(case).importers if act.via == "import" else staff_of(rule, case)
    if not holds(act.person, case.unit.path, roles):
        raise NotAllowed(f"您没有在{case.unit.name}{rule.label}的权限")


@told_of_unknown_years
def perform(act: Acting, case: Any, step: Step, flow: type[Flow]) -> None:
    """Take a step on a case that is locked or new; raises and leaves the rows as they were."""
    may_take(act, case, step, flow)
    act.case = case
    before, values = case.state, dict(case.__dict__)
    _set(case if not step.on else act.part, step, act.data)
    act.is_taken = True
    part = _added(act, case, step)
    _hold(case, step.needs, act)
    if step.why and not act.reason.strip():
        raise ValidationError({"reason": f"“{step.label}”必须写明理由"})
    case.state = step.target.name if step.target else case.state
    if step.does:
        step.does(case, act)
    if step.hands_over:
        act.hand_over(case, step.hands_over, act.data.get("to_unit"), reason=act.reason or step.label, consent=True)
    check(case, [part] if part else [])
    _time(act, case, step, flow, before)
    _number(act, case, step.numbers and not case.number)
    case.version += 1
    _settle(act, case, step, before, book.difference(values, case, _columns(type(case))))


def may_take(act: Acting, case: Any, step: Step, flow: type[Flow]) -> None:
    """Refuse the wrong state and whoever holds none of the step's roles at the case's unit."""
    if flow.states[case.state] not in step.source:
        states = "、".join(state.label for state in step.source)
        raise NotAllowed(f"“{step.label}”只能在“{states}”时办理，现在是“{flow.states[case.state].label}”", step.law)
    if act.via in ("portal", "schedule"):
        allowed = (PUBLIC if act.via == "portal" else SCHEDULE) in step.roles
        if act.via == "portal" and allowed and not step.is_theirs(case, act.holder, act.part):
            raise NotAllowed(f"“{step.label}”不由您办理，或者已经办过", step.law)
    else:
        # A ledger tells what others did; whoever may import it answers for it, under the import's own name in the ledger.
        roles = flow.importers if act.via == "import" else staff_of(step, case)
        allowed = holds(act.person, case.path, roles)
    if not allowed:
        raise NotAllowed(f"“{step.label}”由{'、'.join(role.label for role in step.roles)}办理，您没有这个岗位", step.law)


def holds(person: Person | None, path: str, roles: tuple[Role, ...]) -> bool:
    """Whether somebody holds one of these roles over a path; nobody holds none of no roles."""
    return person is not None and bool(roles) and person.may_at(path, *roles)


def staff_of(step: Step | Register, case: Any) -> tuple[Role, ...]:
    """The roles whose holders may take a step; whoever may read the case, when the declaration names none."""
    return tuple(role for role in step.roles if role not in (PUBLIC, SCHEDULE)) or (() if step.by else case.readers)


def refusals(case: Any, step: Step, act: Acting | None) -> list[NotAllowed]:
    """Every gate that does not hold now."""
    return [refusal for gate in step.needs if (refusal := _judged(gate, case, act))]


def refusals_of_part(case: Any, step: Step, act: Acting) -> list[NotAllowed]:
    """What stands in the way on this part, apart from what the step's form is yet to ask of it."""
    return [refusal for gate in step.needs if type(gate) is OfPart and (refusal := _judged(gate, case, act))]


def _hold(case: Any, gates: Iterable[Any], act: Acting) -> None:
    for gate in gates:
        if refusal := _judged(gate, case, act):
            raise refusal


def _judged(gate: Any, case: Any, act: Acting | None) -> NotAllowed | None:
    """What a gate says; a day that cannot be reckoned yet is no day that was kept."""
    try:
        return gate.refusal(case, act)
    except UnknownYear as unknown:
        return NotAllowed(str(unknown))


def _is_blank(value: Any) -> bool:
    """Nothing was said: blanks alone say nothing, whichever way they came in."""
    return value is None or (isinstance(value, str) and not value.strip())


def _number(act: Acting, case: Any, is_numbered: bool) -> None:
    """The next number of its series, or the one that stands on the paper."""
    if act.paper_number and not is_numbered:
        raise ValidationError({"late_number": "这一步不编号，请不要填写编号"})
    if is_numbered and not act.paper_number:
        act.docket.number(case, act.on.year)
    elif is_numbered:
        try:
            case.number = claim(case, act.on.year, act.paper_number)
        except ValidationError as error:
            raise ValidationError({"late_number": error.messages}) from None


def _set(target: Any, step: Step, data: dict[str, Any]) -> None:
    """Set the asked fields, each checked by its own field; all errors together, by field."""
    errors: dict[str, Any] = {}
    for name, must in step.asked.items():
        column = target._meta.get_field(name)
        if name in data and not _is_kept(target, column, data[name], step):
            take_in(target, column, data[name], errors)
        if _is_blank(getattr(target, column.attname)) and (must or (must is None and not column.blank)):
            errors.setdefault(name, f"请填写{column.verbose_name}")
    if errors:
        raise ValidationError(errors)


def _is_kept(target: Any, column: Any, value: Any, step: Step) -> bool:
    """What a part says of people stands in no form: left blank there, it stays as it is."""
    return bool(step.on) and isinstance(column, Personal) and _is_blank(value) and bool(getattr(target, column.attname))


def take_in(target: Any, column: Any, value: Any, errors: dict[str, Any]) -> None:
    """Set one field to a checked value, or note why it cannot be."""
    if isinstance(column, ForeignKey):
        setattr(target, column.name, value)
        return
    try:
        empty = value in (None, "")
        setattr(target, column.name, column.to_python(value) if empty else column.clean(value, target))
    except ValidationError as error:
        errors[column.name] = error.messages


def _added(act: Acting, case: Any, step: Step) -> Model | None:
    if step.adds is None:
        if act.part is not None:
            act.docket.save(act.part)
        return None
    told = {name: value for name, value in act.data.items() if name not in step.asked and name not in GUIDING}
    if any(column.name == "reason" for column in step.adds._meta.fields):
        told.setdefault("reason", act.reason)  # a form has one field of that name: what is said there is the part's own
    part = step.adds(of=case, **told)
    act.docket.add(case, part)
    act.part = part
    return part


def check(case: Any, parts: list[Model]) -> None:
    """The model's own rules over several fields, and each new part's fields."""
    case.clean()
    for part in parts:
        part.clean_fields(exclude=[column.name for column in part._meta.fields if isinstance(column, ForeignKey)])
        part.clean()


def _time(act: Acting, case: Any, step: Step, flow: type[Flow], before: str) -> None:
    if step.pauses:
        names = () if step.pauses is True else step.pauses
        clocks.pause(case, act.on, act.reason or step.label, str(act.person or ""), names)
    if step.resumes:
        clocks.resume(case, act.on)
    if step.extends:
        clocks.extend(case, step.extends, int(act.data["extension"]), act.reason, str(act.person or ""))
    clocks.move(case, flow, before, step, act.on, act.at)


def _settle(act: Acting, case: Any, step: Step | Register, before: str | None, changes: dict[str, Any]) -> None:
    """State, due day, closing day; then note the event."""
    if before != case.state and flow_of(case).states[case.state].final:
        case.closed_on = case.closed_on or act.on
    case.due_on = clocks.nearest_due(case)
    changes = {name: change for name, change in changes.items() if name not in _untold(type(case))}
    if act.part is not None:
        changes["part"] = [None, act.part.known_as]
    act.docket.acted(
        case,
        before,
        book.Act(
            case,
            step.name,
            step.label,
            actor=act.person,
            stands_in_for=act.person and act.person.stood_in_for(case.path, *staff_of(step, case)),
            at=act.at,
            changes=changes,
            reason=act.reason or (f"{act.holder.known_as}凭查询码办理" if act.holder else ""),
            law=step.law,
            via=act.via,
            key=act.key,
        ),
    )


@cache
def _untold(model: type[Model]) -> frozenset[str]:
    """What a history does not tell: where a record lies, its version, what it keeps for itself (clocks, frozen terms), its keys."""
    kept = (column.name for column in model._meta.fields if isinstance(column, JSONField) and not column.editable)
    return frozenset(("version", "path", *kept, *model.untold.split()))


@cache
def _columns(model: type[Model]) -> tuple[str, ...]:
    return tuple(column.name for column in model._meta.fields if column.name != "id")


def filled(case: Any) -> dict[str, list[Any]]:
    """What a new record says, as the ledger may tell it."""
    told = ((column.name, case.__dict__.get(column.attname)) for column in case._meta.concrete_fields if column.name != "id")
    return {name: [None, book.told(case, name, value)] for name, value in told if value not in (None, "", [])}
