"""The lives of certificates, of powers given to townships, of penalty cases and what belongs to them."""

from .announcements import AnnouncementFlow
from .benchmarks import BenchmarkFlow, ScaleItemFlow
from .cases import PenaltyCaseFlow
from .certificates import CertificateFlow
from .decisions import DecisionFlow
from .grants import PowerGrantFlow
from .measures import MeasureFlow
from .publicity import PublicationFlow, RecordingFlow
from .registers import OfficerFlow, PowerItemFlow
from .statistics import YearReportFlow
from .substitutions import SubstitutionFlow
from .summaries import SpotPenaltyFlow

__all__ = [
    "AnnouncementFlow",
    "BenchmarkFlow",
    "ScaleItemFlow",
    "CertificateFlow",
    "MeasureFlow",
    "OfficerFlow",
    "PenaltyCaseFlow",
    "DecisionFlow",
    "PowerGrantFlow",
    "PowerItemFlow",
    "PublicationFlow",
    "RecordingFlow",
    "SpotPenaltyFlow",
    "SubstitutionFlow",
    "YearReportFlow",
]
