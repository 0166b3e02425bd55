"""What an auditor sees of a figure: each entry's label and part, and records opened so far as the definition asks of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from tlog import Tampered, Tree, canonical, check_opening, digest_of

Heads = tuple[list[dict[str, Any]], list[bytes], Tree]
PLACES = 10_000  # parts keep four places


class Undecided(Exception):
    """A condition that the opened record alone cannot answer."""


def check_audit(audit: dict[str, Any], manifest: dict[str, Any], definition: dict[str, Any], logs: list[Heads]) -> Iterator[str]:
    """One sentence for each thing that is well; raises Tampered."""
    labels = {(log, index): label for log, index, label, _ in audit["labels"]}
    check_root(audit["labels"], "label", manifest["labels_root"], logs)
    check_counts(Counter(labels.values()), manifest)
    yield f"{len(labels)} labels are those that were committed"
    parts = {(log, index): part for log, index, part, _ in audit["parts"]}
    check_root(audit["parts"], "part", manifest["parts_root"], logs)
    yield check_sums(list(parts.values()), manifest)
    decided = undecided = 0
    for record in audit["opened"]:
        place = record["log"], record["index"]
        is_decided = check_record(record, labels.get(place), parts.get(place), manifest, definition, logs)
        decided, undecided = decided + is_decided, undecided + (not is_decided)
    yield f"{decided} records opened and held against the definition" + (
        f", {undecided} hang on what is not in the record" if undecided else ""
    )


def check_root(rows: list[list[Any]], what: str, root: str, logs: list[Heads]) -> None:
    tree = Tree(digest_of(""))
    for log, index, said, blind in rows:
        leaf = {"blind": blind, "leaf": logs[log][1][index].hex()}
        leaf.update({"label": said} if what == "label" else said)
        for _ in tree.append(tree.leaf(canonical(leaf))):
            pass
    if tree.root().hex() != root:
        raise Tampered(f"the {what}s are not those that were committed")


def check_counts(counts: Counter[str], manifest: dict[str, Any]) -> None:
    """The labels must come to the public numbers; small ones stand there together."""
    if "counted" not in manifest:
        return
    stated = dict(manifest["excluded"])
    few = stated.pop("merged", 0)
    rest = sum(amount for code, amount in counts.items() if code and code not in stated)
    if counts[""] != manifest["counted"] or rest != few or any(counts[code] != amount for code, amount in stated.items()):
        raise Tampered("the labels do not come to the numbers of the figure")


def check_sums(parts: list[dict[str, Any]], manifest: dict[str, Any]) -> str:
    """What the entries add must come to the value; of the worst month, to that month's."""
    if "value" not in manifest:
        return f"{len(parts)} entries add something to a value that is not told"
    value = manifest["value"]
    if "months" in manifest:
        check_months(parts, manifest["months"])
        return f"{len(parts)} entries come to the months of the figure"
    numerator = sum(part["numerator"] for part in parts)
    if abs(numerator * value["scale"] - value["numerator"] * PLACES) > value["records"] * value["scale"]:
        raise Tampered("the parts do not come to the numerator")
    if "denominator" in value and sum(part["denominator"] for part in parts) != value["denominator"]:
        raise Tampered("the parts do not come to the denominator")
    if sum(part["records"] for part in parts) != value["records"]:
        raise Tampered("the parts do not come to the records")
    return f"{len(parts)} entries come to {value['numerator']} / {value.get('denominator', 1)} (scale {value['scale']})"


def check_months(parts: list[dict[str, Any]], months: list[dict[str, Any]]) -> None:
    for month in months:
        own = [part for part in parts if part.get("month") == month["month"]]
        sums = sum(part["numerator"] for part in own), sum(part["denominator"] for part in own)
        if not month.get("suppressed") and sums != (month["numerator"] * PLACES, month["denominator"]):
            raise Tampered(f"the parts do not come to those of {month['month']}")


def check_record(
    record: dict[str, Any],
    label: str | None,
    part: dict[str, Any] | None,
    manifest: dict[str, Any],
    definition: dict[str, Any],
    logs: list[Heads],
) -> bool:
    """Whether the record's opened columns give it the label it has; False where they cannot decide. Raises Tampered."""
    said = columns_of(record, logs[record["log"]])
    try:
        meets = answer(definition["behind"], said) and is_in_days(definition, manifest, said)
        hits = answer(definition["hits"], said)
    except Undecided:
        return False
    if label in ("", "repeated", "place") and not meets:
        raise Tampered(f"record {record['row']} is counted, but does not meet the definition")
    if label in ("days", "condition") and meets:
        raise Tampered(f"record {record['row']} meets the definition, but is left out")
    if label == "" and part is not None:
        check_part(record["row"], part, definition, said, hits)
    return True


