"""监督文书: what is served on the organ, with what it does, by when it is answered, and how it was verified."""

from datetime import date, timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import SUPERVISOR, Role
from fazhi.kernel.records.fields import Several
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from ..roles import READERS
from ..words import DISPOSING, RECTIFIED, Disposition, Effect, InNameOf, InstrumentKind, ObjectionResult, SignedBy, Verdict
from .cases import Supervision


class Instrument(Case):
    """One document of a supervision case; `effects` are those of the province's profile, frozen when it is issued."""

    opened_on = models.DateField("拟稿日期", editable=False)
    case = models.ForeignKey(Supervision, models.PROTECT, related_name="instruments", verbose_name="监督案件")
    kind = models.CharField("文书种类", max_length=10, choices=InstrumentKind)
    effects = Several("文书效力", Effect, editable=False)
    receiver = models.CharField("送达机关", max_length=100, blank=True)
    facts = models.TextField("事实和理由")
    basis = models.TextField("依据")
    demand = models.TextField("要求或者决定")
    disposition = models.CharField("决定种类", max_length=12, choices=Disposition, blank=True)
    due_written_on = models.DateField("文书载明的期限", null=True, blank=True)
    sign_level = models.CharField("签发层级", max_length=12, choices=SignedBy, blank=True)
    in_name_of = models.CharField("以谁的名义", max_length=12, choices=InNameOf, default=InNameOf.BUREAU)
    issued_on = models.DateField("签发日期", null=True, editable=False)
    served_on = models.DateField("送达日期", null=True, blank=True)
    report = models.TextField("整改报告、说明情况", blank=True)
    reported_on = models.DateField("报告日期", null=True, blank=True)
    was_in_time = models.BooleanField("按期报告", null=True, editable=False)
    verified = models.CharField("验收结论", max_length=6, choices=Verdict, blank=True)
    evidence = models.TextField("验收证据", blank=True)
    verified_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="验收人")
    verified_on = models.DateField("验收日期", null=True, editable=False)
    objection = models.TextField("复查申请", blank=True)
    objected_on = models.DateField("申请复查日期", null=True, blank=True)
    objection_result = models.CharField("复查结果", max_length=10, choices=ObjectionResult, blank=True)
    objection_answer = models.TextField("复查意见", blank=True)
    reviewed_on = models.DateField("复查答复日期", null=True, editable=False)
    may_be_published = models.BooleanField("可以公开（不涉及当事人隐私和秘密）", default=False)
    published_on = models.DateField("公开日期", null=True, editable=False)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}执监〔{year}〕{serial}号", kind="执法监督文书")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "case case__body"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "监督文书"
        indexes = [*Case.Meta.indexes, models.Index(fields=["served_on"], name="oversight_instruments_served")]

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (SUPERVISOR,)

    def clean(self) -> None:
        if self.disposition and self.kind != InstrumentKind.DECISION:
            raise ValidationError({"disposition": "只有监督决定书才写决定种类"})
        if self.kind == InstrumentKind.DECISION and not self.disposition:
            raise ValidationError({"disposition": "监督决定书要写明决定种类"})
        if self.served_on and self.issued_on and self.served_on < self.issued_on:
            raise ValidationError({"served_on": "送达日期不能早于签发日期"})
        if self.reported_on and self.served_on and self.reported_on < self.served_on:
            raise ValidationError({"reported_on": "报告日期不能早于送达日期"})

    @property
    def is_rectified(self) -> bool:
        """Whether it ends with a rectification that is verified."""
        return self.kind in RECTIFIED

    @property
    def disposes(self) -> bool:
        return self.disposition in DISPOSING

    @property
    def addressee(self) -> str:
        return self.receiver or (self.case.superior if self.case.is_vertical else str(self.case.body))

    @property
    def next_item_on(self) -> date | None:
        """The nearest day of a problem that the body has not answered."""
        return min((row.due_on for row in self.rows("items") if row.awaits_report), default=None)

    def eve_of_next_item(self) -> date | None:
        day = self.next_item_on
        return day - timedelta(days=1) if day else None

    def eve_of_written_day(self) -> date | None:
        """A period of one day that begins here ends on the day that the document names."""
        return self.due_written_on - timedelta(days=1) if self.due_written_on else None
