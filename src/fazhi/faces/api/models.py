"""Tokens with which machines come in, and answers kept so that the same request twice is done once."""

from datetime import date

from django.db import models
from django.utils import timezone

from fazhi.kernel.org.models import Account
from fazhi.kernel.registry.sealed import Watched


class Token(Watched):
    """A named key to one account's scope; of the key itself only a fingerprint is kept."""

    unsealed = "used_on"

    account = models.ForeignKey(Account, models.PROTECT, related_name="tokens", verbose_name="账号")
    name = models.CharField("用途", max_length=60)
    digest = models.CharField("指纹", max_length=64, unique=True)
    created_at = models.DateTimeField("创建时间", default=timezone.now)
    expires_at = models.DateTimeField("失效时间")
    revoked_at = models.DateTimeField("吊销时间", null=True, blank=True)
    used_on = models.DateField("最近使用", null=True, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "接口令牌"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    @property
    def is_live(self) -> bool:
        """Neither revoked nor expired, and its account may still come in."""
        return self.revoked_at is None and timezone.now() < self.expires_at and self.account.is_active

    @property
    def standing(self) -> str:
        if self.revoked_at:
            return "已吊销"
        return "有效" if self.is_live else "已失效"

    def note_use(self, today: date) -> None:
        """The day of its last use: one write a day, so that reading stays reading."""
        if self.used_on != today:
            Token.objects.filter(pk=self.pk).update(used_on=today)


class Answer(models.Model):
    """What a request with an Idempotency-Key was answered; the row is written in the transaction of what it did."""

    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="账号")
    key = models.CharField("提交键", max_length=100)
    fingerprint = models.CharField("请求指纹", max_length=64)
    status = models.PositiveSmallIntegerField("状态码", default=0)
    headers = models.JSONField("响应头", default=dict)
    body = models.TextField("响应", blank=True)
    at = models.DateTimeField("时间", default=timezone.now, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "已答复的请求"
        constraints = [models.UniqueConstraint(fields=["account", "key"], name="answered_once")]
