#!/usr/bin/env python3
"""Draw again: check that a published draw follows from its plan, its lists, the departments' codes and the public source.

    python3 verify_draw.py DRAW.json [--source TEXT]… [--key KEYLINE]
    python3 verify_draw.py --new-code

--source gives the numbers as you read them yourself where they were printed ("3 8 15 …"), one for each source, in the plan's order.
--new-code makes a department's secret code and what it publishes of it; keep the first, hand in the second.
Ends with 0 when all is well, 1 when it was called wrongly, 2 when something was tampered with, 3 when something is missing to decide.
"""

from __future__ import annotations

import argparse
import hashlib
import hmac
import json
import os
import re
import secrets
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
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
    canonical,
    check_openings,
    digest_of,
    read_json,
)
from verify_receipt import check_proof, read_file  # noqa: E402

FORMAT, PLAN, ALGORITHM = "fazhi-draw@v1", "fazhi-draw-plan@v1", "vdr-1"


def mac(key: bytes, *parts: str) -> bytes:
    return hmac.new(key, b"\x00".join(part.encode() for part in parts), hashlib.sha256).digest()


# --- lists --------------------------------------------------------------------------------------------------------------------


def opened(groups: list[dict[str, Any]], *traits: str) -> list[dict[str, Any]]:
    """The rows of a list by their ids."""
    rows = [{"id": own, **{name: group[name] for name in traits}} for group in groups for own in group["ids"]]
    rows.sort(key=lambda row: row["id"])
    for one, two in zip(rows, rows[1:]):
        if one["id"] == two["id"]:
            raise Tampered(f"{one['id']} stands twice in a list")
    return rows


def root_of(rows: Iterator[dict[str, Any]]) -> dict[str, Any]:
    tree = Tree(digest_of(""))
    for row in rows:
        for _ in tree.append(tree.leaf(canonical(row))):
            pass
    return {"size": tree.size, "root": tree.root().hex()}


def read_lists(plan: dict[str, Any], lists: dict[str, Any]) -> tuple[list[Any], list[Any], list[Any]]:
    """Targets, inspectors and avoidances as the plan committed to them."""
    targets = opened(lists["targets"], "stratum", "region", "skills")
    inspectors = opened(lists["inspectors"], "region", "skills")
    avoidances = [dict(zip(("inspector", "target", "reason"), row)) for row in sorted(lists["avoidances"])]
    for name, rows in (
        ("targets", targets),
        ("inspectors", [{**row, "stratum": ""} for row in inspectors]),
        ("avoidances", avoidances),
    ):
        if root_of(iter(rows)) != plan[name]:
            raise Tampered(f"the list of {name} is not the one the plan committed to: it was changed after T0")
    sizes = Counter(row["stratum"] for row in targets)
    for stratum in plan["strata"]:
        if sizes.pop(stratum["code"], 0) != stratum["size"]:
            raise Tampered(f"stratum {stratum['code']} is not as large as the plan says")
    if sizes:
        raise Tampered(f"the plan says nothing of stratum {sorted(sizes)[0]}")
    return targets, inspectors, avoidances


# --- chance -------------------------------------------------------------------------------------------------------------------


def check_codes(plan: dict[str, Any], codes: dict[str, str]) -> list[bytes]:
    """The codes in the plan's order; what a department handed in must be what it had promised."""
    promised = {each["department"]: each["commitment"] for each in plan["codes"]}
    for department, code in codes.items():
        if hashlib.sha256(bytes.fromhex(code)).hexdigest() != promised.get(department):
            raise Tampered(f"the code of {department} is not the one it had committed to before the lists were closed")
    return [bytes.fromhex(codes[each["department"]]) for each in plan["codes"] if each["department"] in codes]


def source_text(sources: list[list[int]]) -> str:
    return "".join("".join(f"{number}." for number in sorted(numbers)) + "/" for numbers in sources)


def check_sources(plan: dict[str, Any], sources: list[dict[str, Any]], seen: list[str]) -> str:
    """The text of the public sources: those the plan named, in its order, a fallback only where the first did not appear."""
    named, spare = [each["name"] for each in plan["sources"]], [each["name"] for each in plan["fallbacks"]]
    if len(sources) != len(named):
        raise Tampered(f"the plan names {len(named)} public sources, the draw took {len(sources)}")
    taken = [each["name"] for each in sources if each["name"] not in named]
    if taken != spare[: len(taken)] or len({each["name"] for each in sources}) != len(sources):
        raise Tampered("a public source is not one that the plan named, or fallbacks are not taken in their order")
    for each, own in zip(sources, seen):
        if sorted(map(int, re.findall(r"\d+", own))) != sorted(each["numbers"]):
            raise Tampered(f"{each['name']}: the numbers you read are not those of the draw")
    text = source_text([each["numbers"] for each in sources])
    if not text or "//" in text or text.startswith("/"):
        raise Tampered("a public source has no numbers")
    return text