def check_part(row: str, part: dict[str, Any], definition: dict[str, Any], said: dict[str, Any], hits: bool) -> None:
    """What a counted record adds; of one key another record may stand in the numerator, so that is not decided here."""
    if definition["form"] == "Sum" and abs(round(float(said[definition["field"]]) * PLACES) - part["numerator"]) > 1:
        raise Tampered(f"record {row} adds another amount than it says")
    if definition["form"] in ("Rate", "Share") and not definition.get("once_per") and bool(part["numerator"]) != hits:
        raise Tampered(f"record {row} stands on the wrong side of the numerator")


def columns_of(record: dict[str, Any], log: Heads) -> dict[str, Any]:
    """The opened columns of a record, each held against the entry of the log; no later entry may have written it anew."""
    heads, leaves, tree = log
    head, row = heads[record["at"]], record["row_opening"]
    if head["obj"] != heads[record["index"]]["obj"] or row["field"] != "row " + record["row"]:
        raise Tampered(f"record {record['row']} is opened from another's entry")
    check_opening(tree, row, bytes.fromhex(head["c"]))
    for opening in record["columns"]:
        check_column(tree, opening, bytes.fromhex(row["value"]))
    later = [index for index in range(record["at"] + 1, record["index"] + 1) if heads[index]["obj"] == head["obj"]]
    silent = {each["index"]: each["opened"] for each in record.get("silent", [])}
    for index in later:
        check_absent(tree, silent.get(index, []), row["field"], bytes.fromhex(heads[index]["c"]))
    return {opening["field"]: opening["value"] for opening in record["columns"]}


def check_column(tree: Tree, opening: dict[str, Any], root: bytes) -> None:
    """A column stands under its row's root as a field does under its entry's."""
    check_opening(tree, {name: value for name, value in opening.items() if name != "in"}, root)


def check_absent(tree: Tree, opened: list[dict[str, Any]], name: str, commitment: bytes) -> None:
    """Two neighbours, one before and one after the name: an entry has its fields in order, so it says nothing of the name."""
    for opening in opened:
        check_opening(tree, opening, commitment)
    if len(opened) != 2 or opened[0]["of"] != opened[1]["of"] or opened[1]["index"] != opened[0]["index"] + 1:
        raise Tampered(f"a later entry may have written {name} anew")
    if not opened[0]["field"] < name < opened[1]["field"]:
        raise Tampered(f"a later entry may have written {name} anew")


def is_in_days(definition: dict[str, Any], manifest: dict[str, Any], said: dict[str, Any]) -> bool:
    """Whether the record's day lies in the window; what stands on a day must not have ended before."""
    window, day = manifest["window"], said.get(definition["on"])
    if "until" in definition or "through" in definition or "." in str(definition["on"]) or definition["on"] not in said:
        raise Undecided
    if day is None:
        return False
    if "T" in day:
        raise Undecided
    return window.get("first", "") <= day <= window["last"]


def answer(asks: dict[str, Any], said: dict[str, Any]) -> bool:
    """A condition of the definition, answered from the opened columns."""
    if "not" in asks:
        return not answer(asks["not"], said)
    for word, joined in (("all", all), ("any", any)):
        if word in asks:
            return joined([answer(each, said) for each in asks[word]]) if asks[word] else True
    if "field" not in asks:
        raise Undecided
    name, _, lookup = asks["field"].partition("__")
    if name not in said or lookup not in LOOKUPS:
        raise Undecided
    return LOOKUPS[lookup](said[name], asks.get("value"))


def same(one: Any, other: Any) -> bool:
    return one is not None and str(one) == str(other)


LOOKUPS = {
    "": same,
    "exact": same,
    "isnull": lambda said, wanted: (said is None) == wanted,
    "in": lambda said, wanted: any(same(said, each) for each in wanted),
    "gt": lambda said, wanted: said is not None and float(said) > float(wanted),
    "gte": lambda said, wanted: said is not None and float(said) >= float(wanted),
    "lt": lambda said, wanted: said is not None and float(said) < float(wanted),
    "lte": lambda said, wanted: said is not None and float(said) <= float(wanted),
}
