"""评查小组: a leader and two who score apart; the files that fell are allotted to the groups of the plan."""

from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import Person
from fazhi.kernel.org.roles import SUPERVISOR, Role
from fazhi.kernel.records.models import Case

from ..roles import OF_REVIEWS
from .plans import ReviewPlan

MEMBERS = ("leader", "first", "second")


class ReviewGroup(Case):
    """`title` is its name, as 第一组; its report tells of every file that was allotted to it."""

    opened_on = models.DateField("编组日期", editable=False)
    plan = models.ForeignKey(ReviewPlan, models.PROTECT, related_name="groups", verbose_name="评查方案")
    leader = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="组长")
    first = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="评查人一")
    second = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="评查人二")
    main_problems = models.TextField("主要问题", blank=True)
    suggestions = models.TextField("建议", blank=True)
    reported_on = models.DateField("小组报告日期", null=True, editable=False)

    readers: ClassVar = OF_REVIEWS
    acts_with: ClassVar = "plan leader first second"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "评查小组"

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return (SUPERVISOR,)

    def clean(self) -> None:
        if len({self.leader_id, self.first_id, self.second_id}) < 3:
            raise ValidationError({"second": "组长和两名评查人应当是三个人，两人独立评分"})

    def form(self, act: Any) -> None:
        """Nobody reviews in two groups of one plan."""
        mine = {getattr(self, f"{name}_id") for name in MEMBERS}
        for other in ReviewGroup.objects.filter(plan=self.plan).exclude(state="dissolved").exclude(pk=self.pk):
            both = mine & {getattr(other, f"{name}_id") for name in MEMBERS}
            if both:
                names = "、".join(str(getattr(self, name)) for name in MEMBERS if getattr(self, f"{name}_id") in both)
                raise ValidationError({"leader": f"{names}已经在{other}"})

    def report(self, act: Any) -> None:
        self.reported_on = act.on

    def team(self) -> list[Person]:
        return [self.leader, self.first, self.second]
