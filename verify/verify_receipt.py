#!/usr/bin/env python3
"""Check one receipt: that the entry says what was submitted, and that it stands in the signed log.

    python3 verify_receipt.py RECEIPT.json [--key KEYLINE]

Without --key the key that stands in the receipt is used and its fingerprint shown: compare it with the one posted on the wall.
Ends with 0 when all is well, 1 when it was called wrongly, 2 when something was tampered with, 3 when the proof is not there yet.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tlog import (  # noqa: E402
    INCOMPLETE,
    OK,
    TAMPERED,
    USAGE,
    Incomplete,
    Key,
    Tampered,
    Tree,
    check_opening,
    checkpoint,
    decoded,
    digest_of,
    read_json,
    root_from,
)

FORMAT = "fazhi-receipt@v1"


def check_receipt(receipt: dict[str, Any], keys: list[Key]) -> str:
    """One sentence on a receipt that is well; raises Tampered or Incomplete."""
    if receipt.get("format") != FORMAT:
        raise Tampered("not a receipt of this form")
    data = receipt["entry"].encode()
    entry = read_json(data)
    tree = Tree(digest_of(entry["log"]))
    leaf = tree.leaf(data)
    if leaf.hex() != receipt["leaf"]:
        raise Tampered("the entry is not the one that was promised")
    for opening in receipt.get("opened", []):
        check_opening(tree, opening, bytes.fromhex(entry["c"]))
    if not receipt.get("proof"):
        raise Incomplete(
            "the entry is promised ({}) but not proved yet; fetch the proof after publication".format(receipt.get("time", ""))
        )
    index, size, names = check_proof(receipt["proof"], tree, leaf, entry["log"], keys)
    fields = ", ".join("{} = {}".format(one["field"], one["value"]) for one in receipt.get("opened", []))
    said = f"entry {index} of {size} in {entry['log']}, signed by {', '.join(names)}"
    return f"{said}; {fields}" if fields else said


def check_proof(text: str, tree: Tree, leaf: bytes, origin: str, keys: list[Key]) -> tuple[int, int, list[str]]:
    """(index, size, signers) of a c2sp.org/tlog-proof@v1 that leads to the leaf."""
    head, blank, note = text.partition("\n\n")
    lines = head.split("\n")
    if lines[0] != "c2sp.org/tlog-proof@v1" or not blank:
        raise Tampered("not a proof file")
    lines = [line for line in lines[1:] if not line.startswith("extra ")]
    if not lines or not lines[0][6:].isdigit():
        raise Tampered("the proof names no entry")
    named, size, root, signed_by = checkpoint(note, keys)
    if named != origin or not signed_by:
        raise Tampered("the checkpoint is of another log, or not signed by the key")
    if root_from(tree, int(lines[0][6:]), size, leaf, [decoded(line) for line in lines[1:]]) != root:
        raise Tampered("the entry does not stand in the signed log")
    return int(lines[0][6:]), size, [key.name for key in signed_by]


def keys_of(receipt: dict[str, Any], given: list[str]) -> list[Key]:
    """The keys given, else the receipt's own, said aloud."""
    if given:
        return [Key(line) for line in given]
    own = [Key(line) for line in receipt.get("keys", [])]
    for key in own:
        print(f"key of {key.name} has the fingerprint {key.hash.hex()}: compare it with the posted one")
    return own


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("receipt")
    parser.add_argument("--key", action="append", default=[], help="the log's verifier key, name+hash+key, from paper")
    try:
        asked = parser.parse_args()
        with open(asked.receipt, encoding="utf-8", newline="") as file:
            text = file.read()
    except (SystemExit, OSError) as error:
        print(error if isinstance(error, OSError) else "", file=sys.stderr)
        return OK if isinstance(error, SystemExit) and error.code == 0 else USAGE
    try:
        receipt = json.loads(text)
        print("well: " + check_receipt(receipt, keys_of(receipt, asked.key)))
    except Incomplete as missing:
        print(f"incomplete: {missing}")
        return INCOMPLETE
    except (Tampered, ValueError, KeyError, TypeError, AttributeError) as found:
        print(f"TAMPERED: {found}")
        return TAMPERED
    return OK


if __name__ == "__main__":
    sys.exit(main())
