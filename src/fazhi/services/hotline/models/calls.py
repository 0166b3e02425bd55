"""话务单: every call is one, answered or not; who rang stays behind a key, and what counts is said by the call itself."""

import secrets
from datetime import timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.crypto import salted_hmac

from fazhi.kernel.flow.gates import gate
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.records.fields import PersonName, Phone, SensitiveText
from fazhi.kernel.records.models import Case, Part
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.restricted import Ground

from ..roles import KEEPERS, READERS
from ..rules import PASS_SCORE, PICK_UP_SECONDS, SHORT_SECONDS
from ..words import Contact, CountedBy, Direction, Ended, PassedTo, Rating, Result, Sample, Topic


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
    queued_at = models.DateTimeField("进线时间")
    answered_at = models.DateTimeField("接起时间", null=True, blank=True)
    hung_up_at = models.DateTimeField("挂断时间", null=True, blank=True)
    ended_by = models.CharField("挂断方", max_length=8, choices=Ended, blank=True)
    wait_seconds = models.PositiveIntegerField("等待秒数", default=0, editable=False)
    talk_seconds = models.PositiveIntegerField("通话秒数", default=0, editable=False)
    result = models.CharField("结果", max_length=12, choices=Result)
    agent = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="坐席员")
    is_countable = models.BooleanField("计入接通率分母", default=False, editable=False)
    is_quick = models.BooleanField("时限内接起", default=False, editable=False)
    # 整理
    asker = PersonName("来电人", blank=True)
    is_borrowed = models.BooleanField("借用他人电话", default=False)
    contact = models.CharField("可否回拨", max_length=12, choices=Contact, default=Contact.FREE)
    topic = models.CharField("类别", max_length=16, choices=Topic, blank=True)
    question = SensitiveText("诉求", blank=True)
    answer = models.TextField("答复", blank=True)
    cited = models.CharField("引用法条", max_length=200, blank=True)
    aid_told = models.BooleanField("已告知法律援助权利", default=False)
    is_repeat = models.BooleanField("期间内重复来电", default=False, editable=False)
    is_soon_again = models.BooleanField("不久再次来电", default=False, editable=False)
    is_danger = models.BooleanField("人身危险", default=False, editable=False)
    rating = models.CharField("评价", max_length=1, choices=Rating, blank=True, editable=False)
    notice_given = models.BooleanField("已提示录音", default=False)
    recording = models.CharField("录音文件", max_length=200, blank=True)
    recording_sha256 = models.CharField("录音校验值", max_length=64, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)

    untold: ClassVar = "caller_key"
    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("{unit}话〔{year}〕{serial:06d}号", kind="话")
    search_fields: ClassVar = "number title"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "话务单"

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

    @gate("没有接通的电话不用整理")
    def was_answered(self) -> bool:
        return self.result == Result.ANSWERED


class Alarm(Part):
    """红色通道: the police were told, at once, with the least they need."""

    of = models.ForeignKey(Call, models.CASCADE, related_name="alarms")
    told_unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="通知的公安派出所")
    told_others = models.CharField("同时通知", max_length=200, blank=True, help_text="例如：司法所、妇联、民政、村（居）委会")
    told_at = models.DateTimeField("通知时间", null=True, editable=False)
    situation = SensitiveText("险情", privacy="P3", help_text="只写处置必需的情况")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "报警"

    def __str__(self) -> str:
        return str(self.told_unit)


class Passing(Part):
    """转办: one call may be at once an application for aid and for mediation; what became of each is heard back."""

    of = models.ForeignKey(Call, models.CASCADE, related_name="passings")
    kind = models.CharField("转办事项", max_length=10, choices=PassedTo)
    to = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="接收单位")
    consents = models.BooleanField("来电人同意转办并提供个人信息", default=False)
    passed_on = models.DateField("转办日期", null=True, editable=False)
    accepted_on = models.DateField("接收日期", null=True, blank=True)
    returned_because = models.CharField("退回理由", max_length=300, blank=True)
    result = models.TextField("办理结果", blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "话务转办"

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.to}"

    def clean(self) -> None:
        if not self.consents:
            raise ValidationError({"consents": "转办要把来电人的信息提供给接收单位，须经本人同意（个人信息保护法 第二十三条）"})

    @property
    def is_open(self) -> bool:
        return not (self.result or self.returned_because)


class QualityCheck(Part):
    """质检: six items of twenty at most, never by whoever answered."""

    of = models.ForeignKey(Call, models.CASCADE, related_name="checks")
    checker = models.ForeignKey(Person, models.PROTECT, null=True, editable=False, related_name="+", verbose_name="质检员")
    sample = models.CharField("抽样", max_length=8, choices=Sample)
    manners = models.PositiveSmallIntegerField("用语（满分15）")
    listening = models.PositiveSmallIntegerField("倾听（满分15）")
    accuracy = models.PositiveSmallIntegerField("准确（满分30）")
    citing = models.PositiveSmallIntegerField("引用（满分15）")
    telling = models.PositiveSmallIntegerField("告知（满分15）")
    secrecy = models.PositiveSmallIntegerField("保密（满分10）")
    is_fatal = models.BooleanField("致命差错", default=False, help_text="泄露来电人信息、答复错误造成损失、对危险没有报警")
    feedback = models.CharField("反馈", max_length=300, blank=True)
    score = models.PositiveSmallIntegerField("得分", default=0, editable=False)
    is_passed = models.BooleanField("合格", default=False, editable=False)

    MOST: ClassVar = {"manners": 15, "listening": 15, "accuracy": 30, "citing": 15, "telling": 15, "secrecy": 10}

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "质检"

    def __str__(self) -> str:
        return f"{self.score}分"

    def clean(self) -> None:
        if faults := {name: f"最多 {most} 分" for name, most in self.MOST.items() if getattr(self, name) > most}:
            raise ValidationError(faults)
        if self.is_fatal and not self.feedback.strip():
            raise ValidationError({"feedback": "致命差错写明是什么"})
        self.score = 0 if self.is_fatal else sum(getattr(self, name) for name in self.MOST)
        self.is_passed = self.score >= PASS_SCORE.value()
