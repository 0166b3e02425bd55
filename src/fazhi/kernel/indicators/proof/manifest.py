"""The manifest of a figure: what anybody may know of its evidence, in one canonical text; the rest under salted commitments."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils import timezone

from fazhi.kernel.ledger.log.canonical import canonical, normal
from fazhi.kernel.ledger.log.tree import SHA256, root_of
from fazhi.kernel.ledger.places import COUNTY
from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.paths import depth

from ..declared import MinOverPeriods
from ..models import Definition, Snapshot
from ..suppression import hides, least
from ..values import Sums
from .evidence import COUNTED, Evidence
from .reading import Reading, Tip, owner_of

FORMAT = "fazhi-figure-manifest@v1"
COVER = 4  # entries left unlisted for each restricted one
SCALE = 10_000  # sums keep four places

Label = tuple[Tip, str]


@dataclass(frozen=True, slots=True)
class Manifest:
    """The public text, and what opens it to an auditor."""

    text: str
    secret: bytes
    labels: list[Label]
    parts: list[tuple[Tip, dict[str, Any]]]

    @property
    def hash(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


def made(snapshot: Snapshot, definition: Definition, evidence: Evidence, reading: Reading, secret: bytes) -> Manifest:
    """The manifest of a figure that is being published."""
    parts = list(_parts(evidence))
    labels = sorted(evidence.labels.items(), key=lambda pair: (pair[0].log, pair[0].index))
    small = small_cells(evidence)
    is_open = evidence.value.indicator.is_listed and _is_wide(evidence) and not small
    told = {
        "format": FORMAT,
        "id": f"{settings.LEDGER_ORIGIN}/figure/{snapshot.pk}",
        "code": snapshot.code,
        "label": normal(snapshot.label),
        "unit": normal(evidence.value.indicator.unit),
        "definition": {"version": definition.version, "hash": definition.hash},
        "place": _place(snapshot),
        "window": _window(evidence),
        "filter": evidence.asks,
        "matches": len(labels),
        "labels_root": blinded_root(secret, "label", ((tip.leaf, {"label": label}) for tip, label in labels)),
        "parts_root": blinded_root(secret, "part", ((tip.leaf, part) for tip, part in parts)),
        "logs": [_log(reading, number, origin) for origin, number in reading.place.items()],
        "made_at": timezone.localtime(snapshot.published_at).isoformat(timespec="seconds"),
        **(_listing(evidence, labels, secret) if is_open else {"listing": "sealed"}),
        **({"suppressed": small} if small else _numbers(evidence, snapshot)),
        **_corrected(snapshot),
    }
    if is_open:
        told["logs"] = [log | own for log, own in zip(told["logs"], told.pop("leaves"), strict=True)]
    return Manifest(canonical(told).decode(), secret, labels, parts)


def small_cells(evidence: Evidence) -> list[str]:
    """Which numbers of a figure are so small that they could point at somebody."""
    value, told = evidence.value, {}
    if _counts(evidence):
        told["numerator"] = value.numerator
        told["rest"] = value.denominator - value.numerator if value.denominator is not None else 0
    cells = {"records": value.records, "denominator": value.denominator or 0, **told}
    found = [name for name, cell in cells.items() if 0 < cell < least()]
    return sorted({"value", *found}) if found or hides(value) else []


def _counts(evidence: Evidence) -> bool:
    """Whether the numerator is a number of records, not an amount or days."""
    return type(evidence.value.indicator).__name__ not in ("Sum", "Quotient", "Span", "Hours")


def _is_wide(evidence: Evidence) -> bool:
    """A county or more: below it not even the place of an entry is public. Parts stand several to an entry."""
    prefixes = evidence.value.scope.prefixes or ()
    return (
        all(depth(path) <= COUNTY for path in prefixes)
        and owner_of(evidence.value.indicator.model) is evidence.value.indicator.model
    )


def _numbers(evidence: Evidence, snapshot: Snapshot) -> dict[str, Any]:
    """The value as whole numbers, and how the matches come to it."""
    value = evidence.value
    scale = SCALE if any(part.numerator % 1 for part in evidence.parts.values()) or value.numerator % 1 else 1
    numbers = {"numerator": int(value.numerator * scale), "scale": scale, "records": value.records}
    numbers |= {"denominator": value.denominator} if value.denominator is not None else {}
    numbers |= {"years": value.stretch.years} if value.stretch.years else {}
    told = {
        "text": normal(snapshot.text),
        "value": numbers,
        "counted": len(evidence.counted),
        "excluded": merged(evidence.excluded),
    }
    return told | ({"months": _by_month(evidence)} if isinstance(value.indicator, MinOverPeriods) else {})


def _by_month(evidence: Evidence) -> list[dict[str, Any]]:
    """Numerator and denominator of each month, the small ones said to be small."""
    sums: dict[str, Sums] = {}
    for tip, part in evidence.parts.items():
        sums[evidence.months[tip]] = sums.get(evidence.months[tip], Sums()) + part
    found = []
    for month, each in sorted(sums.items()):
        small = any(0 < cell < least() for cell in (each.numerator, each.denominator, each.denominator - each.numerator))
        numbers = {"suppressed": True} if small else {"numerator": int(each.numerator), "denominator": each.denominator}
        found.append({"month": month, **numbers})
    return found


def merged(excluded: dict[str, int]) -> dict[str, int]:
    """Reasons with a handful of entries told together."""
    large = {code: amount for code, amount in excluded.items() if amount >= least()}
    few = sum(excluded.values()) - sum(large.values())
    if 0 < few < least() and large:
        code = min(large, key=large.__getitem__)
        few += large.pop(code)
    return large | ({"merged": few} if few else {})


def _listing(evidence: Evidence, labels: list[Label], secret: bytes) -> dict[str, Any]:
    """Each entry by its index: counted, left out and why; restricted ones among others that are not listed either."""
    codes = merged(evidence.excluded)
    unlisted = unlisted_among(evidence)
    shown = [
        (tip, "unlisted" if tip in unlisted else label if label == COUNTED or label in codes else "merged")
        for tip, label in labels
    ]
    logs = max((tip.log for tip, _ in shown), default=-1) + 1
    listed = [tip.leaf for tip, label in shown if label == COUNTED]
    leaves = [_ranges([(tip, label) for tip, label in shown if tip.log == log]) for log in range(logs)]
    return {"listing": "open", "evidence_root": root_over(listed), "unlisted": len(unlisted), "leaves": leaves}


def unlisted_among(evidence: Evidence) -> set[Tip]:
    """The restricted entries, or the few that are left out, and for each four others, always the same: comparing tells nothing."""
    few = (
        {tip for tip, label in evidence.labels.items() if label != COUNTED}
        if sum(evidence.excluded.values()) < least()
        else set()
    )
    hidden = evidence.hidden | few
    wanted = max(least(), COVER * len(hidden))
    others = [tip for tip in evidence.labels if tip not in hidden]
    return hidden | set(sorted(others, key=cover_order)[:wanted])


def cover_order(tip: Tip) -> bytes:
    """A lasting order of records that nobody outside knows."""
    return hmac.digest(settings.SECRET_KEY.encode(), f"cover {tip.of}:{tip.record or tip.leaf}".encode(), "sha256")


def _ranges(labels: list[Label]) -> dict[str, Any]:
    """Runs of entries alike; what lies between the first and the last of a run and is not among the matches is none of it."""
    runs: list[tuple[str, int, int]] = []
    for tip, label in labels:
        if runs and runs[-1][0] == label:
            runs[-1] = (label, runs[-1][1], tip.index)
        else:
            runs.append((label, tip.index, tip.index))
    told: dict[str, list[list[int]]] = {}
    for label, first, last in runs:
        told.setdefault(label, []).append([first, last])
    return {
        "evidence": told.pop(COUNTED, []),
        "unlisted": told.pop("unlisted", []),
        "excluded": told,
    }


def _log(reading: Reading, number: int, origin: str) -> dict[str, Any]:
    return {"origin": origin, "size": reading.sizes[origin], "root": reading.root(origin).hex()}


def _place(snapshot: Snapshot) -> dict[str, str]:
    roots = Unit.objects.filter(parent=None).order_by("pk")[:2]
    unit = snapshot.unit or (roots[0] if len(roots) == 1 else None)
    return {"code": unit.code if unit else "", "name": normal(str(unit or "全部")), "structure": snapshot.structure}


def _window(evidence: Evidence) -> dict[str, str]:
    stretch = evidence.value.stretch
    first = {"first": stretch.first.isoformat()} if stretch.first else {}
    return {"name": evidence.value.window.name, **first, "last": stretch.last.isoformat()}


def _corrected(snapshot: Snapshot) -> dict[str, Any]:
    """Which manifest this one takes the place of, and why."""
    if snapshot.corrects is None:
        return {}
    return {
        "corrects": {
            "id": f"{settings.LEDGER_ORIGIN}/figure/{snapshot.corrects_id}",
            "manifest": snapshot.corrects.manifest_hash,
            "reason": normal(snapshot.reason),
        }
    }


def _parts(evidence: Evidence) -> Iterable[tuple[Tip, dict[str, Any]]]:
    """What each entry adds, as whole numbers, in the order of the log."""
    for tip, sums in sorted(evidence.parts.items(), key=lambda pair: (pair[0].log, pair[0].index)):
        month = {"month": evidence.months[tip]} if tip in evidence.months else {}
        yield tip, {"numerator": int(sums.numerator * SCALE), "denominator": sums.denominator, "records": sums.records, **month}


def blind(secret: bytes, what: str, leaf: str) -> str:
    """What keeps a commitment from being guessed; one for each leaf, so that one can be opened without the others."""
    return hmac.digest(secret, f"{what} {leaf}".encode(), "sha256").hex()


def blinded_root(secret: bytes, what: str, rows: Iterable[tuple[str, dict[str, Any]]]) -> str:
    """The root over what is said of each leaf, so that it cannot be changed later and cannot be guessed."""
    made = [canonical({"blind": blind(secret, what, leaf), "leaf": leaf, **said}) for leaf, said in rows]
    return root_of([SHA256.leaf(one) for one in made]).hex()


def root_over(leaves: Iterable[str]) -> str:
    """The root over leaf hashes of the log, in their order."""
    return root_of([bytes.fromhex(leaf) for leaf in leaves]).hex()


def exact(numbers: dict[str, Any]) -> Decimal:
    """The numerator that a manifest states."""
    return Decimal(numbers["numerator"]) / numbers["scale"]
