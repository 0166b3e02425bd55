"""The proof file of a draw: everything with which somebody who trusts nobody draws again."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from fazhi.kernel.ledger.log.canonical import written

from .lists import Avoidance, Inspector, Target
from .picking import Drawn

FORMAT = "fazhi-draw@v1"


def proof_of(  # noqa: PLR0913  (a proof is what it holds)
    plan: Mapping[str, Any],
    drawn: Drawn,
    key: bytes,
    targets: Iterable[Target],
    inspectors: Iterable[Inspector],
    avoidances: Iterable[Avoidance],
    codes: Mapping[str, str],
    sources: Sequence[Mapping[str, Any]],
    replacements: Sequence[Mapping[str, Any]] = (),
    entries: Mapping[str, Any] | None = None,
    keys: Sequence[str] = (),
) -> dict[str, Any]:
    """The file: plan, opened lists, codes, source, key, picks with their ranks, and (`entries`) the ledger's word for plan and result."""
    return {
        "format": FORMAT,
        "plan": dict(plan),
        "lists": {
            "targets": _grouped(targets, "stratum", "region", "skills"),
            "inspectors": _grouped(inspectors, "region", "skills"),
            "avoidances": [list(each) for each in sorted(avoidances)],
        },
        "codes": dict(codes),
        "sources": [dict(source) for source in sources],
        "key": key.hex(),
        "picks": [
            {"target": pick.target, "stratum": pick.stratum, "key": pick.key, "team": pick.team, "pool": pick.pool}
            for pick in drawn.picks
        ],
        "replacements": [dict(each) for each in replacements],
        **({"entries": dict(entries)} if entries else {}),
        **({"keys": list(keys)} if keys else {}),
    }


def result_of(proof: Mapping[str, Any]) -> str:
    """SHA-256 over codes, source, key and picks: what the ledger commits to when the draw is made."""
    return sha256(written({name: proof[name] for name in ("codes", "key", "picks", "sources")}).encode()).hexdigest()


def _grouped(rows: Iterable[Any], *traits: str) -> list[dict[str, Any]]:
    """The rows by what they have in common, so that a million take twenty bytes each."""
    groups: dict[tuple[Any, ...], list[str]] = defaultdict(list)
    for row in sorted(rows):
        groups[tuple(getattr(row, name) for name in traits)].append(row.id)
    return [
        {name: list(value) if isinstance(value, tuple) else value for name, value in zip(traits, kind, strict=True)}
        | {"ids": ids}
        for kind, ids in sorted(groups.items())
    ]
