"""Whoever asks to be erased is found nowhere any more; the ledger stays whole, the figures stay, and a restored backup is erased again."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.conf import settings as django_settings
from django.db import connection, transaction
from tests.example.models import Visit, Visitor

from fazhi.kernel.documents.attaching import attach, upload_of
from fazhi.kernel.documents.models import File
from fazhi.kernel.flow import copying, doors, erasing
from fazhi.kernel.indicators.evaluation import evaluate
from fazhi.kernel.ledger import checking
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.records import erased
from fazhi.site.command.privacy import command

NAME, NUMBER, PHONE = "欧阳娜", "11010519491231002X", "13987654321"
LAW = "个人信息保护法 第四十七条第一款第三项"


@pytest.fixture(autouse=True)
def _own_list(tmp_path, settings):
    settings.ERASED = tmp_path / "erased.jsonl"


@pytest.fixture
def case(sealed_world, world):
    people = [Visitor(name=NAME, id_number=NUMBER, phone=PHONE), Visitor(name="张三丰", phone="13800000000")]
    fields = {"unit": world.town, "title": f"{NAME}来访", "topic": "advice", "question": f"{NAME}电话 {PHONE} 问工资"}
    made = doors.register(Visit, world.clerk, fields, {"visitors": people})
    attach(made, upload_of(f"{NAME}.txt", b"what she wrote"), "证明", world.clerk)
    return made


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    return lambda: django_capture_on_commit_callbacks(execute=True)


def every_word():
    """All that the database says, as text."""
    with connection.cursor() as cursor:
        said = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')
            said += [str(bytes(value) if isinstance(value, memoryview) else value) for row in cursor.fetchall() for value in row]
    return "\n".join(said)


def test_one_of_two_people_is_erased_everywhere_and_the_other_stays(case, world, committed):
    before = evaluate("example.people", world.city).value
    with committed():
        erasing.erase(case, world.clerk, LAW, "本人撤回同意", case.visitors.get(name=NAME))
    said = every_word()
    for needle in (NAME, NUMBER, PHONE, "ouyangna", "u6b27x9633"):
        assert needle not in said, needle
    assert "张三丰" in said and Visitor.objects.get(name="张三丰").phone == "13800000000"
    assert not Visit.objects.found_by("欧阳娜") and Visit.objects.filter(visitors__phone=PHONE).count() == 0
    assert evaluate("example.people", world.city).value == before
    assert list(checking.findings()) == []


def test_the_leaves_stay_and_open_nothing_and_the_erasure_has_its_own(case, world, committed):
    leaves = list(Event.objects.filter(record_id=case.pk).order_by("id").values_list("leaf", flat=True))
    with committed():
        erasing.erase(case, world.clerk, LAW, "本人撤回同意")
    events = list(Event.objects.filter(record_id=case.pk).order_by("id"))
    assert [event.leaf for event in events[:-1]] == leaves and all(event.salt is None for event in events[:-1])
    assert (events[-1].act, events[-1].law, events[-1].reason) == ("erase", LAW, "本人撤回同意")


def test_files_of_an_erased_record_lose_their_content(case, world, committed):
    file = File.objects.get(of_id=case.pk)
    assert file.place.exists()
    with committed():
        erasing.erase(case, world.clerk, LAW, "本人撤回同意")
    assert not file.place.exists()
    assert not [p for p in Path(django_settings.MEDIA_ROOT).rglob("*") if p.is_file() and b"what she wrote" in p.read_bytes()]


def test_a_restored_backup_is_erased_again_and_only_once(case, world):
    whole = transaction.savepoint()
    event = erasing.erase(case, world.clerk, LAW, "本人撤回同意", case.visitors.get(name=NAME))
    first = Event.objects.get(of="example.visit", record_id=case.pk, rev=1)
    erased.note(first, Visitor.objects.order_by("pk").first(), LAW, event)
    transaction.savepoint_rollback(whole)  # the backup is older than the erasure
    assert NAME in every_word()
    assert NAME not in erased.path().read_text("utf-8") and erased.path().stat().st_mode & 0o777 == 0o600
    run = CliRunner()
    assert "再次删除 1 件" in run.invoke(command, ["replay"]).output
    assert NAME not in every_word() and PHONE not in every_word()
    assert "再次删除 0 件，1 件已经删除" in run.invoke(command, ["replay"]).output
    assert list(checking.findings()) == []


def test_a_key_that_belongs_to_another_record_after_a_restore_is_left_alone(case, world):
    erased.path().write_text(
        json.dumps({"of": "example.visit", "id": case.pk, "first": "0" * 64, "part": "", "basis": LAW, "leaf": "", "at": ""})
        + "\n"
    )
    assert erasing.replay() == (0, 0) and NAME in every_word()


def test_what_the_archive_must_keep_is_not_erased(case, world):
    case = doors.take("answer", case, world.clerk, {"answer": "可以申请仲裁"})
    case = doors.take("close", case, world.leader)
    with pytest.raises(erasing.UnderDuty, match="保管期"):
        erasing.erase(case, world.clerk, LAW, "本人撤回同意")
    assert NAME in every_word() and not erased.path().exists()


def test_a_person_gets_a_copy_of_what_is_kept_and_of_nobody_else(case, world, tmp_path):
    told = copying.copy_of(PHONE, world.clerk)["records"]
    assert [(each["number"], each["own"]) for each in told] == [
        (case.number, [{"姓名": NAME, "证件号码": NUMBER, "电话": PHONE}]),
    ]
    assert copying.copy_of(PHONE, world.stranger)["records"] == []
    out = tmp_path / "copy.json"
    given = ["export", NUMBER, "--by", world.clerk.account.username, "--reason", "本人申请", "--out", str(out)]
    assert "1 件档案" in CliRunner().invoke(command, given).output
    assert PHONE in out.read_text() and "张三丰" not in out.read_text() and out.stat().st_mode & 0o777 == 0o600
    assert Event.objects.filter(record_id=case.pk, act="release", reason="本人申请").exists()
