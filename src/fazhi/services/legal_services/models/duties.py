"""值班: who sits where on which day, confirmed before, checked in at the place, and replaced by somebody as able."""

from datetime import date, datetime, time, timedelta
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fazhi.kernel.flow.gates import asked_gate, gate
from fazhi.kernel.records.fields import shown
from fazhi.kernel.records.models import Case

from ..roles import OF_DUTY
from ..rules import HOURS_OF_SLOTS, LATE_MINUTES
from ..words import CheckMethod, Slot
from .registers import Provider
from .sites import Site

STANDING = ("planned", "confirmed", "on_duty", "done")


class DutySlot(Case):
    """One person at one site for one slot of one day."""

    site = models.ForeignKey(Site, models.PROTECT, related_name="duties", verbose_name="值班地点")
    on = models.DateField("值班日期")
    slot = models.CharField("时段", max_length=16, choices=Slot)
    provider = models.ForeignKey(Provider, models.PROTECT, related_name="duties", verbose_name="值班人员")
    checked_in_at = models.DateTimeField("签到时间", null=True, editable=False)
    checked_out_at = models.DateTimeField("签退时间", null=True, editable=False)
    method = models.CharField("签到方式", max_length=8, choices=CheckMethod, blank=True)
    shown_code = models.CharField("现场码", max_length=12, blank=True)
    is_late = models.BooleanField("迟到", default=False, editable=False)
    served = models.PositiveSmallIntegerField("接待数", null=True, blank=True)
    journal = models.TextField("值班日志", blank=True)
    substitute = models.ForeignKey(
        Provider, models.PROTECT, null=True, blank=True, related_name="substitutions", verbose_name="替班人员"
    )
    replaces = models.ForeignKey("self", models.PROTECT, null=True, editable=False, related_name="+", verbose_name="替换的值班")

    readers: ClassVar = OF_DUTY
    search_fields: ClassVar = "title"
    acts_with: ClassVar = "site provider"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "值班"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["provider", "on", "slot"],
                condition=Q(state__in=STANDING),
                name="legal_services_duty_one_place",
                violation_error_message="这个人在同一时段已经排在另一处值班",
            ),
        ]

    def clean(self) -> None:
        self.title = f"{self.site}{self.on:%m月%d日}{self.get_slot_display()}"[:160]
        if self.state in ("", *STANDING) and self.other_places().exists():
            raise ValidationError({"provider": f"{self.provider}{self.on}{self.get_slot_display()}已经排在另一处值班"})
        if self.substitute_id and self.substitute_id == self.provider_id:
            raise ValidationError({"substitute": "替班人员不能是本人"})

    def other_places(self) -> models.QuerySet["DutySlot"]:
        """The same person in the same slot elsewhere."""
        same = DutySlot.objects.filter(provider=self.provider_id, on=self.on, slot=self.slot, state__in=STANDING)
        return same.exclude(pk=self.pk)

    def begins_at(self) -> datetime:
        """When the slot begins, as the city's setting has it."""
        start = HOURS_OF_SLOTS.value(self.on)[self.slot].split("-")[0]
        return timezone.make_aware(datetime.combine(self.on, time.fromisoformat(start)))

    def is_late_at(self, moment: datetime) -> bool:
        return moment > self.begins_at() + timedelta(minutes=LATE_MINUTES.value(self.on))

    @property
    def eve(self) -> date:
        return self.on - timedelta(days=1)

    @shown("值班人员、专长、电话")
    def notice(self) -> str:
        """What is published of who is on duty."""
        row = self.provider
        return "，".join(text for text in (row.name, row.get_profession_display(), row.specialties, row.phone) if text)

    @gate("值班人员没有执业，不能值班", law="律师法 第十三条")
    def is_practising(self) -> bool | str:
        row = self.provider
        return row.is_practising or f"{row}的执业状态是“{row.get_licence_display()}”，不能值班"

    @gate("平台没有开放，不能排班")
    def site_serves(self) -> bool:
        return self.site.state == "serving"

    @asked_gate("扫码签到的，现场码与平台上墙的不一致")
    def code_fits(self) -> bool:
        return self.method != CheckMethod.CODE or self.shown_code.strip() == self.site.board_code

    @asked_gate("签退之前写值班日志")
    def has_journal(self) -> bool:
        return bool(self.journal.strip())

    @asked_gate("替班人员没有执业，不能替班", law="律师法 第十三条")
    def substitute_practises(self) -> bool:
        return self.substitute is None or self.substitute.is_practising
