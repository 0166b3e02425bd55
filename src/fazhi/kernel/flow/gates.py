"""What must hold before a step: the six kinds of gate the law knows, and conditions of a model, of a part, of here and now."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from fazhi.kernel.org.models import ApprovalLevel

from .approvals import approvals_of
from .refusals import NotAllowed

if TYPE_CHECKING:
    from .acting import Acting


class Gate:
    """A condition; `refusal` is None when it holds. Parts are read through `.all()` only, never filtered."""

    sentence: str = ""
    law: str = ""
    mended_by: str = ""  # the steps, by name, after which it will hold

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        raise NotImplementedError


@dataclass(eq=False, slots=True)
class Condition(Gate):
    """A method of the model: True when it holds, False or a more exact sentence when it does not."""

    holds: Callable[[Any], bool | str]
    sentence: str
    law: str = ""
    mended_by: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        answer = self.holds(case)
        return None if answer is True else NotAllowed(answer or self.sentence, self.law, mended_by=self.mended_by)

    def __get__(self, case: Any, owner: type) -> Any:
        return self if case is None else self.holds.__get__(case, owner)


def gate(sentence: str, law: str = "", mended_by: str = "") -> Callable[[Callable[[Any], bool | str]], Condition]:
    """Turn a model's method into a gate with the sentence of its refusal, the article, and the steps that clear it away."""
    return lambda method: Condition(method, sentence, law, mended_by)


@dataclass(eq=False, slots=True)
class OfAsked(Condition):
    """A condition on what the step itself asks: judged when it is taken, so that its form can be opened and filled in."""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        return Condition.refusal(self, case, act) if act is not None and act.is_taken else None


def asked_gate(sentence: str, law: str = "") -> Callable[[Callable[[Any], bool | str]], OfAsked]:
    """Turn a model's method into a gate on what a step asks."""
    return lambda method: OfAsked(method, sentence, law)


@dataclass(eq=False, slots=True)
class OfAct(Gate):
    """A condition on what a step asks and who takes it: it does not close a step before its form was seen, nor judge a ledger's past.

    `holds` answers True, or False for the sentence as it stands, or another sentence, or a sentence with its article.
    """

    holds: Callable[[Any, Acting], bool | str | tuple[str, str]]
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        if act is None or act.via == "import" or not act.is_taken:
            return None
        answer = self.holds(case, act)
        if answer is True:
            return None
        return NotAllowed(*answer) if isinstance(answer, tuple) else NotAllowed(answer or self.sentence, self.law)


def act_gate(sentence: str, law: str = "") -> Callable[[Callable[[Any, Acting], bool | str | tuple[str, str]]], OfAct]:
    """Turn a function of case and act into a gate."""
    return lambda holds: OfAct(holds, sentence, law)


@dataclass(eq=False, slots=True)
class Before(Gate):
    """Something must have come before: a field filled in, or a part recorded."""

    name: str
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        value = getattr(case, self.name)
        present = bool(list(value.all())) if hasattr(value, "all") else value not in (None, "", False)
        return None if present else NotAllowed(self.sentence, self.law)


@dataclass(eq=False, slots=True)
class NotSamePerson(Gate):
    """Who takes this step must not be the person named in a field."""

    name: str
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        same = act and act.person and getattr(case, f"{self.name}_id") == act.person.pk
        return NotAllowed(self.sentence, self.law) if same else None


@dataclass(eq=False, slots=True)
class SomebodyElse(Gate):
    """Who takes this step is none of these people (keys); whoever brings in a ledger did none of it."""

    whom: Callable[[Any], set[int | None]]
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or act.via == "import":
            return None
        return NotAllowed(self.sentence, self.law) if act.person.pk in self.whom(case) else None


@dataclass(eq=False, slots=True)
class SignedAt(Gate):
    """An approval at exactly this level (承办机构负责人, 行政机关负责人, 主要负责人 and 集体讨论 do not replace each other)."""

    level: ApprovalLevel
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        signed = any(approval.level == self.level and approval.agrees for approval in approvals_of(case))
        return None if signed else NotAllowed(self.sentence, self.law, mends=f"请先送{self.level.label}签批")


@dataclass(eq=False, slots=True)
class AtLeast(Gate):
    """At least so many parts (that meet a condition)."""

    parts: str
    amount: int
    sentence: str
    law: str = ""
    that: Callable[[Any], bool] = bool

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        enough = sum(map(self.that, getattr(case, self.parts).all())) >= self.amount
        return None if enough else NotAllowed(self.sentence, self.law)


@dataclass(eq=False, slots=True)
class AtMost(Gate):
    """At most so many parts (that meet a condition)."""

    parts: str
    amount: int
    sentence: str
    law: str = ""
    that: Callable[[Any], bool] = bool

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        few = sum(map(self.that, getattr(case, self.parts).all())) <= self.amount
        return None if few else NotAllowed(self.sentence, self.law)


@dataclass(eq=False, slots=True)
class Published(Gate):
    """What the case rests on must have been published before (a date field, not after the act)."""

    name: str
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        published = getattr(case, self.name)
        held = published and (act is None or published <= act.on)
        return None if held else NotAllowed(self.sentence, self.law)


@dataclass(eq=False, slots=True)
class OfPart(Gate):
    """A condition on the part that a step adds or is taken on."""

    holds: Callable[[Any, Any], bool | str]
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        if act is None or act.part is None:
            return None
        answer = self.holds(case, act.part)
        return None if answer is True else NotAllowed(answer or self.sentence, self.law)


class OfAskedPart(OfPart):
    """A condition on what the step asks of the part: judged with the form, so that its button may be pressed and the form filled in."""


def part_gate(sentence: str, law: str = "") -> Callable[[Callable[[Any, Any], bool | str]], OfPart]:
    """Turn a function of case and part into a gate."""
    return lambda holds: OfPart(holds, sentence, law)


def asked_part_gate(sentence: str, law: str = "") -> Callable[[Callable[[Any, Any], bool | str]], OfAskedPart]:
    """Turn a function of case and part, of which the step asks what it looks at, into a gate."""
    return lambda holds: OfAskedPart(holds, sentence, law)


@dataclass(eq=False, slots=True)
class HereAndNow(Gate):
    """A duty of whoever works online; a ledger tells of the past, which a gate cannot mend."""

    holds: Callable[[Any], bool | str]
    sentence: str
    law: str = ""
    mended_by: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        if act is not None and act.via == "import":
            return None
        answer = self.holds(case)
        return None if answer is True else NotAllowed(answer or self.sentence, self.law, mended_by=self.mended_by)
