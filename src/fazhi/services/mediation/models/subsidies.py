"""以案定补: one dispute, one payment; performed, filed, checked, drawn by lot."""

import hashlib
from datetime import timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.utils import timezone

from fazhi.kernel.calendar import UnknownYear, WorkingDays
from fazhi.kernel.documents import files_of
from fazhi.kernel.flow.doors import take
from fazhi.kernel.flow.gates import Gate, asked_gate, gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.flow.registers import correct
from fazhi.kernel.org.models import Person
from fazhi.kernel.records.models import Case
from fazhi.kernel.records.numbers import Numbering

from .. import integrity
from ..filing import missing
from ..roles import OFFICE
from ..rules import BONUS_MOST, FAILED_PERCENT, GRADE_PERCENT, NOTICE_DAYS, ORAL_PERCENT, SAMPLE_PERCENT, SUBSIDY_RATES
from ..words import Grade, Performance, Result, Sample
from .committees import Mediator
from .disputes import Dispute


class SubsidyClaim(Case):
    """补贴申报. The amount follows the rate table in force on the day the dispute was concluded."""

    dispute = models.ForeignKey(Dispute, models.PROTECT, related_name="claims", verbose_name="调解案件")
    root_key = models.BigIntegerField("首案键", default=0, editable=False)
    mediator = models.ForeignKey(Mediator, models.PROTECT, related_name="claims", verbose_name="调解员")
    shared_with = models.ForeignKey(Mediator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="参与调解员")
    share = models.PositiveSmallIntegerField("主办调解员所占份额（%）", default=100)
    base = models.DecimalField("补贴标准", max_digits=10, decimal_places=2, default=0, editable=False)
    rate_told = models.CharField("标准的计算", max_length=200, blank=True, editable=False)
    bonus = models.DecimalField("加补", max_digits=10, decimal_places=2, null=True, blank=True)
    checklist = models.JSONField("疑点", default=list, editable=False)
    doubts_answered = models.TextField("疑点核查结论", blank=True)
    reviewed_by = models.ForeignKey(
        Person, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="初审人", editable=False
    )
    reviewed_on = models.DateField("初审日期", null=True, blank=True, editable=False)
    checked_on = models.DateField("复核日期", null=True, blank=True, editable=False)
    sample = models.CharField("抽查", max_length=10, choices=Sample, default=Sample.NOT_DRAWN, editable=False)
    drawn_from = models.CharField("抽签依据", max_length=120, blank=True, editable=False)
    is_found_true = models.BooleanField("抽查属实", null=True, blank=True)
    batch = models.CharField("批次", max_length=20, blank=True)
    notice_from = models.DateField("公示起", null=True, blank=True, editable=False)
    notice_to = models.DateField("公示止", null=True, blank=True)
    paid = models.DecimalField("发放金额", max_digits=10, decimal_places=2, null=True, blank=True, editable=False)
    paid_on = models.DateField("发放日期", null=True, blank=True, editable=False)

    readers: ClassVar = OFFICE
    numbering: ClassVar = Numbering("（{year}）{unit}补贴第{serial:04d}号", kind="补贴")

    class Meta(Case.Meta):
        verbose_name = verbose_name_plural = "以案定补申报"
        constraints = [
            *Case.Meta.constraints,
            models.UniqueConstraint(
                fields=["root_key"],
                condition=~Q(state__in=("returned", "recovered")),
                name="mediation_paid_once",
                violation_error_message="同一纠纷只能申报一次补贴",
            ),
        ]

    def clean(self) -> None:
        most = BONUS_MOST.value()
        if self.bonus is not None and not 0 <= self.bonus <= most:
            raise ValidationError({"bonus": f"加补应当在 0 至 {most} 元之间（{BONUS_MOST}）"})
        if self.shared_with_id and self.shared_with_id == self.mediator_id:
            raise ValidationError({"shared_with": "参与调解员和主办调解员不能是同一人"})
        if not 1 <= self.share <= (99 if self.shared_with_id else 100):
            raise ValidationError({"share": "主办调解员所占份额应当是1至100；有参与调解员的，应当小于100"})
        if not self.shared_with_id and self.share != 100:
            raise ValidationError({"share": "没有参与调解员的，主办调解员的份额是100"})

    @property
    def mediators(self) -> list[Mediator]:
        return [each for each in (self.mediator, self.shared_with) if each]

    @property
    def amount(self) -> Decimal:
        return self.base + (self.bonus or 0)

    def reckon(self, act: Any) -> None:
        """The rate by difficulty, in full or the fraction for its result; the doubts that detectors raise."""
        self.root_key = self.dispute.root_key
        self.base, self.rate_told = rate_of(self.dispute, self.mediator)
        self.checklist = integrity.doubts(self.dispute, self.mediator)
        self.title = f"{self.mediator.name}：{self.dispute.title}"[:160]

    def draw(self, act: Any) -> None:
        """The server draws by the number of the claim and the moment of the review: nobody can choose it, anybody can reckon it again."""
        self.reviewed_by, self.reviewed_on = act.person, act.on
        # The day that a ledger tells can be chosen; the moment at which it is brought in cannot.
        drawn_at = timezone.now() if act.via == "import" else act.at
        self.drawn_from = f"{self.number}@{drawn_at.isoformat()}"
        self.sample = Sample.DRAWN if lot(self.drawn_from) < SAMPLE_PERCENT.value() else Sample.NOT_DRAWN

    def verify(self, act: Any) -> None:
        """A dispute that was found to be invented leaves the figures at once."""
        self.sample = Sample.TRUE if self.is_found_true else Sample.FALSE
        if not self.is_found_true:
            take("strike_out", self.dispute, act.person, at=act.at, reason=act.reason)

    def recover(self, act: Any) -> None:
        """The money comes back, the dispute leaves the figures, the mediator is graded one lower."""
        if not self.dispute.is_false:
            take("strike_out", self.dispute, act.person, at=act.at, reason=act.reason)
        told = f"{self.mediator.discipline}\n{act.on} 补贴 {self.number} 查实虚假，已追回，等级降低一级".strip()
        data = {"grade": lower(self.mediator.grade), "discipline": told}
        correct(self.mediator, act.person, data, version=self.mediator.version, reason=act.reason)

    def pay_out(self, act: Any) -> None:
        self.paid, self.paid_on = self.amount, act.on

    def note_check(self, act: Any) -> None:
        self.checked_on = act.on

    def publish(self, act: Any) -> None:
        self.notice_from = act.on

    @gate("查实虚假的案件，不能申报补贴")
    def is_not_false(self) -> bool:
        return not self.dispute.is_false

    @gate("同一纠纷只能申报一次补贴，无论调解了几次、经过几个调委会")
    def paid_once(self) -> bool | str:
        others = SubsidyClaim.objects.filter(root_key=self.dispute.root_key).exclude(state="returned").exclude(pk=self.pk)
        states = set(others.values_list("state", flat=True))
        if "recovered" in states:
            return "这一纠纷的补贴因查实虚假已经追回，不能再申报"
        return not states

    @gate("调解成功并且协议已经履行的，才能申报补贴")
    def has_succeeded(self) -> bool | str:
        if self.dispute.is_agreed:
            return self.dispute.performance == Performance.DONE
        return bool(FAILED_PERCENT.value()) or "调解没有达成协议，按本市标准不予补贴"

    @gate("卷宗材料齐全的，才能申报补贴", law="人民调解法 第二十七条")
    def file_is_complete(self) -> bool | str:
        lacks = missing(self.dispute)
        return not lacks or f"卷宗缺{'、'.join(lacks)}，补齐后才能申报补贴"

    @gate("公职人员不领取以案定补补贴")
    def is_no_civil_servant(self) -> bool:
        return not any(each.is_civil_servant for each in self.mediators)

    @gate("口头协议的补贴，须有在场证明：见证人、邀请参加人，或者现场照片")
    def presence_is_proved(self) -> bool:
        if self.dispute.result != Result.ORAL:
            return True
        return bool(
            self.dispute.agreement.witness
            or self.dispute.rows("invitees")
            or has_picture(self.dispute)
            or self.dispute.is_checked_by_all
        )

    @gate("只有承办本案的调解员才能申报补贴")
    def is_their_case(self) -> bool | str:
        worked = {row.mediator_id for row in self.dispute.rows("mediators") if not row.is_recused}
        others = [each.name for each in self.mediators if each.pk not in worked]
        return not others or f"{'、'.join(others)}没有承办这件案件，不能申报补贴"

    @gate("被抽中的案件，核实属实后才能公示")
    def sample_is_verified(self) -> bool:
        return self.sample in (Sample.NOT_DRAWN, Sample.TRUE)

    @gate("没有被抽中，不需要核实")
    def was_drawn(self) -> bool:
        return self.sample == Sample.DRAWN

    @asked_gate("有疑点的申报，请先写明核查结论")
    def doubts_are_answered(self) -> bool:
        return not self.checklist or bool(self.doubts_answered.strip())


