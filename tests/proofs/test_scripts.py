"""The offline verifiers against the published vectors, run as a stranger runs them: one file, no packages, no site."""

import base64
import hashlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fazhi.kernel.ledger.log import sm2
from fazhi.kernel.ledger.log.kinds import Ed25519
from tests.material import shared_data

VERIFY = Path(__file__).resolve().parents[2] / "verify"


def loaded(name: str):
    spec = importlib.util.spec_from_file_location(name, VERIFY / f"{name}.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


tlog = loaded("tlog")
signatures = sys.modules["signatures"]


def run(script: str, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, "-I", "-S", VERIFY / script, *arguments], capture_output=True, text=True, check=False)


def test_ed25519_vectors_are_judged_as_published():
    groups = json.loads((shared_data("vectors") / "ed25519/wycheproof_ed25519_test.json").read_text())["testGroups"]
    wrong = [
        test["tcId"]
        for group in groups
        for test in group["tests"]
        if signatures.ed25519(bytes.fromhex(group["publicKey"]["pk"]), bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
        != (test["result"] == "valid")
    ]
    assert not wrong


# Encodings of points of low order, and second encodings of some of them: where verifiers of Ed25519 are known to differ.
EDGES = [
    "00" * 32,
    "00" * 31 + "80",
    "ed" + "ff" * 30 + "7f",
    "ed" + "ff" * 31,
    "01" + "00" * 31,
    "01" + "00" * 30 + "80",
    "ee" + "ff" * 30 + "7f",
    "ee" + "ff" * 31,
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05",
    "26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc85",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
    "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac03fa",
    "ec" + "ff" * 30 + "7f",
    "ec" + "ff" * 31,
]


def test_server_and_script_judge_edge_signatures_alike():
    """Every pair of edge encodings as key and nonce, under several messages: some hold, and both hands say which."""
    cases = [
        (bytes.fromhex(key), message, bytes.fromhex(nonce) + bytes(32))
        for key in EDGES
        for nonce in EDGES
        for message in (b"a", b"b", b"c")
    ]
    verdicts = [signatures.ed25519(*case) for case in cases]
    assert verdicts == [Ed25519().verifies(*case) for case in cases]
    assert 0 < sum(verdicts) < len(verdicts)


def test_server_and_script_agree_on_the_published_edge_signatures():
    """The 914 of C2SP/CCTV (ed25519vectors.json): those with a second encoding of a point or a residue of low order are refused."""
    path = shared_data("vectors") / "ed25519/ed25519vectors.json"
    path = Path(os.environ.get("FAZHI_ED25519_EDGES", path))
    if not path.exists():
        pytest.skip("needs C2SP/CCTV's ed25519vectors.json beside the other vectors")
    cases = json.loads(path.read_text())
    given = [(bytes.fromhex(case["key"]), case["msg"].encode(), bytes.fromhex(case["sig"])) for case in cases]
    refused = {"non_canonical_A", "non_canonical_R", "low_order_residue"}
    expected = [not refused & set(case["flags"] or ()) for case in cases]
    assert [signatures.ed25519(*case) for case in given] == expected
    assert [Ed25519().verifies(*case) for case in given] == expected


def test_sm2_is_judged_as_in_the_standard():
    """GB/T 32918.5-2017, A.2; and what the server signs holds for the script."""
    public = bytes.fromhex(
        "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
        "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
    )
    signature = bytes.fromhex(
        "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
        "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
    )
    assert signatures.sm2(public, b"message digest", signature)
    assert not signatures.sm2(public, b"message digesu", signature)
    for number in range(8):
        secret, message = sm2.new_secret(), bytes([number])
        assert signatures.sm2(sm2.public_of(secret), message, sm2.sign(secret, message))
        assert not signatures.sm2(sm2.public_of(secret), message, sm2.sign(secret, b"another"))


def test_consistency_vectors_are_judged_as_published():
    tree = tlog.Tree(tlog.digest_of("log.example"))
    wrong = []
    for case in json.loads((shared_data("vectors") / "merkle/consistency.json").read_text())["cases"]:
        proof = [base64.b64decode(step) for step in case["proof"] or []]
        roots = [base64.b64decode(case[name] or "") for name in ("root1", "root2")]
        try:
            tlog.check_consistency(tree, case["size1"], case["size2"], proof, *roots)
            refused = False
        except tlog.Tampered:
            refused = True
        wrong += [case["desc"]] if refused != case["wantErr"] else []
    assert not wrong


def test_the_published_note_and_the_published_proofs_are_read():
    known = json.loads((shared_data("vectors") / "signed_note/c2sp_example.json").read_text())
    assert tlog.signers(known["note"], [tlog.Key(known["vkey"])])[1]
    for case in json.loads((shared_data("vectors") / "signed_note/tlog_proof_wellformed.json").read_text())["cases"]:
        assert tlog.Proof(case["text"]).index == case["index"]


def test_sm3_and_its_hmac_are_as_published():
    """The two messages of GB/T 32905-2016, A; HMAC by OpenSSL."""
    assert signatures.sm3(b"abc").hex() == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert signatures.sm3(b"abcd" * 16).hex() == "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732"
    tree = tlog.Tree(signatures.sm3)
    cases = json.loads((shared_data("vectors") / "sm/wycheproof_hmac_sm3_test.json").read_text())["testGroups"]
    for group in cases:
        for test in group["tests"][:20]:
            made = tree.mac(bytes.fromhex(test["key"]), bytes.fromhex(test["msg"]))[: group["tagSize"] // 8].hex()
            assert (made == test["tag"]) == (test["result"] == "valid"), test["tcId"]


def test_inclusion_vectors_are_judged_as_published():
    tree = tlog.Tree(tlog.digest_of("log.example"))
    for case in json.loads((shared_data("vectors") / "merkle/inclusion.json").read_text())["cases"]:
        proof = [base64.b64decode(step) for step in case["proof"] or []]
        try:
            led_to = tlog.root_from(tree, case["leafIdx"], case["treeSize"], base64.b64decode(case["leafHash"] or ""), proof)
        except tlog.Tampered:
            led_to = None
        assert (led_to != base64.b64decode(case["root"] or "")) == case["wantErr"], case["desc"]


def test_sm3_of_our_own_equals_that_of_openssl():
    if "sm3" not in hashlib.algorithms_available:
        pytest.skip("this OpenSSL has no SM3")
    assert all(signatures.sm3(bytes(size)) == hashlib.new("sm3", bytes(size)).digest() for size in range(130))


@pytest.mark.parametrize("size", [0, 1, 7])
def test_a_published_log_of_others_fails_only_at_its_entries(tmp_path, size):
    """Its signature and its tree hold; its entries are words, not entries of this house."""
    shutil.copytree(shared_data("vectors") / "tlog/log", tmp_path / "log")
    shutil.copy(tmp_path / "log" / f"checkpoint.{size}", tmp_path / "log/checkpoint")
    found = run("verify_log.py", str(tmp_path / "log"), "--key", (shared_data("vectors") / "tlog/vkey.txt").read_text().strip())
    assert found.returncode == (2 if size else 0), found.stdout + found.stderr
    assert ("canonical JSON" in found.stdout) == bool(size)


@pytest.mark.parametrize("script", ["verify_log.py", "verify_receipt.py"])
def test_a_wrong_call_ends_with_one(script):
    assert run(script).returncode == 1
    assert run(script, "--help").returncode == 0
