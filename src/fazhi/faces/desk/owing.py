"""应办事项: what my units owe for a period; report it, or report that there is nothing."""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.parts import Due, Link
from fazhi.kernel import registry
from fazhi.kernel.flow import obligations
from fazhi.kernel.flow.models import ObligationRow
from fazhi.kernel.org.models import Person

from . import display
from .asking import ask, sent
from .doorway import staff

MOST = 100
QUARTERS = "一二三四"


def period_words(period: str) -> str:
    """2023Q4 → 2023年第四季度."""
    year, rest = period[:4], period[4:]
    if rest.startswith("-"):
        return f"{year}年{int(rest[1:])}月"
    if rest.startswith("Q"):
        return f"{year}年第{QUARTERS[int(rest[1:]) - 1]}季度"
    return f"{year}年{'上下'[int(rest[1:]) - 1]}半年" if rest.startswith("H") else f"{year}年度"


def rule_of(row: ObligationRow) -> Any:
    """The rule under which a row is owed, or None when its module was taken out."""
    return registry.on("obligations").get(row.rule)


def todo(row: ObligationRow) -> dict[str, Any]:
    """A row as an item of a work list."""
    rule = rule_of(row)
    return {
        "day": row.due_on,
        "due": Due.at(row.due_on, timezone.now()),
        "title": f"{rule.label if rule else row.rule}，{period_words(row.period)}",
        "href": reverse("desk:owed_one", args=[row.pk]),
        "law": rule.law if rule else "",
        "why": "没有的也要零报告" if rule and rule.zero else "按期报送",
        "unit": row.unit.name,
        "note": "固定任务",
        "action": "填报",
        "urgent": row.due_on <= timezone.localdate(),
    }


@staff
def owed(request: HttpRequest) -> HttpResponse:
    """What is owed, the most urgent first; and what was reported."""
    person, done = request.user.person, request.GET.get("done") == "1"
    open_rows = obligations.owed_by(person)
    rows = reported_by(person)[:MOST] if done else open_rows[:MOST]
    views = [Link("未报", "?", not done, open_rows.count()), Link("已报", "?done=1", done)]
    return render(
        request,
        "desk/owed.html",
        {
            "views": views,
            "todos": [] if done else [todo(row) for row in rows],
            "told": [_told(row) for row in rows] if done else [],
        },
    )


def reported_by(person: Person) -> Any:
    """What the units of a person have reported, the newest first."""
    rows = obligations.theirs(person).filter(done_at__isnull=False)
    return rows.select_related("unit", "done_by").order_by("-done_at")


def _told(row: ObligationRow) -> tuple[str, str]:
    late = "，逾期" if timezone.localdate(row.done_at) > row.due_on else ""
    how = "零报告" if row.is_zero else "已报"
    return f"{row.unit} {todo(row)['title']}", f"{how}{late}，{row.done_by} {display.words(row.done_at)}。{row.note}"


@staff
def owed_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Discharge one obligation."""
    person = request.user.person
    row = obligations.theirs(person).filter(pk=pk).select_related("unit").first()
    if row is None:
        raise Http404
    told, rule = todo(row), rule_of(row)
    return ask(
        request,
        _form(rule)(sent(request)),
        lambda data: obligations.discharge(row, person, zero=data["how"] == "zero", note=data["note"]),
        f"已填报：{told['title']}",
        reverse("desk:owed"),
        title="填报",
        note=told["title"],
        law=told["law"],
        warning=f"已经报过：{_told(row)[1]}" if row.done_at else "",
        subject="报送什么",
        pairs=[
            ("单位", row.unit.name),
            ("期间", period_words(row.period)),
            ("期限", display.words(row.due_on)),
            *_why(row, rule),
            ("要求", told["why"]),
        ],
    )


def _why(row: ObligationRow, rule: Any) -> list[tuple[str, str]]:
    """Why the day is the day; nothing where it was reckoned under a rule that has changed since."""
    reckoning = rule.why(row.due_on) if rule else None
    if reckoning is None or reckoning.due != row.due_on:
        return []
    return [("为什么是这一天", "".join(reason.text for reason in reckoning.reasons))]


def _form(rule: Any) -> type[forms.Form]:
    choices = [("report", "已经报送，说明见下"), *([("zero", "零报告：本期没有")] if rule and rule.zero else [])]
    fields = {
        "how": forms.ChoiceField(label="报送", choices=choices, widget=forms.RadioSelect, initial="report"),
        "note": forms.CharField(
            label="说明", required=False, widget=forms.Textarea(attrs={"rows": 3}), help_text="文号、件数、附件编号"
        ),
    }
    return type("DischargeForm", (_Discharge,), fields)


class _Discharge(forms.Form):
    """A report says where it can be found; a zero report needs no word."""

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if data.get("how") == "report" and not data.get("note", "").strip():
            self.add_error("note", "请写明报送的文号或者内容；本期没有的，选零报告")
        return data
