"""Records of every desk: list, one record, register, correct, history."""

from typing import Any

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fazhi.faces.desk.doorway import desk_of, record_of
from fazhi.faces.desk.filtering import filter_form
from fazhi.faces.desk.ledgers.saying import texts_veiled
from fazhi.faces.desk.lists import Listing
from fazhi.faces.desk.numbered import is_number
from fazhi.kernel import registry
from fazhi.kernel.flow import clocks, doors, registers
from fazhi.kernel.ledger import book
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.records.models import Case, parts_of

from . import payload, sending, values
from .doorway import person_of
from .once import once
from .problems import Problem, citation
from .steps import offers
from .values import answer

router = Router()
EACH = 50
ORDER = ("sort", "turn")
CURSOR = signing.Signer(salt="fazhi.api.cursor")


@router.get("", summary="有哪些种类的记录", tags=["单位与本人"], url_name="kinds")
def kinds(request: HttpRequest) -> HttpResponse:
    """Every desk, and whether one may read it."""
    held = {granted.role for granted in person_of(request).grants()}
    return answer({"kinds": [_kind(label, desk, held) for label, desk in registry.on("desks").items()]})


def _kind(label: str, desk: type[Desk], held: set[str]) -> dict[str, Any]:
    return {
        "kind": label,
        "name": desk.named(),
        "pillar": desk.pillar(),
        "readable": bool(held & set(desk.model.readers)),
        "columns": desk.columns.split(),
        "filters": list(filter_form(desk).base_fields),
        "sorts": desk.sorts.split(),
    }


@router.get("/{str:label}", include_in_schema=False, url_name="list")
def listing(request: HttpRequest, label: str) -> HttpResponse:
    """One page of a list: filtered, sorted, and the cursor of the next page."""
    desk = desk_of(label)
    page = Listing(desk, person_of(request), conditions(desk, request))
    records, after = page.page(page.records())
    return answer({"records": [values.row(desk, each) for each in records], "next": _cursor(label, page.asked, after)})


def conditions(desk: type[Desk], request: HttpRequest) -> dict[str, str]:
    """What a list is asked; raises ValidationError for a condition it does not know or cannot read."""
    asked = request.GET.dict()
    form = filter_form(desk)(asked)
    known = {*form.fields, *ORDER, "after"}
    errors: dict[str, Any] = {name: f"没有这个条件；可用：{'、'.join(sorted(known))}" for name in asked.keys() - known}
    if not form.is_valid():
        errors |= form.errors.get_json_data() and {name: list(said) for name, said in form.errors.items()}
    if (sort := asked.get("sort", "")) and sort not in desk.sorts.split():
        errors["sort"] = f"不能按它排序；可用：{'、'.join(desk.sorts.split())}"
    if is_number(asked.get("q", "")):
        errors["q"] = "证件号、电话不写在地址里；请在“按号码查找”里查"
    if errors:
        raise ValidationError(errors)
    if "after" in asked:
        asked["after"] = _past(asked["after"], registry.label(desk.model), asked)
    return asked


def _cursor(label: str, asked: dict[str, str], after: str) -> str | None:
    return CURSOR.sign_object([label, *_order(asked), after]) if after else None


def _order(asked: dict[str, str]) -> list[str]:
    return [asked.get(name, "") for name in ORDER]


def _past(cursor: str, label: str, asked: dict[str, str]) -> str:
    """The key inside a cursor, which belongs to one list in one order."""
    try:
        *of, key = CURSOR.unsign_object(cursor)
    except (signing.BadSignature, ValueError):
        raise ValidationError({"after": "应为上一页答复里的 next"}) from None
    if of != [label, *_order(asked)]:
        raise ValidationError({"after": "这个 next 属于另一个列表或者另一种排序"})
    return key


