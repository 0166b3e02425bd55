"""限制查阅, 增加查阅人员, 解除限制: who may see one record, each set for a reason."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from fazhi.faces.look.parts import Link
from fazhi.kernel.flow import restricting
from fazhi.kernel.org.models import Person
from fazhi.kernel.records import restricted
from fazhi.kernel.records.restricted import Ground

from .asking import ask, sent
from .crumbs import crumbs
from .doorway import desk_of, record_of, staff

NOTE = "限制以后，只有承办团队和核准人看得到这一件；它不再出现在其他人的列表、查找、待办和计数里，各项数字照常计入。"


class RestrictForm(forms.Form):
    """Why, who approves, who works on it."""

    ground = forms.ChoiceField(label="情形", choices=Ground.choices)
    approver = forms.ModelChoiceField(Person.objects.none(), label="核准人", help_text="由核准人决定何时解除限制")
    people = forms.ModelMultipleChoiceField(
        Person.objects.none(),
        label="承办团队",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="您和承办人已在其中",
    )
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, near: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("approver", "people"):
            self.fields[name].queryset = near


class LiftForm(forms.Form):
    """Why it need not be restricted any more."""

    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))


@staff
def restrict(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Close a record to all but its team."""
    found, person = record_of(request, label, pk), request.user.person

    def act(data: dict[str, Any]) -> None:
        restricting.restrict(found, person, data["ground"], data["approver"], data["people"], data["reason"])

    form = RestrictForm(sent(request), near=restricting.near(found))
    return ask(request, form, act, "已限制查阅", _back(label, pk), **_shown(label, found, "限制查阅", NOTE))


class WidenForm(forms.Form):
    """Who else, and why."""

    people = forms.ModelMultipleChoiceField(Person.objects.none(), label="还让谁看", widget=forms.CheckboxSelectMultiple)
    reason = forms.CharField(label="理由", max_length=300, widget=forms.Textarea(attrs={"rows": 2}))

    def __init__(self, *args: Any, near: QuerySet[Person], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["people"].queryset = near


@staff
def widen(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Let more people see it."""
    found, person = record_of(request, label, pk), request.user.person
    holds = restricted.of(found)
    team = "、".join(each.name for each in holds.people.all()) if holds else ""
    note = f"{holds}，现在看得到的：{team}，核准人{holds.approver}。" if holds else ""

    def act(data: dict[str, Any]) -> None:
        restricting.widen(found, person, data["people"], data["reason"])

    near = restricting.near(found).exclude(pk__in=holds.people.values("pk")) if holds else restricting.near(found)
    form = WidenForm(sent(request), near=near)
    return ask(request, form, act, "已增加查阅人员", _back(label, pk), **_shown(label, found, "增加查阅人员", note))


@staff
def lift(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Open it again."""
    found, person = record_of(request, label, pk), request.user.person
    holds = restricted.of(found)
    note = f"{holds}，核准人{holds.approver}。解除以后，本单位能看此类档案的人都看得到它。" if holds else ""

    def act(data: dict[str, Any]) -> None:
        restricting.lift(found, person, data["reason"])

    return ask(
        request, LiftForm(sent(request)), act, "已解除限制", _back(label, pk), **_shown(label, found, "解除限制查阅", note)
    )


def _back(label: str, pk: int) -> str:
    return reverse("desk:record", args=[label, pk])


def _shown(label: str, found: Any, title: str, note: str) -> dict[str, Any]:
    trail = crumbs(desk_of(label), Link(found.number or "未编号", _back(label, found.pk)), Link(title, ""))
    return {"title": title, "submit": title, "note": note, "law": restricting.LAW, "crumbs": trail}
