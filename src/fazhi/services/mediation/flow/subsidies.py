"""The life of a subsidy claim: checked twice, drawn by lot, made public, paid, and recovered when it was false."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import NotSamePerson
from fazhi.kernel.org.roles import CLERK, LEADER

from ..models import SubsidyClaim
from ..models.subsidies import not_their_own, notice_is_long_enough, notice_is_over
from ..roles import STAFF
from ..rules import NOTICE_DAYS

PAYABLE = (
    SubsidyClaim.is_not_false,
    SubsidyClaim.is_their_case,
    SubsidyClaim.paid_once,
    SubsidyClaim.has_succeeded,
    SubsidyClaim.file_is_complete,
    SubsidyClaim.presence_is_proved,
    SubsidyClaim.is_no_civil_servant,
)
OTHER_EYES = (NotSamePerson("recorded_by", "申报人不能自己审核"), not_their_own)
SECOND_EYES = (*OTHER_EYES, NotSamePerson("reviewed_by", "初审和复核不能由同一人办理"))


class SubsidyFlow(Flow):
    model = SubsidyClaim
    register = Register("申报补贴", by=STAFF, needs=PAYABLE, does=SubsidyClaim.reckon, numbers=True, law="人民调解法 第十六条")

    drafted = State("待司法所初审", due=Unlimited("按批次办理"))
    reviewed = State("待县局复核", due=Unlimited("按批次办理"))
    checked = State("待公示", due=Unlimited("按批次办理"))
    noticed = State("公示中", due=WorkingDays(NOTICE_DAYS), due_label="公示期")
    paid = State("已发放", rests=True)
    returned = State("已退回", final=True)
    recovered = State("已追回", final=True)
    start = drafted

    review = drafted.to(
        reviewed,
        "司法所初审",
        by=CLERK,
        asks="batch! doubts_answered?",
        does=SubsidyClaim.draw,
        needs=(*OTHER_EYES, SubsidyClaim.doubts_are_answered),
    )
    verify = reviewed.stays(
        "抽查核实",
        by=CLERK,
        asks="is_found_true!",
        why=True,
        needs=(*OTHER_EYES, SubsidyClaim.was_drawn),
        does=SubsidyClaim.verify,
    )
    check = reviewed.to(
        checked,
        "县局复核",
        by=CLERK,
        needs=(*SECOND_EYES, SubsidyClaim.sample_is_verified),
        does=SubsidyClaim.note_check,
    )
    publish = checked.to(
        noticed,
        "公示",
        by=CLERK,
        asks="notice_to!",
        does=SubsidyClaim.publish,
        needs=(notice_is_long_enough,),
        bulk=True,
    )
    pay = noticed.to(paid, "发放", by=LEADER, needs=(*OTHER_EYES, notice_is_over), does=SubsidyClaim.pay_out, bulk=True)
    give_back = (drafted | reviewed | checked | noticed).to(returned, "退回", by=CLERK, why=True)
    recover = paid.to(
        recovered,
        "追回",
        by=CLERK,
        why=True,
        does=SubsidyClaim.recover,
        danger=True,
        tells="查实虚假的，追回补贴，案件不再计入统计，调解员等级降低一级。",
    )
