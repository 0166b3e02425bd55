"""What a party does with the query code: agrees or declines, checks the agreement, tells of performance, wishes confirmation."""

from typing import TYPE_CHECKING

from fazhi.kernel.flow.acting import Acting

from ..words import Consent, ConsentHow
from .keeping import perform

if TYPE_CHECKING:
    from ..models import Dispute

ONLINE = "权利人凭查询码在线确认"


def agree(dispute: "Dispute", act: Acting) -> None:
    _say(act, Consent.AGREES)


def decline(dispute: "Dispute", act: Acting) -> None:
    _say(act, Consent.REFUSES)


def _say(act: Acting, consent: Consent) -> None:
    act.part.consent, act.part.consented_on, act.part.consent_how = consent, act.on, ConsentHow.ONLINE


def check(dispute: "Dispute", act: Acting) -> None:
    act.part.checked_on, act.part.doubt = act.on, ""


def doubt(dispute: "Dispute", act: Acting) -> None:
    act.part.checked_on = None


def report_performance(dispute: "Dispute", act: Acting) -> None:
    act.part.reported_on, act.part.denied_on = act.on, None


def confirm_performance(dispute: "Dispute", act: Acting) -> None:
    """Who was to get it says so against the own interest: that proves it; on the day on which the obligor reported it."""
    act.part.performed_on, act.part.proof, act.part.denied_on = act.part.reported_on or act.on, ONLINE, None
    perform(dispute, act)


def deny_performance(dispute: "Dispute", act: Acting) -> None:
    act.part.denied_on = act.on


def wish_confirmation(dispute: "Dispute", act: Acting) -> None:
    """The first wish begins it; with the last of the parties' it is a joint one."""
    act.part.wishes_confirmation_on = act.on
    dispute.wishes_confirmation_on = dispute.wishes_confirmation_on or act.on
    if all(party == act.part or party.wishes_confirmation_on for party in dispute.living_parties):
        dispute.all_wish_on = act.on
