"""The Merkle tree of RFC 6962 §2.1: roots, proofs that an entry is in it, proofs that it only grew."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

Node = Callable[[int, int], bytes]  # (level, index) → the hash over the 2**level leaves from index * 2**level on


class Refused(ValueError):
    """A proof does not lead to the root; the sentence says where it fails."""


@dataclass(frozen=True, slots=True)
class Suite:
    """Which hash a log is made of; named in its origin, never mixed in one log."""

    name: str

    def digest(self, data: bytes) -> bytes:
        return hashlib.sha256(data).digest() if self.name == "sha256" else hashlib.new(self.name, data).digest()

    def leaf(self, entry: bytes) -> bytes:
        return self.digest(b"\x00" + entry)

    def node(self, left: bytes, right: bytes) -> bytes:
        return self.digest(b"\x01" + left + right)

    def empty(self) -> bytes:
        return self.digest(b"")


SHA256 = Suite("sha256")
SM3 = Suite("sm3")


def suite_of(origin: str) -> Suite:
    """Of which hash a log is made, by its origin: …/sm3, or SHA-256."""
    return SM3 if origin.endswith("/sm3") else SHA256


@dataclass(slots=True)
class Frontier:
    """The right edge of a growing tree: as many hashes as the size has ones, the largest subtree first."""

    suite: Suite = SHA256
    size: int = 0
    peaks: list[bytes] = field(default_factory=list)

    def append(self, leaf: bytes) -> Iterator[tuple[int, int, bytes]]:
        """Add a leaf hash; gives each subtree that it completes as (level, index, hash), the leaf first."""
        level, index, made = 0, self.size, leaf
        yield level, index, made
        while index & 1:
            made = self.suite.node(self.peaks.pop(), made)
            level, index = level + 1, index >> 1
            yield level, index, made
        self.peaks.append(made)
        self.size += 1

    def root(self) -> bytes:
        return _folded(self.peaks, self.suite)


def _folded(peaks: Sequence[bytes], suite: Suite) -> bytes:
    """Peaks, the largest first, as one hash."""
    if not peaks:
        return suite.empty()
    made = peaks[-1]
    for peak in reversed(peaks[:-1]):
        made = suite.node(peak, made)
    return made


def _node_of_sha256(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def root_of(leaves: Sequence[bytes], suite: Suite = SHA256) -> bytes:
    """The root over leaf hashes in their order; an odd one out goes up a level as it is, which gives the tree of RFC 6962."""
    level, node = list(leaves), _node_of_sha256 if suite is SHA256 else suite.node
    while len(level) > 1:
        odd = level[-1:] if len(level) % 2 else []
        level = [node(left, right) for left, right in zip(level[::2], level[1::2], strict=False)] + odd
    return level[0] if level else suite.empty()


def subtrees(begin: int, end: int) -> Iterator[tuple[int, int]]:
    """The complete subtrees (level, index) that cover the leaves from begin to end, the largest first; begin must be aligned."""
    while begin < end:
        level = (end - begin).bit_length() - 1
        yield level, begin >> level
        begin += 1 << level


def range_hash(begin: int, end: int, node: Node, suite: Suite = SHA256) -> bytes:
    """MTH(D[begin:end]) where begin is a multiple of the largest power of two below the range."""
    return _folded([node(level, index) for level, index in subtrees(begin, end)], suite)


def over(leaves: Sequence[bytes], suite: Suite = SHA256) -> Node:
    """The nodes above leaf hashes held in memory."""

    def node(level: int, index: int) -> bytes:
        return suite.node(node(level - 1, 2 * index), node(level - 1, 2 * index + 1)) if level else leaves[index]

    return node


def _split(size: int) -> int:
    """The largest power of two smaller than size."""
    return 1 << ((size - 1).bit_length() - 1)


def inclusion(index: int, size: int, node: Node, suite: Suite = SHA256) -> list[bytes]:
    """PATH(index, D[size]): the proof that the leaf stands at index in a tree of that size."""
    if not 0 <= index < size:
        raise ValueError(f"no leaf {index} in a tree of {size}")
    proof, begin, end = [], 0, size
    while end - begin > 1:
        middle = begin + _split(end - begin)
        if index < middle:
            proof.append(range_hash(middle, end, node, suite))
            end = middle
        else:
            proof.append(range_hash(begin, middle, node, suite))
            begin = middle
    return proof[::-1]


def consistency(old: int, new: int, node: Node, suite: Suite = SHA256) -> list[bytes]:
    """PROOF(old, D[new]): that the tree of the old size is the beginning of the new one."""
    if not 0 <= old <= new:
        raise ValueError(f"a tree of {new} does not continue one of {old}")
    if old in (0, new):
        return []
    proof, begin, end, whole = [], 0, new, True
    while end != old:
        middle = begin + _split(end - begin)
        if old <= middle:
            proof.append(range_hash(middle, end, node, suite))
            end = middle
        else:
            proof.append(range_hash(begin, middle, node, suite))
            begin, whole = middle, False
    if not whole:
        proof.append(range_hash(begin, end, node, suite))
    return proof[::-1]


def check_inclusion(index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes, suite: Suite = SHA256) -> None:
    """RFC 9162 §2.1.3.2; raises `Refused` unless the proof leads from the leaf to the root."""
    if not 0 <= index < size:
        raise Refused(f"index {index} is outside the tree of {size}")
    here, last, made, steps = index, size - 1, leaf, iter(proof)
    for step in steps:
        if last == 0:
            raise Refused("the proof is too long")
        if here & 1 or here == last:
            made = suite.node(step, made)
            here, last = _up_to_a_left_child(here, last)
        else:
            made = suite.node(made, step)
        here, last = here >> 1, last >> 1
    if last or made != root:
        raise Refused("the proof does not lead to the root")


def _up_to_a_left_child(here: int, last: int) -> tuple[int, int]:
    """Skip the levels on which the right edge has no sibling."""
    while not here & 1 and here:
        here, last = here >> 1, last >> 1
    return here, last


def check_consistency(
    old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes, suite: Suite = SHA256
) -> None:
    """RFC 9162 §2.1.4.2; raises `Refused` unless the new tree begins with the old one."""
    if old > new:
        raise Refused(f"the tree shrank from {old} to {new}")
    if old in (0, new):
        return _check_trivial(old, new, proof, old_root, new_root, suite)
    steps = [old_root, *proof] if old & (old - 1) == 0 else list(proof)
    here, last = _up_while_odd(old - 1, new - 1)
    if not proof or not steps:
        raise Refused("the proof is empty")
    made_old = made_new = steps[0]
    for step in steps[1:]:
        if last == 0:
            raise Refused("the proof is too long")
        if here & 1 or here == last:
            made_old, made_new = suite.node(step, made_old), suite.node(step, made_new)
            here, last = _up_to_a_left_child(here, last)
        else:
            made_new = suite.node(made_new, step)
        here, last = here >> 1, last >> 1
    if last or made_old != old_root or made_new != new_root:
        raise Refused("the new tree does not begin with the old one")
    return None


def _check_trivial(old: int, new: int, proof: Sequence[bytes], old_root: bytes, new_root: bytes, suite: Suite) -> None:
    if proof:
        raise Refused("the proof is too long")
    if old == new and old_root != new_root:
        raise Refused("two roots of the same size differ")
    if old == 0 and old_root != suite.empty():
        raise Refused("the root of the empty tree is wrong")


def _up_while_odd(here: int, last: int) -> tuple[int, int]:
    while here & 1:
        here, last = here >> 1, last >> 1
    return here, last
