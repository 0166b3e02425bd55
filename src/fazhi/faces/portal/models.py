"""What the portal keeps for a while: unfinished applications, their files, and how often somebody has tried."""

from datetime import datetime, timedelta
from typing import Any

from django.db import models, transaction
from django.utils import timezone

from fazhi.kernel.documents import shelf
from fazhi.kernel.records.fields import SensitiveAnswers
from fazhi.kernel.records.models import Row

from . import rules

RECEIPT_MINUTES = 30


class Draft(Row):
    """An application being filled in; once sent, all that was typed is gone and only the receipt rests, for half an hour."""

    token = models.CharField(max_length=32, unique=True)
    intake = models.CharField("事项", max_length=80)
    answers = SensitiveAnswers("填写内容")  # stage → what was posted, as it came
    tried = models.JSONField(default=list)  # the stages whose errors may be shown
    refused = models.JSONField(default=dict)  # question → what the receiving unit's rules said of it
    receipt = models.CharField("回执号", max_length=20, blank=True)
    code = models.CharField("查询码", max_length=8, blank=True)
    begun_at = models.DateTimeField(default=timezone.now)
    kept_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "未提交的申请"

    def __str__(self) -> str:
        return f"{self.intake} {self.begun_at:%Y-%m-%d %H:%M}"

    @property
    def is_sent(self) -> bool:
        return bool(self.receipt)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        """The files go with it, once the row is gone for good."""
        for file in self.files.all():
            file.throw_away()
        return super().delete(*args, **kwargs)


class DraftFile(models.Model):
    """A file that was chosen and not yet sent."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="files")
    ask = models.CharField(max_length=60)
    name = models.CharField("文件名", max_length=255)
    content = models.FileField(upload_to="drafts/", storage=shelf.Drawer)

    class Meta:
        verbose_name = verbose_name_plural = "未提交的材料"
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name

    def throw_away(self) -> None:
        """Remove the content from the disk after the transaction, and the row."""
        place, storage = self.content.name, self.content.storage
        transaction.on_commit(lambda: storage.delete(place))
        self.delete()


class Attempt(models.Model):
    """One try by somebody who is known only by a keyed hash, counted for a while and forgotten."""

    kind = models.CharField(max_length=20)
    who = models.CharField(max_length=64)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        verbose_name = verbose_name_plural = "尝试"
        indexes = [models.Index(fields=["kind", "who", "at"], name="attempts_of")]


def forget(now: datetime | None = None) -> int:
    """Delete what was not sent in time, receipts that have rested long enough, and old attempts; answers how many drafts."""
    now = now or timezone.now()
    Attempt.objects.filter(at__lt=now - timedelta(days=1)).delete()
    unsent = models.Q(receipt="", kept_at__lt=now - timedelta(hours=rules.DRAFT_HOURS.value()))
    sent = ~models.Q(receipt="") & models.Q(kept_at__lt=now - timedelta(minutes=RECEIPT_MINUTES))
    return sum(bool(draft.delete()) for draft in Draft.objects.filter(unsent | sent))
