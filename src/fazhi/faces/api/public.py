"""What anybody may send and follow without an account: the same questions, limits and answers as on the public's pages."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from ninja import Router

from fazhi.faces.desk import display
from fazhi.faces.portal import questions, rules
from fazhi.faces.portal.doorway import TooOften, limit, visitor
from fazhi.faces.portal.following import Matter, look_up
from fazhi.kernel import registry
from fazhi.kernel.flow import clocks, doors
from fazhi.kernel.present.declared import Ask, Intake
from fazhi.kernel.records import codes
from fazhi.kernel.records.models import EntryMode

from . import payload, sending
from .components import TEXT, texts
from .doorway import SENDING
from .problems import Problem, citation
from .records import clock
from .schemas import MONEY, Schema, an_object
from .values import answer

router = Router(tags=["群众"], auth=None)
KINDS: dict[str, Schema] = {
    "yes_no": {"type": "boolean"},
    "date": {"type": "string", "format": "date"},
    "money": MONEY | {"type": ["string", "number"]},
    "choices": {"type": "array", "items": TEXT},
}
RECEIPT = an_object(texts("receipt code"), ["receipt", "code"], closed=True)


def _body(schema: Schema) -> dict[str, Any]:
    return {"requestBody": {"required": True, "content": {"application/json": {"schema": schema}}}}


@router.get("/intakes", summary="可以网上申请的事", url_name="intakes")
def intakes(request: HttpRequest) -> HttpResponse:
    """What can be applied for, and what each asks."""
    return answer({"intakes": [_intake(each) for each in registry.on("intakes").values()]})


def _intake(intake: type[Intake]) -> dict[str, Any]:
    told = {"intake": intake.key, "title": intake.title, "summary": intake.summary, "notice": intake.notice}
    return told | {"law": citation(intake.law) if intake.law else None, "anonymous": intake.anonymous, "asks": asked(intake)}


def asked(intake: type[Intake]) -> Schema:
    """The questions of an intake as a schema; files are given on the page alone."""
    asks = list(_asks(intake))
    return an_object({ask.name: _question(ask) for ask in asks}, [ask.name for ask in asks if ask.required], closed=True)


def _asks(intake: type[Intake]) -> Iterator[Ask]:
    yield from (ask for stage in intake.stages for ask in stage.asks if ask.kind != "file")


def _question(ask: Ask) -> Schema:
    made = {"title": ask.label, **KINDS.get(ask.kind, TEXT)} | ({"description": ask.help} if ask.help else {})
    choices = [(key, label) for key, label in getattr(questions.field_of(ask), "choices", ()) if key != ""]
    if ask.kind == "choice":
        made["oneOf"] = [{"const": key, "title": str(label)} for key, label in choices]
    return made


@router.post("/intakes/{key}", summary="申请", url_name="apply", throttle=[SENDING], openapi_extra=_body({"type": "object"}))
def apply(request: HttpRequest, key: str) -> HttpResponse:
    """Send an application; answers the receipt and the code, which is shown this once."""
    intake = registry.find("intakes", key)
    sent = sending.fitting(payload.read(request), asked(intake))
    made = questions.form_of(_asks(intake))
    data = sending.cleaned(made, {name: _typed(value) for name, value in sent.items()})
    _count(request, "send")
    with transaction.atomic():
        receipt, code = codes.give_code(_opened(intake, {ask.name: data.get(ask.name, "") for ask in _asks(intake)}))
    return answer({"receipt": receipt, "code": code}, 201)


def _typed(value: Any) -> Any:
    """A yes or no as the page's own buttons send it."""
    return {True: "1", False: "0"}[value] if isinstance(value, bool) else value


def _opened(intake: type[Intake], data: dict[str, Any]) -> Any:
    fields, parts = intake.opened(data)
    fields = {"entry_mode": EntryMode.PORTAL, **fields, "unit": intake.unit_for(data)}
    return doors.register(intake.model, None, fields, parts, via="portal")


def _count(request: HttpRequest, kind: str) -> None:
    try:
        limit(kind, request, rules.SENDS_AN_HOUR.value(), "提交")
    except TooOften as error:
        raise Problem("too-many", str(error), {"Retry-After": "3600"}) from None


@router.post("/follow", summary="凭回执号和查询码查进度", url_name="follow", openapi_extra=_body(RECEIPT))
def follow(request: HttpRequest) -> HttpResponse:
    """A matter for who holds its code; a wrong number and a wrong code are answered alike."""
    sent = sending.fitting(payload.read(request), RECEIPT)
    if missing := [name for name in RECEIPT["required"] if not sent.get(name)]:
        raise ValidationError(dict.fromkeys(missing, "必须填写"))
    looked = look_up(sent["receipt"], sent["code"], visitor(request))
    if looked.matter is None:
        raise Problem("too-many" if looked.too_often else "missing", looked.sentence)
    return answer(_matter(looked.matter))


def _matter(matter: Matter) -> dict[str, Any]:
    record = matter.record
    return {
        "receipt": matter.receipt,
        "number": record.number,
        "state": record.state,
        "state_name": matter.state,
        "meaning": matter.meaning,
        "facts": [
            {"name": name, "label": matter.label(name), "text": _text(record, name)} for name in matter.sight.follows.split()
        ],
        "clocks": [clock(record, row) for row in clocks.running(record)],
        "may": [{"step": offer.step.name, "name": offer.step.label, "open": offer.is_open} for offer in matter.steps],
    }


def _text(record: Any, name: str) -> str:
    return record.unit.name if name == "unit" else display.text(record, name)
