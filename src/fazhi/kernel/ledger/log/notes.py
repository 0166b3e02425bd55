"""Signed notes and checkpoints: c2sp.org/signed-note, /tlog-checkpoint, /tlog-cosignature; the kind of signature is a plug."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from .tree import Refused

DASH = "— "


class Kind(Protocol):
    """One kind of signature, known by the first byte of its keys."""

    byte: bytes

    def verifies(self, public: bytes, message: bytes, signature: bytes) -> bool: ...

    def message(self, text: str, signature: bytes) -> bytes: ...

    def signed(self, signature: bytes) -> bytes: ...


class Ed25519:
    """Type 0x01: a plain Ed25519 signature over the note's text."""

    byte: ClassVar[bytes] = b"\x01"

    def verifies(self, public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True

    def message(self, text: str, signature: bytes) -> bytes:
        return text.encode()

    def signed(self, signature: bytes) -> bytes:
        return signature


class Cosignature(Ed25519):
    """Type 0x04: a witness's signature with the second at which it saw the checkpoint, eight bytes before it."""

    byte: ClassVar[bytes] = b"\x04"

    def message(self, text: str, signature: bytes) -> bytes:
        return f"cosignature/v1\ntime {int.from_bytes(signature[:8], 'big')}\n{text}".encode()

    def signed(self, signature: bytes) -> bytes:
        return signature[8:]


KINDS: dict[bytes, Kind] = {kind.byte: kind for kind in (Ed25519(), Cosignature())}


@dataclass(frozen=True, slots=True)
class Verifier:
    """A name and a public key, `name+hash+key` in one line."""

    name: str
    kind: Kind
    public: bytes

    @classmethod
    def read(cls, line: str) -> Verifier:
        """From its line; raises `Refused` when the hash does not fit the key or the kind is unknown."""
        name, _, rest = line.strip().partition("+")
        stated, _, key = rest.partition("+")
        data = _decoded(key)
        if data[:1] not in KINDS:
            raise Refused(f"{name}: no such kind of key")
        made = cls(name, KINDS[data[:1]], data[1:])
        if made.key_hash().hex() != stated:
            raise Refused(f"{name}: the key's hash does not fit")
        return made

    def key_hash(self) -> bytes:
        return hashlib.sha256(f"{self.name}\n".encode() + self.kind.byte + self.public).digest()[:4]

    def line(self) -> str:
        return f"{self.name}+{self.key_hash().hex()}+{_encoded(self.kind.byte + self.public)}"

    def accepts(self, text: str, signature: bytes) -> bool:
        return self.kind.verifies(self.public, self.kind.message(text, signature), self.kind.signed(signature))


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs notes with an Ed25519 key of 32 bytes."""

    name: str
    seed: bytes
    kind: Kind = KINDS[b"\x01"]

    @classmethod
    def new(cls, name: str, kind: Kind = KINDS[b"\x01"]) -> Signer:
        key = Ed25519PrivateKey.generate()
        return cls(name, key.private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption()), kind)

    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)

    def verifier(self) -> Verifier:
        return Verifier(self.name, self.kind, self._key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))

    def line(self, text: str, *, at: int = 0) -> str:
        """The signature line below a text; `at` is a witness's time in seconds."""
        stamp = at.to_bytes(8, "big") if isinstance(self.kind, Cosignature) else b""
        signature = stamp + self._key().sign(self.kind.message(text, stamp))
        return f"{DASH}{self.name} {_encoded(self.verifier().key_hash() + signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signature lines below it, as (name, key hash, signature)."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    @classmethod
    def read(cls, note: str) -> Note:
        """From its text; raises `Refused` where its form is wrong."""
        text, blank, below = note.rpartition("\n\n")
        if not blank or not note.endswith("\n"):
            raise Refused("a note is a text, an empty line, and signature lines")
        return cls(f"{text}\n", tuple(_signature(line) for line in below.splitlines()))

    def by(self, verifiers: Iterable[Verifier]) -> list[Verifier]:
        """Who of these signed; raises `Refused` when a known key's signature is wrong. Unknown keys are passed over."""
        return [verifier for verifier in verifiers if self._signed_by(verifier)]

    def _signed_by(self, verifier: Verifier) -> bool:
        found = [given for name, key, given in self.signatures if (name, key) == (verifier.name, verifier.key_hash())]
        if any(not verifier.accepts(self.text, given) for given in found):
            raise Refused(f"the signature of {verifier.name} is wrong")
        return bool(found)


def _signature(line: str) -> tuple[str, bytes, bytes]:
    name, _, data = line.removeprefix(DASH).rpartition(" ")
    raw = _decoded(data)
    if not line.startswith(DASH) or not name or len(raw) < 5:
        raise Refused(f"not a signature line: {line[:40]}")
    return name, raw[:4], raw[4:]


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The state of a log: its origin, how many entries, the root over them."""

    origin: str
    size: int
    root: bytes

    @classmethod
    def read(cls, text: str) -> Checkpoint:
        """From a note's text; further lines are extensions and passed over."""
        lines = text.splitlines()
        if len(lines) < 3 or not lines[1].isascii() or not lines[1].isdigit() or str(int(lines[1])) != lines[1]:
            raise Refused("a checkpoint is an origin, a size and a root")
        return cls(lines[0], int(lines[1]), _decoded(lines[2]))

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{_encoded(self.root)}\n"


def signed(checkpoint: Checkpoint, signers: Iterable[Signer]) -> str:
    """The checkpoint as a note under these signatures."""
    text = checkpoint.text()
    return f"{text}\n" + "".join(signer.line(text) for signer in signers)


def tlog_proof(index: int, proof: Iterable[bytes], checkpoint: str, extra: bytes = b"") -> str:
    """A proof file, c2sp.org/tlog-proof@v1: that an entry stands at an index below a checkpoint."""
    head = ["c2sp.org/tlog-proof@v1", *([f"extra {_encoded(extra)}"] if extra else []), f"index {index}"]
    return "\n".join([*head, *map(_encoded, proof), "", checkpoint])


def read_tlog_proof(text: str) -> Mapping[str, object]:
    """{index, proof, checkpoint, extra} of a proof file; raises `Refused` where its form is wrong."""
    head, blank, checkpoint = text.partition("\n\n")
    first, *lines = head.split("\n")
    extra = _decoded(lines.pop(0).removeprefix("extra ")) if lines and lines[0].startswith("extra ") else b""
    if first != "c2sp.org/tlog-proof@v1" or not blank or not lines or not lines[0].startswith("index "):
        raise Refused("not a proof file")
    return {"index": _index(lines[0]), "proof": [_decoded(line) for line in lines[1:]], "checkpoint": checkpoint, "extra": extra}


def _index(line: str) -> int:
    digits = line.removeprefix("index ")
    if not (digits.isascii() and digits.isdigit()):
        raise Refused("the index of a proof is a number")
    return int(digits)


def _encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _decoded(text: str) -> bytes:
    """Only in the one way in which base64 is written: loose bits at its end would let a note be changed unseen."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(f"not base64: {text[:20]}") from error
    if _encoded(data) != text:
        raise Refused(f"not the one way to write base64: {text[:20]}")
    return data
