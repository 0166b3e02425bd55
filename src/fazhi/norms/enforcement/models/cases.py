"""行政处罚案件: one matter, from the lead to the file on the shelf; what each party gets is a decision of its own."""

from collections.abc import Iterable
from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import UnitKind
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import Several, masked, shown
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from ..penalty_limits import barred_after
from ..penalty_rules import BARRED_NEAR
from ..penalty_words import CaseEnd, LeadSource, Profile, Retention, ReviewGround
from ..roles import HANDLERS, READERS
from .bodies import EnforcementBody, PowerItem


class PenaltyCase(Case):
    """`unit` handles it; `body` is in whose name it acts; the party's decisions are `decisions`, what was seized `measures`."""

    opened_on = models.DateField("线索登记日期", editable=False)
    source = models.CharField("案源", max_length=12, choices=LeadSource)
    lead_on = models.DateField("发现或者收到线索日期")
    item = models.ForeignKey(PowerItem, models.PROTECT, related_name="+", verbose_name="违法行为（执法事项）")
    body = models.ForeignKey(EnforcementBody, models.PROTECT, related_name="+", verbose_name="办案机关（执法主体）")
    profile = models.CharField("程序规定", max_length=12, choices=Profile, default=Profile.GENERAL)
    terms = models.JSONField("立案时的程序期限", default=dict, editable=False)
    act_start = models.DateField("违法行为发生日期")
    act_end = models.DateField("违法行为终了日期", null=True, blank=True)
    act_place = models.CharField("违法行为发生地", max_length=200)
    facts = models.TextField("简要案情")
    harms_safety = models.BooleanField("涉及公民生命健康安全、金融安全且有危害后果", default=False)
    is_emergency = models.BooleanField("违反突发事件应对措施", default=False)
    jurisdiction = models.CharField("管辖依据", max_length=200, blank=True)
    filed_on = models.DateField("立案日期", null=True, editable=False)
    is_complex = models.BooleanField("情节复杂或者重大违法行为", default=False)
    review_grounds = Several("法制审核事由", ReviewGround)
    suspended_because = models.CharField("中止原因", max_length=300, blank=True)
    findings = models.TextField("查明的事实", blank=True)
    nature = models.TextField("案件性质和处理建议", blank=True)
    concluded_on = models.DateField("调查终结日期", null=True, editable=False)
    extended_no = models.CharField("再次延期的决定", max_length=100, blank=True)
    end = models.CharField("结案方式", max_length=12, choices=CaseEnd, blank=True, editable=False)
    end_because = models.TextField("结案理由", blank=True)
    archived_on = models.DateField("归档日期", null=True, editable=False)
    file_no = models.CharField("卷号", max_length=60, blank=True)
    retention = models.CharField("保管期限", max_length=10, choices=Retention, blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}罚立〔{year}〕{serial}号", kind="处罚立案")
    search_fields: ClassVar = "number title parties__name"
    acts_with: ClassVar = "item body"
    read_with: ClassVar = "decisions measures item__bodies item__bases__provision"
    looked_up_with: ClassVar = "parties investigators item__bases__provision item__bodies body__unit__parent"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "行政处罚案件"
        indexes = [*Case.Meta.indexes, models.Index(fields=["filed_on"], name="enforcement_cases_filed")]

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return HANDLERS

    def clean(self) -> None:
        if self.act_end and self.act_end < self.act_start:
            raise ValidationError({"act_end": "终了日期不能早于发生日期"})
        if self.lead_on > self.opened_on:
            raise ValidationError({"lead_on": "发现线索的日期不能晚于登记日期"})
        if self.act_start > self.opened_on:
            raise ValidationError({"act_start": "违法行为发生日期不能晚于登记日期"})

    @property
    def is_of_township(self) -> bool:
        return self.unit.kind == UnitKind.TOWN

    @property
    def act_over_on(self) -> date:
        """行政处罚法 第三十六条第二款: a continuing act counts from its end."""
        return self.act_end or self.act_start

    @property
    def standing_officers(self) -> list[Any]:
        """The officers who investigate now: neither recused nor gone."""
        return [row.officer for row in self.rows("investigators") if row.left_on is None]

    @property
    def good_evidence(self) -> list[Any]:
        return [row for row in self.rows("evidence") if not row.is_excluded]

    @property
    def transfer(self) -> Any:
        """The last transfer to the police, if any."""
        rows = self.rows("transfers")
        return rows[-1] if rows else None

    @property
    def transfer_no(self) -> str:
        return self.transfer.transfer_no if self.transfer else ""

    @property
    def closed_on_told(self) -> date | None:
        """When it was closed; the day of its archive comes later."""
        return self.closed_on

    @shown("当事人")
    def who(self) -> str:
        """As everybody may see them; papers write the names in full."""
        return "、".join(masked(party, "name") for party in self.rows("parties"))

    @shown("处罚时效届满")
    def barred_on(self) -> str:
        """The last day on which the act could be discovered and still be punished, with a warning to whom few days were left."""
        last = barred_after(self)
        left = (last - self.lead_on).days
        is_near = 0 <= left <= BARRED_NEAR.value(self.lead_on)
        return f"{last}（注意：发现线索时距届满 {left} 日，发现的日期要有证据）" if is_near else f"{last}"

    @shown("取证资格有问题的证据")
    def flawed_evidence(self) -> str:
        """Asked of the certificates each time: one that turns out to have lapsed that day makes its holder no second officer."""
        known = {row.officer_id: row.officer for row in self.rows("investigators")}
        taken = [(row, known.get(key)) for row in self.good_evidence for key in (row.first_id, row.second_id)]
        lacks = [(row, officer.lacks_on(self.item.kind, row.obtained_on)) for row, officer in taken if officer]
        return "；".join(f"《{row}》：{lack}" for row, lack in lacks if lack)

    def team(self) -> list[Any]:
        """Those who investigate or did, without who has to avoid the case; beside them its handler."""
        officers = [row.officer.person for row in self.rows("investigators") if row.officer.person_id and not row.is_recused]
        return list(dict.fromkeys([*super().team(), *officers]))

    @classmethod
    def teams(cls, keys: Iterable[int]) -> dict[int, set[int]]:
        names = ("pk", "handler", "investigators__officer__person", "investigators__is_recused")
        found: dict[int, set[int]] = {}
        for key, handler, officer, is_recused in cls.objects.filter(pk__in=keys).values_list(*names):
            found.setdefault(key, set()).update({handler, None if is_recused else officer} - {None})
        return found

    def is_investigator(self, person: Any) -> bool:
        """Whether this person of the platform ever investigated the case, recused or not."""
        return any(row.officer.person_id == person.pk for row in self.rows("investigators"))
