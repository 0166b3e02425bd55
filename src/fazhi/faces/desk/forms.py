"""Forms from declarations: the fields of a registration, of a step, of a part, of a correction."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import models
from django.forms.models import fields_for_model
from django.urls import reverse

from fazhi.faces.look.tongues import said
from fazhi.kernel import registry
from fazhi.kernel.flow.declared import Register, Step
from fazhi.kernel.flow.refusals import NotAllowed, Stale
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.paths import lineage, within_any
from fazhi.kernel.present.declared import Desk, Taken
from fazhi.kernel.records.fields import Personal, masked
from fazhi.kernel.records.models import parts_of

from . import display
from .pickers import PickField, in_order

MOST_CHOICES = 30  # more are not listed but searched


def reference(choices: models.QuerySet[Any], url: str, field: forms.Field, unit: Unit | None = None) -> forms.Field:
    """A list in the order of pinyin where it is short, a text with suggestions where it is long."""
    asked = {"label": field.label, "required": field.required, "help_text": field.help_text, "initial": field.initial}
    found = list(choices.select_related("unit")[: MOST_CHOICES + 1] if choices.model is Person else choices[: MOST_CHOICES + 1])
    if len(found) > MOST_CHOICES:
        return PickField(choices, f"{url}?unit={unit.pk}" if unit else url, **asked)
    listed = forms.ModelChoiceField(choices.model.objects.filter(pk__in=[one.pk for one in found]), **asked)
    if len(found) == 1 and field.required:
        listed.initial = listed.initial or found[0].pk
    listed.choices = [("", "请选择" if found else "没有可以选的"), *((one.pk, str(one)) for one in in_order(found))]
    return listed


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
    if getattr(column, "privacy", "") == "P2" and field:
        field.widget.attrs["data-undrafted"] = ""  # sensitive data are not kept in a browser
    if isinstance(column, models.TextField) and field:
        field.widget.attrs["rows"] = 4
    return field


def form_class(fields: dict[str, forms.Field]) -> type[forms.Form]:
    """A form of these fields in their order; what is missing is asked for in everyday words."""
    for field in fields.values():
        field.error_messages["required"] = "请选择" if isinstance(field, forms.ChoiceField | forms.ModelChoiceField) else "请填写"
        # Said last: a step may ask for what the column lets stay empty.
        if isinstance(field, forms.TypedChoiceField) and field.choices and field.choices[0][0] == "":
            field.choices = [("", "请选择" if field.required else "不选"), *field.choices[1:]]
    return type("DeskForm", (forms.Form,), fields)


def registering_roles(desk: type[Desk]) -> tuple[str, ...]:
    """Who may register a kind of record."""
    flow = registry.on("flows").get(registry.label(desk.model))
    return (flow.register.roles if flow else ()) or desk.model.keepers()


def may_register(desk: type[Desk], person: Person) -> bool:
    """Whether a person may register such a record anywhere."""
    return bool({granted.role for granted in person.grants()} & set(registering_roles(desk)))


def registration(desk: type[Desk], register: Register | None, person: Person) -> type[forms.Form]:
    """What is asked when a record is registered."""
    fields = fields_of(desk.model, desk.form.split())
    roles = (register.roles if register else ()) or desk.model.keepers()
    if "unit" in fields:
        fields["unit"] = reference(desk.units_for(person, roles), pick_url(desk, desk.model, "unit"), fields["unit"])
        _start_at(fields["unit"], desk.units_for(person, roles), person.unit)
    _narrow(desk, fields, desk.model, person, person.unit)
    return form_class(_folded(desk, _explained(desk, fields)))


def _start_at(field: forms.Field, units: models.QuerySet[Unit], own: Unit) -> None:
    """Whoever works in one of these units, or right above a single one, mostly registers there."""
    near = list(units.filter(models.Q(pk=own.pk) | models.Q(parent=own))[:2])
    if field.initial is None and (len(near) == 1 or own in near):
        field.initial = own.pk if own in near else near[0].pk


def _folded(desk: type[Desk], fields: dict[str, forms.Field]) -> dict[str, forms.Field]:
    """Those that are seldom filled in are marked, so that the page folds them away."""
    for name in desk.folds.split():
        if name in fields:
            fields[name].is_folded = True
    return fields


def _explained(desk: type[Desk], fields: dict[str, forms.Field]) -> dict[str, forms.Field]:
    """With the desk's own short sentences below the inputs."""
    for name, hint in desk.hints.items():
        if name in fields:
            fields[name].help_text = hint
    return fields


def pick_url(desk: type[Desk], model: type[models.Model], name: str) -> str:
    """Where the suggestions for a field of a desk's record, or of a part of it, are asked."""
    return reverse("desk:pick", args=[registry.label(desk.model), model._meta.model_name, name])


def parts_form(desk: type[Desk], name: str, person: Person, extra: int = 1) -> type[forms.BaseFormSet]:
    """Rows of a part, filled in together with the registration."""
    return forms.formset_factory(part_form(desk, name, person), extra=extra, min_num=desk.fewest.get(name, 1), validate_min=False)


