"""Recordings are heard on the call's page by whoever has said what for, and by nobody else."""

from datetime import timedelta
from hashlib import sha256

import pytest
import time_machine
from tests.pages import Window

from fazhi.kernel.ledger.models import Event
from fazhi.kernel.records.models import Reading

from .factories import ASKED, at, call, step

SOUND = bytes(range(256)) * 40


@pytest.fixture
def shelf(settings, tmp_path):
    settings.HOME = tmp_path
    place = tmp_path / "telephone" / "recordings"
    place.mkdir(parents=True)
    (place / "T1.wav").write_bytes(SOUND)
    return place


@pytest.fixture
def recorded(lotus, shelf):
    """A call whose recording lies on the shelf; it is the morning of the call."""
    with time_machine.travel(at(9), tick=False):
        case = step(lotus, call(lotus), "wrap_up", by=lotus.seat, **ASKED)
        told = {"notice_given": True, "recording": "T1.wav", "recording_sha256": sha256(SOUND).hexdigest()}
        yield step(lotus, case, "keep_recording", by=lotus.seat, **told)


def sound_of(window, case, **headers):
    return window.client.get(f"/desk/hotline.call/{case.pk}/sound/", headers=headers)


def content(answer):
    return b"".join(answer.streaming_content)


@pytest.fixture
def listener(lotus, recorded):
    """The back office has said what for."""
    office = Window(lotus.office)
    office.step(recorded, "listen", purpose="complaint", why="核查答复")
    return office


def test_nobody_hears_before_saying_what_for_nor_on_anothers_word(lotus, recorded, world):
    office, seat = Window(lotus.office), Window(lotus.seat)
    assert "写明用途，听录音" in office.page_of(recorded) and "由热线管理人员" in seat.page_of(recorded)
    assert sound_of(office, recorded).status_code == 404
    office.step(recorded, "listen", purpose="complaint", why="核查答复")
    assert content(sound_of(office, recorded)) == SOUND
    kept = recorded.listenings.get()
    assert (kept.person, kept.get_purpose_display() in (page := office.page_of(recorded)), kept.why in page) == (
        lotus.office,
        True,
        True,
    )
    assert Event.objects.filter(of="hotline.call", record_id=recorded.pk, act="listen", actor=lotus.office).count() == 1
    assert [sound_of(Window(who), recorded).status_code for who in (lotus.seat, lotus.manager, world.stranger)] == [404, 404, 404]


def test_the_player_says_who_hears_it_what_for_and_until_when_and_the_act_is_kept(lotus, recorded, listener):
    page = listener.page_of(recorded)
    assert f"{lotus.office.name}，" in page and "核查答复" in page and "可以听到10:00" in page
    answer = sound_of(listener, recorded)
    assert answer["Content-Type"] == "audio/wav" and "no-store" in answer["Cache-Control"]
    assert Reading.objects.filter(person=lotus.office, what="录音", record_id=recorded.pk).count() == 1
    with time_machine.travel(at(9) + timedelta(minutes=61), tick=False):
        assert sound_of(Window(lotus.office), recorded).status_code == 404


@pytest.mark.parametrize(
    ("asked", "status", "told"),
    [
        ("bytes=0-99", 206, SOUND[:100]),
        ("bytes=10200-", 206, SOUND[10200:]),
        ("bytes=-40", 206, SOUND[-40:]),
        ("bytes=10000-99999", 206, SOUND[10000:]),
        ("bytes=5-2,9-10", 200, SOUND),
        ("words=1", 200, SOUND),
    ],
)
def test_a_part_of_it_is_sent_when_a_part_is_asked_for(recorded, listener, asked, status, told):
    answer = sound_of(listener, recorded, range=asked)
    assert (answer.status_code, content(answer)) == (status, told)
    assert int(answer["Content-Length"]) == len(told)


@pytest.mark.parametrize("asked", ["bytes=10240-", "bytes=9-2", "bytes=-", "bytes=-0"])
def test_a_part_that_it_does_not_have_is_told_with_its_length(recorded, listener, asked):
    answer = sound_of(listener, recorded, range=asked)
    assert (answer.status_code, answer["Content-Range"]) == (416, f"bytes */{len(SOUND)}")


def test_a_missing_an_exchanged_and_an_unplayable_recording_are_told(lotus, recorded, listener, shelf):
    (shelf / "T1.wav").write_bytes(b"another voice")
    assert "可能被替换" in listener.page_of(recorded) and sound_of(listener, recorded).status_code == 409
    (shelf / "T1.wav").unlink()
    answer = sound_of(listener, recorded)
    assert "不在录音目录里" in listener.page_of(recorded) and "T1.wav" in listener.page_of(recorded)
    assert answer.status_code == 409 and "不在录音目录里" in answer.content.decode()
    told = {"notice_given": True, "recording": "T1.amr", "recording_sha256": sha256(SOUND).hexdigest()}
    (shelf / "T1.amr").write_bytes(SOUND)
    other = step(lotus, recorded, "keep_recording", by=lotus.seat, **told)
    assert "浏览器放不了.amr" in listener.page_of(other)


def test_no_reference_leads_out_of_the_shelf(lotus, recorded, listener, shelf):
    (shelf.parent / "secret.wav").write_bytes(SOUND)
    told = {"notice_given": True, "recording": "../secret.wav", "recording_sha256": sha256(SOUND).hexdigest()}
    other = step(lotus, recorded, "keep_recording", by=lotus.seat, **told)
    assert sound_of(listener, other).status_code == 409
