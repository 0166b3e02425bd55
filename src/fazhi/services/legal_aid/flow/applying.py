"""An application or a notice, from its receipt to the decision and the assignment."""

from fazhi.kernel.calendar import Days, WorkingDays
from fazhi.kernel.flow.declared import Register, State, Unlimited
from fazhi.kernel.org.roles import CLERK, LEADER, PUBLIC, SCHEDULE

from .. import limits
from ..conduct import applying, working
from ..gates import applying as on_applying
from ..gates import theirs
from ..gates import working as on_working
from ..models import Material, Recipient, Representative
from ..roles import AID_LAWYER, STAFF
from ..rules import ARCHIVE_DAYS, CORRECT_DAYS, PAY_DAYS

REVIEW_LAW, GAPS_LAW, NOTICE_LAW = limits.REVIEW_LAW, limits.SUPPLEMENT_LAW, limits.NOTICE_LAW
URGENT_LAW = "法律援助法 第四十四条第一款"
APPLIED = (
    on_applying.has_recipients,
    on_applying.lawyers_forward,
    on_applying.notices_fit,
    on_applying.agent_is_named,
    on_applying.incapable_are_represented,
    on_applying.agents_may_apply,
)
DECIDED = (
    on_applying.is_applied_for,
    on_applying.is_competent,
    on_applying.approver_is_another,
    on_applying.lateness_is_explained,
)
GRANTED = (*DECIDED, on_applying.means_are_judged, on_applying.foreigners_have_a_basis)

RECIPIENT = "name sex id_number phone groups capacity born_on address language access_needs contact contact_note"
AID_FIRST = {
    "by": LEADER,
    "asks": "urgent_ground! urgent_reason! lawyer! departs_because?",
    "needs": (on_applying.is_applied_for, on_applying.limitation_is_near, *on_working.ASSIGNABLE),
    "does": working.give_first,
    "law": URGENT_LAW,
    "tells": "受援人应当及时补办手续、补充材料（法律援助法第四十四条第二款）。",
}


