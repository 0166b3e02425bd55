"""A stranger to the office changes the database and the files behind its back, and is told each time exactly what happened."""

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection

from fazhi.kernel.flow import doors
from fazhi.kernel.ledger import published
from fazhi.kernel.ledger.models import Event, Log, Tile
from fazhi.site.command import log as verb
from fazhi.site.command import main, serve
from tests.example.models import Visit, Visitor
from tests.proofs.test_scripts import run

pytestmark = pytest.mark.django_db
ON_WEAK_CLUSTER = connection.vendor == "postgresql"  # the cluster of the tests does not wait for the disk, and `serve` refuses it


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.LEDGER_SIGNING, settings.LEDGER_PUBLISHED = tmp_path / "signing", tmp_path / "log"
    settings.LEDGER_WITNESSES = tmp_path / "witnesses"


def told(*arguments: str) -> tuple[int, str]:
    """(exit code, what the command line said)."""
    answer = CliRunner().invoke(verb.command, arguments)
    return answer.exit_code, answer.output


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def visit(world, number: int) -> Visit:
    fields = {"unit": world.town, "title": f"第{number}件", "topic": "advice", "question": "?"}
    made = doors.register(Visit, world.clerk, fields, {"visitors": [Visitor(name=f"某{number}")]})
    doors.take("answer", made, world.clerk, {"answer": "可以", "amount": "12.5"})
    return made


@pytest.fixture
def city(sealed_world, world) -> list[Visit]:
    made = [visit(world, number) for number in range(1, 5)]
    assert told("checkpoint")[0] == 0
    assert told("verify") == (0, told("verify")[1]) and "没有发现改动" in told("verify")[1]
    return made


def test_one_field_of_one_row_is_changed(city):
    sql("UPDATE example_visit SET amount = 99999 WHERE id = %s", city[1].pk)
    code, said = told("verify")
    assert code == 2 and "1 处不符" in said
    assert f"来访“{city[1].number}”（example.visit:{city[1].pk}）" in said
    assert "被绕过系统直接改动" in said and "陈某“" in said
    assert Visit._meta.get_field("amount").verbose_name in said


def test_two_rows_are_exchanged(city):
    one, two = (row.visitors.get() for row in city[:2])
    sql(
        "UPDATE example_visitor SET name = CASE id WHEN %s THEN %s ELSE %s END WHERE id IN (%s, %s)",
        one.pk,
        two.name,
        one.name,
        one.pk,
        two.pk,
    )
    code, said = told("verify")
    assert code == 2 and said.count("被绕过系统互换") == 2 and "2 处不符" in said
    assert f"example.visitor:{one.pk}" in said and f"example.visitor:{two.pk}" in said


def test_one_row_is_deleted(city):
    gone = city[2].visitors.get()
    sql("DELETE FROM example_visitor WHERE id = %s", gone.pk)
    code, said = told("verify")
    assert code == 2 and "被绕过系统直接删除" in said and f"example.visitor:{gone.pk}" in said and "1 处不符" in said


def test_a_row_is_put_in(city):
    one = city[0].visitors.get()
    sql(
        "INSERT INTO example_visitor (of_id, name, recorded_at, id_number, phone)"
        " SELECT of_id, name, recorded_at, id_number, phone FROM example_visitor WHERE id = %s",
        one.pk,
    )
    code, said = told("verify")
    assert code == 2 and "是绕过系统直接写进数据库的" in said and "1 处不符" in said


def test_a_case_vanishes_with_all_its_records_in_the_ledger(city):
    """The leader's wish: as if it had never been."""
    gone = city[3]
    places = list(Event.objects.filter(of="example.visit", record_id=gone.pk).values_list("seq", flat=True))
    for statement in (
        "DELETE FROM example_visitor WHERE of_id = %s",
        "DELETE FROM example_visit WHERE id = %s",
        "DELETE FROM ledger_event WHERE of = 'example.visit' AND record_id = %s",
    ):
        sql(statement, gone.pk)
    code, said = told("verify")
    assert code == 2 and all(f"第 {place} 条被从数据库删除" in said for place in places) and "荷塘区" in said


def test_a_tile_is_edited_in_the_database_and_in_the_files(city):
    tile = Tile.objects.get(level=0)
    Tile.objects.filter(pk=tile.pk).update(hashes=bytes(32) + bytes(tile.hashes)[32:])
    code, said = told("verify")
    assert code == 2 and "瓦片" in said and "第 0 个散列" in said
    Tile.objects.filter(pk=tile.pk).update(hashes=tile.hashes)
    path = next((published.folders()[0] / "tile/entries").rglob("*.p/*"))
    whole = path.read_bytes()
    path.write_bytes(whole.replace(b"desk", b"disk", 1))
    code, said = told("verify")
    assert code == 2 and "tile/entries/000.p" in said
    stranger = run("verify_log.py", str(published.folders()[0]), *keys())
    assert stranger.returncode == 2 and "TAMPERED" in stranger.stdout
    path.write_bytes(whole)
    assert told("verify")[0] == 0


def keys() -> list[str]:
    return [part for line in (published.folders()[0] / "keys").read_text().splitlines() for part in ("--key", line)]


def test_an_old_backup_is_restored(city, world, monkeypatch):
    served = []
    monkeypatch.setattr(serve, "serve", lambda *given: served.append(given))
    row, tiles = Log.objects.get(), list(Tile.objects.values())
    last = Event.objects.latest("pk").pk
    lost = visit(world, 5)
    told("checkpoint")
    before = published.note_of(row.origin)
    for statement in ("DELETE FROM example_visitor WHERE of_id = %s", "DELETE FROM example_visit WHERE id = %s"):
        sql(statement, lost.pk)
    sql("DELETE FROM ledger_event WHERE id > %s", last)
    row.save()
    for tile in tiles:
        Tile.objects.filter(pk=tile["id"]).update(hashes=tile["hashes"])
    code, said = told("verify")
    assert code == 2 and "像是恢复了旧的备份" in said and "fazhi log recover" in said
    code, said = told("checkpoint")
    assert code == 2 and "停止发布" in said
    started = CliRunner().invoke(main, ["serve"])
    assert started.exit_code == 1 and "fazhi log recover" in started.output, "nothing is written onto an old backup"
    code, said = told("recover")
    assert code == 0 and "少了 2 条" in said and "内容缺失" in said and "没有变短" in said
    assert told("checkpoint")[0] == 0 and published.note_of(row.origin) == before
    assert ON_WEAK_CLUSTER or (CliRunner().invoke(main, ["serve"]).exit_code, len(served)) == (0, 1)
    assert visit(world, 6).pk > lost.pk  # the key of the lost one is not given again: two histories would look like one
    assert told("checkpoint")[0] == 0
    assert run("verify_log.py", str(published.folders()[0]), *keys()).returncode == 0
    assert told("verify")[0] == 0
    assert "不需要取回" in told("recover")[1]


def test_after_a_restore_nothing_is_taken_back_from_files_that_were_changed(city, world, tmp_path):
    kept = tmp_path / "kept"
    shutil.copytree(published.folders()[0], kept)
    visit(world, 5)
    told("checkpoint")
    place: Path = published.folders()[0]
    shutil.rmtree(place)
    shutil.copytree(kept, place)
    code, said = told("recover")
    assert code == 2 and "公开的文件被退回到以前" in said and "什么都没有改变" in said
