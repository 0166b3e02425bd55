"""The lives of advice's cases, gathered from their files."""

from .consultations import ConsultationFlow
from .entries import QAFlow

__all__ = ["ConsultationFlow", "QAFlow"]
