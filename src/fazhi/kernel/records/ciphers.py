"""Two suites that encrypt a value and bind it to its place: AES-256-GCM, and SM4-GCM where national cryptography is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE, TAG = 12, 16


class NotAuthentic(Exception):
    """The bytes were changed, moved to another place, or written under another key."""


@dataclass(frozen=True, slots=True)
class Suite:
    """encrypt(key, nonce, text, place) and decrypt(key, nonce, body, place); the body ends with its tag."""

    label: str
    size: int  # bytes of a key
    encrypt: Callable[[bytes, bytes, bytes, bytes], bytes]
    decrypt: Callable[[bytes, bytes, bytes, bytes], bytes]


@lru_cache(maxsize=16)
def _aes(key: bytes) -> AESGCM:
    return AESGCM(key)


def _aes_encrypt(key: bytes, nonce: bytes, text: bytes, place: bytes) -> bytes:
    return _aes(key).encrypt(nonce, text, place)


def _aes_decrypt(key: bytes, nonce: bytes, body: bytes, place: bytes) -> bytes:
    try:
        return _aes(key).decrypt(nonce, body, place)
    except InvalidTag:
        raise NotAuthentic from None


def _sm4_encrypt(key: bytes, nonce: bytes, text: bytes, place: bytes) -> bytes:
    made = Cipher(algorithms.SM4(key), modes.GCM(nonce)).encryptor()
    made.authenticate_additional_data(place)
    return made.update(text) + made.finalize() + made.tag


def _sm4_decrypt(key: bytes, nonce: bytes, body: bytes, place: bytes) -> bytes:
    made = Cipher(algorithms.SM4(key), modes.GCM(nonce, body[-TAG:])).decryptor()
    made.authenticate_additional_data(place)
    try:
        return made.update(body[:-TAG]) + made.finalize()
    except InvalidTag:
        raise NotAuthentic from None


# The letter begins the name of each key of the suite.
SUITES = {
    "a": Suite("AES-256-GCM", 32, _aes_encrypt, _aes_decrypt),
    "s": Suite("SM4-GCM", 16, _sm4_encrypt, _sm4_decrypt),
}
