"""What the verifiers stand on: hashes, trees, notes, Ed25519. Standard library only, Python 3.9 or newer, no network of its own.

Written apart from the server's code on purpose: two hands that agree prove more than one.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import json
import unicodedata
from collections.abc import Iterator
from typing import Any, Callable

OK, USAGE, TAMPERED, INCOMPLETE = 0, 1, 2, 3
WIDTH = 256


class Tampered(Exception):
    """What was found; the program ends with 2."""


class Incomplete(Exception):
    """What is missing to decide; the program ends with 3."""


# --- hashes -------------------------------------------------------------------------------------------------------------------

_SM3_IV = (0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E)


def _rotated(word: int, by: int) -> int:
    by %= 32
    return ((word << by) | (word >> (32 - by))) & 0xFFFFFFFF


def sm3(data: bytes) -> bytes:
    """GB/T 32905-2016, for machines whose OpenSSL has no SM3."""
    padded = data + b"\x80" + bytes((55 - len(data)) % 64) + (8 * len(data)).to_bytes(8, "big")
    state = _SM3_IV
    for at in range(0, len(padded), 64):
        state = _sm3_block(state, padded[at : at + 64])
    return b"".join(word.to_bytes(4, "big") for word in state)


def _sm3_words(block: bytes) -> list[int]:
    words = [int.from_bytes(block[at : at + 4], "big") for at in range(0, 64, 4)]
    for at in range(16, 68):
        mixed = words[at - 16] ^ words[at - 9] ^ _rotated(words[at - 3], 15)
        words.append(mixed ^ _rotated(mixed, 15) ^ _rotated(mixed, 23) ^ _rotated(words[at - 13], 7) ^ words[at - 6])
    return words


def _sm3_block(state: tuple[int, ...], block: bytes) -> tuple[int, ...]:
    words = _sm3_words(block)
    a, b, c, d, e, f, g, h = state
    for turn in range(64):
        early = turn < 16
        first = _rotated(_rotated(a, 12) + e + _rotated(0x79CC4519 if early else 0x7A879D8A, turn) & 0xFFFFFFFF, 7)
        second = first ^ _rotated(a, 12)
        chosen = a ^ b ^ c if early else (a & b) | (a & c) | (b & c)
        other = e ^ f ^ g if early else (e & f) | (~e & g)
        left = (chosen + d + second + (words[turn] ^ words[turn + 4])) & 0xFFFFFFFF
        right = (other + h + first + words[turn]) & 0xFFFFFFFF
        a, b, c, d = left, a, _rotated(b, 9), c
        e, f, g, h = right ^ _rotated(right, 9) ^ _rotated(right, 17), e, _rotated(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h)))


def digest_of(origin: str) -> Callable[[bytes], bytes]:
    """The hash that an origin names by its end: …/sm3, SHA-256 otherwise."""
    if not origin.endswith("/sm3"):
        return lambda data: hashlib.sha256(data).digest()
    if "sm3" in hashlib.algorithms_available:
        return lambda data: hashlib.new("sm3", data).digest()
    return sm3


# --- tree (RFC 6962) ----------------------------------------------------------------------------------------------------------


class Tree:
    """Hashes of a tree; grows leaf by leaf and keeps the right edge alone."""

    def __init__(self, digest: Callable[[bytes], bytes]) -> None:
        self.digest, self.size, self.peaks = digest, 0, []  # type: Callable[[bytes], bytes], int, List[bytes]

    def leaf(self, entry: bytes) -> bytes:
        return self.digest(b"\x00" + entry)

    def node(self, left: bytes, right: bytes) -> bytes:
        return self.digest(b"\x01" + left + right)

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


class Key:
    """A verifier key in one line: name+hash+key."""

    def __init__(self, line: str) -> None:
        parts = line.strip().split("+", 2)
        if len(parts) != 3:
            raise Tampered("not a key: " + line[:40])
        self.name, data = parts[0], decoded(parts[2])
        self.kind, self.public = data[:1], data[1:]
        self.hash = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4]
        if self.hash.hex() != parts[1] or self.kind not in (b"\x01", b"\x04"):
            raise Tampered(f"the key of {self.name} does not fit its hash, or is of a kind not known here")

    def accepts(self, text: str, signature: bytes) -> bool:
        message = text.encode()
        if self.kind == b"\x04":
            message = b"cosignature/v1\ntime %d\n" % int.from_bytes(signature[:8], "big") + message
            signature = signature[8:]
        return ed25519(self.public, message, signature)


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


# --- Ed25519 (RFC 8032 §5.1.7) ------------------------------------------------------------------------------------------------

_P = 2**255 - 19
_L = 2**252 + 27742317777372353535851937790883648493
_D = -121665 * pow(121666, _P - 2, _P) % _P
_SQRT = pow(2, (_P - 1) // 4, _P)
Point = tuple[int, int, int, int]


def _added(one: Point, two: Point) -> Point:
    a, b = (one[1] - one[0]) * (two[1] - two[0]) % _P, (one[1] + one[0]) * (two[1] + two[0]) % _P
    c, d = 2 * one[3] * two[3] * _D % _P, 2 * one[2] * two[2] % _P
    e, f, g, h = b - a, d - c, d + c, b + a
    return e * f % _P, g * h % _P, f * g % _P, e * h % _P


def _times(scalar: int, point: Point) -> Point:
    made = (0, 1, 1, 0)
    while scalar:
        if scalar & 1:
            made = _added(made, point)
        point, scalar = _added(point, point), scalar >> 1
    return made


def _same(one: Point, two: Point) -> bool:
    return (one[0] * two[2] - two[0] * one[2]) % _P == 0 and (one[1] * two[2] - two[1] * one[2]) % _P == 0


def _point(data: bytes) -> Point | None:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & ((1 << 255) - 1)
    if len(data) != 32 or y >= _P:
        return None
    square = (y * y - 1) * pow(_D * y * y + 1, _P - 2, _P) % _P
    x = pow(square, (_P + 3) // 8, _P)
    if (x * x - square) % _P:
        x = x * _SQRT % _P
    if (x * x - square) % _P or (x == 0 and sign):
        return None
    x = _P - x if x & 1 != sign else x
    return x, y, 1, x * y % _P


_BASE = _point((4 * pow(5, _P - 2, _P) % _P).to_bytes(32, "little"))


def ed25519(public: bytes, message: bytes, signature: bytes) -> bool:
    """Whether an Ed25519 signature is right."""
    key, nonce = _point(public), _point(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or nonce is None or len(signature) != 64 or scalar >= _L:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public + message).digest(), "little") % _L
    return _same(_times(scalar, _BASE), _added(nonce, _times(challenge, key)))  # type: ignore[arg-type]


# --- field commitments --------------------------------------------------------------------------------------------------------


def check_opening(tree: Tree, given: dict[str, Any], commitment: bytes) -> None:
    """One field opened by its salt must stand under an entry's commitment."""
    said = [given["field"]] if given["value"] is None else [given["field"], given["value"]]
    made = hmac.new(bytes.fromhex(given["salt"]), canonical(said), hashlib.sha256).digest()
    proof = [bytes.fromhex(step) for step in given["proof"]]
    if root_from(tree, given["index"], given["of"], tree.leaf(made), proof) != commitment:
        raise Tampered("the field {} is not what the entry committed to".format(given["field"]))
