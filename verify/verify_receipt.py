#!/usr/bin/env python3
"""Check one receipt or proof file: that the entry says what was submitted, and that it stands in the signed log.

    python3 verify_receipt.py RECEIPT.json [--proof FILE.tlog-proof] [--key KEYLINE] [--witness KEYLINE]… [--needed K]
    python3 verify_receipt.py FILE.tlog-proof --key KEYLINE

Without --key the key that stands in the receipt is used and its fingerprint shown: compare it with the one posted on the wall.
Ends with 0 when all is well, 1 when it was called wrongly, 2 when something was tampered with, 3 when the proof is not there yet.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from tlog import (  # noqa: E402
    INCOMPLETE,
    OK,
    TAMPERED,
    USAGE,
    Incomplete,
    Key,
    Proof,
    Tampered,
    Tree,
    check_openings,
    checkpoint,
    digest_of,
    must_be_witnessed,
    read_json,
    root_from,
)

FORMAT = "fazhi-receipt@v1"


def check_receipt(receipt: dict[str, Any], keys: list[Key], witnesses: list[Key], needed: int) -> str:
    """One sentence on a receipt that is well; raises Tampered or Incomplete."""
    if receipt.get("format") != FORMAT:
        raise Tampered("not a receipt of this form")
    data = receipt["entry"].encode()
    entry = read_json(data)
    tree = Tree(digest_of(entry["log"]))
    leaf = tree.leaf(data)
    if leaf.hex() != receipt["leaf"]:
        raise Tampered("the entry is not the one that was promised")
    opened = receipt.get("opened", [])
    check_openings(tree, opened, bytes.fromhex(entry["c"]))
    if not receipt.get("proof"):
        when = receipt.get("time", "")
        raise Incomplete(f"the entry is promised ({when}) but not proved yet; fetch the proof after publication")
    index, size, signed_by = check_proof(receipt["proof"], tree, leaf, entry["log"], keys, witnesses)
    must_be_witnessed(signed_by, witnesses, needed)
    fields = ", ".join("{} = {}".format(one["field"], one["value"]) for one in opened if not one["field"].startswith("row "))
    names = ", ".join(key.name for key in signed_by)
    said = f"entry {index} of {size} in {entry['log']}, signed by {names}"
    return f"{said}; {fields}" if fields else said


def check_proof(
    text: str, tree: Tree, leaf: bytes, origin: str, keys: list[Key], witnesses: Sequence[Key] = ()
) -> tuple[int, int, list[Key]]:
    """(index, size, signers) of a c2sp.org/tlog-proof@v1 that leads to the leaf."""
    proof = Proof(text)
    named, size, root, signed_by = checkpoint(proof.note, [*keys, *witnesses])
    if named != origin or not any(key in signed_by for key in keys):
        raise Tampered("the checkpoint is of another log, or not signed by the key")
    if root_from(tree, proof.index, size, leaf, proof.steps) != root:
        raise Tampered("the entry does not stand in the signed log")
    return proof.index, size, signed_by


def read_receipt(text: str) -> dict[str, Any]:
    """A receipt; a proof file is made into one from what it carries."""
    if not text.startswith("c2sp.org/tlog-proof@v1"):
        return json.loads(text)
    proof = Proof(text)
    if not proof.extra:
        raise Incomplete("the proof does not carry its entry; give it as --proof beside the receipt to which it belongs")
    carried = read_json(proof.extra)
    leaf = Tree(digest_of(read_json(carried["entry"].encode())["log"])).leaf(carried["entry"].encode())
    return {"format": FORMAT, "entry": carried["entry"], "leaf": leaf.hex(), "opened": carried["opened"], "proof": text}


def keys_of(receipt: dict[str, Any], given: list[str]) -> list[Key]:
    """The keys given, else the receipt's own, said aloud."""
    if given:
        return [Key(line) for line in given]
    own = [Key(line) for line in receipt.get("keys", [])]
    for key in own:
        print(f"key of {key.name} has the fingerprint {key.hash.hex()}: compare it with the posted one")
    return own


def read_file(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:
        return file.read()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("receipt", help="the receipt, or a proof file that carries its entry")
    parser.add_argument("--proof", default="", help="the proof file of a receipt that was taken before publication")
    parser.add_argument("--key", action="append", default=[], help="the log's verifier key, name+hash+key, from paper")
    parser.add_argument("--witness", action="append", default=[], help="a witness whose signature is demanded")
    parser.add_argument("--needed", type=int, default=-1, help="how many of the witnesses must have signed; all unless told")
    try:
        asked = parser.parse_args()
        text, proof = read_file(asked.receipt), read_file(asked.proof) if asked.proof else ""
    except (SystemExit, OSError, UnicodeDecodeError) as error:
        print("" if isinstance(error, SystemExit) else error, file=sys.stderr)
        return OK if isinstance(error, SystemExit) and error.code == 0 else USAGE
    try:
        receipt = read_receipt(text)
        receipt["proof"] = proof or receipt.get("proof", "")
        witnesses = [Key(line) for line in asked.witness]
        needed = len(witnesses) if asked.needed < 0 else asked.needed
        print("well: " + check_receipt(receipt, keys_of(receipt, asked.key), witnesses, needed))
    except Incomplete as missing:
        print(f"incomplete: {missing}")
        return INCOMPLETE
    except (Tampered, ValueError, KeyError, TypeError, AttributeError) as found:
        print(f"TAMPERED: {found}")
        return TAMPERED
    return OK


if __name__ == "__main__":
    sys.exit(main())
