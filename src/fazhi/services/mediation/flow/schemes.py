"""The life of a linked scheme: what its name means changes item by item, until the city gives it up."""

from fazhi.kernel.flow.declared import Flow, Register, State

from ..models import LinkScheme, LinkSchemeItem
from ..models.links import is_a_new_item, is_in_the_scheme
from ..roles import OFFICE

ITEM = "group name meaning organs evidence yearly_target"


class LinkSchemeFlow(Flow):
    model = LinkScheme
    register = Register("登记", by=OFFICE, does=LinkScheme.take_down)

    in_force = State("施行中", rests=True)
    ended = State("已停用", final=True)
    start = in_force

    add_item = in_force.stays(
        "增加项目", by=OFFICE, adds=LinkSchemeItem, shows=ITEM, needs=(is_a_new_item,), does=LinkScheme.add_item
    )
    change_item = in_force.stays(
        "修改项目",
        by=OFFICE,
        on=LinkSchemeItem,
        asks="group? name! meaning? organs? evidence? yearly_target?",
        why=True,
        needs=(is_in_the_scheme, is_a_new_item),
    )
    drop_item = in_force.stays(
        "撤下项目",
        by=OFFICE,
        on=LinkSchemeItem,
        why=True,
        needs=(is_in_the_scheme,),
        does=LinkScheme.drop_item,
        tells="以前按这一项办的案件、会议都留着；从今天起不再计入体系。",
    )
    end = in_force.to(ended, "停用", by=OFFICE, asks="valid_to!", why=True, needs=(LinkScheme.has_ended,))
