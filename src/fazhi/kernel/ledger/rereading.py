"""What an event committed to, reckoned from what the database says now."""

from __future__ import annotations

import hashlib
import json
from bisect import bisect
from collections.abc import Iterable, Mapping
from typing import Any

from django.db import models

from .log.commitments import commitment, field_commitment, field_salt
from .log.tree import inclusion, over, suite_of
from .models import Event
from .rows import row_key, row_salt, said
from .sealing import contents


def root_of_row(event: Event, row: models.Model) -> str:
    """The root over all columns of a row read from the database, under the salt of the event that wrote it."""
    suite = suite_of(event.log)
    return commitment(row_salt(bytes(event.salt), row_key(row), suite), said(row), suite).hex()


def is_whole(event: Event) -> bool:
    """Whether an event is still what its entry committed to; once its salt is erased nobody can tell, and nobody needs to."""
    if event.salt is None:
        return True
    return json.loads(event.entry)["c"] == commitment(bytes(event.salt), contents(event), suite_of(event.log)).hex()


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
