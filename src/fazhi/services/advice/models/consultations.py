"""A consultation: who asks through which channel, about what, how urgent, how it was answered and where it went."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils.timezone import localdate

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.records import restricted
from fazhi.kernel.records.fields import PersonName, Several, shown
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.restricted import Ground

from .. import reading, routing
from ..roles import READERS
from ..words import AskerRole, Channel, CorrectedBy, Group, Heard, LegalField, Rating, ReplyBy, Suggestion, Topic, Urgency, Wish

ADVISED = {
    CorrectedBy.LAW: "请以现行规定为准，可以追问。",
    CorrectedBy.ANSWER: "我们正在核对您的答复，有更正会告诉您。",
    CorrectedBy.ENTRY: "我们正在核对您的答复，有更正会告诉您。",
    CorrectedBy.REVIEW: "我们正在核对您的答复，有更正会告诉您。",
}


class Consultation(Case):
    """法律咨询. `unit` is where it was received; one contact is one row, contacts on one matter share `matter_key`."""

    # 来源
    channel = models.CharField("渠道", max_length=10, choices=Channel, default=Channel.WINDOW)
    is_anonymous = models.BooleanField("匿名", default=False)
    asker_role = models.CharField("咨询人身份", max_length=14, choices=AskerRole, default=AskerRole.SELF)
    group_size = models.PositiveIntegerField("涉及人数", default=1)
    region = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="咨询人所在地")
    groups = Several("特殊群体", Group)
    reply_by = models.CharField("回复方式", max_length=10, choices=ReplyBy, default=ReplyBy.ON_THE_SPOT)
    # 事项
    topic = models.CharField("事项类别", max_length=20, choices=Topic)
    legal_field = models.CharField("领域", max_length=16, choices=LegalField, default=LegalField.CIVIL)
    opponent = PersonName("对方名称", blank=True, help_text="只用于利益冲突核查，办结后清除")
    amount = models.DecimalField("涉及金额", max_digits=14, decimal_places=2, null=True, blank=True)
    urgency = models.CharField("紧急程度", max_length=10, choices=Urgency, default=Urgency.ORDINARY)
    known_on = models.DateField("知道权利受损之日", null=True, blank=True)
    limitation_on = models.DateField("时效、期限届满日期", null=True, blank=True)
    is_restricted = models.BooleanField("限制查阅", default=False, editable=False)
    # 办理
    offered_to = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name="轮到谁领办"
    )
    offered_at = models.DateTimeField("派单时间", null=True, blank=True, editable=False)
    is_risen = models.BooleanField("无人按时领办", default=False, editable=False)
    assigned_at = models.DateTimeField("指派时间", null=True, blank=True, editable=False)
    answered_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name="答复人"
    )
    answered_at = models.DateTimeField("首次答复时间", null=True, blank=True, editable=False)
    answered_on = models.DateField("首次答复日期", null=True, blank=True, editable=False, db_index=True)
    rounds = models.PositiveSmallIntegerField("答复次数", default=0, editable=False)
    is_cited = models.BooleanField("已引用法条", default=False, editable=False)
    is_late = models.BooleanField("超期答复", default=False, editable=False)
    aid_told = models.BooleanField("已告知法律援助权利、条件和程序", null=True, blank=True, choices=((True, "是"), (False, "否")))
    suggestion = models.CharField("建议路径", max_length=16, choices=Suggestion, blank=True)
    told_on = models.DateField("更正告知咨询人日期", null=True, blank=True)
    # 转办
    wish = models.CharField("咨询人的申请", max_length=10, choices=Wish, blank=True)
    consents = models.BooleanField("咨询人同意转办并提供个人信息", default=False)
    handed_kind = models.CharField("转办去向", max_length=16, choices=Suggestion, blank=True)
    handed_to = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转办单位")
    handed_at = models.DateTimeField("转办时间", null=True, blank=True, editable=False)
    heard = models.CharField("转办进展", max_length=10, choices=Heard, blank=True, editable=False)
    heard_at = models.DateTimeField("回音时间", null=True, blank=True, editable=False)
    heard_result = models.CharField("回音内容", max_length=300, blank=True, editable=False)
    handed_times = models.PositiveSmallIntegerField("转办次数", default=0, editable=False)
    # 闭环
    rating = models.CharField("满意度", max_length=2, choices=Rating, blank=True)
    last_visit_on = models.DateField("最近回访日期", null=True, blank=True, editable=False)
    duplicate_of = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later_contacts", verbose_name="前次咨询"
    )
    matter_key = models.BigIntegerField("事项", default=0, editable=False, db_index=True)
    is_repeat = models.BooleanField("期间内重复咨询", default=False, editable=False)
    is_in_library = models.BooleanField("已拟入问答库", default=False, editable=False)
    score = models.PositiveSmallIntegerField("质检分数", null=True, blank=True)
    score_note = models.CharField("质检意见", max_length=200, blank=True)
    is_qualified = models.BooleanField("质检合格", null=True, blank=True, editable=False)

    readers: ClassVar = READERS
    numbering: ClassVar = Numbering("（{year}）{unit}咨字第{serial:05d}号", kind="咨")
    search_fields: ClassVar = "number title askers__name"
    narrows_scope: ClassVar = True

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "法律咨询"
        indexes: ClassVar = [
            *Case.Meta.indexes,
            models.Index(fields=["urgency", "-opened_on"], name="consultation_urgent"),
            models.Index(fields=["-opened_on"], name="consultation_late", condition=Q(is_late=True)),
        ]

    @classmethod
    def scope_of(cls, person: Person | None, on: date | None = None) -> Q:
        """Clerks and leaders by place, lawyers their own; village offices none, dangerous matters only those in charge."""
        return reading.scope_of(person, on)

    def clean(self) -> None:
        if self.region.kind not in REGIONS:
            raise ValidationError({"region": "咨询人所在地应当是村（社区）、乡镇（街道）、县（市、区）或者市"})
        if self.group_size < 1:
            raise ValidationError({"group_size": "涉及人数至少是 1 人"})
        if self.asker_role == AskerRole.SPOKESMAN and self.group_size < 2:
            raise ValidationError({"group_size": "群体代表咨询的，涉及人数至少是 2 人"})
        if self.known_on and self.known_on > self.opened_on:
            raise ValidationError({"known_on": f"知道权利受损之日不能晚于咨询日期 {self.opened_on}"})
        if self.duplicate_of and (self.duplicate_of == self or self.duplicate_of.opened_on > self.opened_on):
            raise ValidationError({"duplicate_of": "前次咨询不能是本件，也不能晚于本件"})
        if self.answered_at and self.answered_at < self.event_at:
            raise ValidationError({"answered_at": "答复时间不能早于咨询时间"})
        if self.score is not None and self.score > 100:
            raise ValidationError({"score": "质检分数在 0 到 100 之间"})

    def grounds_to_restrict(self) -> list[Ground]:
        """Somebody is in danger, or a minor asks or is asked for."""
        return [Ground.VIOLENCE] * self.is_restricted + [Ground.MINOR] * (Group.MINOR in self.groups)

    just_asked_on: date | None = None
    just_told: Any = None
    just_raised_on: date | None = None

    @property
    def open_corrections(self) -> list[Any]:
        """What the asker is still to be told of, but for what is being told in this act."""
        return [row for row in self.rows("corrections") if row.is_open and row != self.just_told]

    @shown("更正提示")
    def correction_told(self) -> str:
        """What whoever holds the code reads of it, at once and whether or not somebody has called."""
        rows = [row for row in self.rows("corrections") if not row.is_void and row.raised_on]
        return "\n".join(f"{row.raised_on:%Y年%-m月%-d日}：{row}。{ADVISED[row.why]}" for row in rows)

    @property
    def last_asked_on(self) -> date:
        """The day of the last question, counting one that is being put."""
        return self.just_asked_on or max((localdate(row.asked_at) for row in self.rows("questions")), default=self.opened_on)

    @property
    def asker(self) -> Any:
        """The first who asks, or None where nobody is named."""
        return next(iter(self.rows("askers")), None)

    @property
    def question(self) -> str:
        """All that was asked, the first question first."""
        return "\n".join(row.text for row in self.rows("questions"))

    @property
    def standing_answer(self) -> Any:
        """The answer that stands: the last one."""
        return next(iter(reversed(self.rows("answers"))), None)

    @shown("引用法条")
    def standing_citations(self) -> list[Any]:
        """The articles on which the standing answer rests."""
        return [row for row in self.rows("citations") if row.round == self.rounds]

    @shown("可能的去向")
    def likely_services(self) -> str:
        """Where the words of the question point, with those words; a person chooses."""
        return "；".join(map(str, routing.routes(self.question, self.groups, self.opened_on)))

    @shown("前次答复")
    def earlier_reply(self) -> str:
        """What this asker was told before, so that nobody is told the contrary unawares; of what is restricted, that there is something."""
        before = self.duplicate_of
        if before is None or before.answered_on is None:
            return ""
        if before.is_restricted or restricted.of(before):
            return "前次咨询限制查阅，答复之前请问负责人"
        return f"{before.number}（{before.answered_on}）：{before.reply}"

    @shown("转办进展")
    def progress(self) -> str:
        """What whoever holds the code reads of it: who has it, and how far it is; what units write to each other is not theirs."""
        return f"{self.handed_to}：{self.get_heard_display()}" if self.heard and self.handed_to else ""

    @shown("答复")
    def reply(self) -> str:
        """What the asker reads: the standing answer with its articles, and the right to legal aid."""
        if self.standing_answer is None:
            return ""
        articles = "".join(f"\n{row}：{row.quoted}" if row.quoted else f"\n{row}" for row in self.standing_citations)
        return f"{self.standing_answer.text}{articles}"
