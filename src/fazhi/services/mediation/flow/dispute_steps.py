"""The life of a dispute: from the application to the file on the shelf."""

from fazhi.kernel.calendar import Days, WorkingDays
from fazhi.kernel.flow.declared import Register, State, Unlimited
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import CLERK, PUBLIC, SCHEDULE

from .. import conduct, limits
from ..gates import agreeing, ending, people, talking
from ..gates.confirming import CONFIRMABLE, awaits_acceptance, awaits_decision, is_in_effect
from ..models import (
    Agreement,
    CaseMediator,
    Evidence,
    FollowUp,
    Investigation,
    Invitee,
    JudicialConfirmation,
    Party,
    Session,
    Term,
)
from ..roles import HEADS, STAFF
from ..rules import ARCHIVE_DAYS, START_DAYS

WHO = (
    people.two_sides,
    people.nobody_twice,
    people.minors_are_represented,
    people.guardians_are_not_opponents,
    people.nobody_speaks_for_two_sides,
    people.nobody_refused,
)
WHO_MEDIATES = (people.serves_here, people.is_no_party, people.namesake_is_explained, people.interest_is_accepted)
SETTLED = (
    *WHO,
    people.all_consent,
    talking.rights_are_told,
    people.agents_may_settle,
    agreeing.has_terms,
    agreeing.amount_is_explained,
    agreeing.sham_is_checked,
)
PROPOSED = "kind obligor obligee content amount method due_on"
IN_WRITING = (agreeing.is_signed, agreeing.copies_suffice, agreeing.ink_for_status)


