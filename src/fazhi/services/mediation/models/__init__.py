"""The nouns of mediation, gathered from their files."""

from .agreements import Agreement, JudicialConfirmation, Term
from .alerts import RiskAlert
from .committees import Committee, Mediator
from .complaints import Complaint
from .disputes import Dispute
from .joining import JointCommittee
from .leads import DisputeLead, Screening
from .links import JointOffice, LinkScheme, LinkSchemeItem
from .meetings import JointMeeting, MeetingBody, MeetingDecision, MeetingMatter
from .parties import CaseMediator, Invitee, Party
from .proceedings import Evidence, FollowUp, Incident, Investigation, Session
from .subsidies import SubsidyClaim

__all__ = [
    "Agreement", "CaseMediator", "Committee", "Complaint", "Dispute", "DisputeLead", "Evidence", "FollowUp", "Incident", "Invitee", "Investigation",
    "JointCommittee", "JointMeeting", "JointOffice", "JudicialConfirmation", "LinkScheme", "LinkSchemeItem", "Mediator", "MeetingBody", "MeetingDecision",
    "MeetingMatter", "Party", "RiskAlert", "Screening", "Session",
    "SubsidyClaim", "Term",
]  # fmt: skip
