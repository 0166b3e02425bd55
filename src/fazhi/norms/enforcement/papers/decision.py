"""行政处罚决定书 and 不予行政处罚决定书: every element that Annex A and the law demand, or they are not made."""

from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.documents.blocks import Block

from ..models import Decision
from .shared import InTheBodysName, ending, numbered, opening, told


class PenaltyPaper(InTheBodysName):
    """①–⑥ of 第五十九条, the seal; ⑦ whether the defence was accepted, ⑧ the benchmark, ⑨ bank and late fee."""

    title = "行政处罚决定书"
    of = Decision
    name = "penalty"
    law = "行政处罚法 第五十九条"
    mandatory = {
        "number": "决定书文号",
        "party_name": "当事人的姓名或者名称",
        "party_address": "当事人的地址",
        "facts": "违反法律、法规、规章的事实",
        "proof": "证据",
        "violated": "违反的规定",
        "basis": "处罚依据",
        "content": "处罚种类",
        "performance_told": "履行方式和期限",
        "remedy_text": "申请行政复议、提起行政诉讼的途径和期限",
        "decided_on": "决定日期",
        "defence_told": "陈述申辩的采纳情况",
        "discretion_told": "裁量说明",
        "bank_told": "代收机构名称、地址和加处罚款",
    }
    asked_in = {
        **dict.fromkeys(("number", "decided_on", "bank_told"), "decide"),
        **dict.fromkeys(("party_name", "party_address"), "propose"),
        **dict.fromkeys(("violated", "basis", "discretion_told"), "propose"),
        "content": "add_penalty",
        "performance_told": "decide",
        "remedy_text": "propose",
        "defence_told": "state waive",
    }
    is_sealed_by_body = by_step = True

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return not record.outcome or record.is_penalty

    def blocks(self, record: Decision) -> list[Block]:
        return [
            *opening(record.number, record.party),
            *told("一、违法事实和证据", record.facts, f"上述事实，有以下证据证明：{record.proof}"),
            *told("二、陈述申辩和听证", record.defence_told),
            *told(
                "三、处罚依据和理由",
                f"当事人的行为违反了{record.violated}的规定，依照{record.basis}{_more(record.other_bases)}的规定，应当给予行政处罚。",
                record.discretion_told,
            ),
            *told("四、处罚内容", "决定对当事人作出如下行政处罚："),
            *numbered(row.said for row in record.standing_penalties),
            *told("五、责令改正", record.correction_order and f"{record.correction_order}{_by(record.correction_due)}。"),
            *told("六、履行方式和期限", record.performance_told, record.bank_told if record.owes_money else ""),
            *told("七、救济途径", record.remedy_text),
            *ending(record, record.decided_on),
        ]


class UnpunishedPaper(InTheBodysName):
    """不予处罚: of one legal kind, with its reason, and the teaching that the law demands."""

    title = "不予行政处罚决定书"
    of = Decision
    name = "unpunished"
    law = "行政处罚法 第五十七条第一款"
    mandatory = {
        "number": "决定书文号",
        "party_name": "当事人的姓名或者名称",
        "facts": "认定的事实",
        "proof": "证据",
        "outcome": "不予处罚的种类",
        "remedy_text": "救济途径",
        "decided_on": "决定日期",
    }
    asked_in = {"number": "spare", "decided_on": "spare", "party_name": "propose", "remedy_text": "propose"}
    is_sealed_by_body = by_step = True

    @classmethod
    def is_meant(cls, record: Decision) -> bool:
        return bool(record.outcome) and not record.is_penalty

    def blocks(self, record: Decision) -> list[Block]:
        return [
            *opening(record.number, record.party),
            *told("一、认定的事实和证据", record.facts, f"上述事实，有以下证据证明：{record.proof}"),
            *told(
                "二、决定",
                f"{record.get_outcome_display()}，依照{record.outcome_law}的规定，决定不予行政处罚。",
            ),
            *told("三、责令改正和教育", record.correction_order, record.education),
            *told("四、救济途径", record.remedy_text),
            *ending(record, record.decided_on),
        ]


def _more(bases: str) -> str:
    return f"、{bases}" if bases else ""


def _by(day: object) -> str:
    return f"，于{day_words(day)}前改正" if day else ""
