"""The life of a reviewed file, and of the sheet of each reviewer."""

from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SCHEDULE, SUPERVISOR

from .. import limits
from ..conduct import reviews as does
from ..gates import reviews as gates
from ..gates.reviews import REVIEWED
from ..models import Deduction, Problem, ReviewedFile, ScoreSheet
from ..roles import FILE_REVIEWER

BY_THEMSELVES = (FILE_REVIEWER, SUPERVISOR)


class ReviewedFileFlow(Flow):
    model = ReviewedFile
    importers = (SUPERVISOR,)
    register = Register("抽取", by=SUPERVISOR, needs=(gates.was_drawn,), does=does.name_file, law=REVIEWED)

    drawn = State("待分派", due=Unlimited("抽取以后随即分派"))
    scoring = State("评分中", due=limits.SCORING, due_label="案卷评分期限")
    third = State("待第三人评查", due=limits.SCORING, due_label="第三人评查期限")
    scored = State("待反馈", due=Unlimited("评分以后随即反馈"))
    told = State("已反馈", due=limits.FILE_OBJECTED, due_label="评查结果异议期限", lapses="lapse")
    rechecking = State("复核中", due=limits.FILE_RECHECKED, due_label="评查结果复核期限")
    final = State("已定等次", final=True)
    void = State("已退出评查", final=True)
    start = drawn

    assign = drawn.to(
        scoring,
        "分派评查人",
        by=SUPERVISOR,
        asks="first! second!",
        needs=(gates.are_two_different, gates.reviewers_avoid),
        does=does.assign,
        bulk=True,
        law=REVIEWED,
        tells="两人独立评分，交齐以前互相看不到；在被评查单位工作的、承办过案件的回避。",
    )
    assign_to_group = drawn.to(
        scoring,
        "按小组分派",
        by=SUPERVISOR,
        needs=(gates.is_allotted,),
        does=does.assign_to_group,
        bulk=True,
        law=REVIEWED,
        tells="抽取时已经分到小组的，由本组两名评查人独立评分。",
    )
    settle = scoring.to(
        scored, "汇总评分", by=BY_THEMSELVES, needs=(gates.both_have_scored, gates.they_agree), does=does.settle, law=REVIEWED
    )
    disagree = scoring.to(
        third,
        "送第三人评查",
        by=BY_THEMSELVES,
        needs=(gates.both_have_scored, gates.they_disagree),
        does=does.note_scores,
        law=REVIEWED,
    )
    name_third = third.stays(
        "确定第三评查人",
        by=SUPERVISOR,
        asks="third!",
        needs=(gates.third_is_another, gates.third_avoids),
        does=does.assign_third,
        law=REVIEWED,
    )
    settle_by_third = third.to(
        scored, "汇总三人评分", by=BY_THEMSELVES, needs=(gates.third_has_scored,), does=does.settle_by_third, law=REVIEWED
    )
    tell = scored.to(
        told, "反馈被评查单位", by=SUPERVISOR, does=does.tell, bulk=True, issues="oversight.group_report", law=REVIEWED
    )
    agree = told.to(final, "单位无异议", by=SUPERVISOR, does=does.accept, bulk=True, law=REVIEWED)
    object = told.to(
        rechecking, "登记异议", by=SUPERVISOR, asks="objection! objected_on?", does=does.note_objection, law=REVIEWED
    )
    lapse = told.to(final, "期满无异议", by=SCHEDULE, does=does.accept, law=REVIEWED)
    recheck = rechecking.to(
        final,
        "复核",
        by=(SUPERVISOR, LEADER),
        asks="recheck_result! recheck_score? lifts_fatal? recheck_opinion!",
        needs=(gates.was_objected_to, gates.rechecked_by_somebody_else, gates.recheck_says_what),
        does=does.recheck,
        law=REVIEWED,
        tells="等次由复核后的得分和一票否决情形得出，不另行填写。",
    )
    withdraw = (drawn | scoring | third).to(
        void, "退出评查", by=LEADER, why=True, danger=True, tells="案卷调阅不到等情形；理由写入账本，不补抽。"
    )
    fix = final.stays("登记问题整改", by=SUPERVISOR, on=Problem, asks="fixed_how! fixed_on?", does=does.fix, law=REVIEWED)
    supervise = final.stays(
        "转监督案件",
        by=SUPERVISOR,
        needs=(gates.has_problems,),
        does=does.supervise,
        law=REVIEWED,
        tells="登记为监督线索，按监督案件办理。",
    )


class ScoreSheetFlow(Flow):
    model = ScoreSheet
    importers = (SUPERVISOR,)
    register = Register("分派", by=SUPERVISOR, needs=(gates.is_assigned,), law=REVIEWED)

    open = State("评分中", due=limits.SCORING, due_label="评分期限")
    signed = State("已签名提交", final=True)
    start = open

    deduct = open.stays(
        "扣分、一票否决",
        by=FILE_REVIEWER,
        adds=Deduction,
        needs=(gates.the_reviewer, gates.item_is_of_the_template, gates.item_is_not_overdrawn),
        law=REVIEWED,
        tells="每一处扣分都写理由。",
    )
    sign = open.to(
        signed,
        "签名提交",
        by=FILE_REVIEWER,
        asks="opinion!",
        needs=(gates.the_reviewer,),
        does=does.sign,
        issues="oversight.sheet",
        law=REVIEWED,
        tells="提交以后不能再改；两人都提交以后自动汇总。",
    )
