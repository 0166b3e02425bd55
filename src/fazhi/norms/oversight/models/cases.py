"""监督案件: from the clue to the file that is struck off; what is served on the organ is an `Instrument` each."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import SUPERVISOR, Role
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from ..roles import READERS
from ..words import CaseEnd, Conclusion, Level, ObstructionKind, Procedure, Severity, Source


class Supervision(Case):
    """`unit` supervises, `body` is supervised. A body under vertical management is told of through its superior."""

    opened_on = models.DateField("线索登记日期", editable=False)
    source = models.CharField("来源", max_length=12, choices=Source)
    source_no = models.CharField("来源文号或者编号", max_length=120, blank=True)
    body = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="被监督机关")
    is_vertical = models.BooleanField("垂直管理部门", default=False)
    superior = models.CharField("上级主管部门", max_length=100, blank=True)
    level = models.CharField("监督方式", max_length=10, choices=Level, default=Level.DAILY)
    facts = models.TextField("线索内容")
    in_remedy = models.BooleanField("已经进入复议、诉讼", default=False)
    remedy_no = models.CharField("复议、诉讼案号", max_length=100, blank=True)
    filed_on = models.DateField("立案日期", null=True, editable=False)
    profile = models.CharField("监督程序", max_length=20, choices=Procedure, blank=True, editable=False)
    terms = models.JSONField("立案时的期限和文书效力", default=dict, editable=False)
    findings_text = models.TextField("查明的情况", blank=True)
    conclusion = models.CharField("监督结论", max_length=10, choices=Conclusion, blank=True)
    concluded_on = models.DateField("作出结论日期", null=True, editable=False)
    end = models.CharField("结束方式", max_length=10, choices=CaseEnd, blank=True, editable=False)
    end_because = models.TextField("不予立案、终止的理由", blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}执监立〔{year}〕{serial}号", kind="执法监督立案")
    search_fields: ClassVar = "number title"
    acts_with: ClassVar = "body"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "监督案件"
        indexes = [*Case.Meta.indexes, models.Index(fields=["filed_on"], name="oversight_cases_filed")]

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (SUPERVISOR,)

    def clean(self) -> None:
        if self.is_vertical and not self.superior.strip():
            raise ValidationError({"superior": "垂直管理部门的问题告知它的上级主管部门，请填写"})
        if self.in_remedy and not self.remedy_no.strip():
            raise ValidationError({"remedy_no": "请填写复议或者诉讼案号"})

    def team(self) -> list[Person]:
        return [row.person for row in self.standing_supervisors]

    @property
    def standing_supervisors(self) -> list[Any]:
        """Those who work on it now: neither recused nor gone."""
        return [row for row in self.rows("supervisors") if row.left_on is None]

    @property
    def standing_findings(self) -> list[Any]:
        return list(self.rows("findings"))

    @property
    def is_grave(self) -> bool:
        return any(row.severity == Severity.SERIOUS for row in self.rows("findings"))

    @property
    def refused_to_speak(self) -> bool:
        """Who refuses to be heard was given the chance; what proves it is on file."""
        return any(row.kind == ObstructionKind.SILENT for row in self.rows("obstructions"))

    @property
    def pending_acts(self) -> list[Any]:
        """The acts that a reconsideration or a court looks at."""
        return [row for row in self.rows("acts") if row.in_remedy]

    @property
    def closed_on_told(self) -> date | None:
        return self.closed_on
