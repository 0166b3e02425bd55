"""The days of one party's decision: every clock that runs across its steps."""

from fazhi.kernel.calendar import Days
from fazhi.kernel.flow.declared import Clock, Flow

from .. import penalty_limits as limits
from ..conduct import decisions as deciding
from ..gates import execution as gates
from ..models import Decision
from ..models.fulfilment import last_day
from .decision_execution import Execution
from .decision_making import DecisionMaking as S

E = Execution


class DecisionFlow(Execution, S, Flow):
    model = Decision

    term = Clock(
        "作出处罚决定期限",
        limits.DECISION,
        starts=S.register,
        stops=(S.decide, S.spare),
        since=deciding.filed_on,
        remind=(30, 10, 3),
    )
    statement = Clock(
        "陈述申辩期限",
        limits.of_statement,
        starts=(S.notify, S.notify_again),
        stops=(S.state, S.waive, S.decide, S.ask_hearing),
        since=lambda decision: decision.notified_on,
        remind=(0,),
        theirs=True,
    )
    hearing_asked = Clock(
        "要求听证期限",
        lambda decision: limits.HEARING_ASKED if decision.has_hearing_right else None,
        starts=(S.notify, S.notify_again),
        stops=(S.ask_hearing, S.decide),
        since=lambda decision: decision.notified_on,
        remind=(0,),
        theirs=True,
    )
    reviewing = Clock("审核期限", limits.of_review, starts=S.ask_review, stops=S.review, remind=(3, 1))
    service = Clock(
        "送达期限", limits.SERVED, starts=(S.decide, S.spare), stops=(E.serve, E.announce, E.deem_served, E.revoke), remind=(3, 1)
    )
    announcement = Clock(
        "公告送达",
        limits.of_announcement,
        starts=E.announce,
        stops=(E.serve, E.deem_served),
        since=lambda decision: decision.sent_on,
        lapses="deem_served",
        theirs=True,
    )
    publication = Clock(
        "处罚决定公开期限",
        lambda decision: limits.of_publication(decision) if _is_published(decision) else None,
        starts=S.decide,
        stops=(E.note_publication, E.revoke, E.close),
        remind=(3, 1),
        theirs=True,
    )
    payment = Clock(
        "缴款期限",
        lambda decision: limits.PAID if decision.fine or decision.confiscated else None,
        starts=(E.serve, E.deem_served),
        stops=(E.defer, E.close, E.coerce, E.ask_court, E.revoke, E.terminate),
        since=lambda decision: decision.served_on,
        remind=(3, 0),
        theirs=True,
    )
    deferred = Clock(
        "延期、分期末期",
        Days(1, law="行政处罚法 第六十六条第二款"),
        starts=E.defer,
        stops=(E.close, E.coerce, E.ask_court, E.revoke),
        since=lambda decision: limits.eve(last_day(decision.rows("instalments")) or decision.deferred_to),
        remind=(5, 1),
        theirs=True,
    )
    reconsideration = Clock(
        "申请行政复议期限",
        limits.RECONSIDERED,
        starts=(E.serve, E.deem_served),
        stops=(E.appeal, E.close),
        since=lambda decision: decision.served_on,
        remind=(),
        theirs=True,
    )
    litigation = Clock(
        "提起行政诉讼期限",
        limits.SUED,
        starts=(E.serve, E.deem_served),
        stops=(E.appeal, E.close, E.ask_court),
        since=lambda decision: decision.served_on,
        remind=(),
        theirs=True,
    )
    urged = Clock(
        "催告后可以申请强制执行",
        limits.URGED,
        starts=E.urge,
        stops=(E.ask_court, E.coerce, E.close),
        since=lambda decision: decision.urged_on,
        remind=(0,),
        theirs=True,
    )
    court_window = Clock(
        "申请法院强制执行期限",
        limits.COURT,
        starts=(E.serve, E.deem_served, E.defer),
        stops=(E.ask_court, E.coerce, E.close, E.revoke, E.terminate),
        since=gates.court_opens,
        remind=(30, 10, 3),
    )
    withdrawal = Clock(
        "撤回公开期限",
        lambda decision: limits.WITHDRAWN if _is_published(decision) else None,
        starts=E.revoke,
        stops=(E.withdraw, E.close),
        remind=(1, 0),
    )
    given_up = Clock(
        "中止执行满三年",
        limits.STOPPED,
        starts=E.stop,
        stops=(E.restart, E.close, E.give_up),
        lapses="give_up",
        remind=(90, 30),
        theirs=True,
    )


def _is_published(decision: Decision) -> bool:
    return decision.is_public_interest and decision.may_be_published
