"""After the decision: service, payment, remedies, coercion, the end; and every clock of one party."""

from fazhi.kernel.org.roles import LEADER, SCHEDULE

from ..conduct import decisions as deciding
from ..conduct import execution as does
from ..gates import decisions
from ..gates import execution as gates
from ..gates import publicity as public
from ..models import Instalment, Payment, Remedy, Service
from ..roles import HANDLERS
from .decision_making import DecisionMaking as S

SERVICE = "method sent_on served_on place taken_by relation has_consent mail_number witness recording reason"
AFTER = S.served | S.enforcing | S.stopped


class Execution:
    """送达、履行、强制、结案."""

    serve = S.issued.to(
        S.served,
        "送达",
        by=HANDLERS,
        adds=Service,
        shows=SERVICE,
        needs=(gates.is_no_announcement, gates.electronic_is_consented, gates.is_served_after_the_decision),
        does=deciding.serve,
        attaches="送达照片",
        law="行政处罚法 第六十一条第一款",
    )
    miss = S.issued.stays(
        "登记未能送达", by=HANDLERS, adds=Service, shows="method sent_on reason failed", law="民事诉讼法 第八十八条第一款"
    )
    announce = S.issued.stays(
        "公告送达",
        by=HANDLERS,
        adds=Service,
        shows="method sent_on place reason recording",
        needs=(gates.announcement_has_a_reason,),
        does=deciding.announce,
        law="民事诉讼法 第九十五条",
        tells="期满视为送达，由系统自动登记。",
    )
    deem_served = S.issued.to(S.served, "公告期满，视为送达", by=SCHEDULE, does=deciding.deem_served, law="民事诉讼法 第九十五条")
    pay = AFTER.stays(
        "登记缴款",
        by=HANDLERS,
        adds=Payment,
        needs=(gates.is_paid_to_the_bank, gates.is_not_overpaid),
        does=does.note_fee,
        law="行政处罚法 第六十七条第三款",
    )
    perform = AFTER.stays("登记其他处罚执行完毕", by=HANDLERS, asks="is_performed!", law="行政处罚法 第六十六条第一款")
    plan = S.served.stays("登记分期", by=HANDLERS, adds=Instalment, needs=(gates.has_fine,), law="行政处罚法 第六十六条第二款")
    defer = S.served.stays(
        "批准延期、分期",
        by=LEADER,
        asks="deferral! deferred_to! deferral_reason!",
        needs=(gates.has_fine, gates.hardship_is_told, gates.instalments_are_listed),
        does=does.defer,
        law="行政处罚法 第六十六条第二款",
        issues="enforcement.deferral",
    )
    appeal = AFTER.stays(
        "登记复议、诉讼",
        by=HANDLERS,
        adds=Remedy,
        shows="kind organ filed_on",
        needs=(gates.no_remedy_is_pending, gates.remedy_is_after_service),
        law="行政处罚法 第七十三条第一款",
        tells="加处罚款在复议、诉讼期间不计算。",
    )
    end_appeal = AFTER.stays(
        "登记复议、诉讼结果",
        by=HANDLERS,
        on=Remedy,
        asks="result! ended_on! result_no?",
        needs=(gates.remedy_has_result,),
        does=does.end_remedy,
        law="行政处罚法 第七十三条第三款",
    )
    close = (AFTER | S.revoked).to(
        S.closed,
        "结案",
        by=LEADER,
        needs=(gates.no_remedy_is_pending, gates.is_settled),
        does=does.close,
        law="行政处罚法 第六十六条第一款",
        tells="最后一名当事人结案时，案件随之结案。",
    )
    urge = S.served.stays(
        "催告",
        by=HANDLERS,
        asks="urged_on?",
        needs=(gates.is_overdue,),
        does=does.urge,
        law="行政强制法 第三十五条",
        issues="enforcement.urging",
    )
    answer_urge = S.served.stays("催告后的陈述申辩", by=HANDLERS, asks="urge_answer!", law="行政强制法 第三十六条")
    remit = (S.served | S.enforcing).stays(
        "执行协议减免加处罚款",
        by=LEADER,
        asks="waived_fee!",
        why=True,
        law="行政强制法 第四十二条第一款",
        tells="只能减免加处的罚款，不能减免罚款本身。",
    )
    coerce = S.served.to(
        S.enforcing,
        "强制执行决定",
        by=LEADER,
        asks="coercion_way!",
        needs=(gates.may_coerce,),
        does=does.coerce,
        danger=True,
        law="行政强制法 第三十七条第一款",
        issues="enforcement.coercion",
        tells="不得在夜间或者法定节假日实施，不得停水停电停热停气。",
    )
    ask_court = S.served.to(
        S.enforcing,
        "申请人民法院强制执行",
        by=LEADER,
        asks="court!",
        needs=(gates.court_may_be_asked,),
        does=does.ask_court,
        law="行政强制法 第五十三条",
        issues="enforcement.court_application",
    )
    rule = S.enforcing.stays("登记法院裁定", by=HANDLERS, asks="ruling!", law="行政强制法 第五十七条")
    stop = (S.served | S.enforcing).to(
        S.stopped, "中止执行", by=LEADER, asks="stopped_because!", law="行政强制法 第三十九条第一款"
    )
    restart = S.stopped.to(S.enforcing, "恢复执行", by=LEADER, why=True, law="行政强制法 第三十九条第二款")
    revoke = (S.issued | AFTER).to(
        S.revoked,
        "变更、撤销决定",
        by=LEADER,
        asks="revoked_by!",
        why=True,
        does=does.revoke,
        danger=True,
        law="行政处罚法 第七十五条第二款",
        tells="已经公开的，三日内撤回并公开说明理由。文字错误用“更正文书”补正，不是撤销。",
    )
    note_publication = (S.issued | AFTER).stays(
        "登记公开",
        by=(*HANDLERS, LEADER),
        needs=(public.is_published,),
        law="行政处罚法 第四十八条第一款",
        tells="公示发布时自动登记。",
    )
    report = (S.decided | S.issued | AFTER).stays(
        "报送重大处罚决定备案",
        by=(*HANDLERS, LEADER),
        needs=(decisions.is_major, decisions.is_not_reported),
        does=does.report,
        law="行政处罚法 第七十五条第一款",
        tells="报本级司法行政部门，进入“转办移送”；期限由本省规定。",
    )
    withdraw = S.revoked.stays(
        "撤回公开", by=HANDLERS, asks="withdrawn_on! withdrawn_because!", law="行政处罚法 第四十八条第二款"
    )
    terminate = AFTER.stays("终结执行", by=LEADER, asks="termination!", why=True, law="行政强制法 第四十条")
    give_up = S.stopped.to(S.closed, "中止满三年，不再执行", by=SCHEDULE, does=does.close, law="行政强制法 第三十九条第二款")
