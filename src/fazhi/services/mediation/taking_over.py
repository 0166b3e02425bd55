"""接收移送: what the police, a court, a hotline or an adviser has sent fills in the registration, so that nobody asks again."""

from decimal import Decimal, InvalidOperation
from typing import Any

from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.present.declared import Taken

from .words import ApplyForm, Consent, PartyKind, Side, Source

SOURCES = {UnitKind.POLICE: Source.POLICE, UnitKind.COURT: Source.COURT, UnitKind.PETITION: Source.PETITION}
NAMELESS = ("", "匿名")
LONGEST_NAME = 4


def taken_over(row: HandOver) -> Taken:
    """The dispute keeps the hand-over: being accepted, refused or ended, it answers the sender by itself."""
    told = row.details
    fields = {
        "source": SOURCES.get(row.from_unit.kind, Source.OTHER),
        "referred_by": row.from_unit,
        "referral_no": row.source_no,
        "referred_on": row.sent_at.date(),
        "facts": row.content or row.subject,
        "region": Unit.objects.filter(code=told.get("region", ""), kind__in=REGIONS).first(),
        "claimed": amount(told.get("amount", "")),
        "apply_form": ApplyForm.ORAL,
    }
    parties = [_applicant(told, row.party_consent), _respondent(told)]
    return Taken(fields, {"parties": parties}, {"hand_over": row}, answers=True)


def _applicant(told: dict[str, Any], consents: bool) -> dict[str, Any]:
    name = "" if told.get("asker", "") in NAMELESS else told["asker"]
    consent = Consent.AGREES if consents else Consent.NOT_REACHED
    return {"side": Side.APPLICANT, "name": name, "phone": told.get("phone", ""), "consent": consent}


def _respondent(told: dict[str, Any]) -> dict[str, Any]:
    name = told.get("opponent", "")
    kind = PartyKind.ORGANISATION if len(name) > LONGEST_NAME and "·" not in name else PartyKind.PERSON
    return {"side": Side.RESPONDENT, "name": name, "kind": kind, "consent": Consent.NOT_REACHED}


def amount(told: Any) -> Decimal | None:
    """A number that another system wrote; none where it is none."""
    try:
        return Decimal(str(told)) if told else None
    except InvalidOperation:
        return None
