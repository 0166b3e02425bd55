"""法律援助案件台账: one row a case, with the first recipient; the others of a group are counted."""

from typing import Any

from fazhi.kernel.present.cells import NUMBER, key_column, nth, reference, said
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import AidCaseFlow
from ..grounds import Ground
from ..models import AidCase
from ..roles import STAFF
from ..words import AgentKind, Capacity, Decision, Exempt, Group, Kind, Origin, Outcome, Path, Rating, Sex, Termination, Urgent
from .telling import CaseTelling

FIRST = "recipients"
HERE = "由系统按各项日期得出，导入时不读"
APPLICATION = (
    "unit origin kind ground cause facts opponent organ notice_no competent limitation_on is_detained asked_in_custody_at means_path "
    "exempt_as income household has_promised means_note"
)


def of_first(name: str) -> Any:
    """A cell of the first recipient, as a value and not as its label."""

    def cell(record: AidCase) -> Any:
        rows = record.rows(FIRST)
        return getattr(rows[0], name) if rows else None

    return cell


def groups_told(record: AidCase) -> str | None:
    """The groups of the first recipient, in the words of the sheet."""
    rows = record.rows(FIRST)
    return rows[0]._meta.get_field("groups").told(rows[0].groups) if rows else None


class AidCaseLedger(Ledger):
    model = AidCase
    title = "法律援助案件台账"
    key = "row_key"
    by = STAFF
    same_when = ("unit", "name", "cause", "opened_on")
    columns = (
        key_column("案件序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("来源", "origin", kind="choice", words=Origin, required=True),
        Column("类型", "kind", kind="choice", words=Kind, required=True),
        Column("事由条款", "ground", kind="choice", words=Ground, required=True),
        Column("案由", "cause", required=True),
        Column("收到日期", "opened_on", kind="date", required=True),
        Column("受援人", "name", required=True, write=nth(FIRST, 0, "name")),
        Column("性别", "sex", kind="choice", words=Sex, write=nth(FIRST, 0, "sex")),
        Column("证件号", "id_number", kind="citizen_number", write=of_first("id_number")),
        Column("出生日期", "born_on", kind="date", write=of_first("born_on")),
        Column("电话", "phone", kind="phone", write=of_first("phone")),
        Column("特殊群体", "groups", kind="choices", words=Group, write=groups_told),
        Column("行为能力", "capacity", kind="choice", words=Capacity, write=nth(FIRST, 0, "capacity")),
        Column("其他受援人", "others", note="用“、”隔开", write=lambda case: "、".join(row.name for row in case.rows(FIRST)[1:])),
        Column("代为申请人", "agent", write=nth("representatives", 0, "name")),
        Column("代为申请人身份", "agent_kind", kind="choice", words=AgentKind, write=nth("representatives", 0, "kind")),
        Column("委托书日期", "letter_on", kind="date", write=nth("representatives", 0, "letter_on")),
        Column("事实和请求", "facts"),
        Column("对方当事人", "opponent"),
        Column("办案机关", "organ"),
        Column("通知书文号", "notice_no"),
        Column("管辖地编码", "competent", kind="unit", required=True),
        Column("时效届满、开庭日期", "limitation_on", kind="date"),
        Column("被羁押", "is_detained", kind="yes_no"),
        Column("在押人员提出时间", "asked_in_custody_at", kind="time"),
        Column("核查方式", "means_path", kind="choice", words=Path),
        Column("免予核查的人员", "exempt_as", kind="choice", words=Exempt),
        Column("家庭月收入", "income"),
        Column("家庭人口", "household", kind="whole"),
        Column("已签署承诺书", "has_promised", kind="yes_no"),
        Column("经济状况说明", "means_note"),
        Column("告知补正日期", "missing_told_on", kind="date"),
        Column("需要补充的材料", "missing"),
        Column("补齐日期", "supplemented_on", kind="date"),
        Column("先行援助情形", "urgent_ground", kind="choice", words=Urgent),
        Column("先行援助理由", "urgent_reason"),
        Column("先行援助日期", "urgent_on", kind="date"),
        Column("决定", "decision", kind="choice", words=Decision),
        Column("查明的情况", "findings"),
        Column("不予的理由", "refused_because"),
        Column("不予的条款", "refused_under"),
        Column("决定日期", "decided_on", kind="date"),
        Column("超期的原因", "late_because"),
        reference("法律援助人员序号", "lawyer", "legal_aid.aidlawyer"),
        Column("指派日期", "assigned_on", kind="date"),
        Column("通知办案机关日期", "organ_told_on", kind="date"),
        Column("办理结束日期", "ended_on", kind="date"),
        Column("结果", "outcome", kind="choice", words=Outcome),
        Column("办理情况", "outcome_note"),
        Column("取得利益", "recovered", kind="money"),
        Column("终止情形", "termination_ground", kind="choice", words=Termination),
        Column("终止的理由", "terminated_because"),
        Column("终止日期", "terminated_on", kind="date"),
        Column("报送结案材料日期", "reported_on", kind="date"),
        Column("质量分", "quality_score", kind="whole"),
        Column("归档日期", "archived_on", kind="date"),
        Column("补贴", "subsidy", kind="money", note="由系统按补贴标准核定，导入时不读"),
        Column("支付日期", "paid_on", kind="date"),
        Column("满意度", "rating", kind="choice", words=Rating),
        Column("状态", "state", kind="choice", words={s.label: n for n, s in AidCaseFlow.states.items()}, note=HERE),
    )

    def case(self, row: dict[str, Any]) -> AidCase:
        return AidCase(**said(row, APPLICATION))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        CaseTelling(life, row, person).tell()

    def together(self) -> str:
        return "unit competent lawyer recipients representatives materials"