class Applying:
    """受理、补正、决定、指派."""

    register = Register(
        "收到申请、通知",
        by=(*STAFF, AID_LAWYER, PUBLIC),
        needs=APPLIED,
        does=applying.take_down,
        numbers=True,
        law=REVIEW_LAW,
    )
    importers = (CLERK, LEADER)

    received = State("审查中", due=Unlimited("审查、指派期限另有时钟"))
    supplementing = State("待补充材料", rests=True)
    ahead = State("先行援助中", due=Unlimited("补办手续期限另有时钟"))
    granted = State("待指派", due=Unlimited("指派期限另有时钟"))
    assigned = State("办理中", due=Unlimited("报告进展期限另有时钟"))
    closing = State("结案审查", due=Days(ARCHIVE_DAYS), due_label="归档期限")
    archived = State("待支付补贴", due=Days(PAY_DAYS), due_label="补贴支付期限")
    objected = State("异议审查中", rests=True)
    correcting = State("待改正", due=WorkingDays(CORRECT_DAYS), due_label="改正期限")
    paid = State("已办结", final=True)
    refused = State("不予援助", final=True)
    terminated = State("已终止", final=True)
    withdrawn = State("已撤回", final=True)
    transferred = State("已转送", final=True)
    start = received

    # 审查、补正、决定
    grant = received.to(
        granted,
        "决定给予法律援助",
        by=LEADER,
        asks="findings! means_note? foreign_basis? late_because?",
        needs=GRANTED,
        does=applying.grant,
        law=REVIEW_LAW,
    )
    list_gaps = received.to(
        supplementing,
        "一次性告知补正",
        by=STAFF,
        asks="missing! supplement_by?",
        needs=(on_applying.is_applied_for, on_applying.gaps_are_told_once),
        does=applying.list_gaps,
        pauses=("review",),
        law=GAPS_LAW,
        tells="只能告知一次，请把缺的材料和要说明的事写全；期满不补的视为撤回申请。",
    )
    supplement = supplementing.to(
        received,
        "补充材料、作出说明",
        by=(*STAFF, PUBLIC),
        theirs=theirs.by_anyone,
        adds=Material,
        does=applying.supplement,
        resumes=True,
        law=GAPS_LAW,
    )
    refuse = (received | ahead).to(
        refused,
        "决定不予法律援助",
        by=LEADER,
        asks="findings! refused_because! refused_under! late_because?",
        needs=DECIDED,
        does=applying.refuse,
        law=REVIEW_LAW,
        tells="书面告知申请人，说明理由，并告知可以向司法行政部门提出异议。",
        danger=True,
    )
    aid_first = received.to(ahead, "先行提供法律援助", pauses=("review",), **AID_FIRST)
    aid_first_waiting = supplementing.to(ahead, "先行提供法律援助（材料待补）", **AID_FIRST)
    complete_papers = ahead.stays(
        "补办手续、补齐材料",
        by=(*STAFF, PUBLIC),
        theirs=theirs.by_anyone,
        adds=Material,
        does=applying.supplement,
        resumes=True,
        law="法律援助法 第四十四条第二款",
    )
    grant_ahead = ahead.to(
        assigned,
        "决定给予（已先行援助）",
        by=LEADER,
        asks="findings! means_note? foreign_basis? late_because?",
        needs=GRANTED,
        does=applying.grant,
        law=REVIEW_LAW,
    )
    deem_withdrawn = supplementing.to(withdrawn, "视为撤回申请", by=SCHEDULE, does=applying.deem_withdrawn, law=GAPS_LAW)

    # 指派
    assign = granted.to(
        assigned,
        "指派法律援助人员",
        by=STAFF,
        asks="lawyer! departs_because? agreement_on?",
        needs=on_working.ASSIGNABLE,
        does=working.assign,
        law=REVIEW_LAW,
    )
    assign_notified = received.to(
        assigned,
        "指派律师并通知办案机关",
        by=STAFF,
        asks="lawyer! organ_told_on! departs_because?",
        needs=(on_applying.is_notified, *on_working.ASSIGNABLE),
        does=working.assign_notified,
        law=NOTICE_LAW,
    )
    recall_notice = received.to(
        withdrawn,
        "已自行委托，不再指派",
        by=STAFF,
        needs=(on_applying.is_notified,),
        does=applying.recall_notice,
        why=True,
        law="法律援助法 第二十七条",
    )

    # 补登、撤回、转送
    add_recipient = (received | ahead | granted | assigned).stays(
        "补登受援人", by=STAFF, adds=Recipient, shows=RECIPIENT, does=applying.add_recipient
    )
    add_agent = received.stays(
        "补登代为申请人", by=STAFF, adds=Representative, needs=(on_applying.agents_may_apply,), law="法律援助法 第四十条"
    )
    amend = (received | ahead).stays(
        "核查经济状况",
        by=STAFF,
        asks="means_path! exempt_as? income? household? has_promised? means_note?",
        law="法律援助法 第四十一条",
        tells="可以通过信息共享查询，或者由申请人作个人诚信承诺。",
    )
    add_material = (received | ahead | granted | assigned | closing).stays(
        "登记材料",
        by=(*STAFF, AID_LAWYER),
        adds=Material,
        needs=(on_working.in_charge,),
        does=applying.note_material,
        attaches="材料",
    )
    withdraw = (received | supplementing | granted).to(
        withdrawn, "撤回申请", by=(*STAFF, PUBLIC), theirs=theirs.by_applicant, does=applying.withdraw, danger=True
    )
    transfer = received.to(
        transferred,
        "转送有管辖权的法律援助机构",
        by=STAFF,
        asks="transfer_to!",
        needs=(on_applying.is_applied_for, on_applying.is_elsewhere),
        does=applying.transfer,
        law=on_applying.PLACE_LAW,
    )
    come_back = transferred.to(received, "转送被退回", by=SCHEDULE, does=applying.come_back, law=on_applying.PLACE_LAW)
    note_transfer = transferred.stays("接收机构反馈", by=SCHEDULE, asks="transfer_told!", law=on_applying.PLACE_LAW)
