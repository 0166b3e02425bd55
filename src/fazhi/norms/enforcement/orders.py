"""What other rooms ask and order: which supervisor's certificate stands, which power a unit holds and used; suspend a certificate, take one back."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.handovers import ORDERS
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.dated import in_force
from fazhi.kernel.org.models import Person

from .models import Certificate, Decision, EnforcementBody, PowerGrant, PowerItem, SpotPenalty
from .words import CertificateEnd, CertificateKind

ANSWERS = "answers"


def supervision_certificate(person: Person, day: date) -> tuple[str, date] | None:
    """Number and last day of the supervision certificate that somebody held on a day; None where there was none."""
    found = Certificate.objects.filter(officer__person=person, kind=CertificateKind.SUPERVISION).prefetch_related("suspensions")
    good = next((each for each in found if each.is_good_on(day)), None)
    return (good.certificate_no, good.expires_on) if good else None


def power_held(code: str, unit_id: int, day: date) -> bool:
    """Whether a body of a unit holds the power of this code on a day, by its own list or by a grant to the township."""
    item = PowerItem.objects.filter(code=code).first()
    if item is None or not item.holds(day):
        return False
    bodies = item.bodies.filter(in_force(day), body__unit=unit_id).exists()
    return bodies or any(grant.holds(day) for grant in PowerGrant.objects.filter(township=unit_id, items__item=item))


def body_announced(unit_id: int, day: date) -> bool:
    """Whether a unit has a body that is announced and in its term on a day."""
    return EnforcementBody.objects.filter(in_force(day), unit=unit_id, announced_on__lte=day).exists()


def powers_used(first: date, last: date) -> Iterator[tuple[str, str]]:
    """Codes of the powers by which somebody was punished in a time, and where."""
    days = {"decided_on__range": (first, last)}
    yield from Decision.objects.filter(**days).values_list("case__item__code", "path").distinct()
    yield from SpotPenalty.objects.filter(**days).values_list("item__code", "path").distinct()


def suspend(row: HandOver, person: Person) -> str:
    """暂扣 as the order says."""
    told = {
        "since": row.sent_at.astimezone().date(),
        "document_no": row.details["document_no"],
        "until": _day(row.details["until"]),
    }
    certificate = _carried_out("suspend", row, person, told)
    return f"已暂扣{certificate}（证号{certificate.certificate_no}）"


def take_back(row: HandOver, person: Person) -> str:
    """收回 as the order says."""
    certificate = _carried_out("finish", row, person, {"end": CertificateEnd.TAKEN_BACK})
    return f"已收回{certificate}（证号{certificate.certificate_no}）"


def _carried_out(step: str, row: HandOver, person: Person, data: dict[str, Any]) -> Certificate:
    number = row.details["certificate_no"]
    certificate = Certificate.objects.visible_to(person).filter(certificate_no=number).first()
    if certificate is None:
        raise NotAllowed(f"本单位没有证号为{number}的执法证，请核对后退回")
    return doors.take(step, certificate, person, data, reason=row.reason)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


registry.leave(ANSWERS, "enforcement.supervision_certificate", supervision_certificate)
registry.leave(ANSWERS, "enforcement.power_held", power_held)
registry.leave(ANSWERS, "enforcement.body_announced", body_announced)
registry.leave(ANSWERS, "enforcement.powers_used", powers_used)
registry.leave(ORDERS, "enforcement.certificate_suspension", suspend)
registry.leave(ORDERS, "enforcement.certificate_taking_back", take_back)
