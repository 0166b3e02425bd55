"""What several lines in one cell say: evidence, penalties, payments, goods; one thing a line, in fixed order."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.present.cells import key_of, reference
from fazhi.kernel.present.declared import Column

from ..execution_words import PaidBy
from ..penalty_words import OF_MONEY, EvidenceKind, PenaltyKind

EVIDENCE = "一行一件，按“2025-09-03 勘验笔录、现场笔录 现场检查笔录”写：日期、种类、名称"
PENALTIES = "一行一种，按“罚款 3000”“没收非法财物 翻斗车一辆”“吊销许可证件 证号”写"
PAYMENTS = "一行一笔，按“2025-10-09 3000 指定银行 票据号”写"
GOODS = "一行一件，按“翻斗车 1辆 九成新”写：名称、数量、状态"
KEY = "row_key"

GOODS_KINDS = (PenaltyKind.CONFISCATED_GOODS,)
LICENCES = (PenaltyKind.SUSPENDED_LICENCE, PenaltyKind.LOWERED_GRADE, PenaltyKind.REVOKED_LICENCE)


def of_item(header: str = "执法事项序号", name: str = "item", required: bool = True) -> Column:
    return reference(header, name, "enforcement.poweritem", required)


def of_matter() -> Column:
    """The case to which a row belongs."""
    return Column(
        "案件序号",
        "matter",
        kind="record",
        refers_to="enforcement.penaltycase",
        required=True,
        write=lambda record: key_of(record.case),
    )


def of_provision(header: str, name: str, required: bool = False) -> Column:
    return reference(header, name, "enforcement.provision", required)


def of_officer(header: str, name: str, required: bool = False, write: Any = None) -> Column:
    """An officer by the key of the roster; `write` finds the officer where the record has no such field."""
    found = write or (lambda record: getattr(record, name))
    return Column(
        header,
        name,
        kind="record",
        refers_to="enforcement.officer",
        required=required,
        write=lambda record: key_of(found(record)),
    )


def lines(text: str) -> list[str]:
    return [line.strip() for line in (text or "").splitlines() if line.strip()]


def _plain(text: Any) -> str:
    return " ".join(str(text or "").split())


def evidence_told(case: Any) -> str:
    return "\n".join(f"{row.obtained_on} {row.get_kind_display()} {_plain(row.title)}" for row in case.rows("evidence"))


def evidence_of(text: str) -> Iterator[dict[str, Any]]:
    """Day, kind and title of each line."""
    kinds = {str(label): value for value, label in EvidenceKind.choices}
    for line in lines(text):
        day, kind, title = (*line.split(maxsplit=2), "", "")[:3]
        try:
            yield {"obtained_on": date.fromisoformat(day), "kind": kinds[kind], "title": title or kind}
        except (ValueError, KeyError):
            raise _unclear("proof_lines", line, EVIDENCE) from None


def penalties_told(decision: Any) -> str:
    return "\n".join(f"{row.get_kind_display()} {_content(row)}".strip() for row in decision.standing_penalties)


def _content(row: Any) -> str:
    if row.kind in OF_MONEY:
        return f"{row.amount:f}"
    return _plain(row.goods or row.licence or row.period)


def penalties_of(text: str) -> Iterator[dict[str, Any]]:
    """Kind, and its amount, goods, licence or period."""
    kinds = {str(label): value for value, label in PenaltyKind.choices}
    for line in lines(text):
        kind, _, content = line.partition(" ")
        if kind not in kinds:
            raise _unclear("penalties", line, PENALTIES)
        yield {"kind": kinds[kind], **_particulars(kinds[kind], content.strip(), line)}


def _particulars(kind: str, content: str, line: str) -> dict[str, Any]:
    if kind in OF_MONEY:
        return {"amount": _amount(content, "penalties", line, PENALTIES)}
    name = "goods" if kind in GOODS_KINDS else "licence" if kind in LICENCES else "period"
    return {name: content}


def payments_told(decision: Any) -> str:
    rows = decision.rows("payments")
    return "\n".join(f"{row.paid_on} {row.amount:f} {row.get_channel_display()} {row.receipt_no}".strip() for row in rows)


def payments_of(text: str) -> Iterator[dict[str, Any]]:
    """Day, amount, channel and receipt of each line."""
    channels = {str(label): value for value, label in PaidBy.choices}
    for line in lines(text):
        day, amount, channel, receipt = (*line.split(maxsplit=3), "", "", "", "")[:4]
        try:
            told = {"paid_on": date.fromisoformat(day), "channel": channels[channel or str(PaidBy.BANK.label)]}
        except (ValueError, KeyError):
            raise _unclear("payments", line, PAYMENTS) from None
        yield {**told, "amount": _amount(amount, "payments", line, PAYMENTS), "receipt_no": receipt}


def goods_told(measure: Any) -> str:
    return "\n".join(
        f"{_joined(row.name)} {_joined(row.quantity)} {_plain(row.condition)}".strip() for row in measure.rows("goods")
    )


def goods_of(text: str) -> Iterator[dict[str, Any]]:
    """Name, quantity and state of each line."""
    for line in lines(text):
        name, quantity, condition = (*line.split(maxsplit=2), "", "")[:3]
        if not quantity:
            raise _unclear("goods", line, GOODS)
        yield {"name": name, "quantity": quantity, "condition": condition}


def _joined(text: str) -> str:
    """One word, so that the cells between blanks stay apart."""
    return "".join(str(text).split())


def _amount(text: str, name: str, line: str, form: str) -> Decimal:
    try:
        return Decimal(text.replace(",", "").removesuffix("元"))
    except InvalidOperation:
        raise _unclear(name, line, form) from None


def _unclear(name: str, line: str, form: str) -> ValidationError:
    return ValidationError({name: f"“{line[:30]}”看不懂，{form}"})
