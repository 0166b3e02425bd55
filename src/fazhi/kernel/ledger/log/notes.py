"""Signed notes and checkpoints: c2sp.org/signed-note, /tlog-checkpoint; proof files: /tlog-proof."""

from __future__ import annotations

import base64
import binascii
import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from .kinds import ED25519, Kind, kind_of
from .tree import Refused

DASH = "— "
LONGEST = 1 << 16  # characters of a note; more is no checkpoint
MOST_STEPS = 63  # hashes of a proof


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
        made = cls(name, *kind_of(decoded(key)))
        if made.key_hash().hex() != stated:
            raise Refused(f"{name}: the key's hash does not fit")
        return made

    def key_hash(self) -> bytes:
        return hashlib.sha256(f"{self.name}\n".encode() + self.kind.prefix + self.public).digest()[:4]

    def line(self) -> str:
        return f"{self.name}+{self.key_hash().hex()}+{encoded(self.kind.prefix + self.public)}"

    def accepts(self, text: str, signature: bytes) -> bool:
        return self.kind.accepts(self.public, text, signature)


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs notes with a secret key."""

    name: str
    seed: bytes
    kind: Kind = ED25519

    @classmethod
    def new(cls, name: str, kind: Kind = ED25519) -> Signer:
        return cls(name, kind.scheme.new(), kind)

    def verifier(self) -> Verifier:
        return Verifier(self.name, self.kind, self.kind.scheme.public(self.seed))

    def line(self, text: str, *, at: int = 0) -> str:
        """The signature line below a text; `at` is a witness's time in seconds."""
        signature = self.kind.sign(self.seed, text, at)
        return f"{DASH}{self.name} {encoded(self.verifier().key_hash() + signature)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    """A text and the signature lines below it, as (name, key hash, signature)."""

    text: str
    signatures: tuple[tuple[str, bytes, bytes], ...]

    @classmethod
    def read(cls, note: str) -> Note:
        """From its text; raises `Refused` where its form is wrong."""
        text, blank, below = note.rpartition("\n\n")
        if not blank or not note.endswith("\n") or len(note) > LONGEST:
            raise Refused("a note is a text, an empty line, and signature lines")
        return cls(f"{text}\n", tuple(map(signature_of, below[:-1].split("\n"))))

    def by(self, verifiers: Iterable[Verifier]) -> list[Verifier]:
        """Who of these signed; raises `Refused` when a known key's signature is wrong. Unknown keys are passed over."""
        return [verifier for verifier in verifiers if self._signed_by(verifier)]

    def _signed_by(self, verifier: Verifier) -> bool:
        found = [given for name, key, given in self.signatures if (name, key) == (verifier.name, verifier.key_hash())]
        if any(not verifier.accepts(self.text, given) for given in found):
            raise Refused(f"the signature of {verifier.name} is wrong")
        return bool(found)


def signature_of(line: str) -> tuple[str, bytes, bytes]:
    """(name, key hash, signature) of a signature line; raises `Refused`."""
    name, _, data = line.removeprefix(DASH).rpartition(" ")
    raw = decoded(data)
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
        lines = text.split("\n")
        if len(lines) < 4 or not lines[0] or "" in lines[:-1] or lines[-1]:
            raise Refused("a checkpoint is an origin, a size and a root")
        return cls(lines[0], whole(lines[1]), decoded(lines[2]))

    @classmethod
    def of(cls, note: str) -> Checkpoint:
        """Of a whole note, whoever signed it."""
        return cls.read(Note.read(note).text)

    def text(self) -> str:
        return f"{self.origin}\n{self.size}\n{encoded(self.root)}\n"


def signed(checkpoint: Checkpoint, signers: Iterable[Signer]) -> str:
    """The checkpoint as a note under these signatures."""
    text = checkpoint.text()
    return f"{text}\n" + "".join(signer.line(text) for signer in signers)


@dataclass(frozen=True, slots=True)
class Proof:
    """That an entry stands at an index below a checkpoint; `extra` is bound by nothing but what it leads to."""

    index: int
    steps: tuple[bytes, ...]
    checkpoint: str
    extra: bytes = b""

    @classmethod
    def read(cls, text: str) -> Proof:
        """From a proof file; raises `Refused` where its form is wrong."""
        head, blank, checkpoint = text.partition("\n\n")
        first, *lines = head.split("\n")
        extra = decoded(lines.pop(0).removeprefix("extra ")) if lines and lines[0].startswith("extra ") else b""
        if first != "c2sp.org/tlog-proof@v1" or not blank or not lines or not lines[0].startswith("index "):
            raise Refused("not a proof file")
        if len(lines) > MOST_STEPS + 1:
            raise Refused("the proof is too long")
        return cls(whole(lines[0].removeprefix("index ")), tuple(map(decoded, lines[1:])), checkpoint, extra)

    def text(self) -> str:
        head = ["c2sp.org/tlog-proof@v1", *([f"extra {encoded(self.extra)}"] if self.extra else []), f"index {self.index}"]
        return "\n".join([*head, *map(encoded, self.steps), "", self.checkpoint])


def whole(text: str) -> int:
    """A number from 0 on, in ASCII digits without leading zeros; raises `Refused`."""
    if not (text.isascii() and text.isdigit() and len(text) < 20 and str(int(text)) == text):
        raise Refused(f"not a whole number: {text[:20]}")
    return int(text)


def encoded(data: bytes) -> str:
    return base64.b64encode(data).decode()


def decoded(text: str) -> bytes:
    """Only in the one way in which base64 is written: loose bits at its end would let a note be changed unseen."""
    try:
        data = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError) as error:
        raise Refused(f"not base64: {text[:20]}") from error
    if encoded(data) != text:
        raise Refused(f"not the one way to write base64: {text[:20]}")
    return data
