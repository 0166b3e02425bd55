"""检查: of one object by two inspectors or more; what was found, signed, published within its term, and followed up."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.calendar.moments import legal_day
from fazhi.kernel.flow.gates import asked_gate, gate
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.checklists import Checklist, unanswered
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering

from ..roles import READERS
from ..rules import UNSCANNED_HOURS
from ..words import PROBLEMS, Entry, Found, Ground, Outcome, Rating, Signed, Unscanned
from .directories import CheckInspector, CheckItem, CheckTarget
from .draws import DrawTask

TWO = "行政处罚法 第四十二条第一款"
APPROVED = "优化营商环境条例 第五十四条第一款"


class Inspection(Case):
    """A visit. What was drawn comes of a draw; every other check names its ground."""

    task = models.ForeignKey(DrawTask, models.PROTECT, null=True, blank=True, related_name="inspections", verbose_name="抽查任务")
    joins = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="joined", verbose_name="联合的检查"
    )
    ground = models.CharField("检查来源", max_length=10, choices=Ground)
    ground_note = models.CharField("来源说明", max_length=200, blank=True)
    item = models.ForeignKey(CheckItem, models.PROTECT, related_name="+", verbose_name="抽查事项")
    target = models.ForeignKey(CheckTarget, models.PROTECT, related_name="inspections", verbose_name="检查对象")
    overlaps = models.CharField("近期其他检查", max_length=300, blank=True, editable=False)
    approval_no = models.CharField("检查审批文号", max_length=100, blank=True)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="批准人")
    approved_on = models.DateField("批准日期", null=True, editable=False)
    notified_on = models.DateField("通知日期", null=True, blank=True)
    overlap_answer = models.CharField("与近期其他检查怎样合并、联合", max_length=200, blank=True)
    is_over_cap = models.BooleanField("超过年度频次", default=False, editable=False)
    pass_salt = models.CharField("入企码编次", max_length=32, blank=True, editable=False)
    pass_until = models.DateTimeField("入企码有效期至", null=True, editable=False)
    scanned_at = models.DateTimeField("扫码确认时间", null=True, editable=False)
    entry = models.CharField("入企方式", max_length=10, choices=Entry, blank=True)
    entered_at = models.DateTimeField("入企时间", null=True, blank=True)
    entry_because = models.CharField("没有扫码的原因", max_length=10, choices=Unscanned, blank=True)
    entry_note = models.CharField("没有扫码的情况说明", max_length=200, blank=True)
    entry_approved_by = models.CharField("没有扫码入企的批准人", max_length=60, blank=True)
    entry_late_because = models.CharField("没有按时登记入企的理由", max_length=200, blank=True)
    is_entry_late = models.BooleanField("没有按时登记入企", default=False, editable=False)
    entered_on = models.DateField("检查日期", null=True, blank=True)
    shown = models.BooleanField("已出示执法证件", default=False)
    checklist = Checklist("检查要点", Found)
    facts = models.TextField("检查情况", blank=True)
    outcome = models.CharField("检查结果", max_length=14, choices=Outcome, blank=True)
    signed = models.CharField("当事人签字", max_length=8, choices=Signed, blank=True)
    witness = models.CharField("拒签原因和见证人", max_length=160, blank=True)
    correction = models.TextField("责令改正", blank=True)
    correction_due = models.DateField("改正期限", null=True, blank=True)
    recorded_on = models.DateField("结果形成日期", null=True, editable=False)
    reviewed_by_other = models.CharField("审核人", max_length=60, blank=True)
    published_on = models.DateField("公示日期", null=True, editable=False)
    is_handed_on = models.BooleanField("已移送立案", default=False, editable=False)
    rechecked_on = models.DateField("复查日期", null=True, blank=True)
    recheck = models.TextField("复查情况", blank=True)
    is_corrected = models.BooleanField("已经改正", default=False)
    rating = models.CharField("企业评价", max_length=6, choices=Rating, blank=True)
    opinion = models.CharField("企业的意见", max_length=300, blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}检查〔{year}〕{serial}号", kind="检查")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "item target task joins"
    read_with: ClassVar = "members__inspector target__avoidances"
    untold: ClassVar = "pass_salt"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "检查"

    def clean(self) -> None:
        self.title = self.title or f"{self.target}：{self.item}"[:160]
        if self.ground != Ground.RANDOM and not self.ground_note.strip():
            raise ValidationError({"ground_note": "不是随机抽取的检查，写明投诉、线索或者交办的文号"})
        if self.entry == Entry.EXCEPTION and not self.entry_note.strip():
            raise ValidationError({"entry_note": "没有扫码入企的，写明原因"})
        if self.is_entry_late and not self.entry_late_because.strip():
            raise ValidationError(
                {"entry_late_because": f"没有扫码的，入企以后 {UNSCANNED_HOURS.value()} 小时内登记；过了时间的写明理由"}
            )

    @property
    def standing(self) -> list[Any]:
        return [row for row in self.rows("members") if not row.is_fallen]

    def kept_away(self, day: date) -> list[CheckInspector]:
        """Those of the team who must avoid the object, whoever put them there and whenever it came out."""
        away = {row.inspector_id for row in self.target.avoidances.all() if legal_day(row.event_at) <= day}
        return [row.inspector for row in self.standing if row.inspector_id in away]

    @property
    def together(self) -> "list[Inspection]":
        """Every department's inspection of the same visit, the leading one first."""
        first = self.joins or self
        return [first, *first.joined.exclude(state="cancelled").select_related("unit", "item")]

    @property
    def has_problem(self) -> bool:
        return self.outcome in PROBLEMS

    @gate("随机抽查的对象由抽取产生，不能手工指定")
    def is_not_hand_picked(self) -> bool:
        return self.ground != Ground.RANDOM or self.task_id is not None

    @gate("随机抽查的检查人员由抽取产生，不能手工增加；需要替换的，用“替换检查人员”")
    def is_by_hand(self) -> bool:
        return self.ground != Ground.RANDOM

    @gate("检查人员不得少于两人，并持有检查当日有效的执法证", law=TWO)
    def has_two(self) -> bool | str:
        day = self.entered_on or self.opened_on
        good = [row for row in self.standing if row.inspector.is_certified(day)]
        if len(good) >= 2:
            return True
        return f"检查人员不得少于两人，持有{day}有效执法证的只有 {len(good)} 人"

    @asked_gate("没有出示执法证件", law=TWO)
    def has_shown(self) -> bool:
        return self.shown

    @gate("不是随机抽查的检查，先由负责人批准；情况紧急来不及批准的，用“没有扫码入企”登记批准人", law=APPROVED)
    def is_approved(self) -> bool:
        return self.ground == Ground.RANDOM or self.approved_on is not None

    @gate("随机抽查由抽查任务批准，不用另外批准")
    def is_by_approval(self) -> bool:
        return self.ground != Ground.RANDOM

    @asked_gate("还有检查要点没有登记")
    def answers_all(self) -> bool | str:
        left = unanswered(self.checklist)
        return f"还没有登记：{'、'.join(left[:5])}" if left else True

    @asked_gate("有不符合的检查要点，检查结果不能是“未发现问题”")
    def agrees_with_points(self) -> bool:
        return self.outcome != Outcome.CLEAN or all(answer != Found.BAD for _, answer, _ in self.checklist)

    @gate("拒绝签字或者当事人不在场的，写明原因和见证人")
    def has_witness(self) -> bool:
        return self.signed in ("", Signed.YES) or bool(self.witness.strip())

    @gate("责令改正的，写明内容和期限")
    def says_correction(self) -> bool:
        return self.outcome != Outcome.ORDERED or (bool(self.correction.strip()) and self.correction_due is not None)

    @asked_gate("审核人参加了检查，请换没有参加的人审核", law=TWO)
    def reviewer_was_not_there(self) -> bool:
        return self.reviewed_by_other.strip() not in {row.inspector.name for row in self.standing}

    @gate("没有经过审核，不得公示")
    def is_reviewed(self) -> bool:
        return bool(self.reviewed_by_other.strip())

    @gate("发现问题的，先复查，或者移送立案")
    def was_rechecked(self) -> bool:
        return not self.has_problem or self.is_handed_on or bool(self.recheck.strip())

    @gate("责令改正没有改正的，移送立案；继续改正的，改正以后再复查")
    def was_corrected(self) -> bool:
        return self.outcome != Outcome.ORDERED or self.is_corrected or self.is_handed_on

    def approve(self, act: Any) -> None:
        self.approved_by, self.approved_on = act.person, act.on

    def hand_on(self, act: Any) -> None:
        self.is_handed_on = True

    def record(self, act: Any) -> None:
        self.recorded_on = act.on

    def publish(self, act: Any) -> None:
        self.published_on = act.on


class Member(Part):
    """检查组成员: as drawn, or the next in the draw's order when one falls out."""

    of = models.ForeignKey(Inspection, models.CASCADE, related_name="members")
    inspector = models.ForeignKey(CheckInspector, models.PROTECT, related_name="+", verbose_name="检查人员")
    follows = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+", verbose_name="递补")
    is_fallen = models.BooleanField("已替换", default=False, editable=False)
    fallen_because = models.CharField("替换的理由", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "检查组成员"

    def __str__(self) -> str:
        return str(self.inspector)
