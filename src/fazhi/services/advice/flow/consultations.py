"""The life of a consultation: asked, assigned, answered with its articles, handed on, followed up, closed."""

from fazhi.kernel.calendar import Days, WorkingDays, WorkingHours
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import CLERK, PUBLIC, SCHEDULE

from .. import conduct, correcting, duties, gates, limits, referring
from ..models import Alarm, Answer, Asker, Consultation, Correction, FollowUp, Question, Recusal, Suggested
from ..roles import REVIEWERS, STAFF
from ..rules import ASK_AGAIN_DAYS, CHECK_DAYS, CORRECT_DAYS, HEAR_DAYS, REFER_DAYS, TRIAGE_HOURS

GIVEN = (gates.is_filled_in, gates.rests_on_articles, gates.lawyer_is_licensed, gates.aid_is_told)
SAFE = (gates.danger_is_reported, gates.child_is_accompanied, gates.in_charge)
AID_LAW = "法律援助法 第二十三条"
CONFLICT_LAW = "律师法 第三十九条"


class ConsultationFlow(Flow):
    model = Consultation
    register = Register(
        "登记咨询",
        by=(*STAFF, PUBLIC),
        needs=(gates.is_asked, gates.is_named, gates.can_be_reached),
        does=conduct.take_down,
        numbers=True,
        law=AID_LAW,
    )
    importers = (CLERK,)

    submitted = State("待答复", due=WorkingHours(TRIAGE_HOURS), due_label="受理指派期限")
    assigned = State("待核查利益冲突", due=WorkingDays(CHECK_DAYS), due_label="利益冲突核查期限")
    answering = State("答复中", due=Unlimited("答复期限另有时钟"))
    answered = State("已答复", due=Unlimited("追问和回访期限另有时钟"))
    referred = State("已转办", rests=True)
    closed = State("已办结", final=True)
    withdrawn = State("已撤回", final=True)
    declined = State("无法答复", final=True)
    start = submitted

    # 登记、指派
    add_asker = (submitted | assigned | answering).stays("补登咨询人", by=STAFF, adds=Asker)
    note_guardian = (submitted | assigned | answering).stays(
        "补登陪同的监护人", by=STAFF, on=Asker, asks="guardian!", needs=(gates.in_charge,), law="个人信息保护法 第三十一条第一款"
    )
    reassess = (submitted | assigned | answering).stays(
        "调整事项和紧急程度",
        by=STAFF,
        asks="topic legal_field urgency opponent? amount? known_on? limitation_on?",
        does=conduct.assess,
    )
    raise_alarm = (submitted | assigned | answering | answered | referred).stays(
        "报警，启动红色通道",
        by=STAFF,
        adds=Alarm,
        does=conduct.raise_alarm,
        law=gates.CHILD_LAW,
        tells="先让对方到安全的地方，立即拨打 110；不要回拨可能被施暴者接到的电话。",
        danger=True,
    )
    assign = (submitted | assigned | answering).to(
        assigned,
        "指派承办人",
        by=CLERK,
        asks="handler!",
        needs=(gates.danger_is_reported,),
        does=conduct.assign,
        law=CONFLICT_LAW,
    )
    claim = submitted.to(
        assigned,
        "领办",
        by=STAFF,
        needs=(duties.is_offered, gates.danger_is_reported),
        does=duties.claim,
        law=CONFLICT_LAW,
        tells="领办以前系统核查利益冲突；领办以后还不能办的，退回值班队列。",
    )
    release = (assigned | answering).to(
        submitted, "退回值班队列", by=STAFF, needs=(gates.in_charge, gates.is_unanswered), does=duties.release, why=True
    )
    offer = submitted.stays("派给值班人员", by=SCHEDULE, does=duties.offer)
    rise = submitted.stays("无人按时领办，升级", by=SCHEDULE, does=duties.rise)
    clear = assigned.to(answering, "核查无利益冲突", by=STAFF, needs=(gates.in_charge,), law=CONFLICT_LAW)
    recuse = (assigned | answering).to(
        submitted,
        "有利益冲突，退回指派",
        by=STAFF,
        adds=Recusal,
        needs=(gates.in_charge,),
        does=conduct.recuse,
        law=CONFLICT_LAW,
        tells="只写情形，不写委托人姓名；咨询人只会知道换了承办人。",
    )

    # 答复
    adopt = (submitted | answering).stays("引用此条", by=STAFF, on=Suggested, needs=(gates.in_charge,), does=conduct.adopt)
    answer = (submitted | answering).to(
        answered,
        "答复",
        by=STAFF,
        adds=Answer,
        asks="aid_told! suggestion! handler?",
        needs=(*SAFE, *GIVEN),
        does=conduct.answer,
        law=AID_LAW,
        tells="提示咨询人：经济困难或者符合法律援助法第三十一条、第三十二条情形的，可以申请法律援助，并说明条件和程序。",
    )
    decline = (submitted | assigned | answering).to(
        declined,
        "无法答复",
        by=STAFF,
        adds=Answer,
        shows="text",
        asks="handler?",
        needs=SAFE,
        does=conduct.decline,
        tells="写明为什么无法答复、还缺什么材料，或者应当找哪个部门。",
    )
    withdraw = (submitted | assigned | answering).to(withdrawn, "撤回咨询", by=(*STAFF, PUBLIC))
    ask_again = answered.to(
        answering, "追问", by=(*STAFF, PUBLIC), adds=Question, needs=(gates.few_questions,), does=conduct.ask_again
    )
    correct = (answered | referred | closed).to(
        answered,
        "更正答复",
        by=REVIEWERS,
        adds=Answer,
        asks="told_on! aid_told!",
        needs=(NotSamePerson("answered_by", "更正答复由答复人以外的人办理"), *GIVEN),
        does=conduct.correct,
        why=True,
        tells="答复错误或者引用的法条已经修订的，更正并告知咨询人；原答复保留。",
    )

    tell_correction = (answered | referred | closed).stays(
        "告知更正",
        by=STAFF,
        on=Correction,
        asks="told_on! how!",
        needs=(gates.is_untold, gates.is_safely_reached),
        does=correcting.note_told,
        tells="咨询人凭查询码已经看得到这一提示；留有电话的，还应当电话告知。",
    )

    raise_correction = (answered | referred | closed).stays(
        "发现需要更正", by=SCHEDULE, adds=Correction, does=correcting.note_raised
    )
    dismiss_correction = (answered | referred | closed).stays(
        "核对无误，不用更正", by=STAFF, on=Correction, why=True, needs=(gates.is_untold,), does=correcting.dismiss
    )

    # 转办
    apply = answered.stays(
        "申请转调解或者法律援助", by=(*STAFF, PUBLIC), asks="wish!", law=AID_LAW, tells="已经填过的内容不用再填。"
    )
    finish = (answered | referred).to(
        closed, "回访并办结", by=STAFF, adds=FollowUp, needs=(gates.is_safely_reached,), does=conduct.note_visit
    )
    close = (answered | referred).to(closed, "不回访，办结", by=STAFF, why=True)
    refer = answered.to(
        referred,
        "转办",
        by=STAFF,
        asks="handed_kind! handed_to! consents!",
        needs=(gates.asker_consents, gates.returns_go_to_the_leader),
        does=referring.refer,
        law="个人信息保护法 第二十三条",
    )
    hear_accepted = referred.stays("接收单位接收", by=SCHEDULE, does=referring.hear_accepted)
    hear_returned = referred.to(answered, "接收单位退回", by=SCHEDULE, does=referring.hear_returned)
    hear_result = referred.stays("接收单位反馈结果", by=SCHEDULE, does=referring.hear_result)

    # 闭环
    rate = (answered | referred | closed).stays("评价", by=PUBLIC, asks="rating!")
    visit = (answered | referred).stays(
        "回访", by=STAFF, adds=FollowUp, needs=(gates.is_safely_reached,), does=conduct.note_visit
    )
    settle = answered.to(closed, "期满办结", by=SCHEDULE)
    check_quality = (answered | referred | closed).stays(
        "质检",
        by=REVIEWERS,
        asks="score! score_note?",
        needs=(NotSamePerson("answered_by", "答复人不能质检自己的答复"),),
        does=conduct.check_quality,
    )
    note_review = (answered | referred | closed).stays(
        "评查结果入卷", by=SCHEDULE, asks="score! score_note?", does=conduct.check_quality
    )
    propose_entry = (answered | closed).stays("拟入问答库", by=CLERK, does=conduct.propose_entry)
    merge = (submitted | assigned | answering | answered | referred | closed).stays(
        "并入同一事项", by=STAFF, asks="duplicate_of!", does=conduct.merge, why=True, tells="人次仍然各计一次，件数只计一件。"
    )
    part_ways = (submitted | assigned | answering | answered | referred | closed).stays(
        "不是同一事项", by=STAFF, does=conduct.part_ways, why=True
    )

    # 期限
    limit = Clock(
        "答复期限",
        limits.of_answer,
        starts=(assign, claim, ask_again),
        stops=(answer, decline, withdraw),
        since=limits.day_asked,
        remind=(1, 0),
    )
    red = Clock("报警期限", limits.of_danger, starts=reassess, stops=raise_alarm, since=limits.eve_of_asking, remind=(0,))
    asking = Clock(
        "追问和回访期限",
        Days(ASK_AGAIN_DAYS),
        starts=(answer, correct, hear_returned),
        stops=(ask_again, refer, finish, close, settle),
        lapses="settle",
        theirs=True,
    )
    referral = Clock(
        "转办期限", WorkingDays(REFER_DAYS), starts=(apply, hear_returned), stops=(refer, finish, close), remind=(1, 0)
    )
    hearing = Clock(
        "转办回音期限",
        WorkingDays(HEAR_DAYS),
        starts=refer,
        stops=(hear_accepted, hear_returned, hear_result, finish, close),
        remind=(1, 0),
    )
    correcting = Clock(
        "更正告知期限",
        WorkingDays(CORRECT_DAYS),
        starts=(raise_correction, tell_correction, dismiss_correction, correct),
        stops=(tell_correction, dismiss_correction, correct),
        since=correcting.day_raised,
        remind=(1, 0),
    )
    limitation = Clock(
        "时效、期限届满",
        limits.of_limitation,
        starts=assign,
        since=limits.eve_of_limitation,
        remind=(30, 7, 3, 1),
        theirs=True,
    )
