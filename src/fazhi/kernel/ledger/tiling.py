"""The files of a log as its tables in the database give them."""

from __future__ import annotations

from collections.abc import Iterator

from .log.tiles import HASH, HEIGHT, WIDTH, Reader, bundled, entries_path, hash_path
from .log.tree import Node, suite_of
from .models import Event, Log, Tile
from .sealing import leaf_of
from .store import Alarm


def node_of(log: Log, size: int) -> Node:
    """Hashes of a log's subtrees, from its tiles in the database."""
    return Reader(lambda path: _tile(log, path), size, suite_of(log.origin)).node


def _tile(log: Log, path: str) -> bytes:
    """The hashes of a tile by its public path."""
    _, level, *index = path.removesuffix(f".p/{path.rpartition('/')[2]}" if ".p/" in path else "").split("/")
    number = int("".join(part.lstrip("x") for part in index))
    return bytes(Tile.objects.values_list("hashes", flat=True).get(log=log, level=int(level), index=number))


def files(log: Log, begin: int, size: int) -> Iterator[tuple[str, bytes]]:
    """(path, content) of every tile that differs between two sizes."""
    for index in range(begin // WIDTH, -(-size // WIDTH)):
        width = min(WIDTH, size - index * WIDTH)
        yield entries_path(index, width), bundled(_entries(log, index, width))
    level = 0
    while size >> (HEIGHT * level):
        yield from _hash_files(log, level, begin >> (HEIGHT * level), size >> (HEIGHT * level))
        level += 1


def _hash_files(log: Log, level: int, begin: int, size: int) -> Iterator[tuple[str, bytes]]:
    tiles = Tile.objects.filter(log=log, level=level, index__gte=begin // WIDTH, index__lt=-(-size // WIDTH)).order_by("index")
    for tile in tiles.iterator(chunk_size=100):
        width = min(WIDTH, size - tile.index * WIDTH)
        yield hash_path(level, tile.index, width), bytes(tile.hashes)[: width * HASH]


def _entries(log: Log, index: int, width: int) -> list[bytes]:
    """The entries of a tile; raises Alarm where one is not the one that was given its place."""
    placed = Event.objects.filter(log=log.origin, seq__gte=index * WIDTH, seq__lt=index * WIDTH + width)
    found = list(placed.order_by("seq").values_list("entry", flat=True))
    hashes = b"".join(bytes.fromhex(leaf_of(log.origin, entry)) for entry in found)
    held = bytes(Tile.objects.values_list("hashes", flat=True).get(log=log, level=0, index=index))[: width * HASH]
    if hashes != held:
        at = next((at for at in range(width) if hashes[at * HASH :][:HASH] != held[at * HASH :][:HASH]), width)
        raise Alarm(f"{log.origin}：第 {index * WIDTH + at} 条在公布之前被改动或者删除，停止发布。请运行 fazhi log verify 查明。")
    return [entry.encode() for entry in found]
