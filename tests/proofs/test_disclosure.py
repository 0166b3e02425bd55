"""What the public files do not tell: no person by a guess, no small number, nothing finer than a county (L11, V3)."""

import hashlib
import hmac
import itertools
import json

import pytest

from fazhi.kernel.indicators import publication
from fazhi.kernel.indicators.models import Definition, Proof
from fazhi.kernel.indicators.proof import evidence, files
from fazhi.kernel.ledger import receipts
from fazhi.kernel.ledger.models import Event
from tests.example.models import Visit, Visitor

from .figures import log, proof_file, published, value, visit, visits
from .test_scripts import loaded

pytestmark = pytest.mark.django_db
verify_figure = loaded("verify_figure")
SEEDED = 10_000


@pytest.fixture(autouse=True)
def places(settings, tmp_path):
    settings.LEDGER_SIGNING, settings.LEDGER_PUBLISHED, settings.HOME = tmp_path / "signing", tmp_path / "log", tmp_path
    settings.LEDGER_SIGNING, settings.LEDGER_WITNESSES = tmp_path / "signing", tmp_path / "witnesses"


def person(number):
    """Name, citizen number and telephone as anybody could guess them."""
    digits = f"990101{1950 + number % 60}{1 + number % 12:02}{1 + number % 28:02}{number % 1000:03}"
    return f"某{chr(0x4E00 + number % 2000)}", digits + "0", f"138{number:08}"


def guesses(text):
    """Every way in which somebody who knows a text could look for it."""
    data = text.encode()
    names = ["md5", "sha1", "sha256", *({"sm3"} & hashlib.algorithms_available)]
    yield from (hashlib.new(name, data).digest() for name in names)
    yield hashlib.sha256(b"\x00" + data).digest()
    for key in (b"", b"fazhi", b"salt"):
        yield hmac.digest(key, data, "sha256")
    yield hashlib.sha256(json.dumps([text], ensure_ascii=False).encode()).digest()


def public_bytes(folder):
    """Everything that anybody may download: tiles, checkpoints, keys, proofs of figures."""
    for path in folder.rglob("*"):
        if path.is_file() and "keys/" not in str(path.relative_to(folder)):
            yield path, path.read_bytes()


def test_l11_no_seeded_person_is_found_in_any_public_file(world, tmp_path):
    visits(world)
    people = [person(number) for number in range(SEEDED)]
    for case, (name, number, phone) in zip(Visit.objects.all(), people, strict=False):
        Visitor.objects.create(of=case, name=name, id_number=number, phone=phone)
    for one in (published("received", world.county), published("amount")):
        files_of = proof_file(one)
        (tmp_path / f"proof-{one.pk}.json").write_text(json.dumps(files_of, ensure_ascii=False))
    event = Event.objects.filter(of="example.visit").first()
    (tmp_path / "receipt.json").write_text(json.dumps(receipts.receipt(event), ensure_ascii=False))
    wanted = {mark for text in itertools.chain.from_iterable(people) for mark in guesses(text)}
    plain = [text.encode() for name, number, phone in people[:50] for text in (number, phone)]
    for path, data in public_bytes(tmp_path):
        assert not any(text in data for text in plain), path
        # Wherever 32 or 16 bytes could stand: raw in a tile, or in hexadecimal.
        raw = {data[at : at + 32] for at in range(0, max(0, len(data) - 31), 32)} if b"{" not in data[:1] else set()
        words = {bytes.fromhex(word) for word in _hexadecimal(data)}
        assert not wanted & (raw | words), path


def _hexadecimal(data):
    text = data.decode("latin-1")
    word = ""
    for letter in text + " ":
        if letter in "0123456789abcdef":
            word += letter
        else:
            if len(word) in (32, 40, 64):
                yield word
            word = ""


def test_the_scan_finds_what_is_planted(tmp_path):
    planted = hashlib.sha256(person(7)[1].encode()).hexdigest()
    assert bytes.fromhex(planted) in {bytes.fromhex(word) for word in _hexadecimal(f'{{"a":"{planted}"}}'.encode())}
    assert bytes.fromhex(planted) in set(guesses(person(7)[1]))


