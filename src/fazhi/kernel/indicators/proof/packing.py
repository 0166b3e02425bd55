"""Entries of a log written small: each line names what is new in it; whoever unpacks them hashes the same bytes."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable
from typing import Any

from fazhi.kernel.ledger.log.tree import SHA256, Suite

FRAME = ("v", "kind", "org", "day", "actor", "via", "basis")  # alike in many entries
HEADER = {*FRAME, "log", "obj", "rev", "prev", "c"}


def packed(entries: Iterable[str], origin: str, suite: Suite = SHA256) -> dict[str, Any]:
    """{frames, objects, lines}; a line is `frame object revision commitment [leaf before]`, or an entry as it is."""
    frames: dict[str, int] = {}
    objects: dict[str, int] = {}
    last: dict[str, str] = {}
    lines = []
    for entry in entries:
        told = json.loads(entry)
        lines.append(_line(entry, told, origin, frames, objects, last))
        last[told.get("obj", "")] = suite.leaf(entry.encode()).hex()
    return {"frames": [json.loads(frame) for frame in frames], "objects": list(objects), "lines": lines}


def _line(
    entry: str, told: dict[str, Any], origin: str, frames: dict[str, int], objects: dict[str, int], last: dict[str, str]
) -> str:
    if set(told) != HEADER or told["log"] != origin:
        return entry
    frame = json.dumps([told[name] for name in FRAME], ensure_ascii=False)
    place = frames.setdefault(frame, len(frames))
    # The leaf before is what the lines above come to; it is written where it is something else.
    before = "" if told["prev"] == last.get(told["obj"], "") else f" {told['prev'] or '-'}"
    commitment = base64.b64encode(bytes.fromhex(told["c"])).decode().rstrip("=")
    return f"{place} {objects.setdefault(told['obj'], len(objects))} {told['rev']} {commitment}{before}"
