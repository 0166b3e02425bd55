"""The visit afterwards, the file on the shelf, and the risk that people judge at any time."""

from ..conduct import keeping, opening
from ..gates import ending, talking
from ..models import FollowUp
from ..roles import HEADS, STAFF
from .dispute_states import DisputeStates as S


class DisputeClosing:
    """回访、办结、归档、风险."""

    # 回访、办结、归档
    visit = (
        S.agreed
        | S.performed
        | S.breached
        | S.failed
        | S.withdrawn
        | S.declined
        | S.transferred
        | S.confirmed
        | S.unconfirmed
        | S.confirming
    ).stays("回访", by=STAFF, adds=FollowUp, does=keeping.note_visit, law="人民调解法 第三十一条第二款", issues="mediation.visit")
    close = (S.performed | S.breached | S.failed | S.withdrawn | S.declined | S.transferred | S.confirmed | S.unconfirmed).to(
        S.closed,
        "办结",
        by=STAFF,
        needs=(ending.visited_or_told, talking.new_risk_is_decided),
        does=keeping.close,
        law="人民调解法 第三十一条第二款",
    )
    archive = S.closed.to(
        S.archived,
        "归档",
        by=HEADS,
        asks="file_no?",
        needs=(ending.file_is_complete,),
        does=keeping.archive,
        law="人民调解法 第二十七条",
        issues="mediation.cover",
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
