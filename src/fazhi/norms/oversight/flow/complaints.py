"""The life of a complaint about enforcement: received, accepted, looked into, answered."""

from fazhi.kernel.calendar import Days, WorkingDays
from fazhi.kernel.flow.declared import Flow, Register, State
from fazhi.kernel.org.roles import LEADER, PUBLIC, SUPERVISOR

from ..conduct import complaints as does
from ..gates import complaints as gates
from ..gates.complaints import HEARD
from ..models import Complaint
from ..rules import COMPLAINT_ACCEPT_DAYS, COMPLAINT_ANSWER_DAYS


class ComplaintFlow(Flow):
    model = Complaint
    importers = (SUPERVISOR,)
    register = Register("登记投诉举报", by=(SUPERVISOR, PUBLIC), does=Complaint.take_down, numbers=True, law=HEARD)

    received = State("待受理", due=WorkingDays(COMPLAINT_ACCEPT_DAYS), due_label="投诉举报受理期限")
    accepted = State("核查中", due=Days(COMPLAINT_ANSWER_DAYS), due_label="投诉举报答复期限")
    answered = State("已答复", final=True)
    declined = State("不予受理", final=True)
    start = received

    accept = received.to(
        accepted,
        "受理",
        by=SUPERVISOR,
        asks="body!",
        needs=(gates.is_not_in_remedy,),
        does=Complaint.accept,
        law=HEARD,
        tells="不得把投诉举报人的信息告诉被反映的单位。",
    )
    decline = received.to(
        declined,
        "不予受理",
        by=SUPERVISOR,
        asks="refused_because!",
        law=HEARD,
        tells="已经申请复议、起诉的，告知由复议机关、人民法院处理；不属于执法监督的，告知有权处理的机关。",
    )
    supervise = accepted.stays(
        "转监督案件",
        by=SUPERVISOR,
        needs=(gates.is_not_yet_a_case,),
        does=does.supervise,
        law=HEARD,
        tells="监督案件里不写投诉举报人。",
    )
    answer = accepted.to(
        answered,
        "答复",
        by=(SUPERVISOR, LEADER),
        asks="is_true! answer!",
        needs=(gates.names_nobody,),
        does=does.answer,
        law=HEARD,
    )
