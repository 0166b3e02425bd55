"""What several lines in one cell say: supervisors, acts, findings, statements; one thing a line, in fixed order."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from ..words import FindingKind, Severity

BETWEEN = "｜"
ACTS = f"一行一件，按“行政处罚案件{BETWEEN}案号”写：种类、案号"
FINDINGS = f"一行一个，按“程序{BETWEEN}一般{BETWEEN}事实{BETWEEN}依据”写"
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


def unclear(name: str, line: str, form: str) -> ValidationError:
    return ValidationError({name: f"“{line[:30]}”看不懂，{form}"})
