"""What becomes of an agreement: kept or broken, confirmed by the court, changed."""

from fazhi.kernel.org.roles import SCHEDULE

from ..conduct import keeping, opening, results, talks
from ..gates import agreeing, ending, people, talking
from ..gates.confirming import (
    CONFIRMABLE,
    awaits_acceptance,
    awaits_decision,
    grounds_are_told,
    is_in_effect,
)
from ..gates.together import IN_WRITING, SETTLED
from ..models import Agreement, Incident, JudicialConfirmation, Party, Term
from ..roles import STAFF
from .dispute_opening import AGREED, PARTY
from .dispute_results import IN_PAPER
from .dispute_states import DisputeStates as S
from .dispute_talks import PROPOSED


class DisputeKeeping:
    """履行、司法确认、变更、起诉."""

    # 履行
    perform = (S.agreed | S.confirming | S.confirmed | S.unconfirmed | S.breached).stays(
        "登记履行",
        by=STAFF,
        on=Term,
        asks="performed_on proof?",
        needs=(is_in_effect, ending.is_binding, ending.is_not_performed_yet),
        does=keeping.perform,
        law="人民调解法 第三十一条第二款",
    )
    fulfil = (S.agreed | S.confirmed | S.unconfirmed | S.breached).to(
        S.performed,
        "全部履行",
        by=STAFF,
        needs=(ending.all_is_performed,),
        does=keeping.fulfil,
        law="人民调解法 第三十一条",
        bulk=True,
    )
    breach = (S.agreed | S.confirmed | S.unconfirmed).to(
        S.breached,
        "未按约履行",
        by=STAFF,
        why=True,
        does=keeping.breach,
        law="人民调解法 第三十二条",
        tells="一方可以向人民法院起诉；已经司法确认的，可以申请强制执行。",
    )

    prove_performance = S.performed.stays(
        "向公安机关出具履行证明",
        by=STAFF,
        on=Incident,
        asks="requested_on!",
        needs=(ending.is_security_case, ending.under_the_new_law),
        does=keeping.prove_performance,
        law="治安管理处罚法 第九条",
        issues="mediation.performed",
        tells="协议已经履行的证明和当事人的书面申请一并交公安机关，由公安机关决定是否认可。",
    )

    # 司法确认
    ask_court = (S.agreed | S.performed | S.breached).to(
        S.confirming,
        "共同申请司法确认",
        by=STAFF,
        adds=JudicialConfirmation,
        shows="court venue_basis is_joint is_voluntary is_lawful",
        needs=CONFIRMABLE,
        does=keeping.ask_court,
        law="人民调解法 第三十三条第一款",
        issues="mediation.confirmation",
    )
    court_accepts = S.confirming.stays(
        "法院受理",
        by=STAFF,
        on=JudicialConfirmation,
        asks="court_no?",
        needs=(awaits_acceptance,),
        does=keeping.note_court,
        law="民事诉讼法 第二百零六条",
    )
    court_prolongs = S.confirming.stays(
        "法院延长审查期限",
        by=STAFF,
        extends="court_decision",
        why=True,
        law="最高人民法院关于人民调解协议司法确认程序的若干规定 第五条",
        tells="因特殊情况需要延长的，可以延长十日。",
    )
    miss = S.confirming.stays("逾期未履行", by=STAFF, why=True, does=keeping.breach, law="人民调解法 第三十一条第二款")
    confirm = S.confirming.to(
        S.confirmed,
        "确认有效",
        by=STAFF,
        on=JudicialConfirmation,
        asks="court_no?",
        needs=(awaits_decision,),
        does=keeping.confirmed,
        law="民事诉讼法 第二百零六条",
    )
    court_refuses = S.confirming.to(
        S.unconfirmed,
        "未获确认",
        by=STAFF,
        on=JudicialConfirmation,
        asks="result! refused_for? ground?",
        needs=(awaits_decision, grounds_are_told),
        does=keeping.not_confirmed,
        law="人民调解法 第三十三条第三款",
        tells="可以变更原协议、重新达成协议，也可以向人民法院起诉。",
    )
    confirmation_over = (S.agreed | S.performed | S.breached).stays(
        "司法确认申请期限届满", by=SCHEDULE, ends=("confirmation",), law="人民调解法 第三十三条第一款"
    )

    # 变更、起诉
    propose_term = (S.agreed | S.unconfirmed | S.breached | S.annulled).stays(
        "记录变更后的条款",
        by=STAFF,
        adds=Term,
        shows=PROPOSED,
        needs=(agreeing.binds_parties,),
        law="民法典 第五百四十三条",
        tells="逐条记录新的条款，再办理“变更协议”。",
    )
    amend = (S.agreed | S.unconfirmed | S.breached | S.annulled).to(
        S.agreed,
        "变更协议",
        by=STAFF,
        adds=Agreement,
        asks="no_amount_reason?",
        why=True,
        shows=IN_PAPER,
        does=results.amend,
        needs=(agreeing.is_in_effect_already, *SETTLED, *IN_WRITING),
        law="民法典 第五百四十三条",
        issues="mediation.agreement",
        tells="先把新的条款逐条记录下来；新协议取代原协议，原协议没有履行的部分不再履行。",
    )
    sue = (S.agreed | S.performed | S.breached | S.confirmed | S.unconfirmed).stays(
        "登记当事人起诉",
        by=STAFF,
        asks="sued_on!",
        does=keeping.sue,
        law="人民调解法 第三十二条",
        tells="就协议的履行或者内容发生争议，一方向人民法院起诉的。",
    )
    judge = (S.agreed | S.performed | S.breached | S.confirmed | S.unconfirmed).stays(
        "登记裁判结果",
        by=STAFF,
        asks="judged_on! judgment!",
        needs=(ending.was_sued, ending.leaves_the_agreement),
        does=keeping.judge,
        law="人民调解法 第三十二条",
    )
    annul = (S.agreed | S.performed | S.breached | S.confirmed | S.unconfirmed).to(
        S.annulled,
        "协议被撤销或者确认无效",
        by=STAFF,
        asks="judged_on!",
        why=True,
        needs=(ending.was_sued,),
        does=keeping.annul,
        law="民法典 第一百五十五条",
        danger=True,
        tells="协议自始没有法律约束力，不再计入调解成功和协议金额；当事人可以重新达成协议。",
    )

    # 承继
    add_successor = AGREED.stays(
        "补登承继人",
        by=STAFF,
        adds=Party,
        shows=PARTY,
        needs=(people.is_a_new_party,),
        does=opening.add_party,
        law="民法典 第一千一百六十一条",
        tells="当事人死亡或者终止以后，由继承人、承继人接着履行；要变更协议的，先告知他们权利义务。",
    )
    tell_successor = AGREED.stays(
        "告知承继人权利义务", by=STAFF, needs=(talking.rights_are_untold,), does=talks.tell_rights, law="人民调解法 第二十三条"
    )
