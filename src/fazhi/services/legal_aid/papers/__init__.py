"""The papers of legal aid, gathered from their files."""

from .applying import ApplicationPaper, ApprovalPaper, GapsPaper, PromisePaper, ReceiptPaper
from .deciding import GrantPaper, ObjectionPaper, RefusalPaper, TerminationPaper, TransferPaper
from .working import AssignmentPaper, ClosingPaper, LetterPaper, QualityPaper, ReferralPaper, SubsidyPaper

__all__ = [
    "ApplicationPaper",
    "ApprovalPaper",
    "AssignmentPaper",
    "ClosingPaper",
    "GapsPaper",
    "GrantPaper",
    "LetterPaper",
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
