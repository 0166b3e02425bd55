"""Steps: which are open to whoever asks and why others are not; taking one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Router

from fazhi.faces.desk.doorway import desk_of, record_of
from fazhi.faces.desk.steps import step_of
from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.flow.doors import Offer
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.models import parts_of

from . import payload, schemas, sending, values
from .doorway import person_of
from .once import once
from .problems import citation
from .values import answer

router = Router()


def offers(case: Any, person: Person) -> list[dict[str, Any]]:
    """The steps from here that are this person's to take, each open or with every reason against it."""
    return [_offer(case, offer) for offer in doors.steps_open_to(person, case)]


def _offer(case: Any, offer: Offer) -> dict[str, Any]:
    step = offer.step
    return {
        "step": step.name,
        "name": step.label,
        "open": offer.is_open,
        "to": step.target.name if step.target else case.state,
        "on": _part_name(case, step),
        "law": citation(step.law) if step.law else None,
        "refusals": [_refusal(each) for each in offer.refusals],
        "url": values.address("step", case, step.name),
    }


def _refusal(refusal: NotAllowed) -> dict[str, Any]:
    return {"sentence": refusal.sentence, "law": citation(refusal.law) if refusal.law else None, "mends": refusal.mends}


def _part_name(case: Any, step: Step) -> str | None:
    """The part on which a step is taken: its key goes behind the step's name in the address."""
    return next((name for name, kind in parts_of(type(case)).items() if kind is step.on), None)


@router.get("/{str:label}/{int:pk}/steps", include_in_schema=False, url_name="steps")
def steps(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """The steps with what each asks."""
    desk, case, flow = desk_of(label), record_of(request, label, pk), registry.on("flows").get(label)
    if flow is None:
        return answer({"steps": []})
    return answer(
        {"steps": [each | {"asks": schemas.of_step(desk, flow.steps[each["step"]])} for each in offers(case, person_of(request))]}
    )


@router.post("/{str:label}/{int:pk}/steps/{str:name}", include_in_schema=False, url_name="step")
@once
def take(request: HttpRequest, label: str, pk: int, name: str) -> HttpResponse:
    """Take a step on the case itself."""
    return _taken(request, label, pk, name, None)


@router.post("/{str:label}/{int:pk}/steps/{str:name}/{int:part_pk}", include_in_schema=False, url_name="part_step")
@once
def take_on_part(request: HttpRequest, label: str, pk: int, name: str, part_pk: int) -> HttpResponse:
    """Take a step on one of the case's parts."""
    return _taken(request, label, pk, name, part_pk)


def _taken(request: HttpRequest, label: str, pk: int, name: str, part_pk: int | None) -> HttpResponse:
    desk, case, person = desk_of(label), record_of(request, label, pk), person_of(request)
    step = step_of(label, name, on_part=part_pk is not None)
    part = step.on.objects.filter(of=case, pk=part_pk).first() if step.on else None
    if step.on and part is None:
        raise Http404
    sent = payload.read(request)
    data = sending.of_step(desk, step, case, person, part, sent)
    version, reason = sending.version_of(request, sent), data.pop("reason", "")
    done = doors.take(step, case, person, data, version=version, reason=reason, part=part, via="api")
    values.read_parts(done)
    return answer(values.head(done) | {"steps": offers(done, person)}, ETag=f'"{done.version}"')
