"""Fair division and seeded chance: how every total becomes rows without a figure being typed."""

from collections.abc import Hashable, Sequence
from random import Random


def chance(seed: int, *topic: Hashable) -> Random:
    """A stream of its own for each topic, so that adding rows to one ledger leaves the others as they were."""
    return Random("/".join(map(str, (seed, *topic))))  # noqa: S311  a demonstration city, not a secret


def apportion(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """Whole shares of total in proportion to weights (largest remainder); each at least `least`."""
    free = total - least * len(weights)
    if free < 0:
        raise ValueError(f"{total} cannot give {len(weights)} shares of at least {least}")
    whole = float(sum(weights)) or 1.0
    quotas = [free * weight / whole for weight in weights]
    shares = [int(quota) for quota in quotas]
    by_remainder = sorted(range(len(weights)), key=lambda i: (shares[i] - quotas[i], i))
    for i in by_remainder[: free - sum(shares)]:
        shares[i] += 1
    return [share + least for share in shares]


def dealt(rng: Random, shares: Sequence[int]) -> list[int]:
    """The indexes 0.. each repeated by its share, shuffled."""
    cards = [i for i, share in enumerate(shares) for _ in range(share)]
    rng.shuffle(cards)
    return cards
