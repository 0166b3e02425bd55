"""What the hotline keeps."""

from .calls import Alarm, Call, QualityCheck
from .flags import CallerFlag
from .knowledge import Knowledge
from .orders import CallBack, Reversal, WorkOrder
from .seats import SeatSession

__all__ = [
    "Alarm",
    "Call",
    "CallBack",
    "CallerFlag",
    "Knowledge",
    "QualityCheck",
    "Reversal",
    "SeatSession",
    "WorkOrder",
]
