"""The log from the act to the stranger's check: published, proved, tampered with, rolled back, restored."""

import contextlib
import json
import os
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone

from fazhi.kernel.flow import doors, erasing
from fazhi.kernel.ledger import book, checking, published, publishing
from fazhi.kernel.ledger.models import Event, Log, Tile
from fazhi.kernel.ledger.store import Alarm, Store
from fazhi.kernel.records import keyring
from fazhi.site.command import keys as field_keys
from fazhi.site.command import log as verb
from tests.example.models import Visit, Visitor

from .test_scripts import loaded, run

pytestmark = pytest.mark.django_db


def cli(*arguments: str):
    return CliRunner().invoke(verb.command, arguments)


def act(world, amount: int) -> list[Visit]:
    made = [
        doors.register(
            Visit,
            world.clerk,
            {"unit": world.town, "title": f"来访{number}", "topic": "advice", "question": "?"},
            {"visitors": [Visitor(name="某甲")]},
        )
        for number in range(amount)
    ]
    for visit in made:
        doors.take("answer", visit, world.clerk, {"answer": "可以"})
    return made


@pytest.fixture
def log(sealed_world, world, places) -> Path:
    act(world, 6)
    assert cli("checkpoint").exit_code == 0
    return published.folders()[0]


def keys(log: Path) -> list[str]:
    return [part for line in (log / "keys").read_text().splitlines() for part in ("--key", line)]


def checked(log: Path, *more: str):
    return run("verify_log.py", str(log), *keys(log), *more)


def test_a_published_log_is_whole_for_a_stranger_and_in_the_database(log):
    found = checked(log)
    assert found.returncode == 0, found.stdout + found.stderr
    assert f"{Event.objects.count()} entries" in found.stdout
    assert cli("verify").exit_code == 0


def test_a_receipt_is_a_promise_before_and_a_proof_after_publication(log, world, tmp_path):
    visit = act(world, 1)[0]
    path = tmp_path / "receipt.json"
    assert cli("receipt", visit.number, "--out", str(path)).exit_code == 3
    assert run("verify_receipt.py", str(path)).returncode == 3
    cli("checkpoint")
    assert cli("receipt", visit.number, "--out", str(path)).exit_code == 0
    found = run("verify_receipt.py", str(path), *keys(log))
    assert found.returncode == 0 and visit.number in found.stdout
    made = json.loads(path.read_text())
    for name, wrong in {
        "entry": made["entry"].replace("desk", "disk"),
        "leaf": "0" * 64,
        "proof": made["proof"].replace("index ", "index 1"),
    }.items():
        path.write_text(json.dumps(made | {name: wrong}))
        assert run("verify_receipt.py", str(path), *keys(log)).returncode == 2, name
    made["opened"][0]["value"] = "另一个编号"
    path.write_text(json.dumps(made))
    assert run("verify_receipt.py", str(path), *keys(log)).returncode == 2


TORTURE = bool(os.environ.get("FAZHI_TORTURE"))
verifier = loaded("verify_log")


@pytest.fixture
def long_log(db):
    """Three hundred entries: more than one tile, and a level above it."""
    book.write_many([book.Act(None, "note", str(number)) for number in range(300)])
    assert cli("checkpoint").exit_code == 0
    return published.folders()[0]


def is_found(place) -> bool:
    """Whether the offline verifier refuses a folder; in this process, for it is asked a thousand times."""
    known = [verifier.Key(line) for line in (place / "keys").read_text().splitlines()]
    try:
        verifier.check_log(verifier.opened(str(place)), known, [], 0, "", "")
    except (verifier.Tampered, verifier.Incomplete):
        return True
    return False


