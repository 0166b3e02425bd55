"""The life of a penalty on the spot: handed over, reported, paid, handed in, closed."""

from functools import partial

from fazhi.kernel.flow.declared import Clock, Flow, Register, State
from fazhi.kernel.org.roles import LEADER

from .. import penalty_limits as limits
from ..conduct import measures as does
from ..gates import measures as gates
from ..models import SpotPenalty
from ..papers.summary import SummaryPaper
from ..roles import HANDLERS


class SpotPenaltyFlow(Flow):
    model = SpotPenalty
    importers = HANDLERS
    register = Register(
        "当场处罚",
        by=HANDLERS,
        needs=(
            gates.penalised_by_two,
            gates.within_summary_limits,
            gates.may_be_punished_on_the_spot,
            gates.is_shown_and_told,
            gates.basis_holds,
        ),
        does=partial(does.punish, SummaryPaper),
        law="行政处罚法 第五十一条",
        numbers=True,
    )

    given = State("待履行", rests=True)
    closed = State("已结案", final=True)
    revoked = State("已撤销", final=True)
    start = given

    report = given.stays("报备", by=HANDLERS, does=does.report, law="行政处罚法 第五十二条第三款", bulk=True)
    pay = given.stays(
        "登记缴款",
        by=HANDLERS,
        asks="paid_on! paid_by! collect_ground? receipt_no?",
        needs=(gates.may_be_collected,),
        law="行政处罚法 第五十三条",
        tells="除一百元以下、事后难以执行或者边远地区当事人提出的以外，不得当场收缴。",
    )
    hand_in = given.stays(
        "交至行政机关", by=HANDLERS, asks="handed_in_on!", needs=(gates.was_collected,), law="行政处罚法 第七十一条"
    )
    bank = given.stays("缴付银行", by=HANDLERS, asks="banked_on!", needs=(gates.was_collected,), law="行政处罚法 第七十一条")
    close = given.to(
        closed, "结案", by=HANDLERS, needs=(gates.summary_is_settled, gates.is_reported), law="行政处罚法 第五十三条", bulk=True
    )
    revoke = given.to(revoked, "撤销", by=LEADER, asks="revoked_by!", why=True, danger=True, law="行政处罚法 第七十五条第二款")

    reporting = Clock(
        "报备期限",
        limits.of_summary_report,
        starts=register,
        stops=(report, close, revoke),
        since=lambda penalty: penalty.decided_on,
    )
    payment = Clock(
        "缴款期限",
        lambda penalty: limits.PAID if penalty.is_fine else None,
        starts=register,
        stops=(pay, close, revoke),
        since=lambda penalty: penalty.decided_on,
        remind=(3, 0),
        theirs=True,
    )
    handing_in = Clock(
        "当场收缴交至机关期限",
        lambda penalty: limits.HANDED_IN if penalty.paid_by == "on_spot" else None,
        starts=pay,
        stops=(hand_in, revoke),
        since=lambda penalty: penalty.paid_on,
        remind=(1, 0),
    )
    banking = Clock(
        "机关缴付银行期限",
        limits.HANDED_IN,
        starts=hand_in,
        stops=(bank, revoke),
        since=lambda penalty: penalty.handed_in_on,
        remind=(1, 0),
    )
