"""联席会议: several cases on one table, each decision in the inbox of the unit that answers for it, and nothing forgotten."""

from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.ledgers import round_trip
from tests.lives import lived
from tests.pages import Window
from tests.world import person

from fazhi.kernel.documents.declared import Missing
from fazhi.kernel.flow import doors
from fazhi.kernel.flow.lives import moment
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.roles import CLERK
from fazhi.services.mediation.ledgers import JointMeetingLedger
from fazhi.services.mediation.models import JointMeeting, MeetingBody, MeetingMatter
from fazhi.services.mediation.papers import MinutesPaper

from .factories import DAY, dispute
from .test_standing import value

DUE = DAY + timedelta(30)


@pytest.fixture
def officer(lotus):
    """Somebody of the police station, who sees hand-overs and nothing of mediation."""
    return person("民警某", lotus.police, CLERK)


@pytest.fixture
def meeting(lotus):
    """Two quarrels on the table, two bodies round it."""
    world = lotus.world
    matters = [MeetingMatter(dispute=dispute(lotus)), MeetingMatter(subject="同一楼栋反复报警")]
    bodies = [MeetingBody(body=world.county), MeetingBody(body=lotus.police, delegate="李所长")]
    data = {"unit": world.county, "title": "九月联席会议", "held_on": DAY}
    return doors.register(JointMeeting, world.leader, data, {"matters": matters, "bodies": bodies}, at=moment(DAY))


def act(name, meeting, world, on=DAY, **told):
    part, reason = told.pop("part", None), told.pop("reason", "")
    return doors.take(name, meeting, world.leader, told, part=part, reason=reason, at=moment(on))


def held(meeting, world):
    return act("hold", meeting, world, held_on=DAY, chair="林某")


def decided(meeting, lotus, **told):
    given = {"content": "三日内上门核查警情", "responsible": lotus.police, "due_on": DUE, **told}
    return act("decide", held(meeting, lotus.world) if meeting.state == "called" else meeting, lotus.world, **given)


def issued(meeting, lotus):
    return act("issue", decided(meeting, lotus), lotus.world)


def test_a_meeting_takes_up_several_cases_and_nothing_else_of_them_leaves_the_room(meeting, lotus, world):
    case = issued(meeting, lotus)
    quarrel, pattern = case.matters.all()
    assert (str(quarrel), str(pattern)) == (str(quarrel.dispute), "同一楼栋反复报警")
    sent = HandOver.objects.get()
    assert (sent.to_unit, sent.due_on, sent.content) == (lotus.police, DUE, "三日内上门核查警情")
    assert "议题" not in str(sent.details) and case.number


def test_a_meeting_to_which_nobody_came_or_that_decided_nothing_is_told_so(meeting, lotus, world):
    row = meeting.bodies.get(body=lotus.police)
    act("note_absence", meeting, world, part=row, is_absent=True)
    with pytest.raises(NotAllowed, match="两个单位到会"):
        held(meeting, world)
    act("note_absence", meeting, world, part=row, is_absent=False)
    case = held(meeting, world)
    with pytest.raises(NotAllowed, match="没有议定事项"):
        act("issue", case, world)
    assert act("adjourn", case, world, summary="各方意见不一，另行协商").state == "closed"


def test_a_meeting_about_nothing_is_not_held_and_one_that_decided_something_does_not_end_so(meeting, lotus, world):
    empty = doors.register(JointMeeting, world.leader, {"unit": world.county, "title": "空会", "held_on": DAY}, at=moment(DAY))
    with pytest.raises(NotAllowed, match="没有列明议题"):
        act("hold", empty, world, held_on=DAY, chair="林某", organs="商会")
    with pytest.raises(NotAllowed, match="已经有议定事项"):
        act("adjourn", decided(meeting, lotus), world, summary="各方意见不一")


def test_what_was_thought_of_a_case_is_written_beside_it_and_a_meeting_may_be_called_off(meeting, lotus, world):
    other = doors.register(
        JointMeeting, world.leader, {"unit": world.county, "title": "十月会议", "held_on": DAY}, at=moment(DAY)
    )
    with pytest.raises(ValidationError, match="必须写明理由"):
        act("cancel", other, world)
    assert act("cancel", other, world, reason="改期").state == "cancelled" and value("joint_meetings").value == 0
    case = act("note_opinion", held(meeting, world), world, part=meeting.matters.first(), opinion="由镇调委会接手")
    assert [row.opinion for row in case.matters.all()] == ["由镇调委会接手", ""]


