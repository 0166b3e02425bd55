"""What the verifiers stand on: trees, entries, notes, proofs. Standard library only, Python 3.9 or newer, no network of its own.

Written apart from the server's code on purpose: two hands that agree prove more than one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import json
import os
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, Callable

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from signatures import ed25519, sm2, sm3_digest  # noqa: E402

OK, USAGE, TAMPERED, INCOMPLETE = 0, 1, 2, 3
WIDTH = 256


class Tampered(Exception):
    """What was found; the program ends with 2."""


class Incomplete(Exception):
    """What is missing to decide; the program ends with 3."""


# --- hashes -------------------------------------------------------------------------------------------------------------------


def digest_of(origin: str) -> Callable[[bytes], bytes]:
    """The hash that an origin names by its end: …/sm3, SHA-256 otherwise."""
    return sm3_digest if origin.endswith("/sm3") else lambda data: hashlib.sha256(data).digest()


# --- tree (RFC 6962) ----------------------------------------------------------------------------------------------------------


class Tree:
    """Hashes of a tree; grows leaf by leaf and keeps the right edge alone."""

    def __init__(self, digest: Callable[[bytes], bytes]) -> None:
        self.digest, self.size, self.peaks = digest, 0, []  # type: Callable[[bytes], bytes], int, List[bytes]

    def leaf(self, entry: bytes) -> bytes:
        return self.digest(b"\x00" + entry)

    def node(self, left: bytes, right: bytes) -> bytes:
        return self.digest(b"\x01" + left + right)

    def mac(self, key: bytes, message: bytes) -> bytes:
        """HMAC over the tree's hash; both hashes take blocks of 64 bytes."""
        key = (self.digest(key) if len(key) > 64 else key).ljust(64, b"\x00")
        inner = self.digest(bytes(byte ^ 0x36 for byte in key) + message)
        return self.digest(bytes(byte ^ 0x5C for byte in key) + inner)

    def append(self, leaf: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Each subtree that the leaf completes: (level, index, hash)."""
        level, index, made = 0, self.size, leaf
        yield level, index, made
        while index & 1:
            made = self.node(self.peaks.pop(), made)
            level, index = level + 1, index >> 1
            yield level, index, made
        self.peaks.append(made)
        self.size += 1

    def root(self) -> bytes:
        if not self.peaks:
            return self.digest(b"")
        made = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            made = self.node(peak, made)
        return made


def root_from(tree: Tree, index: int, size: int, leaf: bytes, proof: list[bytes]) -> bytes:
    """The root to which an inclusion proof leads (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size:
        raise Tampered(f"the proof names entry {index} of {size}")
    here, last, made = index, size - 1, leaf
    for step in proof:
        if last == 0:
            raise Tampered("the proof is too long")
        if here & 1 or here == last:
            made = tree.node(step, made)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            made = tree.node(made, step)
        here, last = here >> 1, last >> 1
    if last:
        raise Tampered("the proof is too short")
    return made


def check_consistency(tree: Tree, old: int, new: int, proof: list[bytes], old_root: bytes, new_root: bytes) -> None:
    """The tree of the old size must be the beginning of the new one (RFC 9162 §2.1.4.2)."""
    if old > new or (old in (0, new) and proof):
        raise Tampered(f"a log of {new} entries does not continue one of {old}")
    if old in (0, new):
        if old_root != (tree.digest(b"") if old == 0 else new_root):
            raise Tampered("two roots of the same size differ")
        return
    here, last = old - 1, new - 1
    while here & 1:
        here, last = here >> 1, last >> 1
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    if not proof or not steps:
        raise Tampered("the proof of growth is empty")
    made_old = made_new = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise Tampered("the proof of growth is too long")
        if here & 1 or here == last:
            made_old, made_new = tree.node(step, made_old), tree.node(step, made_new)
            while not here & 1 and here:
                here, last = here >> 1, last >> 1
        else:
            made_new = tree.node(made_new, step)
        here, last = here >> 1, last >> 1
    if last or made_old != old_root or made_new != new_root:
        raise Tampered("the log does not begin with what was signed before")


# --- canonical JSON (RFC 8785, narrow profile) --------------------------------------------------------------------------------


def canonical(value: Any) -> bytes:
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Tampered("a key stands twice")
    return found


def _no_float(text: str) -> Any:
    raise Tampered("a number that is not whole: " + text)


def read_json(data: bytes) -> Any:
    """A canonical value; anything written otherwise is refused."""
    try:
        value = json.loads(data.decode(), object_pairs_hook=_once, parse_float=_no_float, parse_constant=_no_float)
    except (UnicodeDecodeError, ValueError, RecursionError) as error:
        raise Tampered(f"not canonical JSON: {error}")
    if canonical(value) != data or unicodedata.normalize("NFC", data.decode()) != data.decode():
        raise Tampered("not written in canonical form")
    return value


# --- signed notes (C2SP) ------------------------------------------------------------------------------------------------------


def decoded(text: str) -> bytes:
    try:
        data = base64.b64decode(text.encode("ascii"), validate=True)
    except (binascii.Error, ValueError):
        raise Tampered("not base64: " + text[:24])
    if base64.b64encode(data).decode() != text:
        raise Tampered("not the one way to write base64: " + text[:24])
    return data


ED25519 = (b"\x01", b"\x04")
COSIGNING = (b"\x04", b"\xffsm2-sm3-cosignature-v1")  # a witness: the second at which it saw the checkpoint is signed too
KINDS = (*ED25519, b"\xffsm2-sm3-v1", COSIGNING[1])


class Key:
    """A verifier key in one line: name+hash+key."""

    def __init__(self, line: str) -> None:
        parts = line.strip().split("+", 2)
        if len(parts) != 3:
            raise Tampered("not a key: " + line[:40])
        self.name, data = parts[0], decoded(parts[2])
        self.kind = next((kind for kind in KINDS if data.startswith(kind)), b"")
        self.public = data[len(self.kind) :]
        self.hash = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4]
        if self.hash.hex() != parts[1] or not self.kind:
            raise Tampered(f"the key of {self.name} does not fit its hash, or is of a kind not known here")

    def accepts(self, text: str, signature: bytes) -> bool:
        message = text.encode()
        if self.kind in COSIGNING:
            message = b"cosignature/v1\ntime %d\n" % int.from_bytes(signature[:8], "big") + message
            signature = signature[8:]
        return (ed25519 if self.kind in ED25519 else sm2)(self.public, message, signature)


def signers(note: str, keys: list[Key]) -> tuple[str, list[Key]]:
    """The text of a note, and which keys signed it; a wrong signature of a known key is tampering."""
    text, blank, below = note.rpartition("\n\n")
    if not blank or not note.endswith("\n"):
        raise Tampered("not a signed note")
    text, found = text + "\n", []
    for line in below[:-1].split("\n"):
        name, _, data = line[2:].rpartition(" ")
        raw = decoded(data)
        if not line.startswith("— ") or len(raw) < 5:
            raise Tampered("not a signature line: " + line[:40])
        for key in keys:
            if (key.name, key.hash) == (name, raw[:4]):
                if not key.accepts(text, raw[4:]):
                    raise Tampered(f"the signature of {name} is wrong")
                found.append(key)
    return text, found


def checkpoint(note: str, keys: list[Key]) -> tuple[str, int, bytes, list[Key]]:
    """(origin, size, root, who signed) of a checkpoint."""
    text, found = signers(note, keys)
    lines = text.split("\n")
    if len(lines) < 4 or not lines[1].isdigit() or not lines[1].isascii() or str(int(lines[1])) != lines[1]:
        raise Tampered("not a checkpoint")
    return lines[0], int(lines[1]), decoded(lines[2]), found


# --- field commitments --------------------------------------------------------------------------------------------------------


def check_opening(tree: Tree, given: dict[str, Any], commitment: bytes) -> None:
    """One field opened by its salt must stand under an entry's commitment."""
    said = [given["field"]] if given["value"] is None else [given["field"], given["value"]]
    made = tree.mac(bytes.fromhex(given["salt"]), canonical(said))
    proof = [bytes.fromhex(step) for step in given["proof"]]
    if root_from(tree, given["index"], given["of"], tree.leaf(made), proof) != commitment:
        raise Tampered("the field {} is not what the entry committed to".format(given["field"]))


def check_openings(tree: Tree, opened: list[dict[str, Any]], commitment: bytes) -> None:
    """Fields of the act under the commitment; fields of a row (`in`) under the row's own root, which must be opened beside them."""
    for given in opened:
        under = commitment
        if "in" in given:
            roots = [other["value"] for other in opened if "in" not in other and other["field"] == given["in"]]
            if not roots:
                raise Tampered("the row {} is not opened beside its field".format(given["in"]))
            under = bytes.fromhex(roots[0])
        check_opening(tree, given, under)


# --- proofs (c2sp.org/tlog-proof@v1) ------------------------------------------------------------------------------------------


class Proof:
    """A proof file in its parts."""

    def __init__(self, text: str) -> None:
        head, blank, self.note = text.partition("\n\n")
        lines = head.split("\n")
        if lines[0] != "c2sp.org/tlog-proof@v1" or not blank or len(lines) < 2:
            raise Tampered("not a proof file")
        has_extra = lines[1].startswith("extra ")
        self.extra = decoded(lines[1][6:]) if has_extra else b""
        place, *steps = lines[2 if has_extra else 1 :] or [""]
        number = place[6:]
        if not place.startswith("index ") or not number.isascii() or not number.isdigit() or str(int(number)) != number:
            raise Tampered("the proof names no entry")
        if len(steps) > 63:
            raise Tampered("the proof is too long")
        self.index, self.steps = int(number), [decoded(step) for step in steps]


# --- witnesses ----------------------------------------------------------------------------------------------------------------


def must_be_witnessed(signed_by: list[Key], witnesses: list[Key], needed: int) -> None:
    """At least so many of the witnesses must have signed."""
    found = [witness for witness in witnesses if witness in signed_by]
    if len(found) < needed:
        missing = ", ".join(witness.name for witness in witnesses if witness not in found)
        raise Incomplete(f"missing cosignature: {len(found)} of the {needed} that are needed; not signed by {missing}")
