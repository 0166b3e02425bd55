"""What the hotline keeps."""

from .calls import Alarm, Call, Passing, QualityCheck
from .flags import CallerFlag
from .orders import CallBack, Reversal, WorkOrder
from .seats import SeatSession

__all__ = [
    "Alarm",
    "Call",
    "CallBack",
    "CallerFlag",
    "Passing",
    "QualityCheck",
    "Reversal",
    "SeatSession",
    "WorkOrder",
]
