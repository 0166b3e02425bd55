"""The pages of large exports: what was asked, what one may decide, and the decision."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.parts import Column
from fazhi.kernel import registry

from ..asking import ask, sent
from ..doorway import staff
from . import leaving
from .leaving import ExportRequest

FEED = "feed."  # before the key of a feed
HEADS = [Column(label) for label in ("申请人", "内容", "行数", "用途", "状态", "")]


class Deciding(forms.Form):
    """Agree or not, and why not."""

    agrees = forms.ChoiceField(label="决定", choices=[("1", "同意"), ("0", "不同意")], widget=forms.RadioSelect)
    opinion = forms.CharField(label="意见", max_length=200, required=False)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("agrees") == "0" and not data.get("opinion", "").strip():
            self.add_error("opinion", "不同意的，请写明理由")
        return data


@staff
def requests(request: HttpRequest) -> HttpResponse:
    """One's own requests and those of one's units."""
    person = request.user.person
    rows = [(row, named(row), _url(row, person)) for row in leaving.visible_to(person)[:100]]
    return render(request, "desk/ledgers/requests.html", {"rows": rows, "heads": HEADS})


def named(row: ExportRequest) -> str:
    """What the request asks for."""
    if row.label.startswith(FEED):
        return registry.on("feeds")[row.label.removeprefix(FEED)].title
    return registry.on("desks")[row.label].named() if row.label in registry.on("desks") else row.label


def _url(row: ExportRequest, person: Any) -> tuple[str, str]:
    if leaving.may_decide(row, person):
        return "核准", reverse("desk:decide_export", args=[row.pk])
    if row.person_id == person.pk and row.may_be_taken:
        return "导出", f"{_where(row.label)}?{row.query}&request={row.pk}"
    return "", ""


def _where(label: str) -> str:
    """The page from which it leaves: that of a list, or of a feed."""
    if label.startswith(FEED):
        return reverse("desk:feed", args=[label.removeprefix(FEED)])
    return reverse("desk:export", args=[label])


@staff
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Agree to a large export, or refuse it."""
    person = request.user.person
    row = leaving.visible_to(person).filter(pk=pk).first()
    if row is None:
        raise Http404
    pairs = [("申请人", f"{row.person}（{row.person.unit}）"), ("内容", named(row)), ("条件", row.told or "全部")]
    pairs += [("行数", f"{row.amount:,}"), ("用途", row.reason)]

    def act(data: dict[str, Any]) -> None:
        leaving.decide(pk, person, data["agrees"] == "1", data["opinion"].strip())

    back = reverse("desk:exports")
    return ask(
        request,
        Deciding(sent(request)),
        act,
        "已决定",
        back,
        title="核准导出",
        submit="决定",
        law=leaving.LAW,
        pairs=pairs,
        subject="申请",
    )
