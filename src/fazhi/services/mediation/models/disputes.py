"""A dispute: what it is, who is in it, how hard and how risky it is, how it ended."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Unit
from fazhi.kernel.records.fields import SensitiveText, Several, shown
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.restricted import Ground

from .. import grading
from ..roles import READERS
from ..words import (
    AGREED,
    LABOUR_KINDS,
    ApplyForm,
    Circumstance,
    ConfirmationResult,
    CourtStage,
    Difficulty,
    DisputeKind,
    Judgment,
    Label,
    Openness,
    Performance,
    Place,
    Rating,
    Result,
    Retention,
    Risk,
    Route,
    Signal,
    Source,
)
from .committees import Mediator


class Dispute(Case):
    """纠纷案件. `unit` is the committee; `opened_on` the day of the application; a dispute that goes on elsewhere keeps its root."""

    # 受理
    joint_unit = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="联合调委会")
    root_case = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later_cases", verbose_name="同一纠纷首案"
    )
    root_key = models.BigIntegerField("纠纷", default=0, editable=False, db_index=True)
    root_doubt = models.CharField("不是同一纠纷的理由", max_length=200, blank=True)
    source = models.CharField("来源", max_length=20, choices=Source, default=Source.APPLIED)
    hand_over = models.ForeignKey(
        HandOver, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="移送单", editable=False
    )
    referred_by = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="移送单位")
    referral_no = models.CharField("对方单号", max_length=80, blank=True)
    referred_on = models.DateField("移送日期", null=True, blank=True)
    court_stage = models.CharField("法院委派委托阶段", max_length=10, choices=CourtStage, blank=True)
    apply_form = models.CharField("申请方式", max_length=10, choices=ApplyForm, blank=True)
    accepted_on = models.DateField("受理日期", null=True, blank=True, editable=False, db_index=True)
    kind = models.CharField("纠纷类型", max_length=2, choices=DisputeKind)
    subtype = models.CharField("细类", max_length=40, blank=True)
    region = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="发生地")
    occurred_on = models.DateField("发生日期", null=True, blank=True)
    facts = SensitiveText("纠纷简要情况")
    demands = models.TextField("诉求")
    claimed = models.DecimalField("诉求金额", max_digits=14, decimal_places=2, null=True, blank=True)
    people = models.PositiveIntegerField("涉及人数", default=2)
    wished_mediator = models.CharField("当事人希望的调解员", max_length=60, blank=True)
    registrar = models.ForeignKey(Mediator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记调解员")
    # 分级
    circumstances = Several("情节", Circumstance)
    difficulty = models.CharField("难易程度", max_length=10, choices=Difficulty, blank=True)
    difficulty_rule = models.CharField("命中规则", max_length=100, blank=True, editable=False)
    difficulty_override = models.CharField("人工调整理由", max_length=200, blank=True, editable=False)
    risk = models.CharField("风险等级", max_length=10, choices=Risk, default=Risk.BLUE)
    signals = Several("风险信号", Signal)
    suggested_risk = models.CharField("系统提示等级", max_length=10, choices=Risk, blank=True, editable=False)
    risk_explained = models.TextField("评分说明", blank=True, editable=False)
    risk_decided_on = models.DateField("风险核定日期", null=True, blank=True, editable=False)
    alerted_on = models.DateField("发出预警日期", null=True, blank=True, editable=False)
    labels = Several("机制标签", Label)
    scheme_item = models.ForeignKey(
        "mediation.LinkSchemeItem", models.PROTECT, null=True, blank=True, related_name="disputes", verbose_name="联动体系项目"
    )
    major_since = models.DateField("须报告之日", null=True, blank=True, editable=False)
    reported_at = models.DateTimeField("报告县级时间", null=True, blank=True)
    # 过程
    openness = models.CharField("公开方式", max_length=10, choices=Openness, blank=True)
    place = models.CharField("调解方式", max_length=10, choices=Place, blank=True)
    safety_plan = SensitiveText("人身安全预案", blank=True, privacy="P3")
    rights_told_on = models.DateField("权利告知日期", null=True, blank=True, editable=False)
    session_count = models.PositiveSmallIntegerField("调解次数", default=0, editable=False)
    consented_on = models.DateField("各方同意延期日期", null=True, blank=True)
    extended_to = models.DateField("延期至", null=True, blank=True)
    suspended_on = models.DateField("中止日期", null=True, blank=True, editable=False)
    suspend_reason = models.CharField("中止原因", max_length=200, blank=True)
    resumed_on = models.DateField("恢复日期", null=True, blank=True, editable=False)
    arbitration_told_on = models.DateField("可申请仲裁告知日期", null=True, blank=True, editable=False)
    sham_check = models.TextField("疑似虚假调解核查", blank=True)
    # 结果
    result = models.CharField("办理结果", max_length=20, choices=Result, blank=True, editable=False)
    result_on = models.DateField("结果日期", null=True, blank=True, editable=False)
    is_late = models.BooleanField("超期办结", default=False, editable=False)
    end_reason = models.CharField("不予受理、终止原因", max_length=300, blank=True)
    routes_told = models.BooleanField("已告知其他途径", null=True, blank=True)
    originals = models.PositiveSmallIntegerField("还没有退还的原件（份）", default=0, editable=False)
    undisputed = models.TextField(
        "各方确认的无争议事实", blank=True, help_text="调解不成反馈法院时一并提供；为达成协议作出的让步不写在这里"
    )
    route = models.CharField("后续途径", max_length=16, choices=Route, blank=True)
    guided_to = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转介单位")
    consents_to_guide = models.BooleanField("当事人同意转介并提供个人信息", default=False)
    agreement_amount = models.DecimalField("协议涉及金额", max_digits=14, decimal_places=2, null=True, blank=True, editable=False)
    no_amount_reason = models.CharField("无金额原因", max_length=200, blank=True)
    effective_on = models.DateField("协议生效日期", null=True, blank=True, editable=False)
    performance = models.CharField("履行情况", max_length=10, choices=Performance, blank=True, editable=False)
    confirmation = models.CharField("司法确认", max_length=20, choices=ConfirmationResult, blank=True, editable=False)
    wishes_confirmation_on = models.DateField("当事人提出司法确认意愿日期", null=True, blank=True, editable=False)
    sued_on = models.DateField("起诉日期", null=True, blank=True)
    judged_on = models.DateField("裁判生效日期", null=True, blank=True)
    judgment = models.CharField("裁判结果", max_length=10, choices=Judgment, blank=True)
    is_false = models.BooleanField("查实虚假", default=False, editable=False)
    satisfaction = models.CharField("满意度", max_length=2, choices=Rating, blank=True, editable=False)
    last_visit_on = models.DateField("最近回访日期", null=True, blank=True, editable=False)
    file_no = models.CharField("卷号", max_length=60, blank=True)
    retention = models.CharField("保管期限", max_length=10, choices=Retention, default=Retention.THIRTY)
    archived_on = models.DateField("归档日期", null=True, blank=True, editable=False)
    note = models.CharField("备注", max_length=200, blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("（{year}）{unit}人调字第{serial:04d}号", kind="人调")
    search_fields: ClassVar = "number title parties__name"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "调解案件"
        indexes = [*Case.Meta.indexes, models.Index(fields=["accepted_on", "kind"], name="mediation_dispute_kinds")]
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["hand_over"],
                condition=models.Q(hand_over__isnull=False),
                name="mediation_taken_over_once",
                violation_error_message="这件移送已经登记过案件",
            ),
        ]

    def clean(self) -> None:
        """Days in their order; a court's referral names its stage's unit."""
        for (earlier, first), (later, second) in _pairs(self._days()):
            if first > second:
                raise ValidationError({later: f"{self._word(later)} {second} 不能早于{self._word(earlier)} {first}"})
        if self.claimed is not None and self.claimed < 0:
            raise ValidationError({"claimed": "诉求金额不能是负数"})
        if self.people < 2:
            raise ValidationError({"people": "涉及人数至少是 2 人"})

        self._clean_root()

    def _clean_root(self) -> None:
        """The first case is another, earlier one, and leads nobody astray; asked only when it has been named in this act."""
        root = self._state.fields_cache.get("root_case")
        if root is None:
            self.root_key = self.root_key if self.root_case_id else self.pk
            return
        if root.pk == self.pk:
            raise ValidationError({"root_case": "首案不能是本案自己"})
        if root.opened_on and root.opened_on > self.opened_on:
            raise ValidationError({"root_case": f"首案的申请日期 {root.opened_on} 晚于本案 {self.opened_on}，请选更早的案件"})
        if not self._state.adding and self.later_cases.exclude(root_key=root.root_key).exists():
            raise ValidationError({"root_case": "本案已经是其他案件的首案，请先更正那些案件的首案"})
        self.root_key = root.root_key

    def _days(self) -> list[tuple[str, date]]:
        names = ("occurred_on", "opened_on", "accepted_on", "result_on", "closed_on", "archived_on")
        return [(name, getattr(self, name)) for name in names if getattr(self, name)]

    def _word(self, name: str) -> str:
        return {"opened_on": "申请日期"}.get(name) or str(self._meta.get_field(name).verbose_name)

    def grounds_to_restrict(self) -> list[Ground]:
        """A minor among the parties, or violence at home."""
        found = [Ground.MINOR] if any(party.is_minor for party in self.rows("parties")) else []
        return [*found, *([Ground.VIOLENCE] if Signal.DOMESTIC in self.signals else [])]

    @property
    def is_labour(self) -> bool:
        return self.kind in LABOUR_KINDS

    @property
    def is_medical(self) -> bool:
        return self.kind == DisputeKind.MEDICAL

    @property
    def is_agreed(self) -> bool:
        return self.result in AGREED

    @property
    def is_root(self) -> bool:
        return self.root_case_id is None

    @property
    def living_parties(self) -> list[Any]:
        """Those who have neither died nor ceased to be."""
        return [party for party in self.rows("parties") if not party.ended_on]

    @property
    def agreement(self) -> Any:
        """The agreement that stands: the last one."""
        return next(iter(reversed(self.rows("agreements"))), None)

    @property
    def written_agreement(self) -> Any:
        return self.agreement if self.result == Result.WRITTEN else None

    @property
    def oral_agreement(self) -> Any:
        return self.agreement if self.result == Result.ORAL else None

    @property
    def proposed_terms(self) -> list[Any]:
        """Recorded for the next agreement."""
        return [term for term in self.rows("terms") if term.is_proposed]

    @property
    def standing_terms(self) -> list[Any]:
        """What binds: the terms of every agreement that no later one has replaced."""
        return [term for term in self.rows("terms") if term.agreement_no and not term.is_dropped]

    @property
    def unperformed_terms(self) -> list[Any]:
        return [term for term in self.standing_terms if not term.performed_on]

    @shown("统计口径")
    def standing(self) -> str:
        """Said only where a case is not counted as its state would have it."""
        return "查实虚假，不计入统计" if self.is_false else ""

    @property
    def all_performed_on(self) -> date | None:
        """The day of the last performance; none while something is owed."""
        days = [term.performed_on for term in self.standing_terms]
        return max(days) if days and all(days) else None

    @property
    def must_be_reported(self) -> str:
        """Why this must be reported to the county within two hours; blank when it need not."""
        return grading.why_reported(self)

    def days_taken(self) -> int | None:
        return (self.result_on - self.accepted_on).days if self.result_on and self.accepted_on else None

    just_performed: Any = None

    def next_performance(self) -> date | None:
        """The eve of the next day on which something falls due: a period of one day then ends on it."""
        days = [term.due_on for term in self.unperformed_terms if term.due_on and term != self.just_performed]
        return min(days) - timedelta(days=1) if days else None


def _pairs(rows: list[Any]) -> Iterator[tuple[Any, Any]]:
    return zip(rows, rows[1:], strict=False)
