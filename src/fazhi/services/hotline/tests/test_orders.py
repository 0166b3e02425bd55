"""Work orders: dispatched, signed or sent back, answered, called back by somebody else, redone, closed when somebody is content."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.ledgers import round_trip
from tests.pages import Window
from tests.prying import signed_in, traces

from fazhi.kernel.flow import doors, handovers, passing_time
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.services.hotline.ledgers import WorkOrderLedger
from fazhi.services.hotline.models import CallerFlag, WorkOrder

from .factories import ASKED, REPLY, at, call, order, step


def again(case):
    return type(case).objects.get(pk=case.pk)


def task(case):
    return HandOver.objects.filter(of="hotline.workorder", record_id=case.pk).order_by("-pk").first()


def dispatched(lotus, case=None, **data):
    return step(lotus, case or order(lotus), "dispatch", owner=lotus.owner, **data)


def answered(lotus, case=None):
    """Signed and answered by the owner, in its own inbox."""
    case = dispatched(lotus, case)
    handovers.accept(task(case), lotus.clerk_there)
    handovers.report_back(task(case), lotus.clerk_there, "已约谈用人单位，工资于9月10日前付清")
    return again(case)


def calling_back(lotus, case=None):
    return step(lotus, answered(lotus, case), "audit", **REPLY)


def test_an_order_from_call_to_content(lotus):
    rung = step(lotus, call(lotus), "wrap_up", by=lotus.seat, **ASKED)
    step(lotus, rung, "open_order", by=lotus.seat, reason="要求上门处理")
    case = WorkOrder.objects.get(call=rung)
    assert (case.state, case.content, case.taken_by) == ("draft", "老板欠我三个月工资", lotus.seat)
    case = answered(lotus, case)
    assert (case.state, case.reply) == ("replied", "已约谈用人单位，工资于9月10日前付清")
    with pytest.raises(NotAllowed, match="写明告知日期"):
        step(lotus, case, "audit", reply=REPLY["reply"], outcome="solved")
    case = step(lotus, again(case), "audit", **REPLY)
    with pytest.raises(NotAllowed, match="受理的坐席不能自己回访"):
        step(lotus, case, "call_back", by=lotus.seat, is_reached=True, rating="5")
    with pytest.raises(NotAllowed, match="还没有回访"):
        step(lotus, again(case), "close")
    case = step(lotus, again(case), "call_back", by=lotus.other_seat, is_reached=True, rating="5")
    case = step(lotus, case, "close")
    assert (case.state, case.rating) == ("closed", "5")


def test_the_owner_has_five_working_days(lotus):
    case = dispatched(lotus)
    assert [row["due"] for row in case.clocks if row["name"] == "limit"] == ["2024-09-10"]
    case = dispatched(lotus, order(lotus, level="urgent"))
    assert [row["due"] for row in case.clocks if row["name"] == "limit"] == ["2024-09-04"]


def test_what_is_sent_back_is_decided_by_the_manager_and_then_fixed(lotus):
    case = dispatched(lotus)
    handovers.send_back(task(case), lotus.clerk_there, "不是我局职责")
    case = again(case)
    assert (case.state, case.returns, case.reversals.get().reason) == ("disputed", 1, "不是我局职责")
    with pytest.raises(NotAllowed, match="由热线管理人员裁定"):
        dispatched(lotus, case)
    case = step(lotus, again(case), "dispatch", by=lotus.manager, owner=lotus.owner)
    assert case.is_fixed and case.reversals.get().decided == "由莲城市人力资源和社会保障局主办"
    with pytest.raises(NotAllowed, match="不得再次退单"):
        handovers.send_back(task(case), lotus.clerk_there, "还是不归我们")
    assert again(case).state == "dispatched" and task(case).state == HandOver.State.SENT, "a refused return changes nothing"


def test_the_owner_never_learns_who_reported(lotus):
    case = dispatched(lotus, order(lotus, secrecy="report"))
    told = task(case)
    page = Window(lotus.clerk_there).read(f"/desk/handovers/{told.pk}/")
    assert "老板欠我三个月工资" in page and "王建" not in page and "15400000001" not in page
    assert all(what == [case.number] for what in traces(signed_in(lotus.clerk_there), case, "王建", "15400000001").values())
    open_one = task(dispatched(lotus, order(lotus)))
    assert "15400000001" in Window(lotus.clerk_there).read(f"/desk/handovers/{open_one.pk}/")


def test_who_is_not_content_is_worked_for_again_and_then_the_manager_decides(lotus):
    case = calling_back(lotus)
    for _ in range(2):
        case = step(lotus, case, "call_back", by=lotus.other_seat, is_reached=True, rating="2")
        with pytest.raises(NotAllowed, match="不满意"):
            step(lotus, again(case), "close")
        case = step(lotus, again(case), "redo", reason="工资还没有到账")
        handovers.accept(task(case), lotus.clerk_there)
        handovers.report_back(task(case), lotus.clerk_there, "再次约谈，已经现场付清")
        case = step(lotus, again(case), "audit", **REPLY)
    case = step(lotus, case, "call_back", by=lotus.other_seat, is_reached=True, rating="1")
    with pytest.raises(NotAllowed, match="送热线管理人员决定"):
        step(lotus, again(case), "redo", reason="还是没有")
    case = step(lotus, again(case), "escalate", reason="两次重办仍不满意")
    assert step(lotus, case, "decide", by=lotus.manager, reason="诉求超出法定职责，已当面解释").state == "closed"


def test_who_must_not_be_rung_is_not_rung(lotus):
    case = calling_back(lotus, order(lotus, contact="unsafe"))
    with pytest.raises(NotAllowed, match="不得回拨"):
        step(lotus, case, "call_back", by=lotus.other_seat, is_reached=True, rating="5")
    assert step(lotus, again(case), "close_uncalled", reason="来电人不安全，不能回拨").state == "closed"


def test_a_limit_is_lengthened_once_with_a_reason(lotus):
    case = step(lotus, order(lotus), "handle_here")
    case = step(lotus, case, "extend", by=lotus.manager, extension=5, reason="需要鉴定，已告知诉求人")
    assert [row["due"] for row in case.clocks if row["name"] == "limit"] == ["2024-09-18"]
    with pytest.raises(NotAllowed, match="不能再延期"):
        step(lotus, again(case), "extend", by=lotus.manager, extension=5, reason="还要")
    other = step(lotus, order(lotus), "handle_here")
    with pytest.raises(ValidationError, match="必须写明理由"):
        step(lotus, other, "extend", by=lotus.manager, extension=5)


def test_an_owner_reads_by_when_it_must_answer_and_the_longer_time_too(lotus, client):
    def limit(case):
        return [date.fromisoformat(row["due"]) for row in case.clocks if row["name"] == "limit"]

    case = dispatched(lotus)
    assert [task(case).due_on] == limit(case) == [date(2024, 9, 10)]
    handovers.accept(task(case), lotus.clerk_there)
    case = step(lotus, again(case), "extend", by=lotus.manager, extension=5, reason="需要鉴定，已告知诉求人")
    assert [task(case).due_on] == limit(case) == [date(2024, 9, 18)]
    client.force_login(lotus.clerk_there.account)
    assert "反馈移送：欠薪" in client.get("/desk/").content.decode()
    urgent = dispatched(lotus, order(lotus, level="urgent"))
    assert [task(urgent).due_on] == limit(urgent)


def test_a_ticket_of_12345_comes_in_once(lotus):
    order(lotus, source="hotline_12345", outside_no="12345-1")
    with pytest.raises(ValidationError, match="已经登记过"):
        order(lotus, source="hotline_12345", outside_no="12345-1")


def test_the_public_books_a_call_back_and_follows_it(lotus):
    asked = {"content": "打不进电话", "region": "荷塘区 荷花街道"}
    reached = {"phone": "15400000009", "contact": "hours", "contact_note": "上午九点到十一点"}
    citizen = Window()
    told = citizen.apply("call-back", asked, reached)
    case = WorkOrder.objects.get()
    assert (case.unit, case.state, case.contact, case.contact_note) == (lotus.unit, "draft", "hours", "上午九点到十一点")
    assert "已经收到，正在安排" in citizen.follow(*told)
    step(lotus, case, "handle_here")
    page = citizen.follow(*told)
    assert "正在办理" in page and "15400000009" not in page


def test_a_flag_needs_two_and_lapses(lotus):
    given = {"unit": lotus.unit, "caller": "15400000001", "kind": "harassment", "grounds": "一天拨打四十次"}
    flag = doors.register(CallerFlag, lotus.seat, given, {}, at=at())
    flag = step(lotus, flag, "approve", by=lotus.manager)
    with pytest.raises(NotAllowed, match="两个人"):
        step(lotus, flag, "approve_again", by=lotus.manager)
    flag = step(lotus, again(flag), "approve_again", by=lotus.world.city_leader)
    assert (flag.state, flag.due_on) == ("active", date(2024, 12, 2))
    passing_time.lapse(date(2024, 12, 3))
    assert again(flag).state == "lapsed"


def test_orders_go_out_and_come_in_again(lotus):
    step(lotus, calling_back(lotus), "call_back", by=lotus.other_seat, is_reached=True, rating="5")
    order(lotus)
    assert round_trip(WorkOrderLedger, lotus.office) == {"same": 2}
