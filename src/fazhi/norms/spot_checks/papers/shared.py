"""What several papers of an inspection say alike."""

from datetime import date
from typing import Any

from fazhi.kernel.documents.blocks import Fields, Table
from fazhi.kernel.documents.heads import Head, Layout

from ..models import Inspection

REMEDY = "对本决定不服的，可以依法申请行政复议或者提起行政诉讼。"


def letter(record: Inspection, on: date | None) -> Head:
    name = record.unit.name
    return Head(Layout.LETTER, name, name, on=on or "", number=record.number, to=record.target.name)


def checked(record: Inspection) -> Fields:
    """Whom, what, why."""
    told: list[tuple[str, Any]] = [
        ("检查对象", record.target.name),
        ("统一社会信用代码", record.target.credit_code),
        ("地址", record.target.address or "见登记"),
        ("检查事项", record.item.name),
        ("检查依据", record.item.basis),
        ("检查内容", record.item.content),
        ("检查来源", "：".join(filter(None, (record.get_ground_display(), record.ground_note)))),
    ]
    return Fields(told)


def team(record: Inspection) -> Table:
    rows = ((row.inspector.name, row.inspector.unit.name, row.inspector.certificate_no) for row in record.standing)
    return Table(("检查人员", "单位", "执法证号"), rows)


def points(record: Inspection) -> list[Table]:
    """Point by point, where there is a list."""
    words = record._meta.get_field("checklist").words
    rows = [
        (n, point, words(answer).label if answer else "", note) for n, (point, answer, note) in enumerate(record.checklist, 1)
    ]
    return [Table(("序号", "检查要点", "结果", "说明"), rows)] if rows else []
