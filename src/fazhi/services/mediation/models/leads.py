"""矛盾纠纷排查: quarrels found by going round, before anybody applies."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from fazhi.kernel.flow.doors import register
from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import SensitiveText
from fazhi.kernel.records.models import Case, Record
from fazhi.kernel.records.numbers import Numbering

from ..roles import READERS, STAFF
from ..words import DisputeKind, LeadDisposal, LeadFinder, Risk, ScreeningKind, Source
from .committees import Mediator
from .disputes import Dispute


class Screening(Record):
    """排查: one round through the houses; that nothing was found is worth recording too."""

    region = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="排查地点")
    made_on = models.DateField("排查日期")
    kind = models.CharField("排查方式", max_length=10, choices=ScreeningKind, default=ScreeningKind.REGULAR)
    by = models.ForeignKey(Mediator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="排查人")
    households = models.PositiveIntegerField("走访户数", default=0)
    found = models.PositiveIntegerField("发现纠纷数", default=0, help_text="没有发现的填 0；发现的请另行逐件登记")
    note = models.CharField("情况", max_length=200, blank=True)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("（{year}）{unit}查第{serial:04d}号", kind="查")
    search_fields: ClassVar = "number"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "排查记录"

    def __str__(self) -> str:
        return f"{self.made_on} {self.region}{self.get_kind_display()}"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return STAFF

    def clean(self) -> None:
        if self.made_on > timezone.localdate():
            raise ValidationError({"made_on": "排查日期还没有到"})


class DisputeLead(Case):
    """排查登记; `opened_on` is the day on which it was found."""

    found_by = models.CharField("发现来源", max_length=20, choices=LeadFinder)
    region = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="发生地")
    kind = models.CharField("纠纷类型", max_length=2, choices=DisputeKind)
    brief = SensitiveText("简况")
    risk = models.CharField("风险等级", max_length=10, choices=Risk)
    finder = models.ForeignKey(Mediator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="排查人")
    disposal = models.CharField("处置方式", max_length=10, choices=LeadDisposal, blank=True, editable=False)
    disposed_on = models.DateField("处置日期", null=True, blank=True, editable=False)
    dispute = models.ForeignKey(Dispute, models.PROTECT, null=True, blank=True, related_name="leads", verbose_name="转为调解案件")

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("（{year}）{unit}排查第{serial:04d}号", kind="排查")

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "矛盾纠纷排查"

    def take_down(self, act: Any) -> None:
        self.title = self.title or f"{self.region}{self.get_kind_display()}线索"

    def settle(self, act: Any) -> None:
        self._dispose(LeadDisposal.SETTLED, act)

    def report_up(self, act: Any) -> None:
        self._dispose(LeadDisposal.REPORTED, act)

    def to_police(self, act: Any) -> None:
        self._dispose(LeadDisposal.TO_POLICE, act)

    def watch(self, act: Any) -> None:
        self._dispose(LeadDisposal.WATCHED, act)

    def dismiss(self, act: Any) -> None:
        self._dispose(LeadDisposal.DISMISSED, act)

    def turn(self, act: Any) -> None:
        """Mediation of one's own motion; a dispute that exists already is only linked."""
        self._dispose(LeadDisposal.TURNED, act)
        if self.dispute is None:
            self.dispute = register(Dispute, act.person, self._opening(), at=act.at, via=act.via)

    def _opening(self) -> dict[str, Any]:
        return {
            "unit": self.unit,
            "title": self.title,
            "kind": self.kind,
            "region": self.region,
            "facts": self.brief,
            "demands": "由调解员主动了解各方诉求",
            "source": Source.PROACTIVE,
            "risk": self.risk,
        }

    def _dispose(self, how: LeadDisposal, act: Any) -> None:
        self.disposal, self.disposed_on = how, act.on