def rate_of(dispute: Dispute, mediator: Mediator) -> tuple[Decimal, str]:
    """The rate table in force on the day of the result, and how it was applied, so that anybody can reckon it again."""
    on = dispute.result_on
    by_result = {Result.WRITTEN: 100, Result.ORAL: ORAL_PERCENT.value(on)}.get(dispute.result, FAILED_PERCENT.value(on))
    grade = mediator.grade if mediator.grade and (mediator.grade_to is None or mediator.grade_to >= on) else ""
    by_grade = GRADE_PERCENT.value(on).get(grade, 100)
    rate = Decimal(SUBSIDY_RATES.value(on)[dispute.difficulty])
    amount = (rate * by_result * by_grade / 10_000).quantize(Decimal("0.01"), ROUND_HALF_UP)
    told = f"{on} 的标准：{dispute.get_difficulty_display()} {rate} 元 × {dispute.get_result_display()} {by_result}%"
    return amount, f"{told} × {Grade(grade).label if grade else '没有等级'} {by_grade}%"


def lower(grade: str) -> str:
    """One grade down; below the lowest there is none."""
    return str(int(grade) + 1) if grade and grade != Grade.FOURTH else ""


def has_picture(dispute: Dispute) -> bool:
    """Whether a photograph was attached."""
    return files_of(dispute).filter(mime__startswith="image/").exists()


