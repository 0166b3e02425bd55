"""Beginning a step's form with a template or an answer given before: what was typed stays, and what is filled in stands below it."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict

from fazhi.kernel.present.declared import Opening

from .asking import sent


@dataclass(frozen=True, slots=True)
class Begun:
    """What a form may be begun with, and whether it just was."""

    openings: list[Opening]
    chosen: str = ""


def opened_with(request: HttpRequest, asked: type[forms.Form], openings: list[Opening]) -> tuple[Begun, forms.Form]:
    """The form as it was sent; or not sent yet, with what was chosen among the openings."""
    wanted = request.POST.get("opening", "") if request.method == "POST" else ""
    chosen = next((each for each in openings if each.key == wanted and not each.closed), None)
    if chosen is None:
        return Begun(openings), asked(sent(request), request.FILES or None)
    return Begun(openings, chosen.key), asked(initial=_typed(asked, request.POST) | _joined(chosen, request.POST))


def _typed(asked: type[forms.Form], posted: QueryDict) -> dict[str, Any]:
    """What stands in the form, as it was typed."""
    fields = asked.base_fields
    return {
        name: posted.getlist(name) if isinstance(fields[name], forms.MultipleChoiceField) else posted.get(name, "")
        for name in fields
    }


def _joined(chosen: Opening, posted: QueryDict) -> dict[str, str]:
    """What is filled in stands below what was typed, once."""
    told = {}
    for name, text in chosen.fields.items():
        before = posted.get(name, "").strip()
        told[name] = before if text in before else "\n".join(filter(None, (before, text)))
    return told
