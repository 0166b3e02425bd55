"""Papers after the result: the visit, the application to the court, the proof of performance, the remarks."""

from fazhi.kernel.calendar import moments
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table, Title
from fazhi.kernel.documents.declared import Paper

from ..models import Dispute
from .shared import mediators_of, numbered, parties_of, signed_by, terms_told


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


class PerformedPaper(Paper):
    """With the parties' own application, which stands below it, it goes to the police."""

    title = "人民调解协议履行证明"
    of = Dispute
    name = "performed"
    law = "治安管理处罚法 第九条"
    mandatory = {"incidents": "警情", "terms": "协议条款", "all_performed_on": "全部履行日期"}

    def blocks(self, record: Dispute) -> list[Block]:
        incident = record.rows("incidents")[-1]
        station = incident.station.name if incident.station else "        派出所"
        return [
            Number(record.number),
            Paragraph(
                f"{station}：\n你单位移送的警情（{incident.incident_no}）所涉民间纠纷，经{record.unit.name}调解，当事人于"
                f"{moments.day_words(record.effective_on)}达成协议，已于{moments.day_words(record.all_performed_on)}全部履行。特此证明。"
            ),
            *terms_told(record),
            Signatures([f"人民调解员（{mediators_of(record)}）", f"{record.unit.name}（盖章）"]),
            Date(incident.proved_on or "        年    月    日"),
            Title("不予处罚申请书"),
            parties_of(record),
            Paragraph(
                f"我们之间的纠纷已经人民调解委员会调解达成协议并履行。依照《中华人民共和国治安管理处罚法》第九条的规定，申请{station}不予处罚。"
            ),
            signed_by(record),
            Date(incident.requested_on or "        年    月    日"),
        ]


class RemarkPaper(Paper):
    title = "情况说明"
    of = Dispute
    name = "remark"
    law = "人民调解法 第二十七条"
    mandatory = {"number": "案号", "note": "备注（更正登记里填写）"}

    def blocks(self, record: Dispute) -> list[Block]:
        return [
            Number(record.number),
            Paragraph(record.note),
            Signatures([f"人民调解员（{mediators_of(record)}）"]),
            Date(record.closed_on or "        年    月    日"),
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
        addresses = Fields(
            (party.name, "，电话".join(filter(None, (party.service_address or party.address, party.phone))))
            for party in record.living_parties
        )
        return [
            parties_of(record),
            Heading("送达地址、联系电话"),
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
            Paragraph("附：人民调解协议书、当事人身份证明；涉及财产的，附财产权利证明。"),
            Paragraph(f"此致\n{court}"),
            signed_by(record),
            Date(asked[-1].applied_on if asked and asked[-1].applied_on else "        年    月    日"),
        ]
