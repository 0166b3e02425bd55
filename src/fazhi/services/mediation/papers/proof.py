"""Papers of proof: what was asked of whom, and what was handed in."""

from collections.abc import Iterable

from fazhi.kernel.documents.blocks import Block, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper

from ..models import Dispute
from .shared import mediators_of


class InvestigationPaper(Paper):
    title = "人民调解调查记录"
    of = Dispute
    law = "人民调解法 第二十七条"
    mandatory = "investigations"

    def blocks(self, record: Dispute) -> list[Block]:
        return [Number(record.number), Fields([("案由", record.title)]), *self._asked(record)]

    def _asked(self, record: Dispute) -> Iterable[Block]:
        for n, each in enumerate(record.rows("investigations"), start=1):
            yield Heading(f"第{n}次调查")
            who = [
                ("时间", each.asked_at),
                ("地点", each.venue),
                ("被调查人", each.asked),
                ("调查人", each.asker),
                ("记录人", each.recorder),
            ]
            yield Fields(who)
            yield Paragraph(each.content)
            yield Signatures([f"被调查人（{each.asked}）", f"调查人（{each.asker}）"])


class EvidencePaper(Paper):
    title = "证据材料清单"
    of = Dispute
    law = "人民调解法 第二十七条"
    mandatory = "evidence"

    def blocks(self, record: Dispute) -> list[Block]:
        rows = (
            (n, each.title, each.provider, each.pages, each.original_seen, each.is_returned)
            for n, each in enumerate(record.rows("evidence"), start=1)
        )
        return [
            Number(record.number),
            Table(("序号", "名称", "提供人", "页数", "已核对原件", "原件已退还"), rows),
            Signatures(["提供人", f"接收人（{mediators_of(record)}）"]),
        ]
