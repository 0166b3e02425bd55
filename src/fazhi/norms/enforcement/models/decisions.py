"""处理决定: what one party of a case gets, from the proposal to the last yuan; each with a number and clocks of its own."""

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from .. import late_fee
from ..discretion_words import Departure
from ..execution_words import DeferralKind, RemedyResult, Ruling, Termination
from ..penalty_limits import PAID, known
from ..penalty_words import OF_MONEY, OUTCOME_LAW, Outcome, PenaltyKind, Tendency
from ..roles import HANDLERS, READERS
from .bodies import Provision
from .case_parts import CaseParty
from .cases import PenaltyCase
from .telling import DecisionTold

WEIGHT = {kind: at for at, kind in enumerate(PenaltyKind)}
ZERO = Decimal(0)


class Decision(DecisionTold, Case):
    """One party's 决定书 and all that leads to it and follows from it. `title` says whose and what for."""

    opened_on = models.DateField("拟处理日期", editable=False)
    case = models.ForeignKey(PenaltyCase, models.PROTECT, related_name="decisions", verbose_name="行政处罚案件")
    party = models.ForeignKey(CaseParty, models.PROTECT, related_name="+", verbose_name="当事人")
    outcome = models.CharField("处理结果", max_length=16, choices=Outcome, blank=True)
    facts = models.TextField("认定的违法事实", blank=True)
    proof = models.TextField("证据", blank=True)
    violated = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="违反的规定")
    basis = models.ForeignKey(Provision, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="处罚依据")
    other_bases = models.CharField("其他依据", max_length=300, blank=True)
    newer_is_lighter = models.BooleanField("适用较轻的新规定", default=False)
    tendency = models.CharField("裁量情节", max_length=10, choices=Tendency, blank=True)
    tendency_ground = models.TextField("从轻、减轻、从重的理由", blank=True)
    benchmark_item = models.ForeignKey(
        "enforcement.ScaleItem", models.PROTECT, null=True, blank=True, related_name="decisions", verbose_name="裁量基准事项"
    )
    base_amount = models.DecimalField("罚款的计算基数（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    circumstances = models.TextField("认定的裁量情形", blank=True)
    has_benchmark = models.BooleanField("有可以适用的裁量基准", default=False, editable=False)
    departs_because = models.TextField("调整适用裁量基准的理由", blank=True)
    departs_by = models.CharField("调整适用的批准", max_length=16, choices=Departure, blank=True)
    is_outside = models.BooleanField("在裁量基准以外", default=False, editable=False)
    leniency_item = models.ForeignKey(
        "enforcement.LeniencyItem", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="轻微违法清单事项"
    )
    earlier_offences = models.PositiveSmallIntegerField("回看期内的同类处罚", null=True, editable=False)
    discretion_ref = models.CharField("适用的裁量基准", max_length=160, blank=True)
    discretion_text = models.TextField("裁量说明", blank=True)
    correction_order = models.TextField("责令改正", blank=True)
    correction_due = models.DateField("改正期限", null=True, blank=True)
    education = models.TextField("教育情况", blank=True)
    extended_no = models.CharField("再次延期的决定", max_length=100, blank=True)
    is_public_interest = models.BooleanField("具有一定社会影响", default=False)

    notice_no = models.CharField("告知书文号", max_length=120, blank=True, editable=False)
    notified_on = models.DateField("告知书送达日期", null=True, blank=True)
    noticed = models.JSONField("告知时的拟处罚", default=dict, editable=False)
    has_hearing_right = models.BooleanField("已告知听证权利", default=False, editable=False)
    waiver_doc = models.CharField("书面放弃陈述申辩的材料", max_length=160, blank=True)
    review_asked_on = models.DateField("送审日期", null=True, editable=False)

    decided_on = models.DateField("决定日期", null=True, editable=False)
    pay_bank = models.CharField("代收机构名称、地址", max_length=200, blank=True)
    pay_terms = models.CharField("履行方式和期限", max_length=200, blank=True)
    states_late_fee = models.BooleanField("决定书载明加处罚款", default=True)
    issued_on = models.DateField("制发日期", null=True, editable=False)
    fine = models.DecimalField("罚款金额（元）", max_digits=14, decimal_places=2, default=ZERO, editable=False)
    confiscated = models.DecimalField("没收违法所得（元）", max_digits=14, decimal_places=2, default=ZERO, editable=False)
    heaviest = models.CharField("最重的处罚种类", max_length=20, choices=PenaltyKind, blank=True, editable=False)
    sent_on = models.DateField("公告发出日期", null=True, blank=True, editable=False)
    served_on = models.DateField("送达日期", null=True, blank=True, editable=False)
    was_reviewed = models.BooleanField("经法制审核", default=False, editable=False)
    was_corrected_by_review = models.BooleanField("法制审核纠正", default=False, editable=False)
    had_hearing = models.BooleanField("经听证", default=False, editable=False)

    pay_due = models.DateField("缴款期限", null=True, blank=True, editable=False)
    deferral = models.CharField("延期、分期", max_length=12, choices=DeferralKind, blank=True)
    deferral_no = models.CharField("延期、分期通知书文号", max_length=120, blank=True, editable=False)
    deferred_from = models.DateField("批准延期、分期日期", null=True, blank=True, editable=False)
    deferred_to = models.DateField("延期或者末期至", null=True, blank=True)
    deferral_reason = models.TextField("经济困难情况", blank=True)
    waived_fee = models.DecimalField("执行协议减免的加处罚款（元）", max_digits=14, decimal_places=2, null=True, blank=True)
    is_performed = models.BooleanField("罚款以外的处罚已经执行", default=False)
    urged_on = models.DateField("催告书送达日期", null=True, blank=True)
    urge_no = models.CharField("催告书文号", max_length=120, blank=True, editable=False)
    urge_answer = models.TextField("催告后的陈述申辩和复核", blank=True)
    coercion_no = models.CharField("强制执行决定书文号", max_length=120, blank=True, editable=False)
    coercion_way = models.CharField("强制执行的方式和时间", max_length=200, blank=True)
    coerced_on = models.DateField("强制执行决定日期", null=True, editable=False)
    court = models.CharField("受理申请的人民法院", max_length=100, blank=True)
    court_asked_on = models.DateField("申请强制执行日期", null=True, blank=True, editable=False)
    court_no = models.CharField("强制执行申请书文号", max_length=120, blank=True, editable=False)
    ruling = models.CharField("法院裁定", max_length=12, choices=Ruling, blank=True)
    stopped_because = models.CharField("中止执行的理由", max_length=300, blank=True)
    termination = models.CharField("终结执行的理由", max_length=10, choices=Termination, blank=True)
    revoked_on = models.DateField("变更、撤销日期", null=True, editable=False)
    revoked_by = models.CharField("变更、撤销的依据", max_length=160, blank=True)
    overturned = models.CharField("复议、诉讼纠错", max_length=12, choices=RemedyResult, blank=True, editable=False)
    withdrawn_on = models.DateField("撤回公开日期", null=True, blank=True)
    withdrawn_because = models.CharField("撤回公开说明的理由", max_length=300, blank=True)

    reported_on = models.DateField("报送备案日期", null=True, editable=False)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}罚决〔{year}〕{serial}号", kind="处罚决定")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = (
        "unit__parent case__item case__body__unit__parent case__unit party violated basis benchmark_item__benchmark leniency_item"
    )

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "行政处罚决定"
        indexes = [*Case.Meta.indexes, models.Index(fields=["decided_on"], name="enforcement_decisions_day")]

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return HANDLERS

    def clean(self) -> None:
        if self.case_id and self.party_id and self.party.of_id != self.case_id:
            raise ValidationError({"party": f"{self.party}不是本案的当事人"})
        self.title = self.title or f"{self.party}：{self.case.title}"[:160]

    @property
    def is_penalty(self) -> bool:
        return self.outcome == Outcome.PENALTY

    @property
    def outcome_law(self) -> str:
        return OUTCOME_LAW[Outcome(self.outcome)] if self.outcome else ""

    @property
    def standing_penalties(self) -> list[Any]:
        return [row for row in self.rows("penalties") if not row.is_dropped]

    @property
    def proposed(self) -> dict[str, Any]:
        """What a notice must say and a decision may not silently change."""
        amounts = {
            kind: sum((row.amount or ZERO for row in self.standing_penalties if row.kind == kind), ZERO) for kind in OF_MONEY
        }
        kinds = sorted({row.kind for row in self.standing_penalties})
        return {"kinds": kinds, "facts": self.facts, **{kind.value: str(amount) for kind, amount in amounts.items()}}

    @property
    def heaviest_kind(self) -> str:
        """并处 counts once, under the heaviest; 其他 yields to a named kind."""
        kinds = [row.kind for row in self.standing_penalties]
        named = [kind for kind in kinds if kind != PenaltyKind.OTHER]
        return max(named or kinds, key=lambda kind: WEIGHT[PenaltyKind(kind)], default="")

    # Money

    @property
    def pay_until(self) -> date | None:
        """The day by which it is to be paid; reckoned anew where the holidays were not known when it was served."""
        if self.pay_due is None and self.served_on and (self.fine or self.confiscated):
            return known(PAID, self.served_on)
        return self.pay_due

    @property
    def paid(self) -> Decimal:
        return sum((row.amount for row in self.rows("payments")), ZERO)

    def fee_on(self, day: date) -> Decimal:
        """加处罚款 on a day: three per cent a day of the fine, never above it, not while a remedy runs or a deferral stands."""
        return late_fee.of_decision(self, day)

    def owed_on(self, day: date) -> Decimal:
        """Fine, gains and late fee, less what was paid."""
        return max(ZERO, self.fine + self.confiscated + self.fee_on(day) - self.paid)

    @property
    def pending_remedy(self) -> Any:
        return next((row for row in self.rows("remedies") if not row.result), None)

    @property
    def last_hearing(self) -> Any:
        rows = self.rows("hearings")
        return rows[-1] if rows else None

    @property
    def last_use(self) -> Any:
        """The benchmark as it was last applied."""
        rows = self.rows("uses")
        return rows[-1] if rows else None

    @property
    def last_review(self) -> Any:
        rows = self.rows("reviews")
        return rows[-1] if rows else None

    @property
    def may_be_published(self) -> bool:
        """A minor's decision is not; the rest is for the publicity of decisions to judge."""
        return not self.party.is_minor_on(self.case.act_over_on)
