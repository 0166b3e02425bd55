"""What the desk keeps for those who work at it: views of lists, and failures to sign in."""

from django.db import models

from fazhi.kernel.org.models import Person
from fazhi.kernel.records.fields import SensitiveText
from fazhi.kernel.records.models import Row


class SavedView(Row):
    """A way to look at a list that somebody wants again: its conditions and its order."""

    person = models.ForeignKey(Person, models.CASCADE, related_name="+", verbose_name="人员")
    of = models.CharField("台账", max_length=60)
    label = models.CharField("名称", max_length=20)
    query = SensitiveText("条件")  # words of a search name people

    class Meta:
        verbose_name = verbose_name_plural = "我的视图"
        ordering = ["id"]
        constraints = [models.UniqueConstraint(fields=["person", "of", "label"], name="one_view_of_a_name")]

    def __str__(self) -> str:
        return self.label


class SignInFailure(models.Model):
    """How often a name was given with a wrong password, so that every process knows when it rests."""

    username = models.CharField("用户名", max_length=64, unique=True)
    failures = models.PositiveIntegerField("次数", default=0)
    failed_at = models.DateTimeField("最近一次")

    class Meta:
        verbose_name = verbose_name_plural = "登录失败"
        indexes = [models.Index(fields=["failed_at"], name="desk_failed_at")]
