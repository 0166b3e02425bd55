"""The suggestions of a field while one types."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, JsonResponse

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import units_within
from fazhi.kernel.records.models import parts_of

from . import display, forms
from .asking import whole
from .doorway import desk_of, staff
from .pickers import named, suggested


@staff
def pick(request: HttpRequest, label: str, model: str, name: str) -> JsonResponse:
    """The nearest few that may be chosen in a field by this person."""
    desk, person = desk_of(label), request.user.person
    unit = _unit(person, request.GET.get("unit", ""))
    choices = _choices(desk, _model(desk, model), name, person, unit, is_filter="filter" in request.GET)
    return JsonResponse({"found": [named(one) for one in suggested(choices, request.GET.get("q", "")[:60])]})


def _unit(person: Person, asked: str) -> Unit:
    """The unit of the case at hand, if it is within this person's sight; their own otherwise."""
    unit = Unit.objects.filter(pk=whole(asked)).first()
    return unit if unit and person.may_at(unit.path) else person.unit


def _model(desk: Any, name: str) -> Any:
    """The desk's model or one of its parts."""
    found = [kind for kind in (desk.model, *parts_of(desk.model).values()) if kind._meta.model_name == name]
    if not found:
        raise Http404
    return found[0]


def _choices(desk: Any, model: Any, name: str, person: Person, unit: Unit, *, is_filter: bool) -> QuerySet[Any]:
    if name == "to_unit":
        return Unit.objects.all()
    field = display.field_of(model, name)
    if field is None or field.related_model is None or field.name == "of":
        raise Http404
    if name == "unit":
        return units_within(person, desk.model.readers) if is_filter else desk.units_for(person, forms.registering_roles(desk))
    return forms.candidates(desk, model, name, person, unit)
