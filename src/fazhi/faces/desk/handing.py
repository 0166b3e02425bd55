"""转办移送: what was sent to my units and what they have sent; accept, return, report back."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django import forms
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from fazhi.faces.look.parts import Column, Link, Pager, Row, TableCell
from fazhi.kernel import registry
from fazhi.kernel.flow import handovers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.ledger import book
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records import reading
from fazhi.kernel.records.fields import PersonName, Phone, SensitiveWord

from . import display
from .asking import ask, sent, whole
from .doorway import staff
from .held import Held
from .timeline import told_acts

SIZE = 50
State = HandOver.State
BOXES = {
    "waiting": ("待我接收", "in", (State.SENT,)),
    "accepted": ("已接收，待反馈", "in", (State.ACCEPTED,)),
    "finished": ("已反馈、已退回", "in", (State.ANSWERED, State.RETURNED)),
    "sent": ("我方移出，待对方接收", "out", (State.SENT,)),
    "returned": ("被退回", "out", (State.RETURNED,)),
    "out": ("我方移出，已接收", "out", (State.ACCEPTED, State.ANSWERED)),
}
HEADS = [Column(label) for label in ("事项", "移出", "接收", "理由", "移送时间", "状态")]
SHAPES = {State.SENT: "", State.ACCEPTED: "doing", State.RETURNED: "wrong", State.ANSWERED: "done"}


def _rows_of(person: Person, side: str) -> Any:
    return handovers.addressed_to(person) if side == "in" else handovers.sent_from(person)


def counts(person: Person) -> dict[str, int]:
    """How many stand in each box; two questions."""
    told = {}
    for side in ("in", "out"):
        boxes = {name: Count("pk", Q(state__in=states)) for name, (_, where, states) in BOXES.items() if where == side}
        told |= _rows_of(person, side).aggregate(**boxes)
    return told


@staff
def hand_overs(request: HttpRequest) -> HttpResponse:
    """The boxes of hand-overs."""
    person, box = request.user.person, request.GET.get("box", "waiting")
    _, side, states = BOXES.get(box) or BOXES["waiting"]
    rows = _rows_of(person, side).filter(state__in=states).order_by("-pk")
    if after := whole(request.GET.get("after", "")):
        rows = rows.filter(pk__lt=after)
    found = list(rows[: SIZE + 1])
    amounts = counts(person)
    return render(
        request,
        "desk/handovers.html",
        {
            "views": [Link(label, f"?box={name}", name == box, amounts[name]) for name, (label, _, _) in BOXES.items()],
            "columns": HEADS,
            "rows": [_row(row) for row in found[:SIZE]],
            "pager": _pager(box, found),
        },
    )


def _pager(box: str, found: list[HandOver]) -> Pager:
    older = f"?box={box}&after={found[SIZE - 1].pk}" if len(found) > SIZE else ""
    return Pager(f"本页 {min(len(found), SIZE)} 件", Link("回到开头", f"?box={box}"), Link(f"后 {SIZE} 件", older))


def _row(row: HandOver) -> Row:
    told = (
        row.from_unit,
        row.to_unit,
        row.reason,
        display.words(row.sent_at),
        display.mark(row.get_state_display(), SHAPES[row.state]),
    )
    cells = [TableCell(value, head.label) for value, head in zip(told, HEADS[1:], strict=True)]
    return Row(row.subject, reverse("desk:hand_over", args=[row.pk]), row.source_no, cells, str(row.pk))


def hand_over_of(person: Person, pk: int) -> HandOver:
    """One that was sent to or from the units of a person; 404 otherwise."""
    for rows in (handovers.addressed_to(person), handovers.sent_from(person)):
        if row := rows.select_related("accepted_by", "sent_by", "kept_to").filter(pk=pk).first():
            return row
    raise Http404


class Deed(NamedTuple):
    """What the receiver may do with a hand-over: from which state, with which words, through which door."""

    title: str
    state: str
    label: str  # of what must be written; empty where nothing is asked
    note: str
    act: Callable[[HandOver, Person, str], object]


DEEDS = {
    "accept": Deed(
        "接收", State.SENT, "", "接收之后由本单位办理，办完向移出单位反馈。", lambda row, who, _: handovers.accept(row, who)
    ),
    "return": Deed("退回", State.SENT, "退回理由", "不属于本单位职责、材料不全的，退回移出单位。", handovers.send_back),
    "answer": Deed("反馈办理结果", State.ACCEPTED, "办理结果", "移出单位会看到这段话。", handovers.report_back),
}


def deeds_open_to(person: Person, row: HandOver) -> list[Link]:
    """What this person may do with it now."""
    if not handovers.may_take(person, row):
        return []
    urls = {name: reverse("desk:hand_over_deed", args=[row.pk, name]) for name in DEEDS}
    first = [Link("接收并登记", f"{url}?from={row.pk}")] if row.state == State.SENT and (url := _opening_url(row)) else []
    open_now = {name: deed for name, deed in DEEDS.items() if deed.state == row.state}
    if row.kind in registry.on(handovers.NEVER_BACK):
        open_now.pop("return", None)
    return first + [Link(deed.title, urls[name]) for name, deed in open_now.items()]


def _opening_url(row: HandOver) -> str:
    """Where the receiver registers the kind of record that the hand-over asks for, if there is a desk of it."""
    return reverse("desk:new", args=[row.kind]) if row.kind in registry.on("desks") else ""


# What rooms tell each other under names of their own; anything else is its own label.
DETAILS = {
    "asker": "当事人",
    "phone": "联系电话",
    "contact": "怎么联系",
    "contact_note": "联系提示",
    "opponent": "对方当事人",
    "region": "所在地",
    "topic": "事项类别",
    "cause": "案由",
    "kind": "类型",
    "level": "等级",
    "secrecy": "保密",
    "helpers": "协办单位",
    "amount": "涉及金额",
    "people": "涉及人数",
    "limitation_on": "时效、期限届满",
    "received_on": "收到日期",
    "urgent": "紧急情形",
    "certificate_no": "证件号",
    "document_no": "文书号",
    "until": "截止日期",
    "obligor": "义务人",
    "effective_on": "生效日期",
    "due_on": "履行期限",
    "terms": "条款",
}


# Of those, what names or reaches somebody.
MASKS = {
    "asker": PersonName(),
    "opponent": PersonName(),
    "obligor": PersonName(),
    "phone": Phone(),
    "contact_note": SensitiveWord(),
}


def details_of(row: HandOver, in_full: bool = True) -> list[tuple[str, Any]]:
    """What was told beside the content, in words; keys of another room's lists are for its registration alone."""
    told = {name: value for name, value in row.details.items() if value not in ("", None)}
    if not in_full:
        told = {name: MASKS[name].mask(str(value)) if name in MASKS else value for name, value in told.items()}
    return [(DETAILS.get(name, str(name)), _detail(name, value)) for name, value in told.items() if not _is_key(name, value)]


