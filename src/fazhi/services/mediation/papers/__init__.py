"""The papers of a mediation file, from the application to the cover."""

from .beginning import ApplicationPaper, RegisterPaper, RightsPaper, SessionsPaper
from .ending import AgreementPaper, EndingPaper, OralPaper
from .following import ConfirmationPaper, CoverPaper, VisitPaper

__all__ = [
    "AgreementPaper", "ApplicationPaper", "ConfirmationPaper", "CoverPaper", "EndingPaper", "OralPaper", "RegisterPaper", "RightsPaper",
    "SessionsPaper", "VisitPaper",
]  # fmt: skip
