"""Schemes, joint offices and joint meetings."""

from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Desk, View

from ..models import Dispute, JointMeeting, JointOffice, LinkScheme, LinkSchemeItem


class LinkSchemeDesk(Desk):
    model = LinkScheme
    icon = "handover"
    place = 80
    columns = "name unit state valid_from valid_to basis"
    filters = "unit valid_from"
    sorts = "valid_from"
    form = "unit name meaning basis valid_from valid_to"
    asks_parts = "items"
    parts = "items"
    corrects = "name meaning basis valid_from"
    facts = "meaning basis valid_from valid_to"
    part_columns = {"items": "group name meaning organs evidence yearly_target done_this_year valid_from valid_to"}
    empty = "把本市的联动体系（例如“1+3+N”“七联”）登记在这里，含义和项目由本市自己写"


class JointOfficeDesk(Desk):
    model = JointOffice
    icon = "columns"
    place = 85
    columns = "name unit mechanism opened_on closed_on"
    filters = "unit mechanism"
    sorts = "opened_on"
    form = "unit name mechanism organs address opened_on closed_on"


class JointMeetingDesk(Desk):
    model = JointMeeting
    icon = "unit"
    place = 86
    columns = "title number unit held_on scheme state due_on overran"
    filters = "unit state scheme held_on overran"
    sorts = "held_on due_on"
    form = "unit title held_on place chair scheme item organs"
    asks_parts = "matters bodies"
    asks_of = {"matters": "dispute subject", "bodies": "body delegate"}
    fewest = {"bodies": 0}
    folds = "scheme item organs"
    corrects = "title held_on place chair scheme item organs"
    facts = "held_on place chair scheme item organs summary issued_on"
    parts = "matters decisions bodies"
    part_columns = {
        "matters": "dispute subject opinion",
        "decisions": "content responsible helpers due_on standing report reported_on was_in_time pressed done_on",
        "bodies": "body delegate is_absent",
    }
    hints = {
        "organs": "机构树里没有的单位写在这里，例如企业、商会",
        "dispute": "研究没有立案的事项，写议题就行",
        "responsible": "一项只有一个责任单位，其他的写在配合单位",
    }
    views = (View("落实中", "state=following&sort=due_on"), View("曾超期", "overran=True"))
    empty = "联席会议、联调会商在这里登记：一次会议可以研究多件案件，议定事项逐项送责任单位落实"

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        if name in ("body", "responsible"):
            return Unit.objects.filter(valid_to=None)
        if name == "dispute":
            return Dispute.objects.visible_to(person).order_by("-opened_on", "-id")
        if name == "item":
            return LinkSchemeItem.objects.filter(of__valid_to=None).select_related("of")
        return None