def lot(of: str) -> int:
    """A number from 0 to 99 that anybody can reckon again."""
    return int(hashlib.sha256(of.encode()).hexdigest(), 16) % 100


class NotTheirOwn(Gate):
    """Whoever mediated the dispute does not judge the claim for it."""

    def refusal(self, case: SubsidyClaim, act: Any) -> NotAllowed | None:
        own = act and act.person and any(each.person_id == act.person.pk for each in case.mediators)
        return NotAllowed("调解员不能审核自己承办案件的补贴") if own else None


LONGEST_HOLIDAY = 14  # days, with the make-up days around it


class NoticeLongEnough(Gate):
    """Judged on the day of publishing, which a ledger tells later."""

    def refusal(self, case: SubsidyClaim, act: Any) -> NotAllowed | None:
        if act is None or not act.is_taken:
            return None
        try:
            least = WorkingDays(NOTICE_DAYS).due(act.on)
            told = str(NOTICE_DAYS)
        except UnknownYear as unknown:
            # Weekends and the longest holiday in between: enough, whatever is announced.
            least, told = act.on + timedelta(days=2 * NOTICE_DAYS.value(act.on) + LONGEST_HOLIDAY), f"{unknown}按最长的假期留足"
        held = case.notice_to and case.notice_to >= least
        return None if held else NotAllowed(f"公示至少到 {least}（{told}）")


class NoticeOver(Gate):
    """Judged on the day of paying."""

    def refusal(self, case: SubsidyClaim, act: Any) -> NotAllowed | None:
        on = act.on if act else timezone.localdate()
        return None if case.notice_to and case.notice_to < on else NotAllowed("公示期没有届满，不能发放")


not_their_own, notice_is_long_enough, notice_is_over = NotTheirOwn(), NoticeLongEnough(), NoticeOver()
