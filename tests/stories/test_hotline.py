"""The hotline through its pages: danger before all, an order from the call to its end, a month drawn, checked and reported."""

import json
from datetime import date, timedelta
from hashlib import sha256

import pytest
import time_machine
from django.utils import timezone

from fazhi.kernel.documents import issued_papers
from fazhi.kernel.flow import obligations
from fazhi.kernel.flow.models import HandOver, ObligationRow
from fazhi.services.hotline.conduct.recordings import expire_due
from fazhi.services.hotline.models import Call, Cooperation, WorkOrder
from fazhi.services.hotline.telephone import take_rings
from fazhi.services.hotline.tests.factories import at, call, hotline
from tests.pages import Window

pytestmark = pytest.mark.django_db
TOLD = {
    "question": "老板欠我三个月工资",
    "topic": "wages",
    "answer": "可以向劳动监察投诉，也可以申请劳动仲裁",
    "aid_told": True,
    "contact": "free",
}
ANSWERED = {"reply": "已约谈用人单位，工资于九月十日前付清", "outcome": "solved"}


@pytest.fixture
def lotus(world):
    return hotline(world)


def rung(seat, lotus, **typed):
    """A call that a seat writes down as it comes in."""
    now = timezone.localtime().replace(second=0, microsecond=0)
    moments = {"queued_at": now - timedelta(minutes=9), "answered_at": now - timedelta(minutes=8)}
    told = {name: f"{moment:%Y-%m-%dT%H:%M}" for name, moment in moments.items()}
    given = {"unit": lotus.unit, "caller": "15400000001", "region": lotus.world.town, "result": "answered", **told}
    return seat.register("hotline.call", **{**given, **typed})


def handed(record):
    return HandOver.objects.filter(of=record._meta.label_lower, record_id=record.pk).order_by("-pk").first()


@time_machine.travel(at(2), tick=False)
def test_a_woman_chased_at_two_in_the_night_is_not_rung_back(lotus):
    """Golden journey 10."""
    seat, other = Window(lotus.seat), Window(lotus.other_seat)
    case = rung(seat, lotus, question="老公拿刀追着打我，我躲在厕所")
    assert (case.is_danger, case.contact) == (True, "unsafe")
    assert "先办理“报警”" in seat.refusal(case, "wrap_up", **{**TOLD, "question": "老公拿刀追着打我"})
    case = seat.step(
        case, "raise_alarm", told_unit=lotus.police, situation="荷花路五号有人持刀追打", told_others="荷花司法所、妇联"
    )
    alert = handed(case)
    assert (alert.kind, alert.to_unit, alert.content) == ("police.alert", lotus.police, "荷花路五号有人持刀追打")
    assert other.client.get(f"/desk/hotline.call/{case.pk}/").status_code == 404, "closed to all but its team"
    seat.step(case, "open_order", reason="天亮以后由妇联上门")
    order = WorkOrder.objects.get()
    manager = Window(lotus.manager)
    assert (order.kind, order.level, order.contact) == ("risk", "urgent", "unsafe")
    order = manager.step(order, "handle_here")
    order = manager.step(order, "answer", reply="已由妇联和派出所上门，当事人已到安全的地方", outcome="solved")
    order = manager.step(order, "audit", reply=order.reply, outcome="solved")
    assert other.client.get(f"/desk/hotline.workorder/{order.pk}/").status_code == 404, "nor is its order open"
    assert "不得回拨" in Window(lotus.office).read(f"/desk/hotline.workorder/{order.pk}/step/call_back/")
    assert manager.step(order, "close_uncalled", reason="来电人不安全，不能回拨").state == "closed"


