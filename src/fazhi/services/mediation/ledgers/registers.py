"""名册: committees and mediators, one row each."""

from typing import Any

from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.declared import Column, Ledger

from ..models import Committee, Mediator
from ..words import CommitteeKind, DisputeKind, Education, Grade, MemberPost, Register, Sector, Sex, Standing


class CommitteeLedger(Ledger):
    model = Committee
    title = "人民调解委员会名册"
    key = "unit"
    by = (CLERK,)
    columns = (
        Column("调委会编码", "unit", kind="unit", required=True),
        Column("调委会名称", "name", required=True),
        Column("简称", "short_name", required=True, write=lambda committee: committee.unit.short_name),
        Column("类型", "kind", kind="choice", words=CommitteeKind, required=True),
        Column("行业", "sector", kind="choice", words=Sector),
        Column("设立单位", "founder", required=True),
        Column("所在地编码", "region", kind="unit", required=True),
        Column("成立日期", "founded_on", kind="date", required=True),
        Column("任期起", "term_from", kind="date", required=True),
        Column("任期止", "term_to", kind="date", required=True),
        Column("主任", "director", note="由调解员名册得出，导入时不读"),
        Column("备案日期", "filed_on", kind="date"),
        Column("通报法院日期", "court_told_on", kind="date"),
        Column("地址", "address"),
        Column("电话", "phone"),
        Column("状态", "standing", kind="choice", words=Register, required=True),
    )

    def case(self, row: dict[str, Any]) -> Committee:
        taken = (
            "name",
            "kind",
            "sector",
            "founder",
            "region",
            "founded_on",
            "term_from",
            "term_to",
            "filed_on",
            "court_told_on",
            "address",
            "phone",
            "standing",
        )
        return Committee(unit=row["unit"], **filled(row, taken))

    def together(self) -> str:
        return "unit region mediators"


class MediatorLedger(Ledger):
    model = Mediator
    title = "人民调解员名册"
    key = "row_key"
    by = (CLERK,)
    same_when = ("committee", "name", "id_number")
    columns = (
        Column("调解员编号", "row_key", required=True, write=lambda mediator: mediator.source_key),
        Column(
            "调委会编码",
            "committee",
            kind="record",
            refers_to="mediation.committee",
            required=True,
            write=lambda mediator: mediator.unit.code,
        ),
        Column("姓名", "name", required=True),
        Column("性别", "sex", kind="choice", words=Sex, required=True),
        Column("民族", "ethnicity"),
        Column("证件号", "id_number", kind="citizen_number", required=True),
        Column("电话", "phone", kind="phone", required=True),
        Column("职务", "post", kind="choice", words=MemberPost),
        Column("身份", "standing", kind="choice", words=Standing, required=True),
        Column("学历", "education", kind="choice", words=Education),
        Column("擅长", "specialties", kind="choices", words=DisputeKind),
        Column("聘期起", "term_from", kind="date", required=True),
        Column("聘期止", "term_to", kind="date"),
        Column("等级", "grade", kind="choice", words=Grade),
        Column("等级有效期至", "grade_to", kind="date"),
        Column("离任日期", "left_on", kind="date"),
        Column("离任原因", "left_why"),
        Column("公职人员", "is_civil_servant", kind="yes_no", required=True),
        Column("培训学时", "training_hours", kind="whole", required=True),
        Column("处理记录", "discipline"),
    )

    def case(self, row: dict[str, Any]) -> Mediator:
        taken = (
            "committee",
            "name",
            "sex",
            "ethnicity",
            "id_number",
            "phone",
            "post",
            "standing",
            "education",
            "specialties",
            "term_from",
            "term_to",
            "grade",
            "grade_to",
            "left_on",
            "left_why",
            "is_civil_servant",
            "training_hours",
            "discipline",
        )
        return Mediator(unit=row["committee"].unit, **filled(row, taken))

    def together(self) -> str:
        return "unit committee"


def filled(row: dict[str, Any], names: tuple[str, ...]) -> dict[str, Any]:
    """The cells that say something; the others keep the field's own default."""
    return {name: row[name] for name in names if row.get(name) not in (None, "")}
