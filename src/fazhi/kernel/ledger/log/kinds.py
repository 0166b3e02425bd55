"""Kinds of signature under a note, each a plug known by the first bytes of its keys: c2sp.org/signed-note, /tlog-cosignature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from . import sm2
from .tree import Refused

STAMP = 8  # bytes of a witness's time before its signature


class Scheme(Protocol):
    """How bytes are signed; a 密码机 is one more of these."""

    def new(self) -> bytes: ...

    def public(self, secret: bytes) -> bytes: ...

    def sign(self, secret: bytes, message: bytes) -> bytes: ...

    def verifies(self, public: bytes, message: bytes, signature: bytes) -> bool: ...


class Ed25519:
    """RFC 8032 as everybody must agree to: canonical S, A and R, and no cofactor."""

    prime = 2**255 - 19

    def new(self) -> bytes:
        return Ed25519PrivateKey.generate().private_bytes(Encoding.Raw, PrivateFormat.Raw, NoEncryption())

    def public(self, secret: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(secret).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)

    def sign(self, secret: bytes, message: bytes) -> bytes:
        return Ed25519PrivateKey.from_private_bytes(secret).sign(message)

    def verifies(self, public: bytes, message: bytes, signature: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return self._is_canonical(public)

    def _is_canonical(self, public: bytes) -> bool:
        """OpenSSL takes keys that are written in a second way; other verifiers do not."""
        y = int.from_bytes(public, "little")
        sign, y = y >> 255, y & ((1 << 255) - 1)
        return y < self.prime and not (sign and y in (1, self.prime - 1))


class SM2:
    """GB/T 32918.2 with SM3."""

    def new(self) -> bytes:
        return sm2.new_secret()

    def public(self, secret: bytes) -> bytes:
        return sm2.public_of(secret)

    def sign(self, secret: bytes, message: bytes) -> bytes:
        return sm2.sign(secret, message)

    def verifies(self, public: bytes, message: bytes, signature: bytes) -> bool:
        return sm2.verify(public, message, signature)


@dataclass(frozen=True, slots=True)
class Kind:
    """A scheme under its name in keys; a cosigning one signs the second at which it saw the note as well."""

    name: str
    prefix: bytes
    scheme: Scheme
    cosigns: bool = False

    def sign(self, secret: bytes, text: str, at: int = 0) -> bytes:
        stamp = at.to_bytes(STAMP, "big") if self.cosigns else b""
        return stamp + self.scheme.sign(secret, self._message(text, stamp))

    def accepts(self, public: bytes, text: str, signature: bytes) -> bool:
        stamp, plain = (signature[:STAMP], signature[STAMP:]) if self.cosigns else (b"", signature)
        return self.scheme.verifies(public, self._message(text, stamp), plain)

    def _message(self, text: str, stamp: bytes) -> bytes:
        head = f"cosignature/v1\ntime {int.from_bytes(stamp, 'big')}\n" if self.cosigns else ""
        return f"{head}{text}".encode()


ED25519 = Kind("ed25519", b"\x01", Ed25519())
COSIGNATURE = Kind("ed25519-cosignature", b"\x04", Ed25519(), cosigns=True)
SM2_SM3 = Kind("sm2", b"\xffsm2-sm3-v1", SM2())
SM2_COSIGNATURE = Kind("sm2-cosignature", b"\xffsm2-sm3-cosignature-v1", SM2(), cosigns=True)
KINDS = (ED25519, COSIGNATURE, SM2_SM3, SM2_COSIGNATURE)


def kind_of(key: bytes) -> tuple[Kind, bytes]:
    """(kind, public key) of a key's bytes; raises `Refused` where the kind is unknown."""
    for kind in KINDS:
        if key.startswith(kind.prefix):
            return kind, key[len(kind.prefix) :]
    raise Refused("no such kind of key")


def kind_named(name: str) -> Kind:
    """A kind by its name; raises `Refused`."""
    found = [kind for kind in KINDS if kind.name == name]
    if not found:
        raise Refused(f"no kind of key is called {name}")
    return found[0]
