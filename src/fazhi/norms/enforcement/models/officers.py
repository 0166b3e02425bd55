"""执法人员 and 执法证件: who may act, judged on the day of the act and never by what became of the certificate later."""

from datetime import date, timedelta
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models

from fazhi.kernel.calendar import Years
from fazhi.kernel.flow.gates import gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.ages import age_on
from fazhi.kernel.records.fields import CitizenNumber, Several
from fazhi.kernel.records.models import Case, Part

from ..roles import READERS
from ..rules import CERTIFICATE_YEARS, EXAM_PASS, NOT_CERTIFIED
from ..words import (
    CertificateEnd,
    CertificateKind,
    Education,
    ExamKind,
    Identity,
    PowerKind,
    Service,
)

CERTIFIED = "行政处罚法 第四十二条第一款"
TERM = Years(CERTIFICATE_YEARS)


class Officer(Case):
    """执法人员: `unit` is the body or the township team where the officer serves; the title is the name."""

    person = models.ForeignKey(Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="平台账号人员")
    id_number = CitizenNumber("公民身份号码")
    service = models.CharField("在岗情况", max_length=12, choices=Service, editable=False)
    identity = models.CharField("人员身份", max_length=14, choices=Identity)
    education = models.CharField("学历", max_length=10, choices=Education, blank=True)
    has_law_degree = models.BooleanField("法学学历", default=False)
    legal_qualification = models.CharField("法律职业资格证号", max_length=40, blank=True)
    is_auxiliary = models.BooleanField("辅助人员", default=False)

    readers: ClassVar = READERS
    search_fields: ClassVar = "title source_key"
    looked_up_with: ClassVar = "certificates__suspensions"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "执法人员"

    def clean(self) -> None:
        if self.is_auxiliary and self.identity in (Identity.CIVIL_SERVANT, Identity.MANAGED_AS):
            raise ValidationError({"is_auxiliary": "公务员和参照管理人员不是辅助人员"})

    @gate("没有登记在岗情况")
    def says_how_it_serves(self) -> bool:
        return bool(self.rows("services"))

    def take_down(self, act: Any) -> None:
        self.service = self.rows("services")[-1].service

    def serve_otherwise(self, act: Any) -> None:
        """What was before ends on the eve."""
        now, before = act.part, [each for each in self.rows("services") if each is not act.part]
        if before and now.since <= before[-1].since:
            raise ValidationError({"since": f"应当晚于上一段在岗情况的起始日期 {before[-1].since}"})
        if before:
            before[-1].until = now.since - timedelta(days=1)
            act.save(before[-1])
        self.service = now.service

    def service_on(self, day: date) -> str:
        """How the officer served on a day; empty before the first."""
        return next((each.service for each in reversed(self.rows("services")) if each.covers(day)), "")

    def certificate_on(self, day: date) -> Any:
        """The certificate of an officer (no supervisor's, no host's) that was good on a day; None when there was none."""
        kinds = (CertificateKind.NATIONAL, CertificateKind.DEPARTMENT)
        return next((each for each in self.certificates.all() if each.kind in kinds and each.is_good_on(day)), None)

    def lacks_on(self, kind: str, day: date) -> str:
        """Why the officer could not act on a day under a power of this kind; empty where nothing was amiss."""
        if self.is_auxiliary:
            return f"{self}是辅助人员，不能作为执法人员"
        certificate = self.certificate_on(day)
        if certificate is None:
            return f"{self}在 {day} 没有有效的执法证"
        if certificate.powers and kind not in certificate.powers:
            return f"{self}的执法证不包括{PowerKind(kind).label}"
        return ""


class ServicePeriod(Part):
    """在岗情况 of a stretch of time; the last one stands."""

    of = models.ForeignKey(Officer, models.CASCADE, related_name="services")
    service = models.CharField("在岗情况", max_length=12, choices=Service)
    since = models.DateField("自")
    until = models.DateField("至", null=True, blank=True, editable=False)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "在岗情况"

    def __str__(self) -> str:
        return f"{self.since} 起{self.get_service_display()}"

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)


class TrainingYear(Part):
    """年度培训学时."""

    of = models.ForeignKey(Officer, models.CASCADE, related_name="training")
    year = models.PositiveSmallIntegerField("年度")
    hours = models.PositiveSmallIntegerField("学时")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "年度培训"
        constraints = [models.UniqueConstraint(fields=["of", "year"], name="enforcement_training_once")]

    def __str__(self) -> str:
        return f"{self.year}年 {self.hours}学时"


