"""The nouns of advice, gathered from their files."""

from .answers import Answer, Citation, Suggested
from .clients import FirmClient
from .consultations import Consultation
from .corrections import Correction
from .entries import QAEntry
from .following import Alarm, FollowUp, Recusal
from .offers import Offer
from .people import Asker, Question
from .reviews import AdviserList, AnswerReview, AnswerSample
from .templates import AnswerTemplate

__all__ = [
    "AdviserList",
    "Alarm",
    "Answer",
    "AnswerReview",
    "AnswerSample",
    "AnswerTemplate",
    "Asker",
    "Citation",
    "Consultation",
    "Correction",
    "FirmClient",
    "FollowUp",
    "Offer",
    "QAEntry",
    "Question",
    "Recusal",
    "Suggested",
]
