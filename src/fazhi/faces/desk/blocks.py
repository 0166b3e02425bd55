"""预留号段: numbers set aside for a place that registers on paper, which of them were used, and which are void."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.parts import Column, Link, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import CLERK, LEADER
from fazhi.kernel.present.declared import units_within
from fazhi.kernel.records import numbers
from fazhi.kernel.records.models import NumberBlock, Record
from fazhi.kernel.records.querysets import within

from .asking import ask, sent
from .day import today
from .doorway import staff
from .links import link_to
from .pickers import PickField, named, suggested
from .shell import desks_of

BY = (CLERK, LEADER)
LARGEST, SHOWN = 500, 200
HEADS = [Column(label) for label in ("号段", "领用单位", "已经用到")]
NUMBER_HEADS = [Column(label) for label in ("编号", "状态")]


def visible_to(person: Person) -> QuerySet[NumberBlock]:
    """Those of the units of a person, and those that were set aside for them."""
    scope = person.scope()
    mine = within(scope, "series__unit__path") | within(scope, "holder__path")
    return NumberBlock.objects.filter(mine).select_related("series__unit", "holder").order_by("-series__year", "-pk")


def kinds_for(person: Person) -> dict[str, type[Record]]:
    """The kinds of numbers that somebody's records bear, by what the numbers are called."""
    return {kind: desk.model for desk in desks_of(person) if (kind := kind_of(desk.model))}


def kind_of(model: Any) -> str:
    """What its numbers are called; blank where there are none, or where each record says which."""
    numbering = getattr(model, "numbering", None)
    return numbering.kind if isinstance(numbering, numbers.Numbering) else ""


def model_of(row: NumberBlock) -> type[Record] | None:
    return next((model for model in registry.models() if kind_of(model) == row.series.kind), None)


@staff
def blocks(request: HttpRequest) -> HttpResponse:
    """Every block, the newest year first."""
    rows = [_row(each) for each in visible_to(request.user.person)[:SHOWN]]
    return render(request, "desk/blocks.html", {"rows": rows, "heads": HEADS, "may": bool(request.user.person.scope(*BY))})


def _row(row: NumberBlock) -> Row:
    used = f"第{row.next - 1}号" if row.next > row.first else "还没有用"
    cells = [TableCell(row.holder.name, "领用单位"), TableCell(used, "已经用到")]
    return Row(str(row), reverse("desk:block", args=[row.pk]), cells=cells)


class Reserving(forms.Form):
    """How many, of which year."""

    year = forms.IntegerField(label="年度", validators=[MinValueValidator(2000), MaxValueValidator(2100)])
    size = forms.IntegerField(label="数量", initial=20, validators=[MinValueValidator(1), MaxValueValidator(LARGEST)])


def _form(person: Person) -> type[Reserving]:
    units, url = units_within(person, BY), reverse("desk:pick_numbered_unit")
    words = [(kind, f"{kind}（{model._meta.verbose_name}）") for kind, model in kinds_for(person).items()]
    fields = {
        "kind": forms.ChoiceField(label="编号种类", choices=words),
        "unit": PickField(units, url, label="编号的单位", help_text="登记在哪个单位名下，例如村调委会"),
        "holder": PickField(units, url, label="领用单位", required=False, help_text="不填的，就是编号的单位"),
    }
    made = type("ReservingForm", (Reserving,), {**fields, "field_order": ["kind", "unit", "holder", "year", "size"]})
    made.base_fields["year"].initial = today().year
    return made


@staff
def reserve(request: HttpRequest) -> HttpResponse:
    """Set numbers aside."""
    person = request.user.person
    if not person.scope(*BY):
        raise Http404
    return ask(
        request,
        _form(person)(sent(request)),
        lambda data: set_aside(person, data),
        "已预留，可以打印后发给领用单位",
        reverse("desk:blocks"),
        title="预留号段",
        submit="预留",
        note="没有网络的村（社区）先在纸上登记，照号段编号；补录时填纸上的编号。没有用完的，年底作废，写明理由。",
    )


