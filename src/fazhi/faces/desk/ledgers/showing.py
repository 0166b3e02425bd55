"""What the pages of an import show: counts that lead somewhere, and a page of rows with every cell explained."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from fazhi.faces.look.parts import Link, Pager

from .cells import letter
from .findings import LABELS, Finding, Level, Preview
from .judging import NEW, SAME, SKIP, WRITE
from .keeping import ImportRun
from .veil import hidden, veils

SIZE = 50
SHORT = 36
MIDNIGHT = " 00:00"  # Excel knows a day as a moment
FEW = 7  # columns that a page shows unless all are asked for
ATTENTION: tuple[Level, ...] = ("changed", "doubtful", "stale", "refused")
KINDS: dict[str, str] = {"new": "new", "changed": "changed", "doubtful": "doubt", "stale": "refused", "refused": "refused"}
BEFORE: dict[Level, str] = {
    "new": "将新建",
    "changed": "",
    "doubtful": "要您定一下",
    "stale": "系统里已改过",
    "refused": "不会写入",
    "same": "与系统一致",
    "aside": "合计、说明等",
}
AFTER: dict[Level, str] = BEFORE | {"new": "已新建", "changed": "已更新", "doubtful": "没有写入", "refused": "没有写入"}
ASKED = {SAME: "是同一件，不写", NEW: "不是，新建", WRITE: "写入", SKIP: "跳过"}
CITED = re.compile(r"（([^（）]*第[^（）]*条[^（）]*)）$")


@dataclass(slots=True)
class Cell:
    """One cell: what it says, what stood there, whether something is said about it."""

    text: str
    before: str | None = None
    css: str = ""
    mark: str = ""  # doubt or refused


@dataclass(slots=True)
class Line:
    """One row of the file."""

    number: int
    label: str
    kind: str
    cells: list[Cell]
    reasons: list[tuple[str, str, str]]  # (where, sentence, article), beside the verdict: a cell may lie far to the right
    asks: list[tuple[str, str]]  # (value of the button, its words)
    decided: str = ""
    url: str = ""


@dataclass(slots=True)
class Grid:
    """A page of rows under the columns it shows."""

    run: ImportRun
    asked: dict[str, str]
    found: Preview

    @property
    def show(self) -> str:
        asked = self.asked.get("show", "")
        if asked in (*LABELS, "all", "attention"):
            return asked
        return "attention" if self.found.rows(*ATTENTION, size=1) else "all"

    @property
    def page(self) -> int:
        asked = self.asked.get("page", "")
        return int(asked) if asked.isascii() and asked.isdigit() and 0 < len(asked) < 7 and int(asked) else 1

    def address(self, **changed: Any) -> str:
        """This page with other conditions."""
        kept = {name: value for name, value in self.asked.items() if name in ("show", "reason", "columns")}
        return "?" + urlencode({name: value for name, value in (kept | changed).items() if value})

    def verdicts(self) -> list[Link]:
        """All, then each verdict with its count and what it means."""
        counts, after = self.found.counts, self.run.state == ImportRun.State.DONE
        notes = AFTER if after else BEFORE | {"changed": f"{self.found.cells_changed} 个单元格会改"}
        links = [Link("全部", "?show=all", self.show == "all", self.found.total, "", "行")]
        for level in ("new", "changed", "doubtful", "stale", "refused", "same", "aside"):
            if counts[level] or level not in ("stale", "aside"):
                address = f"?show={level}"
                links.append(Link(LABELS[level], address, self.show == level, counts[level], KINDS.get(level, ""), notes[level]))
        return links

    def reasons(self) -> list[Link]:
        """The commonest sentences, each leading to the rows of which it is said."""
        chosen = self.asked.get("reason", "")
        said = [(sentence, times) for sentence, times in self.found.reasons() if sentence][:12]
        return [
            Link(hidden(sentence), self.address(show="all", reason=sentence, page=""), sentence == chosen, times)
            for sentence, times in said
        ]

    def numbers(self) -> list[int]:
        """The rows asked for, all pages."""
        if reason := self.asked.get("reason"):
            return sorted({finding.row for finding in self.found.findings() if finding.sentence == reason})
        levels = {"all": (), "attention": ATTENTION}.get(self.show, (self.show,))
        return self.found.rows(*levels)  # type: ignore[arg-type]

    def lines(self, numbers: list[int]) -> tuple[list[tuple[str, str, str]], list[Line]]:
        """The columns shown as (letter, label, css), and the rows."""
        said = self.run.rows(numbers)
        findings = {number: self.found.of(number) for number in numbers}
        places = self._places(said, findings)
        labels = {int(at): label for at, label in self.run.heading.get("labels", {}).items()}
        numeric = set(self.run.heading.get("numeric", ()))
        heads = [(letter(at), labels.get(at, ""), "num" if at in numeric else "") for at in places]
        masks = veils(self.run.ledger)
        names = {at: name for name, at in self.run.heading.get("columns", {}).items()}
        hide = {at: masks.get(names.get(at, "")) for at in places}
        page = _Page(self.run, places, hide, numeric, labels)
        return heads, [
            page.line(number, self.found.level_of(number), findings[number], said.get(number, {})) for number in numbers
        ]

    def _places(self, said: dict[int, dict[str, Any]], findings: dict[int, list[Finding]]) -> list[int]:
        """The key, what something is said about, then what the rows say first; all, when asked for."""
        every = sorted(int(at) for at in self.run.heading.get("labels", {}))
        if self.asked.get("columns") == "all":
            return every
        about = {finding.column for found in findings.values() for finding in found if finding.column is not None}
        read, key = set(self.run.heading.get("read", every)), self.run.heading.get("key")
        filled = [
            at for at in every if at in read and any(at < len(row.get("said", ())) and row["said"][at] for row in said.values())
        ]
        first = [at for at in dict.fromkeys([key, *sorted(about & set(every)), *filled]) if at is not None]
        return sorted(set(first[: max(FEW, len(about) + 2)]))

    def pager(self, amount: int) -> Pager:
        """Where this page stands among the rows asked for."""
        start, end = (self.page - 1) * SIZE, min(self.page * SIZE, amount)
        text = f"第 {start + 1:,}–{end:,} 行，共 {amount:,} 行" if end > start else f"共 {amount:,} 行"
        before = Link("上一页", self.address(page=self.page - 1) if self.page > 1 else "")
        return Pager(text, before, Link("下一页", self.address(page=self.page + 1) if end < amount else ""))


class _Page:
    """Turns rows and findings into lines."""

    def __init__(
        self, run: ImportRun, places: list[int], hide: dict[int, Any], numeric: set[int], labels: dict[int, str]
    ) -> None:
        self.run, self.places, self.hide, self.numeric, self.labels = run, places, hide, numeric, labels

    def line(self, number: int, level: Level | None, findings: list[Finding], row: dict[str, Any]) -> Line:
        said = row.get("said", ())
        cells = [self._cell(at, said[at] if at < len(said) else "", findings) for at in self.places]
        url = reverse("desk:record", args=[self.run.label, row["record"]]) if row.get("record") else ""
        reasons = [self._reason(finding) for finding in findings if finding.sentence or finding.before or finding.after]
        asks, decided = row.get("asks", ()), self.run.decisions.get(str(number), "")
        return Line(
            number,
            LABELS.get(level, ""),
            KINDS.get(level or "", ""),
            cells,
            reasons,
            self._asks(number, asks, decided),
            _words(decided, asks),
            url,
        )

    def _cell(self, at: int, text: str, findings: list[Finding]) -> Cell:
        mask = self.hide.get(at)
        cell = Cell(hidden(text.removesuffix(MIDNIGHT), mask), css="num" if at in self.numeric else "")
        for finding in (finding for finding in findings if finding.column == at):
            if finding.before or finding.after:
                cell.before = hidden(finding.before, mask)
            if finding.sentence:
                cell.mark = KINDS.get(finding.level, "") if finding.level != "changed" else "doubt"
        return cell

    def _reason(self, finding: Finding) -> tuple[str, str, str]:
        """Where, why, and the article that stood at the end of the sentence."""
        at, sentence = finding.column, hidden(finding.sentence) or self._change(finding)
        where = f"{letter(at)} {self.labels.get(at, '')}".strip() if at is not None else ""
        found = CITED.search(sentence)
        return (where, sentence[: found.start()], found[1]) if found else (where, sentence, "")

    def _asks(self, number: int, asks: Iterable[str], decided: str) -> list[tuple[str, str]]:
        if not asks or self.run.state != ImportRun.State.JUDGED:
            return []
        return [(f"{number}:", "重新定")] if decided else [(f"{number}:{choice}", _words(choice, asks)) for choice in asks]

    def _change(self, finding: Finding) -> str:
        """Old and new where both are short; the cell itself shows the rest."""
        mask = self.hide.get(finding.column)
        before, after = hidden(finding.before, mask) or "空", hidden(finding.after, mask) or "空"
        return f"“{before}”改为“{after}”" if len(before + after) <= SHORT else "有改动"


def _words(choice: str, asks: Iterable[str]) -> str:
    """What a choice means: to a row that may be another's twin 新建 says no, to any other yes."""
    return "就这样新建" if choice == NEW and SAME not in asks else ASKED.get(choice, "")
