"""What components ask of the objects they are given."""

from typing import Any
from uuid import uuid4

from django import forms, template
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from .. import tables, tongues
from ..citations import Basis, basis

register = template.Library()

SHORT = (forms.DateInput, forms.DateTimeInput, forms.NumberInput, forms.TimeInput)
BOXES = (forms.RadioSelect, forms.CheckboxSelectMultiple)


@register.filter
def citation(source: Any) -> Basis | None:
    """What `<c-law>` shows of a citation, a city rule, or their text."""
    return basis(source)


register.filter("said", tongues.said)
register.simple_tag(tongues.phrase, name="phrase")
register.simple_tag(tables.body, name="table_body")


@register.filter
def shape(field: BoundField) -> str:
    """How a field is laid out: line, tick (one box), choices (many boxes) or file."""
    widget = field.field.widget
    if isinstance(widget, BOXES):
        return "choices"
    if isinstance(widget, forms.CheckboxInput):
        return "tick"
    return "file" if isinstance(widget, forms.FileInput) else "line"


@register.filter
def control(field: BoundField) -> SafeString:
    """The widget in our dress; what its form declared for it stays."""
    given = field.field.widget.attrs.get("class", "")
    if hasattr(field.field, "choices") and not hasattr(field.field, "queryset"):
        field.field.widget.choices = [(key, _option(label)) for key, label in field.field.widget.choices]
    dress = "input w-m" if isinstance(field.field.widget, SHORT) else "input"
    attrs = {"class": f"{dress} {given}".strip()}
    if hint := field.field.widget.attrs.get("placeholder"):
        attrs["placeholder"] = tongues.said(hint)
    return field.as_widget(attrs=attrs)


def _option(label: Any) -> Any:
    """A choice in the reader's language; a group of choices by its name and its own."""
    return [(key, tongues.said(one)) for key, one in label] if isinstance(label, list | tuple) else tongues.said(label)


@register.filter
def folded(form: forms.BaseForm) -> list[BoundField]:
    """The fields that are seldom filled in."""
    return [field for field in form.visible_fields() if getattr(field.field, "is_folded", False)]


@register.filter
def is_used(fields: list[BoundField]) -> bool:
    """Whether anything stands in them that is not there by itself, or is wrong."""
    return any(field.errors or field.value() not in (None, "", False, [], field.field.initial) for field in fields)


@register.filter
def grouped(number: Any) -> str:
    """A whole number with its thousands apart: 2,207."""
    return f"{number:,}" if isinstance(number, int) else str(number)


@register.simple_tag
def fresh_key() -> str:
    """A new idempotency key: the same form sent twice is one act."""
    return uuid4().hex
