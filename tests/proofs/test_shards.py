"""A log a year, hung on the one before; a lost key; a new key told of in the log; the suite of Chinese algorithms."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from fazhi.kernel.ledger import keyring, published, rotation, sequencing
from fazhi.kernel.ledger.log.kinds import SM2_SM3
from fazhi.kernel.ledger.log.notes import Checkpoint
from fazhi.kernel.ledger.models import Event, Log
from tests.world import seal

from .test_log import act, checked, cli, keys
from .test_scripts import run

NEW_YEARS_EVE = datetime(2026, 12, 31, 15, 59, 30, tzinfo=UTC)  # half a minute to midnight in the city


def entries(origin):
    return [json.loads(entry) for _, entry in published.entries(published.checkpoint_of(origin))]


def test_the_last_checkpoint_of_a_year_is_the_first_entry_of_the_next(sealed_world, world, time_machine):
    time_machine.move_to(NEW_YEARS_EVE)
    act(world, 2)
    cli("checkpoint")
    act(world, 1)
    time_machine.move_to(NEW_YEARS_EVE + timedelta(minutes=2))
    act(world, 1)
    assert cli("checkpoint").exit_code == 0
    old, new = Log.objects.order_by("pk")
    assert (old.is_closed, new.follows, new.origin) == (True, old.origin, "fazhi.local/log/2027")
    last, first = published.note_of(old.origin), entries(new.origin)[0]
    assert first["kind"] == "log" and first["basis"] == last.partition("\n\n")[0] + "\n"
    assert checked(published.folder(new.origin), "--before", str(published.folder(old.origin) / "checkpoint")).returncode == 0
    assert checked(published.folder(old.origin)).returncode == 0
    names = [{entry[kind] for entry in entries(log.origin)} - {""} for log in (old, new) for kind in ("obj", "actor")]
    assert not names[0] & names[2] and not names[1] & names[3], "pseudonyms change with the year"
    assert cli("verify").exit_code == 0


def test_an_entry_of_the_old_year_that_comes_late_is_placed_before_the_year_is_closed(sealed_world, world, time_machine):
    time_machine.move_to(NEW_YEARS_EVE)
    act(world, 1)
    waiting = Event.objects.filter(seq=None).order_by("-pk").first()
    Event.objects.filter(pk=waiting.pk).update(log="")  # not committed yet
    sequencing.sequence()
    time_machine.move_to(NEW_YEARS_EVE + timedelta(minutes=2))
    Event.objects.filter(pk=waiting.pk).update(log=waiting.log)
    act(world, 1)
    sequencing.sequence()
    assert not Event.objects.filter(seq=None).exists()
    assert Event.objects.get(pk=waiting.pk).seq == Log.objects.get(origin=waiting.log).size - 1


def test_a_log_whose_key_was_lost_goes_on_under_a_new_name(sealed_world, world, settings):
    act(world, 1)
    cli("checkpoint")
    old = Log.objects.get()
    act(world, 1)
    sequencing.sequence()
    for key in keyring.folder().glob("*"):
        key.unlink()
    assert cli("checkpoint").exit_code == 0
    settings.LEDGER_ORIGIN = "fazhi.local/second"
    act(world, 1)
    cli("checkpoint")
    new, old = Log.objects.exclude(pk=old.pk).get(), Log.objects.get(pk=old.pk)
    assert Checkpoint.read(entries(new.origin)[0]["basis"]) == Checkpoint(old.origin, old.size, old.frontier().root())
    assert checked(published.folder(new.origin)).returncode == 0


def test_a_new_key_is_told_of_in_the_log_once_and_takes_over_after_thirty_days(sealed_world, world, time_machine):
    act(world, 1)
    cli("checkpoint")
    place = published.folders()[0]
    old = keys(place)
    time_machine.move_to(timezone.now() + timedelta(days=1))
    assert cli("keys", "--add").exit_code == 0 and cli("keys", "--add").exit_code == 1
    cli("checkpoint")
    assert [rotation.note_new_keys(), rotation.note_new_keys()] == [1, 0]
    cli("checkpoint")
    told = entries(Log.objects.get().origin)[-1]
    assert told["kind"] == "log" and told["basis"] == f"key.rotate {keys(place)[-1]}"
    assert run("verify_log.py", str(place), *old).returncode == 0
    time_machine.shift(timedelta(days=31))
    act(world, 1)
    cli("checkpoint")
    assert run("verify_log.py", str(place), *old).returncode == 2
    assert run("verify_log.py", str(place), "--key", keys(place)[-1]).returncode == 0


@pytest.fixture
def chinese(settings, world):
    settings.LEDGER_SUITE = "sm3"
    seal()


def test_a_log_stands_on_sm3_and_sm2_alone(chinese, world, tmp_path):
    keyring.add_key(kind=SM2_SM3)
    visit = act(world, 3)[0]
    assert cli("checkpoint").exit_code == 0 and cli("verify").exit_code == 0
    place = published.folders()[0]
    assert (
        Log.objects.get().origin.endswith("/sm3")
        and b"sm2-sm3-v1" in published.verifiers(Log.objects.get().origin)[0].kind.prefix
    )
    assert checked(place).returncode == 0
    path = tmp_path / "receipt.json"
    cli("receipt", visit.number, "--out", str(path))
    assert run("verify_receipt.py", str(path), *keys(place)).returncode == 0
    Event.objects.filter(seq=2).update(reason="x")
    assert cli("verify").exit_code == 2
