"""问答库: questions and answers without anybody's data, reviewed, in use for a time; one library for portal, advisers and seats."""

from datetime import date
from functools import partial
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from fazhi.kernel.calendar import Months
from fazhi.kernel.flow.gates import gate
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering
from fazhi.kernel.records.querysets import NOWHERE, scope_of

from .. import anonymous, citing, correcting
from ..roles import OFFICE
from ..rules import QA_MONTHS
from ..words import Audience, Topic
from .consultations import Consultation


class QAEntry(Case):
    """问答."""

    topic = models.CharField("事项类别", max_length=20, choices=Topic)
    question = models.TextField("问题")
    answer = models.TextField("答复")
    cited = models.TextField("依据", help_text="一行一条或者用顿号隔开")
    audience = models.CharField(
        "使用范围",
        max_length=8,
        choices=Audience,
        default=Audience.ALL,
        help_text="内部使用的不在网上公开，只供坐席、接待人员答复时参考",
    )
    consultation = models.ForeignKey(
        Consultation, models.PROTECT, null=True, blank=True, related_name="entries", verbose_name="出自咨询"
    )
    reviewed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", editable=False, verbose_name="审核人"
    )
    reviewed_on = models.DateField("审核日期", null=True, blank=True, editable=False)
    expires_on = models.DateField("有效期至", null=True, blank=True, editable=False)
    # Citation → what its words were then, as a fingerprint.
    read = models.JSONField("审核时的条文摘要", default=dict, editable=False)

    readers: ClassVar = OFFICE
    numbering: ClassVar = Numbering("（{year}）{unit}问答第{serial:04d}号", kind="问答")
    search_fields: ClassVar = "number title"
    narrows_scope: ClassVar = True

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "法律问答"

    @classmethod
    def scope_of(cls, person: Person | None, on: date | None = None) -> Q:
        """What was reviewed and is in use is open to everybody who answers anybody; drafts to the office that keeps them."""
        if person is None:
            return NOWHERE
        return scope_of(cls, person, on) | (Q(state="published") if person.scope(on=on) else NOWHERE)

    def take_down(self, act: Any) -> None:
        self.title = self.title or self.question[:40]

    @gate("问答里还有姓名、证件号或者电话，启用之前要去掉", law="个人信息保护法 第二十五条")
    def names_nobody(self) -> bool | str:
        found = anonymous.traces(f"{self.question}\n{self.answer}", self.consultation)
        return not found or f"问答里还有{'、'.join(found)}，启用之前要去掉"

    @gate("问答要写明法律依据")
    def is_cited(self) -> bool:
        return bool(citing.split(self.cited))

    def publish(self, act: Any) -> None:
        """In use until it must be looked at again; what it cites must be the law today."""
        self.read = citing.read_in(self.cited, act.on)
        self.reviewed_by, self.reviewed_on, self.expires_on = act.person, act.on, Months(QA_MONTHS, roll=False).due(act.on)

    def hide(self, act: Any) -> None:
        """Whose question it was learns of it, unless only its time is over."""
        self.expires_on = None
        if act.via != "import" and act.reason and self.consultation_id:
            act.docket.sendings.append(partial(correcting.raise_of_entry, self))
