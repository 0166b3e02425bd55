"""The ledgers round mediation: alerts, subsidies, complaints, rounds and meetings come in through their own gates, and say again what was said."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.lives import lived
from tests.world import person

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.mediation.ledgers import ComplaintLedger, JointMeetingLedger, RiskAlertLedger, SubsidyLedger
from fazhi.services.mediation.models import LinkScheme, SubsidyClaim
from fazhi.services.mediation.rules import SAMPLE_PERCENT

from .factories import dispute, office_clerk
from .test_subsidies import finished


def alert(lotus, **cells):
    given = {"unit": lotus.body, "dispute": dispute(lotus), "opened_on": date(2024, 9, 3), "kind": "crime", "level": "red"}
    told = {"told_unit": lotus.police, "told_office": lotus.world.town, "told_on": date(2024, 9, 3), "response": "民警上门"}
    return given | {"brief": "扬言持械", "signals": ["weapon"]} | told | cells


def test_an_alert_is_told_and_closed_on_its_own_days(lotus, world):
    row = alert(lotus, state="closed", resolved_on=date(2024, 9, 10), outcome="escalated", review="信号三日前已有")
    case = lived(RiskAlertLedger, world.clerk, **row)
    assert (case.state, case.points, case.resolved_on, case.opened_on) == ("closed", 40, date(2024, 9, 10), date(2024, 9, 3))


def test_an_alert_that_grew_worse_does_not_come_in_closed_without_its_review(lotus, world):
    with pytest.raises(NotAllowed, match="必须复盘"):
        lived(RiskAlertLedger, world.clerk, **alert(lotus, state="closed", resolved_on=date(2024, 9, 10), outcome="escalated"))


def test_a_state_without_its_day_or_with_a_day_to_come_is_refused(lotus, world):
    with pytest.raises(ValidationError, match="写了“已解除”"):
        lived(RiskAlertLedger, world.clerk, **alert(lotus, state="closed", outcome="defused"))
    with pytest.raises(NotAllowed, match="还没有到"):
        lived(RiskAlertLedger, world.clerk, **alert(lotus, state="raised", opened_on=date(2999, 1, 1), told_on=None))


def claim(lotus, case, **cells):
    given = {"unit": lotus.body, "dispute": case, "mediator": lotus.mediator, "opened_on": date(2024, 9, 9), "state": "drafted"}
    return given | cells


REVIEWED = {"reviewed_on": date(2024, 9, 10), "batch": "2024Q3", "doubts_answered": "已核对原始记录"}
PAID = REVIEWED | {
    "checked_on": date(2024, 9, 11),
    "notice_from": date(2024, 9, 12),
    "notice_to": date(2024, 9, 30),
    "paid_on": date(2024, 10, 9),
    "state": "paid",
}


@pytest.fixture
def eyes(world):
    """Three clerks."""
    return office_clerk(world), person("复核某", world.town, "clerk"), person("发放某", world.town, "clerk")


def test_a_claim_is_not_brought_in_as_paid_by_whoever_brings_it_in(lotus, eyes):
    with pytest.raises(NotAllowed, match="申报人不能自己审核"):
        lived(SubsidyLedger, eyes[0], **claim(lotus, finished(lotus), **PAID))
    assert not SubsidyClaim.objects.exists()


def test_a_claim_that_was_never_reviewed_is_not_brought_in_as_paid(lotus, eyes):
    case = finished(lotus)
    made = lived(SubsidyLedger, eyes[0], **claim(lotus, case))
    with pytest.raises(ValidationError, match="写了“待县局复核”"):
        lived(SubsidyLedger, eyes[1], made, **claim(lotus, case, **{**PAID, "reviewed_on": None}))


def test_other_eyes_bring_in_the_next_steps_on_their_own_days(lotus, eyes):
    SAMPLE_PERCENT.change(0, "陈某", "测试抽查")
    case, (first, second, third) = finished(lotus), eyes
    made = lived(SubsidyLedger, first, **claim(lotus, case))
    seen = lived(SubsidyLedger, second, made, **claim(lotus, case, state="reviewed", **REVIEWED))
    with pytest.raises(NotAllowed, match="不能由同一人办理"):
        lived(SubsidyLedger, second, seen, **claim(lotus, case, **PAID))
    seen.refresh_from_db()
    paid = lived(SubsidyLedger, third, seen, **claim(lotus, case, **PAID))
    assert (paid.state, paid.paid, paid.paid_on, paid.notice_from) == ("paid", 200, date(2024, 10, 9), date(2024, 9, 12))


def test_a_notice_that_was_too_short_on_its_day_stays_too_short(lotus, eyes):
    SAMPLE_PERCENT.change(0, "陈某", "测试抽查")
    case = finished(lotus)
    made = lived(SubsidyLedger, eyes[0], **claim(lotus, case))
    seen = lived(SubsidyLedger, eyes[1], made, **claim(lotus, case, state="reviewed", **REVIEWED))
    with pytest.raises(NotAllowed, match="公示至少到 2024-09"):
        lived(SubsidyLedger, eyes[2], seen, **claim(lotus, case, **{**PAID, "notice_to": date(2024, 9, 13)}))


def test_a_recovery_is_done_at_the_desk(lotus, eyes):
    with pytest.raises(NotAllowed, match="请打开这件申报办理"):
        lived(SubsidyLedger, eyes[0], **claim(lotus, finished(lotus), state="recovered"))


def test_a_complaint_is_answered_with_a_finding(lotus, world):
    row = {"unit": world.county, "opened_on": date(2024, 9, 3), "kind": "fee", "complainant": "张建", "content": "收了两百元"}
    answer = {"state": "answered", "closed_on": date(2024, 9, 9), "is_true": True, "answer": "已退还"}
    clerk = person("局办某", world.county, "clerk")
    case = lived(ComplaintLedger, clerk, **row, **answer)
    assert (case.state, case.closed_on, case.is_true) == ("answered", date(2024, 9, 9), True)
    with pytest.raises(ValidationError, match="处理结果"):
        lived(ComplaintLedger, clerk, **row, **{**answer, "answer": ""})


def test_a_meeting_names_an_item_of_its_scheme(lotus, world):
    scheme = doors.register(LinkScheme, world.city_leader, {"unit": world.city, "name": "七联", "valid_from": date(2024, 1, 1)})
    row = {"unit": world.county, "title": "联席会议", "held_on": date(2024, 9, 3)}
    for given, words in (({"item": "联防"}, "就要写联动体系"), ({"item": "联防", "scheme": scheme}, "没有“联防”这一项")):
        with pytest.raises(ValidationError, match=words):
            JointMeetingLedger().case({"item": "", "scheme": None, **row, **given})
