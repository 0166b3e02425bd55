"""Help on duty, and a request for aid that is taken along and forwarded."""

from dataclasses import replace
from typing import TYPE_CHECKING

from fazhi.kernel import registry
from fazhi.kernel.flow import acting
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.declared import flow_of
from fazhi.kernel.org.paths import WIDTH
from fazhi.kernel.records.rowkeys import give_keys

from ..grounds import Ground
from ..words import Kind, Origin, Path

if TYPE_CHECKING:
    from ..models import AidCase, DutyHelp


def take_down(duty: "DutyHelp", act: Acting) -> None:
    """A title that names nobody."""
    duty.title = duty.title or f"{duty.get_place_display()}值班法律帮助"
    duty.handler = duty.handler or act.person


def forward(duty: "DutyHelp", act: Acting) -> None:
    """The request becomes an application, received at this moment."""
    duty.forwarded_at = act.at
    case = _application(duty)
    give_keys([case])
    recipient = registry.model("legal_aid.recipient")(name=duty.person_name)
    inner = replace(act, data={}, part=None, key="")
    acting.begin(inner, case, {"recipients": [recipient]}, flow_of(case))
    duty.aid_case = case


def _application(duty: "DutyHelp") -> "AidCase":
    region = duty.unit.parent if len(duty.unit.path) > WIDTH else duty.unit
    return registry.model("legal_aid.aidcase")(
        unit=duty.unit,
        competent=region,
        origin=Origin.DUTY_LAWYER,
        kind=Kind.DEFENCE,
        ground=Ground.CRIMINAL,
        cause="刑事案件",
        organ=duty.organ,
        is_detained=duty.is_detained,
        asked_in_custody_at=duty.asked_at,
        means_path=Path.PROMISE,
    )