# --- the draw -----------------------------------------------------------------------------------------------------------------


def quota(stratum: dict[str, Any]) -> int:
    return -(-stratum["size"] * stratum["numerator"] // stratum["denominator"])


def drawn(plan: dict[str, Any], key: bytes, targets: list[dict[str, Any]]) -> list[tuple[str, dict[str, Any]]]:
    """(key, target) of all that are drawn, in the order of the keys."""
    strata = defaultdict(list)  # type: dict[str, list[tuple[str, str, dict[str, Any]]]]
    for target in targets:
        rank = mac(key, "T", plan["id"], target["stratum"], target["id"]).hex()
        strata[target["stratum"]].append((rank, target["id"], target))
    found = [
        each for stratum in plan["strata"] for each in sorted(strata[stratum["code"]], key=lambda own: own[:2])[: quota(stratum)]
    ]
    return [(rank, target) for rank, _, target in sorted(found, key=lambda own: own[:2])]


class Teams:
    """Who is free for a target, and in which order."""

    def __init__(self, plan: dict[str, Any], key: bytes, inspectors: list[Any], avoidances: list[Any]) -> None:
        self.plan, self.key, self.inspectors = plan, key, inspectors
        self.avoided = {(each["inspector"], each["target"]) for each in avoidances}
        self.load = Counter()  # type: Counter[str]

    def order(self, target: dict[str, Any], traits: list[str]) -> list[str]:
        def fits(each: dict[str, Any]) -> bool:
            near = "region" not in traits or each["region"] in ("", target["region"])
            able = "skills" not in traits or set(target["skills"]) <= set(each["skills"])
            free = not self.plan["load"] or self.load[each["id"]] < self.plan["load"]
            return near and able and free and (each["id"], target["id"]) not in self.avoided

        free = [each["id"] for each in self.inspectors if fits(each)]
        return sorted(free, key=lambda own: (mac(self.key, "I", self.plan["id"], target["id"], own), own))

    def team(self, target: dict[str, Any]) -> tuple[list[str], int]:
        for pool, traits in enumerate(self.plan["pools"]):
            free = self.order(target, traits)
            if len(free) >= self.plan["team"]:
                self.load.update(free[: self.plan["team"]])
                return free[: self.plan["team"]], pool
        return [], len(self.plan["pools"])

    def follower(self, target: dict[str, Any], team: list[str], fallen: str, pool: int) -> str:
        self.avoided.add((fallen, target["id"]))
        self.load[fallen] -= 1
        for traits in self.plan["pools"][pool:]:
            for own in self.order(target, traits):
                if own not in team:
                    self.load[own] += 1
                    return own
        return ""


def check_picks(told: dict[str, Any], key: bytes, lists: tuple[list[Any], list[Any], list[Any]]) -> Iterator[str]:
    """Every target and every team must be the one that follows; then everybody who came later."""
    plan, (targets, inspectors, avoidances) = told["plan"], lists
    picks, found = told["picks"], drawn(plan, key, targets)
    if [each["target"] for each in picks] != [target["id"] for _, target in found]:
        wrong = {each["target"] for each in picks} ^ {target["id"] for _, target in found}
        raise Tampered(f"other targets follow from the key: {', '.join(sorted(wrong)[:5]) or 'the order differs'}")
    teams = Teams(plan, key, inspectors, avoidances)
    for pick, (rank, target) in zip(picks, found):
        if (pick["key"], pick["stratum"]) != (rank, target["stratum"]):
            raise Tampered(f"{pick['target']}: its key is not {rank}")
        if (pick["team"], pick["pool"]) != teams.team(target):
            raise Tampered(f"{pick['target']}: other inspectors follow from the key")
    unfilled = sum(not pick["team"] for pick in picks)
    yield f"{len(picks)} of {len(targets)} targets drawn, {unfilled} without a team, all as the key says"
    yield from check_replacements(told, teams, {target["id"]: target for _, target in found})


def check_replacements(told: dict[str, Any], teams: Teams, targets: dict[str, Any]) -> Iterator[str]:
    """Who fell out is followed by the next in that target's order, for a stated reason."""
    held = {pick["target"]: (list(pick["team"]), pick["pool"]) for pick in told["picks"]}
    for each in told["replacements"]:
        team, pool = held.get(each["target"], ([], 0))
        if each["fallen"] not in team or not each["reason"].strip():
            raise Tampered(f"{each['target']}: {each['fallen']} was not on its team, or was replaced without a reason")
        if (by := teams.follower(targets[each["target"]], team, each["fallen"], pool)) != each["by"]:
            raise Tampered(f"{each['target']}: {by or 'nobody'} follows {each['fallen']}, not {each['by']}")
        team[team.index(each["fallen"])] = each["by"]
    if told["replacements"]:
        yield f"{len(told['replacements'])} replacements, each the next in line"


# --- the ledger's word --------------------------------------------------------------------------------------------------------


def check_entries(told: dict[str, Any], keys: list[Key]) -> Iterator[str]:
    """The plan must stand in the log before the result, and both must be these."""
    entries = told.get("entries")
    if not entries:
        raise Incomplete(
            "the draw follows from its plan; but nothing shows that the plan stood in the log before the source was drawn"
        )
    said = {"plan": hashlib.sha256(canonical(told["plan"])).hexdigest(), "result": result_of(told)}
    places = {}
    for name in ("plan", "result"):
        data = entries[name]["entry"].encode()
        entry, opened_fields = read_json(data), entries[name]["opened"]
        tree = Tree(digest_of(entry["log"]))
        check_openings(tree, opened_fields, bytes.fromhex(entry["c"]))
        changes = json.loads({one["field"]: one["value"] for one in opened_fields}.get("changes") or "{}")
        if changes.get(f"{name}_hash", [None, None])[1] != said[name]:
            raise Tampered(f"the {name} in the log is another one")
        if not entries[name]["proof"]:
            raise Incomplete(f"no checkpoint covers the {name} yet")
        index, size, _ = check_proof(entries[name]["proof"], tree, tree.leaf(data), entry["log"], keys)
        places[name] = entry["log"], index
        yield f"the {name} is entry {index} of {size} in {entry['log']}, of {entry['day']}"
    if places["plan"][0] == places["result"][0] and places["plan"][1] >= places["result"][1]:
        raise Tampered("the plan was put into the log after the result")


def result_of(told: dict[str, Any]) -> str:
    """The fingerprint of what was drawn, without what came later."""
    return hashlib.sha256(canonical({name: told[name] for name in ("codes", "sources", "key", "picks")})).hexdigest()


def check_draw(told: dict[str, Any], seen: list[str], keys: list[Key]) -> Iterator[str]:
    """One sentence for each thing that is well; raises Tampered or Incomplete."""
    plan = told["plan"]
    if told.get("format") != FORMAT or plan.get("format") != PLAN or plan["algorithm"] != ALGORITHM:
        raise Tampered("not a draw of this form")
    yield f"{plan['title']} ({plan['id']}), plan {hashlib.sha256(canonical(plan)).hexdigest()}"
    lists = read_lists(plan, told["lists"])
    yield f"lists as committed: {len(lists[0])} targets, {len(lists[1])} inspectors, {len(lists[2])} avoidances"
    if plan["team"] < 2 or len(plan["codes"]) < 2:
        raise Tampered("a team has two or more, and two departments or more hold codes")
    codes, text = check_codes(plan, told["codes"]), check_sources(plan, told["sources"], seen)
    key = hmac.new(hashlib.sha256(canonical(plan)).digest() + b"".join(codes), text.encode(), hashlib.sha256).digest()
    if key.hex() != told["key"]:
        raise Tampered("the key does not follow from plan, codes and public source")
    yield f"key from {len(codes)} of {len(plan['codes'])} codes and {text}"
    yield from check_picks(told, key, lists)
    yield from check_entries(told, keys)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("draw", nargs="?", help="the published file of the draw")
    parser.add_argument("--source", action="append", default=[], help="the numbers of a source as you read them yourself")
    parser.add_argument("--key", action="append", default=[], help="the log's verifier key, name+hash+key, from paper")
    parser.add_argument("--new-code", action="store_true", help="make a department's code")
    try:
        asked = parser.parse_args()
        if asked.new_code:
            code = secrets.token_hex(32)
            print(f"secret: {code}\npublish: {hashlib.sha256(bytes.fromhex(code)).hexdigest()}")
            return OK
        if not asked.draw:
            parser.error("which draw?")
        text = read_file(asked.draw)
    except (SystemExit, OSError, UnicodeDecodeError) as error:
        print("" if isinstance(error, SystemExit) else error, file=sys.stderr)
        return OK if isinstance(error, SystemExit) and error.code == 0 else USAGE
    try:
        told = json.loads(text)
        keys = [Key(line) for line in asked.key or told.get("keys", [])]
        for sentence in check_draw(told, asked.source, keys):
            print("well: " + sentence)
    except Incomplete as missing:
        print(f"incomplete: {missing}")
        return INCOMPLETE
    except (Tampered, ValueError, KeyError, TypeError, AttributeError, IndexError) as found:
        print(f"TAMPERED: {found}")
        return TAMPERED
    return OK


if __name__ == "__main__":
    sys.exit(main())
