"""verify.html in a real browser, opened from the disk: it judges every published vector as the programs do, and says so in words."""

import base64
import json
import struct
from hashlib import sha256, sha512
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.material import shared_data

from .figures import changed, proof_file, published, visits
from .test_scripts import VERIFY, loaded

pytestmark = pytest.mark.browser
tlog = loaded("tlog")
JUDGED = (Path(__file__).parent / "judged.js").read_text()
# RFC 5869, test case 1.
HKDF = "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865"


def read(*names):
    return json.loads(shared_data("vectors").joinpath(*names).read_text())


def sm3_cases():
    """(Len, Msg, MD) in the form of NIST."""
    told, found = {}, []
    for line in shared_data("vectors/sm/sm3_oscca.txt").read_text().splitlines():
        name, _, value = line.partition(" = ")
        told[name] = value
        if name == "MD":
            length = int(told["Len"])
            found.append({"length": length, "message": told["Msg"][: length // 4], "digest": value.lower()})
    return found


def logs():
    folder = shared_data("vectors") / "tlog/log"
    for size in range(8):
        data = (folder / f"tile/entries/000.p/{size}").read_bytes() if size else b""
        tile = (folder / f"tile/0/000.p/{size}").read_bytes().hex() if size else ""
        entries, at = [], 0
        while at < len(data):
            end = at + 2 + int.from_bytes(data[at : at + 2], "big")
            entries.append(data[at + 2 : end].decode())
            at = end
        yield {"note": (folder / f"checkpoint.{size}").read_text(), "entries": entries, "tile": tile}


def signatures():
    """Wycheproof's, and the 914 edge cases where they lie beside; (key, message, signature, what is published of it)."""
    for group in read("ed25519", "wycheproof_ed25519_test.json")["testGroups"]:
        for one in group["tests"]:
            yield {
                "key": group["publicKey"]["pk"],
                "message": one["msg"],
                "signature": one["sig"],
                "holds": one["result"] == "valid",
            }
    edge = shared_data("vectors/ed25519") / "ed25519vectors.json"
    for one in json.loads(edge.read_text()) if edge.exists() else ():
        yield {"key": one["key"], "message": one["msg"].encode().hex(), "signature": one["sig"]}


def hashes():
    for size in (0, 1, 55, 56, 63, 64, 111, 112, 127, 128, 300):
        data = bytes(place * 7 % 256 for place in range(size))
        yield {"message": data.hex(), "sha256": sha256(data).hexdigest(), "sha512": sha512(data).hexdigest()}


def signed_by_sm2():
    """What the server signs, and the same spoiled; none where the server has no SM2."""
    if find_spec("fazhi.kernel.ledger.log.sm2") is None:
        return []
    kinds = import_module("fazhi.kernel.ledger.log.sm2")
    secret, message = kinds.new_secret(), b"checkpoint\n1\n"
    key, signature = kinds.public_of(secret).hex(), kinds.sign(secret, message).hex()
    made = {"key": key, "message": message.hex(), "signature": signature}
    return [made, made | {"message": (message + b"x").hex()}, made | {"signature": signature[:-2] + "00"}]


def vectors():
    """Everything of ../shared/data/vectors that a verifier of logs must know."""
    names = ("arrays", "structures", "french")
    folder = shared_data("vectors/jcs")
    samples = read("jcs", "es6_numbers_samples.json")["samples_hex_ieee754_expected"]
    return {
        "inclusion": read("merkle", "inclusion.json")["cases"],
        "consistency": read("merkle", "consistency.json")["cases"],
        "reference": read("merkle", "reference_tree.json"),
        "logs": list(logs()),
        "key": (shared_data("vectors") / "tlog/vkey.txt").read_text().strip(),
        "note": read("signed_note", "c2sp_example.json"),
        "proofs": read("signed_note", "tlog_proof_wellformed.json")["cases"],
        "canonical": [
            {
                "name": name,
                "input": (folder / f"input/{name}.json").read_text(),
                "hex": bytes.fromhex((folder / f"outhex/{name}.txt").read_text()).hex(),
            }
            for name in names
        ],
        "numbers": [
            {"number": struct.unpack(">d", bytes.fromhex(bits.rjust(16, "0")))[0], "text": text} for bits, text in samples
        ],
        "sm3": sm3_cases(),
        "macs": [one for group in read("sm", "wycheproof_hmac_sm3_test.json")["testGroups"] for one in group["tests"]],
        "hashes": list(hashes()),
        "hkdf": HKDF[:84],
        "ed25519": list(signatures()),
        "sm2": signed_by_sm2(),
    }


@pytest.fixture
def page(browser):
    """The page as it lies on somebody's disk; it may ask nobody for anything."""
    asked = []
    page = browser.new_page(viewport={"width": 1440, "height": 900})
    page.on("request", lambda request: asked.append(request.url) if not request.url.startswith("data:") else None)
    page.goto((VERIFY / "verify.html").as_uri())
    yield page
    assert asked == [(VERIFY / "verify.html").as_uri()]
    page.close()


def test_l1_the_page_judges_every_vector_as_published_and_as_the_programs_do(page):
    told = vectors()
    found = page.evaluate(JUDGED, told)
    assert found["wrong"] == []
    for one, holds in zip(told["ed25519"], found["signatures"], strict=True):
        key, message, signature = (bytes.fromhex(one[name]) for name in ("key", "message", "signature"))
        assert holds == tlog.ed25519(key, message, signature) == one.get("holds", holds), one
    assert found["sm2"] in ([], [True, False, False])


@pytest.fixture
def told(world, settings, tmp_path):
    """The proof of twelve visits; made before the browser starts, whose driver runs a loop of its own."""
    settings.LEDGER_SIGNING, settings.LEDGER_PUBLISHED, settings.HOME = tmp_path / "signing", tmp_path / "log", tmp_path
    settings.LEDGER_SIGNING, settings.LEDGER_WITNESSES = tmp_path / "signing", tmp_path / "witnesses"
    visits(world)
    return proof_file(published(unit=world.county))


def test_the_page_tells_a_true_figure_from_a_false_one_in_words(told, page, tmp_path):
    light = changed(told, ["logs", 0], lambda log: {name: part for name, part in log.items() if name != "entries"})
    false = changed(told, ["manifest", "value", "numerator"], lambda said: said + 1)
    short = changed(told, ["logs", 0, "entries", "lines"], lambda lines: lines[:-1])
    for proof, verdict in ((told, "核验通过"), (light, "还不能下结论"), (false, "核验不通过"), (short, "核验不通过")):
        page.fill("#given", json.dumps(proof))
        page.click("#check")
        page.wait_for_selector(f"#answer h2:has-text('{verdict}')")
    path = tmp_path / "figure.json"
    path.write_text(json.dumps(told))
    page.set_input_files("#file", path)
    page.wait_for_selector("#answer h2:has-text('核验通过：这个数字经得起核对：来访12件')")
    words = page.inner_text("#answer")
    assert "12 条，一条不漏" in words and "公钥指纹" in words and "荷塘区" in words
    for width in (320, 720):
        page.set_viewport_size({"width": width, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert "crypto.subtle" not in (VERIFY / "verify.html").read_text()


def test_the_page_lets_an_amount_pass_another_and_no_part_its_whole(page):
    value = {"numerator": 12, "denominator": 9, "records": 1, "scale": 1}
    manifest = {"value": value, "unit": "%", "counted": 1, "matches": 1, "excluded": {}, "listing": "sealed"}
    judged = """([manifest, form]) => { try { return check_value(manifest, form)[0] } catch (error) { return error.message } }"""
    assert "计入 1 条" in page.evaluate(judged, [manifest, "Quotient"])
    assert "分子比分母大" in page.evaluate(judged, [manifest, "Rate"])


def test_the_page_reads_a_checkpoint_and_what_is_neither(page):
    folder = shared_data("vectors") / "tlog"
    key = (folder / "vkey.txt").read_text()
    for text, keys, verdict in (
        ((folder / "log/checkpoint.7").read_text(), key, "核验通过"),
        ((folder / "log/checkpoint.7").read_text(), "", "还不能下结论"),
        ((folder / "log/checkpoint.7").read_text().replace("\n7\n", "\n8\n"), key, "核验不通过"),
        ("随便写的", "", "核验不通过"),
        ('{"format": 1', "", "核验不通过"),
        (base64.b64encode(b"x" * 90).decode(), "", "核验不通过"),
    ):
        page.fill("#given", text)
        page.fill("#key", keys)
        page.click("#check")
        page.wait_for_selector(f"#answer h2:has-text('{verdict}')")
