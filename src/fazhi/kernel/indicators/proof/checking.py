"""Whether a published figure still follows from the log at its checkpoint: what was falsified, what lawful acts have moved since."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q
from django.utils import timezone

from fazhi.kernel import registry
from fazhi.kernel.ledger.log.tree import Frontier, suite_of
from fazhi.kernel.ledger.models import Event, Log
from fazhi.kernel.ledger.rereading import is_whole
from fazhi.kernel.ledger.sealing import leaf_of

from ..declared import Indicator
from ..evaluation import evaluate
from ..models import Definition, Proof, Snapshot
from ..windows import window_of
from .evidence import contributions, meets_filter
from .files import is_covered
from .keeping import part_of, unpacked
from .manifest import SCALE, blinded_root
from .reading import Reading, owner_of

# By which door an act came in; what came by none was written by SQL.
DOORS = {
    "desk": "页面",
    "api": "接口",
    "import": "台账导入",
    "portal": "群众页面",
    "schedule": "到期自动办理",
    "console": "命令行",
    "calendar": "节假日调整",
}


@dataclass(frozen=True, slots=True)
class Moved:
    """A record that an act has changed since: which, by which door, what was done."""

    record: str
    act: str
    door: str
    day: str

    def __str__(self) -> str:
        return f"{self.record}：{self.day} 经{self.door}“{self.act}”"


@dataclass(slots=True)
class Result:
    """What came of checking one published figure."""

    snapshot: Snapshot
    found: list[str] = field(default_factory=list)  # falsified: nothing lawful explains it
    moved: list[Moved] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def code(self) -> int:
        """0 well, 2 tampered with, 3 incomplete."""
        return 2 if self.found else 3 if self.missing else 0


class Bench:
    """Reads what many figures share once: tables held against the ledger, roots over the log's leaves."""

    def __init__(self) -> None:
        self.now = Reading()
        self._at: dict[str, Reading] = {}
        self._roots: dict[tuple[str, int], bytes] = {}

    def at(self, sizes: dict[str, int]) -> Reading:
        """The log as it was when it had these sizes."""
        return self._at.setdefault(json.dumps(sizes), Reading(sizes))

    def root(self, origin: str, size: int) -> bytes:
        """The root over the leaves that the database holds, one by one."""
        if (origin, size) not in self._roots:
            frontier = Frontier(suite_of(origin))
            leaves = Event.objects.filter(log=origin, seq__lt=size).order_by("seq").values_list("leaf", flat=True)
            for leaf in leaves.iterator(chunk_size=5000):
                for _ in frontier.append(bytes.fromhex(leaf)):
                    pass
            self._roots[origin, size] = frontier.root() if frontier.size == size else b""
        return self._roots[origin, size]


def check(snapshot: Snapshot, bench: Bench) -> Result:
    """Everything that the database can say of one published figure."""
    result = Result(snapshot)
    proof = Proof.objects.select_related("event", "snapshot").filter(snapshot=snapshot).first()
    if proof is None:
        result.missing.append("没有凭证")
        return result
    result.found += _of_publication(snapshot, proof, bench)
    told = json.loads(proof.manifest)
    result.found += _of_logs(told, bench)
    if result.found:
        return result
    result.found += _of_evidence(told, proof, bench)
    _of_records(result, told, proof, bench)
    if not is_covered(proof):
        result.missing.append("还没有公开的检查点包含它")
    return result


def _of_publication(snapshot: Snapshot, proof: Proof, bench: Bench) -> Iterator[str]:
    """The manifest, the published row and the definition are those whose fingerprints stand in the log."""
    event, fingerprint = proof.event, hashlib.sha256(proof.manifest.encode()).hexdigest()
    if leaf_of(event.log, event.entry) != event.leaf or not is_whole(event):
        yield "发布它的账本记录被改写"
    if not fingerprint == snapshot.manifest_hash == event.changes.get("manifest", [None, ""])[1]:
        yield "凭证被改动，与账本里的指纹不符"
    for model, key in ((Snapshot, f"{registry.label(Snapshot)}:{snapshot.pk}"), (Definition, "")):
        yield from (str(fault) for fault in bench.now.faults(model) if not key or fault.row == key)
    definition = json.loads(proof.manifest)["definition"]
    kept = Definition.objects.filter(code=snapshot.code, version=definition["version"]).first()
    if kept is None or not kept.hash == definition["hash"] == hashlib.sha256(kept.text.encode()).hexdigest():
        yield "口径与凭证里的指纹不符"


