"""Two kinds of gate beside the kernel's: one that looks at the part in hand, one that only binds who works here and now."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate
from fazhi.kernel.flow.refusals import NotAllowed


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


def part_gate(sentence: str, law: str = "") -> Callable[[Callable[[Any, Any], bool | str]], OfPart]:
    """Turn a function of case and part into a gate."""
    return lambda holds: OfPart(holds, sentence, law)


@dataclass(eq=False, slots=True)
class HereAndNow(Gate):
    """A duty of whoever works online; a ledger tells of the past, which a gate cannot mend."""

    holds: Callable[[Any], bool | str]
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        if act is not None and act.via == "import":
            return None
        answer = self.holds(case)
        return None if answer is True else NotAllowed(answer or self.sentence, self.law)
