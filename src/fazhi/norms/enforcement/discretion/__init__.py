"""裁量 as pure functions: from the circumstances of a case to a range, by a benchmark; nothing here knows a database."""

from .ranges import Range, bands, clamped, money
from .rejudging import Past, Rejudged, Verdict, rejudge
from .scales import AMBIGUOUS, Row, Scale, Undecided, Weighed
from .weighing import weigh

__all__ = [
    "AMBIGUOUS",
    "Past",
    "Range",
    "Rejudged",
    "Row",
    "Scale",
    "Undecided",
    "Verdict",
    "Weighed",
    "bands",
    "clamped",
    "money",
    "rejudge",
    "weigh",
]
