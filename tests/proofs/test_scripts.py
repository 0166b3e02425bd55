"""The offline verifiers against the published vectors, run as a stranger runs them: one file, no packages, no site."""

import base64
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

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
