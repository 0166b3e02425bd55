"""Rounds, leads and alerts."""

from fazhi.kernel.present.declared import Desk, View

from ..models import (
    DisputeLead,
    RiskAlert,
    Screening,
)
from .choosing import OfCommittees


class ScreeningDesk(OfCommittees, Desk):
    model = Screening
    icon = "search"
    place = 25
    columns = "region unit kind made_on households found by"
    filters = "unit kind made_on"
    sorts = "made_on"
    form = "unit region made_on kind by households found note"
    empty = "每走访排查一次登记一条，没有发现纠纷的也登记"


class LeadDesk(OfCommittees, Desk):
    model = DisputeLead
    title = "矛盾纠纷排查"
    icon = "search"
    place = 20
    columns = "title number kind region risk found_by opened_on state disposed_on due_on"
    filters = "unit state kind risk found_by disposal opened_on"
    form = "unit region kind found_by risk brief finder"
    corrects = "region kind found_by risk brief"
    facts = "region kind found_by risk brief finder disposal disposed_on dispute"
    hints = {"brief": "写清楚谁和谁、为什么，不写全名"}
    views = (View("待处置", "state=found&sort=due_on"), View("持续关注", "state=watched"))


class RiskAlertDesk(OfCommittees, Desk):
    model = RiskAlert
    icon = "warning"
    place = 50
    columns = "title number level points state told_at due_on outcome"
    filters = "unit state level outcome raised_by opened_on"
    form = "unit dispute lead kind level signals brief people is_missed"
    facts = "kind level points explained raised_by is_missed brief people dispute lead told_unit told_office told_at response outcome review"
    hints = {"signals": "系统按权重算分并列明理由，等级由人决定"}
    views = (View("红色", "level=red&state=raised"),)
