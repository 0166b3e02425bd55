"""A sample that anybody can draw again: each item has a rank under the key, whatever the order of the list."""

from __future__ import annotations

import heapq
import re
from collections.abc import Callable, Iterable
from hashlib import sha256
from hmac import digest
from typing import TypeVar

from .commitments import keyed

T = TypeVar("T")
Rank = Callable[[bytes], bytes]


def sample_key(plan: bytes, text: str) -> bytes:
    """K = HKDF-Extract (RFC 5869) of what was fixed beforehand, as its SHA-256, and of what fell in public after it."""
    return digest(sha256(plan).digest(), text.encode(), "sha256")


def source_text(numbers: Iterable[int]) -> str:
    """RFC 3797 §4: the numbers of one source in order, each ended by a point, the source by a slash."""
    return "".join(f"{number}." for number in sorted(numbers)) + "/"


def rank_under(plan: bytes, told: str) -> Rank:
    """The rank that an item has under a plan and the numbers that fell, as somebody wrote them down."""
    return keyed(sample_key(plan, source_text(map(int, re.findall(r"\d+", told)))))


def first_by_rank(
    rank: Rank, begin: bytes, items: Iterable[T], amount: int, name: Callable[[T], str]
) -> list[tuple[bytes, str, T]]:
    """The items of the smallest ranks in the order of these, each as (rank, name, item); `begin` keeps one list from another."""
    return heapq.nsmallest(amount, ((rank(begin + name(item).encode()), name(item), item) for item in items))
