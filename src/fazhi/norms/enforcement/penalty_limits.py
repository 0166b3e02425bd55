"""By when, in penalty cases: each period with its article, or as the case's frozen profile has it (Annex B, P01–P26, C01–C05)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from fazhi.kernel.calendar import Days, Months, Period, UnknownYear, WorkingDays, Years

from .penalty_rules import ARCHIVE_DAYS, CLOSING_DAYS, PUBLICATION_DAYS
from .profiles import PROFILES, terms_on

if TYPE_CHECKING:
    from .models import Decision, PenaltyCase

TRANSFERS = "行政执法机关移送涉嫌犯罪案件的规定"

PRESERVATION = WorkingDays(7, law="行政处罚法 第五十六条", counted_by="行政处罚法 第八十五条")
URGENT_REPORT = Days(1, law="行政强制法 第十九条", roll=False)
SEALED = Days(30, law="行政强制法 第二十五条第一款", roll=False)
FROZEN = Days(30, law="行政强制法 第三十二条第一款", roll=False)
FREEZING_DELIVERED = WorkingDays(3, law="行政强制法 第三十一条", counted_by="行政强制法 第六十九条")
HEARING_ASKED = WorkingDays(5, law="行政处罚法 第六十四条第一款第一项", counted_by="行政处罚法 第八十五条")
HEARING_NOTICE = WorkingDays(7, law="行政处罚法 第六十四条第一款第二项", backward=True, counted_by="行政处罚法 第八十五条")
DECISION = Days(90, law="行政处罚法 第六十条")
SERVED = WorkingDays(7, law="行政处罚法 第六十一条第一款", counted_by="行政处罚法 第八十五条")
PAID = Days(15, law="行政处罚法 第六十七条第三款")
HANDED_IN = WorkingDays(2, law="行政处罚法 第七十一条", counted_by="行政处罚法 第八十五条")
RECONSIDERED = Days(60, law="行政复议法 第二十条第一款")
SUED = Months(6, law="行政诉讼法 第四十六条第一款")
WITHDRAWN = WorkingDays(3, law="行政处罚法 第四十八条第二款", counted_by="行政处罚法 第八十五条")
URGED = WorkingDays(10, law="行政强制法 第五十四条", counted_by="行政强制法 第六十九条")
SUBSTITUTION_URGED = WorkingDays(3, law="行政强制法 第五十一条第一款第二项", backward=True, counted_by="行政强制法 第六十九条")
DAY_NAMED = Days(1, law="行政强制法 第三十五条", roll=False)
COURT = Months(3, law="行政强制法 第五十三条")
STOPPED = Years(3, law="行政强制法 第三十九条第二款", roll=False)
BARRED = Years(2, law="行政处罚法 第三十六条第一款", roll=False)
BARRED_SAFETY = Years(5, law="行政处罚法 第三十六条第一款", roll=False)
ARCHIVED = Days(ARCHIVE_DAYS)

# Calendar days: that rule has no clause on working days.
TRANSFER_APPROVED = Days(3, law=f"{TRANSFERS} 第五条第二款")
TRANSFER_DELIVERED = Days(1, law=f"{TRANSFERS} 第五条第二款", roll=False)
POLICE_DECIDES = Days(3, law=f"{TRANSFERS} 第八条")
POLICE_ASKED_AGAIN = Days(3, law=f"{TRANSFERS} 第九条第一款")
GOODS_HANDED_OVER = Days(3, law=f"{TRANSFERS} 第十二条")


def known(period: Period, day: date) -> date | None:
    """The last day, or None while the year's holidays are not published: then nobody is late yet."""
    try:
        return period.due(day)
    except UnknownYear:
        return None


def frozen(case: PenaltyCase, name: str) -> int:
    """What the case's profile fixed on the day it was filed; before that, what it fixes now."""
    terms = case.terms or terms_on(case.profile, case.opened_on)
    return int(terms.get(name, 0))


def of_verification(case: PenaltyCase) -> Period | None:
    amount = frozen(case, "verification")
    return WorkingDays(amount, law="行政处罚法 第五十四条第二款") if amount else None


def of_statement(decision: Decision) -> Period | None:
    return _short(decision.case, "statement", "行政处罚法 第四十五条第一款")


def of_review(decision: Decision) -> Period | None:
    amount = frozen(decision.case, "review")
    return WorkingDays(amount, law="行政处罚法 第五十八条第一款") if amount else None


def of_announcement(decision: Decision) -> Period:
    """公告送达: the department's own days where they are longer than those of civil procedure."""
    amount = max(frozen(decision.case, "public_service"), 30)
    return Days(amount, law="民事诉讼法 第九十五条", roll=False)


def of_closing(decision: Decision) -> Period:
    amount = frozen(decision.case, "closing")
    return WorkingDays(amount or CLOSING_DAYS)


def of_publication(decision: Decision) -> Period:
    amount = frozen(decision.case, "publication")
    return WorkingDays(amount or PUBLICATION_DAYS)


def of_summary_report(penalty: Any) -> Period | None:
    """当场处罚 is reported to the body as the department's rules of that day say."""
    terms = terms_on(penalty.profile, penalty.decided_on)
    amount, law = terms["summary_report"], "行政处罚法 第五十二条第三款"
    return (WorkingDays if terms["in_working_days"] else Days)(amount, law=law) if amount else None


def _short(case: PenaltyCase, name: str, law: str) -> Period | None:
    amount = frozen(case, name)
    return (WorkingDays if frozen(case, "in_working_days") else Days)(amount, law=law) if amount else None


def eve(day: date | None) -> date | None:
    """A period of one day that begins here ends on the day itself."""
    return day - timedelta(days=1) if day else None


def barred_after(case: PenaltyCase) -> date:
    """The last day on which the act could be discovered and still be punished."""
    period = BARRED_SAFETY if case.harms_safety else BARRED
    return period.full(case.act_end or case.act_start)


def settings_of(profile: str) -> str:
    """By which setting the city or the department fixes what the law leaves open."""
    return str(PROFILES[profile])
