"""Papers that a recipient signs: the letter for who applies in one's name, the agreement with who was assigned."""

from typing import ClassVar

from fazhi.kernel.documents.blocks import Block, Date, Fields, Number, Paragraph, Signatures
from fazhi.kernel.documents.declared import Paper

from ..models import AidCase
from ..words import AgentKind, Kind
from .shared import FREE, matter, names
from .working import ASSIGNING, OfAssigned

BY_LETTER = (AgentKind.ENTRUSTED, AgentKind.SPOKESMAN)


class EntrustingPaper(Paper):
    title = "法律援助申请委托书"
    of = AidCase
    name = "entrusting"
    law = "民事诉讼法 第六十二条"
    mandatory: ClassVar = {"representatives": "代为申请人", "recipients": "受援人"}

    @classmethod
    def is_meant(cls, record: AidCase) -> bool:
        return any(row.kind in BY_LETTER for row in record.rows("representatives"))

    def blocks(self, record: AidCase) -> list[Block]:
        agent = next(row for row in record.rows("representatives") if row.kind in BY_LETTER)
        told = [("委托人", names(record)), ("受托人", agent.name), ("与委托人的关系", agent.relation or "无")]
        told += [("委托事项和权限", agent.scope or "代为申请法律援助"), ("特别授权", agent.is_special)]
        return [
            Paragraph(f"委托{agent.name}向{record.unit.name}申请{matter(record)}的法律援助。"),
            Fields(told),
            Paragraph("代为承认、放弃、变更请求，进行和解，须有委托人的特别授权。"),
            Signatures(["委托人（签名、按指印）", "受托人（签名）"]),
            Date(agent.letter_on or ""),
        ]


class AgreementPaper(OfAssigned):
    title = "法律援助委托协议"
    of = AidCase
    name = "agreement"
    law = "法律援助法 第四十六条"
    mandatory: ClassVar = {"lawyer": "法律援助人员", "assigned_on": "指派日期", "recipients": "受援人"}
    asked_in = ASSIGNING

    def heading(self, record: AidCase) -> str:
        return f"法律援助委托{'辩护' if record.kind == Kind.DEFENCE else '代理'}协议"

    def blocks(self, record: AidCase) -> list[Block]:
        lawyer = record.lawyer
        return [
            Number(record.number),
            Fields([("受援人", names(record)), ("承办单位", lawyer.firm), ("承办人", lawyer.name), ("事项", matter(record))]),
            Paragraph(
                "一、承办人依法为受援人提供法律援助，无正当理由不得拒绝、拖延或者终止，按照规定通报办理情况（《法律援助法》第四十六条）。"
            ),
            Paragraph(
                "二、受援人如实陈述有关情况，及时提供证据材料，协助、配合办理（第四十七条）；自行委托律师或者其他代理人的，终止法律援助（第四十八条）。"
            ),
            Paragraph("三、承办人保守办理中知悉的国家秘密、商业秘密和个人隐私（第二十一条）。"),
            Paragraph(f"四、{FREE}"),
            Signatures(["受援人（签名）", "承办人（签名）", "承办单位（盖章）"]),
            Date(record.agreement_on or record.assigned_on),
        ]
