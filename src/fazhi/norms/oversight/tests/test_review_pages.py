"""A review of case files planned, fixed and drawn at the desk; what comes then is clicked in tests/stories/test_oversight.py."""

from datetime import date

import time_machine
from tests.pages import Window

from .factories import DAY, at
from .reviews import LISTING, NUMBERS, SOURCE_DAY, template


def test_a_review_is_planned_fixed_and_drawn_at_the_desk(lotus):
    organiser, head = Window(lotus.first), Window(lotus.leader)
    given = {
        "unit": lotus.county,
        "title": "2025年度行政执法案卷评查",
        "year": 2025,
        "kinds": ["enforcement.penaltycase"],
        "method": "random",
    }
    given |= {"period_from": date(2025, 1, 1), "period_to": date(2025, 8, 31), "per_stratum": 4, "template": template(lotus)}
    given |= {"source": "福利彩票双色球第2025104期开奖号码", "source_on": SOURCE_DAY}
    with time_machine.travel(at(DAY), tick=False):
        plan = organiser.register("oversight.reviewplan", **given)
        plan = organiser.step(plan, "list_external", body=lotus.body, kind="enforcement.penaltycase", listing=LISTING)
        plan = head.step(plan, "commit")
        assert "公布" in organiser.refusal(plan, "draw", source_text=NUMBERS)
    with time_machine.travel(at(SOURCE_DAY), tick=False):
        plan = organiser.step(plan, "draw", source_text=NUMBERS)
    assert (plan.state, plan.files.count()) == ("reviewing", 4)
