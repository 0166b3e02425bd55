"""An empty ledger to fill in: heads with notes, lists to choose from, a row as an example, and a sheet that explains."""

from __future__ import annotations

from collections.abc import Iterable
from typing import IO, Any

from django.utils import timezone

from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Column, Ledger
from fazhi.kernel.records.querysets import within

from . import writing
from .comparing import UNREAD

FORMS = {
    "date": "日期，如 2024-09-03 或 2024年9月3日",
    "time": "日期和时间，如 2024-09-03 14:30",
    "number": "数字",
    "money": "金额，单位元；也可以写 3.5万元",
    "whole": "整数",
    "yes_no": "填“是”或“否”",
    "choice": "从列表中选一项",
    "choices": "可以选几项，中间用顿号隔开",
    "unit": "单位的编码，或者没有重名的全称",
    "person": "工号，或者没有重名的姓名",
    "record": "所引用那一件的序号或者编号",
    "citizen_number": "18 位公民身份号码，按文本填写",
    "phone": "电话号码",
    "text": "文字",
}
SAMPLES = {
    "date": "2024-09-03",
    "time": "2024-09-03 14:30",
    "number": "12",
    "money": "12000",
    "whole": "2",
    "yes_no": "是",
    "citizen_number": "11010519491231002X",
    "phone": "13800000000",
    "text": "（按实际填写）",
}
EXPLAINED = (
    writing.Column("列名", width=22),
    writing.Column("必填", width=8),
    writing.Column("怎么填", width=44),
    writing.Column("可以填的内容", width=80),
    writing.Column("说明", width=44),
)
CODES = "单位编码"
UNITS = (writing.Column("编码", width=18), writing.Column("单位", width=44), writing.Column("上级", width=32))
MOST_UNITS = 5_000


def write(target: IO[bytes], ledger: type[Ledger], person: Person) -> None:
    """Write the template of a ledger, with examples of the person's own unit."""
    columns = [_column(column, person) for column in ledger.columns if UNREAD not in column.note]
    beside = [("填写说明", EXPLAINED, list(_explained(ledger)))]
    if any(column.kind == "unit" for column in ledger.columns):
        beside.append((CODES, UNITS, _units(person)))
    writing.write_xlsx(target, ledger.title, columns, (), sample=True, beside=beside)


def _column(column: Column, person: Person) -> writing.Column:
    words = _words(column)
    note = "；".join(filter(None, ("必填" if column.required else "没有就留空", FORMS[column.kind], column.note)))
    choices = tuple(words) if column.kind == "choice" else ("是", "否") if column.kind == "yes_no" else ()
    return writing.Column(
        column.header, "text", note=note, required=column.required, choices=choices, sample=_sample(column, person)
    )


def _words(column: Column) -> list[str]:
    words = column.words
    if words is None:
        return []
    return [str(label) for _, label in words.choices] if hasattr(words, "choices") else [str(word) for word in words]


def _sample(column: Column, person: Person) -> str:
    if column.kind == "unit":
        return person.unit.code
    words = _words(column)
    return words[0] if words else SAMPLES.get(column.kind, "")


def _explained(ledger: type[Ledger]) -> Iterable[tuple[Any, ...]]:
    for column in ledger.columns:
        if UNREAD not in column.note:
            words = f"见“{CODES}”表" if column.kind == "unit" else "、".join(_words(column))
            yield column.header, "是" if column.required else "", FORMS[column.kind], words, column.note


def _units(person: Person) -> Iterable[tuple[str, str, str]]:
    """The units this person works for, to copy their codes from."""
    near = Unit.objects.on(timezone.localdate()).filter(within(person.scope())).select_related("parent").order_by("path")
    return ((unit.code, unit.name, unit.parent.name if unit.parent else "") for unit in near[:MOST_UNITS])
