"""The log from the act to the stranger's check: published, proved, tampered with, rolled back, restored."""

import json
import shutil
from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from django.db import connection
from django.utils import timezone

from fazhi.kernel.flow import doors
from fazhi.kernel.ledger import published
from fazhi.kernel.ledger.models import Event, Log, Tile
from fazhi.site.command import log as verb
from tests.example.models import Visit, Visitor

from .test_scripts import run

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


def test_every_file_is_bound_to_the_checkpoint(log):
    """Row L3 in small: one bit of each byte range of each file."""
    for path in [
        path
        for path in log.rglob("*")
        if path.is_file() and path.name not in ("keys", "witnesses") and path.parent.name != "days"
    ]:
        whole = path.read_bytes()
        for place in range(0, len(whole), max(1, len(whole) // 5)):
            path.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
            assert checked(log).returncode == 2, (path.name, place)
        path.write_bytes(whole)
    assert checked(log).returncode == 0


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
