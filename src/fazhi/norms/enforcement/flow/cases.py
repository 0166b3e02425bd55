"""The matter as a whole: what goes to the police, how it ends, and every clock that runs across its steps."""

from fazhi.kernel.flow.declared import Clock, Flow
from fazhi.kernel.org.roles import LEADER

from .. import penalty_limits as limits
from ..conduct import cases as does
from ..gates import cases, people
from ..models import CrimeTransfer, PenaltyCase
from ..roles import HANDLERS
from .case_opening import CaseOpening as S

TRANSFERS = limits.TRANSFERS


class PoliceAndEnd:
    """行刑衔接、结案、归档."""

    report_crime = (S.investigating | S.settling).stays(
        "提出移送报告",
        by=HANDLERS,
        adds=CrimeTransfer,
        shows="reported_on first second charge goods",
        needs=(people.by_an_officer_of_the_case, cases.is_not_with_the_police),
        law=f"{TRANSFERS} 第五条第一款",
        tells="专案组不少于两人；三日内由正职负责人或者主持工作的负责人审批。",
    )
    approve_transfer = (S.investigating | S.settling).stays(
        "审批移送",
        by=LEADER,
        on=CrimeTransfer,
        asks="approved_by! is_approved! refused_because?",
        needs=(cases.approved_by_the_principal, cases.refusal_has_a_reason),
        does=does.approve_transfer,
        law=f"{TRANSFERS} 第五条第二款",
    )
    deliver_transfer = S.investigating.to(
        S.with_police,
        "移送公安机关",
        by=HANDLERS,
        on=CrimeTransfer,
        asks="police! delivered_on? copied_to_procuratorate?",
        needs=(cases.transfer_is_approved,),
        does=does.deliver_transfer,
        pauses=("term",),
        law=f"{TRANSFERS} 第六条",
    )
    police_decline = S.with_police.to(
        S.investigating,
        "公安机关不予立案",
        by=HANDLERS,
        on=CrimeTransfer,
        asks="answered_on?",
        does=does.police_decline,
        resumes=True,
        law=f"{TRANSFERS} 第十条",
        tells="依法应当给予行政处罚的，继续办理。",
    )
    ask_police_again = S.investigating.stays(
        "提请复议或者建议立案监督",
        by=HANDLERS,
        on=CrimeTransfer,
        asks="asked_again_on!",
        needs=(cases.police_refused, cases.asks_police_in_time),
        law=f"{TRANSFERS} 第九条第一款",
    )
    police_file = S.with_police.to(
        S.closed,
        "公安机关立案",
        by=HANDLERS,
        on=CrimeTransfer,
        asks="answered_on?",
        does=does.police_file,
        law=f"{TRANSFERS} 第八条",
        tells="三日内移交涉案物品和材料；尚未罚款的，判处罚金后不再罚款。",
    )
    hand_goods = S.closed.stays(
        "移交涉案物品",
        by=HANDLERS,
        on=CrimeTransfer,
        asks="goods_handed_on!",
        does=does.note_goods,
        law=f"{TRANSFERS} 第十二条",
    )
    cancel = (S.investigating | S.suspended).to(
        S.closed,
        "撤销案件",
        by=LEADER,
        asks="end_because!",
        needs=(cases.measures_are_settled,),
        does=does.cancel,
        danger=True,
        law="行政处罚法 第五十七条第一款第三项",
    )
    stop = (S.investigating | S.suspended).to(
        S.closed,
        "终止调查",
        by=LEADER,
        asks="end_because!",
        needs=(cases.measures_are_settled,),
        does=does.stop,
        danger=True,
        law="行政处罚法 第五十七条第一款",
    )
    pass_on = (S.lead | S.investigating).to(
        S.closed,
        "移送有管辖权的机关",
        by=LEADER,
        asks="end_because!",
        does=does.pass_on,
        danger=True,
        law="行政处罚法 第二十五条第二款",
    )
    close = S.settling.to(
        S.closed,
        "结案",
        by=LEADER,
        why=True,
        needs=(cases.has_decisions, cases.decisions_are_closed, cases.measures_are_settled),
        does=does.close,
        law="行政处罚法 第五十七条第一款",
    )
    archive = S.closed.to(
        S.archived,
        "归档",
        by=HANDLERS,
        asks="file_no? retention!",
        does=does.archive,
        law="行政处罚法 第四十七条",
        issues="enforcement.main_volume",
        tells="一案一卷，分正卷、副卷。",
    )


class PenaltyCaseFlow(PoliceAndEnd, S, Flow):
    model = PenaltyCase

    term = Clock(
        "作出处罚决定期限",
        limits.DECISION,
        starts=S.file,
        stops=(S.conclude, PoliceAndEnd.police_file, PoliceAndEnd.cancel, PoliceAndEnd.stop, PoliceAndEnd.pass_on),
        remind=(30, 10, 3),
    )
    transfer_approval = Clock(
        "移送审批期限", limits.TRANSFER_APPROVED, starts=PoliceAndEnd.report_crime, stops=PoliceAndEnd.approve_transfer
    )
    transfer_delivery = Clock(
        "批准后移送期限（二十四小时）",
        limits.TRANSFER_DELIVERED,
        starts=PoliceAndEnd.approve_transfer,
        stops=PoliceAndEnd.deliver_transfer,
        remind=(0,),
    )
    police_decision = Clock(
        "公安机关决定是否立案期限",
        limits.POLICE_DECIDES,
        starts=PoliceAndEnd.deliver_transfer,
        stops=(PoliceAndEnd.police_file, PoliceAndEnd.police_decline),
        theirs=True,
    )
    police_again = Clock(
        "提请复议或者建议立案监督期限",
        limits.POLICE_ASKED_AGAIN,
        starts=PoliceAndEnd.police_decline,
        stops=(PoliceAndEnd.ask_police_again, S.conclude),
        since=does.police_answered_on,
        theirs=True,
    )
    goods = Clock(
        "移交涉案物品期限",
        limits.GOODS_HANDED_OVER,
        starts=PoliceAndEnd.police_file,
        stops=(PoliceAndEnd.hand_goods, PoliceAndEnd.archive),
        since=does.police_answered_on,
    )
