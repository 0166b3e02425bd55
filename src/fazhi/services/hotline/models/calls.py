"""话务单: every call is one, answered or not; who rang stays behind a key, and what counts is said by the call itself."""

import secrets
from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fazhi.kernel.calendar import Months
from fazhi.kernel.flow.gates import gate
from fazhi.kernel.law import CityRule
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.records.fields import PersonName, Phone, SensitiveText, SensitiveWord
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.restricted import Ground

from ..roles import KEEPERS, READERS
from ..rules import PICK_UP_SECONDS, RECORDING_MONTHS, SHORT_SECONDS
from ..words import UNHAPPY, Contact, CountedBy, Direction, Ended, Keeping, Rating, Result, Sample, Topic


def key_of(number: str) -> str:
    """What tells one caller from another without keeping the number in the clear; blank for a hidden number."""
    return salted_hmac("fazhi.hotline.caller", number, algorithm="sha256").hexdigest()[:32] if number else ""


def own_number() -> str:
    """For a call that no telephone system has named: the moment and a little chance."""
    return f"S{timezone.localtime():%Y%m%d%H%M%S}-{secrets.token_hex(2)}"


class Call(Case):
    """One call. `unit` is the hotline's centre; a call of the province's platform comes in by a ledger and never changes."""

    call_no = models.CharField("通话号", max_length=80, unique=True, default=own_number)
    batch = models.CharField("导入批次", max_length=80, blank=True, editable=False)
    direction = models.CharField("方向", max_length=6, choices=Direction, default=Direction.IN)
    counted_by = models.CharField("计数口径", max_length=10, choices=CountedBy, default=CountedBy.OWN)
    caller = Phone("主叫号码", blank=True)
    caller_key = models.CharField("主叫", max_length=32, blank=True, editable=False, db_index=True)
    region = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="来电人所在地")
    queued_at = models.DateTimeField("进线时间", default=timezone.now)
    answered_at = models.DateTimeField("接起时间", null=True, blank=True)
    hung_up_at = models.DateTimeField("挂断时间", null=True, blank=True)
    ended_by = models.CharField("挂断方", max_length=8, choices=Ended, blank=True)
    wait_seconds = models.PositiveIntegerField("等待秒数", default=0, editable=False)
    talk_seconds = models.PositiveIntegerField("通话秒数", default=0, editable=False)
    result = models.CharField("结果", max_length=12, choices=Result, default=Result.ANSWERED)
    agent = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="坐席员")
    is_countable = models.BooleanField("计入接通率分母", default=False, editable=False)
    is_quick = models.BooleanField("时限内接起", default=False, editable=False)
    # 整理
    asker = PersonName("来电人", blank=True)
    is_borrowed = models.BooleanField("借用他人电话", default=False)
    contact = models.CharField("可否回拨", max_length=12, choices=Contact, default=Contact.FREE)
    contact_note = SensitiveWord("联系提示", max_length=100, blank=True, privacy="P3")
    topic = models.CharField("类别", max_length=16, choices=Topic, blank=True)
    question = SensitiveText("诉求", blank=True)
    answer = models.TextField("答复", blank=True)
    cited = models.CharField("引用法条", max_length=200, blank=True)
    aid_told = models.BooleanField("已告知法律援助权利", default=False)
    is_repeat = models.BooleanField("期间内重复来电", default=False, editable=False)
    is_soon_again = models.BooleanField("不久再次来电", default=False, editable=False)
    is_danger = models.BooleanField("人身危险", default=False, editable=False)
    rating = models.CharField("评价", max_length=1, choices=Rating, blank=True)
    notice_given = models.BooleanField("已提示录音", default=False)
    recording = models.CharField("录音文件", max_length=200, blank=True)
    recording_sha256 = models.CharField("录音校验值", max_length=64, blank=True)
    recording_until = models.DateField("录音保存至", null=True, blank=True, db_index=True)
    keeping = models.CharField("录音状态", max_length=10, choices=Keeping, blank=True, editable=False)
    destroyed_on = models.DateField("录音销毁日期", null=True, editable=False)
    drawn_as = models.CharField("抽中质检", max_length=8, choices=Sample, blank=True)
    awaits_check = models.BooleanField("等待质检", default=False, editable=False)
    checked_on = models.DateField("质检日期", null=True, editable=False)
    note = models.CharField("备注", max_length=200, blank=True)

    untold: ClassVar = "caller_key"
    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}话〔{year}〕{serial:06d}号", kind="话")
    search_fields: ClassVar = "number title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "话务单"
        indexes: ClassVar = [
            *Case.Meta.indexes,
            models.Index(fields=["rating", "-opened_on"], name="call_rated"),
            models.Index(fields=["keeping", "-opened_on"], name="call_kept"),
            models.Index(fields=["-opened_on"], name="call_danger", condition=models.Q(is_danger=True)),
            models.Index(fields=["-opened_on"], name="call_repeat", condition=models.Q(is_repeat=True)),
            models.Index(fields=["queued_at"], name="call_unchecked", condition=models.Q(awaits_check=True)),
        ]

    @classmethod
    def keepers(cls) -> tuple[Any, ...]:
        return (*KEEPERS,)

    def clean(self) -> None:
        self._check_times()
        self._check_recording()
        if self.region and self.region.kind not in REGIONS:
            raise ValidationError({"region": "来电人所在地应当是村（社区）、乡镇（街道）、县（市、区）或者市"})
        self.caller_key = key_of(self.caller)
        self.title = self.title or (f"{self.get_topic_display()}来电" if self.topic else f"{self.get_result_display()}来电")
        self._reckon()

    def _check_times(self) -> None:
        """挂断 not before 接起, 接起 not before 进线."""
        if self.answered_at and self.answered_at < self.queued_at:
            raise ValidationError({"answered_at": "接起时间不能早于进线时间"})
        if self.hung_up_at and self.hung_up_at < (self.answered_at or self.queued_at):
            raise ValidationError({"hung_up_at": "挂断时间不能早于接起时间"})
        if self.result == Result.ANSWERED and not self.answered_at:
            raise ValidationError({"answered_at": "接通的写明接起时间"})
        if self.result == Result.ABANDONED and self.answered_at:
            raise ValidationError({"result": "已经接起的，不是放弃"})

    def _check_recording(self) -> None:
        if self.recording and not self.notice_given:
            raise ValidationError({"recording": "没有提示来电人录音的，不得保存录音"})
        if self.recording and len(self.recording_sha256) != 64:
            raise ValidationError({"recording_sha256": "录音写明 64 位的 SHA-256 校验值"})
        if self.recording and not self.keeping:
            self.keeping, self.recording_until = Keeping.KEPT, self.kept_until(RECORDING_MONTHS)

    def kept_until(self, rule: CityRule) -> date:
        """The last day of so many months after the call."""
        return Months(rule).full(timezone.localdate(self.queued_at))

    def _reckon(self) -> None:
        """Seconds, and what the rates of §4 count: neither tests nor harassment nor who hung up before it rang."""
        end = self.answered_at or self.hung_up_at or self.queued_at
        self.wait_seconds = int((end - self.queued_at) / timedelta(seconds=1))
        self.talk_seconds = (
            int((self.hung_up_at - self.answered_at) / timedelta(seconds=1)) if self.hung_up_at and self.answered_at else 0
        )
        is_short = self.result == Result.ABANDONED and self.wait_seconds < SHORT_SECONDS.value()
        is_in = self.direction == Direction.IN
        self.is_countable = is_in and self.result not in (Result.TEST, Result.HARASSMENT) and not is_short
        self.is_quick = bool(self.answered_at) and self.wait_seconds <= PICK_UP_SECONDS.value()

    def grounds_to_restrict(self) -> list[Ground]:
        """Danger at home narrows who may read it."""
        return [Ground.VIOLENCE] if self.is_danger else []

    def team(self) -> list[Person]:
        return [self.agent] if self.agent else []

    @property
    def is_told(self) -> bool:
        return bool(self.topic and self.question.strip() and self.answer.strip())

    @property
    def is_tied(self) -> bool:
        """Whether more hangs on the recording than the call itself."""
        return self.is_danger or self.rating in UNHAPPY or self.orders.exists()

    @gate("没有录音，或者已经销毁")
    def has_recording(self) -> bool:
        return bool(self.recording) and self.keeping != Keeping.DESTROYED

    @gate("录音还在保存期内，不能销毁")
    def recording_is_due(self) -> bool:
        return self.keeping == Keeping.DUE

    @gate("没有接通的电话不用整理")
    def was_answered(self) -> bool:
        return self.result == Result.ANSWERED
