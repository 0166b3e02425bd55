"""What is sensitive lies encrypted, each value bound to its place, and opens only with its key."""

import pytest
from click.testing import CliRunner
from django.core.exceptions import FieldError, ValidationError
from django.db import connection, transaction
from django.test import Client
from tests.every.putting import bare
from tests.example.models import Visitor

from fazhi.kernel.records import envelope, keyring, recrypting
from fazhi.kernel.records.fields import masked
from fazhi.site.command.keys import command

TABLE = Visitor._meta.db_table
NUMBER, PHONE = "11010519491231002X", "13987654321"


def stored(row, column):
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM {TABLE} WHERE id = %s", [row.pk])
        return cursor.fetchone()[0]


def put(row, column, text):
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE {TABLE} SET {column} = %s WHERE id = %s", [text, row.pk])


def test_the_database_holds_ciphertext_and_the_record_its_plain_value(visitor):
    assert PHONE not in stored(visitor, "phone") and stored(visitor, "phone").startswith("~")
    assert stored(visitor, "name") == "欧阳娜"  # names are searched in one's scope
    read = Visitor.objects.get(pk=visitor.pk)
    assert (read.phone, read.id_number) == (PHONE, NUMBER)
    assert masked(read, "phone") == "139****4321"


def test_an_empty_value_stays_empty_and_is_found_as_such(visitor, world):
    other = bare(Visitor, world, of=visitor.of, name="某")
    assert stored(other, "phone") == ""
    assert list(Visitor.objects.filter(phone="")) == [other] and list(Visitor.objects.exclude(phone="")) == [visitor]


def test_a_value_is_found_whole_and_only_whole(visitor):
    assert list(Visitor.objects.filter(phone="139 8765 4321")) == [visitor]  # as people type it
    assert list(Visitor.objects.filter(id_number__in=[NUMBER.lower(), "x"])) == [visitor]
    assert not Visitor.objects.filter(phone="13987654322").exists()
    with pytest.raises(FieldError):
        Visitor.objects.filter(phone__startswith="139").exists()


def test_equal_values_lie_unequal(visitor, world):
    other = bare(Visitor, world, of=visitor.of, name="某", phone=PHONE)
    one, two = stored(visitor, "phone"), stored(other, "phone")
    assert one != two and one[: envelope.PREFIX] == two[: envelope.PREFIX]


@pytest.mark.parametrize("letter", ["a", "s"])
def test_a_ciphertext_opens_nowhere_else(visitor, world, letter):
    keyring.add(letter)
    other = bare(Visitor, world, of=visitor.of, name="某", phone="13800000000", id_number=NUMBER)
    put(other, "phone", stored(visitor, "phone"))
    put(visitor, "id_number", stored(visitor, "phone"))
    assert Visitor.objects.get(pk=other.pk).phone == ""
    assert "密文不是写在这里的那一份" in masked(Visitor.objects.get(pk=other.pk), "phone")
    assert "密文不是写在这里的那一份" in masked(Visitor.objects.get(pk=visitor.pk), "id_number")


def test_one_changed_letter_is_noticed(visitor):
    text = stored(visitor, "phone")
    put(visitor, "phone", text[:-3] + ("A" if text[-3] != "A" else "B") + text[-2:])
    assert "密文不是写在这里的那一份" in masked(Visitor.objects.get(pk=visitor.pk), "phone")


def test_a_lost_key_is_told_in_a_sentence_and_nothing_is_overwritten(visitor, world, keys):
    name = keyring.ring().current.name
    (keys / f"{name}.key").rename(keys / "elsewhere")
    keyring.forget()
    read = Visitor.objects.get(pk=visitor.pk)
    assert name in masked(read, "phone") and "没有这把密钥" in masked(read, "phone")
    client = Client()
    client.force_login(world.clerk.account)
    page = client.get(f"/desk/example.visit/{visitor.of_id}/")
    assert page.status_code == 200 and "没有这把密钥" in page.content.decode()
    before = stored(visitor, "phone")
    with pytest.raises(ValidationError, match="没有这把密钥"), transaction.atomic():
        read.save()
    assert stored(visitor, "phone") == before
    (keys / "elsewhere").rename(keys / f"{name}.key")
    keyring.forget()
    assert Visitor.objects.get(pk=visitor.pk).phone == PHONE


def test_keys_are_readable_by_their_owner_alone(visitor, keys):
    assert {path.stat().st_mode & 0o777 for path in keys.glob("*.key")} == {0o600}
    assert keys.stat().st_mode & 0o777 == 0o700


def test_a_column_is_never_written_past_its_row(visitor):
    with pytest.raises(ValueError, match="encrypted for its row"):
        Visitor._base_manager.filter(pk=visitor.pk).update(phone="13800000000")


def test_new_keys_rewrite_everything_and_change_nothing(visitor, world):
    rows = [bare(Visitor, world, of=visitor.of, name=f"某{n}", phone=f"1380000{n:04}") for n in range(5)]
    old = keyring.ring().current
    keyring.add("s")
    keyring.add(keyring.MATCHING)
    assert list(Visitor.objects.filter(phone=PHONE)) == [visitor]  # found under the old hash while both keys are there
    mine = recrypting.columns([Visitor])
    assert sum(column.waiting() for column in mine) == 7
    assert sum(recrypting.renew(column)[0] for column in mine) == 7
    assert sum(column.waiting() for column in mine) == 0 and sum(column.under(old) for column in mine) == 0
    keyring.remove(old.name)
    assert Visitor.objects.get(pk=rows[3].pk).phone == "13800000003"
    assert list(Visitor.objects.filter(phone=PHONE)) == [visitor]


def test_a_rotation_that_was_stopped_goes_on_where_it_stood(visitor, world, monkeypatch):
    for n in range(4):
        bare(Visitor, world, of=visitor.of, name="某", phone=f"1380000{n:04}")
    monkeypatch.setattr(recrypting, "BATCH", 2)
    column = next(each for each in recrypting.columns([Visitor]) if "phone" in each.name)
    keyring.add("a")

    def stop(done):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        recrypting.renew(column, stop)
    assert column.waiting() == 3
    assert recrypting.renew(column) == (3, 0) and column.waiting() == 0


def test_what_an_older_release_left_in_plain_text_is_encrypted(visitor):
    put(visitor, "phone", PHONE)
    assert Visitor.objects.get(pk=visitor.pk).phone == PHONE
    column = next(each for each in recrypting.columns([Visitor]) if "phone" in each.name)
    assert column.plain() == 1
    recrypting.renew(column)
    assert column.plain() == 0 and PHONE not in stored(visitor, "phone")
    assert Visitor.objects.get(phone=PHONE) == visitor


def test_keys_are_changed_from_the_command_line(visitor):
    run = CliRunner()
    old = keyring.ring().current.name
    assert f"{old}  AES-256-GCM  2 个值  现用" in run.invoke(command, ["list"]).output
    assert "正在使用" in run.invoke(command, ["remove", old]).output
    assert run.invoke(command, ["add", "--cipher", "sm4"]).exit_code == 0
    assert "请先运行 fazhi keys rotate" in run.invoke(command, ["remove", old]).output
    assert "重新加密 2 个值" in run.invoke(command, ["rotate"]).output
    assert run.invoke(command, ["remove", old]).output == f"已销毁 {old}。\n"
    assert "SM4-GCM  2 个值  现用" in run.invoke(command, ["list"]).output
    assert Visitor.objects.get(pk=visitor.pk).phone == PHONE
