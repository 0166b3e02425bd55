"""利益冲突: why somebody may not take a case (律师法 第三十九条)."""

from typing import TYPE_CHECKING

from django.db.models import Q

from fazhi.kernel.flow.refusals import NotAllowed

from .rules import FIRM_CONFLICT

if TYPE_CHECKING:
    from .models import AidCase, AidLawyer

LAW = "律师法 第三十九条"
OVER = ("refused", "transferred", "withdrawn")


def refuse_conflicted(case: "AidCase", lawyer: "AidLawyer") -> None:
    """Raise NotAllowed where the lawyer, or by the city's rule the firm, acts for the other side; never says whose."""
    held = _other_side(case)
    if held is None:
        return
    if held.filter(lawyer__licence_no=lawyer.licence_no).exists():
        raise NotAllowed(f"{lawyer.name}承办对方当事人的案件，不能为双方代理，请另行指派", LAW)
    if FIRM_CONFLICT.value() and held.filter(lawyer__firm=lawyer.firm).exists():
        raise NotAllowed(f"{lawyer.firm}承办对方当事人的案件，请指派其他机构的人员", str(FIRM_CONFLICT))


def _other_side(case: "AidCase") -> object | None:
    """Cases of our opponent, and cases against one of our recipients; None where no other side is known."""
    names = [row.name for row in case.rows("recipients")]
    if not case.opponent:
        return None
    mirrored = Q(recipients__name=case.opponent, opponent__in=names)
    return type(case).objects.filter(mirrored, lawyer__isnull=False).exclude(pk=case.pk).exclude(state__in=OVER)
