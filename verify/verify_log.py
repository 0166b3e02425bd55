#!/usr/bin/env python3
"""Check a whole log: every entry, every tile, the signed checkpoint, and that it continues an older checkpoint.

    python3 verify_log.py DIRECTORY-OR-URL --key KEYLINE [--witness KEYLINE]… [--needed K] [--old CHECKPOINT-FILE] [--before CHECKPOINT-FILE]

Ends with 0 when all is well, 1 when it was called wrongly, 2 when something was tampered with, 3 when something is missing.
"""

from __future__ import annotations

import argparse
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any, Callable

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tlog import (  # noqa: E402
    INCOMPLETE,
    OK,
    TAMPERED,
    USAGE,
    WIDTH,
    Incomplete,
    Key,
    Tampered,
    Tree,
    checkpoint,
    digest_of,
    must_be_witnessed,
    read_json,
)

Fetch = Callable[[str], bytes]
HEADER = {"v", "log", "kind", "org", "day", "obj", "rev", "prev", "c", "actor", "via", "basis"}


def opened(place: str) -> Fetch:
    """How files of the log are read: from a folder, or over http."""

    def fetch(path: str) -> bytes:
        try:
            if place.startswith(("http://", "https://")):
                with urllib.request.urlopen(place.rstrip("/") + "/" + path, timeout=60) as answer:
                    return answer.read()
            with open(os.path.join(place, path), "rb") as file:
                return file.read()
        except (OSError, urllib.error.URLError) as error:
            raise Incomplete(f"{path} cannot be read: {error}")

    return fetch


def numbered(index: int) -> str:
    parts = [f"{index % 1000:03}"]
    index //= 1000
    while index:
        parts.append(f"x{index % 1000:03}")
        index //= 1000
    return "/".join(reversed(parts))


def tile(kind: Any, index: int, width: int) -> str:
    return f"tile/{kind}/{numbered(index)}" + ("" if width == WIDTH else f".p/{width}")


