"""What the hotline keeps."""

from .call_parts import Alarm, Listening, Passing, QualityCheck
from .calls import Call
from .cooperation import Cooperation
from .flags import CallerFlag
from .orders import CallBack, Reversal, WorkOrder
from .quality import QualityDraw
from .reports import MonthReport, ReportCluster, ReportFigure, ReportPlace, ReportTopic
from .seats import SeatSession

__all__ = [
    "Alarm",
    "Call",
    "CallBack",
    "CallerFlag",
    "Cooperation",
    "Listening",
    "MonthReport",
    "Passing",
    "QualityCheck",
    "QualityDraw",
    "ReportCluster",
    "ReportFigure",
    "ReportPlace",
    "ReportTopic",
    "Reversal",
    "SeatSession",
    "WorkOrder",
]
