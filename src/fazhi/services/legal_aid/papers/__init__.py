"""The papers of legal aid, gathered from their files."""

from .applying import ApplicationPaper, ApprovalPaper, GapsPaper, MeansPaper, PromisePaper, ReceiptPaper
from .deciding import GrantPaper, ObjectionPaper, RefusalPaper, TerminationPaper, TransferPaper
from .entrusting import AgreementPaper, EntrustingPaper
from .working import AssignmentPaper, ClosingPaper, LetterPaper, QualityPaper, ReferralPaper, SubsidyPaper

__all__ = [
    "AgreementPaper",
    "ApplicationPaper",
    "ApprovalPaper",
    "AssignmentPaper",
    "ClosingPaper",
    "EntrustingPaper",
    "GapsPaper",
    "GrantPaper",
    "LetterPaper",
    "MeansPaper",
    "ObjectionPaper",
    "PromisePaper",
    "QualityPaper",
    "ReceiptPaper",
    "ReferralPaper",
    "RefusalPaper",
    "SubsidyPaper",
    "TerminationPaper",
    "TransferPaper",
]
