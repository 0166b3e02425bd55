"""联合人民调解委员会: committees that mediate a dispute together with the one that has accepted it."""

from django.db import models

from fazhi.kernel.org.models import Unit
from fazhi.kernel.records.models import Part

from .disputes import Dispute


class JointCommittee(Part):
    """联合调委会: asked by the committee of the case, in it once its own people have accepted."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="joint_committees")
    partner = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="联合调委会")
    duty = models.CharField("分工", max_length=100, blank=True)
    asked_on = models.DateField("邀请日期", null=True, blank=True, editable=False)
    joined_on = models.DateField("参加日期", null=True, blank=True, editable=False)
    declined_on = models.DateField("谢绝日期", null=True, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "联合调委会"
        constraints = [
            models.UniqueConstraint(
                fields=["of", "partner"],
                condition=models.Q(declined_on=None),
                name="mediation_asked_along_once",
                violation_error_message="已经邀请过这个调委会",
            )
        ]

    def __str__(self) -> str:
        return str(self.partner)
