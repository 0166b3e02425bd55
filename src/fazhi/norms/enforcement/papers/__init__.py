"""The papers of a penalty file, from the filing form to the two bound volumes."""

from .binding import MainVolumePaper, SubVolumePaper
from .case import ClosingPaper, EvidencePaper, FilingPaper, NotFiledPaper, RecordsPaper, ReportPaper, TransferPaper
from .decision import PenaltyPaper, UnpunishedPaper
from .execution import CoercionPaper, CorrectionPaper, CourtApplicationPaper, DeferralPaper, UrgingPaper
from .measure import ExtensionPaper, MeasurePaper, ReleasePaper
from .notice import DiscussionPaper, HearingMinutesPaper, HearingNoticePaper, HearingReportPaper, PriorNoticePaper, ReviewPaper
from .substitution import SubstitutionCostPaper, SubstitutionPaper, SubstitutionRecordPaper, SubstitutionUrgingPaper
from .summary import SummaryPaper

__all__ = [
    "ClosingPaper", "CoercionPaper", "CorrectionPaper", "CourtApplicationPaper", "DeferralPaper", "DiscussionPaper", "EvidencePaper",
    "ExtensionPaper", "FilingPaper", "HearingMinutesPaper", "HearingNoticePaper", "HearingReportPaper", "MainVolumePaper", "MeasurePaper",
    "NotFiledPaper", "PenaltyPaper", "PriorNoticePaper", "RecordsPaper", "ReleasePaper", "ReportPaper", "ReviewPaper", "SubVolumePaper",
    "SubstitutionCostPaper", "SubstitutionPaper", "SubstitutionRecordPaper", "SubstitutionUrgingPaper", "SummaryPaper", "TransferPaper", "UnpunishedPaper", "UrgingPaper",
]  # fmt: skip
