"""人民调解委员会 and 人民调解员: who may mediate, and what the law asks of a committee."""

from datetime import date
from typing import ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

from fazhi.kernel.calendar import Years
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import CLERK, Role
from fazhi.kernel.records.ages import age_on
from fazhi.kernel.records.fields import AccountNumber, CitizenNumber, Phone, Several
from fazhi.kernel.records.models import Record

from .. import qualification
from ..findings import Finding, committee_findings
from ..labelled import labelled
from ..roles import HEADS, READERS
from ..words import CommitteeKind, DisputeKind, Education, Grade, MemberPost, Register, Sector, Sex, Standing

TERM = Years(3, law="人民调解法 第九条第二款")


class Committee(Record):
    """调委会: particulars of a unit of kind 调委会."""

    name = models.CharField("调委会名称", max_length=100)
    kind = models.CharField("类型", max_length=20, choices=CommitteeKind)
    sector = models.CharField("行业", max_length=20, choices=Sector, blank=True)
    founder = models.CharField("设立单位", max_length=100)
    region = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="所在地")
    founded_on = models.DateField("成立日期")
    term_from = models.DateField("任期起")
    term_to = models.DateField("任期止", null=True, blank=True, help_text="空白时按三年计算")
    seal = models.CharField("印章备案", max_length=60, blank=True)
    filed_on = models.DateField("备案日期", null=True, blank=True)
    court_told_on = models.DateField("通报法院日期", null=True, blank=True)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=30, blank=True)
    work_rooms = models.TextField("派驻工作室、个人工作室", blank=True)
    stars = models.PositiveSmallIntegerField("星级", null=True, blank=True)
    is_mixed = models.BooleanField("多民族居住地区", default=False)
    standing = models.CharField("状态", max_length=10, choices=Register, default=Register.ACTIVE)

    readers: ClassVar = READERS
    search_fields: ClassVar = "name"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "人民调解委员会"
        constraints = [*Record.Meta.constraints, models.UniqueConstraint(fields=["unit"], name="mediation_committee_unit")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.kind == CommitteeKind.ASSOCIATION and not self.sector:
            raise ValidationError({"sector": "社会团体和其他组织设立的调委会，请选择行业"})
        self.term_to = self.term_to or TERM.full(self.term_from)
        if self.term_to <= self.term_from:
            raise ValidationError({"term_to": "任期止应当晚于任期起"})
        if self.founded_on > self.term_from:
            raise ValidationError({"term_from": "任期起不能早于成立日期"})

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        """The bureau keeps the register (人民调解法 第十条)."""
        return (CLERK,)

    @property
    def is_medical(self) -> bool:
        return self.sector == Sector.MEDICAL

    @property
    def serving(self) -> "list[Mediator]":
        """Members and appointed mediators of today."""
        today = timezone.localdate()
        return [each for each in self.mediators.all() if each.serves_on(today)]

    @labelled("主任")
    def director(self) -> str:
        """Who leads it; blank where the post is vacant."""
        return next((each.name for each in self.serving if each.post == MemberPost.DIRECTOR), "")

    @property
    def findings(self) -> list[Finding]:
        """What the law asks and this committee lacks today, in sentences."""
        return committee_findings(self, self.serving, timezone.localdate())

    @labelled("规范化检查")
    def findings_told(self) -> str:
        return "；".join(f"{each.sentence}（{each.law}）" for each in self.findings) or "符合规定"

    @property
    def is_in_order(self) -> bool:
        return all(each.is_warning for each in self.findings)


class Mediator(Record):
    """人民调解员: a member of a committee, or appointed by it."""

    # Published on a card (人民调解法 第十九条 lets parties choose), so never masked.
    name = models.CharField("姓名", max_length=60)
    committee = models.ForeignKey(Committee, models.PROTECT, related_name="mediators", verbose_name="调委会")
    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="平台账号人员")
    sex = models.CharField("性别", max_length=10, choices=Sex)
    ethnicity = models.CharField("民族", max_length=20, blank=True)
    id_number = CitizenNumber("证件号", blank=True)
    phone = Phone("电话", blank=True)
    post = models.CharField("职务", max_length=10, choices=MemberPost, blank=True)
    standing = models.CharField("身份", max_length=10, choices=Standing)
    education = models.CharField("学历", max_length=10, choices=Education, blank=True)
    specialties = Several("擅长", DisputeKind)
    term_from = models.DateField("聘期起")
    term_to = models.DateField("聘期止", null=True, blank=True)
    left_on = models.DateField("离任日期", null=True, blank=True, help_text="改选落选、辞职、罢免、解聘的填写")
    left_why = models.CharField("离任原因", max_length=100, blank=True)
    grade = models.CharField("等级", max_length=2, choices=Grade, blank=True)
    grade_to = models.DateField("等级有效期至", null=True, blank=True)
    has_card = models.BooleanField("公示卡", default=True)
    account = AccountNumber("补贴账户", blank=True)
    is_civil_servant = models.BooleanField("公职人员", default=False)
    training_hours = models.PositiveSmallIntegerField("培训学时", default=0)
    discipline = models.TextField("处理记录", blank=True)

    readers: ClassVar = READERS
    search_fields: ClassVar = "name source_key"

    class Meta(Record.Meta):
        verbose_name = verbose_name_plural = "人民调解员"

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        if self.id_number and age_on(self.id_number, self.term_from) < 18:
            raise ValidationError({"id_number": "人民调解员应当是成年公民（人民调解法 第十四条第一款）"})
        if self.post and self.standing != Standing.MEMBER:
            raise ValidationError({"standing": "主任、副主任、委员的身份应当是委员（人民调解法 第八条第二款）"})
        if self.term_to and self.term_to <= self.term_from:
            raise ValidationError({"term_to": "聘期止应当晚于聘期起"})
        if self.left_on and self.left_on < self.term_from:
            raise ValidationError({"left_on": "离任日期不能早于聘期起"})
        if self.left_on and not self.left_why.strip():
            raise ValidationError({"left_why": "请写明离任原因，例如：改选落选、辞职、罢免（人民调解法 第十五条）"})

    @classmethod
    def keepers(cls) -> tuple[Role, ...]:
        return HEADS

    @labelled("评级条件")
    def qualification(self) -> str:
        """What was done, beside what the city asks of each grade."""
        return qualification.told(self, timezone.localdate())

    def serves_on(self, day: date) -> bool:
        """Members stay until they leave or are not elected again; who was appointed, until the appointment ends."""
        has_left = self.left_on is not None and self.left_on <= day
        is_appointed = self.standing != Standing.MEMBER and self.term_to is not None
        return self.term_from <= day and not has_left and not (is_appointed and day > self.term_to)
