"""Forms from declarations: the fields of a registration, of a step, of a part, of a correction."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import fields_for_model

from fazhi.kernel.flow.declared import Register, Step
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.paths import lineage, within_any
from fazhi.kernel.present.declared import Desk

MOST_CHOICES = 200


class UnitChoice(forms.CharField):
    """A unit by its code or exact name, where there are too many to list."""

    def __init__(self, units: models.QuerySet[Unit], **kwargs: Any) -> None:
        super().__init__(**{**kwargs, "help_text": "填单位名称或者编码"})
        self.units = units

    def clean(self, value: Any) -> Unit | None:
        word = super().clean(value)
        if not word:
            return None
        found = list(self.units.filter(models.Q(code=word) | models.Q(name=word) | models.Q(short_name=word))[:2])
        if len(found) != 1:
            raise ValidationError("没有这个单位，或者不在您的范围内" if not found else "有几个同名单位，请填编码")
        return found[0]


def choice_of_unit(units: models.QuerySet[Unit], field: forms.Field) -> forms.Field:
    """A list where it is short, a name or code where it is long."""
    asked = {"label": field.label, "required": field.required, "help_text": field.help_text}
    if len(units[: MOST_CHOICES + 1]) <= MOST_CHOICES:
        return forms.ModelChoiceField(units.order_by("path"), **asked)
    return UnitChoice(units, **asked)


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
    field = column.formfield(**kwargs)
    if isinstance(column, models.TextField) and field:
        field.widget.attrs["rows"] = 4
    return field


def form_class(fields: dict[str, forms.Field]) -> type[forms.Form]:
    """A form of these fields in their order."""
    return type("DeskForm", (forms.Form,), fields)


def registration(desk: type[Desk], register: Register | None, person: Person, unit: Unit | None = None) -> type[forms.Form]:
    """What is asked when a record is registered."""
    fields = fields_of(desk.model, desk.form.split())
    roles = (register.roles if register else ()) or desk.model.keepers()
    if "unit" in fields:
        fields["unit"] = choice_of_unit(desk.units_for(person, roles), fields["unit"])
    _narrow(desk, fields, desk.model, person, unit or person.unit)
    return form_class(fields)


def parts_form(part: type[models.Model], least: int, extra: int = 1) -> type[forms.BaseFormSet]:
    """Rows of a part, filled in together with the registration."""
    return forms.formset_factory(form_class(fields_of(part, part_names(part))), extra=extra, min_num=least, validate_min=False)


def part_names(part: type[models.Model]) -> list[str]:
    """The columns of a part that are filled in by hand."""
    return [column.name for column in part._meta.fields if column.editable and column.name not in ("id", "of", "recorded_at")]


def step_form(desk: type[Desk], step: Step, case: Any, person: Person, part: Any = None) -> type[forms.Form]:
    """What a step asks: its fields, the part it adds, days of extension, and a reason."""
    target = part if step.on else case
    fields = fields_of(step.on or desk.model, step.asked, target)
    for name, must in step.asked.items():
        if name in fields and must is not None:
            fields[name].required = must
    if step.adds:
        fields |= fields_of(step.adds, step.shows.split() or part_names(step.adds))
    _narrow(desk, fields, step.adds or step.on or desk.model, person, case.unit)
    if step.extends:
        fields["extension"] = forms.IntegerField(
            label="延长多少", min_value=1, max_value=366, help_text="按这个期限自己的单位计算"
        )
    if step.hands_over:
        fields["to_unit"] = UnitChoice(Unit.objects.all(), label="接收单位")
    fields["reason"] = forms.CharField(
        label="理由" if step.why else "说明", required=step.why, widget=forms.Textarea(attrs={"rows": 2})
    )
    return form_class(fields)


def correction_form(desk: type[Desk], record: Any, person: Person) -> type[forms.Form]:
    """The particulars that may be mended, and why they are."""
    names = [name for name in (desk.corrects or desk.form).split() if name != "unit"]
    fields = fields_of(desk.model, names, record)
    _narrow(desk, fields, desk.model, person, record.unit)
    fields["reason"] = forms.CharField(label="更正理由", widget=forms.Textarea(attrs={"rows": 2}))
    return form_class(fields)


def _narrow(desk: type[Desk], fields: dict[str, forms.Field], model: type[models.Model], person: Person, unit: Unit) -> None:
    """Let a reference be chosen only from what lies near: the module says so, or people and units around the case."""
    for name, field in fields.items():
        if not isinstance(field, forms.ModelChoiceField) or isinstance(field, UnitChoice) or name == "unit":
            continue
        related = model._meta.get_field(name).related_model
        chosen = desk.choices_for(name, person, unit)
        if chosen is not None:
            field.queryset = chosen
        elif related is Person:
            field.queryset = Person.objects.filter(
                within_any([unit.path], "unit__path") | models.Q(unit__path__in=lineage(unit.path))
            )[:MOST_CHOICES]
            field.queryset = Person.objects.filter(pk__in=[one.pk for one in field.queryset])
        elif related is Unit:
            fields[name] = choice_of_unit(Unit.objects.all(), field)
        elif hasattr(related, "scope_of"):
            field.queryset = related.objects.visible_to(person)


def refuse(form: forms.Form, error: Exception) -> None:
    """Show a refusal where it belongs; what was typed stays."""
    if isinstance(error, ValidationError):
        for name, messages in (
            error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        ).items():
            form.add_error(name if name in form.fields else None, messages)
    elif isinstance(error, NotAllowed | Stale):
        form.add_error(None, f"{error} {getattr(error, 'mends', '')}".strip())
