"""From the proposal for one party to the decision: told, heard, reviewed, discussed, decided."""

from functools import partial

from fazhi.kernel.flow.declared import Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER

from ..conduct import cases as case_does
from ..conduct import decisions as does
from ..conduct import discretion as weighs
from ..gates import cases, complete, discretion, hearings, people
from ..gates import decisions as gates
from ..models import Discussion, Hearing, Penalty, Review, Statement
from ..papers.decision import PenaltyPaper, UnpunishedPaper
from ..roles import HANDLERS, REVIEWER

PROPOSED = (
    "outcome! facts! proof! violated? basis? other_bases? newer_is_lighter tendency? tendency_ground? discretion_ref? discretion_text? "
    "correction_order? correction_due? education? is_public_interest"
)
ELEMENTS = (
    gates.is_penalty,
    gates.has_penalties,
    gates.has_grounds,
    gates.provisions_hold,
    gates.is_fined_once,
    gates.party_may_be_punished,
    gates.tendency_has_ground,
    discretion.benchmark_is_applied,
    discretion.is_within_benchmark,
)


class DecisionMaking:
    """拟处理、审核、告知、听证、决定、制发."""

    register = Register(
        "拟处理",
        by=HANDLERS,
        needs=(gates.case_is_filed, gates.is_the_only_one),
        does=case_does.begin_decision,
        law="行政处罚法 第五十七条第一款",
    )
    importers = HANDLERS

    drafting = State("拟处理", due=Unlimited("办案期限另有时钟"))
    notified = State("已告知", due=Unlimited("陈述申辩和听证的期限另有时钟"))
    hearing = State("听证中", due=Unlimited("听证的时间由通知确定"))
    decided = State("已决定", due=Unlimited("送达期限另有时钟"))
    issued = State("待送达", due=Unlimited("送达期限另有时钟"))
    served = State("待履行", rests=True)
    enforcing = State("强制执行中", rests=True)
    stopped = State("中止执行", rests=True)
    revoked = State("已变更或者撤销", due=Unlimited("撤回公开的期限另有时钟"))
    closed = State("已结案", final=True)
    start = drafting

    propose = (drafting | notified).stays(
        "拟订处理意见",
        by=HANDLERS,
        asks=PROPOSED,
        needs=(people.by_an_officer_of_the_case,),
        does=weighs.look,
        law="行政处罚法 第五十七条第一款",
    )
    apply_benchmark = (drafting | notified).stays(
        "适用裁量基准",
        by=HANDLERS,
        asks="benchmark_item! base_amount? circumstances? tendency? departs_because? departs_by?",
        needs=(people.by_an_officer_of_the_case,),
        does=weighs.apply,
        law="行政处罚法 第三十四条",
        tells="系统按裁量基准算出阶次和幅度，写出决定书里的裁量说明；没有认定的因素按最低情形计。",
    )
    apply_leniency = (drafting | notified).stays(
        "适用轻微违法清单",
        by=HANDLERS,
        asks="leniency_item!",
        needs=(people.by_an_officer_of_the_case,),
        does=weighs.apply_leniency,
        law="行政处罚法 第三十三条第一款",
        tells="“首次”由系统在案件库里回看，不凭陈述。",
    )
    add_penalty = (drafting | notified).stays("拟处罚种类", by=HANDLERS, adds=Penalty, law="行政处罚法 第九条")
    drop_penalty = (drafting | notified).stays(
        "撤去拟处罚", by=HANDLERS, on=Penalty, does=does.drop_penalty, why=True, law="行政处罚法 第四十五条第一款"
    )
    ask_review = (drafting | notified).stays(
        "送审核", by=HANDLERS, does=does.ask_review, needs=(gates.has_grounds,), law="行政处罚法 第五十八条第一款"
    )
    review = (drafting | notified).stays(
        "审核",
        by=REVIEWER,
        adds=Review,
        needs=(people.nobody_of_the_case, people.reviewer_did_not_investigate, people.first_reviewer_is_qualified),
        does=does.review,
        law="行政处罚法 第五十八条第一款",
        tells="审核主体、程序、事实证据、适用法律、裁量、权限、文书和是否涉嫌犯罪。",
    )
    notify = drafting.to(
        notified,
        "告知",
        by=HANDLERS,
        asks="notified_on?",
        needs=ELEMENTS,
        does=does.notify,
        law="行政处罚法 第四十四条",
        issues="enforcement.prior_notice",
        tells="达到听证标准的，告知书自动写明听证权利。",
    )
    notify_again = notified.stays(
        "重新告知",
        by=HANDLERS,
        asks="notified_on!",
        why=True,
        needs=ELEMENTS,
        does=does.notify_again,
        law="行政处罚法 第四十四条",
    )
    state = notified.stays(
        "登记陈述申辩和复核",
        by=HANDLERS,
        adds=Statement,
        law="行政处罚法 第四十五条第一款",
        tells="不得因陈述、申辩而给予更重的处罚。",
    )
    waive = notified.stays(
        "书面放弃陈述申辩", by=HANDLERS, asks="waiver_doc!", law="行政处罚法 第六十二条", tells="须有当事人书面明确放弃的材料。"
    )
    ask_hearing = notified.to(
        hearing,
        "要求听证",
        by=HANDLERS,
        adds=Hearing,
        shows="asked_on channel",
        needs=(hearings.has_hearing_right, hearings.hearing_is_asked_in_time),
        pauses=("term",),
        law="行政处罚法 第六十四条第一款第一项",
    )
    schedule = hearing.stays(
        "通知听证",
        by=HANDLERS,
        on=Hearing,
        asks="held_on! place! notice_served_on! host! recorder? is_public closed_reason? agents?",
        needs=(hearings.hearing_notice_is_early, people.host_did_not_investigate, hearings.agents_are_two),
        does=does.schedule_hearing,
        law="行政处罚法 第六十四条第一款第二项",
        tells="当事人不承担听证费用。",
    )
    hear = hearing.to(
        notified,
        "听证结束",
        by=HANDLERS,
        on=Hearing,
        asks="attendance! minutes? signed? report? result?",
        needs=(hearings.hearing_is_notified, hearings.hearing_has_minutes, people.host_did_not_investigate),
        does=does.hold_hearing,
        resumes=True,
        law="行政处罚法 第六十四条第一款第八项",
        tells="无正当理由不出席或者中途退出的，视为放弃，终止听证。",
    )
    discuss = (drafting | notified).stays(
        "集体讨论",
        by=(*HANDLERS, LEADER),
        adds=Discussion,
        needs=(gates.each_opinion_is_listed,),
        law="行政处罚法 第五十七条第二款",
    )
    extend_term = (drafting | notified).stays(
        "延长办案期限", by=LEADER, extends="term", why=True, needs=(cases.first_extension,), law="行政处罚法 第六十条"
    )
    extend_again = (drafting | notified).stays(
        "再次延期",
        by=LEADER,
        extends="term",
        asks="extended_no!",
        why=True,
        needs=(cases.again_extended,),
        law="行政处罚法 第六十条",
    )
    decide = notified.to(
        decided,
        "决定处罚",
        by=LEADER,
        asks="pay_bank? pay_terms? states_late_fee",
        needs=(
            people.nobody_of_the_case,
            *ELEMENTS,
            people.decides_with_power,
            hearings.hearing_right_was_told,
            gates.notice_stands,
            hearings.window_is_over,
            gates.is_reviewed,
            gates.is_discussed,
            complete.penalty_is_complete,
        ),
        does=does.decide,
        numbers=True,
        law="行政处罚法 第五十七条第一款第一项",
    )
    spare = (drafting | notified).to(
        decided,
        "决定不予处罚",
        by=LEADER,
        needs=(
            people.nobody_of_the_case,
            gates.is_unpunished,
            gates.has_no_penalties,
            gates.unpunished_fits,
            gates.is_corrected,
            gates.was_taught,
            gates.says_why_unpunished,
            discretion.first_is_checked,
            people.decides_with_power,
            complete.unpunished_is_complete,
        ),
        does=does.decide,
        numbers=True,
        law="行政处罚法 第五十七条第一款",
    )
    issue = decided.to(
        issued,
        "制发处罚决定书",
        by=HANDLERS,
        needs=(gates.is_penalty,),
        does=partial(does.issue, PenaltyPaper),
        law="行政处罚法 第五十九条第二款",
        issues="enforcement.penalty",
    )
    issue_unpunished = decided.to(
        issued,
        "制发不予处罚决定书",
        by=HANDLERS,
        needs=(gates.is_unpunished,),
        does=partial(does.issue, UnpunishedPaper),
        law="行政处罚法 第五十七条第一款",
        issues="enforcement.unpunished",
    )