def test_every_file_is_bound_to_the_checkpoint(long_log):
    """Row L3: one bit of each byte; in a sample, or of all of them under FAZHI_TORTURE."""
    bound = [long_log / "checkpoint", *(path for path in (long_log / "tile").rglob("*") if path.is_file())]
    assert len(bound) == 6 and not is_found(long_log)
    for path in bound:
        whole = path.read_bytes()
        for place in range(0, len(whole), 1 if TORTURE else max(1, len(whole) // 9)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert is_found(long_log), (path.name, place)
        path.write_bytes(whole)
    assert checked(long_log).returncode == 0


def test_every_byte_of_the_database_side_is_bound_too(long_log):
    """Frontier and tiles as they are stored, and the entries; a sample of their bytes."""
    log = Log.objects.get()
    tiles, peaks = list(Tile.objects.all()), bytes(log.peaks)
    for place in range(0, len(peaks), 13):
        Log.objects.update(peaks=flipped(peaks, place))
        assert list(checking.findings()), place
    Log.objects.update(peaks=peaks)
    for tile in tiles:
        for place in range(0, len(tile.hashes), 977):
            Tile.objects.filter(pk=tile.pk).update(hashes=flipped(bytes(tile.hashes), place))
            assert list(checking.findings()), (tile.level, tile.index, place)
        Tile.objects.filter(pk=tile.pk).update(hashes=tile.hashes)
    assert not list(checking.findings())


def test_the_publishers_own_store_is_believed_in_nothing_that_it_did_not_sign(long_log, settings):
    """Each byte of the file, in a sample: an alarm, or no effect at all."""
    path = Store().path
    whole, note = path.read_bytes(), Store().last(Log.objects.get().origin)
    for place in range(0, len(whole), 1 if TORTURE else 211):
        path.write_bytes(flipped(whole, place))
        with contextlib.suppress(Alarm):
            assert publishing.own_last(Log.objects.get().origin, Store()) == note
    path.write_bytes(whole)


def flipped(data: bytes, place: int) -> bytes:
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1 :]


def test_a_rollback_and_a_fork_are_told_from_an_older_checkpoint(log, world, tmp_path):
    old = tmp_path / "old"
    shutil.copy(log / "checkpoint", old)
    small = tmp_path / "small"
    shutil.copytree(log, small)
    act(world, 1)
    cli("checkpoint")
    assert checked(log, "--old", str(old)).returncode == 0
    shutil.copy(log / "checkpoint", old)
    found = checked(small, "--old", str(old))
    assert found.returncode == 2 and "rolled back" in found.stdout


def test_the_publisher_signs_no_smaller_and_no_other_tree(log, world):
    act(world, 1)
    row = Log.objects.get()
    Event.objects.update(seq=None)
    Tile.objects.all().delete()
    row.delete()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_event SET leaf = %s WHERE id = (SELECT min(id) FROM ledger_event)", ["0" * 64])
    before = (log / "checkpoint").read_text()
    found = cli("checkpoint")
    assert found.exit_code == 2 and "停止发布" in found.output
    assert (log / "checkpoint").read_text() == before


def test_what_an_old_backup_lacks_comes_back_from_the_files(log, world):
    """The database is put back to before the last two acts; the published tree is never signed smaller."""
    kept = Event.objects.count()
    row = Log.objects.get()
    size, peaks, tiles = row.size, bytes(row.peaks), {tile.pk: bytes(tile.hashes) for tile in Tile.objects.all()}
    act(world, 1)
    cli("checkpoint")
    published = (log / "checkpoint").read_text()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM ledger_event WHERE seq >= %s", [size])
    Log.objects.update(size=size, peaks=peaks)
    for pk, hashes in tiles.items():
        Tile.objects.filter(pk=pk).update(hashes=hashes)
    assert cli("checkpoint").exit_code == 2
    assert cli("recover").exit_code == 0
    assert Event.objects.count() == kept + 2
    assert cli("checkpoint").exit_code == 0
    assert (log / "checkpoint").read_text() == published
    act(world, 1)
    cli("checkpoint")
    assert checked(log).returncode == 0


def test_a_new_key_signs_beside_the_old_one(log, world, time_machine):
    old = keys(log)
    time_machine.move_to(timezone.now() + timedelta(days=3))
    assert cli("keys", "--add").exit_code == 0
    act(world, 1)
    cli("checkpoint")
    assert run("verify_log.py", str(log), *old).returncode == 0
    assert len(keys(log)) == 4 and checked(log).returncode == 0


def test_new_keys_of_both_kinds_and_an_erased_salt_leave_the_log_whole_and_hide_nothing(keyed, log, world):
    """Fields are encrypted anew, another key signs, one person is erased: none of it is a change, and a change is still found."""
    visit, other = act(world, 2)
    old = keyring.ring().current.name
    assert fields("add", "--cipher", "sm4").exit_code == 0 and fields("rotate").exit_code == 0
    assert fields("remove", old).exit_code == 0
    assert cli("keys", "--add", "--kind", "sm2").exit_code == 0
    erasing.erase(visit, world.clerk, "个人信息保护法 第四十七条第一款第三项", "本人撤回同意")
    assert cli("checkpoint").exit_code == 0
    assert not Event.objects.filter(of="example.visit", record_id=visit.pk).exclude(salt=None).exclude(act="erase").exists()
    assert (cli("verify").exit_code, checked(log).returncode) == (0, 0)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE example_visit SET question = 'another' WHERE id = %s", [other.pk])
    found = cli("verify")
    assert found.exit_code == 2 and "1 处不符" in found.output and other.number in found.output


def fields(*arguments: str):
    return CliRunner().invoke(field_keys.command, arguments)


@pytest.fixture
def keyed(db, settings, tmp_path):
    """A ring and a shelf of its own: the files that tests before it have put away lie under another ring, and stay."""
    settings.KEYS, settings.ERASED, settings.MEDIA_ROOT = tmp_path / "keys", tmp_path / "erased.jsonl", tmp_path / "shelf"
    keyring.forget()
    yield
    keyring.forget()
