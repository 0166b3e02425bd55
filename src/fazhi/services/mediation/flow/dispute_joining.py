"""Other committees that come in, and a dispute that is mediated once more."""

from fazhi.kernel.org.roles import SCHEDULE

from ..conduct import joining as conduct
from ..gates import joining
from ..models import JointCommittee
from ..roles import STAFF
from .dispute_opening import BEFORE_RESULT
from .dispute_states import DisputeStates as S


class DisputeJoining:
    """联合调解、重新调解."""

    ask_along = BEFORE_RESULT.stays(
        "邀请联合调解",
        by=STAFF,
        adds=JointCommittee,
        shows="partner duty",
        needs=(joining.is_another_committee, joining.is_not_asked_yet),
        does=conduct.ask_along,
        law="人民调解委员会组织条例 第七条第二款",
        tells="对方调委会接收以后，它的调解员可以一起调解；案件仍由本调委会办理，结果自动反馈给它。",
    )
    come_along = BEFORE_RESULT.stays(
        "参加联合调解", by=SCHEDULE, on=JointCommittee, does=conduct.come_along, law="人民调解委员会组织条例 第七条第二款"
    )
    stay_away = BEFORE_RESULT.stays("谢绝联合调解", by=SCHEDULE, on=JointCommittee, does=conduct.stay_away)
    mediate_again = (
        S.turned_away | S.failed | S.withdrawn | S.declined | S.breached | S.unconfirmed | S.annulled | S.closed | S.archived
    ).stays(
        "重新调解",
        by=STAFF,
        why=True,
        needs=(joining.is_not_begun_again,),
        does=conduct.mediate_again,
        law="人民调解法 第十七条",
        tells="另立一件，带上当事人和案情，与本案计为同一纠纷；各方是否同意，要重新征求。",
    )
