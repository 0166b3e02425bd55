"""What is written down of a dispute: how it came in and how grave it is; how it was mediated and how it ended."""

from django.db import models

from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Unit
from fazhi.kernel.records.fields import SensitiveText, Several

from ..words import (
    ApplyForm,
    Circumstance,
    ConfirmationResult,
    CourtStage,
    Difficulty,
    DisputeKind,
    Exclusion,
    Judgment,
    Label,
    Openness,
    Performance,
    Place,
    Rating,
    Result,
    Retention,
    Risk,
    Route,
    Signal,
    Source,
)
from .committees import Mediator


class Incoming(models.Model):
    """受理、分级."""

    class Meta:
        abstract = True

    # 受理
    asked_along = models.PositiveSmallIntegerField("邀请的联合调委会（个）", default=0, editable=False)
    excluded = models.CharField("不属于人民调解范围的情形", max_length=10, choices=Exclusion, blank=True)
    root_case = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="later_cases", verbose_name="同一纠纷首案"
    )
    root_key = models.BigIntegerField("纠纷", default=0, editable=False, db_index=True)
    root_doubt = models.CharField("不是同一纠纷的理由", max_length=200, blank=True)
    source = models.CharField("来源", max_length=20, choices=Source, default=Source.APPLIED)
    hand_over = models.ForeignKey(
        HandOver, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="移送单", editable=False
    )
    referred_by = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="移送单位")
    referral_no = models.CharField("对方单号", max_length=80, blank=True)
    referred_on = models.DateField("移送日期", null=True, blank=True)
    court_stage = models.CharField("法院委派委托阶段", max_length=10, choices=CourtStage, blank=True)
    apply_form = models.CharField("申请方式", max_length=10, choices=ApplyForm, blank=True)
    accepted_on = models.DateField("受理日期", null=True, blank=True, editable=False, db_index=True)
    kind = models.CharField("纠纷类型", max_length=2, choices=DisputeKind)
    subtype = models.CharField("细类", max_length=40, blank=True)
    region = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="发生地")
    occurred_on = models.DateField("发生日期", null=True, blank=True)
    facts = SensitiveText("纠纷简要情况")
    demands = models.TextField("诉求")
    claimed = models.DecimalField("诉求金额", max_digits=14, decimal_places=2, null=True, blank=True)
    people = models.PositiveIntegerField("涉及人数", default=2)
    wished_mediator = models.CharField("当事人希望的调解员", max_length=60, blank=True)
    registrar = models.ForeignKey(Mediator, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="登记调解员")
    # 分级
    circumstances = Several("情节", Circumstance)
    difficulty = models.CharField("难易程度", max_length=10, choices=Difficulty, blank=True)
    difficulty_rule = models.CharField("命中规则", max_length=100, blank=True, editable=False)
    difficulty_override = models.CharField("人工调整理由", max_length=200, blank=True, editable=False)
    risk = models.CharField("风险等级", max_length=10, choices=Risk, default=Risk.BLUE)
    signals = Several("风险信号", Signal)
    suggested_risk = models.CharField("系统提示等级", max_length=10, choices=Risk, blank=True, editable=False)
    risk_explained = models.TextField("评分说明", blank=True, editable=False)
    risk_decided_on = models.DateField("风险核定日期", null=True, blank=True, editable=False)
    alerted_on = models.DateField("发出预警日期", null=True, blank=True, editable=False)
    labels = Several("机制标签", Label)
    scheme_item = models.ForeignKey(
        "mediation.LinkSchemeItem", models.PROTECT, null=True, blank=True, related_name="disputes", verbose_name="联动体系项目"
    )
    major_since = models.DateField("须报告之日", null=True, blank=True, editable=False)
    reported_at = models.DateTimeField("报告县级时间", null=True, blank=True)


class Course(models.Model):
    """过程、结果."""

    class Meta:
        abstract = True

    # 过程
    openness = models.CharField("公开方式", max_length=10, choices=Openness, blank=True)
    place = models.CharField("调解方式", max_length=10, choices=Place, blank=True)
    safety_plan = SensitiveText("人身安全预案", blank=True, privacy="P3")
    rights_told_on = models.DateField("权利告知日期", null=True, blank=True, editable=False)
    session_count = models.PositiveSmallIntegerField("调解次数", default=0, editable=False)
    consented_on = models.DateField("各方同意延期日期", null=True, blank=True)
    extended_to = models.DateField("延期至", null=True, blank=True)
    suspended_on = models.DateField("中止日期", null=True, blank=True, editable=False)
    suspend_reason = models.CharField("中止原因", max_length=200, blank=True)
    resumed_on = models.DateField("恢复日期", null=True, blank=True, editable=False)
    arbitration_told_on = models.DateField("可申请仲裁告知日期", null=True, blank=True, editable=False)
    sham_check = models.TextField("疑似虚假调解核查", blank=True)
    # 结果
    result = models.CharField("办理结果", max_length=20, choices=Result, blank=True, editable=False)
    result_on = models.DateField("结果日期", null=True, blank=True, editable=False)
    is_late = models.BooleanField("超期办结", default=False, editable=False)
    end_reason = models.CharField("不予受理、终止原因", max_length=300, blank=True)
    routes_told = models.BooleanField("已告知其他途径", null=True, blank=True)
    originals = models.PositiveSmallIntegerField("还没有退还的原件（份）", default=0, editable=False)
    undisputed = models.TextField(
        "各方确认的无争议事实", blank=True, help_text="调解不成反馈法院时一并提供；为达成协议作出的让步不写在这里"
    )
    route = models.CharField("后续途径", max_length=16, choices=Route, blank=True)
    guided_to = models.ForeignKey(Unit, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="转介单位")
    consents_to_guide = models.BooleanField("当事人同意转介并提供个人信息", default=False)
    agreement_amount = models.DecimalField("协议涉及金额", max_digits=14, decimal_places=2, null=True, blank=True, editable=False)
    no_amount_reason = models.CharField("无金额原因", max_length=200, blank=True)
    effective_on = models.DateField("协议生效日期", null=True, blank=True, editable=False)
    performance = models.CharField("履行情况", max_length=10, choices=Performance, blank=True, editable=False)
    confirmation = models.CharField("司法确认", max_length=20, choices=ConfirmationResult, blank=True, editable=False)
    wishes_confirmation_on = models.DateField("当事人提出司法确认意愿日期", null=True, blank=True, editable=False)
    all_wish_on = models.DateField("各方都提出司法确认日期", null=True, blank=True, editable=False)
    sued_on = models.DateField("起诉日期", null=True, blank=True)
    judged_on = models.DateField("裁判生效日期", null=True, blank=True)
    judgment = models.CharField("裁判结果", max_length=10, choices=Judgment, blank=True)
    again_on = models.DateField("重新调解日期", null=True, blank=True, editable=False)
    is_false = models.BooleanField("查实虚假", default=False, editable=False)
    satisfaction = models.CharField("满意度", max_length=2, choices=Rating, blank=True, editable=False)
    last_visit_on = models.DateField("最近回访日期", null=True, blank=True, editable=False)
    file_no = models.CharField("卷号", max_length=60, blank=True)
    retention = models.CharField("保管期限", max_length=10, choices=Retention, default=Retention.THIRTY)
    archived_on = models.DateField("归档日期", null=True, blank=True, editable=False)
    note = models.CharField("备注", max_length=200, blank=True)