def manifest_of(code, unit):
    return json.loads(published(code, unit).proof.manifest)


@pytest.mark.parametrize(
    ("code", "answered", "small"), [("received", 3, True), ("answer_rate", 10, True), ("answer_rate", 7, False)]
)
def test_v3_a_small_number_is_suppressed_and_the_manifest_says_so(world, code, answered, small):
    """Three visits; or twelve of which ten are answered, so that two are not."""
    for day in range(1, (4 if code == "received" else 13)):
        visit(world, day, answered=day <= answered)
    told = manifest_of(code, world.county)
    assert bool(told.get("suppressed")) == small and ("value" in told) != small
    if small:
        assert not {"text", "counted", "excluded"} & set(told) and told["listing"] == "sealed"
        text = json.dumps(told, ensure_ascii=False)
        assert "3件" not in text and "83.3" not in text


def cells(told):
    """Every number of records that a manifest tells."""
    if "value" not in told:
        return []
    # Fewer than five left out altogether are told by subtraction anyway; of them neither reason nor place is told.
    few = sum(told["excluded"].values()) < 5
    assert not few or set(told["excluded"]) <= {"merged"} and not any(log.get("excluded") for log in told["logs"])
    numbers = [told["value"]["records"], *([] if few else told["excluded"].values())]
    if told["unit"] == "%":
        numbers += [told["value"]["numerator"], told["value"]["denominator"]]
        numbers += [told["value"]["denominator"] - told["value"]["numerator"]]
    return numbers


def test_v3_no_cell_of_any_manifest_is_below_five(world):
    visits(world)
    visit(world, 3, month=1)
    codes = ("received", "questions", "answer_rate", "advice_share", "amount", "days", "people")
    told = [manifest_of(code, unit) for code in codes for unit in (world.county, world.other_county, world.town)]
    assert any(cells(one) for one in told)
    assert [one["code"] for one in told if any(0 < cell < 5 for cell in cells(one))] == []


def test_below_the_county_no_entry_is_listed_and_the_count_still_holds(world):
    visits(world)
    visit(world, 5, unit=world.other_town)
    told = proof_file(published("received", world.town))
    manifest = told["manifest"]
    assert manifest["listing"] == "sealed" and "evidence" not in manifest["logs"][0]
    assert manifest["filter"]["org"] == ["990101"] and manifest["value"]["numerator"] == 12
    keys = [verify_figure.Key(line) for line in told["keys"]]
    assert "13 matching histories, none left out" in list(verify_figure.check_figure(told, keys, ""))


def test_restricted_records_are_counted_and_not_listed(world, monkeypatch):
    visits(world)
    for month in (4, 5):
        for day in range(1, 20):
            visit(world, day, month=month, unit=world.other_town)
    hidden = set(Visit.objects.filter(unit=world.town).values_list("pk", flat=True)[:2])
    monkeypatch.setattr(evidence, "restricted_among", lambda owner: hidden)
    first = published("received", world.county)
    told = json.loads(first.proof.manifest)
    assert told["value"]["numerator"] == told["counted"] == 50 and told["unlisted"] == 10
    listed = set()
    for first_index, last in told["logs"][0]["evidence"]:
        listed |= set(range(first_index, last + 1))
    tips = {pk: Event.objects.filter(of="example.visit", record_id=pk).latest("id").seq for pk in hidden}
    assert not listed & set(tips.values())
    # The others that are not listed either stay the same, so that two manifests laid together tell nothing.
    again = json.loads(publication.publish([value("received", world.county)], None, world.county)[0].proof.manifest)
    assert again["logs"][0]["unlisted"] == told["logs"][0]["unlisted"]
    assert log("checkpoint").exit_code == 0
    told = json.loads(json.dumps(files.file_of(Proof.objects.get(snapshot=first))))
    keys = [verify_figure.Key(line) for line in told["keys"]]
    assert "50 matching histories, none left out" in list(verify_figure.check_figure(told, keys, ""))
    assert Definition.objects.filter(code="example.received").count() == 1
