"""利益冲突: why somebody may not take a case (律师法 第三十九条)."""

from typing import TYPE_CHECKING

from fazhi.kernel.flow.refusals import NotAllowed

from .rules import FIRM_CONFLICT

if TYPE_CHECKING:
    from .models import AidCase, AidLawyer

LAW = "律师法 第三十九条"
OVER = ("refused", "transferred", "withdrawn")


def refuse_conflicted(case: "AidCase", lawyer: "AidLawyer") -> None:
    """Raise NotAllowed where the lawyer, or by the city's rule the firm, acts for the other side; never says whose."""
    others = _on_the_other_side(case)
    if lawyer.licence_no in {licence for licence, _ in others}:
        raise NotAllowed(f"{lawyer.name}承办对方当事人的案件，不能为双方代理，请另行指派", LAW)
    if FIRM_CONFLICT.value() and lawyer.firm in {firm for _, firm in others}:
        raise NotAllowed(f"{lawyer.firm}承办对方当事人的案件，请指派其他机构的人员", str(FIRM_CONFLICT))


def _on_the_other_side(case: "AidCase") -> list[tuple[str, str]]:
    """(licence, firm) of whoever acts for our opponent against one of our recipients; asked once."""
    if not case.opponent:
        return []
    names = [row.name for row in case.rows("recipients")]
    held = type(case).objects.filter(recipients__name=case.opponent, opponent__in=names, lawyer__isnull=False)
    return list(held.exclude(pk=case.pk).exclude(state__in=OVER).values_list("lawyer__licence_no", "lawyer__firm"))
