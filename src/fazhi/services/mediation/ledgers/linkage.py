"""联动体系、联动办公室: one row each; the items of a scheme stand in one cell."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.org.roles import CLERK
from fazhi.kernel.present.cells import reference
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import LinkSchemeFlow as F
from ..models import JointMeeting, JointOffice, LinkScheme, LinkSchemeItem
from ..roles import DIRECTOR
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


def item_told(meeting: JointMeeting) -> str:
    """As the scheme's own row tells it."""
    item = meeting.item
    return f"{item.group}{WITHIN}{item.name}" if item and item.group else item.name if item else ""


def item_named(scheme: LinkScheme | None, told: str) -> LinkSchemeItem | None:
    """The item of a scheme that a cell tells."""
    if not told:
        return None
    group, _, name = told.rpartition(WITHIN)
    found = scheme and scheme.items.filter(group=group.strip(), name=name.strip()).first()
    if not found:
        raise ValidationError({"item": f"这个联动体系没有“{told}”这一项" if scheme else "写了体系项目，就要写联动体系"})
    return found


class JointMeetingLedger(Ledger):
    model = JointMeeting
    title = "联席会议台账"
    key = "row_key"
    by = (CLERK, DIRECTOR)
    same_when = ("unit", "title", "held_on")
    columns = (
        Column("会议序号", "row_key", required=True, write=lambda meeting: meeting.source_key),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("会议名称", "title", required=True),
        Column("召开日期", "held_on", kind="date", required=True),
        reference("联动体系", "scheme", "mediation.linkscheme"),
        Column("体系项目", "item", note="按“组别：名称”写，和联动体系登记表一致", write=item_told),
        Column("参加单位", "organs", required=True),
        reference("调解台账序号", "dispute", "mediation.dispute"),
        Column("议定事项", "decisions", required=True),
        Column("落实期限", "decided_by", kind="date"),
        Column("落实情况", "outcome"),
    )

    def case(self, row: dict[str, Any]) -> JointMeeting:
        names = ("unit", "title", "held_on", "scheme", "organs", "dispute", "decisions", "decided_by", "outcome")
        return JointMeeting(item=item_named(row["scheme"], row["item"]), **filled(row, names))

    def together(self) -> str:
        return "unit scheme item dispute"
