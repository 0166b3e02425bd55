"""What is counted of advice: contacts, matters and people are three different figures."""

from django.db.models import F, Q

from fazhi.kernel.indicators.declared import Count, CountDistinct, Hours, Indicators, Rate, Share, Standing
from fazhi.kernel.indicators.figures import Figure
from fazhi.kernel.indicators.windows import AVG
from fazhi.kernel.indicators.wording import About
from fazhi.kernel.org.models import UnitKind

from .models import Answer, AnswerReview, Asker, Citation, Consultation, Offer, QAEntry
from .words import HANDED, RATED, SATISFIED, Audience, Basis, Channel, Heard, LegalField, Outcome, Suggestion, Topic, Urgency

ANSWERED = Q(answered_on__isnull=False)
# The hotline's calls are counted as calls, by the hotline.
OURS = ANSWERED & ~Q(channel=Channel.HOTLINE)
LEGAL = ANSWERED & ~Q(legal_field=LegalField.NONE)
VILLAGE = Q(unit__kind=UnitKind.VILLAGE) | Q(channel=Channel.VILLAGE)
ON = {"on": "answered_on"}
NO_HOTLINE = "不含12348热线；重复咨询人次各计一次；没有答复、撤回的不计"


class ConsultationIndicators(Indicators):
    model = Consultation

    # Listed leaf by leaf: whether somebody came or rang is no secret of anybody's.
    contacts = Count(
        "法律咨询人次", unit="人次", where=OURS, wording=About(10_000), note=NO_HOTLINE, ranks=True, listed=True, **ON
    )
    matters = Count("法律咨询件数", where=OURS, once_per="matter_key", note="同一事项多次咨询只计一件", **ON)
    anonymous = Count("匿名咨询人次", unit="人次", where=OURS & Q(is_anonymous=True), **ON)
    people_concerned = Count("群体咨询", where=OURS & Q(group_size__gt=1), **ON)
    received = Count("收到咨询", unit="人次", where=~Q(channel=Channel.HOTLINE), on="opened_on", note="含没有答复、撤回的")
    unanswered = Count("无法答复", where=Q(state="declined"), on="opened_on")

    first_answer = Hours("平均首答时长", start="event_at", end="answered_at", where=OURS, **ON)
    late_rate = Rate("超期答复率", among=OURS, of=Q(is_late=True), note="超过各渠道答复期限才首次答复的", **ON)
    citation_rate = Rate("引用法条率", among=LEGAL, of=Q(is_cited=True), note="分母为法律问题的答复", **ON)
    aid_told_rate = Rate(
        "法律援助告知率", among=ANSWERED, of=Q(aid_told=True), law="法律援助法 第二十三条", note="目标为百分之百", **ON
    )
    satisfaction = Rate(
        "咨询满意率",
        among=ANSWERED & Q(rating__in=RATED),
        of=Q(rating__in=SATISFIED),
        note="分母为作出评价的；没有联系上、拒评的不算满意，与参评率一并看",
        **ON,
    )
    participation = Rate("咨询参评率", among=ANSWERED, of=Q(rating__in=RATED), note="拒评、没有联系上的不算参评", **ON)
    repeat_rate = Rate("重复咨询率", among=OURS, of=Q(is_repeat=True), note="同一咨询人九十日内就同一事项再次咨询的", **ON)
    referred_rate = Rate("咨询转化率", among=OURS, of=~Q(handed_kind=""), note="转出办理的占答复的", **ON)
    to_mediation = Rate("转调解率", among=OURS, of=Q(handed_kind=Suggestion.MEDIATION), **ON)
    to_aid = Rate("转法律援助率", among=OURS, of=Q(handed_kind=Suggestion.AID), **ON)
    for _target in (each for each in HANDED if each not in (Suggestion.MEDIATION, Suggestion.AID)):
        locals()[f"to_{_target.value}"] = Rate(f"转{_target.label}率", among=OURS, of=Q(handed_kind=_target), **ON)
    heard_rate = Rate(
        "转办有回音率",
        among=~Q(heard=""),
        of=~Q(heard__in=("", Heard.SENT)),
        note="分母为转办的；接收、退回、反馈都算回音",
        **ON,
    )
    quality_rate = Rate(
        "咨询质检合格率", among=Q(is_qualified__isnull=False), of=Q(is_qualified=True), note="分母为已质检的", **ON
    )
    dangers = Count("人身危险咨询", where=Q(urgency=Urgency.DANGER), on="opened_on")
    in_villages = Share("村居咨询占比", among=OURS, of=VILLAGE, **ON)
    special_groups = Share("特殊群体占比", among=OURS, of=~Q(groups=[]), **ON)

    for _channel in Channel:
        locals()[f"channel_{_channel.value}"] = Count(
            f"渠道：{_channel.label}", unit="人次", where=ANSWERED & Q(channel=_channel), **ON
        )
    for _topic in Topic:
        locals()[f"topic_{_topic.value}"] = Count(f"事项：{_topic.label}", unit="人次", where=OURS & Q(topic=_topic), **ON)


class AskerIndicators(Indicators):
    model = Asker

    people = CountDistinct(
        "法律咨询人数",
        unit="人",
        on="of__answered_on",
        where=~Q(of__channel=Channel.HOTLINE) & Q(of__is_anonymous=False),
        field="key",
        note="按证件号或者电话识别的实名咨询人，同一人只计一次；匿名的另计",
    )


class AnswerIndicators(Indicators):
    model = Answer

    answers = Count("答复", unit="次", where=~Q(basis=Basis.NONE), on="given_at", note="含追问和更正的答复")
    corrections = Count("更正答复", unit="次", where=~Q(corrects=""), on="given_at")


class CitationIndicators(Indicators):
    model = Citation

    citations = Count("引用法条", unit="条次", on="of__answered_on")


class OfferIndicators(Indicators):
    model = Offer

    offers = Count("值班派单", unit="次", on="offered_at")
    claim_rate = Rate(
        "值班领办率",
        on="offered_at",
        among=~Q(outcome__in=(Outcome.WAITING, Outcome.ASSIGNED)),
        of=Q(outcome__in=(Outcome.CLAIMED, Outcome.RELEASED)),
        note="分母为到期的派单；由他人承办的不计",
    )


class ReviewIndicators(Indicators):
    model = AnswerReview

    reviewed = Count("评查答复", unit="件", where=Q(score__isnull=False), on="scored_on")
    pass_rate = Rate("答复评查合格率", on="scored_on", among=Q(score__isnull=False), of=Q(is_passed=True), note="分母为已评分的")
    returned = Count("评查退回更正", unit="件", where=Q(was_returned=True), on="scored_on")
    objections = Count("评查异议", unit="件", where=Q(objected_on__isnull=False), on="objected_on")
    changed_rate = Rate(
        "评查异议改分率",
        on="rechecked_on",
        among=Q(rechecked_on__isnull=False),
        of=~Q(score=F("first_score")),
        note="分母为已复核的",
    )


class QAIndicators(Indicators):
    model = QAEntry

    _IN_USE = {"on": "reviewed_on", "until": "", "through": "expires_on"}
    library = Standing("公开的法律问答", unit="条", where=Q(state="published", audience=Audience.ALL), **_IN_USE)
    internal = Standing("内部使用的法律问答", unit="条", where=Q(state="published", audience=Audience.STAFF), **_IN_USE)


Figure("K2", "年均免费公益法律咨询{text}", "advice.contacts", AVG)
