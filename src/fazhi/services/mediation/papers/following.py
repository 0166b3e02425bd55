"""Papers after the result: visit, confirmation, cover and list of contents."""

from fazhi.kernel.calendar import moments
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper

from ..models import Dispute
from .shared import numbered, parties_of, signed_by, terms_told


class VisitPaper(Paper):
    title = "人民调解回访记录"
    of = Dispute
    law = "人民调解法 第三十一条第二款"
    mandatory = "follow_ups"

    def blocks(self, record: Dispute) -> list[Block]:
        rows = (
            (
                visit.visited_on,
                visit.get_method_display(),
                visit.is_reached,
                visit.get_performance_display(),
                visit.get_rating_display(),
                visit.comment,
                visit.is_new_risk,
            )
            for visit in record.rows("follow_ups")
        )
        return [
            Number(record.number),
            parties_of(record),
            Fields([("回访事由", record.title), ("协议生效日期", record.effective_on)]),
            Table(("日期", "方式", "联系上", "履行情况", "满意度", "意见", "新隐患"), rows),
            Signatures(["回访人"]),
        ]


class ConfirmationPaper(Paper):
    title = "司法确认申请书"
    of = Dispute
    law = "人民调解法 第三十三条第一款"
    mandatory = {"parties": "当事人", "terms": "协议条款", "effective_on": "协议生效日期"}
    asked_in = {"effective_on": "seal"}

    def blocks(self, record: Dispute) -> list[Block]:
        asked = record.rows("confirmations")
        court = asked[-1].court.name if asked else "        人民法院"
        addresses = Fields((party.name, party.service_address or party.address) for party in record.rows("parties"))
        return [
            parties_of(record),
            Heading("送达地址"),
            addresses,
            Heading("申请事项"),
            Paragraph(f"请求确认{record.unit.name}主持达成的调解协议（{numbered(record)}）有效。"),
            Heading("事实和理由"),
            Paragraph(
                f"双方因{record.get_kind_display()}，于{moments.day_words(record.effective_on)}达成调解协议：{record.facts}"
            ),
            *terms_told(record),
            Paragraph(
                "申请人出于解决纠纷的目的自愿达成协议，没有恶意串通、规避法律的行为；如果因该协议内容给他人造成损害的，愿意承担相应的民事责任和其他法律责任。"
            ),
            Paragraph(f"此致\n{court}"),
            signed_by(record),
            Date(asked[-1].applied_on if asked and asked[-1].applied_on else "        年    月    日"),
        ]