def part_form(desk: type[Desk], name: str, person: Person) -> type[forms.Form]:
    """One row of a part."""
    kind = parts_of(desk.model)[name]
    fields = fields_of(kind, asked_of(desk, name))
    _narrow(desk, fields, kind, person, person.unit)
    return form_class(_folded(desk, _explained(desk, fields)))


def asked_of(desk: type[Desk], name: str) -> list[str]:
    """What is asked of a part with the registration."""
    return desk.asks_of.get(name, "").split() or part_names(parts_of(desk.model)[name])


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
    _narrow(desk, fields, step.on or desk.model, person, case.unit)
    _fit_to(desk, fields, case)
    if step.adds:
        added = fields_of(step.adds, step.shows.split() or part_names(step.adds))
        _narrow(desk, added, step.adds, person, case.unit)
        fields |= added
    if step.extends:
        fields["extension"] = forms.IntegerField(
            label="延长多少", min_value=1, max_value=366, help_text="按这个期限自己的单位计算"
        )
    if step.hands_over:
        fields["to_unit"] = PickField(Unit.objects.all(), pick_url(desk, desk.model, "to_unit"), label="接收单位")
    own = fields.pop("reason", None)  # that of the part it adds
    fields["reason"] = forms.CharField(
        label=own.label if own else "理由" if step.why else "说明",
        required=step.why or bool(own and own.required),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    return form_class(_veiled(_explained(desk, fields), step.asked if step.on else {}, part))


def _veiled(fields: dict[str, forms.Field], asked: Iterable[str], part: Any) -> dict[str, forms.Field]:
    """What is known of people is not shown to whoever mends it: left blank, it stays."""
    for name in fields.keys() & set(asked):
        if isinstance(part._meta.get_field(name), Personal) and getattr(part, name):
            fields[name].initial, fields[name].required = None, False
            fields[name].help_text = f"已登记 {masked(part, name)}，不改的不填"
    return fields


def correction_form(desk: type[Desk], record: Any, person: Person) -> type[forms.Form]:
    """The particulars that may be mended, and why they are."""
    names = [name for name in (desk.corrects or desk.form).split() if name != "unit"]
    fields = fields_of(desk.model, names, record)
    _narrow(desk, fields, desk.model, person, record.unit)
    fields["reason"] = forms.CharField(label="更正理由", widget=forms.Textarea(attrs={"rows": 2}))
    return form_class(_explained(desk, fields))


def _narrow(desk: type[Desk], fields: dict[str, forms.Field], model: type[models.Model], person: Person, unit: Unit) -> None:
    """Let a reference of this model be chosen only from what lies near."""
    for name, field in fields.items():
        if isinstance(field, forms.ModelChoiceField) and name != "unit" and display.field_of(model, name) is not None:
            fields[name] = reference(candidates(desk, model, name, person, unit), pick_url(desk, model, name), field, unit)


def _fit_to(desk: type[Desk], fields: dict[str, forms.Field], case: Any) -> None:
    """Offer alone what fits this case, and say of the rest why not."""
    for name, field in fields.items():
        if isinstance(field, forms.ModelChoiceField) and (fit := desk.fits(name, case)):
            field.queryset, listed = field.queryset.filter(pk__in=fit.keys), list(field.choices)
            field.error_messages["invalid_choice"] = fit.sentence
            if not isinstance(field, PickField):
                field.choices = [each for each in listed if each[0] in ("", *fit.keys)]


def candidates(desk: type[Desk], model: type[models.Model], name: str, person: Person, unit: Unit) -> models.QuerySet[Any]:
    """What may be chosen in a field: the module says so, or people and units around the case, or the records one may see."""
    related = model._meta.get_field(name).related_model
    chosen = desk.choices_for(name, person, unit)
    if chosen is not None:
        return chosen
    if related is Person:
        return Person.objects.filter(within_any([unit.path], "unit__path") | models.Q(unit__path__in=lineage(unit.path)))
    return related.objects.visible_to(person) if hasattr(related, "scope_of") else related.objects.all()


def fit(form: forms.Form, taken: Taken) -> None:
    """Ask no more for what is given, and offer alone what fits."""
    for name in taken.given:
        form.fields.pop(name, None)
    for name, rows in taken.narrows.items():
        offered = form.fields[name]
        offered.queryset = rows
        offered.choices = [("", "请选择"), *((row.pk, str(row)) for row in rows)]
        offered.initial = rows[0].pk if len(rows) == 1 else None


def refuse(form: forms.Form, error: Exception) -> None:
    """Show a refusal where it belongs; what was typed stays."""
    if isinstance(error, ValidationError):
        for name, messages in (
            error.message_dict if hasattr(error, "error_dict") else {NON_FIELD_ERRORS: error.messages}
        ).items():
            form.add_error(name if name in form.fields else None, messages)
    elif isinstance(error, NotAllowed | Stale):
        form.add_error(None, f"{spoken(error)} {said(getattr(error, 'mends', ''))}".strip())


def spoken(error: Exception) -> str:
    """A refusal in the reader's language; the article that it rests on stays as it is cited."""
    if isinstance(error, ValidationError):
        return "；".join(map(said, error.messages))
    law = getattr(error, "law", "")
    return f"{said(getattr(error, 'sentence', str(error)))}{f'（{law}）' if law else ''}"
