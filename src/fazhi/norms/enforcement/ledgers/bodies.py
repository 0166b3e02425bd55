"""执法主体、法律依据、执法事项名册."""

from typing import Any

from fazhi.kernel.org.roles import CLERK, SUPERVISOR
from fazhi.kernel.present.cells import said
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import PowerItemFlow
from ..models import EnforcementBody, ItemBasis, ItemBody, PowerItem, Provision
from ..words import Hierarchy, Level, PowerKind, PowerSource, ProvisionKind

VALID = (
    Column("有效期起", "valid_from", kind="date", required=True),
    Column("有效期止", "valid_to", kind="date", note="空白表示一直有效；否则填最后有效的一天"),
)


def first(part: str, name: str, kind: str = "") -> Any:
    """A cell from the first part (of a kind) of a record."""

    def cell(record: Any) -> Any:
        rows = [row for row in getattr(record, part).all() if not kind or row.provision.kind == kind]
        return getattr(getattr(rows[0], name), "source_key", getattr(rows[0], name)) if rows else None

    return cell


class BodyLedger(Ledger):
    model = EnforcementBody
    title = "执法主体名册"
    key = "row_key"
    by = (CLERK, SUPERVISOR)
    columns = (
        Column("主体序号", "row_key", required=True, write=lambda body: body.source_key),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("主体名称", "name", required=True),
        Column("统一社会信用代码", "credit_code"),
        Column("层级", "level", kind="choice", words=Level, required=True),
        Column("权力来源", "source", kind="choice", words=PowerSource, required=True),
        Column("委托机关编码", "principal", kind="unit"),
        Column("公告文号", "announced_no", required=True),
        Column("公告日期", "announced_on", kind="date", required=True),
        Column("垂直管理", "is_vertical", kind="yes_no"),
        *VALID,
    )

    def case(self, row: dict[str, Any]) -> EnforcementBody:
        names = "unit name credit_code level source principal announced_no announced_on is_vertical valid_from valid_to"
        return EnforcementBody(**said(row, *names.split()))

    def together(self) -> str:
        return "unit principal"


class ProvisionLedger(Ledger):
    model = Provision
    title = "法律依据名册"
    key = "row_key"
    by = (CLERK, SUPERVISOR)
    columns = (
        Column("依据序号", "row_key", required=True, write=lambda provision: provision.source_key),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("条款项", "citation", required=True, note="例如：行政处罚法 第四十二条第一款"),
        Column("效力层级", "hierarchy", kind="choice", words=Hierarchy, required=True),
        Column("条款性质", "kind", kind="choice", words=ProvisionKind, required=True),
        Column("原文", "text", note="法规库里有的可以不填"),
        *VALID,
    )

    def case(self, row: dict[str, Any]) -> Provision:
        return Provision(**said(row, "unit", "citation", "hierarchy", "kind", "text", "valid_from", "valid_to"))


class ItemLedger(Ledger):
    model = PowerItem
    title = "执法事项清单"
    key = "code"
    by = (CLERK, SUPERVISOR)
    columns = (
        Column("事项编码", "code", required=True),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("事项名称", "title", required=True),
        Column("事项类型", "kind", kind="choice", words=PowerKind, required=True),
        Column("执法领域", "field"),
        Column(
            "违则依据序号",
            "duty",
            kind="record",
            refers_to="enforcement.provision",
            write=first("bases", "provision", ProvisionKind.DUTY),
        ),
        Column(
            "罚则依据序号",
            "penalty",
            kind="record",
            refers_to="enforcement.provision",
            write=first("bases", "provision", ProvisionKind.PENALTY),
        ),
        Column(
            "实施主体序号",
            "body",
            kind="record",
            refers_to="enforcement.enforcementbody",
            required=True,
            write=first("bodies", "body"),
        ),
        *VALID,
    )

    def case(self, row: dict[str, Any]) -> PowerItem:
        return PowerItem(**said(row, "unit", "code", "title", "kind", "field", "valid_from", "valid_to"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        if life.case.version == 0:
            bases = [ItemBasis(provision=row[name]) for name in ("duty", "penalty") if row[name]]
            bodies = [ItemBody(body=row["body"], valid_from=row["valid_from"])]
            life.begin(person, row["valid_from"], {"bases": bases, "bodies": bodies})
        elif life.case.state == "listed" and row["body"].pk not in {each.body_id for each in life.case.bodies.all()}:
            life.take(PowerItemFlow.add_body, person, row["valid_from"], {"body": row["body"], "valid_from": row["valid_from"]})

    def together(self) -> str:
        return "unit bases__provision bodies__body"
