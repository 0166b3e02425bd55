"""事前公示: what each body announces before it acts (118(四), 行政处罚法 第三十九条), item by item, and what is missing."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.models import Case, Part

from ..publicity_words import Announced
from ..roles import KEEPERS, READERS
from .bodies import EnforcementBody


class Announcement(Case):
    """One a body, with a row for each thing on the list; `missing` is counted anew with every step."""

    opened_on = models.DateField("登记日期", editable=False)
    body = models.ForeignKey(EnforcementBody, models.PROTECT, related_name="announcements", verbose_name="执法主体")
    missing_amount = models.PositiveSmallIntegerField("缺项数", default=len(Announced), editable=False)
    missing = models.CharField("缺项", max_length=200, blank=True, editable=False)
    is_complete = models.BooleanField("齐全", default=False, editable=False)
    checked_on = models.DateField("最近核对日期", null=True, editable=False)

    readers: ClassVar = READERS
    search_fields: ClassVar = "title missing"
    untold: ClassVar = "missing missing_amount is_complete"
    acts_with: ClassVar = "body"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "事前公示"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS

    def take_down(self, act: Any) -> None:
        """Every thing on the list is missing until it is announced."""
        if Announcement.objects.filter(body=self.body).exclude(state="ended").exists():
            raise ValidationError({"body": f"{self.body}已经登记事前公示"})
        self.title = self.title or f"{self.body}事前公示"[:160]
        rows = [AnnouncedItem(of=self, kind=kind) for kind in Announced]
        for row in rows:
            act.docket.add(self, row)
        self.count(rows)

    def note(self, act: Any) -> None:
        """After a step on a row: what is missing now."""
        same = act.part.pk
        self.count([act.part if same and row.pk == same else row for row in self.rows("items")])

    def announce(self, act: Any) -> None:
        row = act.part
        row.announced_on = act.data.get("announced_on") or act.on
        row.not_applicable_because = ""
        self.note(act)

    def lapse(self, act: Any) -> None:
        """What changed is to be announced anew (118(四)); until then it is missing."""
        act.part.announced_on = None
        act.part.changed_on = act.part.changed_on or act.on
        self.note(act)

    def waive(self, act: Any) -> None:
        act.part.announced_on = None
        self.note(act)

    def check_all(self, act: Any) -> None:
        self.checked_on = act.on

    def count(self, rows: "list[AnnouncedItem]") -> None:
        lacking = [Announced(row.kind) for row in rows if row.is_missing]
        self.missing_amount, self.is_complete = len(lacking), not lacking
        self.missing = "、".join(kind.label for kind in Announced if kind in lacking)


class AnnouncedItem(Part):
    """One thing on the list: where it stands since when, or why this body has none."""

    of = models.ForeignKey(Announcement, models.CASCADE, related_name="items")
    kind = models.CharField("公示事项", max_length=12, choices=Announced)
    place = models.CharField("公示网址、位置", max_length=300, blank=True)
    announced_on = models.DateField("公示日期", null=True, blank=True)
    changed_on = models.DateField("内容变更日期", null=True, blank=True)
    not_applicable_because = models.CharField("不适用的理由", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "事前公示事项"

    def __str__(self) -> str:
        return self.get_kind_display()

    @property
    def is_missing(self) -> bool:
        return self.announced_on is None and not self.not_applicable_because

    @property
    def body(self) -> EnforcementBody:
        return self.of.body
