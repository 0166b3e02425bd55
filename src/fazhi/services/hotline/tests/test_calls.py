"""Calls: what a seat writes down, what the rates leave out, danger before all, the telephone's folder, the province's file."""

import json
import re
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone
from tests.ledgers import round_trip
from tests.lives import lived
from tests.pages import Window

from fazhi.faces.desk.ledgers import exporting, running
from fazhi.kernel.flow import doors, handovers
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.indicators import evaluation
from fazhi.kernel.indicators.figures import figure_table
from fazhi.services.hotline.beside import EARLIER, KNOWN
from fazhi.services.hotline.ledgers import CallLedger
from fazhi.services.hotline.models import Call, CallerFlag, SeatSession
from fazhi.services.hotline.telephone import Folder, take_rings

from .factories import ASKED, DAY, at, call, step

FIGURES = date(2024, 12, 31)


def wrapped(lotus, case, **data):
    return step(lotus, case, "wrap_up", by=lotus.seat, **{**ASKED, **data})


def told(name):
    return evaluation.evaluate(f"hotline.{name}", on=FIGURES).value


def test_a_call_is_wrapped_up_with_its_answer_and_the_right_to_aid(lotus):
    case = call(lotus)
    assert (case.state, case.agent, case.wait_seconds, case.is_quick) == ("taken", lotus.seat, 8, True)
    with pytest.raises(NotAllowed, match="法律援助的权利"):
        wrapped(lotus, case, aid_told=False)
    case = wrapped(lotus, Call.objects.get(pk=case.pk))
    assert (case.state, case.title) == ("settled", "农民工工资来电")


def test_a_call_wrapped_up_without_a_place_goes_on_once_the_place_is_told(lotus):
    case = wrapped(lotus, call(lotus, region=None))
    with pytest.raises(ValidationError, match="请填写来电人所在地"):
        step(lotus, case, "open_order", by=lotus.seat, reason="请街道处理")
    case = step(lotus, case, "open_order", by=lotus.seat, reason="请街道处理", region=lotus.world.town)
    assert (case.region, case.orders.get().region) == (lotus.world.town, lotus.world.town)


def shown(client, caller):
    """What the page of a new call proposes to a seat who has typed the number."""
    return client.post(
        "/desk/hotline.call/proposals/", {"caller": caller, "question": ""}, headers={"X-Part": "1"}
    ).content.decode()


def test_who_rings_is_told_as_soon_as_the_number_is_typed(lotus, client):
    client.force_login(lotus.seat.account)
    form = client.get("/desk/hotline.call/new/").content.decode()
    assert 'data-of="question" data-also="caller"' in form
    assert re.search(rf'name="answered_at" value="{timezone.localdate()}T\d\d:\d\d"', form), "whoever writes is on the line"
    assert "30日内来过 0 次电话" in shown(client, "15400000001")
    now = timezone.now()
    case = call(lotus, topic="wages", queued_at=now - timedelta(hours=1))
    given = {"unit": lotus.unit, "caller": "15400000001", "kind": "crisis", "grounds": "多次表示活不下去"}
    flag = step(lotus, doors.register(CallerFlag, lotus.seat, given, {}), "approve", now, lotus.manager)
    step(lotus, flag, "approve_again", now, lotus.world.city_leader)
    page = shown(client, "15400000001")
    assert "来电标记：情绪危机" in page and "30日内来过 1 次电话" in page
    assert f"/desk/hotline.call/{case.pk}/" in page and "农民工工资" in page
    assert "来电人" not in shown(client, "1540")


def test_times_run_forward_and_a_recording_was_announced(lotus):
    with pytest.raises(ValidationError, match="接起时间不能早于进线时间"):
        call(lotus, answered_at=at(8))
    with pytest.raises(ValidationError, match="挂断时间不能早于接起时间"):
        call(lotus, hung_up_at=at(8, 59))
    case = wrapped(lotus, call(lotus))
    with pytest.raises(ValidationError, match="没有提示来电人录音"):
        step(lotus, case, "keep_recording", notice_given=False, recording="a.wav", recording_sha256="0" * 64)


