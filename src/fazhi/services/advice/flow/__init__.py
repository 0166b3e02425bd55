"""The lives of advice's cases, gathered from their files."""

from .consultations import ConsultationFlow
from .entries import QAFlow
from .reviews import AnswerReviewFlow, AnswerSampleFlow

__all__ = ["AnswerReviewFlow", "AnswerSampleFlow", "ConsultationFlow", "QAFlow"]
