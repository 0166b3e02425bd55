"""The life of a publication and of a recording."""

from fazhi.kernel.calendar import Hours, Months, Period, WorkingDays
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SCHEDULE, SUPERVISOR

from .. import penalty_limits as limits
from ..conduct import publicity as does
from ..gates import publicity as gates
from ..gates.publicity import INFORMATION, OPEN, RECORDED
from ..models import Consultation, Publication, Recording
from ..penalty_words import PenaltyKind
from ..publicity_rules import ENTERPRISE_DAYS, LONG_DAYS, SHORT_DAYS, SHOWN_MONTHS, SHOWN_SHORT, UPLOAD_HOURS
from ..publicity_words import Platform, PublishedKind
from ..roles import HANDLERS

WORDS = "party! facts? basis! result! redacted_by_hand"
LIGHT = (PenaltyKind.WARNING, PenaltyKind.CRITICISM)


def of_publishing(publication: Publication) -> Period:
    """7 working days for penalties and licences, 20 for the rest, 20 in the enterprise system."""
    if publication.platform == Platform.ENTERPRISE:
        return WorkingDays(ENTERPRISE_DAYS)
    short = publication.kind in (PublishedKind.PENALTY, PublishedKind.LICENCE)
    return WorkingDays(SHORT_DAYS if short else LONG_DAYS)


def of_showing(publication: Publication) -> Period | None:
    """In the enterprise system what is light is shown for months, the rest for years; other platforms show as they say."""
    if publication.kind != PublishedKind.PENALTY or publication.platform != Platform.ENTERPRISE:
        return None
    return Months(SHOWN_SHORT if publication.penalty in LIGHT else SHOWN_MONTHS)


class PublicationFlow(Flow):
    model = Publication
    importers = HANDLERS
    register = Register("登记公示", by=HANDLERS, does=does.take_down, law=OPEN)

    drafting = State("待脱敏", due=Unlimited("公示期限另有时钟"))
    reviewing = State("待审核", due=Unlimited("公示期限另有时钟"))
    published = State("已公示", rests=True)
    recalled = State("待撤下", due=Unlimited("撤下期限另有时钟"))
    withheld = State("不予公示", final=True)
    withdrawn = State("已撤下", final=True)
    ended = State("到期下线", final=True)
    start = drafting

    redact = drafting.to(
        reviewing,
        "脱敏送审",
        by=HANDLERS,
        asks=WORDS,
        needs=(gates.is_decided, gates.is_redacted, gates.is_complete),
        does=does.redact,
        law=INFORMATION,
        tells="隐去银行账户、权属证号、住址、身份证号、电话。",
    )
    send_back = reviewing.to(drafting, "退回修改", by=(*HANDLERS, LEADER), why=True)
    publish = reviewing.to(
        published,
        "审核发布",
        by=(*HANDLERS, LEADER),
        asks="receipt_no?",
        needs=(gates.reviewed_by_somebody_else, gates.is_not_withheld, gates.is_complete),
        does=does.publish,
        law=OPEN,
        tells="由拟制、脱敏以外的人审核。期限从决定之日起算。",
    )
    withhold = (drafting | reviewing).to(
        withheld, "不予公示", by=LEADER, asks="withheld!", needs=(gates.says_why_withheld,), why=True, law=INFORMATION
    )
    correct_words = published.stays(
        "更正", by=HANDLERS, asks="facts? basis? result? corrected_because!", needs=(gates.is_redacted,), law=INFORMATION,
        tells="原来的内容留在经过里，同时通知各平台。",
    )  # fmt: skip
    recall = published.to(
        recalled, "决定变更、撤销", by=(*HANDLERS, LEADER), why=True, does=does.recall, law="行政处罚法 第四十八条第二款"
    )
    withdraw = recalled.to(
        withdrawn,
        "撤下",
        by=HANDLERS,
        asks="withdrawn_because!",
        does=does.withdraw,
        law="行政处罚法 第四十八条第二款",
        tells="三日内撤下并公开说明理由。",
    )
    stop = published.to(
        ended, "提前停止公示", by=LEADER, why=True, tells="经申请，符合规定条件；吊销许可证件等较重的处罚不适用。"
    )
    end = published.to(ended, "公示期满", by=SCHEDULE)

    publishing = Clock(
        "公示期限",
        of_publishing,
        starts=register,
        stops=(publish, withhold),
        since=lambda publication: publication.decided_on or publication.opened_on,
        remind=(3, 1),
    )
    withdrawing = Clock("撤下期限", limits.WITHDRAWN, starts=recall, stops=withdraw, remind=(1, 0))
    showing = Clock("公示期", of_showing, starts=publish, stops=(recall, stop, end), lapses="end", theirs=True, remind=())


class RecordingFlow(Flow):
    model = Recording
    importers = HANDLERS
    register = Register("登记音像记录", by=HANDLERS, does=does.name_recording, law=RECORDED)

    recorded = State("待上传", due=Unlimited("上传期限另有时钟"))
    kept = State("已封存", rests=True)
    destroyed = State("已销毁", final=True)
    start = recorded

    upload = recorded.to(
        kept,
        "上传封存",
        by=HANDLERS,
        asks="file_name! sha256!",
        needs=(gates.is_fingerprinted,),
        does=does.upload,
        law=RECORDED,
        tells="封存以后不能删改、替换；校验值写入账本。",
    )
    consult = kept.stays("登记调阅", by=(*HANDLERS, SUPERVISOR), adds=Consultation, law=RECORDED)
    name_evidence = kept.stays("列为证据", by=HANDLERS, asks="is_evidence!", law="行政处罚法 第四十六条第一款")
    destroy = kept.to(
        destroyed, "销毁", by=LEADER, why=True, needs=(gates.kept_long_enough,), does=does.destroy, danger=True, law=RECORDED
    )

    uploading = Clock("上传期限", Hours(UPLOAD_HOURS), starts=register, stops=upload, since=does.ended, remind=(0,))
