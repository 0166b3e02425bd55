"""代履行: 催告书, 决定书, 执行记录, 费用缴纳通知书."""

from fazhi.kernel.documents.blocks import Block, Fields, Paragraph, Signatures
from fazhi.kernel.documents.money import written_amount

from ..models import Substitution
from .shared import InTheBodysName, ending, opening, told, until


class SubstitutionUrgingPaper(InTheBodysName):
    """行政强制法 第三十五条: by when, in which way, and what may be said against it."""

    title = "代履行催告书"
    of = Substitution
    name = "substitution_urging"
    law = "行政强制法 第三十五条"
    mandatory = {"urge_no": "文号", "duty": "应当履行的义务", "urged_until": "履行期限"}
    asked_in = {"urge_no": "urge", "urged_until": "urge"}
    is_sealed_by_body = True

    def blocks(self, record: Substitution) -> list[Block]:
        return [
            *opening(record.urge_no, record.party),
            Paragraph(
                f"本机关作出的{record.order_no}要求你（单位）{record.duty}，你（单位）逾期没有履行。请于{until(record.urged_until)}前履行；"
                "逾期仍不履行的，本机关将依法代履行，费用由你（单位）承担。"
            ),
            *told("权利", "你（单位）有权进行陈述和申辩。"),
            *ending(record, record.urged_on),
        ]


class SubstitutionPaper(InTheBodysName):
    """Annex A (第五十一条): party; reason and basis; way and time; object; cost budget; performer."""

    title = "代履行决定书"
    of = Substitution
    name = "substitution"
    law = "行政强制法 第五十一条第一款第一项"
    mandatory = {
        "number": "文号",
        "party_name": "当事人",
        "party_address": "当事人的地址",
        "harm_told": "理由",
        "basis": "依据",
        "way": "方式",
        "planned_on": "时间",
        "subject": "标的",
        "budget": "费用预算",
        "performer": "代履行人",
        "remedy_text": "救济途径",
    }
    asked_in = dict.fromkeys(("number", "basis", "way", "planned_on", "subject", "budget", "performer"), "decide")
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Substitution) -> bool:
        return not record.is_immediate

    def blocks(self, record: Substitution) -> list[Block]:
        third = "（受委托的第三人，与本事项没有利害关系）" if record.is_third_party else ""
        rows = [
            ("方式", record.way),
            ("时间", until(record.planned_on)),
            ("标的", record.subject),
            ("费用预算", written_amount(record.budget) if record.budget is not None else ""),
            ("代履行人", f"{record.performer}{third}"),
        ]
        return [
            *opening(record.number, record.party),
            *told(
                "理由和依据",
                f"{record.order_no}要求你（单位）{record.duty}，经{record.urge_no}催告仍不履行，{record.get_harm_display()}：{record.harm_told}。",
                f"依照《中华人民共和国行政强制法》{record.basis.removeprefix('行政强制法').strip()}，决定代履行。",
            ),
            Fields(rows),
            Paragraph("代履行的费用按照成本合理确定，由你（单位）承担。代履行前你（单位）履行的，停止代履行。"),
            *told("救济途径", record.remedy_text),
            *ending(record, record.decided_on),
        ]


class SubstitutionRecordPaper(InTheBodysName):
    title = "代履行执行记录"
    of = Substitution
    name = "substitution_record"
    law = "行政强制法 第五十一条第一款第四项"
    mandatory = {"performed_on": "实施日期", "performer": "代履行人", "first": "到场监督人员", "signed_by": "签名情况"}
    asked_in = {
        "performed_on": "perform decide_at_once",
        "first": "perform decide_at_once",
        "signed_by": "perform decide_at_once",
    }

    @classmethod
    def is_meant(cls, record: Substitution) -> bool:
        return record.performed_on is not None

    def blocks(self, record: Substitution) -> list[Block]:
        rows = [
            ("决定书", record.number),
            ("实施日期", record.performed_on),
            ("方式", record.way),
            ("代履行人", record.performer),
            ("到场监督人员", f"{record.first}、{record.second}"),
            ("当事人", "在场" if record.party_was_present else f"不在场，{record.told_on or '        '}通知"),
            ("签名情况", record.signed_by),
        ]
        signers = ["到场监督人员", "到场监督人员", "代履行人", "当事人或者见证人"]
        return [*opening(record.number, record.party), Fields(rows), Signatures(signers)]


class SubstitutionCostPaper(InTheBodysName):
    title = "代履行费用缴纳通知书"
    of = Substitution
    name = "substitution_cost"
    law = "行政强制法 第五十一条第二款"
    mandatory = {"number": "文号", "cost": "实际费用", "cost_told": "费用构成"}
    asked_in = {"number": "decide decide_at_once", "cost": "reckon", "cost_told": "reckon"}
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Substitution) -> bool:
        return record.cost is not None

    def blocks(self, record: Substitution) -> list[Block]:
        return [
            *opening(record.number, record.party),
            Paragraph(
                f"本机关于{until(record.performed_on)}代履行完毕，费用合计{written_amount(record.cost)}，由你（单位）承担，请予缴纳。"
            ),
            *told("费用构成", record.cost_told),
            *ending(record, record.performed_on),
        ]
