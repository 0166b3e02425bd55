"""坐席知识库: question, answer and articles, with an owner and a last day."""

from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.law.citations import BadCitation, Citation
from fazhi.kernel.org.dated import Dated
from fazhi.kernel.org.roles import Role
from fazhi.kernel.records.models import Record

from ..roles import KEEPERS, READERS
from ..words import Topic


class Knowledge(Record, Dated):
    """What a seat may read out; out of date it is hidden."""

    topic = models.CharField("类别", max_length=16, choices=Topic)
    question = models.CharField("问题", max_length=200)
    answer = models.TextField("答复")
    cited = models.CharField("引用法条", max_length=200, help_text="用“；”隔开")
    keeper = models.CharField("责任人", max_length=60)

    readers: ClassVar = READERS
    search_fields: ClassVar = "question"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "热线知识"
        constraints = [*Record.Meta.constraints, *Dated.Meta.constraints]

    def __str__(self) -> str:
        return self.question

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return KEEPERS

    def clean(self) -> None:
        if self.valid_to is None:
            raise ValidationError({"valid_to": "写明到哪天失效，到期复核"})
        try:
            self.cited = "；".join(str(Citation.parse(part)) for part in self.cited.split("；") if part.strip())
        except BadCitation as fault:
            raise ValidationError({"cited": str(fault)}) from fault
        if not self.cited:
            raise ValidationError({"cited": "至少引用一条法条"})
