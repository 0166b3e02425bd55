"""行政执法统计年报 as a paper: the table in its order, what was counted and what was told by hand."""

from typing import ClassVar

from fazhi.kernel.documents.blocks import Block, Date, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper

from ..models import YearReport
from ..statistics_words import CellKind

RULES = (
    "统计口径：行政检查以一个对象一份完整记录为一宗，没有对象、没有记录的巡查和转为其他执法行为的不计；合并处罚只计一宗，按最重的处罚种类归类；"
    "自行强制执行在执行完毕时计，申请人民法院强制执行在申请之日计。"
)


class YearReportPaper(Paper):
    title = "行政执法统计年报"
    of = YearReport
    name = "year_report"
    mandatory: ClassVar = {"cells": "年报数字"}

    def blocks(self, record: YearReport) -> list[Block]:
        held = {row.kind: row for row in record.rows("cells")}
        rows = [
            (
                kind.label,
                row.amount,
                row.money if row.money is not None else "",
                "记录统计" if row.is_counted else row.source or "无",
            )
            for kind in CellKind
            if (row := held.get(kind))
        ]
        return [
            Paragraph(f"执法机关：{record.body.name}　　年度：{record.year}"),
            Table(("项目", "宗数", "金额（元）", "来源"), rows),
            Paragraph(RULES),
            *([Paragraph(f"本年报更正原年报：{record.because}")] if record.because else []),
            Signatures(["填报人（签名）", "审核人（签名）", "负责人（签名）"]),
            Date(record.opened_on),
        ]
