"""签署和送达: who signed a paper and how, and how it came to whom it concerns (送达回证)."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from fazhi.kernel.calendar.moments import today
from fazhi.kernel.law import CityRule
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.fields import PersonName

from .rows import WrittenOnce

PUBLIC_DAYS = CityRule(
    "documents.public_service_days",
    "公告送达经过的日数",
    30,
    unit="日",
    note="民事诉讼法第九十五条为三十日；行业规定更长的，照行业规定。",
)


class SignedBy(models.TextChoices):
    SCAN = "scan", "纸质签署（扫描件）"
    ELECTRONIC = "electronic", "电子签名"
    FINGERPRINT = "fingerprint", "按指印"
    SEAL = "seal", "盖章"


class ServedBy(models.TextChoices):
    """The ways of service; which article speaks of each is in LAWS."""

    ON_SPOT = "on_spot", "当场交付"
    DIRECT = "direct", "直接送达"
    LEFT = "left", "留置送达"
    ELECTRONIC = "electronic", "电子送达"
    ENTRUSTED = "entrusted", "委托送达"
    MAIL = "mail", "邮寄送达"
    PASSED_ON = "passed_on", "转交送达"
    PUBLIC = "public", "公告送达"


LAWS = {
    ServedBy.ON_SPOT: "民事诉讼法 第八十七条",
    ServedBy.DIRECT: "民事诉讼法 第八十八条",
    ServedBy.LEFT: "民事诉讼法 第八十九条",
    ServedBy.ELECTRONIC: "民事诉讼法 第九十条",
    ServedBy.ENTRUSTED: "民事诉讼法 第九十一条",
    ServedBy.MAIL: "民事诉讼法 第九十一条",
    ServedBy.PASSED_ON: "民事诉讼法 第九十四条",
    ServedBy.PUBLIC: "民事诉讼法 第九十五条",
}
# What each way must be able to show; without it the service does not stand.
MUST_SHOW = {
    ServedBy.DIRECT: {"taken_by": "请填写签收人；没有人签收的，按留置送达登记"},
    ServedBy.LEFT: {"reason": "请写明拒收事由和日期"},
    ServedBy.ELECTRONIC: {"has_consent": "电子送达须经受送达人同意"},
    ServedBy.MAIL: {"mail_number": "请填写邮件单号", "sent_on": "请填写交寄日期"},
    ServedBy.PASSED_ON: {"taken_by": "请填写代为转交的单位"},
    ServedBy.ENTRUSTED: {"taken_by": "请填写签收人"},
    ServedBy.PUBLIC: {"reason": "请写明下落不明或者其他方式无法送达的情况", "sent_on": "请填写公告日期"},
}


class PaperSignature(WrittenOnce):
    """签署: one hand under one paper, and the fingerprint of what was signed."""

    of = models.ForeignKey("documents.IssuedPaper", models.PROTECT, related_name="signatures")
    signer = PersonName("签署人")
    capacity = models.CharField("身份", max_length=60)
    method = models.CharField("签署方式", max_length=12, choices=SignedBy)
    signed_at = models.DateTimeField("签署时间", default=timezone.now)
    place = models.CharField("签署地点", max_length=120, blank=True)
    scan = models.ForeignKey("documents.File", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="扫描件")
    sha256 = models.CharField("所签文书的指纹", max_length=64, editable=False)
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="登记人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "签署"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.capacity} {self.signer}"

    def clean(self) -> None:
        if self.signed_at and self.signed_at > timezone.now():
            raise ValidationError({"signed_at": "签署时间不能晚于现在"})


class PaperService(WrittenOnce):
    """送达: one paper, one receiver, one way, one day."""

    of = models.ForeignKey("documents.IssuedPaper", models.PROTECT, related_name="services")
    receiver = PersonName("受送达人")
    method = models.CharField("送达方式", max_length=12, choices=ServedBy)
    place = models.CharField("送达地点", max_length=200, blank=True)
    sent_on = models.DateField("发出日期", null=True, blank=True)
    served_on = models.DateField("送达日期")
    taken_by = PersonName("签收人", blank=True)
    relation = models.CharField("签收人与受送达人的关系", max_length=60, blank=True)
    has_consent = models.BooleanField("受送达人同意电子送达", default=False)
    mail_number = models.CharField("邮件单号", max_length=40, blank=True)
    witness = PersonName("见证人", blank=True)
    reason = models.TextField("拒收或者公告的事由", blank=True)
    scan = models.ForeignKey("documents.File", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="回证扫描件")
    recorded_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", editable=False, verbose_name="送达人")
    recorded_at = models.DateTimeField("登记时间", default=timezone.now, editable=False)

    class Meta:
        verbose_name = verbose_name_plural = "送达"
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_method_display()} {self.receiver}"

    @property
    def law(self) -> str:
        return LAWS[ServedBy(self.method)]

    def clean(self) -> None:
        errors = {name: sentence for name, sentence in MUST_SHOW.get(self.method, {}).items() if not getattr(self, name)}
        if self.method == ServedBy.LEFT and not (self.witness or self.scan_id):
            errors["witness"] = "留置送达要有见证人；没有的，须拍照、录像，把照片作为回证扫描件一并登记"
        if self.method == ServedBy.PUBLIC and self.sent_on and self.served_on and not self._has_passed():
            errors["served_on"] = f"自发出公告之日起经过{PUBLIC_DAYS.value()}日才视为送达"
        if self.served_on and self.served_on > today():
            errors["served_on"] = "送达日期不能晚于今天"
        if self.sent_on and self.served_on and self.served_on < self.sent_on:
            errors["served_on"] = "送达日期不能早于发出日期"
        if errors:
            raise ValidationError(errors)

    def _has_passed(self) -> bool:
        return (self.served_on - self.sent_on).days >= PUBLIC_DAYS.value()
