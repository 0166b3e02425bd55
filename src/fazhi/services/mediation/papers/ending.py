"""Papers of the result: agreement, oral agreement, end without one."""

from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, written
from fazhi.kernel.documents.declared import Paper

from ..models import Dispute
from .shared import mediators_of, numbered, parties_of, signed_by, terms_told

PAYMENT_ORDER = (
    "因支付拖欠劳动报酬、工伤医疗费、经济补偿或者赔偿金达成协议，用人单位在约定期限内不履行的，劳动者可以持本协议书依法向人民法院申请支付令"
    "（劳动争议调解仲裁法第十六条）。"
)


class AgreementPaper(Paper):
    title = "人民调解协议书"
    of = Dispute
    law = "人民调解法 第二十九条"
    mandatory = {"parties": "当事人", "terms": "协议条款", "written_agreement": "书面协议", "number": "案号"}
    asked_in = {"written_agreement": "agree", "number": "accept"}

    def blocks(self, record: Dispute) -> list[Block]:
        made = record.agreement
        return [
            Number(numbered(record)),
            parties_of(record),
            Heading("一、纠纷主要事实、争议事项"),
            Paragraph(made.facts or record.facts),
            *(Paragraph(f"争议事项：{made.issues}") for _ in range(bool(made.issues))),
            *(Paragraph(f"各方责任：{made.liability}") for _ in range(bool(made.liability))),
            Heading("二、经调解，自愿达成如下协议"),
            *terms_told(record),
            Heading("三、履行和效力"),
            Paragraph(
                "本协议自各方当事人签名、盖章或者按指印，人民调解员签名并加盖人民调解委员会印章之日起生效，具有法律约束力，当事人应当按照约定履行。"
                "双方认为有必要的，可以自生效之日起三十日内共同向人民法院申请司法确认。"
            ),
            *([Paragraph(PAYMENT_ORDER)] if record.is_labour else []),
            Paragraph(f"本协议一式{made.copies or ''}份，当事人各执一份，{record.unit.name}留存一份。"),
            signed_by(
                record,
                f"人民调解员（{mediators_of(record)}）",
                *(f"{each}（盖章）" for each in (record.unit.name, *record.joined_committees)),
            ),
            Date(record.effective_on or "        年    月    日"),
        ]


class OralPaper(Paper):
    title = "人民调解口头协议登记表"
    of = Dispute
    law = "人民调解法 第二十八条"
    mandatory = {"parties": "当事人", "terms": "协议条款", "oral_agreement": "口头协议"}
    asked_in = {"oral_agreement": "agree_orally"}

    def blocks(self, record: Dispute) -> list[Block]:
        return [
            Number(record.number),
            parties_of(record),
            Fields(
                [
                    ("纠纷类型", record.get_kind_display()),
                    ("纠纷简要情况", record.facts),
                    ("联合调解", "、".join(map(str, record.joined_committees)) or "否"),
                    ("调解地点", "、".join(session.venue for session in record.rows("sessions"))),
                    ("协议涉及金额（元）", record.agreement_amount),
                    ("履行情况", record.get_performance_display()),
                    ("在场见证人", record.agreement.witness),
                    ("达成日期", record.effective_on),
                ]
            ),
            Heading("协议内容"),
            *terms_told(record),
            Signatures([f"人民调解员（{mediators_of(record)}）"]),
        ]


class EndingPaper(Paper):
    title = "终止调解告知书"
    of = Dispute
    law = "人民调解法 第二十六条"
    mandatory = "parties end_reason result_on"
    asked_in = {"result_on": "fail refuse withdraw"}

    def blocks(self, record: Dispute) -> list[Block]:
        names = "、".join(party.name for party in record.rows("parties"))
        return [
            Number(record.number),
            Paragraph(f"{names}：\n{record.title}一案，{record.end_reason}。依照《中华人民共和国人民调解法》的规定，终止调解。"),
            Paragraph(
                "你们可以依法通过仲裁、行政、司法等途径维护自己的权利。"
                + ("劳动争议可以向劳动争议仲裁委员会申请仲裁。" if record.is_labour else "")
                + (f"建议途径：{record.get_route_display()}。" if record.route else "")
            ),
            signed_by(record, f"{record.unit.name}（盖章）"),
            Date(record.result_on),
        ]


class ClosingPaper(Paper):
    title = "人民调解结案报告表"
    of = Dispute
    name = "closing"
    law = "人民调解法 第二十七条"
    mandatory = {"parties": "当事人", "number": "案号", "result": "办理结果"}
    asked_in = {"number": "accept", "result": "agree agree_orally fail withdraw"}

    def blocks(self, record: Dispute) -> list[Block]:
        return [
            Number(record.number),
            parties_of(record),
            Fields(
                [
                    ("纠纷类型", record.get_kind_display()),
                    ("受理日期", record.accepted_on),
                    ("人民调解员", mediators_of(record)),
                    ("纠纷简要情况", record.facts),
                    ("调解结果", f"{record.get_result_display()}（{written(record.result_on)}）"),
                    ("涉及金额（元）", record.agreement_amount),
                    ("履行情况", record.get_performance_display()),
                    ("结案日期", record.closed_on),
                    ("备注", record.note),
                ]
            ),
            Signatures([f"承办人（{mediators_of(record)}）", f"{record.unit.name}负责人"]),
        ]
