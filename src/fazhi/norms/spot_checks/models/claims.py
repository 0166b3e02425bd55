"""监管事项认领: one body says of one item of the catalogue that it is its own, under which power, and how it checks it."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel import registry
from fazhi.kernel.calendar import today
from fazhi.kernel.flow.gates import asked_gate, gate
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.models import Case, Part

from ..roles import KEEPERS, READERS
from .supervision import CheckList, SupervisionItem

# Whoever keeps the powers answers: (code, unit, day) → does the unit hold it; the power is typed by hand where nobody answers.
HOLDS = "enforcement.power_held"
GIVEN_UP = ("moved", "released", "ended")
CLAIMED = ("claimed", "checking", "listed")


class ItemClaim(Case):
    """`unit` is the body that should claim; what it does not hold goes to another, as a claim that `follows` this one."""

    supervised = models.ForeignKey(SupervisionItem, models.PROTECT, related_name="claims", verbose_name="监管事项")
    power_code = models.CharField("据以监管的执法事项编码", max_length=40, blank=True)
    claimed_on = models.DateField("认领日期", null=True, editable=False)
    declined_by = models.ForeignKey(
        Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="不认领的登记人"
    )
    declined_because = models.CharField("不认领的理由", max_length=300, blank=True)
    declined_on = models.DateField("不认领的登记日期", null=True, editable=False)
    moved_to = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="改派单位")
    follows = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+", verbose_name="改派自")
    check_list = models.ForeignKey(
        CheckList, models.PROTECT, null=True, blank=True, related_name="claims", verbose_name="检查实施清单"
    )
    listed_by = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="清单编制人")
    drawn_up_on = models.DateField("清单编制日期", null=True, editable=False)
    listed_on = models.DateField("清单发布日期", null=True, editable=False)

    readers: ClassVar = READERS
    search_fields: ClassVar = "title"
    acts_with: ClassVar = "supervised check_list"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "监管事项认领"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS

    def clean(self) -> None:
        self.title = self.title or f"{self.unit.short_name or self.unit.name}：{self.supervised}"[:160]
        if self._state.adding and self.supervised.claims.filter(unit=self.unit_id).exclude(state__in=GIVEN_UP).exists():
            raise ValidationError({"supervised": f"{self.unit.name}已经有这一监管事项的认领任务"})

    @gate("监管事项已经不在目录里")
    def item_holds(self) -> bool:
        return self.supervised.holds(today())

    @asked_gate("本单位没有这一项执法权，不能认领；不是本单位职责的，用“不认领”说明理由")
    def holds_the_power(self) -> bool:
        told = registry.on("answers").get(HOLDS)
        return told is None or told(self.power_code.strip(), self.unit_id, today())

    @asked_gate("实施清单不是本单位的、不是这一监管事项的，或者已经失效")
    def list_is_its_own(self) -> bool:
        mine = self.check_list
        return mine is not None and (mine.supervised_id, mine.unit_id) == (self.supervised_id, self.unit_id) and not mine.valid_to

    def covers(self, day: date) -> bool:
        """Whether the item was claimed on a day: claimed by then, and not given up."""
        return self.claimed_on is not None and self.claimed_on <= day and (self.state != "ended" or day < self.closed_on)

    def claim(self, act: Any) -> None:
        self.claimed_on = act.on

    def decline(self, act: Any) -> None:
        self.declined_by, self.declined_because, self.declined_on = act.person, act.reason[:300], act.on

    def insist(self, act: Any) -> None:
        self.declined_by = None

    def move(self, act: Any) -> None:
        """The other unit gets a task of its own, with days of its own."""
        act.opens(ItemClaim(unit=self.moved_to, supervised=self.supervised, follows=self))

    def draw_up(self, act: Any) -> None:
        self.listed_by, self.drawn_up_on = act.person, act.on

    def publish_list(self, act: Any) -> None:
        self.listed_on = self.listed_on or act.on


class ClaimYear(Part):
    """监管覆盖: a year in which an item is claimed, and whether anything was done about it; noted by the passing of time."""

    of = models.ForeignKey(ItemClaim, models.CASCADE, related_name="years")
    begins_on = models.DateField("年度起算日")
    acted_on = models.DateField("登记到监管行为的日期", null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "年度监管覆盖"
        constraints = [models.UniqueConstraint(fields=["of", "begins_on"], name="spot_checks_one_claim_year")]

    def __str__(self) -> str:
        return f"{self.begins_on.year}年：{'有监管行为' if self.acted_on else '没有监管行为'}"
