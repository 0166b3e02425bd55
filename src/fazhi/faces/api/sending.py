"""From what was sent to what the doors take: types by the schema, rules by the same forms that staff fill in."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest

from fazhi.faces.desk import forms as asked
from fazhi.faces.desk.pickers import PickField
from fazhi.kernel.flow.declared import Step
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.models import parts_of

from . import schemas
from .problems import Problem

Sent = dict[str, Any]
ABOUT = ("version", "reason")  # said of the act, not of the record


def fitting(sent: Sent, schema: schemas.Schema) -> Sent:
    """What was sent, when its names and types are those of the schema; raises ValidationError by field."""
    errors: dict[str, list[str]] = {}
    for at, sentence in schemas.faults(sent, schema):
        errors.setdefault(at, []).append(sentence)
    if errors:
        raise ValidationError(errors)
    return sent


def cleaned(made: type[forms.Form], sent: Sent, settled: Iterable[str] = ()) -> dict[str, Any]:
    """The fields that were sent, as the form understands them; one left out stays as it is or takes its default."""
    form = made()
    for name in form.fields.keys() - sent.keys():
        if name in settled or not form.fields[name].required:
            del form.fields[name]
    form.data = {name: _referred(form.fields.get(name), value) for name, value in sent.items()}
    form.is_bound = True
    if not form.is_valid():
        raise ValidationError(form.errors.as_data())
    return form.cleaned_data


def _referred(field: forms.Field | None, value: Any) -> Any:
    """A unit is sent as its code, anything else as its id; a field with very many choices takes both in its own words."""
    if isinstance(field, forms.ModelChoiceField) and field.queryset.model is Unit:
        field.to_field_name = "code"
    if isinstance(field, PickField) and value is not None:
        return f"〔{value}〕" if isinstance(value, str) else f"〔#{value}〕"
    return value


def registration(desk: type[Desk], register: Any, person: Person, sent: Sent) -> tuple[dict[str, Any], dict[str, list[Model]]]:
    """The fields of a new record, and its parts."""
    fitting(sent, schemas.registration(desk))
    names = desk.asks_parts.split()
    own = {name: value for name, value in sent.items() if name not in names}
    data = cleaned(asked.registration(desk, register, person), own, _with_default(desk.model))
    parts = {
        name: [_part(desk, name, row, person, f"{name}.{place}") for place, row in enumerate(sent.get(name, []))]
        for name in names
    }
    return data, parts


def _part(desk: type[Desk], part: str, sent: Sent, person: Person, at: str) -> Model:
    kind = parts_of(desk.model)[part]
    try:
        row = kind(**cleaned(asked.part_form(desk, part, person), sent, _with_default(kind)))
        row.clean_fields(exclude=[field.name for field in kind._meta.fields if field.is_relation])
        return row
    except ValidationError as error:
        raise ValidationError({f"{at}.{name}": messages for name, messages in error.message_dict.items()}) from None


def of_step(desk: type[Desk], step: Step, case: Any, person: Person, part: Any, sent: Sent) -> dict[str, Any]:
    """What a step is given; what it asks and the case already has need not be sent again."""
    fitting(sent, schemas.of_step(desk, step))
    target = part if step.on else case
    held = [name for name in step.asked if getattr(target, target._meta.get_field(name).attname) not in (None, "")]
    held += _with_default(step.adds) if step.adds else []
    made = asked.step_form(desk, step, case, person, part)
    return cleaned(made, {name: value for name, value in sent.items() if name != "version"}, held)


def correction(desk: type[Desk], record: Any, person: Person, sent: Sent) -> dict[str, Any]:
    """What is to be mended."""
    fitting(sent, schemas.correction(desk))
    made = asked.correction_form(desk, record, person)
    return cleaned(made, {name: value for name, value in sent.items() if name != "version"}, set(made.base_fields) - {"reason"})


def _with_default(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.fields if field.has_default()]


def version_of(request: HttpRequest, sent: Sent) -> int | None:
    """The version that was read before: If-Match, or `version` in the body; raises Problem when both differ."""
    header = request.headers.get("If-Match", "")
    match = re.fullmatch(r'(?:W/)?"([0-9]{1,9})"', header.strip())
    if header and header.strip() != "*" and match is None:
        raise Problem("malformed", 'If-Match 应为读到的 ETag，例如 "3"')
    told = int(match[1]) if match else None
    if told is not None and "version" in sent and sent["version"] != told:
        raise Problem("malformed", "If-Match 和 version 不一致")
    return told if told is not None else sent.get("version")
