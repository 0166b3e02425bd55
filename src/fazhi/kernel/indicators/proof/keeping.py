"""What an auditor is shown later, kept small beside its figure: the label of each entry, and what each adds."""

from __future__ import annotations

import json
import zlib
from typing import Any

from .manifest import Manifest


def kept(manifest: Manifest) -> bytes:
    """[log, index, leaf, label] of each match, and [log, index, numerator, denominator, records, month] of each part."""
    told = {
        "labels": [[tip.log, tip.index, tip.leaf, label] for tip, label in manifest.labels],
        "parts": [
            [tip.log, tip.index, tip.leaf, part["numerator"], part["denominator"], part["records"], part.get("month", "")]
            for tip, part in manifest.parts
        ],
    }
    return zlib.compress(json.dumps(told, separators=(",", ":")).encode())


def unpacked(data: bytes) -> dict[str, list[list[Any]]]:
    """As it was kept."""
    return json.loads(zlib.decompress(data))


def part_of(row: list[Any]) -> tuple[str, dict[str, Any]]:
    """(leaf, what it adds) of a kept part."""
    month = {"month": row[6]} if row[6] else {}
    return row[2], {"numerator": row[3], "denominator": row[4], "records": row[5], **month}