@router.get("/{str:label}/{int:pk}", include_in_schema=False, url_name="record")
def record(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """One record."""
    desk, found = desk_of(label), record_of(request, label, pk)
    return shown(desk, found, request)


def shown(desk: type[Desk], found: Any, request: HttpRequest, status: int = 200) -> HttpResponse:
    """A record as it now stands, with its version as ETag."""
    values.read_parts(found)
    with texts_veiled(found, tuple(parts_of(desk.model))):
        told = values.head(found) | {
            "facts": facts(desk, found),
            "parts": {name: [values.part(row) for row in getattr(found, name).all()] for name in parts_of(desk.model)},
        }
    if isinstance(found, Case):
        told |= {"clocks": [clock(found, row) for row in found.clocks], "steps": offers(found, person_of(request))}
    headers = {"Location": told["url"]} if status == 201 else {}
    return answer(told, status, ETag=f'"{found.version}"', **headers)


def facts(desk: type[Desk], found: Any) -> dict[str, Any]:
    """Every declared field, and what the desk shows beside them."""
    return {name: values.value(found, name) for name in [*values.columns(desk.model), *values.properties(desk)]}


def clock(found: Any, row: clocks.Running, by_day: bool = False) -> dict[str, Any]:
    """A clock with its article and the sentences that explain it; day by day when asked."""
    told = {name: row.get(name) for name in ("name", "label", "state", "start", "due", "ended", "length", "extra")}
    told |= {"law": citation(row["law"]) if row.get("law") else None, "pauses": row.get("pauses", [])}
    reckoning = clocks.explained(found, row)
    reasons = (
        [{"text": each.text, "law": citation(each.law) if each.law else None} for each in reckoning.reasons] if reckoning else []
    )
    days = {"days": reckoning.as_dict()["days"] if reckoning else []} if by_day else {}
    return told | {"reasons": reasons} | days


@router.get("/{str:label}/{int:pk}/clocks", include_in_schema=False, url_name="clocks")
def all_clocks(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Every clock, counted day by day."""
    found = record_of(request, label, pk)
    return answer({"clocks": [clock(found, row, by_day=True) for row in getattr(found, "clocks", [])]})


@router.post("/{str:label}", include_in_schema=False, url_name="register")
@once
def register(request: HttpRequest, label: str) -> HttpResponse:
    """Register a record with its parts."""
    desk, person, flow = desk_of(label), person_of(request), registry.on("flows").get(label)
    data, parts = sending.registration(desk, flow.register if flow else None, person, payload.read(request))
    if flow:
        made = doors.register(desk.model, person, data, parts, via="api")
    else:
        made = registers.enter(desk.model(**data), person, parts)
    return shown(desk, made, request, 201)


@router.patch("/{str:label}/{int:pk}", include_in_schema=False, url_name="correct")
@once
def correct(request: HttpRequest, label: str, pk: int) -> HttpResponse:
    """Mend registered particulars, with a reason, on the version that was read."""
    desk, found, person = desk_of(label), record_of(request, label, pk), person_of(request)
    sent = payload.read(request)
    data = sending.correction(desk, found, person, sent)
    version, reason = sending.version_of(request, sent), data.pop("reason")
    if version is None:
        raise Problem("unconditional", "更正要用 If-Match 或者 version 说明依据哪一版")
    return shown(desk, registers.correct(found, person, data, version=version, reason=reason), request)


@router.get("/{str:label}/{int:pk}/history", include_in_schema=False, url_name="history")
def history(request: HttpRequest, label: str, pk: int, before: int = 0) -> HttpResponse:
    """What was done on a record, newest first; `before` goes on from the last."""
    events = book.history(record_of(request, label, pk))
    events = list((events.filter(pk__lt=before) if before else events)[: EACH + 1])
    return answer(
        {"events": [_event(each) for each in events[:EACH]], "next": events[EACH - 1].pk if len(events) > EACH else None}
    )


def _event(event: Event) -> dict[str, Any]:
    return {
        "seq": event.pk,
        "act": event.act,
        "name": event.title,
        "actor": values.reference(event.actor),
        "happened_at": event.happened_at,
        "recorded_at": event.recorded_at,
        "via": event.via,
        "version": event.version,
        "reason": event.reason,
        "law": citation(event.law) if event.law else None,
        "changes": {name: change for name, change in event.changes.items() if name not in values.BOOKKEEPING},
    }
