"""What an auditor is shown of a published figure: every label and part, and records opened as far as the definition asks of them."""

from __future__ import annotations

import hmac
import json
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from fazhi.kernel import registry
from fazhi.kernel.ledger.models import Event
from fazhi.kernel.ledger.rereading import columns_opened, neighbours, openings
from fazhi.kernel.ledger.rows import columns, row_key
from fazhi.kernel.ledger.sealing import contents

from ..models import Definition, Proof
from .files import file_of
from .keeping import part_of, unpacked
from .manifest import blind
from .reading import last_writers, owner_of

OPENS = ("on", "field", "once_per", "start", "end", "until", "through")


def audit_file(proof: Proof, sample: int = 0) -> dict[str, Any]:
    """The proof file with all labels and parts, and so many records opened (0: all), chosen by the figure's own fingerprint."""
    told = file_of(proof)
    secret, kept = bytes(proof.secret), unpacked(bytes(proof.kept))
    parts = [(log, index, *part_of([log, index, *rest])) for log, index, *rest in kept["parts"]]
    told["audit"] = {
        "labels": [[log, index, label, blind(secret, "label", leaf)] for log, index, leaf, label in kept["labels"]],
        "parts": [[log, index, part, blind(secret, "part", leaf)] for log, index, leaf, part in parts],
        "opened": list(_opened(proof, kept["labels"], sample)),
    }
    return told


def _opened(proof: Proof, labels: list[list[Any]], sample: int) -> Iterator[dict[str, Any]]:
    """The records as they still are; those that acts have changed since can no longer be opened as they were."""
    definition = json.loads(Definition.objects.get(code=proof.snapshot.code, hash=proof.snapshot.definition_hash).text)
    model = registry.model(definition["counts"])
    if owner_of(model) is not model:
        return
    logs = [(log["origin"], log["size"]) for log in json.loads(proof.manifest)["logs"]]
    chosen = sorted(labels, key=lambda row: _draw(proof, row[2]))[: sample or None]
    writers = last_writers(model)
    by_leaf = {event.leaf: event for event in _events([row[2] for row in chosen])}
    for log, index, leaf, _ in sorted(chosen, key=lambda row: row[:2]):
        tip = by_leaf.get(leaf)
        if tip is None or tip.of != registry.label(model):
            continue
        row = model._base_manager.filter(pk=tip.record_id).first()
        writer = writers.get(row_key(row)) if row else None
        if writer and (made := _record(row, writer, tip, logs[log], names_asked(definition, model))):
            yield {"log": log, "index": index, **made}


def _draw(proof: Proof, leaf: str) -> bytes:
    """An order that nobody chose: the auditor reckons it again from the manifest's fingerprint."""
    return hmac.digest(bytes.fromhex(proof.snapshot.manifest_hash), leaf.encode(), "sha256")


def _events(leaves: list[str]) -> Iterator[Event]:
    for start in range(0, len(leaves), 500):
        yield from Event.objects.filter(leaf__in=leaves[start : start + 500])


def _record(row: Model, writer: int, tip: Event, log: tuple[str, int], names: list[str]) -> dict[str, Any] | None:
    """A record's opened columns, or nothing where it was written after the figure, in another log, or is erased."""
    event = Event.objects.get(pk=writer)
    if event.log != log[0] or event.seq is None or event.seq >= log[1] or event.salt is None:
        return None
    key = f"row {row_key(row)}"
    later = Event.objects.filter(of=tip.of, record_id=tip.record_id, log=event.log, seq__gt=event.seq, seq__lte=tip.seq)
    return {
        "row": row_key(row),
        "at": event.seq,
        "row_opening": openings(bytes(event.salt), contents(event), [key])[0],
        "columns": columns_opened(bytes(event.salt), row, names),
        "silent": [
            {"index": each.seq, "opened": neighbours(bytes(each.salt), contents(each), key)} for each in later if each.salt
        ],
    }


def names_asked(definition: dict[str, Any], model: type[Model]) -> list[str]:
    """The record's own columns of which the definition asks; nothing personal is among them."""
    asked = {str(definition.get(name, "")) for name in OPENS}
    asked |= {path.partition("__")[0] for path in _paths(definition["behind"]) + _paths(definition["hits"])}
    fields = {field.name: field for field in model._meta.concrete_fields}
    return sorted(name for name, _ in columns(model) if name in asked and not hasattr(fields[name], "mask"))


def _paths(asks: dict[str, Any]) -> list[str]:
    """Every field of which a condition asks."""
    found = defaultdict(list)
    for word in ("all", "any"):
        for each in asks.get(word, []):
            found["paths"] += _paths(each)
    return found["paths"] + (_paths(asks["not"]) if "not" in asks else []) + ([asks["field"]] if "field" in asks else [])
