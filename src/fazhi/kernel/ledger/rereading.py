"""What an event committed to, reckoned from what the database says now; quick enough for whole tables at once."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from .log.canonical import canonical
from .log.commitments import commitment, field_commitment, field_salt
from .log.tree import SHA256, Suite, inclusion, over, suite_of
from .models import Event
from .rows import row_key, row_salt, said
from .sealing import contents

INNER, OUTER = (bytes(byte ^ pad for byte in range(256)) for pad in (0x36, 0x5C))  # RFC 2104
BLOCK = 64
_written = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def root_of_row(event: Event, row: models.Model) -> str:
    """The root over all columns of a row read from the database, under the salt of the event that wrote it."""
    suite = suite_of(event.log)
    return root_under(row_salt(bytes(event.salt), row_key(row), suite), said(row), suite).hex()


def is_whole(event: Event) -> bool:
    """Whether an event is still what its entry committed to; once its salt is erased nobody can tell, and nobody needs to."""
    if event.salt is None:
        return True
    return json.loads(event.entry)["c"] == root_under(bytes(event.salt), contents(event), suite_of(event.log)).hex()


def root_under(salt: bytes, values: Mapping[str, Any], suite: Suite = SHA256) -> bytes:
    """`commitments.commitment`, several times quicker: values come from the database and are in the profile already."""
    if suite is not SHA256:
        return commitment(salt, values, suite)
    inner, outer = (hashlib.sha256(salt.ljust(BLOCK, b"\x00").translate(pad)) for pad in (INNER, OUTER))
    made = []
    for name in sorted(values):
        first, second = inner.copy(), outer.copy()
        first.update(b"fazhi field " + name.encode() + b"\x01")
        second.update(first.digest())
        made.append(hashlib.sha256(b"\x00" + _keyed(second.digest(), _said(name, values[name]))).digest())
    return _root(made)


def _said(name: str, value: Any) -> bytes:
    if isinstance(value, list | dict):
        return canonical([name, value])
    return _written([name] if value is None else [name, value]).encode()


def _keyed(salt: bytes, said: bytes) -> bytes:
    """HMAC-SHA-256."""
    key = salt.ljust(BLOCK, b"\x00")
    return hashlib.sha256(key.translate(OUTER) + hashlib.sha256(key.translate(INNER) + said).digest()).digest()


def _root(leaves: list[bytes]) -> bytes:
    """Level by level; the odd one at the end goes up as it is, which is the tree of RFC 6962."""
    while len(leaves) > 1:
        paired = [hashlib.sha256(b"\x01" + left + right).digest() for left, right in zip(leaves[::2], leaves[1::2], strict=False)]
        leaves = paired + leaves[len(leaves) // 2 * 2 :]
    return leaves[0]


def openings(salt: bytes, values: Mapping[str, Any], names: Iterable[str]) -> list[dict[str, Any]]:
    """What proves some fields among many: each with its own salt, its place and its siblings."""
    order = sorted(values)
    leaves = [hashlib.sha256(b"\x00" + field_commitment(salt, name, values[name])).digest() for name in order]
    return [_opening(salt, values, order, leaves, name) for name in names]


def _opening(salt: bytes, values: Mapping[str, Any], order: list[str], leaves: list[bytes], name: str) -> dict[str, Any]:
    index = order.index(name)
    proof = inclusion(index, len(leaves), over(leaves))
    told = {"field": name, "value": values[name], "salt": field_salt(salt, name).hex(), "index": index, "of": len(leaves)}
    return told | {"proof": [step.hex() for step in proof]}


def columns_opened(salt: bytes, row: models.Model, names: Iterable[str]) -> list[dict[str, Any]]:
    """Some columns of a row, each provable under the row's root."""
    return openings(field_salt(salt, f"row {row_key(row)}"), said(row), names)


def neighbours(salt: bytes, values: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    """The two fields between which a name would stand: they show that it is not among them."""
    order = sorted(values)
    place = bisect(order, name)
    return openings(salt, values, order[max(0, place - 1) : place + 1])
