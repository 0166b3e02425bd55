"""Whether a decision may be made: the documents room says what its paper must still have."""

from dataclasses import dataclass
from typing import Any

from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.gates import Gate
from fazhi.kernel.flow.refusals import NotAllowed

from ..papers.decision import PenaltyPaper, UnpunishedPaper

# Given by the step itself, after the gates.
GIVEN = ("number", "decided_on")


@dataclass(eq=False, slots=True)
class IsComplete(Gate):
    """Every mandatory element of a paper is there (行政处罚法 第五十九条)."""

    paper: Any
    law: str

    def refusal(self, case: Any, act: Acting | None) -> NotAllowed | None:
        lacking = [label for name, label in self.paper.lacking(case).items() if name not in GIVEN]
        return NotAllowed(f"《{self.paper.title}》还缺：{'、'.join(lacking)}", self.law) if lacking else None


penalty_is_complete = IsComplete(PenaltyPaper, "行政处罚法 第五十九条第一款")
unpunished_is_complete = IsComplete(UnpunishedPaper, "行政处罚法 第五十七条第一款")
