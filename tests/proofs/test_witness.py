"""Witnesses on loopback: they sign what grows, and refuse what was rolled back, forked or signed with a stolen key (row L4)."""

import hashlib
import socket
import threading
import urllib.error
import urllib.request
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner

from fazhi.kernel.ledger import asking, published, witnessing
from fazhi.kernel.ledger.log.kinds import COSIGNATURE, SM2_COSIGNATURE
from fazhi.kernel.ledger.log.notes import Checkpoint, Signer, signed
from fazhi.kernel.ledger.log.tree import consistency, over, root_of
from fazhi.kernel.ledger.log.witness import Request
from fazhi.kernel.ledger.models import Event, Log, Tile
from fazhi.kernel.ledger.store import Alarm, Store
from fazhi.site.command.witness import witness as witness_verb

from .test_log import act, cli, keys
from .test_scripts import run

ORIGIN = "notary.example/log/2026"


@contextmanager
def serving(folder, name="notary.example/w1", kind=COSIGNATURE):
    """A witness at work on loopback: (itself, its address)."""
    own = witnessing.Witness(folder)
    if not (folder / "key").exists():
        own.begin(name, kind.name)
    server = witnessing.server(own, "127.0.0.1", 0)
    thread = threading.Thread(target=server.serve_forever, args=[0.02])
    thread.start()
    try:
        yield own, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def posted(address, body, path="/add-checkpoint"):
    """(status, kind of content, answer) of a request."""
    data = body.encode() if isinstance(body, str) else body
    try:
        with urllib.request.urlopen(urllib.request.Request(f"{address}{path}", data), timeout=10) as answer:
            return answer.status, answer.headers["Content-Type"], answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.headers["Content-Type"], error.read().decode()


class OtherLog:
    """Another city's log, as large as one likes."""

    def __init__(self, size, fork=""):
        self.leaves = [bytes([number]) * 32 for number in range(size)]
        if fork:
            self.leaves[0] = b"another leaf".ljust(32)

    def note(self, signer, size):
        return signed(Checkpoint(ORIGIN, size, root_of(self.leaves[:size])), [signer])

    def asks(self, signer, old, size):
        proof = consistency(old, size, over(self.leaves)) if old <= size else []
        return Request(old, tuple(proof), self.note(signer, size)).text()


def test_a_witness_answers_as_the_protocol_says(tmp_path):
    signer, stranger, log, forked = Signer.new(ORIGIN), Signer.new(ORIGIN), OtherLog(9), OtherLog(9, "fork")
    with serving(tmp_path / "w") as (own, address):
        assert posted(address, log.asks(signer, 0, 5))[0] == 404
        own.know(signer.verifier())
        status, _, line = posted(address, log.asks(signer, 0, 5))
        assert status == 200 and own.signer.verifier().name in line
        assert posted(address, log.asks(signer, 0, 7))[:3] == (409, "text/x.tlog.size", "5\n")
        assert posted(address, log.asks(stranger, 5, 7))[0] == 403
        assert posted(address, log.asks(signer, 7, 5))[0] == 400
        assert posted(address, forked.asks(signer, 5, 7))[0] == 422
        assert posted(address, forked.asks(signer, 5, 5))[0] == 422
        assert posted(address, Request(5, (bytes(32),), log.note(signer, 5)).text())[0] == 422
        assert posted(address, log.asks(signer, 5, 9))[0] == 200
        for wrong in ("", "old 1", "old 01\n\nx", "old 9\n" + "A\n" * 70 + "\nx", b"\xff\xfe", "old 9\n\n" + "x" * 200_000):
            assert posted(address, wrong)[0] in (400, 413)
        assert posted(address, "", "/other")[0] == 404
    with serving(tmp_path / "w") as (own, address):  # restarted: what it signed was put down before it answered
        assert posted(address, log.asks(signer, 0, 9))[2] == "9\n"
        with urllib.request.urlopen(f"{address}/{sha256(ORIGIN)}/checkpoint", timeout=10) as answer:
            assert answer.read().decode().startswith(log.note(signer, 9))


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def witnessed(sealed_world, world, tmp_path):
    """A log whose checkpoints two witnesses sign, one of them with SM2: (both, their addresses)."""
    act(world, 2)
    cli("checkpoint")
    with serving(tmp_path / "w1") as one, serving(tmp_path / "w2", "data.example/w2", SM2_COSIGNATURE) as two:
        for own, address in (one, two):
            own.know(published.verifiers(Log.objects.get().origin)[0])
            asking.add_witness(asking.Witness(own.signer.verifier(), address))
        yield one, two


