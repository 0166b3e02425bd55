"""The life of an inspection: assigned, made, recorded, published within its term, followed up."""

from fazhi.kernel.calendar import WorkingDays
from fazhi.kernel.flow.declared import Flow, Register, State, Unlimited

from ..conduct import drawing as does
from ..models import Inspection, Member
from ..models.inspections import TWO
from ..roles import INSPECTOR, KEEPERS
from ..rules import PUBLISHED_DAYS

CHECKERS = (INSPECTOR, *KEEPERS)


class InspectionFlow(Flow):
    model = Inspection
    importers = KEEPERS
    register = Register(
        "登记检查", by=KEEPERS, needs=(Inspection.is_not_hand_picked,), does=does.see_others, numbers=True, law=TWO
    )

    assigned = State("待检查", due=Unlimited("检查的时间由抽查任务确定"))
    inspecting = State("检查中", due=Unlimited("检查的时间由抽查任务确定"))
    recorded = State("待公示", due=WorkingDays(PUBLISHED_DAYS), remind=(5, 1))
    following = State("待复查", due=Unlimited("改正期限由责令改正确定"))
    closed = State("已办结", final=True)
    cancelled = State("不再检查", final=True)
    start = assigned

    add_member = assigned.stays(
        "增加检查人员", by=KEEPERS, adds=Member, shows="inspector", needs=(Inspection.is_by_hand,), law=TWO
    )
    replace = assigned.stays(
        "替换检查人员",
        by=KEEPERS,
        on=Member,
        does=does.replace,
        why=True,
        tells="由抽取的次序递补，不能指定；理由随结果公示。",
    )
    notify = assigned.stays("通知", by=CHECKERS, asks="approval_no? notified_on!")
    enter = assigned.to(
        inspecting,
        "入企检查",
        by=CHECKERS,
        asks="entered_on! entry! entry_note? shown!",
        needs=(Inspection.has_two, Inspection.has_shown),
        law=TWO,
        tells="主动出示执法证件；没有扫码的写明原因。",
    )
    record = inspecting.to(
        recorded,
        "录入结果",
        by=CHECKERS,
        asks="facts! outcome! signed! witness? correction? correction_due?",
        needs=(Inspection.has_witness, Inspection.says_correction),
        does=Inspection.record,
        law=TWO,
    )
    review = recorded.stays("审核", by=KEEPERS, asks="reviewed_by_other!")
    publish = recorded.to(following, "公示结果", by=KEEPERS, needs=(Inspection.is_reviewed,), does=Inspection.publish)
    recheck = following.stays("登记复查", by=CHECKERS, asks="recheck! is_corrected")
    hand_on = following.stays(
        "移送立案", by=KEEPERS, hands_over="enforcement.penaltycase", why=True, tells="发现违法线索的，移送有处罚权的机关立案。"
    )
    close = following.to(closed, "办结", by=KEEPERS, needs=(Inspection.was_rechecked,))
    cancel = (assigned | inspecting).to(cancelled, "不再检查", by=KEEPERS, why=True, danger=True)
