"""先行登记保存通知书, 查封（扣押、冻结）决定书 with its list, 延长, 解除."""

from fazhi.kernel.documents.blocks import Block, Paragraph, Signatures, Table

from ..models import Measure
from ..penalty_words import MeasureKind
from .shared import InTheBodysName, ending, opening, told

TERMS = {
    MeasureKind.PRESERVATION: "自登记保存之日起七个工作日内作出处理决定",
    MeasureKind.SEALING: "三十日",
    MeasureKind.SEIZURE: "三十日",
    MeasureKind.FREEZING: "三十日",
}


def goods_table(record: Measure) -> Table:
    rows = [(n, row.name, row.specification, row.quantity, row.condition) for n, row in enumerate(record.rows("goods"), start=1)]
    return Table(("序号", "名称（账号）", "规格、型号", "数量（金额）", "成色、状态"), rows)


class MeasurePaper(InTheBodysName):
    """Five items of 行政强制法 第二十四条第二款, and the list in two copies."""

    title = "查封（扣押、冻结）决定书、先行登记保存通知书"
    of = Measure
    name = "measure"
    law = "行政强制法 第二十四条第二款"
    mandatory = {"number": "文号", "reason": "理由", "goods": "财物清单", "remedy_text": "救济途径", "applied_on": "采取日期"}
    asked_in = {"number": "apply", "applied_on": "apply", "remedy_text": "apply"}
    is_sealed_by_body = True

    def heading(self, record: Measure) -> str:
        return "先行登记保存证据通知书" if not record.is_coercive else f"{record.get_kind_display()}决定书"

    def blocks(self, record: Measure) -> list[Block]:
        basis = record.basis if record.is_coercive else "《中华人民共和国行政处罚法》第五十六条"
        return [
            *opening(record.number, record.party),
            *told("理由和依据", f"{record.reason}。依照{basis}，决定对下列财物（场所、账户）予以{record.get_kind_display()}。"),
            *told("期限和地点", f"{TERMS[MeasureKind(record.kind)]}。{record.place}"),
            goods_table(record),
            *told("权利和救济", "你（单位）有权陈述和申辩。", record.remedy_text if record.is_coercive else ""),
            Paragraph("清单一式二份，由当事人和本机关分别保存。"),
            Signatures(["当事人（签名、盖章）", f"执法人员（{record.first}、{record.second}）", "见证人"]),
            *ending(record, record.applied_on),
        ]


class ReleasePaper(InTheBodysName):
    title = "物品（场所、账户）处理通知书"
    of = Measure
    name = "release"
    law = "行政强制法 第二十七条"
    mandatory = {"number": "文号", "end": "处理", "ended_on": "处理日期"}
    asked_in = {"number": "apply", "ended_on": "settle"}
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Measure) -> bool:
        return record.ended_on is not None

    def blocks(self, record: Measure) -> list[Block]:
        return [
            *opening(record.number, record.party),
            Paragraph(
                f"本机关于{record.applied_on}对下列财物（场所、账户）予以{record.get_kind_display()}，现决定：{record.get_end_display()}。"
            ),
            goods_table(record),
            Signatures(["当事人（签收）", f"执法人员（{record.first}、{record.second}）"]),
            *ending(record, record.ended_on),
        ]


class ExtensionPaper(InTheBodysName):
    title = "延长查封（扣押、冻结）期限决定书"
    of = Measure
    name = "extension"
    law = "行政强制法 第二十五条第二款"
    mandatory = {"number": "文号", "extended_because": "延长的理由"}
    asked_in = {"number": "apply"}
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Measure) -> bool:
        return bool(record.extended_because)

    def blocks(self, record: Measure) -> list[Block]:
        return [
            *opening(record.number, record.party),
            Paragraph(f"因{record.extended_because}，情况复杂，决定将{record.get_kind_display()}期限延长至{record.term}。"),
            *ending(record, ""),
        ]
