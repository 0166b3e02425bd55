"""Whose of the public a step is: who applied acts for all, each of a group for itself."""

from typing import TYPE_CHECKING, Any

from ..words import AgentKind

if TYPE_CHECKING:
    from ..models import AidCase


def is_for_all(case: "AidCase", holder: Any) -> bool:
    """Who applied, and whoever alone is aided."""
    return holder is None or case.people == 1


def by_applicant(case: "AidCase", holder: Any, part: Any) -> bool:
    return is_for_all(case, holder)


def by_anyone(case: "AidCase", holder: Any, part: Any) -> bool:
    """Who has left a group has no more say in it."""
    return is_for_all(case, holder) or holder.stands


def by_member(case: "AidCase", holder: Any, part: Any) -> bool:
    """One of a group, of itself alone."""
    return holder is not None and case.people > 1 and part == holder and holder.stands


def has_not_consented(case: "AidCase", holder: Any, part: Any) -> bool:
    """What a spokesman settles needs the consent of each whom he speaks for."""
    spoken_for = any(row.kind == AgentKind.SPOKESMAN for row in case.rows("representatives"))
    return spoken_for and by_member(case, holder, part) and part.consented_on is None
