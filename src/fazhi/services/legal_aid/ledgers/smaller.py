"""值班帮助台账, 异议台账, 转介台账."""

from typing import Any

from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.present.cells import NUMBER, key_column, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import DutyHelpFlow, ObjectionFlow, ReferralFlow
from ..models import DutyHelp, Objection, Referral
from ..referral_words import DutyHelpKind, DutyPlace, NotaryMatter, ReferralKind
from ..roles import STAFF
from ..words import Against, Judged

TOLD = "台账载明"
HERE = "在系统里办理，导入时不读"


class DutyHelpLedger(Ledger):
    model = DutyHelp
    title = "值班律师法律帮助台账"
    key = "row_key"
    by = STAFF
    same_when = ("unit", "helped_on", "person_name")
    columns = (
        key_column("帮助序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("值班场所", "place", kind="choice", words=DutyPlace, required=True),
        Column("办案机关", "organ"),
        Column("受帮助人", "person_name", required=True),
        Column("涉嫌罪名", "charge"),
        Column("被羁押", "is_detained", kind="yes_no"),
        Column("帮助日期", "helped_on", kind="date", required=True),
        Column("帮助内容", "helps", kind="choices", words=DutyHelpKind, required=True),
        Column("值班律师工号", "handler", kind="person"),
        Column("状态", "state", kind="choice", words={s.label: n for n, s in DutyHelpFlow.states.items()}, note=HERE),
    )

    def case(self, row: dict[str, Any]) -> DutyHelp:
        return DutyHelp(**said(row, "unit place organ person_name charge is_detained helped_on helps handler"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        if life.case.version == 0:
            has_come("值班帮助", row["helped_on"])
            life.begin(person, row["helped_on"], {})

    def together(self) -> str:
        return "unit handler"


class ObjectionLedger(Ledger):
    model = Objection
    title = "法律援助异议台账"
    key = "row_key"
    by = STAFF
    columns = (
        key_column("异议序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        reference("案件序号", "aid_case", "legal_aid.aidcase", True),
        Column("异议对象", "against", kind="choice", words=Against, required=True),
        Column("异议理由", "grounds", required=True),
        Column("收到日期", "opened_on", kind="date", required=True),
        Column("查明情况", "findings"),
        Column("审查理由", "reasons"),
        Column("审查决定", "result", kind="choice", words=Judged),
        Column("审查决定日期", "decided_on", kind="date"),
        Column("状态", "state", kind="choice", words={s.label: n for n, s in ObjectionFlow.states.items()}, note=HERE),
    )

    def case(self, row: dict[str, Any]) -> Objection:
        made = Objection(**said(row, "unit aid_case against grounds"))
        made.title = f"不服{made.get_against_display()}"
        return made

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        if life.case.version == 0:
            has_come("收到异议", row["opened_on"])
            life.begin(person, row["opened_on"], {})
        if row["result"] and row["decided_on"] and life.case.state == "received":
            step = ObjectionFlow.uphold if row["result"] == Judged.UPHELD else ObjectionFlow.order
            has_come(step.label, row["decided_on"])
            given = {"findings": row["findings"] or TOLD, "reasons": row["reasons"] or TOLD}
            life.take(step, person, row["decided_on"], given, TOLD)

    def together(self) -> str:
        return "unit aid_case"


class ReferralLedger(Ledger):
    model = Referral
    title = "法律服务转介台账"
    key = "row_key"
    by = STAFF
    same_when = ("unit", "person_name", "kind", "opened_on")
    columns = (
        key_column("转介序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("转介类型", "kind", kind="choice", words=ReferralKind, required=True),
        Column("机构", "body", required=True),
        Column("事项类别", "matter_kind", kind="choice", words=NotaryMatter, required=True),
        Column("事项", "matter", required=True),
        Column("当事人", "person_name", required=True),
        Column("电话", "phone", kind="phone"),
        Column("委托他人办理", "by_proxy", kind="yes_no"),
        Column("有仲裁协议", "has_agreement", kind="yes_no"),
        Column("同意转介", "consents", kind="yes_no"),
        reference("援助案件序号", "aid_case", "legal_aid.aidcase"),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("预约时间", "booked_at", kind="time"),
        Column("受理日期", "accepted_on", kind="date"),
        Column("受理编号", "accepted_no"),
        Column("减收、免收费用", "reduced_fee", kind="yes_no"),
        Column("出具日期", "issued_on", kind="date"),
        Column("结果", "result"),
        state_of(ReferralFlow),
    )

    def case(self, row: dict[str, Any]) -> Referral:
        names = "unit kind body matter_kind matter person_name phone by_proxy has_agreement consents aid_case"
        return Referral(**said(row, names))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        case, flow = life.case, ReferralFlow
        if case.version == 0:
            has_come("登记转介", row["opened_on"])
            life.begin(person, row["opened_on"], {})
        if row["booked_at"] and case.state == "recommended":
            given = {"booked_at": row["booked_at"], "consents": bool(row["consents"])}
            life.take(flow.book, person, row["opened_on"], given, TOLD)
        if row["accepted_on"] and case.accepted_on is None and case.state in ("recommended", "booked", "arrived"):
            if case.state == "recommended":
                life.take(flow.arrive, person, row["accepted_on"], {}, TOLD)
            has_come(flow.accept.label, row["accepted_on"])
            life.take(flow.accept, person, row["accepted_on"], said(row, "accepted_no reduced_fee") or {}, TOLD)
        if row["issued_on"] and case.state == "accepted":
            life.take(flow.issue, person, row["issued_on"], {"result": row["result"] or TOLD}, TOLD)
        if row["state"] == "fallen_through" and case.state in ("recommended", "booked", "arrived"):
            life.take(flow.fall_through, person, row["opened_on"], {}, TOLD)

    def together(self) -> str:
        return "unit aid_case"
