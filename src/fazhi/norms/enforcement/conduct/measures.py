"""What is done with goods: approved, taken, tested, given back or kept for good; and what follows a penalty on the spot."""

from functools import partial
from typing import Any

from fazhi.kernel.flow.acting import Acting

from ..models import Measure, SpotPenalty
from ..penalty_words import MeasureEnd
from .decisions import made


def name(measure: Measure, act: Acting) -> None:
    measure.title = f"{measure.get_kind_display()}：{measure.party}"


def approve(measure: Measure, act: Acting) -> None:
    measure.approved_on = act.on


def apply(measure: Measure, act: Acting) -> None:
    measure.applied_on = act.on


def end(measure: Measure, act: Acting) -> None:
    measure.ended_on = act.on


def disapprove(measure: Measure, act: Acting) -> None:
    """行政强制法 第十九条: what a head finds unfounded is released at once."""
    measure.ended_on, measure.end = act.on, MeasureEnd.DISAPPROVED


def lapse(measure: Measure, act: Acting) -> None:
    measure.ended_on, measure.end = act.on, MeasureEnd.LAPSED


def report(penalty: SpotPenalty, act: Acting) -> None:
    penalty.reported_on = act.on


def punish(paper: Any, penalty: SpotPenalty, act: Acting) -> None:
    """The numbered form is made with the registration, to be handed over on the spot."""
    if act.via != "import":
        act.docket.sendings.append(partial(made, paper, penalty, act.person))