@time_machine.travel(at(9), tick=False)
def test_an_order_is_sent_back_disputed_helped_answered_called_back_and_closed(lotus, world):
    seat, other, office, manager = (Window(who) for who in (lotus.seat, lotus.other_seat, lotus.office, lotus.manager))
    owner = Window(lotus.clerk_there)
    case = seat.step(rung(seat, lotus), "wrap_up", **TOLD)
    seat.step(case, "open_order", reason="要求上门处理")
    order = office.step(WorkOrder.objects.get(call=case), "dispatch", owner=lotus.owner)

    owner.send(f"/desk/handovers/{handed(order).pk}/return/", text="应当由市场监管部门办理")
    order.refresh_from_db()
    assert (order.state, order.returns) == ("disputed", 1)
    assert "由热线管理人员裁定" in office.read(f"/desk/hotline.workorder/{order.pk}/step/dispatch/")
    order = manager.step(order, "dispatch", owner=lotus.owner, helpers="市场监督管理局")
    again = handed(order)
    assert "不得再次退单" in owner.refused(f"/desk/handovers/{again.pk}/return/", text="还是不归我们")
    owner.send(f"/desk/handovers/{again.pk}/accept/")

    letter = office.register(
        "hotline.cooperation",
        f"?beside=hotline.workorder:{order.pk}",
        to=world.county,
        request="请派员一同约谈用人单位",
        contact="业务某 0000-12348",
    )
    assert letter.matter == order.content and "您没有这个岗位" in office.refusal(letter, "send")
    letter = manager.step(letter, "send")
    paper = issued_papers(letter).get()
    assert (letter.number, letter.state) == ("莲城热线协函〔2024〕1号", "sent") and paper.is_sealed_by_body
    assert [row["due"] for row in letter.clocks if row["name"] == "reply_by"] == ["2024-09-10"]
    county = Window(world.leader)
    county.send(f"/desk/handovers/{handed(letter).pk}/accept/")
    county.send(f"/desk/handovers/{handed(letter).pk}/answer/", text="已派员参加九月四日约谈")
    letter = Cooperation.objects.get()
    assert (letter.state, letter.reply) == ("replied", "已派员参加九月四日约谈")

    owner.send(f"/desk/handovers/{again.pk}/answer/", text=ANSWERED["reply"])
    order.refresh_from_db()
    assert (order.state, order.reply) == ("replied", ANSWERED["reply"])
    order = office.step(order, "audit", **ANSWERED, told_on="2024-09-03")
    assert "受理的坐席不能自己回访" in seat.read(f"/desk/hotline.workorder/{order.pk}/step/call_back/")
    order = other.step(order, "call_back", method="phone", is_reached=True, rating="5")
    order = office.step(order, "close")
    assert (order.state, order.rating) == ("closed", "5")


def dropped(place, name, **told):
    place.mkdir(parents=True, exist_ok=True)
    (place / f"{name}.json").write_text(json.dumps(told))


