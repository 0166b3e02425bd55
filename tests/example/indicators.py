"""What is counted of visits."""

from django.db.models import Q

from fazhi.kernel.indicators.declared import Count, Indicators, Rate, Share, Span, Sum

from .models import Visit, Visitor

ANSWERED = Q(answered_on__isnull=False)


class VisitIndicators(Indicators):
    model = Visit
    received = Count("来访")
    questions = Count("来访事项", once_per="question")
    amount = Sum("涉及金额", field="amount", on="answered_on", unit="元")
    answer_rate = Rate("答复率", of=ANSWERED)
    advice_share = Share("咨询占比", of=Q(topic="advice"))
    days = Span("平均答复天数", start="opened_on", end="answered_on", on="answered_on")


class VisitorIndicators(Indicators):
    model = Visitor
    people = Count("来访人次", unit="人次", on="of__opened_on")
