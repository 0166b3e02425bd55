"""监督文书 in the layout of official documents, and what is written about how they were carried out."""

from collections.abc import Callable
from typing import Any

from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head, Layout

from ..limits import frozen, of_answer
from ..models import Instrument
from ..words import InNameOf, InstrumentKind


def items_told(record: Instrument, heads: tuple[str, ...], cells: Callable[[Any], tuple[Any, ...]]) -> list[Block]:
    """The problems with a day of their own, where the document names them."""
    rows = [cells(row) for row in record.rows("items")]
    return [Table(heads, rows)] if rows else []


class InstrumentPaper(Paper):
    """Annex A: the supervised body; facts and reasons; demand or decision with its basis; way and term; where to object."""

    title = "行政执法监督文书"
    of = Instrument
    name = "instrument"
    mandatory = {"number": "文号", "facts": "事实和理由", "basis": "依据", "demand": "要求或者决定", "sign_level": "签发层级"}
    asked_in = {"number": "issue"}
    is_sealed_by_body = by_step = True

    def heading(self, record: Instrument) -> str:
        return record.get_kind_display()

    def head(self, record: Instrument) -> Head:
        name = record.unit.name
        government = record.unit.region()
        by = government.name + "人民政府" if record.in_name_of == InNameOf.GOVERNMENT and government else name
        return Head(Layout.LETTER, by, by, on=record.issued_on or "", number=record.number, to=record.addressee)

    def blocks(self, record: Instrument) -> list[Block]:
        decides = record.kind == InstrumentKind.DECISION
        return [
            Heading("事实和理由"),
            Paragraph(record.facts),
            Heading("依据"),
            Paragraph(record.basis),
            Heading("决定" if decides else "要求"),
            Paragraph(f"{record.get_disposition_display()}。{record.demand}" if record.disposition else record.demand),
            *items_told(record, ("整改事项", "整改期限"), lambda row: (row.content, row.due_on)),
            *[Paragraph(text) for text in (self._term(record), self._objection(record)) if text],
        ]

    def _term(self, record: Instrument) -> str:
        if record.due_written_on:
            return f"请于{day_words(record.due_written_on)}前书面报告履行、整改情况，并附证明材料。"
        period = of_answer(record)
        return f"自收到本文书之日起{period}内书面报告履行、整改情况，并附证明材料。" if period else ""

    def _objection(self, record: Instrument) -> str:
        terms = frozen(record.case)
        if not terms.get("objection_days") or not record.is_rectified:
            return ""
        unit = "个工作日" if terms.get("objection_working") else "日"
        return f"对本文书有异议的，可以自收到之日起{terms['objection_days']}{unit}内申请复查。复查期间不停止执行。"


class ReceiptPaper(Paper):
    title = "监督文书送达回证"
    of = Instrument
    name = "receipt"
    mandatory = {"number": "文号", "served_on": "送达日期"}
    asked_in = {"number": "issue"}

    def blocks(self, record: Instrument) -> list[Block]:
        told = [("送达文书", f"{record.get_kind_display()} {record.number}"), ("受送达机关", record.addressee)]
        return [Fields([*told, ("送达日期", record.served_on)]), Signatures(["受送达机关（签收）", "送达人"])]


class TalkPaper(Paper):
    title = "约谈记录"
    of = Instrument
    name = "talk"
    mandatory = {"number": "文号", "facts": "事实和理由"}
    asked_in = {"number": "issue"}

    @classmethod
    def is_meant(cls, record: Instrument) -> bool:
        return record.kind == InstrumentKind.INTERVIEW

    def blocks(self, record: Instrument) -> list[Block]:
        told = [("约谈对象", record.addressee), ("时间", record.served_on or ""), ("事由", record.facts), ("要求", record.demand)]
        return [Number(record.number), Fields(told), Heading("记录"), Signatures(["被约谈人", "约谈人", "记录人"])]


class RectificationPaper(Paper):
    title = "整改报告"
    of = Instrument
    name = "rectification"
    mandatory = {"report": "整改报告、说明情况", "reported_on": "报告日期"}

    def blocks(self, record: Instrument) -> list[Block]:
        return [
            Fields([("针对的文书", f"{record.get_kind_display()} {record.number}"), ("整改单位", record.addressee)]),
            Paragraph(record.report),
            Signatures([f"{record.addressee}（印章）"]),
            Date(record.reported_on or ""),
        ]


class VerificationPaper(Paper):
    title = "整改验收表"
    of = Instrument
    name = "verification"
    mandatory = {"verified": "验收结论", "evidence": "验收证据", "verified_on": "验收日期"}
    asked_in = {"verified": "accept refuse", "verified_on": "accept refuse"}

    def blocks(self, record: Instrument) -> list[Block]:
        told = [
            ("文书", f"{record.get_kind_display()} {record.number}"),
            ("整改单位", record.addressee),
            ("整改情况", record.report),
            ("验收证据", record.evidence),
            ("验收结论", record.get_verified_display()),
            ("验收人", record.verified_by or ""),
            ("验收日期", record.verified_on),
        ]
        heads = ("整改事项", "整改期限", "报告日期", "验收", "验收证据")
        items = items_told(
            record, heads, lambda row: (row.content, row.due_on, row.reported_on or "", row.get_verified_display(), row.evidence)
        )
        return [Fields(told), *items, Signatures(["验收人", "监督机构负责人"])]
