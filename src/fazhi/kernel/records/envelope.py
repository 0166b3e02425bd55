"""How a sensitive value lies in its column: `~` hash `.` key `.` ciphertext, bound to its row and column."""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from secrets import token_bytes

from django.core.exceptions import ValidationError

from . import keyring
from .ciphers import NONCE, NotAuthentic

MARK = "~"
HASH = 22  # letters of the keyed hash: 128 bits
PREFIX = len(MARK) + 4 + HASH  # what an exact search looks at: the mark, the tag of the hash's key, the hash


class Ciphertext(str):
    """A value as it lies in the database."""

    __slots__ = ()


class Unreadable(str):
    """Stands, empty, for a value that cannot be decrypted; it knows why, and is never written back."""

    stored: str
    sentence: str

    def __new__(cls, stored: str, sentence: str) -> Unreadable:
        made = super().__new__(cls, "")
        made.stored, made.sentence = stored, sentence
        return made


def place(column: str, row: int) -> str:
    """Where a value belongs; a ciphertext opens nowhere else."""
    return f"{column}:{row}"


def closed(text: str, where: str, kind: str) -> Ciphertext:
    """A value encrypted for one place, with the hash by which values of its kind are found."""
    ring = keyring.ring()
    key, prefix, nonce = ring.current, hashed(text, kind, ring.matching[0]), token_bytes(NONCE)
    body = ring.suite(key).encrypt(key.secret, nonce, text.encode("utf-8", "surrogatepass"), _bound(prefix, key.name, where))
    return Ciphertext(f"{prefix}.{key.name}.{urlsafe_b64encode(nonce + body).decode()}")


def opened(stored: str, where: str) -> str:
    """The value, or `Unreadable`."""
    try:
        return decrypted(stored, where)
    except ValidationError as reason:
        return Unreadable(stored, reason.messages[0])


def decrypted(stored: str, where: str) -> str:
    """The value; raises ValidationError with a sentence where the key is not at hand or the text is not what was written here."""
    prefix, name, body = parts(stored)
    if (key := keyring.key(name)) is None:
        raise ValidationError(f"这一项用密钥“{name}”加密，本机没有这把密钥，无法显示；请系统管理员放回密钥文件")
    try:
        raw = urlsafe_b64decode(body)
        suite = keyring.ring().suite(key)
        return suite.decrypt(key.secret, raw[:NONCE], raw[NONCE:], _bound(prefix, name, where)).decode("utf-8", "surrogatepass")
    except (NotAuthentic, ValueError):
        raise ValidationError(
            "这一项的密文不是写在这里的那一份（可能被移动或者改动），无法显示；请运行 fazhi log verify"
        ) from None


def parts(stored: str) -> tuple[str, str, str]:
    """The hash, the key's name and the ciphertext; blank where the text was cut."""
    prefix, _, rest = stored.partition(".")
    name, _, body = rest.partition(".")
    return prefix, name, body


def hashed(text: str, kind: str, key: keyring.Key) -> str:
    """The beginning of a column's text by which the value is found: keyed, so that numbers cannot be guessed without the key."""
    digest = hmac.digest(key.secret, f"{kind}\0{text}".encode("utf-8", "surrogatepass"), "sha256")[:16]
    return MARK + key.tag + urlsafe_b64encode(digest).decode().rstrip("=")


def hashes(text: str, kind: str) -> list[str]:
    """Every beginning under which a value may lie while hash keys are changed."""
    return [hashed(text, kind, key) for key in keyring.ring().matching]


def _bound(prefix: str, name: str, where: str) -> bytes:
    return f"{where} {prefix} {name}".encode()
