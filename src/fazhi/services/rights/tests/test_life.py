"""Whoever asks about their own data is identified, answered in time, and told why where the answer is no."""

import pytest
from django.core.exceptions import ValidationError
from tests.example.models import Visit, Visitor

from fazhi.kernel.flow import doors
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger import checking
from fazhi.kernel.ledger.models import Event
from fazhi.services.rights.models import RightsRequest


@pytest.fixture
def party(world):
    """One of two who came on one day."""
    people = [Visitor(name="欧阳娜", phone="13987654321"), Visitor(name="张三丰", phone="13800000000")]
    fields = {"unit": world.town, "title": "欧阳娜来访", "topic": "advice", "question": "问"}
    return doors.register(Visit, world.clerk, fields, {"visitors": people}).visitors.get(name="欧阳娜")


def asked(world, kind, party, **fields):
    told = {"unit": world.town, "kind": kind, "name": party.name, "phone": party.phone, "wish": "不再需要调解", **fields}
    return doors.register(RightsRequest, world.clerk, told)


def identified(case, world):
    return doors.take("identify", case, world.clerk, {"is_identified": True, "identified_by": "窗口核对身份证原件"})


def about(case, world, number):
    return doors.take("name_record", case, world.clerk, {"number": number})


def test_an_erasure_that_is_asked_for_erases_the_asker_and_nobody_else(sealed_world, world, party):
    case = about(identified(asked(world, "erase", party), world), world, party.of.number)
    done = doors.take("carry_out", case, world.leader, {"decision": "已删除"})
    assert done.state == "done" and done.done_on
    assert (Visitor.objects.get(pk=party.pk).name, Visitor.objects.get(pk=party.pk).phone) == ("（已删除）", "")
    assert Visitor.objects.get(name="张三丰").phone == "13800000000"
    event = Event.objects.get(act="erase")
    assert done.number in event.reason and "第四十七条" in event.law
    assert list(checking.findings()) == []


def test_nothing_is_done_for_whom_nobody_has_identified(world, party):
    with pytest.raises(NotAllowed, match="核验请求人的身份"):
        doors.take("carry_out", asked(world, "copy", party), world.leader, {"decision": "x"})


def test_a_record_that_does_not_name_the_asker_is_left_alone(world, party):
    case = about(identified(asked(world, "erase", party, phone="13100000000"), world), world, party.of.number)
    with pytest.raises(ValidationError, match="没有请求人"):
        doors.take("carry_out", case, world.leader, {"decision": "x"})
    assert Visitor.objects.get(pk=party.pk).phone == party.phone


def test_a_refusal_says_why(world, party):
    case = identified(asked(world, "erase", party), world)
    with pytest.raises(ValidationError):
        doors.take("refuse", case, world.leader)
    assert doors.take("refuse", case, world.leader, {"refused_because": "案卷在保管期内"}).state == "refused"


def test_it_has_a_day_by_which_it_must_be_answered(world, party):
    assert asked(world, "copy", party).due_on is not None


def test_the_public_asks_by_the_portal_gets_a_receipt_and_a_day_and_is_identified_first(client, sealed_world, world, party):
    """From the form to the erasure: nothing happens before a clerk has seen who asks."""
    told = {"kind": "erase", "wish": "删除我来访的内容", "region": "荷塘区 荷花街道"}
    assert client.post("/apply/rights/1/", told).status_code == 302
    asker = {"asker": "self", "name": party.name, "id_number": "11010519491231002X", "phone": party.phone}
    assert client.post("/apply/rights/2/", asker).status_code == 302
    sent = client.post("/apply/rights/3/", {"agrees": "1"})
    assert sent.status_code == 302, sent.content.decode()
    page = client.get("/apply/rights/receipt/").content.decode()
    case = RightsRequest.objects.get()
    assert (case.unit, case.kind, case.phone, case.is_identified) == (world.town, "erase", party.phone, False)
    assert case.due_on is not None and Event.objects.get(of="rights.rightsrequest", act="register").via == "portal"
    assert "查询码" in page and "11010519491231002X" not in page
    about(case, world, party.of.number)
    with pytest.raises(NotAllowed, match="核验请求人的身份"):
        doors.take("carry_out", case, world.leader, {"decision": "已删除"})
    assert doors.take("carry_out", identified(case, world), world.leader, {"decision": "已删除"}).state == "done"
    assert Visitor.objects.get(pk=party.pk).phone == ""
