"""A log as static files of 256 hashes or entries each: c2sp.org/tlog-tiles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from .tree import SHA256, Refused, Suite

HEIGHT = 8
WIDTH = 1 << HEIGHT
HASH = 32  # bytes; SHA-256 and SM3 alike
LONGEST = (1 << 16) - 1  # bytes of one entry


def _number(index: int) -> str:
    """1234067 as x001/x234/067."""
    parts = [f"{index % 1000:03}"]
    while index := index // 1000:
        parts.append(f"x{index % 1000:03}")
    return "/".join(reversed(parts))


def hash_path(level: int, index: int, width: int = WIDTH) -> str:
    """Where the hashes of a tile lie, below the log's address."""
    return f"tile/{level}/{_number(index)}" + (f".p/{width}" if width < WIDTH else "")


def entries_path(index: int, width: int = WIDTH) -> str:
    """Where the entries of a tile lie."""
    return f"tile/entries/{_number(index)}" + (f".p/{width}" if width < WIDTH else "")


def widths(size: int) -> Iterator[tuple[int, int, int]]:
    """Every tile of a tree of that size as (level, index, width), the partial ones included."""
    level = 0
    while size:
        yield from ((level, index, WIDTH) for index in range(size // WIDTH))
        if size % WIDTH:
            yield level, size // WIDTH, size % WIDTH
        level, size = level + 1, size // WIDTH


def bundled(entries: Sequence[bytes]) -> bytes:
    """Entries in their order, each behind its length in two bytes."""
    return b"".join(len(entry).to_bytes(2, "big") + entry for entry in entries)


def unbundled(data: bytes) -> list[bytes]:
    """The entries of a bundle; raises `Refused` where its lengths do not fit."""
    entries, at = [], 0
    while at < len(data):
        end = at + 2 + int.from_bytes(data[at : at + 2], "big")
        if end > len(data):
            raise Refused(f"the bundle of entries is cut off at byte {at}")
        entries.append(data[at + 2 : end])
        at = end
    return entries


class Reader:
    """Hashes of complete subtrees, read from tiles of a log of that size through `fetch(path)`."""

    def __init__(self, fetch: Callable[[str], bytes], size: int, suite: Suite = SHA256) -> None:
        self.fetch, self.size, self.suite = fetch, size, suite
        self._tiles: dict[tuple[int, int], bytes] = {}

    def node(self, level: int, index: int) -> bytes:
        """The hash over 2**level leaves; raises `Refused` when a tile is short."""
        if level % HEIGHT:
            return self.suite.node(self.node(level - 1, 2 * index), self.node(level - 1, 2 * index + 1))
        return self._hash(level // HEIGHT, index)

    def _hash(self, rung: int, index: int) -> bytes:
        tile, place = divmod(index, WIDTH)
        found = self._tile(rung, tile)[place * HASH : (place + 1) * HASH]
        if len(found) != HASH:
            raise Refused(f"tile {rung}/{tile} has no hash {place}")
        return found

    def _tile(self, rung: int, tile: int) -> bytes:
        if (rung, tile) not in self._tiles:
            hashes = self.size >> (HEIGHT * rung)
            self._tiles[rung, tile] = self.fetch(hash_path(rung, tile, min(WIDTH, hashes - tile * WIDTH)))
        return self._tiles[rung, tile]