def _is_key(name: str, value: Any) -> bool:
    return name in ("kind", "ground") and isinstance(value, str) and value.isascii()


def _detail(name: str, value: Any) -> Any:
    """A place by its name."""
    place = Unit.objects.filter(code=value).order_by("-valid_from").first() if name == "region" else None
    return place.name if place else display.words(value)


def pairs_of(row: HandOver, in_full: bool = True) -> list[tuple[str, Any]]:
    """What a hand-over says, with labels."""
    return [
        ("移出单位", row.from_unit.name),
        ("接收单位", row.to_unit.name),
        ("移送人", row.sent_by),
        ("移送时间", display.words(row.sent_at)),
        *([("办理期限", row.due_on)] if row.due_on else []),
        ("理由", row.reason),
        ("对方单号", row.source_no),
        ("当事人同意", "是" if row.party_consent else "否"),
        *details_of(row, in_full),
        ("接收", f"{row.accepted_by or ''} {display.words(row.accepted_at)}".strip()),
        *([("退回理由", row.return_reason)] if row.return_reason else []),
        *([("办理结果", row.result)] if row.result else []),
    ]


@staff
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """One hand-over, what came of it, and the records on both sides that this person may see; who reads it in full is noted."""
    person = request.user.person
    row = hand_over_of(person, pk)
    in_full = handovers.may_take(person, row) or _works_on_source(person, row)
    if in_full:
        reading.note([row], person, "移送内容")
    return render(
        request,
        "desk/handover.html",
        {
            "row": row,
            "shape": SHAPES[row.state],
            "content": row.content if in_full else display.text(row, "content"),
            "looks": reading.looks_at(row),
            "pairs": pairs_of(row, in_full),
            "actions": deeds_open_to(person, row),
            "records": list(_records(person, row)),
            "acts": told_acts(row, list(book.history(row))),
            "crumbs": [Link("转办移送", reverse("desk:hand_overs")), Link(row.source_no)],
        },
    )


def _works_on_source(person: Person, row: HandOver) -> bool:
    """Whether the record that it left is in this person's hands, and not only to be read."""
    model = registry.model(row.of) if row.of in registry.on("desks") else None
    record = model.objects.visible_to(person).filter(pk=row.record_id).first() if model else None
    return record is not None and Held(registry.find("desks", row.of), record, person).works_here


def _records(person: Person, row: HandOver) -> Any:
    for title, label, key in (("来源", row.of, row.record_id), ("接收后登记", row.kind, row.opened_id)):
        if key and label in registry.on("desks"):
            record = registry.model(label).objects.visible_to(person).filter(pk=key).first()
            if record:
                yield Link(f"{title}：{record}", reverse("desk:record", args=[label, key]), note=record.number)


@staff
def deed(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Accept, return or answer a hand-over."""
    person, chosen = request.user.person, DEEDS.get(name)
    row = hand_over_of(person, pk)
    if chosen is None:
        raise Http404
    return ask(
        request,
        _form(chosen)(sent(request)),
        lambda data: chosen.act(row, person, data.get("text", "")),
        f"已{chosen.title}：{row.subject}",
        reverse("desk:hand_over", args=[pk]),
        title=chosen.title,
        note=chosen.note,
        subject=row.subject,
        pairs=pairs_of(row)[:5],
    )


def _form(chosen: Deed) -> type[forms.Form]:
    asked = {"text": forms.CharField(label=chosen.label, widget=forms.Textarea(attrs={"rows": 3}))} if chosen.label else {}
    return type("DeedForm", (forms.Form,), asked)
