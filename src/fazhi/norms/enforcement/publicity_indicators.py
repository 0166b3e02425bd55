"""What is counted of publicity and recording (118(六)、(八))."""

from django.db.models import Q

from fazhi.kernel.indicators.declared import Count, Indicators, Rate

from .models import Publication, Recording

SHOWN = Q(published_on__isnull=False)
DUE = ~Q(state="withheld")


class PublicationIndicators(Indicators):
    model = Publication
    published_acts = Count("公示执法决定", on="published_on", where=SHOWN)
    publicity_in_time_rate = Rate(
        "事后公示及时率", among=DUE, of=Q(was_in_time=True), on="decided_on", note="分母为应公示的，不含不予公示的"
    )
    withdrawn_in_time_rate = Rate(
        "公示撤下及时率", among=Q(withdrawn_on__isnull=False), of=Q(overran=False), on="withdrawn_on", note="行政处罚三个工作日内"
    )


class RecordingIndicators(Indicators):
    model = Recording
    recordings = Count("执法音像记录", unit="份")
    upload_in_time_rate = Rate("音像记录按时上传率", of=Q(was_in_time=True))
