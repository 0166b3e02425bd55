"""Gates on what a step itself asks: judged when it is taken; what a ledger tells is past and was not ours to refuse."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate
from fazhi.kernel.flow.refusals import NotAllowed


@dataclass(eq=False, slots=True)
class OfAct(Gate):
    """`holds` answers True, or False for the sentence as it stands, or (sentence, article)."""

    holds: Callable[[Any, Acting], bool | str | tuple[str, str]]
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        if act is None or act.via == "import" or not act.is_taken:
            return None
        answer = self.holds(case, act)
        if answer is True:
            return None
        sentence, law = answer if isinstance(answer, tuple) else (answer or self.sentence, self.law)
        return NotAllowed(sentence, law)


def act_gate(sentence: str, law: str = "") -> Callable[[Callable[[Any, Acting], Any]], OfAct]:
    """Turn a function of case and act into a gate."""
    return lambda holds: OfAct(holds, sentence, law)


@dataclass(eq=False, slots=True)
class SomebodyElse(Gate):
    """Not who is named in a field; whoever brings in a ledger did none of it."""

    name: str
    sentence: str
    law: str = ""

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        if act is None or act.via == "import" or act.person is None:
            return None
        return NotAllowed(self.sentence, self.law) if getattr(case, f"{self.name}_id") == act.person.pk else None
