"""Who supervises, what is looked at, what was found, what the organ said, who answers for it."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.records.fields import PersonName
from fazhi.kernel.records.models import Part

from ..words import OF_CERTIFICATES, TRANSFERS, AccountabilityKind, FindingKind, ObstructionKind, Severity
from .cases import Supervision


class CaseSupervisor(Part):
    """监督人员, with the certificate as it stood on the day of joining."""

    of = models.ForeignKey(Supervision, models.CASCADE, related_name="supervisors")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="监督人员")
    certificate_no = models.CharField("监督证号", max_length=40, blank=True)
    valid_until = models.DateField("监督证有效期至", null=True, blank=True)
    joined_on = models.DateField("参加日期", null=True, editable=False)
    left_on = models.DateField("退出日期", null=True, editable=False)
    avoided_because = models.CharField("回避理由", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "监督人员"

    def __str__(self) -> str:
        return str(self.person)

    def is_certified_on(self, day: date) -> bool:
        return bool(self.certificate_no) and self.valid_until is not None and day <= self.valid_until


class SupervisedAct(Part):
    """An act of enforcement that is looked at: a record of another module by its label and number, or one on paper."""

    of = models.ForeignKey(Supervision, models.CASCADE, related_name="acts")
    kind = models.CharField("行为种类", max_length=60, blank=True, help_text="例如：行政处罚案件、行政检查")
    number = models.CharField("案号、文号", max_length=120)
    told = models.CharField("名称", max_length=160, blank=True)
    in_remedy = models.BooleanField("正在复议、诉讼", default=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "被监督的执法行为"

    def __str__(self) -> str:
        return self.number


class Finding(Part):
    """监督发现的问题."""

    of = models.ForeignKey(Supervision, models.CASCADE, related_name="findings")
    kind = models.CharField("问题类型", max_length=12, choices=FindingKind)
    fact = models.TextField("事实")
    basis = models.TextField("依据")
    severity = models.CharField("程度", max_length=10, choices=Severity)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "发现的问题"

    def __str__(self) -> str:
        return self.get_kind_display()


class BodyStatement(Part):
    """What the organ said when it was heard, and what was made of it."""

    of = models.ForeignKey(Supervision, models.CASCADE, related_name="statements")
    heard_on = models.DateField("听取日期")
    content = models.TextField("陈述和说明")
    answer = models.TextField("复核意见", blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "听取被监督机关意见"

    def __str__(self) -> str:
        return f"{self.heard_on}"


class Obstruction(Part):
    """拒绝、阻碍监督: who is supervised refuses or hinders; the case does not end before something was done about it."""

    of = models.ForeignKey(Supervision, models.CASCADE, related_name="obstructions")
    kind = models.CharField("情形", max_length=10, choices=ObstructionKind)
    happened_on = models.DateField("发生日期")
    who = PersonName("行为人", blank=True)
    facts = models.TextField("经过")
    evidence = models.TextField("证据、见证人")
    settled_how = models.TextField("处理情况", blank=True)
    settled_on = models.DateField("处理日期", null=True, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "拒绝、阻碍监督"
        indexes = [models.Index(fields=["happened_on"], name="oversight_obstructed_on")]

    def __str__(self) -> str:
        return self.get_kind_display()

    def clean(self) -> None:
        if self.settled_on and self.settled_on < self.happened_on:
            raise ValidationError({"settled_on": "处理日期不能早于发生日期"})


class Accountability(Part):
    """责任追究: oversight suggests and transfers; who is punished, and how, is decided by who has the power over the person."""

    of = models.ForeignKey(Supervision, models.CASCADE, related_name="accountability")
    kind = models.CharField("方式", max_length=14, choices=AccountabilityKind)
    officer = PersonName("责任人员", blank=True)
    certificate_no = models.CharField("执法证号", max_length=40, blank=True)
    keeper = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="证件登记单位")
    until = models.DateField("暂扣至", null=True, blank=True)
    organ = models.CharField("移送、建议的机关", max_length=100, blank=True)
    reason = models.TextField("事由和依据")
    document_no = models.CharField("文号", max_length=100, blank=True)
    decided_on = models.DateField("作出日期", null=True, editable=False)
    result = models.TextField("对方处理结果", blank=True)
    answered_on = models.DateField("反馈日期", null=True, blank=True)

    OUTSIDE: ClassVar = (*TRANSFERS, AccountabilityKind.DISCIPLINE)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "责任追究"

    def __str__(self) -> str:
        return self.get_kind_display()

    def clean(self) -> None:
        if self.kind in OF_CERTIFICATES and not (self.certificate_no and self.document_no and self.keeper_id):
            raise ValidationError({"certificate_no": "暂扣、收回证件的，请填写执法证号、决定文号和证件登记单位"})
        if self.kind in self.OUTSIDE and not self.organ:
            raise ValidationError({"organ": "请填写有权处理的机关：处分由任免机关、监察机关决定，监督机关只建议、移送"})
