"""The two directories and the avoidances of a draw: what stands in them, their order, and the root that commits to them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from json.encoder import encode_basestring as quoted
from typing import Any, NamedTuple, TypeVar

from fazhi.kernel.ledger.log.tree import SHA256, root_of

KEY = re.compile(r"[0-9A-Za-z][0-9A-Za-z._-]{0,63}\Z")  # one way to write each: no twins that only look alike


class NotDrawable(ValueError):
    """A list or a plan from which nobody could draw fairly; says which, where and what to do."""


class Target(NamedTuple):
    """检查对象: a company by its credit code, a person by a pseudonym; the stratum is its risk class; skills are what its check needs."""

    id: str
    stratum: str
    region: str = ""
    skills: tuple[str, ...] = ()

    def leaf(self) -> bytes:
        return SHA256.leaf(f'{{"id":"{self.id}",{_traits(self.region, self.skills, self.stratum)}}}'.encode())


class Inspector(NamedTuple):
    """检查人员, by a salted pseudonym; without a region, of all regions; skills are what he or she may check."""

    id: str
    region: str = ""
    skills: tuple[str, ...] = ()

    def leaf(self) -> bytes:
        return Target.leaf(Target(self.id, "", self.region, self.skills))


class Avoidance(NamedTuple):
    """回避: this inspector never checks this target, for a reason known before the draw."""

    inspector: str
    target: str
    reason: str

    def leaf(self) -> bytes:
        return SHA256.leaf(f'{{"inspector":"{self.inspector}","reason":{quoted(self.reason)},"target":"{self.target}"}}'.encode())


@lru_cache(maxsize=10_000)
def _traits(region: str, skills: tuple[str, ...], stratum: str) -> str:
    """What many rows have in common, in canonical form."""
    return f'"region":{quoted(region)},"skills":[{",".join(map(quoted, skills))}],"stratum":{quoted(stratum)}'


Row = TypeVar("Row", Target, Inspector, Avoidance)


def ordered(rows: Iterable[Row]) -> list[Row]:
    """By their ids, bytewise: the order in which they were entered changes nothing."""
    return sorted(rows)


def root_of_list(rows: Iterable[Row]) -> dict[str, Any]:
    """What commits to a list: {size, root}, the root of RFC 6962 over its leaves in order."""
    leaves = [row.leaf() for row in ordered(rows)]
    return {"size": len(leaves), "root": root_of(leaves).hex()}


def must_be_drawable(targets: Sequence[Target], inspectors: Sequence[Inspector], avoidances: Sequence[Avoidance]) -> None:
    """Raises `NotDrawable` for a key that could be written two ways or stands twice, and for an avoidance of nobody."""
    known = [_once(targets, "检查对象名录"), _once(inspectors, "检查人员名录")]
    for number, row in enumerate(avoidances, 1):
        for key, keys, called in ((row.target, known[0], "检查对象"), (row.inspector, known[1], "检查人员")):
            if key not in keys:
                raise NotDrawable(f"回避名单第 {number} 行：名录里没有{called}“{key}”，请核对后再提交")
        _plain(row.reason, f"回避名单第 {number} 行的理由")


def _once(rows: Sequence[Any], called: str) -> set[str]:
    seen: set[str] = set()
    traits: set[tuple[Any, ...]] = set()
    for number, row in enumerate(rows, 1):
        if not KEY.match(row.id):
            raise NotDrawable(f"{called}第 {number} 行：代码“{row.id}”只能由半角字母、数字和“.”“-”“_”组成，不超过 64 位")
        if row.id in seen:
            before = 1 + next(place for place, other in enumerate(rows) if other.id == row.id)
            raise NotDrawable(f"{called}第 {number} 行：代码“{row.id}”与第 {before} 行重复，请先合并")
        seen.add(row.id)
        if (own := row[1:]) not in traits:
            _must_be_plain(row, f"{called}第 {number} 行")
            traits.add(own)
    return seen


def _must_be_plain(row: Any, where: str) -> None:
    for text in (row.region, getattr(row, "stratum", ""), *row.skills):
        _plain(text, f"{where}的“{text}”")
    if list(row.skills) != sorted(set(row.skills)):
        raise NotDrawable(f"{where}：检查类别应当按字符顺序排列、不重复")


def _plain(text: str, where: str) -> None:
    if unicodedata.normalize("NFC", text) != text or any(unicodedata.category(letter)[0] == "C" for letter in text):
        raise NotDrawable(f"{where}含有不能唯一书写的字符，请重新录入")
