"""Posts and who holds them: at which level a person may sign."""

from django.db import models

from fazhi.kernel.registry.sealed import Watched

from .dated import Dated
from .units import Unit


class ApprovalLevel(models.TextChoices):
    HANDLER = "handler", "承办人"
    SECTION = "section", "承办机构负责人"
    HEAD = "head", "行政机关负责人"
    PRINCIPAL = "principal", "主要负责人"
    COLLECTIVE = "collective", "集体讨论"


class Post(Watched):
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="单位")
    title = models.CharField("职务", max_length=60)
    level = models.CharField("审批层级", max_length=12, choices=ApprovalLevel, default=ApprovalLevel.HANDLER)
    # Nothing is inferred from the tree: whoever leads an organ does not sign for the organs below it.
    leads = models.ManyToManyField(Unit, related_name="led_by", blank=True, verbose_name="分管单位")

    class Meta:
        verbose_name = verbose_name_plural = "职务"
        ordering = ["unit", "id"]

    def __str__(self) -> str:
        return f"{self.unit}{self.title}"


class Incumbency(Dated):
    post = models.ForeignKey(Post, models.PROTECT, related_name="incumbencies", verbose_name="职务")
    person = models.ForeignKey("org.Person", models.PROTECT, related_name="incumbencies", verbose_name="任职人员")

    class Meta(Dated.Meta):
        verbose_name = verbose_name_plural = "任职"

    def __str__(self) -> str:
        return f"{self.person} {self.post}"
