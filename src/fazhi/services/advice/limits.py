"""By when: the limit of each channel, and the day on which a right lapses."""

from datetime import date, timedelta
from typing import TYPE_CHECKING

from fazhi.kernel.calendar import Days, Period, UnknownYear, WorkingDays, Years

from .rules import LETTER_DAYS, NET_DAYS, RED_DAYS, SAME_VISIT_DAYS
from .words import SAME_VISIT, Channel, LegalField, Topic, Urgency

if TYPE_CHECKING:
    from .models import Consultation

SAME_VISIT_LIMIT, LETTER_LIMIT, NET_LIMIT = WorkingDays(SAME_VISIT_DAYS), WorkingDays(LETTER_DAYS), WorkingDays(NET_DAYS)
ARBITRATION = Years(1, law="劳动争议调解仲裁法 第二十七条第一款")
CIVIL = Years(3, law="民法典 第一百八十八条第一款")
CONFIRMATION = Days(30, law="人民调解法 第三十三条第一款")
RECONSIDERATION = Days(60, law="行政复议法 第二十条第一款")
LABOUR = (Topic.LABOUR, Topic.WAGES)
EVE = timedelta(days=1)
RED = Days(RED_DAYS, roll=False)


def of_answer(consultation: "Consultation") -> Period:
    """On the spot, two working days on the net, seven for a letter."""
    if consultation.channel in SAME_VISIT:
        return SAME_VISIT_LIMIT
    return LETTER_LIMIT if consultation.channel == Channel.LETTER else NET_LIMIT


def is_past(consultation: "Consultation", on: date) -> bool:
    """Whether an answer on this day comes late; an unknown year claims nothing."""
    try:
        return on > of_answer(consultation).due(consultation.opened_on)
    except UnknownYear:
        return False


def of_right(consultation: "Consultation") -> Period | None:
    """How long the right lasts that the matter is about; None where it does not lapse by one of these."""
    if consultation.topic == Topic.MEDIATION:
        return CONFIRMATION
    if consultation.topic in LABOUR:
        return ARBITRATION
    if consultation.legal_field == LegalField.ADMINISTRATIVE:
        return RECONSIDERATION
    return CIVIL if consultation.legal_field == LegalField.CIVIL else None


def day_of_lapse(consultation: "Consultation") -> date | None:
    """The last day of that right, reckoned from the day on which it was known to be infringed."""
    period = of_right(consultation)
    if period is None or consultation.known_on is None:
        return None
    try:
        return period.due(consultation.known_on)
    except UnknownYear:
        return None


def of_limitation(consultation: "Consultation") -> Period | None:
    """One day from the eve, so that the clock ends on the day itself, under the article of the right."""
    right = of_right(consultation)
    return Days(1, law=right.law if right else "", roll=False) if consultation.limitation_on else None


def eve_of_limitation(consultation: "Consultation") -> date | None:
    return consultation.limitation_on - EVE if consultation.limitation_on else None


def of_danger(consultation: "Consultation") -> Period | None:
    """On the day itself, and before everything else in the inbox."""
    return RED if consultation.urgency == Urgency.DANGER and not consultation.rows("alarms") else None


def eve_of_asking(consultation: "Consultation") -> date:
    """The day before, so that one day ends on the day itself."""
    return consultation.last_asked_on - EVE


def day_asked(consultation: "Consultation") -> date:
    return consultation.last_asked_on
