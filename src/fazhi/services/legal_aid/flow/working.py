"""The work on a case: progress, changes, complaints, termination, objection, the end."""

from fazhi.kernel.org.roles import LEADER, PUBLIC, SCHEDULE

from .. import limits
from ..conduct import applying, objecting, working
from ..gates import applying as on_applying
from ..gates import theirs
from ..gates import working as on_working
from ..models import AidComplaint, AidVisit, ChangeRequest, Progress, Recipient
from ..roles import STAFF, WORKERS
from .applying import Applying

A = Applying

END_LAW, CHANGE_LAW = "法律援助法 第四十八条第一款", "法律援助法 第五十五条"
OBJECT_LAW, ORDER_LAW = "法律援助法 第四十九条第一款", limits.OBJECTION_LAW
REPORT_LAW, PAY_LAW, TELL_LAW = "法律援助法 第五十条", "法律援助法 第五十二条第一款", "法律援助法 第四十六条第二款"


class Working:
    """办理、更换、投诉、终止、异议、结案."""

    # 办理、结案
    report = (A.ahead | A.assigned).stays(
        "报告进展",
        by=WORKERS,
        adds=Progress,
        needs=(on_working.in_charge, on_working.recipient_is_told),
        does=working.report,
        law=TELL_LAW,
    )
    finish = A.assigned.to(
        A.closing,
        "办理结束，报送结案材料",
        by=WORKERS,
        asks="ended_on! outcome! outcome_note! recovered? all_consent?",
        needs=(on_working.in_charge, on_working.closing_is_filed, on_working.group_consents),
        does=working.finish,
        law=REPORT_LAW,
    )
    score = A.closing.stays(
        "评定质量",
        by=STAFF,
        asks="quality_score! quality_note?",
        needs=(on_working.scorer_is_another,),
        does=working.score,
        law="法律援助法 第五十七条",
    )
    archive = A.closing.to(
        A.archived,
        "归档",
        by=STAFF,
        needs=(on_working.closing_is_filed, on_working.is_scored),
        does=working.archive,
        law=REPORT_LAW,
    )
    pay = A.archived.to(
        A.paid, "支付补贴", by=STAFF, asks="paid_on!", needs=(on_working.subsidy_is_known,), does=working.pay, law=PAY_LAW
    )
    price = A.archived.stays(
        "核定补贴", by=STAFF, does=working.archive, law="法律援助法 第五十二条第二款", tells="登记了补贴标准之后重新核定。"
    )
    send_back = A.closing.to(A.assigned, "退回补齐", by=STAFF, why=True, law=REPORT_LAW)
    visit = (A.closing | A.archived | A.paid).stays(
        "回访", by=STAFF, adds=AidVisit, needs=(on_working.visit_is_safe,), does=working.visit, law="法律援助法 第五十九条"
    )
    rate = (A.assigned | A.closing | A.archived | A.paid).stays("评价", by=PUBLIC, theirs=theirs.by_applicant, asks="rating!")

    # 更换、退出、投诉
    ask_change = (A.ahead | A.assigned).stays(
        "请求更换法律援助人员",
        by=(*STAFF, PUBLIC),
        theirs=theirs.by_anyone,
        adds=ChangeRequest,
        needs=(on_working.no_change_waits,),
        does=working.ask_change,
        law=CHANGE_LAW,
    )
    change = (A.ahead | A.assigned).stays(
        "同意更换",
        by=STAFF,
        asks="lawyer! departs_because?",
        needs=(on_working.change_is_asked, *on_working.ASSIGNABLE),
        does=working.change,
        why=True,
        law=CHANGE_LAW,
    )
    keep = (A.ahead | A.assigned).stays(
        "不予更换", by=STAFF, needs=(on_working.change_is_asked,), does=working.keep, why=True, law=CHANGE_LAW
    )
    replace_lawyer = (A.ahead | A.assigned).stays(
        "改派",
        by=STAFF,
        asks="lawyer! departs_because?",
        needs=on_working.ASSIGNABLE,
        does=working.replace_lawyer,
        why=True,
        law="法律援助法 第四十六条第一款",
        tells="承办人有正当理由不能继续办理的，另行指派。",
    )
    leave = (A.granted | A.ahead | A.assigned).stays(
        "受援人退出",
        by=STAFF,
        on=Recipient,
        asks="ended_because! ended_on?",
        needs=(on_working.still_stands,),
        does=working.leave,
        law=END_LAW,
    )
    quit_group = (A.granted | A.ahead | A.assigned).stays(
        "退出本件",
        by=PUBLIC,
        on=Recipient,
        theirs=theirs.by_member,
        needs=(on_working.still_stands,),
        does=working.quit_group,
        law="民事诉讼法 第五十六条",
        tells="只退出您自己，其他人的继续办理。退出以后不再为您提供这一件的法律援助。",
        danger=True,
    )
    consent = A.assigned.stays(
        "同意调解、和解方案",
        by=PUBLIC,
        on=Recipient,
        theirs=theirs.has_not_consented,
        does=working.consent,
        law="民事诉讼法 第五十六条",
        tells="代表人把方案讲清楚了再点。没有您的同意，代表人不能替您调解、和解。",
    )
    complain = (A.ahead | A.assigned | A.closing | A.archived | A.paid).stays(
        "投诉",
        by=(*STAFF, PUBLIC),
        theirs=theirs.by_anyone,
        adds=AidComplaint,
        shows="content",
        does=working.complain,
        law=CHANGE_LAW,
    )
    answer_complaint = (A.ahead | A.assigned | A.closing | A.archived | A.paid).stays(
        "处理投诉",
        by=LEADER,
        on=AidComplaint,
        asks="result! is_true!",
        needs=(on_working.is_open,),
        does=working.answer_complaint,
        law="法律援助法 第五十六条",
    )

    # 终止、异议
    terminate = (A.granted | A.ahead | A.assigned | A.closing).to(
        A.terminated,
        "终止法律援助",
        by=LEADER,
        asks="termination_ground! terminated_because!",
        does=working.terminate,
        law=END_LAW,
        tells="书面决定，写明理由，并告知可以向司法行政部门提出异议。",
        danger=True,
    )
    sanction = A.terminated.stays(
        "责令支付费用并处罚款",
        by=LEADER,
        asks="repay! fine?",
        needs=(on_working.was_obtained_by_fraud, on_working.fine_is_within_the_law),
        law="法律援助法 第六十四条",
        danger=True,
    )
    object_to = (A.refused | A.terminated).to(
        A.objected,
        "提出异议",
        by=(*STAFF, PUBLIC),
        theirs=theirs.by_anyone,
        asks="objection_text!",
        does=objecting.object_to,
        law=OBJECT_LAW,
    )
    stand_refused = A.objected.to(A.refused, "维持不予决定", by=SCHEDULE, law=ORDER_LAW)
    stand_terminated = A.objected.to(A.terminated, "维持终止决定", by=SCHEDULE, law=ORDER_LAW)
    be_ordered = A.objected.to(A.correcting, "责令改正", by=SCHEDULE, law=ORDER_LAW)
    correct = A.correcting.to(
        A.granted,
        "改正：给予法律援助",
        by=LEADER,
        asks="findings!",
        needs=(on_applying.was_only_refused,),
        does=applying.correct,
        law=ORDER_LAW,
    )
    resume = A.correcting.to(
        A.assigned,
        "改正：继续法律援助",
        by=LEADER,
        asks="lawyer! departs_because?",
        needs=(on_applying.was_terminated, *on_working.ASSIGNABLE),
        does=working.resume,
        law=ORDER_LAW,
    )
