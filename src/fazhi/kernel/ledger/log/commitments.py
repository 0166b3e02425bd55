"""What an entry says of a row without saying it: one salted commitment per field, and one root over them all."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from hashlib import sha256
from typing import Any

from .canonical import pair
from .tree import SHA256, Suite, check_inclusion, inclusion, over, root_of

SALT = 32  # bytes of chance per row and version
BLOCK = 64
INNER, OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))
INNER_REST, OUTER_REST = (bytes([pad]) * (BLOCK - SALT) for pad in (0x36, 0x5C))  # a digest, padded to a block, ends in these


def new_salt() -> bytes:
    """The row's salt; whoever lacks it learns nothing from a commitment, however small the field's choice."""
    return secrets.token_bytes(SALT)


def keyed(key: bytes, suite: Suite = SHA256) -> Callable[[bytes], bytes]:
    """HMAC under one key of at most a block: prepared once, it serves the dozens of fields of a row at half the cost."""
    block = key.ljust(BLOCK, b"\0")
    inner, outer = block.translate(INNER), block.translate(OUTER)
    if suite is not SHA256:
        return lambda message: suite.digest(outer + suite.digest(inner + message))
    return lambda message: sha256(outer + sha256(inner + message).digest()).digest()


def field_salt(salt: bytes, name: str, suite: Suite = SHA256) -> bytes:
    """HKDF-Expand (RFC 5869, one block) of the row's salt: opens one field and no other."""
    return keyed(salt, suite)(_info(name))


@lru_cache(4096)
def _info(name: str) -> bytes:
    return b"fazhi field " + name.encode() + b"\x01"


def field_commitment(salt: bytes, name: str, value: Any, suite: Suite = SHA256) -> bytes:
    """HMAC(field salt, [field, value])."""
    return opened(field_salt(salt, name, suite), name, value, suite)


def opened(salt_of_field: bytes, name: str, value: Any, suite: Suite = SHA256) -> bytes:
    """The commitment that somebody holding a field's salt computes."""
    return keyed(salt_of_field, suite)(pair(name, value))


def commitments_to(salt: bytes, values: Mapping[str, Any], suite: Suite = SHA256) -> list[bytes]:
    """The commitment to each field, by their names in order."""
    if suite is not SHA256:
        salt_of = keyed(salt, suite)
        return [opened(salt_of(_info(name)), name, values[name], suite) for name in sorted(values)]
    # The same written out: a city's import commits to millions of fields, and calls would cost more than the hashing.
    block, made = salt.ljust(BLOCK, b"\0"), []
    inner, outer = block.translate(INNER), block.translate(OUTER)
    for name in sorted(values):
        key = sha256(outer + sha256(inner + _info(name)).digest()).digest()
        hidden = sha256(key.translate(INNER) + INNER_REST + pair(name, values[name])).digest()
        made.append(sha256(key.translate(OUTER) + OUTER_REST + hidden).digest())
    return made


def root_over(commitments: Iterable[bytes], suite: Suite = SHA256) -> bytes:
    """The root over field commitments in their order."""
    return root_of(_over(commitments, suite), suite)


def _over(commitments: Iterable[bytes], suite: Suite) -> list[bytes]:
    if suite is SHA256:
        return [sha256(b"\x00" + one).digest() for one in commitments]
    return [suite.leaf(one) for one in commitments]


def _leaves(salt: bytes, values: Mapping[str, Any], suite: Suite) -> list[bytes]:
    return _over(commitments_to(salt, values, suite), suite)


def commitment(salt: bytes, values: Mapping[str, Any], suite: Suite = SHA256) -> bytes:
    """The root over all fields, by their names in order."""
    return root_of(_leaves(salt, values, suite), suite)


def opening(salt: bytes, values: Mapping[str, Any], name: str, suite: Suite = SHA256) -> dict[str, Any]:
    """What proves one field against the commitment: its salt, its place, its siblings."""
    leaves, index = _leaves(salt, values, suite), sorted(values).index(name)
    proof = inclusion(index, len(leaves), over(leaves, suite), suite)
    return {
        "field": name,
        "value": values[name],
        "salt": field_salt(salt, name, suite).hex(),
        "index": index,
        "of": len(leaves),
        "proof": [step.hex() for step in proof],
    }


def check_opening(given: Mapping[str, Any], root: bytes, suite: Suite = SHA256) -> None:
    """Raise `Refused` unless the opened field stands under the commitment."""
    made = suite.leaf(opened(bytes.fromhex(given["salt"]), given["field"], given["value"], suite))
    check_inclusion(given["index"], given["of"], made, [bytes.fromhex(step) for step in given["proof"]], root, suite)
