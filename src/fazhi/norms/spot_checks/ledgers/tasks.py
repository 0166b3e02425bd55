"""抽查任务台账 and 检查台账: a draw is never brought in ready-made, an inspection only with the ground on which it was made."""

from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.calendar.moments import day_start
from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.present.cells import NUMBER, key_column, key_of, reference, said
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import DrawTaskFlow, InspectionFlow
from ..models import CheckInspector, DrawTask, Inspection, Member
from ..roles import KEEPERS
from ..words import Entry, Ground, Outcome, Signed, Unscanned

UNREAD = "由系统产生，导入时不读"
HERE = "在系统里办理，导入时不读"
TOLD = "台账载明"


class DrawTaskLedger(Ledger):
    model = DrawTask
    title = "抽查任务台账"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("任务序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("任务名称", "title", required=True),
        reference("事项序号", "item", "spot_checks.checkitem", True),
        reference("计划序号", "yearly", "spot_checks.checkplan"),
        Column("没有列入年度计划的理由", "unplanned_because"),
        Column("部门联合抽查", "is_joint", kind="yes_no"),
        reference("牵头部门的任务序号", "lead", "spot_checks.drawtask"),
        Column("每个对象的检查人员", "team", kind="whole"),
        Column("每人最多承担的对象", "load", kind="whole"),
        Column("公开承诺码的截止时间", "reveal_by", kind="time", required=True),
        Column("拟定日期", "opened_on", kind="date", required=True),
        Column("方案指纹", "plan_hash", note=UNREAD),
        Column("结果指纹", "result_hash", note=UNREAD),
        Column("抽中的对象", "drawn", kind="whole", note=UNREAD),
        Column("状态", "state", kind="choice", words={s.label: n for n, s in DrawTaskFlow.states.items()}, note=HERE),
    )

    def case(self, row: dict[str, Any]) -> DrawTask:
        return DrawTask(**said(row, "unit title item yearly unplanned_because is_joint lead team load reveal_by"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        if life.case.version == 0:
            has_come("拟定抽查", row["opened_on"])
            life.begin(person, row["opened_on"], {})

    def together(self) -> str:
        return "unit item yearly lead"


class InspectionLedger(Ledger):
    model = Inspection
    title = "检查台账"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("检查序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("检查来源", "ground", kind="choice", words=Ground, required=True),
        Column("来源说明", "ground_note"),
        reference("事项序号", "item", "spot_checks.checkitem", True),
        reference("统一社会信用代码", "target", "spot_checks.checktarget", True),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column(
            "检查人员编号",
            "members",
            note="用“、”隔开，不少于两人",
            write=lambda case: "、".join(key_of(row.inspector) for row in case.standing),
        ),
        Column("审批文号", "approval_no"),
        Column("通知日期", "notified_on", kind="date"),
        Column("检查日期", "entered_on", kind="date"),
        Column("入企方式", "entry", kind="choice", words=Entry),
        Column("入企时间", "entered_at", kind="time", note="没有扫码的填；空白按检查日期"),
        Column("没有扫码的原因", "entry_because", kind="choice", words=Unscanned),
        Column("没有扫码的情况说明", "entry_note"),
        Column("没有扫码入企的批准人", "entry_approved_by"),
        Column("检查情况", "facts"),
        Column("检查结果", "outcome", kind="choice", words=Outcome),
        Column("当事人签字", "signed", kind="choice", words=Signed),
        Column("拒签原因和见证人", "witness"),
        Column("责令改正", "correction"),
        Column("改正期限", "correction_due", kind="date"),
        Column("结果形成日期", "recorded_on", kind="date"),
        Column("审核人", "reviewed_by_other"),
        Column("公示日期", "published_on", kind="date"),
        Column("状态", "state", kind="choice", words={s.label: n for n, s in InspectionFlow.states.items()}, note=HERE),
    )

    def case(self, row: dict[str, Any]) -> Inspection:
        if row["ground"] == Ground.RANDOM:
            raise ValidationError({"ground": "随机抽查的对象由系统抽取产生，不能从台账导入"})
        return Inspection(**said(row, "unit ground ground_note item target"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Visit(life, row, person).tell()

    def together(self) -> str:
        return "unit item target members__inspector"


class Visit:
    """What the row says of a check, in the order of its days."""

    def __init__(self, life: Any, row: dict[str, Any], person: Any) -> None:
        self.life, self.row, self.person, self.case = life, row, person, life.case

    def tell(self) -> None:
        row, flow = self.row, InspectionFlow
        if self.case.version == 0:
            has_come("登记检查", row["opened_on"])
            self.life.begin(self.person, row["opened_on"], {"members": [Member(inspector=each) for each in self._people()]})
        if row["notified_on"] and not self.case.notified_on and self.case.state == "assigned":
            self._take(flow.notify, "notified_on", "approval_no notified_on")
        if row["entered_on"] and self.case.state == "assigned":
            self._enter()
        if row["recorded_on"] and self.case.state == "inspecting":
            self._take(flow.record, "recorded_on", "facts outcome signed witness correction correction_due")
        if row["reviewed_by_other"] and not self.case.reviewed_by_other and self.case.state == "recorded":
            self._take(flow.review, "recorded_on", "reviewed_by_other")
        if row["published_on"] and self.case.state == "recorded":
            self._take(flow.publish, "published_on", "")

    def _enter(self) -> None:
        """By code, as the ledger tells, or without one, with its reason."""
        if self.row["entry"] != Entry.EXCEPTION:
            self.case.entered_on = self.row["entered_on"]
            self._take(InspectionFlow.scan, "entered_on", "", shown=True)
            return
        at = self.row["entered_at"] or day_start(self.row["entered_on"])
        names = "entry_because entry_note entry_approved_by"
        self._take(InspectionFlow.enter, "entered_on", names, shown=True, entered_at=at)

    def _people(self) -> list[Any]:
        names = [name.strip() for name in (self.row["members"] or "").split("、") if name.strip()]
        found = self._found(names)
        if lost := [name for name in names if name not in found]:
            raise ValidationError({"members": f"检查人员名录里没有{'、'.join(lost)}"})
        return [found[name] for name in names]

    def _found(self, names: list[str]) -> dict[str, CheckInspector]:
        """Kept with whoever brings the ledger in, who lives as long as the run: the same few go to thousands of enterprises."""
        kept: dict[str, CheckInspector] = vars(self.person).setdefault("_inspectors", {})
        if any(name not in kept for name in names):
            kept |= {row.staff_no: row for row in CheckInspector.objects.visible_to(self.person).filter(staff_no__in=names)}
        return kept

    def _take(self, step: Any, day: str, names: str, **more: Any) -> None:
        has_come(step.label, self.row[day])
        self.life.take(step, self.person, self.row[day], {**said(self.row, names), **more}, TOLD)
