"""What was published: frozen as it was, laid beside what it comes to now, corrected by another that names it."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from fazhi.faces.look.answers import go_to
from fazhi.faces.look.parts import Act, Column, Link, Pager, Row, TableCell
from fazhi.kernel.indicators import background, publication, targets
from fazhi.kernel.indicators.models import Publishing, Snapshot
from fazhi.kernel.indicators.proof import doubts
from fazhi.kernel.indicators.proof.telling import told_of
from fazhi.kernel.indicators.values import Value
from fazhi.kernel.indicators.windows import window_of
from fazhi.kernel.indicators.wording import SCALES, split

from . import places, proving, words
from .asked import STRUCTURES, Asked, board, words_of
from .figure import indicator_at, value_at

SIZE, ACTS = 50, 30


class PublishForm(forms.Form):
    """Why a figure is published, or corrected."""

    reason = forms.CharField(
        label="理由",
        max_length=300,
        help_text="例如：编入年度报告第三部分；更正的，写明改了什么、为什么",
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class AimForm(forms.Form):
    """A year's target, in the unit that the report writes."""

    value = forms.DecimalField(label="目标值", max_digits=14, decimal_places=2)
    is_ceiling = forms.TypedChoiceField(
        label="方向", choices=(("", "不低于"), ("1", "不超过")), required=False, coerce=bool, empty_value=False
    )
    basis = forms.CharField(label="依据", max_length=200, help_text="哪份文件、哪次会议定的")


@board
def listing(request: HttpRequest, asked: Asked) -> HttpResponse:
    """已发布的数字."""
    rows, after = proving.seen(asked).order_by("-pk"), request.GET.get("after", "")
    rows = rows.filter(pk__lt=int(after)) if after.isdecimal() and len(after) < 18 else rows
    found = list(rows[: SIZE + 1])
    under_check = doubts.doubted(found)
    older = f"?after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    pager = Pager(f"本页 {min(len(found), SIZE)} 条", Link("回到开头", "?" if after else ""), Link(f"后 {SIZE} 条", older))
    labels = ("数字", "单位", "截至", "发布")
    return render(
        request,
        "boards/published.html",
        {
            "asked": asked,
            "crumbs": places.crumbs(asked, Link("已发布", "")),
            "columns": [Column("指标"), *(Column(label) for label in labels), Column("状态")],
            "rows": [_row(each, under_check) for each in found[:SIZE]],
            "pager": pager if found else None,
        },
    )


def _row(snapshot: Snapshot, under_check: set[int]) -> Row:
    who = snapshot.published_by or "系统"
    told = (
        snapshot.text,
        str(snapshot.unit or "全部"),
        words_of(snapshot.as_of),
        f"{words_of(timezone.localdate(snapshot.published_at))} {who}",
    )
    state = (
        doubts.WORDS
        if snapshot.pk in under_check
        else "已被更正"
        if list(snapshot.corrections.all())
        else "更正"
        if snapshot.corrects_id
        else "有效"
    )
    cells = [TableCell(text, label) for text, label in zip((*told, state), ("数字", "单位", "截至", "发布", "状态"), strict=True)]
    return Row(snapshot.label, reverse("boards:snapshot", args=[snapshot.pk]), snapshot.code, cells)


@board
def snapshot(request: HttpRequest, asked: Asked, pk: int) -> HttpResponse:
    """One published figure beside what it comes to now, and what was done since."""
    found = proving.seen(asked).filter(pk=pk).first()
    if found is None:
        raise Http404
    now = publication.drift(found)
    acts = list(publication.acts_since(found, now)[: ACTS + 1])
    return render(
        request,
        "boards/snapshot.html",
        {
            "asked": asked,
            "snapshot": found,
            "told": told_of(found),
            "now": now,
            "heads": [Column("项目"), Column("发布时", "num"), Column("现在", "num"), Column("相差", "num")],
            "rows": _beside(found, now),
            "as_of": words_of(found.as_of),
            "published_on": words_of(timezone.localdate(found.published_at)),
            "particulars": _particulars(found),
            "has_drifted": _has_drifted(found, now),
            "is_redefined": found.definition_hash != now.indicator.definition_hash,
            "acts": [_act(act) for act in acts[:ACTS]],
            "more_acts": len(acts) > ACTS,
            "crumbs": places.crumbs(asked, Link("已发布", reverse("boards:published")), Link(found.label, "")),
            "figure_url": f"{reverse('boards:figure', args=[found.code])}?{_same(found)}",
            "correct_url": f"{reverse('boards:publish', args=[found.code])}?{_same(found)}",
            "may_publish": bool(found.unit) and publication.may_publish(asked.person, found.unit),
        },
    )


def _particulars(snapshot: Snapshot) -> list[tuple[str, Any]]:
    corrected_by = [f"#{each.pk} {each.text}（{each.reason}）" for each in snapshot.corrections.all()]
    return [
        ("编号", f"#{snapshot.pk}"),
        ("时段", window_of(snapshot.window).label),
        ("机构", STRUCTURES[snapshot.structure]),
        ("理由", snapshot.reason),
        ("更正的是", f"#{snapshot.corrects_id} {snapshot.corrects.text}" if snapshot.corrects_id else ""),
        ("已被更正", "；".join(corrected_by)),
        ("口径校验", snapshot.definition_hash[:16]),
    ]


