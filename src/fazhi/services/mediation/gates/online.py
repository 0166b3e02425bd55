"""A condition on a part, asked of whoever works online: a ledger, which tells of the past, passes."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate
from fazhi.kernel.flow.refusals import NotAllowed


@dataclass(eq=False, slots=True)
class OnlineOfPart(Gate):
    """Like a condition of a part, but of no row of a ledger."""

    holds: Callable[[Any, Any], bool | str]
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        if act is None or act.part is None or act.via == "import":
            return None
        answer = self.holds(case, act.part)
        return None if answer is True else NotAllowed(answer or self.sentence, self.law)


def online_part_gate(sentence: str, law: str = "") -> Callable[[Callable[[Any, Any], bool | str]], OnlineOfPart]:
    """Turn a function of case and part into a gate for those who work online."""
    return lambda holds: OnlineOfPart(holds, sentence, law)
