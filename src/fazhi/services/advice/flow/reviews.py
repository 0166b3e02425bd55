"""The lives of a month's sample of answers and of each answer that fell."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER

from .. import reviewing as does
from ..models import AnswerReview, AnswerSample
from ..roles import OFFICE, STAFF
from ..rules import MEND_DAYS, OBJECT_DAYS, RECHECK_DAYS, REVIEW_DAYS

RE_POINTS = "re_law_points! re_whole_points! re_told_points! re_plain_points! re_kept_points!"
POINTS = "law_points! whole_points! told_points! plain_points! kept_points!"


class AnswerSampleFlow(Flow):
    model = AnswerSample
    importers = OFFICE
    register = Register("拟评查批次", by=OFFICE, numbers=True)

    preparing = State("拟订中", due=Unlimited("由本单位按月安排"))
    committed = State("已锁定，待抽取", due=Unlimited("随机源公布以后抽取"))
    reviewing = State("评查中", due=Unlimited("每件答复的期限另有时钟"))
    finished = State("已办结", final=True)
    dropped = State("已取消", final=True)
    start = preparing

    commit = preparing.to(
        committed,
        "锁定清单",
        by=LEADER,
        needs=(does.month_is_over, does.source_is_still_to_come),
        does=does.commit,
        tells="当月每位答复人办结的咨询、抽取数、评分标准和随机源写入账本，锁定以后不能更改。",
    )
    draw = committed.to(
        reviewing,
        "抽取",
        by=OFFICE,
        asks="source_text?",
        needs=(does.source_is_public,),
        does=does.draw,
        tells="填写公布的号码；任何人凭清单和号码都能算出同样的结果。每件分给答复人以外的人评查。",
    )
    finish = reviewing.to(finished, "办结", by=OFFICE)
    drop = (preparing | committed).to(dropped, "取消", by=LEADER, why=True, danger=True)


class AnswerReviewFlow(Flow):
    model = AnswerReview
    importers = OFFICE
    register = Register("抽取登记", by=OFFICE, needs=(does.was_drawn,))

    pending = State("待评查", due=WorkingDays(REVIEW_DAYS), due_label="答复评查期限")
    scored = State("已评分", due=WorkingDays(REVIEW_DAYS), due_label="评查处理期限")
    returned = State("退回更正", due=WorkingDays(MEND_DAYS), due_label="评查更正期限")
    objected = State("异议待复核", due=WorkingDays(RECHECK_DAYS), due_label="评查异议复核期限")
    closed = State("已办结", final=True)
    start = pending

    assign = pending.stays("指定评查人", by=OFFICE, asks="handler!")
    score = pending.to(
        scored,
        "评分",
        by=STAFF,
        asks=f"{POINTS} fatal? findings?",
        needs=(does.by_reviewer,),
        does=does.score,
        tells="只看去掉姓名的问题和答复；有一票否决情形的，得零分。",
    )
    send_back = scored.to(
        returned,
        "退回更正",
        by=STAFF,
        needs=(does.by_reviewer, does.has_failed),
        does=does.send_back,
        tells="咨询人凭查询码看得到正在核对；由答复人以外的人更正答复并告知。",
    )
    accept = scored.to(closed, "合格，办结", by=STAFF, needs=(does.by_reviewer, does.has_passed))
    mend = returned.to(closed, "已经更正，销号", by=STAFF, needs=(does.is_mended,))
    object = (scored | returned).to(
        objected,
        "提出异议",
        by=STAFF,
        asks="objection!",
        needs=(does.of_the_adviser,),
        does=does.note_objection,
        tells="由评查人以外的人重新评分，以复核结果为准；只能提一次。",
    )
    name_rechecker = objected.stays("指定复核人", by=OFFICE, asks="rechecker!")
    recheck = objected.to(
        scored,
        "复核",
        by=STAFF,
        asks=f"{RE_POINTS} re_fatal? recheck_opinion!",
        needs=(does.by_somebody_else,),
        does=does.recheck,
        tells="只看去掉姓名的问题和答复、评查发现的问题和异议，每一项重新评分。",
    )
    uphold = (scored | returned).to(closed, "核对后维持原答复", by=LEADER, why=True)

    objecting = Clock(
        "评查异议期限",
        WorkingDays(OBJECT_DAYS),
        starts=score,
        stops=(object, accept, mend, uphold),
        since=lambda review: review.scored_on,
        theirs=True,
    )
