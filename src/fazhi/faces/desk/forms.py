"""Forms from declarations: the fields of a registration, of a step, of a part, of a correction."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import fields_for_model
from django.urls import reverse
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.flow.declared import Register, Step
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Desk

from .choices import Pick, offered, picker

REFUSALS = (ValidationError, NotAllowed, Stale)
UNASKED = ("id", "of", "recorded_at")


def fields_of(model: type[models.Model], names: Iterable[str], initial: Any = None) -> dict[str, forms.Field]:
    """Form fields of a model's columns, with inputs for days and moments."""
    made = fields_for_model(model, fields=list(names), formfield_callback=_input)
    for name, field in made.items():
        if initial is not None:
            field.initial = getattr(initial, model._meta.get_field(name).attname)
    return made


def _input(column: models.Field, **kwargs: Any) -> forms.Field | None:
    if isinstance(column, models.DateTimeField):
        return column.formfield(widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"), **kwargs)
    if isinstance(column, models.DateField):
        return column.formfield(widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"), **kwargs)
    if isinstance(column, models.TimeField):
        return column.formfield(widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"), **kwargs)
    field = column.formfield(**kwargs)
    if isinstance(column, models.TextField) and field:
        field.widget.attrs["rows"] = 4
    if isinstance(field, forms.TypedChoiceField) and field.choices and field.choices[0][0] == "":
        field.choices = [("", "请选择"), *field.choices[1:]]
    return field


def form_class(fields: dict[str, forms.Field]) -> type[forms.Form]:
    """A form of these fields in their order."""
    return type("DeskForm", (forms.Form,), fields)


def registration(desk: type[Desk], register: Register | None, person: Person, unit: Unit | None = None) -> type[forms.Form]:
    """What is asked when a record is registered."""
    fields = fields_of(desk.model, desk.form.split())
    if "unit" in fields:
        units = desk.units_for(person, (register.roles if register else ()) or desk.model.keepers())
        fields["unit"] = picker(units, choices_url(desk, "unit"), fields["unit"])
    narrow(desk, fields, desk.model, person, unit)
    return form_class(told(desk, fields))


def parts_form(desk: type[Desk], part: type[models.Model], person: Person, unit: Unit | None) -> type[forms.BaseFormSet]:
    """Rows of a part, filled in together with the registration: two to begin with, and as many as are sent."""
    fields = fields_of(part, part_names(part))
    narrow(desk, fields, part, person, unit)
    return forms.formset_factory(form_class(fields), extra=2, max_num=50, absolute_max=60, validate_max=True)


def part_names(part: type[models.Model]) -> list[str]:
    """The columns of a part that are filled in by hand."""
    return [column.name for column in part._meta.fields if column.editable and column.name not in UNASKED]


def step_form(desk: type[Desk], step: Step, case: Any, person: Person, part: Any = None) -> type[forms.Form]:
    """What a step asks: its fields, the part it adds, days of extension, the receiver, and a reason."""
    owner = step.on or desk.model
    fields = fields_of(owner, step.asked, part if step.on else case)
    for name, must in step.asked.items():
        if name in fields and must is not None:
            fields[name].required = must
    unit = case.unit if case is not None else None
    narrow(desk, fields, owner, person, unit, case)
    if step.adds:
        added = fields_of(step.adds, step.shows.split() or part_names(step.adds))
        narrow(desk, added, step.adds, person, unit, case)
        fields |= {name: field for name, field in added.items() if name not in fields}
    return form_class({**told(desk, fields), **_beside(desk, step)})


def _beside(desk: type[Desk], step: Step) -> dict[str, forms.Field]:
    """What a step may ask that is no column: how long to extend, who receives, and why."""
    asked: dict[str, forms.Field] = {}
    if step.extends:
        asked["extension"] = forms.IntegerField(
            label="延长多少", min_value=1, max_value=366, help_text="按这个期限自己的单位计算"
        )
    if step.hands_over:
        units = Unit.objects.in_force(timezone.localdate())
        asked["to_unit"] = Pick(
            units, choices_url(desk, "to_unit"), label="接收单位", required=False, help_text="对方不用本系统的，留空并另行送达"
        )
    asked["reason"] = forms.CharField(
        label="理由" if step.why else "说明", required=step.why, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    return asked


def correction_form(desk: type[Desk], record: Any, person: Person) -> type[forms.Form]:
    """The particulars that may be mended, and why they are."""
    names = [name for name in (desk.corrects or desk.form).split() if name != "unit"]
    fields = fields_of(desk.model, names, record)
    narrow(desk, fields, desk.model, person, record.unit, record)
    fields["reason"] = forms.CharField(label="更正理由", max_length=2000, widget=forms.Textarea(attrs={"rows": 2}))
    return form_class(told(desk, fields))


def told(desk: type[Desk], fields: dict[str, forms.Field]) -> dict[str, forms.Field]:
    """The same fields, with the desk's short sentences below them."""
    for name, field in fields.items():
        field.help_text = desk.hints.get(name) or field.help_text
    return fields


def narrow(
    desk: type[Desk],
    fields: dict[str, forms.Field],
    model: type[models.Model],
    person: Person,
    unit: Unit | None,
    case: Any = None,
) -> None:
    """Let every reference be chosen only from what may be chosen there."""
    for name, field in list(fields.items()):
        if isinstance(field, forms.ModelChoiceField) and name != "unit":
            rows = offered(desk, model._meta.get_field(name), person, unit)
            url = choices_url(desk, name, model if model is not desk.model else None, unit)
            initial = field.initial
            fields[name] = picker(rows, url, field)
            fields[name].initial = initial


def choices_url(desk: type[Desk], name: str, part: type[models.Model] | None = None, unit: Unit | None = None) -> str:
    """Where the suggestions of a field come from."""
    asked = {"part": part._meta.model_name if part else "", "unit": unit.pk if unit else ""}
    query = urlencode({key: value for key, value in asked.items() if value})
    return f"{reverse('desk:choices', args=[registry.label(desk.model), name])}{'?' if query else ''}{query}"


def refuse(form: forms.Form, error: Exception) -> None:
    """Show a refusal where it belongs; what was typed stays."""
    if isinstance(error, ValidationError):
        for name, messages in (
            error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        ).items():
            form.add_error(name if name in form.fields else None, messages)
    else:
        form.add_error(None, f"{error} {getattr(error, 'mends', '')}".strip())
