"""公示 of a decision on one platform, and 音像记录: what everybody may read, and what nobody may change."""

import re
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import Several
from fazhi.kernel.records.models import Case, Part

from ..penalty_words import PenaltyKind
from ..publicity_words import Platform, PublishedKind, Stage, Withheld
from ..roles import HANDLERS, READERS
from .bodies import EnforcementBody
from .cases import PenaltyCase
from .decisions import Decision
from .officers import Officer

NUMBER = re.compile(r"(?<![0-9])(\d{17}[\dXx]|1\d{10}|\d{16,19})(?![0-9])")


class Publication(Case):
    """The public words of a decision, redacted before anybody else sees them; a correction is a new version in the ledger."""

    opened_on = models.DateField("登记日期", editable=False)
    decision = models.ForeignKey(
        Decision, models.PROTECT, null=True, blank=True, related_name="publications", verbose_name="处罚决定"
    )
    body = models.ForeignKey(EnforcementBody, models.PROTECT, related_name="+", verbose_name="执法机关")
    kind = models.CharField("公示种类", max_length=12, choices=PublishedKind, default=PublishedKind.PENALTY)
    platform = models.CharField("公示平台", max_length=12, choices=Platform, default=Platform.SITE)
    decision_no = models.CharField("决定文书号", max_length=120, blank=True)
    decided_on = models.DateField("决定日期", null=True, blank=True)
    party = models.CharField("相对人名称（公示用）", max_length=120, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    matter = models.CharField("违法行为类型", max_length=160, blank=True)
    facts = models.TextField("违法事实（公示用）", blank=True)
    basis = models.CharField("依据", max_length=300, blank=True)
    result = models.TextField("处罚种类和内容", blank=True)
    penalty = models.CharField("最重的处罚种类", max_length=20, choices=PenaltyKind, blank=True)
    withheld = Several("不予公开的情形", Withheld)
    redacted_by_hand = models.BooleanField("已经脱敏：账户、权属证号、住址、身份证号、电话", default=False)
    published_on = models.DateField("公示日期", null=True, editable=False)
    was_in_time = models.BooleanField("按期公示", null=True, editable=False)
    receipt_no = models.CharField("平台回执", max_length=120, blank=True)
    corrected_because = models.CharField("更正说明", max_length=300, blank=True)
    recalled_on = models.DateField("应撤下的事由发生日期", null=True, editable=False)
    withdrawn_on = models.DateField("撤下日期", null=True, editable=False)
    withdrawn_because = models.CharField("撤下理由（公开）", max_length=300, blank=True)

    readers: ClassVar = READERS
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "body decision__case decision__party"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "执法信息公示"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["decision", "platform"],
                condition=models.Q(decision__isnull=False),
                name="enforcement_published_once",
                violation_error_message="这份决定在这个平台已经登记公示",
            ),
        ]

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return HANDLERS

    @property
    def told(self) -> str:
        return "\n".join((self.party, self.facts, self.result))

    @property
    def leaks(self) -> str:
        """The first long number in the public words that looks like that of a person, a telephone or an account."""
        found = NUMBER.search(self.told)
        return found.group() if found else ""


class Recording(Case):
    """An audio or video record: its fingerprint is taken when it is uploaded, and nothing of it is ever replaced."""

    opened_on = models.DateField("登记日期", editable=False)
    case = models.ForeignKey(
        PenaltyCase, models.PROTECT, null=True, blank=True, related_name="recordings", verbose_name="行政处罚案件"
    )
    stage = models.CharField("记录环节", max_length=12, choices=Stage)
    began_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间")
    device = models.CharField("设备编号", max_length=60)
    officer = models.ForeignKey(Officer, models.PROTECT, related_name="+", verbose_name="记录人")
    breaks = models.TextField("中断情况和口述的理由", blank=True)
    is_continuous = models.BooleanField("全程不间断", default=True)
    file_name = models.CharField("文件名称", max_length=200, blank=True)
    sha256 = models.CharField("文件校验值（SHA-256）", max_length=64, blank=True)
    uploaded_at = models.DateTimeField("上传时间", null=True, editable=False)
    was_in_time = models.BooleanField("按时上传", null=True, editable=False)
    kept_until = models.DateField("保存至", null=True, editable=False)
    is_evidence = models.BooleanField("作为案件证据", default=False)
    destroyed_on = models.DateField("销毁日期", null=True, editable=False)

    readers: ClassVar = READERS
    search_fields: ClassVar = "number title device"
    acts_with: ClassVar = "case officer"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "音像记录"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return HANDLERS

    def clean(self) -> None:
        if self.ended_at < self.began_at:
            raise ValidationError({"ended_at": "结束时间不能早于开始时间"})
        if not self.is_continuous and not self.breaks.strip():
            raise ValidationError({"breaks": "有中断的，写明时间和当场口述的理由"})
        if self.sha256 and not re.fullmatch("[0-9a-f]{64}", self.sha256):
            raise ValidationError({"sha256": "校验值是 64 位小写十六进制字符"})


class Consultation(Part):
    """调阅: who looked at it, when and what for."""

    of = models.ForeignKey(Recording, models.CASCADE, related_name="consultations")
    person = models.CharField("调阅人", max_length=60)
    on = models.DateField("调阅日期")
    purpose = models.CharField("用途和批准", max_length=200)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "调阅记录"

    def __str__(self) -> str:
        return f"{self.on} {self.person}"


def said_of(decision: Any) -> dict[str, Any]:
    """The public words of a decision, as far as a machine may choose them; somebody redacts and somebody else looks at it."""
    party = decision.party
    return {
        "decision_no": decision.number,
        "decided_on": decision.decided_on,
        "credit_code": party.credit_code,
        "matter": decision.case.item.title[:160],
        "facts": decision.facts,
        "basis": str(decision.basis or "")[:300],
        "result": "；".join(row.said for row in decision.standing_penalties),
        "penalty": decision.heaviest,
    }
