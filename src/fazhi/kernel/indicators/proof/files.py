"""The proof of a published figure as a file that anybody checks offline: manifest, definition, signed checkpoints, entries."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any

from django.conf import settings

from fazhi.kernel.ledger import receipts
from fazhi.kernel.ledger.log.notes import Checkpoint, Note
from fazhi.kernel.ledger.log.tree import consistency, suite_of
from fazhi.kernel.ledger.models import Event, Log
from fazhi.kernel.ledger.published import folder
from fazhi.kernel.ledger.publishing import write_file
from fazhi.kernel.ledger.tiling import node_of

from ..models import Definition, Proof
from .packing import packed

FORMAT = "fazhi-figure@v1"


class NotYet(Exception):
    """No published checkpoint covers the figure and its publication so far."""


def is_covered(proof: Proof) -> bool:
    """Whether checkpoints that everybody can read cover the figure's entries and its publication."""
    logs = json.loads(proof.manifest)["logs"]
    log, seq = Event.objects.values_list("log", "seq").get(pk=proof.event_id)
    sizes = [*((log["origin"], log["size"]) for log in logs), (log, (seq or 0) + 1)]
    return seq is not None and all(checkpoint_of(origin)[1] >= size for origin, size in sizes)


def checkpoint_of(origin: str) -> tuple[str, int]:
    """(note, size) of the checkpoint that is published for a log."""
    path = folder(origin) / "checkpoint"
    note = path.read_text() if path.exists() else ""
    return (note, Checkpoint.read(Note.read(note).text).size) if note else ("", 0)


def path_of(proof: Proof, *, whole: bool = True) -> Path:
    """The file of a proof; written once, when it is asked for first. Raises NotYet."""
    path = settings.HOME / "proofs" / f"{proof.snapshot.manifest_hash}{'' if whole else '-light'}.json"
    if not path.exists():
        write_file(path, json.dumps(file_of(proof, whole=whole), ensure_ascii=False, separators=(",", ":")).encode())
    return path


def name_of(proof: Proof) -> str:
    """What the file is called in somebody's hands."""
    return f"figure-{proof.snapshot_id}.json"


def file_of(proof: Proof, *, whole: bool = True) -> dict[str, Any]:
    """The proof as data; without the entries for who has the log's files already."""
    if not is_covered(proof):
        raise NotYet("这个数字还没有进入公开的检查点，请过几分钟再试")
    manifest = json.loads(proof.manifest)
    definition = Definition.objects.get(code=manifest["code"], version=manifest["definition"]["version"])
    event = Event.objects.get(pk=proof.event_id)
    made = receipts.receipt(event)
    return {
        "format": FORMAT,
        "manifest": manifest,
        "definition": json.loads(definition.text),
        "keys": made["keys"],
        "publication": {
            "entry": event.entry,
            "opened": receipts.openings(event, ["changes"]),
            "proof": made["proof"],
        },
        "logs": [_log(log["origin"], log["size"], whole=whole) for log in manifest["logs"]],
    }


def _log(origin: str, size: int, *, whole: bool) -> dict[str, Any]:
    log, (note, grown) = Log.objects.get(origin=origin), checkpoint_of(origin)
    steps = consistency(size, grown, node_of(log, log.size), suite_of(origin))
    told = {"origin": origin, "checkpoint": note, "consistency": [base64.b64encode(step).decode() for step in steps]}
    if whole:
        entries = Event.objects.filter(log=origin, seq__lt=size).order_by("seq").values_list("entry", flat=True)
        told["entries"] = packed(entries.iterator(chunk_size=2000), origin, suite_of(origin))
    return told