def _of_logs(told: dict[str, Any], bench: Bench) -> Iterator[str]:
    """The entries that the figure stands on are still in their places."""
    for log in told["logs"]:
        known = Log.objects.filter(origin=log["origin"]).first()
        if known is None or known.size < log["size"] or bench.root(log["origin"], log["size"]).hex() != log["root"]:
            yield f"{log['origin']} 的前 {log['size']} 条已经不是发布时的样子"


def _of_evidence(told: dict[str, Any], proof: Proof, bench: Bench) -> Iterator[str]:
    """Labels and parts are those committed to, none of the matching histories is missing, and they come to the value."""
    secret, kept = bytes(proof.secret), unpacked(bytes(proof.kept))
    labels = [(leaf, {"label": label}) for _, _, leaf, label in kept["labels"]]
    parts = [part_of(row) for row in kept["parts"]]
    if (blinded_root(secret, "label", labels), blinded_root(secret, "part", parts)) != (told["labels_root"], told["parts_root"]):
        yield "逐条的依据被改动，与凭证里的根不符"
    reading = bench.at({log["origin"]: log["size"] for log in told["logs"]})
    matches = [tip.leaf for tip in reading.tips(told["filter"]["kind"]) if meets_filter(tip, told["filter"])]
    if matches != [leaf for leaf, _ in labels] or len(matches) != told["matches"]:
        yield f"账本里有 {len(matches)} 条符合，凭证里写的是 {told['matches']} 条"
    if "counted" in told and sum(not said["label"] for _, said in labels) != told["counted"]:
        yield "计入的条数与凭证不符"
    if "value" in told and "months" not in told:
        numerator = sum(part["numerator"] for _, part in parts)
        if abs(numerator * told["value"]["scale"] - told["value"]["numerator"] * SCALE) > len(parts) * told["value"]["scale"]:
            yield "逐条相加与公布的数不符"


def _of_records(result: Result, told: dict[str, Any], proof: Proof, bench: Bench) -> None:
    """The records themselves: changed by nobody's act, or moved by acts since."""
    indicator = registry.on("indicators").get(result.snapshot.code)
    if indicator is None:
        result.notes.append("这个指标已经不再统计，只核对了凭证和账本")
        return
    owner = owner_of(indicator.model)
    for model in {indicator.model: None, owner: None}:
        result.found += [str(fault) for fault in bench.now.faults(model)]
    changed = acts_after(told, owner)
    result.moved += [_moved(event) for event in changed]
    if indicator.definition_hash != result.snapshot.definition_hash:
        result.notes.append("口径改过，现在的口径不能用来重算当时的数")
    elif not (indicator.once_per and changed):
        result.found += _of_parts(indicator, proof, {event.record_id for event in changed}, owner)


def acts_after(told: dict[str, Any], owner: Any) -> list[Event]:
    """Acts on records of the kind that are not below the figure's checkpoint, in their order."""
    before = Q(pk__in=())
    for log in told["logs"]:
        before |= Q(log=log["origin"], seq__lt=log["size"])
    return list(Event.objects.filter(of=registry.label(owner)).exclude(before).exclude(rows={}).order_by("id"))


def _moved(event: Event) -> Moved:
    record = event.number or f"{event.of}:{event.record_id}"
    return Moved(record, event.title, DOORS.get(event.via, event.via), timezone.localdate(event.recorded_at).isoformat())


def _of_parts(indicator: Indicator, proof: Proof, moved: set[int | None], owner: Any) -> Iterator[str]:
    """What each untouched record adds now is what it was said to add."""
    snapshot = proof.snapshot
    value = evaluate(snapshot.code, snapshot.unit, window_of(snapshot.window), snapshot.as_of, snapshot.structure)
    now = {pk: each for pk, each in contributions(value)[0].items() if pk not in moved}
    leaves = dict(map(part_of, unpacked(bytes(proof.kept))["parts"]))
    said = {pk: leaves[leaf] for pk, leaf in _records_of(leaves).items() if pk not in moved}
    for pk in sorted(now.keys() | said.keys()):
        there = pk in now and (int(now[pk].numerator * SCALE), now[pk].denominator, now[pk].records)
        told = pk in said and tuple(said[pk][name] for name in ("numerator", "denominator", "records"))
        if there != told:
            yield f"{registry.label(owner)}:{pk} 计入的与记录不符"


def _records_of(leaves: dict[str, Any]) -> dict[int, str]:
    found: dict[int, str] = {}
    names = list(leaves)
    for start in range(0, len(names), 500):
        found |= dict(Event.objects.filter(leaf__in=names[start : start + 500]).values_list("record_id", "leaf"))
    return found
