"""What need not be kept any longer waits for a person; nobody else's word, and no job, destroys anything."""

from datetime import timedelta

import pytest
from django.utils import timezone
from tests.example.models import Visit, Visitor

from fazhi.kernel.flow import doors, retiring
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.ledger import checking
from fazhi.kernel.ledger.models import Event

PAGE = "/desk/retention/"


@pytest.fixture(autouse=True)
def _own_list(tmp_path, settings):
    settings.ERASED = tmp_path / "erased.jsonl"


@pytest.fixture
def old(sealed_world, world):
    """One that ended eleven years ago; ten years is what the city keeps."""
    return closed(world, 11, "欧阳娜")


@pytest.fixture
def young(old, world):
    return closed(world, 2, "张三丰")


def closed(world, years, name):
    at = timezone.localtime() - timedelta(days=365 * years + 30)
    fields = {"unit": world.town, "title": f"{name}来访", "topic": "advice", "question": f"{name}问"}
    case = doors.register(Visit, world.city_leader, fields, {"visitors": [Visitor(name=name)]}, at=at)
    case = doors.take("answer", case, world.city_leader, {"answer": "好"}, at=at)
    return doors.take("close", case, world.city_leader, {}, reason="办结", at=at)


def test_the_job_says_what_is_due_once_and_destroys_nothing(old, young):
    today = timezone.localdate()
    assert [one.record.pk for one in retiring.due(today)] == [old.pk]
    assert retiring.tell(today) == 1 and retiring.tell(today) == 1 and retiring.tell(today + timedelta(1)) == 1
    (told,) = Event.objects.filter(act="retention_due")
    assert told.title == "1 件档案保管期满，等待确认" and told.unit == old.unit and told.law == retiring.LAW
    assert Visitor.objects.filter(name="欧阳娜").exists() and not Event.objects.filter(act="erase").exists()


def test_who_leads_the_unit_confirms_and_the_ledger_says_who_and_why(client, old, young, world):
    client.force_login(world.leader.account)
    page = client.get(PAGE).content.decode()
    assert old.number in page and young.number not in page
    key = f"example.visit:{old.pk}"
    assert client.post(PAGE, {"picked": [key], "reason": ""}).status_code == 422
    assert client.post(PAGE, {"picked": [f"example.visit:{young.pk}"], "reason": "鉴定"}).status_code == 422
    assert Visitor.objects.filter(name="欧阳娜").exists()
    assert client.post(PAGE, {"picked": [key], "reason": "鉴定小组2号意见"}).status_code == 302
    assert not Visitor.objects.filter(name="欧阳娜").exists() and Visitor.objects.filter(name="张三丰").exists()
    told = Event.objects.get(act="erase")
    assert (told.actor, told.reason, told.law) == (world.leader, "鉴定小组2号意见", retiring.LAW)
    assert list(retiring.due(timezone.localdate())) == [] and list(checking.findings()) == []


def test_nobody_else_confirms(client, old, world):
    client.force_login(world.clerk.account)
    assert client.get(PAGE).status_code == 404
    (found,) = retiring.due(timezone.localdate())
    with pytest.raises(NotAllowed, match="领导确认"):
        retiring.confirm(found, world.clerk, "想删")
    assert Visitor.objects.filter(name="欧阳娜").exists()
