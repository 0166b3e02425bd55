"""The life of an inspection: assigned, made, recorded, published within its term, followed up."""

from fazhi.kernel.calendar import Days, WorkingDays, today
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.declared import Clock, Flow, Register, State, Unlimited
from fazhi.kernel.flow.gates import Gate, SomebodyElse
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import LEADER, PUBLIC

from ..conduct import drawing as does
from ..conduct import entering
from ..models import Inspection, Member
from ..models.inspections import APPROVED, TWO
from ..roles import INSPECTOR, KEEPERS
from ..rules import PUBLISHED_DAYS, RECHECK_DAYS

RECHECK = Days(RECHECK_DAYS)
CHECKERS = (INSPECTOR, *KEEPERS)
AVOIDED = "行政处罚法 第四十三条第一款"


def is_of_the_scan(case: Inspection, holder: object, part: object) -> bool:
    """Only within the act by which the enterprise let in the department that leads."""
    return case.joins_id is not None and case.joins.scanned_at is not None


nobody_who_was_there = SomebodyElse(
    lambda case: {row.inspector.person_id for row in case.standing}, "审核由没有参加检查的人员进行", TWO
)


class NobodyAvoids(Gate):
    """Kin and former employers are not drawn; where it comes out later, or the team was put together by hand, they do not go in."""

    def refusal(self, case: Inspection, act: Acting | None) -> NotAllowed | None:
        if not (away := case.kept_away(act.on if act else today())):
            return None
        return NotAllowed(f"{'、'.join(map(str, away))}应当回避{case.target}，请先替换", AVOIDED)


nobody_avoids = NobodyAvoids()


class InspectionFlow(Flow):
    model = Inspection
    importers = KEEPERS
    register = Register(
        "登记检查", by=KEEPERS, needs=(Inspection.is_not_hand_picked,), does=entering.begin, numbers=True, law=TWO
    )

    assigned = State("待检查", due=Unlimited("检查的时间由抽查任务确定"))
    inspecting = State("检查中", due=Unlimited("检查的时间由抽查任务确定"))
    recorded = State("待公示", due=WorkingDays(PUBLISHED_DAYS), remind=(5, 1))
    following = State("待复查", due=Unlimited("复查期限另有时钟"))
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
    approve = assigned.stays(
        "批准检查", by=LEADER, asks="approval_no?", needs=(Inspection.is_by_approval,), does=Inspection.approve, law=APPROVED
    )
    notify = assigned.stays("通知", by=CHECKERS, asks="approval_no? notified_on!")
    issue_code = (assigned | inspecting).stays(
        "生成入企码",
        by=CHECKERS,
        asks="overlap_answer?",
        needs=(Inspection.is_approved, Inspection.has_two, nobody_avoids),
        does=entering.issue_code,
        law=TWO,
        tells="到了以后生成，请被检查人用手机扫；重新生成的，原来的作废。",
    )
    scan = assigned.to(
        inspecting,
        "确认入企",
        by=PUBLIC,
        asks="shown!",
        needs=(Inspection.has_two, nobody_avoids, Inspection.has_shown),
        does=entering.scan,
        law=TWO,
        tells="核对检查人员和执法证件以后再确认。证件不符、没有出示证件的，可以拒绝检查。",
    )
    come_along = assigned.to(
        inspecting,
        "随牵头部门入企",
        by=PUBLIC,
        theirs=is_of_the_scan,
        needs=(Inspection.has_two, nobody_avoids),
        does=entering.come_along,
    )
    enter = assigned.to(
        inspecting,
        "没有扫码入企",
        by=CHECKERS,
        asks="entered_at! entry_because! entry_note! entry_approved_by! entry_late_because? overlap_answer? shown!",
        needs=(Inspection.has_two, nobody_avoids, Inspection.has_shown),
        does=entering.enter_without,
        law=TWO,
        tells="能扫码的先扫码。没有扫码的写明原因和批准人，入企以后按时登记。",
    )
    rate = (inspecting | recorded | following | closed).stays("评价", by=PUBLIC, asks="rating! opinion?")
    record = inspecting.to(
        recorded,
        "录入结果",
        by=CHECKERS,
        asks="checklist facts! outcome! signed! witness? correction? correction_due?",
        needs=(Inspection.answers_all, Inspection.agrees_with_points, Inspection.has_witness, Inspection.says_correction),
        does=Inspection.record,
        attaches="现场照片",
        law=TWO,
    )
    review = recorded.stays(
        "审核", by=KEEPERS, asks="reviewed_by_other!", needs=(nobody_who_was_there, Inspection.reviewer_was_not_there)
    )
    publish = recorded.to(following, "公示结果", by=KEEPERS, needs=(Inspection.is_reviewed,), does=Inspection.publish)
    recheck = following.stays("登记复查", by=CHECKERS, asks="rechecked_on! recheck! is_corrected", attaches="复查照片")
    hand_on = following.stays(
        "移送立案",
        by=KEEPERS,
        hands_over="enforcement.penaltycase",
        does=Inspection.hand_on,
        why=True,
        tells="发现违法线索的，移送有处罚权的机关立案。",
    )
    close = following.to(closed, "办结", by=KEEPERS, needs=(Inspection.was_rechecked, Inspection.was_corrected))
    cancel = (assigned | inspecting).to(cancelled, "不再检查", by=KEEPERS, why=True, danger=True)

    rechecking = Clock(
        "复查期限",
        lambda case: RECHECK if case.has_problem else None,
        starts=publish,
        stops=(recheck, hand_on, close),
        since=lambda case: case.correction_due,
    )
