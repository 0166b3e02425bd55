"""Registering a record with its parts, by hand or to take over what was handed to us."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.parts import Link
from fazhi.faces.look.tongues import phrase
from fazhi.kernel import registry
from fazhi.kernel.flow import doors, handovers, registers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.present.declared import Taken
from fazhi.kernel.records.models import parts_of

from . import forms, handing
from .asking import REFUSED, sent, tell_if_restricted, whole
from .crumbs import crumbs
from .doorway import desk_of, record_of, staff
from .late import late_of, with_late


@staff
def new(request: HttpRequest, label: str) -> HttpResponse:
    """Register a record; a refusal stands above the form and what was typed stays."""
    sheet = Sheet(request, label)
    if request.method == "POST" and sheet.is_valid():
        try:
            record = sheet.register()
        except REFUSED as error:
            forms.refuse(sheet.form, error)
        else:
            messages.success(request, f"已登记：{record}")
            tell_if_restricted(request, record)
            return go_to(request, reverse("desk:record", args=[label, record.pk]))
    return render(request, "desk/new.html", sheet.shown(), status=422 if request.method == "POST" else 200)


class Sheet:
    """The form of a registration with the rows of its parts."""

    def __init__(self, request: HttpRequest, label: str) -> None:
        self.desk, self.label, self.person = desk_of(label), label, request.user.person
        self.flow, self.key = registry.on("flows").get(label), request.POST.get("key", "")
        self.posted = request.POST
        self.taken_over = _waiting(request, label)
        posted, register = sent(request), self.flow.register if self.flow else None
        self.before = _before(request, label)
        self.taken = self._taken()
        asked = with_late(forms.registration(self.desk, register, self.person), bool(register and register.numbers))
        self.form = asked(posted, initial=self.desk.opens_with | self.taken.fields)
        forms.fit(self.form, self.taken)
        self.kinds = {name: parts_of(self.desk.model)[name] for name in self.desk.asks_parts.split()}
        self.formsets = {
            name: forms.parts_form(self.desk, name, self.person)(
                posted, prefix=name, initial=self.taken.parts.get(name) or self.desk.starts.get(name)
            )
            for name in self.kinds
        }

    def _taken(self) -> Taken:
        """What is known already: from what was handed to us, or from the record on whose page it begins."""
        if self.taken_over:
            return self.desk.takes_over(self.taken_over)
        return self.desk.begun_from(self.before) if self.before else Taken()

    def is_valid(self) -> bool:
        return self.form.is_valid() & all(formset.is_valid() for formset in self.formsets.values())

    @transaction.atomic
    def register(self) -> Any:
        """The record with its parts; the hand-over it takes over is accepted with it, or neither."""
        record = self._opened({name: self._rows(name) for name in self.formsets})
        if self.taken_over and self.taken_over.state == HandOver.State.SENT and not self.taken.answers:
            handovers.accept(self.taken_over, self.person, opened=record)
        return record

    def _rows(self, name: str) -> list[Any]:
        return [self.kinds[name](**row.cleaned_data) for row in self.formsets[name] if row.has_changed() or row.initial]

    def _opened(self, parts: dict[str, list[Any]]) -> Any:
        data = self.form.cleaned_data | self.taken.given
        late = late_of(data, self.posted)
        if self.flow:
            return doors.register(self.desk.model, self.person, data, parts, key=self.key, late=late)
        return registers.enter(self.desk.model(**data), self.person, parts, key=self.key, late=late)

    def shown(self) -> dict[str, Any]:
        return {
            "desk": self.desk,
            "title": phrase("登记{}", self.desk.model._meta.verbose_name),
            "form": self.form,
            "tables": [(self.kinds[name]._meta.verbose_name, formset) for name, formset in self.formsets.items()],
            "proposes_url": reverse("desk:proposals", args=[self.label]) if self.desk.proposes else "",
            "taken_over": self.taken_over and handing.pairs_of(self.taken_over),
            "crumbs": crumbs(self.desk, Link("登记", "")),
            "cancel": reverse("desk:record", args=[registry.label(self.before), self.before.pk])
            if self.before
            else reverse("desk:list", args=[self.label]),
        }


def _before(request: HttpRequest, label: str) -> Any:
    """The record on whose page this registration begins; 404 when it is not this person's to see, or begins no such kind."""
    named, _, key = request.GET.get("beside", "").partition(":")
    if not named or (pk := whole(key)) is None:
        return None
    if label not in desk_of(named).begins.split():
        raise Http404
    return record_of(request, named, pk)


def _waiting(request: HttpRequest, label: str) -> HandOver | None:
    """The hand-over that asks for this registration; 404 when it is not this person's."""
    pk = whole(request.GET.get("from", ""))
    row = handing.hand_over_of(request.user.person, pk) if pk else None
    return row if row and row.kind == label and handovers.may_take(request.user.person, row) else None