def checked(*more):
    log = published.folders()[0]
    return run("verify_log.py", str(log), *keys(log), *more)


def test_the_publisher_adds_what_its_witnesses_sign_and_a_stranger_demands_it(witnessed, world, tmp_path):
    (one, _), (two, _) = witnessed
    demanded = [part for own in (one, two) for part in ("--witness", own.signer.verifier().line())]
    found = checked(*demanded)
    assert found.returncode == 3 and "missing cosignature: 0 of the 2" in found.stdout
    assert cli("checkpoint").exit_code == 0
    assert checked(*demanded).returncode == 0
    absent = Signer.new("absent.example/w3", COSIGNATURE).verifier().line()
    assert checked(*demanded, "--witness", absent).returncode == 3
    assert checked(*demanded, "--witness", absent, "--needed", "2").returncode == 0
    visit = act(world, 1)[0]
    cli("checkpoint")
    path = tmp_path / "receipt.json"
    assert cli("receipt", visit.number, "--out", str(path)).exit_code == 0
    assert run("verify_receipt.py", str(path), *keys(published.folders()[0]), *demanded).returncode == 0


def test_a_witness_that_does_not_answer_holds_nothing_up(sealed_world, world):
    act(world, 1)
    key = Signer.new("gone.example/w1", COSIGNATURE).verifier()
    asking.add_witness(asking.Witness(key, "http://127.0.0.1:9"))
    assert cli("checkpoint").exit_code == 0
    assert published.note_of(Log.objects.get().origin)


def test_a_city_put_back_with_everything_it_has_is_held_by_its_witness(witnessed, world, settings, tmp_path):
    """Database, store and files are all of yesterday: only the witness remembers."""
    cli("checkpoint")
    before = Log.objects.get()
    tiles = list(Tile.objects.values())
    kept = {path: path.read_bytes() for root in ("signing", "log") for path in (tmp_path / root).rglob("*") if path.is_file()}
    act(world, 1)
    assert cli("checkpoint").exit_code == 0
    Event.objects.filter(seq__gte=before.size)._raw_delete("default")
    before.save()
    for tile in tiles:
        Tile.objects.filter(pk=tile["id"]).update(hashes=tile["hashes"])
    for path, content in kept.items():
        path.write_bytes(content)
    act(world, 3)
    found = cli("checkpoint")
    assert found.exit_code == 2 and "见证方" in found.output and "停止发布" in found.output


def test_a_stolen_key_signs_no_second_history_past_a_witness(witnessed, settings):
    """Whoever has the key rewrites the first entry and signs again: the witness has seen the other tree."""
    cli("checkpoint")
    (own, address), _ = witnessed
    origin = Log.objects.get().origin
    size = Checkpoint.of(published.note_of(origin)).size
    stolen = next(Path(settings.LEDGER_SIGNING).glob("*.key"))
    forged = signed(Checkpoint(origin, size, b"another tree".ljust(32)), [Signer(origin, stolen.read_bytes())])
    assert posted(address, Request(size, (), forged).text())[0] == 422
    larger = signed(Checkpoint(origin, size + 1, b"another tree".ljust(32)), [Signer(origin, stolen.read_bytes())])
    assert posted(address, Request(size, (bytes(32),), larger).text())[0] == 422


def test_the_second_publisher_is_stopped(sealed_world, world):
    """Another one signed between our look and our signature."""
    act(world, 1)
    cli("checkpoint")
    store, origin = Store(), Log.objects.get().origin
    ours = store.last(origin)
    act(world, 1)
    cli("checkpoint")
    with pytest.raises(Alarm, match="另一个发布程序"):
        store.swap(origin, ours, ours)


def test_a_port_that_is_taken_is_told_in_a_sentence(tmp_path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        assert CliRunner().invoke(witness_verb, ["new", "notary.example/w9", "--folder", str(tmp_path)]).exit_code == 0
        answer = CliRunner().invoke(witness_verb, ["serve", "--folder", str(tmp_path), "--port", str(taken.getsockname()[1])])
    assert answer.exit_code == 1 and "请换一个端口" in answer.output