def tiles(size: int) -> Iterator[tuple[int, int]]:
    """(index, width) of each tile over that many hashes."""
    for index in range((size + WIDTH - 1) // WIDTH):
        yield index, min(WIDTH, size - index * WIDTH)


def entries(fetch: Fetch, size: int) -> Iterator[bytes]:
    for index, width in tiles(size):
        path = tile("entries", index, width)
        data, at, found = fetch(path), 0, 0
        while at < len(data):
            end = at + 2 + int.from_bytes(data[at : at + 2], "big")
            if end > len(data):
                raise Tampered(f"{path} is cut off")
            yield data[at + 2 : end]
            at, found = end, found + 1
        if found != width:
            raise Tampered(f"{path} holds {found} entries instead of {width}")


class Objects:
    """Each object's own history: its revisions follow one another and name the leaf before."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.last: dict[str, tuple[int, str]] = {}
        self.goes_on_from = ""  # the last checkpoint of the log before, where the first entry names one

    def take(self, index: int, data: bytes, leaf: bytes) -> None:
        entry = read_json(data)
        if not isinstance(entry, dict) or set(entry) != HEADER:
            raise Tampered(f"entry {index} has not the fields of an entry")
        if entry["log"] != self.origin:
            raise Tampered(f"entry {index} belongs to another log, {entry['log']}")
        before = self.last.get(entry["obj"])
        if entry["prev"] != (before[1] if before else "") or (before and entry["rev"] != before[0] + 1):
            raise Tampered(f"entry {index}: the history of {entry['obj']} is broken at revision {entry['rev']}")
        self.last[entry["obj"]] = entry["rev"], leaf.hex()
        if index == 0 and entry["kind"] == "log":
            self.goes_on_from = entry["basis"] or ""


class Old:
    """A checkpoint kept from before, against which the log must have grown."""

    def __init__(self, path: str, keys: list[Key], origin: str) -> None:
        self.size, self.root = older(path, keys, origin) if path else (0, b"")
        self.given = bool(path)

    def compare(self, tree: Tree) -> None:
        if self.given and tree.size == self.size and tree.root() != self.root:
            raise Tampered(f"the log forked: its first {self.size} entries are not those of the older checkpoint")


def check_log(fetch: Fetch, keys: list[Key], witnesses: list[Key], needed: int, old: str, before: str) -> str:
    """One sentence on a log that is well; raises Tampered or Incomplete."""
    origin, size, root, signed_by = checkpoint(read_text(fetch("checkpoint")), keys + witnesses)
    if not any(key in signed_by for key in keys):
        raise Tampered("the checkpoint is not signed by the log's key")
    kept = Old(old, keys, origin)
    if kept.size > size:
        raise Tampered(f"the log was rolled back: {size} entries, an older checkpoint has {kept.size}")
    tree, objects = check_entries(fetch, origin, size, kept)
    if tree.root() != root:
        raise Tampered("the entries do not lead to the signed root")
    if before and objects.goes_on_from != body_of(before):
        raise Tampered("its first entry does not name that last checkpoint of the log before")
    must_be_witnessed(signed_by, witnesses, needed)
    names = ", ".join(key.name for key in signed_by)
    return f"{origin}: {size} entries, {len(objects.last)} objects, root {root.hex()}, signed by {names}"


def check_entries(fetch: Fetch, origin: str, size: int, old: Old) -> tuple[Tree, Objects]:
    """The tree over all entries, each held against its tile and the history of its object."""
    tree, levels, objects = Tree(digest_of(origin)), [bytearray()], Objects(origin)
    for index, data in enumerate(entries(fetch, size)):
        old.compare(tree)
        leaf = tree.leaf(data)
        grow(tree, leaf, levels)
        objects.take(index, data, leaf)
        tell(index + 1, size)
    old.compare(tree)
    check_tiles(fetch, levels)
    return tree, objects


def tell(done: int, size: int) -> None:
    """How far a long log was read, on a terminal."""
    if done % 10_000 == 0 and sys.stderr.isatty():
        print(f"\r{done} of {size}", end="" if done < size else "\n", file=sys.stderr)


def body_of(path: str) -> str:
    """What a checkpoint says, without its signatures."""
    with open(path, encoding="utf-8", newline="") as file:
        return file.read().partition("\n\n")[0] + "\n"


def older(path: str, keys: list[Key], origin: str) -> tuple[int, bytes]:
    """Size and root of a checkpoint kept from before; it must be signed by the same log."""
    with open(path, encoding="utf-8", newline="") as file:
        named, size, root, signed_by = checkpoint(file.read(), keys)
    if named != origin or not signed_by:
        raise Tampered("the older checkpoint is of another log, or not signed by its key")
    return size, root


def grow(tree: Tree, leaf: bytes, levels: list[bytearray]) -> None:
    """Add a leaf, and what it completes to the tiles' hashes of every eighth level."""
    for level, _, made in tree.append(leaf):
        if level % 8 == 0:
            if level // 8 == len(levels):
                levels.append(bytearray())
            levels[level // 8] += made


def check_tiles(fetch: Fetch, levels: list[bytearray]) -> None:
    for level, hashes in enumerate(levels):
        for index, width in tiles(len(hashes) // 32):
            path = tile(level, index, width)
            held, made = fetch(path), bytes(hashes[index * WIDTH * 32 :][: width * 32])
            if held != made:
                place = next((at for at in range(width) if held[at * 32 :][:32] != made[at * 32 :][:32]), width)
                raise Tampered(f"{path} differs at hash {place} (entries from {(index * WIDTH + place) * 256**level} on)")


def read_text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise Tampered(f"not text: {error}")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("log")
    parser.add_argument(
        "--key", action="append", required=True, help="the log's verifier key, name+hash+key; from paper, not from the log itself"
    )
    parser.add_argument("--witness", action="append", default=[], help="a witness whose signature is demanded")
    parser.add_argument("--needed", type=int, default=-1, help="how many of the witnesses must have signed; all unless told")
    parser.add_argument("--old", default="", help="a checkpoint kept from before")
    parser.add_argument("--before", default="", help="the last checkpoint of the log that this one goes on from")
    try:
        asked = parser.parse_args()
        keys, witnesses = [Key(line) for line in asked.key], [Key(line) for line in asked.witness]
    except (SystemExit, Tampered) as error:
        print(error if isinstance(error, Tampered) else "", file=sys.stderr)
        return OK if isinstance(error, SystemExit) and error.code == 0 else USAGE
    try:
        needed = len(witnesses) if asked.needed < 0 else asked.needed
        print("well: " + check_log(opened(asked.log), keys, witnesses, needed, asked.old, asked.before))
    except Tampered as found:
        print(f"TAMPERED: {found}")
        return TAMPERED
    except (Incomplete, OSError) as missing:
        print(f"incomplete: {missing}")
        return INCOMPLETE
    return OK


if __name__ == "__main__":
    sys.exit(main())
