"""联动体系、联动办公室: one row each; the items of a scheme stand in one cell."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import LinkSchemeFlow as F
from ..models import JointOffice, LinkScheme, LinkSchemeItem
from .registers import filled

BETWEEN, WITHIN = "；", "："


def items_told(scheme: LinkScheme) -> str:
    """1：调处中心；3：人民调解；… or without groups."""
    return BETWEEN.join(name_of(item) for item in scheme.rows("items") if item.valid_to is None)


def name_of(item: LinkSchemeItem) -> str:
    return f"{item.group}{WITHIN}{item.name}" if item.group else item.name


def items_of(told: str) -> Iterator[LinkSchemeItem]:
    for each in filter(None, (part.strip() for part in told.split(BETWEEN))):
        group, between, name = each.rpartition(WITHIN)
        if not name.strip() or (between and not group.strip()):
            raise ValidationError({"items": f"“{each}”看不懂，项目按“组别：名称”或者“名称”写，用“；”隔开"})
        yield LinkSchemeItem(group=group.strip(), name=name.strip())


class SchemeTelling(Teller):
    """What the row says of a scheme: its items as they are now, and whether it has ended."""

    def tell(self) -> None:
        told = list(items_of(self.row["items"]))
        self._begin_on(self.row["valid_from"], {"items": told})
        now = {name_of(item): item for item in self.case.rows("items") if item.valid_to is None}
        wanted = {name_of(item): item for item in told}
        on = timezone.localdate()
        for name in [each for each in wanted if each not in now]:
            self._take(F.add_item, on, {"group": wanted[name].group, "name": wanted[name].name})
        for name in [each for each in now if each not in wanted]:
            self._take(F.drop_item, on, part=now[name])
        if self.row["valid_to"] and self._is_open(F.end):
            self._take(F.end, self.row["valid_to"], {"valid_to": self.row["valid_to"]})


class LinkSchemeLedger(Ledger):
    model = LinkScheme
    title = "联动体系登记表"
    key = "name"
    by = (CLERK,)
    columns = (
        Column("体系名称", "name", required=True),
        Column("登记单位编码", "unit", kind="unit", required=True),
        Column("体系含义", "meaning"),
        Column("文件依据", "basis"),
        Column("施行日期", "valid_from", kind="date", required=True),
        Column("停用日期", "valid_to", kind="date"),
        Column("体系项目", "items", required=True, note="按“组别：名称”写，用“；”隔开", write=items_told),
    )

    def case(self, row: dict[str, Any]) -> LinkScheme:
        return LinkScheme(unit=row["unit"], **filled(row, ("name", "meaning", "basis", "valid_from")))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        SchemeTelling(life, row, person).tell()

    def together(self) -> str:
        return "unit items"


class JointOfficeLedger(Ledger):
    model = JointOffice
    title = "联动办公室名册"
    key = "name"
    by = (CLERK,)
    columns = (
        Column("联动办名称", "name", required=True),
        Column("所在单位编码", "unit", kind="unit", required=True),
        Column("联动机制", "mechanism", required=True),
        Column("共建单位", "organs"),
        Column("办公地址", "address"),
        Column("挂牌日期", "opened_on", kind="date", required=True),
        Column("撤销日期", "closed_on", kind="date"),
    )

    def case(self, row: dict[str, Any]) -> JointOffice:
        return JointOffice(unit=row["unit"], **filled(row, ("name", "mechanism", "organs", "address", "opened_on", "closed_on")))
