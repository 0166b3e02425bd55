"""The pure log against published vectors: Merkle, canonical JSON, signed notes, tiles, proofs."""

import base64
import hmac
import json
import struct

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st
from tests.material import shared_data

from fazhi.kernel.ledger.log import canonical, commitments, kinds, notes, sm2, tiles, tree

pytestmark = pytest.mark.filterwarnings("error")


def vectors(*names: str):
    return shared_data("vectors").joinpath(*names)


def cases(name: str) -> list[dict]:
    return json.loads(vectors("merkle", name).read_text())["cases"]


def raw(text: str | None) -> bytes:
    return base64.b64decode(text or "")


def refused(check, *arguments) -> bool:
    try:
        check(*arguments)
    except tree.Refused:
        return True
    return False


def test_inclusion_vectors_are_judged_as_published():
    wrong = [
        case["desc"]
        for case in cases("inclusion.json")
        if refused(
            tree.check_inclusion,
            case["leafIdx"],
            case["treeSize"],
            raw(case["leafHash"]),
            [raw(step) for step in case["proof"] or []],
            raw(case["root"]),
        )
        != case["wantErr"]
    ]
    assert not wrong


def test_consistency_vectors_are_judged_as_published():
    wrong = [
        case["desc"]
        for case in cases("consistency.json")
        if refused(
            tree.check_consistency,
            case["size1"],
            case["size2"],
            [raw(step) for step in case["proof"] or []],
            raw(case["root1"]),
            raw(case["root2"]),
        )
        != case["wantErr"]
    ]
    assert not wrong


def test_the_reference_tree_has_its_published_roots():
    known = json.loads(vectors("merkle", "reference_tree.json").read_text())
    leaves = [tree.SHA256.leaf(bytes.fromhex(entry)) for entry in known["leaf_inputs_hex"]]
    assert [tree.root_of(leaves[:size]).hex() for size in range(len(leaves) + 1)] == known["root_by_size_hex"]


@pytest.mark.parametrize("size", range(8))
def test_a_published_log_is_read_from_its_tiles(size):
    log = vectors("tlog", "log")
    note = notes.Note.read((log / f"checkpoint.{size}").read_text())
    assert note.by([notes.Verifier.read(vectors("tlog", "vkey.txt").read_text())])
    checkpoint = notes.Checkpoint.read(note.text)
    if not size:
        assert checkpoint.root == tree.SHA256.empty()
        return
    entries = tiles.unbundled((log / tiles.entries_path(0, size)).read_bytes())
    reader = tiles.Reader(lambda path: (log / path).read_bytes(), size)
    assert tree.root_of([tree.SHA256.leaf(entry) for entry in entries]) == checkpoint.root
    assert tree.range_hash(0, size, reader.node) == checkpoint.root


def test_the_published_note_verifies_and_no_changed_one_does():
    known = json.loads(vectors("signed_note", "c2sp_example.json").read_text())
    verifier = notes.Verifier.read(known["vkey"])
    assert notes.Note.read(known["note"]).by([verifier]) == [verifier]
    with pytest.raises(tree.Refused):
        notes.Note.read(known["note"].replace("an example", "the example")).by([verifier])


def test_proof_files_are_read_and_written_as_published():
    for case in json.loads(vectors("signed_note", "tlog_proof_wellformed.json").read_text())["cases"]:
        proof = [raw(step) for step in case["hashes"]]
        made = notes.Proof(case["index"], tuple(proof), case["checkpoint"], raw(case.get("extra")))
        assert made.text() == case["text"]
        assert notes.Proof.read(case["text"]) == made


def test_ed25519_vectors_are_judged_as_published():
    groups = json.loads(vectors("ed25519", "wycheproof_ed25519_test.json").read_text())["testGroups"]
    scheme = kinds.Ed25519()
    wrong = [
        test["tcId"]
        for group in groups
        for test in group["tests"]
        if scheme.verifies(bytes.fromhex(group["publicKey"]["pk"]), bytes.fromhex(test["msg"]), bytes.fromhex(test["sig"]))
        != (test["result"] == "valid")
    ]
    assert not wrong


@pytest.mark.parametrize("name", ["arrays", "structures", "french"])
def test_canonical_json_vectors_give_their_bytes(name):
    value = json.loads(vectors("jcs", "input", f"{name}.json").read_text())
    assert rfc8785.dumps(value) == bytes.fromhex(vectors("jcs", "outhex", f"{name}.txt").read_text())


def test_numbers_are_written_as_the_standard_says():
    for bits, text in json.loads(vectors("jcs", "es6_numbers_samples.json").read_text())["samples_hex_ieee754_expected"]:
        number = struct.unpack(">d", bytes.fromhex(bits.rjust(16, "0")))[0]
        assert rfc8785.dumps(number).decode() == text


plain = (
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | st.text(st.characters(codec="utf-8")).map(canonical.normal)
)
keys = st.text(st.characters(max_codepoint=126), max_size=8)
values = st.recursive(
    plain, lambda inner: st.lists(inner.filter(lambda item: item is not None)) | st.dictionaries(keys, inner), max_leaves=20
)