def test_a_month_is_heard_drawn_checked_reported_and_published_and_its_recordings_come_to_an_end(lotus, settings, tmp_path):
    settings.HOME = tmp_path
    place, sound = tmp_path / "telephone", b"RIFF of a voice"
    (place / "recordings").mkdir(parents=True)
    (place / "recordings" / "T1.wav").write_bytes(sound)
    seat, office, manager = (Window(who) for who in (lotus.seat, lotus.office, lotus.manager))
    with time_machine.travel(at(9), tick=False):
        seat.register("hotline.seatsession", unit=lotus.unit, seat_no="08", agent=lotus.seat)
        dropped(place, "T1", seat="08", caller="15400000001", queued_at=at(9).isoformat(), answered_at=at(9, 0, 6).isoformat())
        dropped(place, "T2", seat="", caller="", queued_at=at(9).isoformat(), hung_up_at=at(9, 0, 40).isoformat())
        dropped(place, "T1.end", hung_up_at=at(9, 7).isoformat(), ended_by="caller", rating="2", recording="T1.wav")
        assert take_rings(date(2024, 9, 3)) == 2 and take_rings(date(2024, 9, 3)) == 0
        case = seat.step(Call.objects.get(call_no="T1"), "wrap_up", **TOLD)
        assert (case.talk_seconds, case.rating, case.recording_until) == (414, "2", date(2025, 9, 3))
        assert case.recording_sha256 == sha256(sound).hexdigest() and Call.objects.get(call_no="T2").state == "unanswered"
        assert "您没有这个岗位" in seat.refusal(case, "listen", purpose="quality", why="想听听")
        case = office.step(case, "listen", purpose="complaint", why="来电人不满意，核查答复")
        heard = case.listenings.get()
        assert (heard.person, heard.was_intact) == (lotus.office, True)
        (place / "recordings" / "T1.wav").write_bytes(b"another voice")
        assert "可能被替换" in office.refusal(case, "listen", purpose="quality", why="质检")
        for n in range(5):
            step = {"topic": "wages", "question": "欠薪", "answer": "可以投诉", "aid_told": True}
            seat.step(call(lotus, f"C{n}", caller=f"1540000010{n}"), "wrap_up", **step)
    with time_machine.travel(at(9, day=date(2024, 10, 9)), tick=False):
        office, manager = Window(lotus.office), Window(lotus.manager)
        obligations.raise_rows(timezone.localdate())
        draw = manager.register("hotline.qualitydraw", unit=lotus.unit, month="2024-09-30")
        assert (draw.listed, draw.of_new, draw.of_unhappy, draw.at_random) == (6, 5, 1, 0)
        assert "还有 6 通没有质检" in manager.refusal(draw, "finish")
        marks = {"manners": 15, "listening": 15, "accuracy": 25, "citing": 10, "telling": 15, "secrecy": 10}
        for each in Call.objects.filter(awaits_check=True):
            office.step(each, "check_quality", sample="random", **marks)
        assert Call.objects.get(call_no="T1").checks.get().sample == "unhappy", "as what it was drawn for"
        assert manager.step(draw, "finish").state == "done"

        report = office.register("hotline.monthreport", unit=lotus.unit, month="2024-09-15")
        told = {row.code.partition(".")[2]: row.now for row in report.figures.all()}
        assert [told[name] for name in ("incoming", "calls", "connect_rate", "satisfaction", "participation", "checked_rate")] == [
            "7通", "6通", "85.7%", "0.0%", "16.7%", "100.0%",
        ]  # fmt: skip
        cluster = report.clusters.get()
        assert (cluster.place, cluster.topic, cluster.callers) == (lotus.world.town, "wages", 5)
        assert "写明研判和建议" in manager.read(f"/desk/hotline.monthreport/{report.pk}/step/check/")
        report = office.step(report, "judge", omens="荷花街道有欠薪苗头", advice="请人社部门专项检查")
        report = office.step(report, "handle", cluster, handled="已告知区人社局")
        assert "汇总的人不能自己审核" in office.read(f"/desk/hotline.monthreport/{report.pk}/step/check/")
        report = manager.step(manager.step(report, "check"), "sign")
        assert (report.number, issued_papers(report).get().number) == ("莲城热线研判〔2024〕1期",) * 2
        assert ObligationRow.objects.get(rule="hotline.month_report").record_id == report.pk
        office.step(report, "publish")
        page = Window().read("/notices/hotline-months/")
        assert "6通 少于 5，不公布具体数" in page and "农民工工资 6通" in page and "苗头" not in page
        assert "85.7%" not in page and "16.7%" not in page, "one caller stands behind each, and could be known by it"
    with time_machine.travel(at(9, day=date(2025, 9, 4)), tick=False):
        assert expire_due(timezone.localdate()) == 1
        case.refresh_from_db()
        assert (case.keeping, case.recording_until) == ("held", date(2027, 9, 3)), "somebody was dissatisfied"
    with time_machine.travel(at(9, day=date(2027, 9, 6)), tick=False):
        manager = Window(lotus.manager)
        assert "还在保存期内" in manager.read(f"/desk/hotline.call/{case.pk}/step/destroy_recording/")
        expire_due(timezone.localdate())
        manager.step(case, "destroy_recording")
        case.refresh_from_db()
        assert (case.keeping, case.destroyed_on) == ("destroyed", date(2027, 9, 6)) and case.recording_sha256
