"""The days of a dispute: every clock that runs across its steps."""

from fazhi.kernel.calendar import Days, Years
from fazhi.kernel.flow.declared import Clock, Flow

from .. import limits
from ..gates.confirming import CONFIRM
from ..models import Dispute
from ..rules import FOLLOW_UP_DAYS
from .dispute_closing import DisputeClosing
from .dispute_joining import DisputeJoining
from .dispute_keeping import DisputeKeeping
from .dispute_opening import DisputeOpening
from .dispute_public import DisputePublic
from .dispute_results import DisputeResults
from .dispute_states import DisputeStates
from .dispute_talks import DisputeTalks

ON_CONFIRMING = "最高人民法院关于人民调解协议司法确认程序的若干规定"


class S(
    DisputeClosing, DisputePublic, DisputeKeeping, DisputeResults, DisputeTalks, DisputeJoining, DisputeOpening, DisputeStates
):
    """All steps; the last named comes first in a dispute's life."""


class DisputeFlow(S, Flow):
    model = Dispute

    limit = Clock(
        "调解期限",
        limits.of_mediation,
        starts=S.accept,
        since=limits.day_accepted,
        remind=(7, 3, 1),
        lapses="deem_failed",
        stops=(S.agree, S.agree_orally, S.end_rest, S.fail, S.deem_failed, S.give_up, S.withdraw, S.transfer),
    )
    reporting = Clock(
        "重大纠纷报告期限",
        limits.of_report,
        starts=(S.register, S.accept, S.describe, S.note_incident, S.hold),
        stops=S.report,
        remind=(0,),
    )
    labour = Clock(
        "劳动争议调解期限",
        limits.of_labour,
        starts=S.accept,
        since=limits.day_applied,
        remind=(5, 1),
        lapses="open_arbitration",
        stops=(S.agree, S.agree_orally, S.end_rest, S.fail, S.give_up, S.withdraw, S.transfer),
    )
    confirmation = Clock(
        "司法确认申请期限",
        CONFIRM,
        starts=(S.agree, S.agree_orally, S.agree_partly, S.amend, S.seal),
        stops=(S.ask_court, S.annul, S.close, S.close_unvisited),
        since=limits.day_effective,
        remind=(20, 7, 1),
        lapses="confirmation_over",
        theirs=True,
    )
    performance = Clock(
        "协议履行期限",
        Days(1, law="人民调解法 第三十一条第一款", roll=False),
        starts=(S.agree, S.agree_orally, S.agree_partly, S.amend, S.seal, S.perform, S.confirm_performance),
        stops=(S.perform, S.confirm_performance, S.fulfil, S.annul, S.close, S.close_unvisited),
        since=Dispute.next_performance,
        remind=(3, 1, 0),
        theirs=True,
    )
    court_intake = Clock(
        "法院决定是否受理期限",
        Days(3, law=f"{ON_CONFIRMING} 第四条"),
        starts=S.ask_court,
        stops=(S.court_accepts, S.confirm, S.court_refuses),
        theirs=True,
    )
    court_decision = Clock(
        "法院作出裁定期限",
        Days(15, law=f"{ON_CONFIRMING} 第五条"),
        starts=S.court_accepts,
        stops=(S.confirm, S.court_refuses),
        theirs=True,
    )
    court = Clock(
        "法院审查最长期限",
        Days(30, law="民事诉讼法 第一百八十七条"),
        starts=S.court_accepts,
        stops=(S.confirm, S.court_refuses),
        theirs=True,
    )
    enforcement = Clock(
        "申请强制执行期限",
        Years(2, law="民事诉讼法 第二百五十条"),
        starts=S.confirm,
        stops=(S.fulfil, S.annul, S.close, S.close_unvisited),
        since=limits.last_performance,
        remind=(60, 30, 7),
        theirs=True,
    )
    follow_up = Clock(
        "回访期限",
        Days(FOLLOW_UP_DAYS),
        starts=(S.fulfil, S.fail, S.deem_failed, S.give_up, S.withdraw, S.confirm),
        stops=(S.visit, S.close, S.close_unvisited),
        remind=(15, 5),
    )
