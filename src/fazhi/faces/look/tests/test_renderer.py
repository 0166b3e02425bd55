"""Our `<select>` is Django's, choice by choice."""

import re

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates

from fazhi.faces.look.renderer import Renderer

CHOICES = (
    [("", "请选择"), ("a", "甲 & 乙"), (3, "<b>丙</b>")],
    [("", "不选"), ("县 “一”", [("x'y", '丁"戊'), (None, "己")]), ("<i>", [(True, "庚")])],
    [],
)


def told(html: str) -> str:
    return re.sub(r"\s+", " ", html).replace("> <", "><").strip()


@pytest.mark.parametrize("choices", CHOICES)
@pytest.mark.parametrize("chosen", [None, "", "a", 3, "x'y"])
def test_a_list_of_choices_is_written_as_django_writes_it(choices, chosen):
    attrs = {"class": 'input "w"', "required": True, "disabled": False, "data-of": "a<b", "size": 4}
    widget = forms.Select(attrs, choices)
    ours, theirs = (widget.render("topic<", chosen, {"id": "id_topic"}, each) for each in (Renderer(), DjangoTemplates()))
    assert told(ours) == told(theirs)


def test_the_house_writes_its_forms_with_it(settings):
    assert settings.FORM_RENDERER == "fazhi.faces.look.renderer.Renderer"
    assert isinstance(forms.Form().renderer, Renderer)
