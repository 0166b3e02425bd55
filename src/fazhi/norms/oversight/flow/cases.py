"""The life of a supervision case: clue, filed, investigated, handled by documents, struck off."""

from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited
from fazhi.kernel.org.roles import LEADER, SCHEDULE, SUPERVISOR

from .. import limits
from ..conduct import cases as does
from ..gates import cases as gates
from ..gates.cases import MENDED, SUPERVISED
from ..models import Accountability, BodyStatement, CaseSupervisor, Finding, Obstruction, SupervisedAct, Supervision

STAFF = "person certificate_no valid_until"
PUNISHED = "行政处罚法 第七十六条第一款"


class SupervisionFlow(Flow):
    model = Supervision
    importers = (SUPERVISOR,)
    register = Register("登记监督线索", by=(SUPERVISOR, LEADER), does=does.take_down, law=SUPERVISED)

    clue = State("线索", due=limits.CLUE, due_label="监督线索处置期限")
    investigating = State("调查中", due=limits.INVESTIGATION, due_label="监督案件调查期限")
    suspended = State("中止", rests=True)
    handling = State("处理中", due=Unlimited("各份文书的期限另有时钟"))
    closed = State("已销号", final=True)
    declined = State("不予立案", final=True)
    start = clue

    staff = (clue | investigating | handling).stays(
        "确定监督人员",
        by=(SUPERVISOR, LEADER),
        adds=CaseSupervisor,
        shows=STAFF,
        needs=(gates.is_a_new_supervisor, gates.is_not_of_the_body),
        does=does.join,
        law=SUPERVISED,
        tells="两名以上，持行政执法监督证。证件已经登记的，证号和有效期自动填入。",
    )
    recuse = (clue | investigating | handling).stays(
        "监督人员回避", by=LEADER, on=CaseSupervisor, asks="avoided_because!", does=does.leave, law="行政处罚法 第四十三条第一款"
    )
    list_act = (clue | investigating).stays("登记被监督的执法行为", by=SUPERVISOR, adds=SupervisedAct)
    file = clue.to(
        investigating,
        "立案",
        by=LEADER,
        needs=(gates.two_supervisors, gates.is_not_in_remedy),
        does=does.file,
        numbers=True,
        issues="oversight.filing",
        law=SUPERVISED,
    )
    decline = clue.to(declined, "不予立案", by=LEADER, asks="end_because!", does=does.decline, law=SUPERVISED)
    hear = (investigating | handling).stays(
        "听取被监督机关意见",
        by=SUPERVISOR,
        adds=BodyStatement,
        needs=(gates.two_supervisors, gates.by_a_supervisor_of_the_case),
        law=SUPERVISED,
    )
    find = investigating.stays(
        "登记发现的问题",
        by=SUPERVISOR,
        adds=Finding,
        needs=(gates.two_supervisors, gates.by_a_supervisor_of_the_case),
        law=SUPERVISED,
    )
    note_obstruction = (investigating | handling).stays(
        "登记拒绝、阻碍监督",
        by=SUPERVISOR,
        adds=Obstruction,
        shows="kind happened_on who facts evidence",
        needs=(gates.by_a_supervisor_of_the_case,),
        law=SUPERVISED,
        tells="登记以后，被监督机关拒绝陈述的不再等待；处理以前案件不能终结、销号。",
    )
    settle_obstruction = (investigating | handling).stays(
        "登记处理情况", by=SUPERVISOR, on=Obstruction, asks="settled_how!", does=does.settle_obstruction, law=SUPERVISED
    )
    open_obstruction = (investigating | handling).stays(
        "另行立线索",
        by=LEADER,
        on=Obstruction,
        does=does.open_obstruction,
        law=SUPERVISED,
        tells="阻碍监督本身作为一条监督线索。",
    )
    suspend = (investigating | handling).to(
        suspended, "中止", by=LEADER, pauses=True, why=True, tells="事项进入复议、诉讼，或者等待鉴定、其他机关处理结果的。"
    )
    resume = suspended.to(investigating, "恢复调查", by=LEADER, resumes=True)
    conclude = investigating.to(
        handling,
        "作出结论",
        by=LEADER,
        asks="findings_text! conclusion!",
        needs=(gates.two_supervisors, gates.is_backed_by_findings, gates.body_was_heard),
        does=does.conclude,
        issues="oversight.report",
        law=SUPERVISED,
    )
    clear = investigating.to(
        closed,
        "终结（不存在问题）",
        by=LEADER,
        asks="findings_text!",
        needs=(gates.has_no_findings, gates.obstructions_are_settled),
        does=does.clear,
        law=SUPERVISED,
    )
    hold_to_account = handling.stays(
        "追究责任、移送",
        by=LEADER,
        adds=Accountability,
        shows="kind officer organ reason document_no",
        needs=(gates.is_not_of_certificates, gates.is_concluded, gates.fits_the_conclusion),
        does=does.hold_to_account,
        law=PUNISHED,
        tells="监督机关只建议、移送；处分由任免机关、监察机关决定。",
    )
    order_certificate = handling.stays(
        "暂扣、收回执法证件",
        by=LEADER,
        adds=Accountability,
        shows="kind officer certificate_no keeper until reason document_no",
        needs=(gates.is_of_certificates, gates.is_concluded, gates.fits_the_conclusion),
        does=does.order_certificate,
        danger=True,
        law=PUNISHED,
        tells="送证件登记单位执行；暂扣期间不得从事执法活动。",
    )
    note_result = (handling | closed).stays(
        "登记移送、建议的结果",
        by=(SUPERVISOR, SCHEDULE),
        on=Accountability,
        asks="result! answered_on?",
        does=does.note_result,
        law=PUNISHED,
    )
    stop = (investigating | suspended | handling).to(
        closed,
        "终止",
        by=LEADER,
        asks="end_because!",
        needs=(gates.instruments_are_settled, gates.obstructions_are_settled),
        does=does.stop,
        danger=True,
    )
    strike_off = handling.to(
        closed,
        "销号",
        by=LEADER,
        needs=(gates.instruments_are_settled, gates.obstructions_are_settled, gates.is_mended_by_evidence),
        does=does.strike_off,
        issues="oversight.closing",
        law=MENDED,
        tells="凭验收证据销号，不凭被监督机关自己的报告。",
    )
