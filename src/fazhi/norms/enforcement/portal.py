"""What of enforcement everybody may read: decisions after they were redacted and looked at, bodies, officers' powers."""

from collections.abc import Iterable

from fazhi.kernel.calendar import today
from fazhi.kernel.org.dated import in_force
from fazhi.kernel.present.declared import Notice

from .models import AnnouncedItem, EnforcementBody, Publication, YearReport


def publications() -> Iterable[Publication]:
    """What stands on the organ's own platform now; what was withdrawn stands with its reason below."""
    found = Publication.objects.filter(platform="site", state="published").select_related("body")
    return found.order_by("-published_on", "-pk")


def withdrawn() -> Iterable[Publication]:
    return Publication.objects.filter(platform="site", state="withdrawn").select_related("body").order_by("-withdrawn_on")


def bodies() -> Iterable[EnforcementBody]:
    return EnforcementBody.objects.filter(in_force(today())).select_related("unit").order_by("path", "pk")


Notice(
    "enforcement-decisions",
    "行政执法决定公示",
    publications,
    "decision_no kind party credit_code matter facts basis result decided_on body published_on",
    law="行政处罚法 第四十八条第一款",
)
Notice(
    "enforcement-withdrawn",
    "撤下的执法公示",
    withdrawn,
    "decision_no kind body published_on withdrawn_on withdrawn_because",
    law="行政处罚法 第四十八条第二款",
)
Notice("enforcement-bodies", "行政执法主体公示", bodies, "name level source announced_no valid_from", law="行政处罚法 第三十九条")


def announced() -> Iterable[AnnouncedItem]:
    """What each body has announced before it acts, and where to find it."""
    found = AnnouncedItem.objects.filter(announced_on__isnull=False, of__state="standing").select_related("of__body")
    return found.order_by("of__path", "of", "pk")


Notice(
    "enforcement-announced",
    "行政执法事前公示",
    announced,
    "body kind place announced_on",
    law="行政处罚法 第三十九条",
    words={"body": "执法主体"},
)


def year_reports() -> Iterable[YearReport]:
    """The latest of each body and year; what it corrects is said beside it."""
    return YearReport.objects.filter(state="published").select_related("body").order_by("-year", "path")


Notice(
    "enforcement-year-reports",
    "行政执法统计年报",
    year_reports,
    "year body penalties inspections published_on address because",
    note="每年1月31日前公开上一年度的总体情况；更正的写明更正了什么。",
)
