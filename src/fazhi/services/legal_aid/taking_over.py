"""接收移送: what a consultation, a mediation or another centre has sent fills in the registration, so that nobody asks again."""

from datetime import date

from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.present.declared import Taken

from .grounds import Ground
from .words import Kind, Origin

NAMELESS = ("", "匿名")


def taken_over(row: HandOver) -> Taken:
    """The case keeps the hand-over and answers it with what was decided."""
    told = row.details
    fields = {
        "origin": Origin.SITE,
        "facts": row.content or row.subject,
        "opponent": told.get("opponent", ""),
        "competent": Unit.objects.filter(code=told.get("region", ""), kind__in=REGIONS).first(),
        "limitation_on": day(told.get("limitation_on", "")),
        "kind": told["kind"] if told.get("kind") in Kind.values else None,
        "ground": told["ground"] if told.get("ground") in Ground.values else None,
        "cause": told.get("cause", ""),
    }
    name = "" if told.get("asker", "") in NAMELESS else told["asker"]
    recipients = [{"name": name, "phone": told.get("phone", "")}] if name else []
    return Taken({key: value for key, value in fields.items() if value}, {"recipients": recipients}, {"hand_over": row})


def day(told: str) -> date | None:
    """A date that another system wrote; none where it is none."""
    try:
        return date.fromisoformat(told) if told else None
    except ValueError:
        return None
