"""Keyed sorting: each target and each inspector has a rank that anybody holding the key can check alone, whatever the order of the lists."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any

from fazhi.kernel.ledger.log.commitments import keyed
from fazhi.kernel.ledger.log.sampling import first_by_rank

from .lists import Avoidance, Inspector, Target
from .plan import quota


@dataclass(slots=True)
class Picked:
    """A target that was drawn, with its key (hexadecimal), its team in order, and the pool (0 is the first) the team came from."""

    target: str
    stratum: str
    key: str
    team: list[str] = field(default_factory=list)
    pool: int = 0

    @property
    def is_filled(self) -> bool:
        return bool(self.team)


@dataclass(frozen=True, slots=True)
class Drawn:
    """What a draw gave, in the order of the keys; who follows when somebody falls ill is computed from it."""

    picks: list[Picked]
    chooser: Chooser

    @property
    def unfilled(self) -> list[str]:
        """The targets for which too few inspectors were left: shown, never filled by hand."""
        return [pick.target for pick in self.picks if not pick.is_filled]


def draw(
    plan: Mapping[str, Any],
    key: bytes,
    targets: Iterable[Target],
    inspectors: Sequence[Inspector],
    avoidances: Iterable[Avoidance] = (),
) -> Drawn:
    """The picks of a plan under a key; a million targets take some seconds."""
    picks, needs = list(drawn_targets(plan, key, targets)), {}
    for pick, target in picks:
        needs[pick.target] = target
    chooser = Chooser(plan, key, inspectors, avoidances, needs)
    for pick, _ in picks:
        pick.team, pick.pool = chooser.team(pick.target)
    return Drawn([pick for pick, _ in picks], chooser)


def drawn_targets(plan: Mapping[str, Any], key: bytes, targets: Iterable[Target]) -> Iterator[tuple[Picked, Target]]:
    """The first of each stratum by their keys, then all of them in the order of the keys."""
    rank, found = keyed(key), []
    strata: dict[str, list[Target]] = defaultdict(list)
    for target in targets:
        strata[target.stratum].append(target)
    for stratum in plan["strata"]:
        begin = b"\0".join((b"T", plan["id"].encode(), stratum["code"].encode(), b""))
        found += first_by_rank(rank, begin, strata[stratum["code"]], quota(stratum), attrgetter("id"))
    for own, _, target in sorted(found):
        yield Picked(target.id, target.stratum, own.hex()), target


class Chooser:
    """Who may inspect a target, in that target's own order."""

    def __init__(
        self,
        plan: Mapping[str, Any],
        key: bytes,
        inspectors: Sequence[Inspector],
        avoidances: Iterable[Avoidance],
        needs: Mapping[str, Target],
    ) -> None:
        self.plan, self.rank, self.needs = plan, keyed(key), needs
        self.inspectors = sorted(inspectors)
        self.load: Counter[str] = Counter()
        self.avoided: dict[str, set[str]] = defaultdict(set)
        for each in avoidances:
            self.avoided[each.target].add(each.inspector)
        self.fitting: dict[tuple[Any, ...], list[Inspector]] = {}

    def team(self, target: str) -> tuple[list[str], int]:
        """The team and the pool it came from; nobody, where the last pool has too few."""
        for number, traits in enumerate(self.plan["pools"]):
            free = self.order(target, traits)
            if len(free) >= self.plan["team"]:
                team = free[: self.plan["team"]]
                self.load.update(team)
                return team, number
        return [], len(self.plan["pools"])

    def next_for(self, pick: Picked, fallen: str) -> str:
        """Who follows when somebody of a team falls out: the next in that target's order; empty where there is nobody."""
        self.avoided[pick.target].add(fallen)
        self.load[fallen] -= 1
        for traits in self.plan["pools"][pick.pool :]:
            for inspector in self.order(pick.target, traits):
                if inspector not in pick.team:
                    self.load[inspector] += 1
                    return inspector
        return ""

    def order(self, target: str, traits: Sequence[str]) -> list[str]:
        """Those of a pool who fit, are under their load and need not avoid it, by their keys for this target."""
        begin = b"\0".join((b"I", self.plan["id"].encode(), target.encode(), b""))
        cap, avoided = self.plan["load"], self.avoided.get(target, ())
        free = [
            each.id
            for each in self._fit(self.needs[target], traits)
            if each.id not in avoided and (not cap or self.load[each.id] < cap)
        ]
        return [inspector for _, inspector in sorted((self.rank(begin + each.encode()), each) for each in free)]

    def _fit(self, target: Target, traits: Sequence[str]) -> list[Inspector]:
        kind = (target.region if "region" in traits else None, target.skills if "skills" in traits else None)
        if kind not in self.fitting:
            tests: list[Callable[[Inspector], bool]] = []
            if "region" in traits:
                tests.append(lambda each: each.region in ("", target.region))
            if "skills" in traits:
                tests.append(lambda each: set(target.skills) <= set(each.skills))
            self.fitting[kind] = [each for each in self.inspectors if all(test(each) for test in tests)]
        return self.fitting[kind]
