"""What may be asked of a dispute: its kind, its parties, the agreement that stands and what of it is still owed."""

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from fazhi.kernel.records.fields import shown

from .. import grading, kinds
from ..labelled import labelled
from ..words import AGREED, LABOUR_KINDS, DisputeKind, Result, Side

if TYPE_CHECKING:
    pass


class Readings:
    """Asked of the parts in memory."""

    @property
    def is_labour(self) -> bool:
        return self.kind in LABOUR_KINDS

    @property
    def is_medical(self) -> bool:
        return self.kind == DisputeKind.MEDICAL

    @property
    def is_agreed(self) -> bool:
        return self.result in AGREED

    @property
    def is_root(self) -> bool:
        return self.root_case_id is None

    @shown("类型提示")
    def kind_doubt(self) -> str:
        """Where the words of the facts tell of another kind; nothing is changed by it."""
        return kinds.doubt(self.kind, f"{self.facts}\n{self.demands}", self.opened_on)

    @property
    def living_parties(self) -> list[Any]:
        """Those who have neither died nor ceased to be."""
        return [party for party in self.rows("parties") if not party.ended_on]

    @property
    def joined_committees(self) -> list[Any]:
        """The committees that have come in beside the one of the case; most disputes have none, and ask for none."""
        return [row for row in self.rows("joint_committees") if row.joined_on] if self.asked_along else []

    @property
    def committees_told(self) -> str:
        """All who mediate, as the papers name them."""
        return "、".join(str(each) for each in (self.unit, *self.joined_committees))

    @labelled("申请方")
    def applicants(self) -> str:
        return "、".join(party.name for party in self.living_parties if party.side == Side.APPLICANT)

    @property
    def is_checked_by_all(self) -> bool:
        """Whether every party has said, each with the own code, that the agreement is as it was reached."""
        return all(party.checked_on for party in self.living_parties)

    @property
    def agreement(self) -> Any:
        """The agreement that stands: the last one."""
        return next(iter(reversed(self.rows("agreements"))), None)

    @property
    def written_agreement(self) -> Any:
        return self.agreement if self.result == Result.WRITTEN else None

    @property
    def oral_agreement(self) -> Any:
        return self.agreement if self.result == Result.ORAL else None

    @property
    def proposed_terms(self) -> list[Any]:
        """Recorded for the next agreement."""
        return [term for term in self.rows("terms") if term.is_proposed]

    @property
    def standing_terms(self) -> list[Any]:
        """What binds: the terms of every agreement that no later one has replaced."""
        return [term for term in self.rows("terms") if term.agreement_no and not term.is_dropped]

    @property
    def unperformed_terms(self) -> list[Any]:
        return [term for term in self.standing_terms if not term.performed_on]

    @shown("统计口径")
    def standing(self) -> str:
        """Said only where a case is not counted as its state would have it."""
        return "查实虚假，不计入统计" if self.is_false else ""

    @property
    def all_performed_on(self) -> date | None:
        """The day of the last performance; none while something is owed."""
        days = [term.performed_on for term in self.standing_terms]
        return max(days) if days and all(days) else None

    @property
    def must_be_reported(self) -> str:
        """Why this must be reported to the county within two hours; blank when it need not."""
        return grading.why_reported(self)

    def days_taken(self) -> int | None:
        return (self.result_on - self.accepted_on).days if self.result_on and self.accepted_on else None

    just_performed: Any = None

    def next_performance(self) -> date | None:
        """The eve of the next day on which something falls due: a period of one day then ends on it."""
        days = [term.due_on for term in self.unperformed_terms if term.due_on and term != self.just_performed]
        return min(days) - timedelta(days=1) if days else None
