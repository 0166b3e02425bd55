"""The papers of a mediation file, from the application to the bound whole."""

from .beginning import ApplicationPaper, RegisterPaper, RightsPaper, SessionsPaper
from .binding import CoverPaper, FilePaper, InnerFilePaper
from .ending import AgreementPaper, ClosingPaper, EndingPaper, OralPaper
from .following import ConfirmationPaper, PerformedPaper, RemarkPaper, VisitPaper
from .meetings import MinutesPaper
from .proof import EvidencePaper, InvestigationPaper

__all__ = [
    "AgreementPaper", "ApplicationPaper", "ClosingPaper", "ConfirmationPaper", "CoverPaper", "EndingPaper", "EvidencePaper", "FilePaper",
    "InnerFilePaper", "InvestigationPaper", "MinutesPaper", "OralPaper", "PerformedPaper", "RegisterPaper", "RemarkPaper", "RightsPaper", "SessionsPaper", "VisitPaper",
]  # fmt: skip