@given(values)
def test_an_entry_is_written_as_the_standard_says(value):
    assert canonical.canonical(value) == rfc8785.dumps(value)


@given(keys, plain.filter(lambda value: value is not None))
def test_a_field_is_written_alike_by_the_short_way(name, value):
    assert canonical.pair(name, value) == rfc8785.dumps([name, value])


@pytest.mark.parametrize("value", [1.5, 2**53, "\ud800", "e\u0301", object()], ids=lambda value: ascii(value)[:20])
def test_the_short_way_refuses_what_the_long_one_does(value):
    with pytest.raises(canonical.NotCanonical):
        canonical.pair("name", value)


@pytest.mark.parametrize(
    "value",
    [1.5, 2**53, {"钥": 1}, [None], "\ud800", "e\u0301", {"a": [{"b": 0.1}]}, object()],
    ids=lambda value: ascii(value)[:20],
)
def test_what_the_profile_does_not_know_is_refused(value):
    with pytest.raises(canonical.NotCanonical):
        canonical.canonical(value)


@given(st.binary(max_size=64), st.binary())
def test_a_prepared_key_gives_the_hmac_of_the_standard(key, message):
    assert commitments.keyed(key)(message) == hmac.digest(key, message, "sha256")


@given(st.integers(1, 300), st.data())
def test_every_entry_is_proved_and_every_older_tree_is_its_beginning(size, data):
    leaves = [tree.SHA256.leaf(str(number).encode()) for number in range(size)]
    index, old = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size))
    node, root = tree.over(leaves), tree.root_of(leaves)
    tree.check_inclusion(index, size, leaves[index], tree.inclusion(index, size, node), root)
    tree.check_consistency(old, size, tree.consistency(old, size, node), tree.root_of(leaves[:old]), root)


@given(st.dictionaries(st.sampled_from(["name", "kind", "amount", "day", "town"]), plain, min_size=1), st.data())
def test_one_field_is_opened_without_the_others(row, data):
    salt, name = commitments.new_salt(), data.draw(st.sampled_from(sorted(row)))
    root = commitments.commitment(salt, row)
    opening = commitments.opening(salt, row, name)
    commitments.check_opening(opening, root)
    with pytest.raises(tree.Refused):
        commitments.check_opening({**opening, "value": "another"}, root)


@pytest.mark.parametrize("kind", [kinds.COSIGNATURE, kinds.SM2_COSIGNATURE], ids=lambda kind: kind.name)
def test_a_witness_signs_the_time_at_which_it_saw_the_checkpoint(kind):
    signer = notes.Signer.new("witness.example", kind)
    text = notes.Checkpoint("log.example/2026", 7, bytes(32)).text()
    note = notes.Note.read(f"{text}\n{signer.line(text, at=1_764_000_000)}")
    assert note.by([notes.Verifier.read(signer.verifier().line())])


@given(st.integers(0, 70_000))
def test_the_tiles_of_a_tree_hold_each_hash_once(size):
    found = list(tiles.widths(size))
    assert sum(width for level, _, width in found if level == 0) == size
    assert len(set(found)) == len(found)


def test_bundles_come_back_and_cut_ones_are_refused():
    entries = [b"one", b"", "三".encode() * 400]
    assert tiles.unbundled(tiles.bundled(entries)) == entries
    with pytest.raises(tree.Refused):
        tiles.unbundled(tiles.bundled(entries)[:-1])
    assert tiles.hash_path(0, 1234067) == "tile/0/x001/x234/067"


def test_the_example_of_the_sm2_standard_holds_and_no_changed_one_does():
    """GB/T 32918.5-2017, A.2."""
    secret = bytes.fromhex("3945208F7B2144B13F36E38AC6D39F95889393692860B51A42FB81EF4DF7C5B8")
    public = bytes.fromhex(
        "09F9DF311E5421A150DD7D161E4BC5C672179FAD1833FC076BB08FF356F35020"
        "CCEA490CE26775A52DC6EA718CC1AA600AED05FBF35E084A6632F6072DA9AD13"
    )
    signature = bytes.fromhex(
        "F5A03B0648D2C4630EEAC513E1BB81A15944DA3827D5B74143AC7EACEEE720B3"
        "B1B6AA29DF212FD8763182BC0D421CA1BB9038FD1F7F42D4840B69C485BBC1AA"
    )
    assert sm2.public_of(secret) == public
    assert sm2.digest(public, b"message digest") == 0xF0B43E94BA45ACCAACE692ED534382EB17E6AB5A19CE7B31F4486FDFC0D28640
    assert sm2.verify(public, b"message digest", signature)
    assert sm2.verify(public, b"message digest", sm2.sign(secret, b"message digest"))
    for place in range(0, 64, 7):
        wrong = signature[:place] + bytes([signature[place] ^ 1]) + signature[place + 1 :]
        assert not sm2.verify(public, b"message digest", wrong)
