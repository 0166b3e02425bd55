"""Committees, mediators, subsidies, complaints."""

from fazhi.kernel.present.declared import Desk

from ..models import (
    Committee,
    Complaint,
    Mediator,
    SubsidyClaim,
)
from .choosing import OfCommittees


class CommitteeDesk(OfCommittees, Desk):
    model = Committee
    icon = "home"
    place = 30
    columns = "name kind sector region director term_to standing"
    together = "mediators"
    filters = "unit kind sector standing term_to filed_on"
    sorts = "term_to founded_on"
    form = (
        "unit name kind sector founder region founded_on term_from term_to seal filed_on court_told_on address phone work_rooms stars "
        "is_mixed standing"
    )
    facts = f"{form} director findings_told"
    hints = {
        "term_to": "每届三年；村民委员会任期五年，没有换届也要改选调委会",
        "court_told_on": "人员调整以后再次通报的，改为最近一次",
    }


class MediatorDesk(OfCommittees, Desk):
    model = Mediator
    icon = "person"
    place = 40
    columns = "name committee post standing sex phone term_to grade training_hours"
    filters = "unit standing post sex grade is_civil_servant term_to"
    sorts = "term_to training_hours"
    form = (
        "unit committee name sex ethnicity id_number phone post standing education specialties term_from term_to grade grade_to "
        "left_on left_why is_civil_servant training_hours has_card account person discipline"
    )
    facts = f"{form} qualification"


class SubsidyDesk(OfCommittees, Desk):
    model = SubsidyClaim
    icon = "paper"
    place = 60
    columns = "title number dispute mediator base bonus sample state batch notice_to"
    filters = "unit state sample batch opened_on"
    form = "unit dispute mediator shared_with share bonus"
    facts = (
        "dispute mediator shared_with share base rate_told bonus paid checklist doubts_answered reviewed_by sample drawn_from batch "
        "notice_from notice_to"
    )


class ComplaintDesk(Desk):
    model = Complaint
    icon = "talk"
    place = 70
    columns = "title number kind complainant state opened_on due_on is_true"
    filters = "unit state kind opened_on"
    form = "unit kind complainant phone mediator content"
