"""Who is in a dispute: parties with those who speak for them, mediators, and who is invited."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.records.ages import age_on
from fazhi.kernel.records.credit_codes import CreditCode
from fazhi.kernel.records.fields import Address, CitizenNumber, PersonName, Phone, SensitiveWord
from fazhi.kernel.records.models import Part
from fazhi.kernel.records.querysets import PartQuerySet
from fazhi.kernel.records.secret import found_by

from ..words import AgentKind, Capacity, ChosenBy, Consent, ConsentHow, MediatorRole, PartyKind, Sex, Side
from .committees import Mediator
from .disputes import Dispute


class Party(Part):
    """当事人, on one of the sides; a minor speaks through the legal representative, a crowd through whom it chose."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="parties")
    side = models.CharField("方", max_length=12, choices=Side)
    kind = models.CharField("类型", max_length=14, choices=PartyKind, default=PartyKind.PERSON)
    name = PersonName("姓名或者名称", db_index=True)
    sex = models.CharField("性别", max_length=10, choices=Sex, blank=True)
    ethnicity = SensitiveWord("民族", max_length=20, blank=True)
    id_number = CitizenNumber("身份证号", blank=True)
    credit_code = CreditCode("统一社会信用代码", blank=True)
    head_office = models.CharField("所属法人", max_length=100, blank=True, help_text="分支机构填，责任由法人承担")
    demand = models.CharField("本方诉求", max_length=300, blank=True, help_text="各方诉求不同的，分别写明")
    occupation = models.CharField("职业或者职务", max_length=60, blank=True)
    phone = Phone("电话", blank=True)
    address = Address("住址或者住所", blank=True)
    service_address = Address("送达地址", blank=True)
    capacity = models.CharField("民事行为能力", max_length=10, choices=Capacity, default=Capacity.FULL)
    lives_by_work = models.BooleanField("十六周岁以上，以自己的劳动收入为主要生活来源", default=False)
    agent = PersonName("代理人", blank=True)
    agent_kind = models.CharField("代理类型", max_length=12, choices=AgentKind, blank=True)
    authority = models.CharField("代理权限", max_length=200, blank=True, help_text="按授权委托书写")
    authority_to = models.DateField("代理期限", null=True, blank=True)
    special_authority = models.BooleanField(
        "可以代为达成协议", default=False, help_text="委托代理人有特别授权，或者推选的代表人经被代表的当事人同意"
    )
    consent = models.CharField("是否同意调解", max_length=14, choices=Consent, default=Consent.NOT_REACHED)
    consented_on = models.DateField("表态日期", null=True, blank=True)
    consent_how = models.CharField("表态方式", max_length=10, choices=ConsentHow, blank=True)
    checked_on = models.DateField("本人核对协议日期", null=True, blank=True, editable=False)
    doubt = models.CharField("本人对协议的异议", max_length=200, blank=True)
    wishes_confirmation_on = models.DateField("提出司法确认日期", null=True, blank=True, editable=False)
    ended_on = models.DateField("死亡、终止日期", null=True, blank=True)
    ended_why = models.CharField("死亡、终止的情况", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "当事人"
        indexes = [found_by("id_number", "mediation_party_id"), found_by("phone", "mediation_party_phone")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Age decides capacity, unless the party is sixteen and lives by the party's own work (民法典 第十八条第二款)."""
        if self.kind != PartyKind.PERSON and self.id_number:
            raise ValidationError({"id_number": f"{self.name}是单位，请填统一社会信用代码，不填身份证号"})
        if self.kind == PartyKind.PERSON and self.credit_code:
            raise ValidationError({"credit_code": f"{self.name[:1]}某是个人，没有统一社会信用代码"})
        if self.kind == PartyKind.BRANCH and not self.head_office:
            raise ValidationError({"head_office": "分支机构的责任由法人承担，请填所属法人（民法典 第七十四条第二款）"})
        if self.id_number and age_on(self.id_number, self.of.opened_on) < 0:
            raise ValidationError({"id_number": "按身份证号，当事人在申请之日还没有出生，请核对"})
        if self.id_number:
            self.capacity = self._capacity_on(self.of.opened_on)

    def _capacity_on(self, day: date) -> Capacity | str:
        age = age_on(self.id_number, day)
        if age >= 18 or (age >= 16 and self.lives_by_work):
            return Capacity.FULL if self.capacity == Capacity.FULL else self.capacity
        return Capacity.NONE if age < 8 or self.capacity == Capacity.NONE else Capacity.LIMITED

    @property
    def age(self) -> int | None:
        """On the day of the application."""
        return age_on(self.id_number, self.of.opened_on) if self.id_number else None

    @property
    def is_minor(self) -> bool:
        return self.age is not None and self.age < 18

    @property
    def needs_guardian(self) -> bool:
        return self.capacity != Capacity.FULL

    @property
    def guardian(self) -> str:
        """The legal representative; blank when somebody else or nobody speaks for the party."""
        return self.agent if self.agent_kind == AgentKind.LEGAL else ""

    @property
    def known_as(self) -> str:
        return f"{self.get_side_display()}当事人"

    @property
    def speaks_as(self) -> set[str]:
        """The names under which an agreement may name the party."""
        return {name for name in (self.name, self.guardian, self.head_office) if name}

    @property
    def key_number(self) -> str:
        """Citizen number or credit code, as a ledger has it in one column."""
        return self.id_number or self.credit_code

    @property
    def key(self) -> str:
        """What tells one party from another: the number, or the name where no number is known."""
        return self.id_number or self.credit_code or self.name


class WithMediator(models.Manager.from_queryset(PartQuerySet)):
    """Read together with the mediator, whom every look at such a row asks about."""

    def get_queryset(self) -> models.QuerySet:
        return super().get_queryset().select_related("mediator")


class CaseMediator(Part):
    """承办调解员: chosen by the parties or designated; an interest must be disclosed and accepted by all."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="mediators")
    mediator = models.ForeignKey(Mediator, models.PROTECT, related_name="cases", verbose_name="调解员")
    role = models.CharField("分工", max_length=10, choices=MediatorRole, default=MediatorRole.CHAIR)
    chosen_by = models.CharField("产生方式", max_length=12, choices=ChosenBy, default=ChosenBy.COMMITTEE)
    disclosure = models.TextField("利害关系披露", blank=True, help_text="与当事人有亲属关系或者其他利害关系的，写明")
    all_agreed = models.BooleanField("各方知情并同意", default=False)
    is_recused = models.BooleanField("已回避", default=False)

    objects = WithMediator()

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "承办调解员"
        constraints = [
            models.UniqueConstraint(
                fields=["of", "mediator"], name="mediation_once_a_mediator", violation_error_message="这位调解员已经在本案"
            )
        ]

    def __str__(self) -> str:
        return self.mediator.name


class Invitee(Part):
    """邀请参加人: kin, neighbours, experts; with the parties' consent."""

    of = models.ForeignKey(Dispute, models.CASCADE, related_name="invitees")
    name = PersonName("姓名")
    capacity = models.CharField("身份", max_length=60, help_text="例如：亲属、邻里、同事、专家、律师、民警、村干部")
    parties_agreed = models.BooleanField("当事人同意", default=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "邀请参加人"

    def __str__(self) -> str:
        return f"{self.name}（{self.capacity}）"


def chair_of(dispute: Any) -> Mediator | None:
    """The mediator who presides."""
    return next((row.mediator for row in dispute.rows("mediators") if row.role == MediatorRole.CHAIR), None)
