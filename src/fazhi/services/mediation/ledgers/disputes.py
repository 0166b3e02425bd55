"""矛盾纠纷调解台账: one row for each case, from application to file."""

from typing import Any

from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.cells import last, nth
from fazhi.kernel.present.declared import Column, Ledger

from ..models import Dispute
from ..words import (
    ApplyForm,
    ChosenBy,
    ConfirmationResult,
    Difficulty,
    DisputeKind,
    Judgment,
    Label,
    Openness,
    Performance,
    Place,
    Rating,
    Result,
    Risk,
    Side,
    Source,
    VisitMethod,
)
from .biography import Biography
from .cells import ENTERED, day, entered, entry_word
from .groups import court_code, incident, mediator_key, partner, party, session, term

GIVEN = (
    "unit title kind source referred_by referred_on region occurred_on facts demands claimed people difficulty difficulty_rule "
    "risk registrar root_case"
)


class DisputeLedger(Ledger):
    model = Dispute
    title = "矛盾纠纷调解台账"
    key = "row_key"
    by = (CLERK,)
    # A row that names its first case says itself that it is another row of the same dispute.
    same_when = ("unit", "applied_on", "applicant_name", "respondent_name", "kind", "root_case")
    columns = (
        Column(
            "台账序号", "row_key", required=True, synonyms=("序号",), write=lambda dispute: dispute.source_key or f"#{dispute.pk}"
        ),
        Column("案号", "number", note="受理时由系统编号，导入时不读"),
        Column("调委会编码", "unit", kind="unit", required=True, synonyms=("调委会", "调委会名称", "调解组织")),
        *partner(0),
        *partner(1),
        *partner(2),
        Column("纠纷名称", "title", required=True, synonyms=("案件名称", "案由")),
        Column("纠纷类型", "kind", kind="choice", words=DisputeKind, required=True, synonyms=("纠纷类别", "案件类型")),
        Column("来源", "source", kind="choice", words=Source, required=True, synonyms=("案件来源", "纠纷来源")),
        Column("移送单位编码", "referred_by", kind="unit"),
        Column("对方单号", "referral_no"),
        Column("移送日期", "referred_on", kind="date"),
        Column("申请方式", "apply_form", kind="choice", words=ApplyForm),
        Column(
            "申请日期",
            "applied_on",
            kind="date",
            required=True,
            synonyms=("申请时间",),
            write=lambda dispute: dispute.opened_on,
        ),
        Column("受理日期", "accepted_on", kind="date", synonyms=("受理时间",)),
        Column(
            "不予受理原因",
            "decline_reason",
            write=lambda dispute: dispute.end_reason if dispute.result == Result.NOT_ACCEPTED else None,
        ),
        Column("发生地编码", "region", kind="unit", required=True, synonyms=("发生地", "纠纷发生地")),
        Column("发生日期", "occurred_on", kind="date"),
        Column("纠纷简要情况", "facts", required=True, synonyms=("案情简介", "基本案情", "简要情况")),
        Column("诉求", "demands", required=True, synonyms=("当事人诉求", "申请事项")),
        Column("诉求金额", "claimed", kind="money"),
        Column("涉及人数", "people", kind="whole", required=True),
        *party(Side.APPLICANT, "申请人", required=True),
        *party(Side.RESPONDENT, "被申请人", required=True),
        *party(Side.THIRD, "第三方"),
        *incident(),
        Column("难易程度", "difficulty", kind="choice", words=Difficulty, required=True),
        Column("命中规则", "difficulty_rule", required=True),
        Column("风险等级", "risk", kind="choice", words=Risk, required=True),
        Column("机制标签", "labels", kind="choices", words=Label),
        Column("权利告知日期", "rights_told_on", kind="date"),
        Column("调解员", "mediator_name", write=nth("mediators", 0, "mediator")),
        Column("调解员编号", "mediator", kind="record", refers_to="mediation.mediator", write=mediator_key(0)),
        Column("产生方式", "chosen_by", kind="choice", words=ChosenBy, write=nth("mediators", 0, "chosen_by")),
        Column("参与调解员编号", "second", kind="record", refers_to="mediation.mediator", write=mediator_key(1)),
        Column("公开方式", "openness", kind="choice", words=Openness),
        Column("调解方式", "place", kind="choice", words=Place),
        Column("延期至", "extended_to", kind="date"),
        Column("延期同意日期", "consented_on", kind="date"),
        Column("中止日期", "suspended_on", kind="date"),
        Column("中止原因", "suspend_reason"),
        Column("恢复日期", "resumed_on", kind="date"),
        Column(
            "调解次数",
            "session_count",
            kind="whole",
            write=lambda dispute: dispute.session_count if dispute.accepted_on else None,
        ),
        *session(0),
        *session(1),
        *session(2),
        Column("办理结果", "result", kind="choice", words=Result),
        Column("结果日期", "result_on", kind="date"),
        Column(
            "终止原因", "end_reason", write=lambda dispute: None if dispute.result == Result.NOT_ACCEPTED else dispute.end_reason
        ),
        Column("已告知其他途径", "routes_told", kind="yes_no"),
        Column("协议形式", "form", kind="choice", words=ApplyForm, write=last("agreements", "form")),
        Column("签字日期", "signed_on", kind="date", write=last("agreements", "parties_signed_on")),
        Column("盖章日期", "sealed_on", kind="date", write=last("agreements", "sealed_on")),
        Column("生效日期", "effective_on", kind="date"),
        Column("协议份数", "copies", kind="whole", write=last("agreements", "copies")),
        Column("部分协议", "is_partial", kind="yes_no", write=last("agreements", "is_partial")),
        Column("协议金额", "agreement_amount", kind="money"),
        Column("无金额原因", "no_amount_reason"),
        *term(0),
        *term(1),
        *term(2),
        Column("履行情况", "performance", kind="choice", words=Performance),
        Column("司法确认申请日期", "court_asked_on", kind="date", write=last("confirmations", "applied_on")),
        Column("确认法院编码", "court", kind="unit", write=court_code),
        Column("司法确认受理日期", "court_accepted_on", kind="date", write=last("confirmations", "accepted_on")),
        Column("确认日期", "court_decided_on", kind="date", write=last("confirmations", "decided_on")),
        Column("司法确认结果", "court_result", kind="choice", words=ConfirmationResult, write=last("confirmations", "result")),
        Column("法院案号", "court_no", write=last("confirmations", "court_no")),
        Column("起诉日期", "sued_on", kind="date"),
        Column("裁判生效日期", "judged_on", kind="date"),
        Column("裁判结果", "judgment", kind="choice", words=Judgment),
        Column("回访日期", "visited_on", kind="date", write=last("follow_ups", "visited_on")),
        Column("回访方式", "visit_method", kind="choice", words=VisitMethod, write=last("follow_ups", "method")),
        Column("回访联系上", "visit_reached", kind="yes_no", write=last("follow_ups", "is_reached")),
        Column("回访履行情况", "visit_performance", kind="choice", words=Performance, write=last("follow_ups", "performance")),
        Column("满意度", "rating", kind="choice", words=Rating, write=last("follow_ups", "rating")),
        Column("新隐患", "new_risk", kind="yes_no", write=last("follow_ups", "is_new_risk")),
        Column("办结日期", "closed_on", kind="date"),
        Column("归档日期", "archived_on", kind="date"),
        Column("卷号", "file_no"),
        Column("经办人", "registrar_name", write=lambda dispute: dispute.registrar and dispute.registrar.name),
        Column(
            "经办人编号",
            "registrar",
            kind="record",
            refers_to="mediation.mediator",
            write=lambda dispute: dispute.registrar and dispute.registrar.source_key,
        ),
        Column("录入方式", "entry_mode", kind="choice", words=ENTERED, required=True, write=entry_word),
        Column("录入日期", "recorded_on", kind="date", required=True, write=day("recorded_at")),
        Column(
            "首案引用",
            "root_case",
            kind="record",
            refers_to="mediation.dispute",
            write=lambda dispute: dispute.root_case and dispute.root_case.source_key,
        ),
        Column("备注", "note"),
    )

    def case(self, row: dict[str, Any]) -> Dispute:
        return Dispute(
            **{name: row[name] for name in GIVEN.split()},
            **{name: row[name] or "" for name in ("referral_no", "apply_form", "note")},
            labels=row["labels"] or [],
            difficulty_override="台账载明",
            **entered(row),
        )

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Biography(life, row, person).tell()

    def together(self) -> str:
        return (
            "unit region referred_by registrar root_case parties joint_committees__partner mediators__mediator sessions agreements terms "
            "confirmations__court follow_ups incidents__station"
        )