def set_aside(person: Person, data: dict[str, Any]) -> NumberBlock:
    """Reserve it and tell the ledger; raises NotAllowed."""
    unit, holder = data["unit"], data["holder"] or data["unit"]
    model = kinds_for(person)[data["kind"]]
    if unit is None or not person.may_at(unit.path, *BY):
        raise NotAllowed("您只能预留本单位和下级单位的编号")
    row = numbers.reserve_block(unit, model.numbering, data["year"], data["size"], holder)
    book.write(book.Act(row, "reserve", "预留号段", actor=person, unit=unit, reason=f"{row}，{holder.name}领用"))
    return row


@staff
def block(request: HttpRequest, pk: int) -> HttpResponse:
    """One block, number by number: what became of each."""
    row = _block_of(request.user.person, pk)
    model = model_of(row)
    if model is None:
        raise Http404
    named_so = {_number(model, row, serial): serial for serial in range(row.first, row.last + 1)}
    seen = {each.number: each for each in model.objects.visible_to(request.user.person).filter(number__in=list(named_so))}
    used = set(model._base_manager.filter(number__in=list(named_so)).values_list("number", flat=True))
    voids = dict(row.series.voids.values_list("serial", "reason"))
    may = request.user.person.may_at(row.series.unit.path, *BY)
    lines = [
        _line(row, number, serial, seen.get(number), number in used, voids.get(serial, ""), may)
        for number, serial in named_so.items()
    ]
    crumbs = [Link("预留号段", reverse("desk:blocks")), Link(str(row))]
    return render(request, "desk/block.html", {"block": row, "heads": NUMBER_HEADS, "crumbs": crumbs, "lines": lines})


def _number(model: type[Record], row: NumberBlock, serial: int) -> str:
    return model.numbering.number(row.series.unit, row.series.year, serial)


def _line(row: NumberBlock, number: str, serial: int, record: Any, is_used: bool, why_void: str, may: bool) -> dict[str, Any]:
    told = "已用" if is_used else f"已作废：{why_void}" if why_void else "未用"
    free = may and not is_used and not why_void
    return {
        "number": number,
        "told": told,
        "url": link_to(record).url if record else "",
        "void_url": reverse("desk:void_number", args=[row.pk, serial]) if free else "",
    }


class Voiding(forms.Form):
    """Why it will never be used."""

    reason = forms.CharField(label="理由", max_length=200, help_text="例如：填错，登记表已经销毁；年底没有用完")


@staff
def void(request: HttpRequest, pk: int, serial: int) -> HttpResponse:
    """Keep a number that will never be used, with the reason."""
    person, row = request.user.person, _block_of(request.user.person, pk)
    model = model_of(row)
    if model is None or not row.first <= serial <= row.last or not person.may_at(row.series.unit.path, *BY):
        raise Http404
    number = _number(model, row, serial)
    return ask(
        request,
        Voiding(sent(request)),
        lambda data: put_out_of_use(person, row, model, serial, data["reason"]),
        f"{number} 已作废",
        reverse("desk:block", args=[pk]),
        title="作废编号",
        note=f"{number}：作废以后不能再用，号和理由都留着。",
    )


def put_out_of_use(person: Person, row: NumberBlock, model: type[Record], serial: int, reason: str) -> None:
    """Raises ValidationError for a number that a record bears, or that is void already."""
    number = _number(model, row, serial)
    if model._base_manager.filter(number=number).exists():
        raise ValidationError({"reason": f"{number} 已经用过，不能作废"})
    if row.series.voids.filter(serial=serial).exists():
        raise ValidationError({"reason": f"{number} 已经作废，不能再用"})
    numbers.void(row.series.unit, model.numbering, row.series.year, serial, reason, person)
    book.write(book.Act(row, "void", "作废编号", actor=person, unit=row.series.unit, reason=f"{number}：{reason}"))


def _block_of(person: Person, pk: int) -> NumberBlock:
    found = visible_to(person).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@staff
def pick_unit(request: HttpRequest) -> JsonResponse:
    """The units whose numbers one may set aside, while one types."""
    units = units_within(request.user.person, BY)
    return JsonResponse({"found": [named(unit) for unit in suggested(units, request.GET.get("q", "")[:60])]})