def test_what_does_not_count_is_kept_with_why(lotus):
    for no, result, waited in (
        ("A", "answered", 8),
        ("B", "abandoned", 3),
        ("C", "abandoned", 30),
        ("D", "test", 1),
        ("E", "harassment", 1),
    ):
        end = at(9) + timedelta(seconds=waited)
        given = {"answered_at": end} if result in ("answered", "test", "harassment") else {"answered_at": None, "hung_up_at": end}
        call(lotus, no, result=result, **given)
    assert (told("incoming"), told("calls")) == (5, 1)
    assert told("connect_rate") == 50
    assert [told(f"excluded_{name}") for name in ("tests", "harassment", "short")] == [1, 1, 1]


def test_a_repeat_caller_brings_what_was_said_before(lotus):
    first = wrapped(lotus, call(lotus, "T1", queued_at=at(day=date(2024, 8, 20))))
    again = call(lotus, "T2", by=lotus.other_seat)
    assert again.is_repeat and not call(lotus, "T3", caller="15400000002").is_repeat
    seen = Window(lotus.other_seat).read(f"/desk/hotline.call/{again.pk}/beside/earlier/")
    assert "来过 1 次" in seen and first.number in seen and ASKED["answer"] in seen
    assert again.is_soon_again and [round(told(name)) for name in ("repeat_rate", "solved_rate")] == [33, 67]
    assert EARLIER.told(call(lotus, "T4", caller=""), lotus.seat).lines == ()
    assert "写了诉求或者选了类别以后" in KNOWN.told(again, lotus.seat).sums[0]


def test_a_caller_chased_at_night_goes_before_all_and_is_not_rung_back(lotus):
    """Golden journey 10."""
    case = call(lotus, queued_at=at(2))
    with pytest.raises(NotAllowed, match="先办理“报警”"):
        wrapped(lotus, case, question="老公拿刀追着打我")
    case = step(
        lotus, Call.objects.get(pk=case.pk), "raise_alarm", by=lotus.seat, told_unit=lotus.police, situation="荷花路有人持刀追打"
    )
    assert (case.is_danger, case.contact) == (True, "unsafe")
    sent = HandOver.objects.get(of="hotline.call", record_id=case.pk)
    assert (sent.kind, sent.to_unit, sent.content) == ("police.alert", lotus.police, "荷花路有人持刀追打")
    assert not Call.objects.visible_to(lotus.other_seat).filter(pk=case.pk).exists(), "closed to all but its team"
    assert Call.objects.visible_to(lotus.seat).filter(pk=case.pk).exists()


def test_a_call_is_at_once_an_application_and_hears_what_became_of_it(lotus):
    case, to = wrapped(lotus, call(lotus), asker="王建"), lotus.world.town
    with pytest.raises(ValidationError, match="须经本人同意"):
        step(lotus, case, "pass_on", by=lotus.seat, kind="mediation", to=to, consents=False)
    for kind in ("mediation", "aid"):
        case = step(lotus, Call.objects.get(pk=case.pk), "pass_on", by=lotus.seat, kind=kind, to=to, consents=True)
    with pytest.raises(NotAllowed, match="还没有结果"):
        step(lotus, case, "pass_on", by=lotus.seat, kind="aid", to=to, consents=True)
    mediation, aid = HandOver.objects.filter(of="hotline.call", record_id=case.pk).order_by("pk")
    assert (mediation.kind, aid.kind, aid.details["asker"]) == ("mediation.dispute", "legal_aid.aidcase", "王建")
    handovers.send_back(aid, lotus.world.city_leader, "应当向区法律援助中心申请")
    handovers.accept(mediation, lotus.world.city_leader)
    handovers.report_back(mediation, lotus.world.city_leader, "已经达成协议")
    assert [(row.returned_because, row.result) for row in case.passings.order_by("pk")] == [
        ("", "已经达成协议"),
        ("应当向区法律援助中心申请", ""),
    ]