def test_a_decision_is_reported_before_it_is_confirmed_and_each_of_them_once(meeting, lotus, world):
    case = issued(meeting, lotus)
    row = case.decisions.get()
    with pytest.raises(NotAllowed, match="还没有反馈"):
        act("confirm", case, world, part=row)
    act("report", case, world, on=DAY + timedelta(2), part=row, report="已经上门")
    with pytest.raises(NotAllowed, match="等确认落实"):
        act("report", case, world, on=DAY + timedelta(3), part=case.decisions.get(), report="又上门")
    act("confirm", case, world, on=DAY + timedelta(3), part=case.decisions.get())
    for name, told in (("confirm", {}), ("press", {"due_on": DUE, "reason": "再办"})):
        with pytest.raises(NotAllowed, match="已经确认落实"):
            act(name, case, world, on=DAY + timedelta(4), part=case.decisions.get(), **told)


def test_a_decision_stands_in_the_inbox_of_its_unit_until_it_is_answered(meeting, lotus, officer, client):
    case = issued(meeting, lotus)
    client.force_login(officer.account)
    with time_machine.travel(moment(DUE + timedelta(2)), tick=False):
        page = client.get("/desk/").content.decode()
        assert "接收移送：九月联席会议" in page and "逾期" in page
        sent = HandOver.objects.get()
        client.post(f"/desk/handovers/{sent.pk}/accept/")
        page = client.get("/desk/").content.decode()
        assert "反馈移送：九月联席会议" in page and "逾期" in page
        assert client.post(f"/desk/handovers/{sent.pk}/answer/", {"text": "已经上门三次"}).status_code == 302
        assert "移送：九月联席会议" not in client.get("/desk/").content.decode()
    row = case.decisions.get()
    assert (row.report, row.was_in_time, row.standing) == ("已经上门三次", False, "已反馈，待确认")
    case.refresh_from_db()
    assert case.overran and not case.due_on
    assert (value("decided_in_time_rate").value, value("decided_done_rate").value) == (0, 0)


def test_what_was_not_done_is_pressed_for_and_the_meeting_ends_with_the_last(meeting, lotus, world, officer, client):
    case = issued(meeting, lotus)
    row = case.decisions.get()
    with pytest.raises(NotAllowed, match="还有 1 项"):
        act("close", case, world)
    act("report", case, world, on=DAY + timedelta(5), part=row, report="打过电话")
    assert HandOver.objects.get().result == "打过电话"
    later = DUE + timedelta(20)
    with pytest.raises(ValidationError, match="新的期限"):
        act("press", case, world, on=later, part=row, due_on=DUE, reason="没有上门")
    act("press", case, world, on=DAY + timedelta(6), part=row, due_on=later, reason="没有上门")
    row.refresh_from_db()
    assert (row.pressed, row.reported_on, row.due_on) == (1, None, later)
    assert list(HandOver.objects.order_by("pk").values_list("due_on", flat=True)) == [DUE, later]
    act("press", case, world, on=DAY + timedelta(7), part=row, due_on=DUE, reason="提前")
    assert HandOver.objects.order_by("-pk").first().due_on == DUE
    act("report", case, world, on=DAY + timedelta(9), part=row, report="已经上门")
    act("confirm", case, world, on=DAY + timedelta(9), part=row)
    case = act("close", case, world, on=DAY + timedelta(9))
    assert case.state == "closed" and value("decided_done_rate").value == 100
    assert (value("decided_in_time_rate").numerator, value("decided_in_time_rate").denominator) == (1, 1)


def test_the_convener_is_reminded_of_the_nearest_day(meeting, lotus, world):
    case = decided(meeting, lotus)
    case = decided(case, lotus, content="拿出调解方案", responsible=world.county, due_on=DAY + timedelta(7))
    case = act("issue", case, world)
    assert case.due_on == DAY + timedelta(7)
    act("report", case, world, on=DAY + timedelta(2), part=case.decisions.get(responsible=world.county), report="已定")
    case.refresh_from_db()
    assert case.due_on == DUE


