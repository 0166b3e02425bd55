"""What several lines in one cell say: supervisors, acts, findings, statements; one thing a line, in fixed order."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from ..words import FindingKind, ObstructionKind, Severity, Verdict

BETWEEN = "｜"
ACTS = f"一行一件，按“行政处罚案件{BETWEEN}案号”写：种类、案号"
FINDINGS = f"一行一个，按“程序{BETWEEN}一般{BETWEEN}事实{BETWEEN}依据”写"
OBSTRUCTIONS = f"一行一次，按“2026-03-02{BETWEEN}情形{BETWEEN}经过{BETWEEN}证据{BETWEEN}处理日期{BETWEEN}处理情况”写"
ITEMS = f"一行一项，按“事项{BETWEEN}2026-03-02{BETWEEN}报告日期{BETWEEN}整改情况{BETWEEN}验收日期{BETWEEN}验收结论{BETWEEN}验收证据”写"
STATEMENTS = f"一行一次，按“2026-03-02{BETWEEN}陈述和说明{BETWEEN}复核意见”写"


def plain(text: Any) -> str:
    """One line, so that the lines of a cell stay apart."""
    return " ".join(str(text or "").replace(BETWEEN, "|").split())


def lines(text: str) -> Iterator[list[str]]:
    for line in (text or "").splitlines():
        if line.strip():
            yield [part.strip() for part in line.split(BETWEEN)]


def acts_told(case: Any) -> str:
    return "\n".join(f"{plain(row.kind)}{BETWEEN}{plain(row.number)}" for row in case.rows("acts"))


def acts_of(text: str) -> Iterator[dict[str, Any]]:
    for parts in lines(text):
        if len(parts) != 2:
            raise unclear("acts", BETWEEN.join(parts), ACTS)
        yield {"kind": parts[0], "number": parts[1]}


def findings_told(case: Any) -> str:
    return "\n".join(
        BETWEEN.join((row.get_kind_display(), row.get_severity_display(), plain(row.fact), plain(row.basis)))
        for row in case.rows("findings")
    )


def findings_of(text: str) -> Iterator[dict[str, Any]]:
    kinds = {str(label): value for value, label in FindingKind.choices}
    severities = {str(label): value for value, label in Severity.choices}
    for parts in lines(text):
        if len(parts) != 4 or parts[0] not in kinds or parts[1] not in severities:
            raise unclear("findings", BETWEEN.join(parts), FINDINGS)
        yield {"kind": kinds[parts[0]], "severity": severities[parts[1]], "fact": parts[2], "basis": parts[3]}


def statements_told(case: Any) -> str:
    return "\n".join(
        BETWEEN.join(filter(None, (str(row.heard_on), plain(row.content), plain(row.answer)))) for row in case.rows("statements")
    )


def statements_of(text: str) -> Iterator[dict[str, Any]]:
    for parts in lines(text):
        day, content, answer = (*parts, "", "")[:3]
        try:
            yield {"heard_on": date.fromisoformat(day), "content": content, "answer": answer}
        except ValueError:
            raise unclear("statements", BETWEEN.join(parts), STATEMENTS) from None


def obstructions_told(case: Any) -> str:
    return "\n".join(
        BETWEEN.join(
            (
                str(row.happened_on),
                row.get_kind_display(),
                plain(row.facts),
                plain(row.evidence),
                str(row.settled_on or ""),
                plain(row.settled_how),
            )
        )
        for row in case.rows("obstructions")
    )


def obstructions_of(text: str) -> Iterator[dict[str, Any]]:
    kinds = {str(label): value for value, label in ObstructionKind.choices}
    for parts in lines(text):
        try:
            day, kind, facts, evidence, settled, how = (*parts, "", "")[:6]
            told = {"happened_on": date.fromisoformat(day), "kind": kinds[kind], "facts": facts, "evidence": evidence}
            yield told | {"settled_on": date.fromisoformat(settled) if settled else None, "settled_how": how}
        except (ValueError, KeyError):
            raise unclear("obstructions", BETWEEN.join(parts), OBSTRUCTIONS) from None


def items_told(instrument: Any) -> str:
    return "\n".join(
        BETWEEN.join(
            (
                plain(row.content),
                str(row.due_on),
                str(row.reported_on or ""),
                plain(row.report),
                str(row.verified_on or ""),
                row.get_verified_display() if row.verified else "",
                plain(row.evidence),
            )
        )
        for row in instrument.rows("items")
    )


def items_of(text: str) -> Iterator[dict[str, Any]]:
    verdicts = {"": "", **{str(label): value for value, label in Verdict.choices}}
    for parts in lines(text):
        try:
            content, due, reported, report, verified_on, verdict, evidence = (*parts, "", "", "", "", "", "")[:7]
            told = {"content": content, "due_on": date.fromisoformat(due), "report": report, "evidence": evidence}
            days = {"reported_on": reported, "verified_on": verified_on}
            yield told | {"verified": verdicts[verdict]} | {k: date.fromisoformat(v) if v else None for k, v in days.items()}
        except (ValueError, KeyError):
            raise unclear("items", BETWEEN.join(parts), ITEMS) from None


def unclear(name: str, line: str, form: str) -> ValidationError:
    return ValidationError({name: f"“{line[:30]}”看不懂，{form}"})
