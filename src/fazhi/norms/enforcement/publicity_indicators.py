"""What is counted of publicity and recording (118(六)、(八)), and which of the three systems are at work."""

from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q

from fazhi.kernel.indicators.declared import Count, Indicators, Rate
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.values import FigureRow
from fazhi.kernel.indicators.windows import STOCK

from .models import AnnouncedItem, Announcement, Decision, EnforcementBody, Publication, Recording

SHOWN = Q(published_on__isnull=False)
DUE = ~Q(state="withheld")


class PublicationIndicators(Indicators):
    model = Publication
    published_acts = Count("公示执法决定", on="published_on", where=SHOWN)
    publicity_in_time_rate = Rate(
        "事后公示及时率", among=DUE, of=Q(was_in_time=True), on="decided_on", note="分母为应公示的，不含不予公示的"
    )
    double_in_time_rate = Rate(
        "双公示及时率",
        among=DUE & Q(platform="credit", kind__in=("penalty", "licence")),
        of=Q(was_in_time=True),
        on="decided_on",
        note="在信用中国公示的行政处罚、行政许可，七个工作日内",
    )
    withdrawn_in_time_rate = Rate(
        "公示撤下及时率", among=Q(withdrawn_on__isnull=False), of=Q(overran=False), on="withdrawn_on", note="行政处罚三个工作日内"
    )


class AnnouncementIndicators(Indicators):
    model = Announcement
    announced_whole_rate = Rate(
        "事前公示齐全的执法主体",
        among=Q(state="standing"),
        of=Q(is_complete=True),
        window=STOCK,
        note="十项内容都已公示或者不适用",
    )


class AnnouncedItemIndicators(Indicators):
    model = AnnouncedItem
    announced_rate = Rate(
        "事前公示完整率",
        among=Q(of__state="standing", not_applicable_because=""),
        of=Q(announced_on__isnull=False),
        on="of__opened_on",
        window=STOCK,
        note="已公示的事项比应公示的事项；登记了事前公示的执法主体，不适用的不计",
    )


class AnnouncingIndicators(Indicators):
    model = EnforcementBody
    announcing_rate = Rate(
        "登记事前公示的执法主体",
        among=Q(valid_to=None),
        of=Q(Exists(Announcement.objects.filter(body=OuterRef("pk"), state="standing"))),
        once_per="id",
        on="valid_from",
        window=STOCK,
    )


class RecordingIndicators(Indicators):
    model = Recording
    recordings = Count("执法音像记录", unit="份")
    upload_in_time_rate = Rate("音像记录按时上传率", of=Q(was_in_time=True))


YEAR = timedelta(days=365)


def three_systems(on: date) -> FigureRow:
    """I6: the systems of which something was done in the year up to a day, told by the units that did it."""
    year = (on - YEAR, on)
    units = {
        "公示": Publication.objects.filter(published_on__range=year),
        "全过程记录": Recording.objects.filter(opened_on__range=year),
        "法制审核": Decision.objects.filter(reviews__done_on__range=year),
    }
    told = {name: rows.values("unit").distinct().count() for name, rows in units.items()}
    at_work = [name for name, amount in told.items() if amount]
    named = "行政执法“三项制度”全面运行" if len(at_work) == len(told) else f"行政执法“三项制度”运行{len(at_work)}项"
    records = sum(rows.count() for rows in units.values())
    definition = "一年内有记录的制度数：" + "，".join(f"{name} {amount} 个单位" for name, amount in told.items())
    text = named if at_work else "无数据"
    return FigureRow("I6", "行政执法“三项制度”", text, len(at_work), "项", records, definition, out_of=len(told))


Figure("I6", "行政执法“三项制度”", asks=three_systems)
