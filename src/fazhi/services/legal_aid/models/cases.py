"""法律援助案件: who asks for what on which article, how means were judged, what was decided, who does it, how it ended."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import CLERK, LEADER, Role
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.records.fields import PersonName, SensitiveText, SensitiveWord, shown
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.querysets import NOWHERE, within
from fazhi.kernel.records.restricted import Ground as Reason

from .. import choosing
from ..grounds import Ground
from ..hardship import Finding, Means, judged
from ..roles import AID_LAWYER, READERS
from ..rules import HARDSHIP_LINE
from ..words import (
    FROM_CUSTODY,
    NOTIFIED,
    Exempt,
    Kind,
    MaterialKind,
    Origin,
    Path,
    Sex,
)
from .course import Course

WAITING = ("received", "supplementing", "granted", "correcting")


def by_office_or(own: Q, person: Person | None, on: date | None) -> Q:
    """What lies in the places of a clerk or leader, and what is a lawyer's own."""
    if person is None:
        return NOWHERE
    return within(person.scope(CLERK, LEADER, on=on)) | (own if person.scope(AID_LAWYER, on=on) else NOWHERE)


class AidCase(Course):
    """`unit` is the aid centre; `event_at` the moment at which application or notice was received."""

    # 申请
    origin = models.CharField("来源", max_length=16, choices=Origin, default=Origin.SELF)
    kind = models.CharField("类型", max_length=16, choices=Kind)
    ground = models.CharField("事由条款", max_length=6, choices=Ground)
    cause = models.CharField("案由", max_length=60)
    facts = SensitiveText("事实和请求", blank=True)
    opponent = PersonName("对方当事人", blank=True, db_index=True)
    organ = models.CharField("办案机关、争议处理机关", max_length=100, blank=True)
    notice_no = models.CharField("通知书文号", max_length=80, blank=True)
    competent = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name="办案机关、争议处理机关所在地或者事由发生地"
    )
    limitation_on = models.DateField("时效届满、开庭日期", null=True, blank=True)
    is_detained = models.BooleanField("受援人被羁押", default=False)
    held_at = SensitiveWord("羁押场所", max_length=80, blank=True, privacy="P3")
    asked_in_custody_at = models.DateTimeField("在押人员提出申请的时间", null=True, blank=True)
    was_forwarded_late = models.BooleanField("超过二十四小时转交", null=True, blank=True, editable=False)
    wishes_sex = models.CharField("希望承办人的性别", max_length=10, choices=Sex, blank=True)
    wishes_language = models.CharField("希望承办人会说", max_length=40, blank=True)
    hand_over = models.ForeignKey(
        HandOver, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name="移送单"
    )
    # 经济困难
    means_path = models.CharField("核查方式", max_length=14, choices=Path, default=Path.PROMISE)
    exempt_as = models.CharField("免予核查的人员", max_length=16, choices=Exempt, blank=True)
    income = SensitiveWord("家庭月收入（元）", max_length=14, blank=True)
    household = models.PositiveSmallIntegerField("家庭人口", null=True, blank=True)
    has_promised = models.BooleanField("已签署诚信承诺书", default=False)
    means_note = models.CharField("经济状况说明、核查情况", max_length=200, blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("（{year}）{unit}援字第{serial:05d}号", kind="援")
    narrows_scope: ClassVar = True
    acts_with: ClassVar = "lawyer competent"

    class Meta(Course.Meta):
        verbose_name = verbose_name_plural = "法律援助案件"

    @classmethod
    def scope_of(cls, person: Person | None, on: date | None = None) -> Q:
        """Clerks and leaders by place, those assigned their own."""
        return by_office_or(Q(handler=person), person, on)

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (CLERK, LEADER)

    def clean(self) -> None:
        if self.competent.kind not in REGIONS:
            raise ValidationError({"competent": "填所在的县（市、区）、乡镇（街道）或者村（社区）"})
        if self.income and self.income_value is None:
            raise ValidationError({"income": "家庭月收入只填数字，例如 3200"})
        if self.is_notified and not (self.organ and self.notice_no):
            raise ValidationError({"notice_no": "通知辩护、通知代理的，要填办案机关和通知书文号"})
        if self.origin in FROM_CUSTODY and self.asked_in_custody_at is None:
            raise ValidationError({"asked_in_custody_at": "羁押场所、值班律师转交的，要填在押人员提出申请的时间"})
        if self.asked_in_custody_at and self.asked_in_custody_at > self.event_at:
            raise ValidationError({"asked_in_custody_at": "提出申请的时间不能晚于收到的时间"})
        if self.quality_score is not None and self.quality_score > 100:
            raise ValidationError({"quality_score": "质量分在 0 到 100 之间"})

    def with_added(self, name: str, act: Any) -> list[Any]:
        """The rows of a part, the one that the act adds among them whether or not they were read before."""
        kind = self._meta.get_field(name).related_model
        rows = [row for row in self.rows(name) if row is not act.part]
        return [*rows, act.part] if isinstance(act.part, kind) else rows

    def grounds_to_restrict(self, recipients: list[Any] | None = None) -> list[Reason]:
        """A minor, or somebody beaten at home."""
        known = recipients if recipients is not None else self.rows("recipients") if self.pk else []
        minor = any(row.is_minor for row in known)
        return [*([Reason.MINOR] if minor else []), *([Reason.VIOLENCE] if self.ground == Ground.VIOLENCE else [])]

    @property
    def is_notified(self) -> bool:
        return self.origin in NOTIFIED

    @property
    def income_value(self) -> Decimal | None:
        try:
            return Decimal(self.income) if self.income else None
        except InvalidOperation:
            return None

    @property
    def standing(self) -> list[Any]:
        """The recipients who are still in it."""
        return [row for row in self.rows("recipients") if row.stands]

    @property
    def proofs(self) -> set[str]:
        """The kinds of material that have come."""
        return {row.kind for row in self.rows("materials")}

    @shown("经济困难审查")
    def means_told(self) -> str:
        found = self.finding()
        return f"{found.sentence}（{found.law}）"

    @shown("可以指派的人员")
    def lawyer_choices(self) -> str:
        """Who of the register meets the law's own conditions today, those with fewest cases first; asked only while it matters."""
        return choosing.told(self) if self.state in WAITING else ""

    @shown("您的律师")
    def lawyer_told(self) -> str:
        """What the recipient reads of who does it: name, firm, office telephone."""
        lawyer = self.lawyer
        return "，".join(filter(None, (lawyer.name, lawyer.firm, lawyer.phone))) if lawyer else ""

    def finding(self, on: date | None = None) -> Finding:
        """What the means come to under the line of a day."""
        means = Means(
            self.means_path,
            self.ground,
            self.exempt_as,
            MaterialKind.EXEMPTION in self.proofs,
            self.has_promised,
            self.income_value,
            self.household,
            self.means_note,
        )
        return judged(means, HARDSHIP_LINE.value(on or self.opened_on))
