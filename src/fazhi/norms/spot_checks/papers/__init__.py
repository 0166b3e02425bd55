"""The papers of spot checks, gathered from their files."""

from .drawing import DrawPaper, ItemPaper, PlanPaper
from .following import CorrectionPaper, PublicationPaper, RecheckPaper, ResultPaper
from .visiting import ApprovalPaper, AssignmentPaper, EntryPaper, NoticePaper, RecordPaper

__all__ = [
    "ApprovalPaper",
    "AssignmentPaper",
    "CorrectionPaper",
    "DrawPaper",
    "EntryPaper",
    "ItemPaper",
    "NoticePaper",
    "PlanPaper",
    "PublicationPaper",
    "RecheckPaper",
    "RecordPaper",
    "ResultPaper",
]