def test_a_decision_that_is_sent_back_says_why(meeting, lotus, officer, client):
    case = issued(meeting, lotus)
    client.force_login(officer.account)
    client.post(f"/desk/handovers/{HandOver.objects.get().pk}/return/", {"text": "不在本辖区"})
    assert case.decisions.get().report == "退回：不在本辖区"


def test_minutes_name_cases_by_number_and_units_by_what_they_owe(meeting, lotus, world):
    case = issued(meeting, lotus)
    sheet = MinutesPaper.sheet(case)
    told = str(sheet)
    assert "三日内上门核查警情" in told and lotus.police.name in told and "李所长" in told
    party = case.matters.first().dispute.parties.first()
    assert party.name not in told
    bare = doors.register(JointMeeting, world.leader, {"unit": world.county, "title": "空会", "held_on": DAY})
    with pytest.raises(Missing, match="主持人"):
        MinutesPaper.sheet(bare)


TOLD = {
    "title": "九月联席会议",
    "opened_on": DAY,
    "held_on": DAY,
    "chair": "林某",
    "place": "会议室",
    "bodies": "990101｜林某\n990101001P｜｜没有到会",
    "matters": "｜同一楼栋反复报警｜逐件办理",
    "organs": "商会",
}


def test_a_ledger_leads_a_meeting_to_its_end_and_writes_back_what_it_read(lotus, world):
    decisions = f"上门核查｜990101001P｜{DUE}｜商会｜{DUE + timedelta(1)}｜已核查｜{DUE + timedelta(3)}\n上门核查｜990101｜{DUE}"
    row = {"unit": world.county, "decisions": decisions, "issued_on": DAY + timedelta(2), "state": "following", **TOLD}
    case = lived(JointMeetingLedger, world.leader, **row)
    done, waits = case.decisions.order_by("pk")
    assert (done.was_in_time, done.done_on, waits.standing != "已落实") == (False, DUE + timedelta(3), True)
    JointMeeting.objects.filter(pk=case.pk).update(source_key="LX1")
    assert not HandOver.objects.exists() and case.due_on == DUE
    assert round_trip(JointMeetingLedger, world.leader) == {"same": 1}


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"decisions": "上门｜990101001P｜下周"}, "看不懂"),
        ({"decisions": "上门｜123｜2024-10-03"}, "没有编码为"),
        ({"matters": "没有这件｜｜"}, "没有“没有这件”"),
        ({"bodies": "990101｜林某｜请假"}, "看不懂"),
    ],
)
def test_a_cell_that_cannot_be_read_is_told_with_its_form(lotus, world, cells, words):
    row = {"unit": world.county, "decisions": "", "issued_on": None, "state": "held", **TOLD, **cells}
    with pytest.raises(ValidationError, match=words):
        lived(JointMeetingLedger, world.leader, **row)


def test_a_meeting_is_registered_and_led_on_its_pages(lotus, world, officer):
    convener, station = Window(world.leader), Window(officer)
    case = dispute(lotus)
    told = {"matters-0-dispute": case, "bodies-0-body": lotus.police}
    meeting = convener.register(
        "mediation.jointmeeting", unit=world.county, title="九月联席会议", held_on=DAY, chair="林某", **told
    )
    meeting = convener.step(meeting, "add_matter", subject="同一楼栋反复报警")
    meeting = convener.step(meeting, "hold")
    day = timezone.localdate() + timedelta(9)
    meeting = convener.step(meeting, "decide", content="上门核查", responsible=lotus.police, due_on=day)
    meeting = convener.step(meeting, "issue", summary="两件事都已研究")
    assert "上门核查" in convener.page_of(meeting) and "待反馈" in convener.page_of(meeting)
    sent = HandOver.objects.get()
    station.send(f"/desk/handovers/{sent.pk}/accept/")
    station.send(f"/desk/handovers/{sent.pk}/answer/", text="已经核查")
    meeting = convener.step(meeting, "confirm", meeting.decisions.get())
    assert "已落实" in convener.page_of(meeting) and convener.step(meeting, "close").state == "closed"


def test_another_place_sees_no_meeting(meeting, world):
    assert not JointMeeting.objects.visible_to(world.stranger).exists()


def test_meetings_are_counted_when_held_and_a_case_once(meeting, lotus, world):
    assert value("joint_meetings").value == 0
    issued(meeting, lotus)
    assert [value(name).value for name in ("joint_meetings", "discussed", "decided")] == [1, 1, 1]
