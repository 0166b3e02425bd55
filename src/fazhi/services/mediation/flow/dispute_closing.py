"""The visit afterwards, the file on the shelf, and the risk that people judge at any time."""

from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import CLERK

from ..conduct import keeping, opening
from ..gates import ending, talking
from ..models import FollowUp
from ..roles import HEADS, STAFF
from .dispute_states import HEARD_OUT
from .dispute_states import DisputeStates as S

CLOSABLE = (
    S.performed | S.breached | S.failed | S.withdrawn | S.declined | S.transferred | S.confirmed | S.unconfirmed | S.annulled
)


class DisputeClosing:
    """回访、办结、归档、风险."""

    # 回访、办结、归档
    visit = HEARD_OUT.stays(
        "回访",
        by=STAFF,
        adds=FollowUp,
        shows="method is_reached performance rating comment is_new_risk",
        does=keeping.note_visit,
        law="人民调解法 第三十一条第二款",
        issues="mediation.visit",
    )
    close = CLOSABLE.to(
        S.closed,
        "办结",
        by=STAFF,
        needs=(ending.visited_or_told, talking.new_risk_is_decided),
        does=keeping.close,
        law="人民调解法 第三十一条第二款",
    )
    close_unvisited = CLOSABLE.to(
        S.closed,
        "不回访，办结",
        by=STAFF,
        why=True,
        needs=(talking.new_risk_is_decided,),
        does=keeping.close,
        law="人民调解法 第三十一条第二款",
        tells="确实联系不上、不能回访的，写明理由。",
    )
    archive = S.closed.to(
        S.archived,
        "归档",
        by=HEADS,
        asks="file_no? retention!",
        needs=(ending.file_is_complete, ending.originals_are_returned),
        does=keeping.archive,
        law="人民调解法 第二十七条",
        issues="mediation.cover",
    )

    guide = (S.failed | S.declined | S.agreed | S.breached | S.unconfirmed | S.annulled).stays(
        "转介后续途径",
        by=STAFF,
        asks="route! guided_to! consents_to_guide! undisputed?",
        needs=(ending.route_fits, ending.guide_is_consented),
        does=keeping.guide,
        law="人民调解法 第二十六条",
        tells="接收单位只看到协议内容和各方确认的无争议事实，看不到调解中的让步。",
    )

    strike_out = (S.agreed | S.performed | S.breached | S.failed | S.confirmed | S.unconfirmed | S.closed | S.archived).stays(
        "查实虚假，不计入统计",
        by=CLERK,
        why=True,
        needs=(NotSamePerson("recorded_by", "登记人不能核查自己登记的案件"),),
        does=keeping.strike_out,
        danger=True,
        tells="案件和经过都留着，只是不再计入件数、成功率和金额。",
    )

    # 风险
    decide_risk = (
        S.applied
        | S.accepted
        | S.mediating
        | S.suspended
        | S.agreed
        | S.performed
        | S.breached
        | S.failed
        | S.confirmed
        | S.unconfirmed
    ).stays(
        "核定风险等级", by=STAFF, asks="risk!", why=True, does=opening.decide_risk, tells="评分只作提示，等级由人判断并写明理由。"
    )
    raise_alert = (
        S.accepted | S.mediating | S.suspended | S.agreed | S.performed | S.breached | S.failed | S.confirmed | S.unconfirmed
    ).stays(
        "发出民转刑预警",
        by=STAFF,
        asks="risk!",
        why=True,
        does=opening.raise_alert,
        law="人民调解法 第二十五条",
        tells="预警由司法局、司法所办理，村（社区）用户看不到。",
    )