def _same(snapshot: Snapshot) -> str:
    """The question that a published figure answered."""
    unit = f"unit={snapshot.unit.code}&" if snapshot.unit else ""
    return f"{unit}period={snapshot.window}&on={snapshot.as_of}&structure={snapshot.structure}"


def _beside(then: Snapshot, now: Value) -> list[Row]:
    lines = (("写法", then.text, now.text), *((label, *pair) for label, pair in _numbers(then, now)))
    return [
        Row(label, cells=[TableCell(each, head, "num") for each, head in zip(_told(a, b), HEADS, strict=True)])
        for label, a, b in lines
    ]


HEADS = ("发布时", "现在", "相差")


def _numbers(then: Snapshot, now: Value) -> list[tuple[str, tuple[Any, Any]]]:
    fraction = [("分子", (then.numerator, now.numerator)), ("分母", (then.denominator, now.denominator))]
    return [
        ("准确值", (then.value, now.value)),
        *(fraction if now.denominator is not None else []),
        ("记录", (then.records, now.records)),
    ]


def _told(then: Any, now: Any) -> tuple[str, str, str]:
    if isinstance(then, str):
        return then, now, "一致" if then == now else "不同"
    difference = (now or 0) - (then or 0)
    return *("无" if each is None else words.grouped(each) for each in (then, now)), words.grouped(
        difference
    ) if difference else "一致"


def _has_drifted(then: Snapshot, now: Value) -> bool:
    value = None if now.value is None else round(now.value, 4)
    return (then.text, then.records, then.value) != (now.text, now.records, value)


def _act(event: Any) -> Act:
    who = str(event.actor or "系统")
    return Act(f"{words_of(timezone.localdate(event.recorded_at))}", who, event.title, event.number, seq=event.pk)


@board
def publish(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    """Publish a figure as it stands, or correct what was published."""
    value = value_at(asked, indicator_at(code))
    _must_publish(asked)
    corrected = publication.published_before(value, asked.unit)
    form = PublishForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if corrected and not _has_drifted(corrected, value) and corrected.definition_hash == value.indicator.definition_hash:
            form.add_error(
                None,
                f"{words_of(timezone.localdate(corrected.published_at))}已发布过同样的数字（{corrected.text}），没有变化，不用再发",
            )
        else:
            job = background.begin(
                value, asked.person, asked.unit, form.cleaned_data["reason"], corrected, is_whole=asked.is_whole
            )
            if job.state != job.State.FAILED:
                return go_to(request, reverse("boards:publishing", args=[job.pk]))
            form.add_error(None, job.told)
    return _form_page(request, asked, value, form, "更正已发布的数字" if corrected else "发布这个数字", corrected)


@board
def publishing(request: HttpRequest, asked: Asked, pk: int) -> HttpResponse:
    """How far the publishing of a figure is; when it is done, the figure."""
    job = Publishing.objects.select_related("snapshot", "unit").filter(pk=pk, person=asked.person).first()
    if job is None:
        raise Http404
    if job.snapshot:
        messages.success(request, f"已{'更正' if job.corrects_id else '发布'}：{job.snapshot.label}{job.snapshot.text}")
        return go_to(request, reverse("boards:snapshot", args=[job.snapshot_id]))
    crumbs = places.crumbs(asked, Link("已发布", reverse("boards:published")), Link(job.label, ""))
    context = {"asked": asked, "job": job, "percent": background.percent(job), "crumbs": crumbs}
    return render(request, "boards/publishing_progress.html" if request.htmx else "boards/publishing.html", context)


def _must_publish(asked: Asked) -> None:
    if not publication.may_publish(asked.person, asked.unit):
        raise Http404


def _form_page(
    request: HttpRequest, asked: Asked, value: Value, form: forms.Form, title: str, corrected: Any = None
) -> HttpResponse:
    back = reverse("boards:figure", args=[value.code]) + asked.query(show="")
    return render(
        request,
        "boards/form.html",
        {
            "asked": asked,
            "value": value,
            "form": form,
            "title": title,
            "corrected": corrected,
            "cancel": back,
            "exact": words.exact(value),
            "crumbs": places.crumbs(asked, Link(value.label, back), Link(title, "")),
        },
        status=422 if request.method == "POST" else 200,
    )


@board
def aim(request: HttpRequest, asked: Asked, code: str) -> HttpResponse:
    """Set a year's target for the unit."""
    indicator = indicator_at(code)
    value = value_at(asked, indicator)
    _must_publish(asked)
    form, year = AimForm(request.POST or None), value.stretch.last.year
    if request.method == "POST" and form.is_valid():
        amount = form.cleaned_data["value"] * SCALES[split(indicator.unit)[0]]
        target = targets.aim(
            indicator, asked.unit, year, amount, form.cleaned_data["basis"], asked.person, form.cleaned_data["is_ceiling"]
        )
        messages.success(
            request,
            f"已定{year}年目标：{indicator.label}{'不超过' if target.is_ceiling else '不低于'}{words.grouped(target.value)}",
        )
        return go_to(request, reverse("boards:figure", args=[code]) + asked.query(show=""))
    return _form_page(request, asked, value, form, f"定{year}年目标（{indicator.unit}）")
