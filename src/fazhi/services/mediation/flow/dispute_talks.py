"""While it is mediated: who mediates, what is asked, said, collected and proposed, and by when."""

from ..conduct import opening, talks
from ..gates import agreeing, ending, people, talking
from ..gates.together import WHO, WHO_MEDIATES
from ..models import CaseMediator, Evidence, Investigation, Invitee, Session, Term
from ..roles import STAFF
from .dispute_opening import ENDED, UNTIL_FILED
from .dispute_states import DisputeStates as S

MEDIATOR = "mediator role chosen_by disclosure all_agreed"
PROPOSED = "kind obligor obligee content amount method due_on"


class DisputeTalks:
    """调解."""

    begin = S.accepted.to(
        S.mediating,
        "确定调解员",
        by=STAFF,
        adds=CaseMediator,
        shows=MEDIATOR,
        needs=(*WHO, people.all_consent, *WHO_MEDIATES, talking.major_is_reported),
        does=opening.guard,
        law="人民调解法 第十九条",
        tells="当事人可以选择调解员，也可以接受指定。",
    )
    join = (S.accepted | S.mediating).stays(
        "增加调解员",
        by=STAFF,
        adds=CaseMediator,
        shows=MEDIATOR,
        needs=WHO_MEDIATES,
        does=opening.guard,
        law="人民调解法 第十九条",
    )
    recuse = (S.accepted | S.mediating).stays(
        "调解员回避", by=STAFF, on=CaseMediator, asks="is_recused!", why=True, law="人民调解法 第二十三条第一项"
    )
    tell_rights = (S.accepted | S.mediating).stays(
        "告知权利义务", by=STAFF, asks="openness place", does=talks.tell_rights, law="人民调解法 第二十三条"
    )
    invite = S.mediating.stays(
        "邀请参加调解", by=STAFF, adds=Invitee, needs=(people.parties_agree_to_guest,), law="人民调解法 第二十条第一款"
    )
    investigate = (S.accepted | S.mediating).stays("调查", by=STAFF, adds=Investigation, does=talks.investigate)
    collect = (S.applied | S.accepted | S.mediating).stays(
        "收集证据", by=STAFF, adds=Evidence, shows="title kind provider pages original_seen is_kept", does=talks.collect
    )
    hold = S.mediating.stays(
        "调解",
        by=STAFF,
        adds=Session,
        does=talks.hold_session,
        law="人民调解法 第二十七条",
        needs=(
            people.nobody_refused,
            people.somebody_presides,
            talking.rights_are_told,
            talking.harm_is_reported,
            talking.no_violence_face_to_face,
            talking.risk_is_decided,
        ),
    )
    return_original = UNTIL_FILED.stays(
        "退还原件", by=STAFF, on=Evidence, asks="returned_to!", needs=(ending.original_is_here,), does=talks.return_original
    )
    sign_record = UNTIL_FILED.stays(
        "补签调解记录",
        by=STAFF,
        on=Session,
        needs=(ending.is_not_signed_yet,),
        does=talks.sign_record,
        law="人民调解法 第二十七条",
        tells="当事人、调解员补签以后登记；没有签字的调解记录不能归档。",
    )
    add_record = ENDED.stays(
        "补记调解记录",
        by=STAFF,
        adds=Session,
        why=True,
        does=talks.add_record,
        law="人民调解法 第二十七条",
        tells="调解的时候没有登记的，照纸质调解记录补记。",
    )
    settle_term = S.mediating.stays(
        "记录协议条款",
        by=STAFF,
        adds=Term,
        shows=PROPOSED,
        needs=(agreeing.binds_parties,),
        law="人民调解法 第二十九条第一款第三项",
    )
    drop_term = (S.mediating | S.agreed | S.unconfirmed | S.breached).stays(
        "撤下条款", by=STAFF, on=Term, why=True, needs=(agreeing.is_only_proposed,), does=talks.drop_term
    )
    check_sham = S.mediating.stays("核查疑似虚假调解", by=STAFF, asks="sham_check!", law="人民法院在线调解规则 第二十三条")
    prolong = S.mediating.stays(
        "延长调解期限",
        by=STAFF,
        asks="consented_on! extended_to?",
        needs=(talking.is_not_labour,),
        does=talks.prolong,
        extends="limit",
        why=True,
        law="人民调解法 第二十三条第二项",
    )
    suspend = S.mediating.to(
        S.suspended,
        "中止",
        by=STAFF,
        asks="suspend_reason!",
        needs=(talking.is_not_labour,),
        does=talks.suspend,
        pauses=("limit",),
        tells="鉴定、评估期间不计入调解期限。",
    )
    resume = S.suspended.to(S.mediating, "恢复", by=STAFF, does=talks.resume, resumes=True)
