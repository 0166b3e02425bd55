"""联动机制: schemes such as “1+3+N” or “七联” as rows that the city edits, and joint offices."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from fazhi.kernel.flow.gates import asked_gate, part_gate
from fazhi.kernel.org.models import Person
from fazhi.kernel.org.paths import lineage
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case, Part, Record

from ..roles import OFFICE, READERS


class LinkScheme(Case):
    """联动体系: what its name means here is what its items say; whoever works below reads what the units above have written."""

    name = models.CharField("名称", max_length=60)
    meaning = models.TextField("含义", blank=True)
    basis = models.CharField("文件依据", max_length=200, blank=True)
    valid_from = models.DateField("施行日期")
    valid_to = models.DateField("停用日期", null=True, blank=True)

    readers: ClassVar = READERS
    narrows_scope: ClassVar = True  # the tallies of one's own place would tell too little
    search_fields: ClassVar = "name"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "联动体系"

    @classmethod
    def scope_of(cls, person: Person | None, on: date | None = None) -> models.Q:
        above = {path for prefix in (person.scope(*READERS, on=on) if person else ()) for path in lineage(prefix)}
        return super().scope_of(person, on) | models.Q(path__in=sorted(above))

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return OFFICE

    def clean(self) -> None:
        if self.valid_to and self.valid_to <= self.valid_from:
            raise ValidationError({"valid_to": "停用日期应当晚于施行日期"})

    def __str__(self) -> str:
        return self.name

    def take_down(self, act: Any) -> None:
        self.title = self.name
        for item in self.rows("items"):
            item.valid_from = self.valid_from

    def add_item(self, act: Any) -> None:
        act.part.valid_from = act.on

    def drop_item(self, act: Any) -> None:
        act.part.valid_to = act.on

    @asked_gate("停用日期不能晚于办理之日；以后才停用的，到那一天再办")
    def has_ended(self) -> bool:
        return self.valid_to is not None and self.valid_to <= timezone.localdate()


class LinkSchemeItem(Part):
    """体系中的一项; `group` is the 1, the 3 or the N."""

    of = models.ForeignKey(LinkScheme, models.CASCADE, related_name="items")
    group = models.CharField("组别", max_length=20, blank=True)
    name = models.CharField("名称", max_length=60)
    meaning = models.TextField("含义", blank=True)
    organs = models.CharField("参与单位", max_length=200, blank=True)
    evidence = models.CharField("工作痕迹", max_length=100, blank=True)
    yearly_target = models.PositiveIntegerField("年度目标（件次）", null=True, blank=True)
    valid_from = models.DateField("列入日期", null=True, blank=True, editable=False)
    valid_to = models.DateField("撤下日期", null=True, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "体系项目"

    def __str__(self) -> str:
        return f"{self.of}：{self.group}{' ' if self.group else ''}{self.name}"

    def is_on(self, day: date) -> bool:
        """Whether the scheme has it on a day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_to is None or day < self.valid_to)

    @shown("本年已办（件次）")
    def done_this_year(self) -> int:
        """Disputes that were accepted and meetings that were held under this item since the year began."""
        year = timezone.localdate().year
        disputes = self.disputes.filter(accepted_on__year=year, is_false=False).values("root_key").distinct().count()
        return disputes + self.meetings.filter(held_on__year=year).count()


class JointOffice(Record):
    """联动办公室, such as the 警司联动办 of a county; `unit` is the region or the office itself."""

    name = models.CharField("名称", max_length=100)
    mechanism = models.CharField("机制", max_length=40, default="警司联动")
    organs = models.CharField("共建单位", max_length=200, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    opened_on = models.DateField("挂牌日期")
    closed_on = models.DateField("撤销日期", null=True, blank=True)

    readers: ClassVar = READERS
    search_fields: ClassVar = "name"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "联动办公室"

    def clean(self) -> None:
        if self.closed_on and self.closed_on <= self.opened_on:
            raise ValidationError({"closed_on": "撤销日期应当晚于挂牌日期"})

    def __str__(self) -> str:
        return self.name


@part_gate("这一项已经撤下")
def is_in_the_scheme(scheme: LinkScheme, part: Any) -> bool:
    return part.valid_to is None


@part_gate("体系里已经有同组同名的项目")
def is_a_new_item(scheme: LinkScheme, part: Any) -> bool:
    others = [each for each in scheme.rows("items") if each.pk != part.pk and each.valid_to is None]
    return all((each.group, each.name) != (part.group, part.name) for each in others)