class DisputeSteps:
    """States and steps, in the order in which a dispute meets them."""

    register = Register("登记", by=(*STAFF, PUBLIC), does=conduct.take_down, law="人民调解法 第十七条")
    importers = (CLERK,)

    applied = State("待受理", due=limits.of_acceptance, due_label="受理期限")
    accepted = State("已受理", due=WorkingDays(START_DAYS), due_label="确定调解员期限")
    mediating = State("调解中", due=Unlimited("调解期限另有时钟"))
    suspended = State("中止", rests=True)
    agreed = State("达成协议", rests=True)
    confirming = State("司法确认中", rests=True)
    confirmed = State("已司法确认", rests=True)
    unconfirmed = State("未获司法确认", rests=True)
    performed = State("已履行", rests=True)
    breached = State("未按约履行", rests=True)
    failed = State("调解不成", rests=True)
    withdrawn = State("已撤回", rests=True)
    declined = State("一方拒绝", rests=True)
    transferred = State("已移送", rests=True)
    closed = State("已办结", due=Days(ARCHIVE_DAYS), due_label="归档期限")
    not_accepted = State("不予受理", final=True)
    turned_away = State("未予调解", final=True)
    archived = State("已归档", final=True)
    start = applied

    # 受理
    add_party = (applied | accepted | mediating).stays("补登当事人", by=STAFF, adds=Party, needs=(people.is_a_new_party,))
    hear = (applied | accepted | mediating).stays(
        "征求当事人意见",
        by=STAFF,
        on=Party,
        asks="consent!",
        does=conduct.hear_consent,
        law="人民调解法 第十七条",
        tells="一方明确拒绝的，不得调解。",
    )
    regrade = (applied | accepted | mediating | agreed).stays(
        "调整难易程度",
        by=HEADS,
        asks="difficulty!",
        why=True,
        does=conduct.regrade,
        needs=(NotSamePerson("recorded_by", "调整难易程度须由登记人以外的人办理"),),
    )
    describe = (applied | accepted | mediating).stays(
        "补记情节和风险", by=STAFF, asks="circumstances signals risk safety_plan people", does=conduct.describe
    )
    report = (applied | accepted | mediating | suspended).stays(
        "报告县级司法行政机关", by=STAFF, asks="note?", does=conduct.report, law="人民调解法 第二十五条"
    )
    accept = applied.to(
        accepted,
        "受理",
        by=STAFF,
        asks="handler?",
        needs=WHO,
        does=conduct.accept,
        numbers=True,
        bulk=True,
        law="人民调解法 第十七条",
        tells="人民调解不收取任何费用。",
    )
    decline = applied.to(
        not_accepted,
        "不予受理",
        by=STAFF,
        asks="end_reason! routes_told!",
        needs=(agreeing.routes_are_told,),
        does=conduct.decline,
        law="人民调解法 第二十六条",
    )
    refuse = applied.to(
        turned_away,
        "一方拒绝，不予调解",
        by=STAFF,
        asks="end_reason? routes_told!",
        needs=(people.somebody_refused, agreeing.routes_are_told),
        does=conduct.refuse,
        law="人民调解法 第十七条",
    )
    take_back = applied.to(
        turned_away, "撤回申请", by=(*STAFF, PUBLIC), asks="end_reason!", does=conduct.withdraw, law="人民调解法 第二十三条第二项"
    )

    # 调解
    begin = accepted.to(
        mediating,
        "确定调解员",
        by=STAFF,
        adds=CaseMediator,
        needs=(*WHO, people.all_consent, *WHO_MEDIATES, talking.major_is_reported),
        law="人民调解法 第十九条",
        tells="当事人可以选择调解员，也可以接受指定。",
    )
    join = (accepted | mediating).stays("增加调解员", by=STAFF, adds=CaseMediator, needs=WHO_MEDIATES, law="人民调解法 第十九条")
    recuse = (accepted | mediating).stays(
        "调解员回避", by=STAFF, on=CaseMediator, asks="is_recused!", why=True, law="人民调解法 第二十三条第一项"
    )
    tell_rights = (accepted | mediating).stays(
        "告知权利义务", by=STAFF, asks="openness place", does=conduct.tell_rights, law="人民调解法 第二十三条"
    )
    invite = mediating.stays(
        "邀请参加调解", by=STAFF, adds=Invitee, needs=(people.parties_agree_to_guest,), law="人民调解法 第二十条第一款"
    )
    investigate = (accepted | mediating).stays("调查", by=STAFF, adds=Investigation, does=conduct.investigate)
    collect = (applied | accepted | mediating).stays("收集证据", by=STAFF, adds=Evidence)
    hold = mediating.stays(
        "调解",
        by=STAFF,
        adds=Session,
        does=conduct.hold_session,
        law="人民调解法 第二十七条",
        needs=(
            people.nobody_refused,
            people.somebody_presides,
            talking.rights_are_told,
            talking.no_violence_face_to_face,
            talking.risk_is_decided,
        ),
    )
    settle_term = mediating.stays(
        "记录协议条款",
        by=STAFF,
        adds=Term,
        shows=PROPOSED,
        needs=(agreeing.binds_parties,),
        law="人民调解法 第二十九条第一款第三项",
    )
    drop_term = (mediating | agreed | unconfirmed | breached).stays(
        "撤下条款", by=STAFF, on=Term, why=True, needs=(agreeing.is_only_proposed,), does=conduct.drop_term
    )
    check_sham = mediating.stays("核查疑似虚假调解", by=STAFF, asks="sham_check!", law="人民法院在线调解规则 第二十三条")
    prolong = mediating.stays(
        "延长调解期限",
        by=STAFF,
        asks="consented_on! extended_to?",
        needs=(talking.is_not_labour, talking.consent_to_extend),
        does=conduct.prolong,
        extends="limit",
        law="人民调解法 第二十三条第二项",
    )
    suspend = mediating.to(
        suspended,
        "中止",
        by=STAFF,
        asks="suspend_reason!",
        needs=(talking.is_not_labour,),
        does=conduct.suspend,
        pauses=True,
        tells="鉴定、评估期间不计入调解期限。",
    )
    resume = suspended.to(mediating, "恢复", by=STAFF, does=conduct.resume, resumes=True)

    # 结果
    agree = mediating.to(
        agreed,
        "达成书面协议",
        by=STAFF,
        adds=Agreement,
        asks="no_amount_reason?",
        does=conduct.agree_in_writing,
        needs=(*SETTLED, *IN_WRITING),
        law="人民调解法 第二十九条",
        issues="mediation.agreement",
        tells="各方签名、调解员签名并加盖调委会印章之日起生效。",
    )
    agree_orally = mediating.to(
        agreed,
        "达成口头协议",
        by=STAFF,
        adds=Agreement,
        asks="no_amount_reason?",
        does=conduct.agree_orally,
        needs=(agreeing.may_be_oral, *SETTLED, agreeing.paper_is_waived),
        law="人民调解法 第三十条",
        issues="mediation.oral",
        tells="不能即时履行、当事人要求书面或者疑难复杂的，建议制作协议书。",
    )
    agree_partly = mediating.stays(
        "达成部分协议",
        by=STAFF,
        adds=Agreement,
        asks="no_amount_reason?",
        does=conduct.agree_partly,
        needs=(*SETTLED, *IN_WRITING, agreeing.says_what_is_left),
        law="人民调解法 第二十九条",
        issues="mediation.agreement",
        tells="已经达成一致的先签协议，其余事项继续调解。",
    )
    end_rest = mediating.to(
        agreed,
        "其余事项调解不成",
        by=STAFF,
        asks="end_reason! routes_told!",
        needs=(agreeing.a_part_is_agreed, agreeing.routes_are_told),
        does=conduct.end_rest,
        law="人民调解法 第二十六条",
        tells="部分协议仍有约束力，其余事项告知当事人其他途径。",
    )
    seal = (mediating | agreed).stays(
        "签章齐全",
        by=STAFF,
        on=Agreement,
        asks="sealed_on!",
        needs=(agreeing.is_not_yet_in_effect,),
        does=conduct.seal,
        law="人民调解法 第二十九条第二款",
    )
    fail = (mediating | suspended).to(
        failed,
        "调解不成",
        by=STAFF,
        asks="end_reason! routes_told!",
        needs=(agreeing.nothing_is_agreed_yet, agreeing.routes_are_told),
        does=conduct.fail,
        law="人民调解法 第二十六条",
        issues="mediation.ending",
    )
    deem_failed = (accepted | mediating).to(
        failed,
        "视为调解不成",
        by=SCHEDULE,
        needs=(talking.is_medical, agreeing.nothing_is_agreed_yet),
        does=conduct.deem_failed,
        law="医疗纠纷预防和处理条例 第三十八条",
    )
    open_arbitration = (accepted | mediating | suspended).stays(
        "告知可以申请仲裁", by=SCHEDULE, does=conduct.open_arbitration, ends=("labour",), law="劳动争议调解仲裁法 第十四条第三款"
    )
    give_up = (accepted | mediating | suspended).to(
        declined,
        "一方拒绝继续调解",
        by=STAFF,
        asks="end_reason! routes_told!",
        needs=(agreeing.nothing_is_agreed_yet, agreeing.routes_are_told),
        does=conduct.refuse,
        law="人民调解法 第二十三条第二项",
        issues="mediation.ending",
    )
    withdraw = (accepted | mediating | suspended).to(
        withdrawn, "当事人撤回", by=(*STAFF, PUBLIC), asks="end_reason!", does=conduct.withdraw, law="人民调解法 第二十三条第二项"
    )
    transfer = (accepted | mediating | suspended).to(
        transferred,
        "移送有关部门",
        by=STAFF,
        asks="end_reason!",
        does=conduct.transfer,
        hands_over="mediation.transfer",
        law="人民调解法 第二十五条",
    )

    # 履行
    perform = (agreed | confirming | confirmed | unconfirmed | breached).stays(
        "登记履行",
        by=STAFF,
        on=Term,
        asks="performed_on proof?",
        needs=(is_in_effect, ending.is_binding, ending.is_not_performed_yet),
        does=conduct.perform,
        law="人民调解法 第三十一条第二款",
    )
    fulfil = (agreed | confirmed | unconfirmed | breached).to(
        performed,
        "全部履行",
        by=STAFF,
        needs=(ending.all_is_performed,),
        does=conduct.fulfil,
        law="人民调解法 第三十一条",
        bulk=True,
    )
    breach = (agreed | confirmed | unconfirmed).to(
        breached,
        "未按约履行",
        by=STAFF,
        why=True,
        does=conduct.breach,
        law="人民调解法 第三十二条",
        tells="一方可以向人民法院起诉；已经司法确认的，可以申请强制执行。",
    )

    # 司法确认
    ask_court = (agreed | performed | breached).to(
        confirming,
        "共同申请司法确认",
        by=STAFF,
        adds=JudicialConfirmation,
        needs=CONFIRMABLE,
        does=conduct.ask_court,
        law="人民调解法 第三十三条第一款",
        issues="mediation.confirmation",
    )
    court_accepts = confirming.stays(
        "法院受理",
        by=STAFF,
        on=JudicialConfirmation,
        asks="court_no?",
        needs=(awaits_acceptance,),
        does=conduct.note_court,
        law="民事诉讼法 第二百零六条",
    )
    miss = confirming.stays("逾期未履行", by=STAFF, why=True, does=conduct.breach, law="人民调解法 第三十一条第二款")
    confirm = confirming.to(
        confirmed,
        "确认有效",
        by=STAFF,
        on=JudicialConfirmation,
        asks="court_no?",
        needs=(awaits_decision,),
        does=conduct.confirmed,
        law="民事诉讼法 第二百零六条",
    )
    court_refuses = confirming.to(
        unconfirmed,
        "未获确认",
        by=STAFF,
        on=JudicialConfirmation,
        asks="result! ground?",
        needs=(awaits_decision,),
        does=conduct.not_confirmed,
        law="人民调解法 第三十三条第三款",
        tells="可以变更原协议、重新达成协议，也可以向人民法院起诉。",
    )
    confirmation_over = (agreed | performed | breached).stays(
        "司法确认申请期限届满", by=SCHEDULE, ends=("confirmation",), law="人民调解法 第三十三条第一款"
    )

    # 回访、办结、归档
    visit = (
        agreed | performed | breached | failed | withdrawn | declined | transferred | confirmed | unconfirmed | confirming
    ).stays("回访", by=STAFF, adds=FollowUp, does=conduct.note_visit, law="人民调解法 第三十一条第二款", issues="mediation.visit")
    close = (performed | breached | failed | withdrawn | declined | transferred | confirmed | unconfirmed).to(
        closed,
        "办结",
        by=STAFF,
        needs=(ending.visited_or_told, talking.new_risk_is_decided),
        does=conduct.close,
        law="人民调解法 第三十一条第二款",
    )
    archive = closed.to(
        archived,
        "归档",
        by=HEADS,
        asks="file_no?",
        needs=(ending.file_is_complete,),
        does=conduct.archive,
        law="人民调解法 第二十七条",
        issues="mediation.cover",
    )

    # 变更、起诉、风险
    propose_term = (agreed | unconfirmed | breached).stays(
        "记录变更后的条款",
        by=STAFF,
        adds=Term,
        shows=PROPOSED,
        needs=(agreeing.binds_parties,),
        law="民法典 第五百四十三条",
        tells="逐条记录新的条款，再办理“变更协议”。",
    )
    amend = (agreed | unconfirmed | breached).to(
        agreed,
        "变更协议",
        by=STAFF,
        adds=Agreement,
        asks="no_amount_reason?",
        why=True,
        does=conduct.amend,
        needs=(agreeing.is_in_effect_already, *SETTLED, *IN_WRITING),
        law="民法典 第五百四十三条",
        issues="mediation.agreement",
        tells="先把新的条款逐条记录下来；新协议取代原协议，原协议没有履行的部分不再履行。",
    )
    sue = (agreed | performed | breached | confirmed | unconfirmed).stays(
        "登记当事人起诉",
        by=STAFF,
        asks="sued_on!",
        does=conduct.sue,
        law="人民调解法 第三十二条",
        tells="就协议的履行或者内容发生争议，一方向人民法院起诉的。",
    )
    decide_risk = (
        applied | accepted | mediating | suspended | agreed | performed | breached | failed | confirmed | unconfirmed
    ).stays(
        "核定风险等级", by=STAFF, asks="risk!", why=True, does=conduct.decide_risk, tells="评分只作提示，等级由人判断并写明理由。"
    )
    raise_alert = (accepted | mediating | suspended | agreed | performed | breached | failed | confirmed | unconfirmed).stays(
        "发出民转刑预警",
        by=STAFF,
        asks="risk!",
        why=True,
        does=conduct.raise_alert,
        law="人民调解法 第二十五条",
        tells="预警由司法局、司法所办理，村（社区）用户看不到。",
    )
