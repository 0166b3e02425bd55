"""替岗: who acts for whom, from a day to a day; every act then says for whom it was done."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.parts import Column
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person, Substitute
from fazhi.kernel.org.roles import ADMINISTRATOR, LEADER
from fazhi.kernel.records.querysets import within

from . import display
from .asking import ask, sent
from .doorway import staff
from .pickers import PickField, named, suggested

LONGEST = 366  # days
HEADS = [Column(label) for label in ("离岗人员", "代岗人员", "期间", "事由", "")]


def arranged_by(person: Person) -> QuerySet[Substitute]:
    """The substitutions that concern a person, or those of the units that the person heads or administers."""
    headed = within(person.scope(LEADER, ADMINISTRATOR), "absent__unit__path")
    mine = Q(absent=person.pk) | Q(stand_in=person.pk)
    return (
        Substitute.objects.filter(headed | mine).select_related("absent__unit", "stand_in__unit").order_by("-valid_from", "-pk")
    )


def may_arrange(person: Person, absent: Person) -> bool:
    """One's own, or that of somebody in a unit that one heads or administers."""
    return person.pk == absent.pk or person.may_at(absent.unit.path, LEADER, ADMINISTRATOR)


def people() -> QuerySet[Person]:
    """Whoever is in office today."""
    return Person.objects.on(timezone.localdate())


@staff
def substitutes(request: HttpRequest) -> HttpResponse:
    """Who stands in for whom, now and before."""
    person, today = request.user.person, timezone.localdate()
    rows = [(row, _phase(row, today), may_arrange(person, row.absent)) for row in arranged_by(person)[:100]]
    return render(request, "desk/substitutes.html", {"rows": rows, "heads": HEADS})


def _phase(row: Substitute, today: date) -> tuple[str, str]:
    """In words and as the look marks it."""
    if row.valid_from > today:
        return "未开始", ""
    return ("代岗中", "doing") if row.holds(today) else ("已结束", "ended")


class Standing(forms.Form):
    """Who acts for whom, when and why."""

    valid_from = forms.DateField(label="起", widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    valid_to = forms.DateField(label="止", widget=forms.DateInput(attrs={"type": "date"}), help_text="最后一天，含当天")
    reason = forms.CharField(label="事由", max_length=200, help_text="例如：外出培训、休假")

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        since, until = data.get("valid_from"), data.get("valid_to")
        if since and since < timezone.localdate():
            self.add_error("valid_from", "不能早于今天")
        if since and until and not since <= until <= since + timedelta(LONGEST):
            self.add_error("valid_to", "应当在开始之后、一年之内")
        if data.get("absent") and data.get("absent") == data.get("stand_in"):
            self.add_error("stand_in", "不能由本人代岗")
        return data


def _form(person: Person) -> type[Standing]:
    url = reverse("desk:pick_person")
    fields = {
        "absent": PickField(people(), url, label="离岗人员", initial=named(person)),
        "stand_in": PickField(people(), url, label="代岗人员"),
    }
    made = type("StandingForm", (Standing,), {**fields, "field_order": ["absent", "stand_in"]})
    made.base_fields["valid_from"].initial = timezone.localdate
    return made


@staff
def arrange(request: HttpRequest) -> HttpResponse:
    """Let somebody stand in for oneself, or for somebody of one's units."""
    person = request.user.person
    return ask(
        request,
        _form(person)(sent(request)),
        lambda data: stand_in(person, data),
        "已安排代岗，到期自动结束",
        reverse("desk:substitutes"),
        title="安排代岗",
        submit="安排",
        note="代岗期间，代岗人员有离岗人员的全部岗位和签批层级，每一次办理都写明代谁办理。",
    )


def stand_in(person: Person, data: dict[str, Any]) -> Substitute:
    """Arrange it and tell the ledger; raises NotAllowed or ValidationError."""
    absent = data["absent"]
    if not may_arrange(person, absent):
        raise NotAllowed(f"您只能安排自己和本单位人员的代岗，{absent}不在其中")
    same = Substitute.objects.filter(absent=absent, stand_in=data["stand_in"])
    if same.filter(valid_from__lte=data["valid_to"]).exclude(valid_to__lt=data["valid_from"]).exists():
        raise ValidationError({"valid_from": "这段时间已经安排过"})
    row = Substitute.objects.create(**data)
    until = f"{data['valid_from']}至{data['valid_to']}"
    _note(row, person, "安排代岗", f"{row}，{until}，{row.reason}")
    return row


class Ending(forms.Form):
    """Why it ends before its day."""

    reason = forms.CharField(label="理由", max_length=200)


@staff
def end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a substitution before its day."""
    person = request.user.person
    row = arranged_by(person).filter(pk=pk).first()
    if row is None or not may_arrange(person, row.absent):
        raise Http404
    return ask(
        request,
        Ending(sent(request)),
        lambda data: cut_short(row, person, data["reason"]),
        "已结束代岗",
        reverse("desk:substitutes"),
        title="结束代岗",
        note=f"{row}，{display.words(row.valid_from)}至{display.words(row.valid_to)}",
    )


def cut_short(row: Substitute, person: Person, reason: str) -> None:
    """What has not begun is taken back; what runs ended yesterday, or today where it began today."""
    today = timezone.localdate()
    if row.valid_to and row.valid_to < today:
        raise NotAllowed("这次代岗已经结束")
    _note(row, person, "结束代岗", reason)
    if row.valid_from > today:
        row.delete()
        return
    row.valid_to = max(row.valid_from, today - timedelta(1))
    row.save(update_fields=["valid_to"])


def _note(row: Substitute, person: Person, title: str, reason: str) -> None:
    book.write(book.Act(row, "substitute", title, actor=person, unit=row.absent.unit, reason=reason))


@staff
def pick_person(request: HttpRequest) -> JsonResponse:
    """People in office, while one types."""
    return JsonResponse({"found": [named(one) for one in suggested(people(), request.GET.get("q", "")[:60])]})
