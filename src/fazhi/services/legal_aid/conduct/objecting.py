"""Objections: opened from the case, judged by the bureau, carried back to the case by the same act."""

from dataclasses import replace
from typing import TYPE_CHECKING

from fazhi.kernel import registry
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.org.paths import WIDTH
from fazhi.kernel.records.querysets import lock

from ..gates.applying import is_past
from ..words import Against, Judged

if TYPE_CHECKING:
    from ..models import AidCase, Objection


def bureau_of(unit: Unit) -> Unit:
    """The justice bureau that set up a centre; the region itself where no bureau stands in the tree."""
    region = unit.path[:-WIDTH] or unit.path
    bureau = Unit.objects.filter(kind=UnitKind.BUREAU, parent__path=region, sector="").order_by("pk").first()
    return bureau or Unit.objects.get(path=region)


def object_to(case: "AidCase", act: Acting) -> None:
    """An objection is the citizen's own act, whoever writes it down, so the bureau receives it as from the public."""
    case.closed_on = None
    if act.via == "import":
        return
    refused = case.terminated_on is None
    objection = registry.model("legal_aid.objection")(
        unit=bureau_of(case.unit),
        title=f"不服{'不予' if refused else '终止'}法律援助决定：{case.title}"[:160],
        aid_case=case,
        against=Against.REFUSAL if refused else Against.TERMINATION,
        grounds=case.objection_text,
        decided_by_before=case.decided_by,
        decided_on_before=case.decided_on if refused else case.terminated_on,
    )
    replace(act, via="portal").opens(objection)


def uphold(objection: "Objection", act: Acting) -> None:
    _judge(objection, act, Judged.UPHELD)
    step = "stand_refused" if objection.against == Against.REFUSAL else "stand_terminated"
    _carry(objection, act, step)


def order(objection: "Objection", act: Acting) -> None:
    _judge(objection, act, Judged.ORDERED)
    _carry(objection, act, "be_ordered")


def _judge(objection: "Objection", act: Acting, result: Judged) -> None:
    objection.is_late = is_past(objection, "judging", act)
    objection.result, objection.decided_on, objection.handler = result, act.on, act.person


def _carry(objection: "Objection", act: Acting, step: str) -> None:
    """The decision takes effect on the case by itself: who judges at the bureau holds no post at the centre."""
    if act.via == "import":
        return
    told = f"{objection.unit}{objection.get_result_display()}"
    replace(act, via="schedule").moves(step, lock(objection.aid_case), told)