def test_nobody_checks_the_quality_of_an_own_call(lotus):
    case = wrapped(lotus, call(lotus, by=lotus.manager))
    marks = {"sample": "random", "manners": 15, "listening": 15, "accuracy": 25, "citing": 10, "telling": 15, "secrecy": 10}
    with pytest.raises(NotAllowed, match="不能质检自己的通话"):
        step(lotus, case, "check_quality", by=lotus.manager, **marks)
    case = step(lotus, Call.objects.get(pk=case.pk), "check_quality", **marks)
    check = case.checks.get()
    assert (check.score, check.is_passed, check.checker) == (90, True, lotus.office)
    with pytest.raises(ValidationError, match="最多 15 分"):
        step(lotus, Call.objects.get(pk=case.pk), "check_quality", **{**marks, "manners": 20})
    case = step(lotus, Call.objects.get(pk=case.pk), "check_quality", **marks, is_fatal=True, feedback="泄露来电人姓名")
    assert case.checks.last().score == 0 and told("fatal_rate") == 50


def test_the_telephone_drops_a_call_once_and_what_says_nothing_is_put_aside(lotus, tmp_path):
    doors.register(SeatSession, lotus.seat, {"unit": lotus.unit, "seat_no": "08", "agent": lotus.seat}, {})
    ring = {
        "seat": "08",
        "caller": "15400000001",
        "queued_at": "2024-09-03T09:00:00+08:00",
        "answered_at": "2024-09-03T09:00:06+08:00",
    }
    (tmp_path / "T9.json").write_text(json.dumps(ring))
    (tmp_path / "bad.json").write_text("{")
    (tmp_path / "T8.json").write_text(json.dumps(ring | {"seat": "09"}))
    assert take_rings(DAY, Folder(tmp_path)) == 1
    case = Call.objects.get(call_no="T9")
    assert (case.agent, case.state, case.wait_seconds) == (lotus.seat, "taken", 6)
    assert take_rings(DAY, Folder(tmp_path)) == 0
    assert sorted(path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.json")) == [
        "T8.json",
        "heard/T9.json",
        "unread/bad.json",
    ]


def row(lotus, **cells):
    given = {
        "call_no": "P1", "unit": lotus.unit, "counted_by": "province", "queued_at": at(), "answered_at": at(9, 0, 5), "hung_up_at": at(9, 10),
        "result": "answered", "topic": "loan", "question": "借条", "answer": "可以起诉", "aid_told": True, "rating": "5", "state": "settled",
    }  # fmt: skip
    return {**given, **cells}


def test_the_provinces_file_twice_adds_nothing(lotus, tmp_path):
    """Golden journey 16."""
    lived(CallLedger, lotus.office, **row(lotus))
    lived(
        CallLedger,
        lotus.office,
        **row(
            lotus,
            call_no="P2",
            result="abandoned",
            answered_at=None,
            topic="",
            question="",
            answer="",
            rating="",
            state="unanswered",
        ),
    )
    assert round_trip(CallLedger, lotus.office) == {"same": 2}
    path = tmp_path / "calls.xlsx"
    exporting.export(CallLedger, Call.objects.visible_to(lotus.office), path, lotus.office)
    found = running.run_of(path, lotus.office, "hotline.call").commit()
    assert (found.counts["new"], Call.objects.count()) == (0, 2)


def test_satisfaction_is_that_of_its_worst_month(lotus):
    for month, ratings in ((8, "5555555555555555555"), (9, "55552")):
        for n, rating in enumerate(ratings):
            lived(CallLedger, lotus.office, **row(lotus, call_no=f"{month}-{n}", rating=rating, queued_at=at(day=date(2024, month, 3)),
                  answered_at=at(9, 0, 5, date(2024, month, 3)), hung_up_at=at(9, 10, 0, date(2024, month, 3))))  # fmt: skip
    figures = {each.code: each for each in figure_table(FIGURES)}
    assert figures["K3"].value == 24 and figures["K4"].text.endswith("最低80.0%")
    assert told("satisfaction") > 95, "the year is above 95, its worst month is not"
