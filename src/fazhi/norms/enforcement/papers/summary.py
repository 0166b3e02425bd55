"""当场行政处罚决定书: the numbered form that is handed over on the spot."""

from fazhi.kernel.documents.blocks import Block, Fields, Paragraph, Signatures

from ..models import SpotPenalty
from ..models.telling import IN_FIFTEEN_DAYS, LATE_FEE
from ..penalty_rules import FINE_BANK
from .shared import InTheBodysName, ending, opening


class SummaryPaper(InTheBodysName):
    title = "当场行政处罚决定书"
    of = SpotPenalty
    name = "summary"
    law = "行政处罚法 第五十二条第二款"
    mandatory = {
        "number": "编号",
        "name": "当事人",
        "facts": "违法行为",
        "said": "处罚种类和罚款数额",
        "basis": "处罚依据",
        "decided_on": "时间",
        "act_place": "地点",
        "remedy_text": "申请行政复议、提起行政诉讼的途径和期限",
    }
    asked_in = {"number": "report", "said": "report", "remedy_text": "report"}
    is_sealed_by_body = True

    def blocks(self, record: SpotPenalty) -> list[Block]:
        pays = f"{IN_FIFTEEN_DAYS}（{FINE_BANK.value()}）。{LATE_FEE}。" if record.is_fine else ""
        violated = f"违反了{record.violated}，" if record.violated else ""
        return [
            *opening(record.number, record),
            Fields([("时间", record.decided_on), ("地点", record.act_place), ("违法行为", record.facts)]),
            Paragraph(f"上述行为{violated}依照{record.basis}，决定当场给予{record.said}的行政处罚。"),
            *([Paragraph(f"责令改正：{record.correction_order}。")] if record.correction_order else []),
            *([Paragraph(f"陈述申辩：{record.statement}。")] if record.statement else []),
            *([Paragraph(pays)] if pays else []),
            Paragraph(record.remedy_text),
            *([Paragraph("当事人拒绝签收，执法人员已注明。")] if record.refused_to_sign else []),
            Signatures([f"执法人员（{record.first}）", f"执法人员（{record.second}）", "当事人（签收）"]),
            *ending(record, record.decided_on),
        ]
