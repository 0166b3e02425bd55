"""Schemes, joint offices and joint meetings."""

from fazhi.kernel.present.declared import Desk

from ..models import (
    JointMeeting,
    JointOffice,
    LinkScheme,
)


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
    columns = "title unit held_on organs scheme item decided_by"
    filters = "unit scheme held_on"
    sorts = "held_on"
    form = "unit title held_on scheme item organs dispute decisions decided_by outcome"
