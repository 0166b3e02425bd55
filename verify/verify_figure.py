#!/usr/bin/env python3
"""Check a published figure: that its manifest is the one in the log, that nothing was left out, that the numbers add up.

    python3 verify_figure.py FIGURE.json [--key KEYLINE] [--log DIRECTORY-OR-URL]

--log names the log's files, for a proof file without entries. Without --key the keys in the file are used and their fingerprints shown:
compare them with the ones posted on the wall. A file for auditors opens records as well; they are held against the definition.
Ends with 0 when all is well, 1 when it was called wrongly, 2 when something was tampered with, 3 when something is missing to decide.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import os
import sys
from collections import Counter
from collections.abc import Iterator
from typing import Any

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from auditing import check_audit  # noqa: E402
from tlog import (  # noqa: E402
    INCOMPLETE,
    OK,
    TAMPERED,
    USAGE,
    Incomplete,
    Key,
    Tampered,
    Tree,
    canonical,
    check_consistency,
    check_opening,
    checkpoint,
    decoded,
    digest_of,
    read_json,
)
from verify_log import entries as published_entries  # noqa: E402
from verify_log import opened as log_files  # noqa: E402
from verify_receipt import check_proof  # noqa: E402

FORMAT, MANIFEST = "fazhi-figure@v1", "fazhi-figure-manifest@v1"
FRAME = ("v", "kind", "org", "day", "actor", "via", "basis")
ONE_EACH = ("Count", "CountDistinct", "Standing", "Overdue", "OverTerm", "Certified")


class Log:
    """One log of the proof: its tree as far as the figure goes, and the heads of its entries."""

    def __init__(self, told: dict[str, Any], given: dict[str, Any], keys: list[Key]) -> None:
        self.origin, self.size, self.root = told["origin"], told["size"], bytes.fromhex(told["root"])
        self.told, self.tree = told, Tree(digest_of(told["origin"]))
        named, self.grown, signed, who = checkpoint(given["checkpoint"], keys)
        if named != self.origin or not who:
            raise Tampered(f"the checkpoint of {self.origin} is of another log, or not signed by its key")
        check_consistency(self.tree, self.size, self.grown, [decoded(one) for one in given["consistency"]], self.root, signed)
        self.signers = [key.name for key in who]
        self.heads: list[dict[str, Any]] = []
        self.leaves: list[bytes] = []

    def read(self, entries: Iterator[bytes]) -> None:
        """Take the entries in; they must lead to the root that the figure states."""
        for data in entries:
            entry, leaf = read_json(data), self.tree.leaf(data)
            if not isinstance(entry, dict) or entry.get("log") != self.origin:
                raise Tampered(f"entry {len(self.heads)} belongs to another log")
            for _ in self.tree.append(leaf):
                pass
            self.heads.append(entry)
            self.leaves.append(leaf)
        if self.tree.size != self.size or self.tree.root() != self.root:
            raise Tampered(f"the entries of {self.origin} do not lead to the root that the figure states")

    def tips(self, asks: dict[str, Any]) -> Iterator[int]:
        """The last entry of each history that the filter meets."""
        last: dict[str, tuple[int, int, str]] = {}
        for index, head in enumerate(self.heads):
            before = last.get(head["obj"])
            if before and (head["rev"] != before[1] + 1 or head["prev"] != before[2]):
                raise Tampered(f"entry {index}: the history of {head['obj']} is broken")
            last[head["obj"]] = index, head["rev"], self.leaves[index].hex()
        for index in sorted(place for place, _, _ in last.values()):
            if is_met(self.heads[index], asks):
                yield index


def is_met(head: dict[str, Any], asks: dict[str, Any]) -> bool:
    return head["kind"] == asks["kind"] and head["day"] >= asks.get("from", "") and head["org"] in asks.get("org", [head["org"]])


def unpacked(given: dict[str, Any], origin: str) -> Iterator[bytes]:
    """The entries of a proof file as they stand in the log."""
    last: dict[int, str] = {}
    tree = Tree(digest_of(origin))
    for line in given["lines"]:
        if line.startswith("{"):
            data = line.encode()
            told = read_json(data)
            if told.get("obj") in given["objects"]:
                last[given["objects"].index(told["obj"])] = tree.leaf(data).hex()
            yield data
            continue
        frame, obj, rev, commitment, *before = line.split(" ")
        entry = dict(zip(FRAME, given["frames"][int(frame)]))
        entry.update(log=origin, obj=given["objects"][int(obj)], rev=int(rev))
        entry["c"] = base64.b64decode(commitment + "=").hex()
        entry["prev"] = before[0].strip("-") if before else last.get(int(obj), "")
        data = canonical(entry)
        last[int(obj)] = tree.leaf(data).hex()
        yield data


def check_manifest(told: dict[str, Any]) -> tuple[dict[str, Any], str]:
    """The manifest and its fingerprint; its definition must be the one it names."""
    if told.get("format") != FORMAT or told["manifest"].get("format") != MANIFEST:
        raise Tampered("not a figure's proof of this form")
    manifest = told["manifest"]
    if hashlib.sha256(canonical(told["definition"])).hexdigest() != manifest["definition"]["hash"]:
        raise Tampered("the definition is not the one by which the figure was reckoned")
    if told["definition"]["code"] != manifest["code"]:
        raise Tampered("the definition is of another figure")
    return manifest, hashlib.sha256(canonical(manifest)).hexdigest()


def check_publication(told: dict[str, Any], fingerprint: str, keys: list[Key]) -> str:
    """The log must say that exactly this manifest was published."""
    given = told["publication"]
    data = given["entry"].encode()
    entry = read_json(data)
    tree = Tree(digest_of(entry["log"]))
    for opening in given["opened"]:
        check_opening(tree, opening, bytes.fromhex(entry["c"]))
    said = {one["field"]: one["value"] for one in given["opened"]}
    if json.loads(said.get("changes") or "{}").get("manifest", [None, None])[1] != fingerprint:
        raise Tampered("the manifest is not the one whose publication stands in the log")
    if not given["proof"]:
        raise Incomplete("no checkpoint covers the publication yet")
    index, size, _ = check_proof(given["proof"], tree, tree.leaf(data), entry["log"], keys)
    return f"published by entry {index} of {size} in {entry['log']}, on {entry['day']}"


def check_matches(manifest: dict[str, Any], logs: list[Log]) -> str:
    """Anybody counts every history that the filter meets; none may be missing."""
    matches = [list(log.tips(manifest["filter"])) for log in logs]
    total = sum(map(len, matches))
    if total != manifest["matches"]:
        raise Tampered(f"the log has {total} matching histories, the figure states {manifest['matches']}")
    if manifest["listing"] == "open":
        check_listing(manifest, logs, matches)
    return f"{total} matching histories, none left out"


def check_listing(manifest: dict[str, Any], logs: list[Log], matches: list[list[int]]) -> None:
    """Every match is evidence, left out for a reason, or among the unlisted: exactly one of them."""
    counts: Counter[str] = Counter()
    listed = Tree(digest_of(""))
    for log, indexes in zip(logs, matches):
        for index, label in labelled(log, indexes):
            counts[label] += 1
            if not label:
                for _ in listed.append(log.leaves[index]):
                    pass
    if listed.root().hex() != manifest["evidence_root"]:
        raise Tampered("the entries listed as evidence are not those of the evidence's root")
    unlisted, counted = counts.pop("unlisted", 0), counts.pop("", 0)
    if unlisted != manifest["unlisted"] or counted > manifest["counted"] or manifest["counted"] > counted + unlisted:
        raise Tampered("the list of entries does not come to the number that is counted")
    if any(amount > manifest["excluded"].get(code, 0) for code, amount in counts.items()):
        raise Tampered("more entries are left out for a reason than the figure states")


def labelled(log: Log, indexes: list[int]) -> Iterator[tuple[int, str]]:
    """(index, label) of each match; every match must lie in one range, and every range must begin and end at one."""
    ranges, met, at = ranges_of(log.told), set(indexes), 0
    for one, two in zip(ranges, ranges[1:]):
        if two[0] <= one[1]:
            raise Tampered(f"entry {two[0]} of {log.origin} is accounted for twice")
    if any(first not in met or last not in met for first, last, _ in ranges):
        raise Tampered(f"a range in {log.origin} names an entry that does not meet the filter")
    for index in indexes:
        while at < len(ranges) and ranges[at][1] < index:
            at += 1
        if at == len(ranges) or ranges[at][0] > index:
            raise Tampered(f"entry {index} of {log.origin} is not accounted for")
        yield index, ranges[at][2]


def ranges_of(told: dict[str, Any]) -> list[tuple[int, int, str]]:
    """(first, last, label) of each range, in order; evidence has an empty label."""
    ranges = [(first, last, "") for first, last in told["evidence"]]
    ranges += [(first, last, "unlisted") for first, last in told["unlisted"]]
    ranges += [(first, last, code) for code, own in told["excluded"].items() for first, last in own]
    return sorted(ranges)


def check_value(manifest: dict[str, Any], form: str) -> str:
    """value = matches - excluded; what is small is said to be small."""
    if manifest.get("suppressed"):
        return "the value is suppressed as too small: {}".format(", ".join(manifest["suppressed"]))
    value, counted = manifest["value"], manifest["counted"]
    if counted + sum(manifest["excluded"].values()) != manifest["matches"]:
        raise Tampered("matches less exclusions do not come to what is counted")
    if form in ONE_EACH and manifest["listing"] == "open" and not value["numerator"] == value["records"] == counted:
        raise Tampered(f"{counted} entries are counted, the figure states {value['numerator']}")
    # A quotient holds one amount against another, and may pass 100 %: a team with more people than approved posts.
    if form != "Quotient" and "denominator" in value and manifest["unit"] == "%" and not 0 <= value["numerator"] <= value["denominator"]:
        raise Tampered("more than all of them")
    left = ", ".join(f"{code} {amount}" for code, amount in sorted(manifest["excluded"].items()))
    return f"{manifest['matches']} matches - {left or 'nothing left out'} = {counted}"


def check_figure(told: dict[str, Any], keys: list[Key], place: str) -> Iterator[str]:
    """One sentence for each thing that is well; raises Tampered or Incomplete."""
    manifest, fingerprint = check_manifest(told)
    yield f"{manifest['label']} {manifest.get('text', '(suppressed)')}, {manifest['place']['name']}, {manifest['window']['last']}"
    yield f"definition version {manifest['definition']['version']}, {manifest['definition']['hash']}"
    by_origin = {given["origin"]: given for given in told["logs"]}
    logs = [Log(log, by_origin[log["origin"]], keys) for log in manifest["logs"]]
    for log in logs:
        yield f"{log.origin}: the first {log.size} of {log.grown} entries, signed by {', '.join(log.signers)}"
    yield check_publication(told, fingerprint, keys)
    yield check_value(manifest, told["definition"]["form"])
    for log in logs:
        log.read(entries_of(by_origin[log.origin], log, place))
    yield check_matches(manifest, logs)
    if "corrects" in manifest:
        yield "corrects {}: {}".format(manifest["corrects"]["id"], manifest["corrects"]["reason"])
    if "audit" in told:
        yield from check_audit(told["audit"], manifest, told["definition"], [(log.heads, log.leaves, log.tree) for log in logs])


def entries_of(given: dict[str, Any], log: Log, place: str) -> Iterator[bytes]:
    if "entries" in given:
        return unpacked(given["entries"], log.origin)
    if not place:
        raise Incomplete(
            "without the log's entries nobody can tell that nothing was left out; give --log, or take the whole file"
        )
    # The published tiles may have grown: the first entries are those of the figure.
    return (entry for _, entry in zip(range(log.size), published_entries(log_files(place), log.grown)))


def keys_of(told: dict[str, Any], given: list[str]) -> list[Key]:
    """The keys given, else the file's own, said aloud."""
    if given:
        return [Key(line) for line in given]
    own = [Key(line) for line in told.get("keys", [])]
    for key in own:
        print(f"key of {key.name} has the fingerprint {key.hash.hex()}: compare it with the posted one")
    return own


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("figure")
    parser.add_argument("--key", action="append", default=[], help="a log's verifier key, name+hash+key, from paper")
    parser.add_argument("--log", default="", help="the log's files: a folder, or an address")
    try:
        asked = parser.parse_args()
        with open(asked.figure, encoding="utf-8", newline="") as file:
            text = file.read()
    except (SystemExit, OSError) as error:
        print(error if isinstance(error, OSError) else "", file=sys.stderr)
        return OK if isinstance(error, SystemExit) and error.code == 0 else USAGE
    try:
        told = json.loads(text)
        for sentence in check_figure(told, keys_of(told, asked.key), asked.log):
            print("well: " + sentence)
    except Incomplete as missing:
        print(f"incomplete: {missing}")
        return INCOMPLETE
    except (Tampered, ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError) as found:
        print(f"TAMPERED: {found}")
        return TAMPERED
    return OK


if __name__ == "__main__":
    sys.exit(main())