class Certificate(Case):
    """执法证件: from the application to its end; every change keeps its day, so that any past day can be judged."""

    officer = models.ForeignKey(Officer, models.PROTECT, related_name="certificates", verbose_name="执法人员")
    kind = models.CharField("证件种类", max_length=12, choices=CertificateKind, default=CertificateKind.NATIONAL)
    certificate_no = models.CharField("证件编号", max_length=40, blank=True)
    issuer = models.CharField("发证机关", max_length=100, blank=True)
    powers = Several("执法种类", PowerKind)
    field = models.CharField("执法领域", max_length=100, blank=True)
    area = models.CharField("执法区域", max_length=100, blank=True)
    issued_on = models.DateField("发证日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    published_on = models.DateField("公示日期", null=True, blank=True)
    ended_on = models.DateField("终止日期", null=True, blank=True)
    end = models.CharField("终止方式", max_length=12, choices=CertificateEnd, blank=True)

    readers: ClassVar = READERS
    search_fields: ClassVar = "number title certificate_no"

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "执法证件"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["certificate_no"], condition=~models.Q(certificate_no=""), name="enforcement_certificate_no"
            ),
        ]

    def clean(self) -> None:
        self.title = self.title or f"{self.officer}的{self.get_kind_display()}"
        if self.issued_on and self.expires_on and self.expires_on <= self.issued_on:
            raise ValidationError({"expires_on": "有效期至应当晚于发证日期"})
        if self.issued_on and self.ended_on and self.ended_on < self.issued_on:
            raise ValidationError({"ended_on": "终止日期不能早于发证日期"})

    def is_good_on(self, day: date) -> bool:
        """Issued, not expired, not ended and not suspended on that day."""
        return (
            self.issued_on is not None
            and self.issued_on <= day <= self.expires_on
            and (self.ended_on is None or day < self.ended_on)
            and not any(each.covers(day) for each in self.suspensions.all())
        )

    @gate("只有在编在岗人员可以申领执法证", law=CERTIFIED)
    def officer_is_on_duty(self) -> bool:
        return self.officer.service == Service.ON_DUTY and not self.officer.is_auxiliary

    @gate("这类人员不能申领执法证", law=CERTIFIED)
    def officer_may_be_certified(self) -> bool | str:
        if self.officer.identity in NOT_CERTIFIED.value():
            return f"{self.officer.get_identity_display()}不能申领执法证，辅助人员不得实施行政处罚"
        return True

    @gate("执法人员应当成年", law="公务员法 第十三条")
    def officer_is_grown(self) -> bool:
        return age_on(self.officer.id_number, self.opened_on) >= 18

    @gate("公共法律知识和专业法律知识考试都合格才能发证", law=CERTIFIED)
    def exams_are_passed(self) -> bool | str:
        passed = {exam.kind for exam in self.exams.all() if exam.score >= EXAM_PASS.value()}
        missing = [kind.label for kind in ExamKind if kind not in passed]
        return f"{'、'.join(missing)}考试还没有合格成绩" if missing else True

    @gate("要恢复的暂扣没有了结", law="")
    def is_suspended(self) -> bool:
        return any(each.until is None for each in self.suspensions.all())

    def take_effect(self, act: Any) -> None:
        """Good for the usual years unless it says otherwise."""
        self.issued_on = self.issued_on or act.on
        self.expires_on = self.expires_on or TERM.full(self.issued_on)

    def renew(self, act: Any) -> None:
        """A new term follows the old one. What has lapsed is applied for anew: the days between must stay without a certificate."""
        if act.on > self.expires_on:
            raise NotAllowed(f"证件已于 {self.expires_on} 过期，不能换发，请另行申领", CERTIFIED)
        self.expires_on = TERM.full(self.expires_on + timedelta(days=1))

    def give_back(self, act: Any) -> None:
        """The suspension ends the day before."""
        standing = next(each for each in self.suspensions.all() if each.until is None)
        standing.until = act.on - timedelta(days=1)
        act.save(standing)

    def finish(self, act: Any) -> None:
        self.ended_on, self.closed_on = act.on, act.on

    def expire(self, act: Any) -> None:
        self.end, self.ended_on = CertificateEnd.EXPIRED, self.expires_on + timedelta(days=1)

    def eve_of_expiry(self) -> date | None:
        """A period of one day that begins here ends on the last good day."""
        return self.expires_on - timedelta(days=1) if self.expires_on else None


class Exam(Part):
    """资格考试."""

    of = models.ForeignKey(Certificate, models.CASCADE, related_name="exams")
    kind = models.CharField("科目", max_length=14, choices=ExamKind)
    score = models.PositiveSmallIntegerField("成绩")
    taken_on = models.DateField("考试日期")

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "资格考试"

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.score}分"

    def clean(self) -> None:
        if self.score > 100:
            raise ValidationError({"score": "成绩按百分制填写，不超过 100 分"})


class AnnualCheck(Part):
    """年审."""

    of = models.ForeignKey(Certificate, models.CASCADE, related_name="annual_checks")
    year = models.PositiveSmallIntegerField("年度")
    is_passed = models.BooleanField("年审合格")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "证件年审"
        constraints = [models.UniqueConstraint(fields=["of", "year"], name="enforcement_annual_check_once")]

    def __str__(self) -> str:
        return f"{self.year}年 {'合格' if self.is_passed else '不合格'}"


class Suspension(Part):
    """暂扣: the officer may not act from the first day to the last, both included."""

    of = models.ForeignKey(Certificate, models.CASCADE, related_name="suspensions")
    since = models.DateField("暂扣自")
    until = models.DateField("暂扣至", null=True, blank=True)
    document_no = models.CharField("决定文号", max_length=60)
    reason = models.CharField("事由", max_length=200)

    class Meta(Part.Meta):
        verbose_name = verbose_name_plural = "证件暂扣"

    def __str__(self) -> str:
        return f"{self.since} 起暂扣"

    def covers(self, day: date) -> bool:
        return self.since <= day and (self.until is None or day <= self.until)
