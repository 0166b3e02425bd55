"""The papers of the matter: filing, evidence, report, transfer, closing."""

from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table

from ..models import PenaltyCase
from .shared import InTheBodysName, approval, described, ending, officers_of, told


def particulars(record: PenaltyCase) -> list[tuple[str, object]]:
    """What every form of the matter begins with."""
    return [
        ("案由", record.title),
        ("案源", f"{record.get_source_display()}（{record.lead_on}）"),
        ("当事人", "；".join(described(party) for party in record.rows("parties"))),
        ("违法行为发生时间、地点", f"{record.act_start}{f' 至 {record.act_end}' if record.act_end else ''}，{record.act_place}"),
        ("简要案情", record.facts),
    ]


class FilingPaper(InTheBodysName):
    title = "立案审批表"
    of = PenaltyCase
    name = "filing"
    law = "行政处罚法 第五十四条第二款"
    mandatory = {"parties": "当事人", "number": "立案号", "filed_on": "立案日期"}
    asked_in = {"number": "file", "filed_on": "file"}

    @classmethod
    def is_meant(cls, record: PenaltyCase) -> bool:
        return record.filed_on is not None

    def blocks(self, record: PenaltyCase) -> list[Block]:
        more = [
            ("管辖依据", record.jurisdiction),
            ("程序规定", record.get_profile_display()),
            ("承办人", officers_of(record)),
            ("立案日期", record.filed_on),
        ]
        return [
            Number(record.number),
            Fields([*particulars(record), *more]),
            *approval("承办人", "承办机构负责人", "行政机关负责人"),
        ]


class NotFiledPaper(InTheBodysName):
    title = "不予立案审批表"
    is_internal = True
    of = PenaltyCase
    name = "not_filed"
    law = "行政处罚法 第五十四条第二款"
    mandatory = "end_because"

    @classmethod
    def is_meant(cls, record: PenaltyCase) -> bool:
        return record.filed_on is None

    def blocks(self, record: PenaltyCase) -> list[Block]:
        return [
            Fields([*particulars(record), ("不予立案（终止）的理由", record.end_because)]),
            *approval("承办人", "承办机构负责人", "行政机关负责人"),
        ]


class EvidencePaper(InTheBodysName):
    title = "证据清单"
    of = PenaltyCase
    name = "evidence"
    law = "行政处罚法 第四十六条第一款"
    mandatory = {"evidence": "证据"}

    def blocks(self, record: PenaltyCase) -> list[Block]:
        rows = [
            (
                n,
                row.get_kind_display(),
                row.title,
                row.obtained_on,
                f"{row.first}、{row.second}",
                "排除" if row.is_excluded else "",
            )
            for n, row in enumerate(record.rows("evidence"), start=1)
        ]
        return [
            Number(record.number),
            Table(("序号", "种类", "名称", "取证日期", "取证人", "备注"), rows),
            Signatures([f"承办人（{officers_of(record)}）"]),
        ]


class RecordsPaper(InTheBodysName):
    title = "询问、检查笔录"
    of = PenaltyCase
    name = "records"
    law = "行政处罚法 第五十五条第二款"
    mandatory = {"evidence": "笔录"}

    def blocks(self, record: PenaltyCase) -> list[Block]:
        found: list[Block] = [Number(record.number)]
        for row in record.good_evidence:
            if row.kind in ("witness", "party", "site"):
                found += [
                    Heading(row.title),
                    Fields(
                        [
                            ("时间", row.obtained_on),
                            ("地点", row.place),
                            ("执法人员", f"{row.first}、{row.second}（已出示执法证件、告知权利义务）"),
                        ]
                    ),
                    Paragraph(row.content),
                    Signatures(["被询问人（当事人、见证人）", f"执法人员（{row.first}、{row.second}）"]),
                ]
        return found


class ReportPaper(InTheBodysName):
    """Annex A: party; source, process and measures; facts and evidence; nature; opinion and basis; discretion."""

    title = "案件调查终结报告"
    is_internal = True
    of = PenaltyCase
    name = "report"
    law = "行政处罚法 第五十七条第一款"
    mandatory = {"parties": "当事人", "findings": "查明的事实", "nature": "性质和处理建议", "evidence": "证据"}

    @classmethod
    def is_meant(cls, record: PenaltyCase) -> bool:
        return record.filed_on is not None

    def blocks(self, record: PenaltyCase) -> list[Block]:
        measures = [f"{row}（{row.number or '未编号'}）" for row in record.rows("measures")]
        return [
            Number(record.number),
            Fields(particulars(record)),
            *told(
                "调查经过和采取的措施",
                f"{record.filed_on}立案，承办人{officers_of(record)}。" + ("；".join(measures) or "没有采取强制措施。"),
            ),
            *told("查明的事实", record.findings),
            *told("证据", "；".join(str(row) for row in record.good_evidence)),
            *told("性质、处理建议、裁量理由和依据", record.nature),
            Signatures([f"承办人（{officers_of(record)}）"]),
            Date(record.concluded_on or "        年    月    日"),
        ]


class TransferPaper(InTheBodysName):
    title = "涉嫌犯罪案件移送书"
    of = PenaltyCase
    name = "transfer"
    law = "行政执法机关移送涉嫌犯罪案件的规定 第六条"
    mandatory = {"transfer_no": "移送书文号", "parties": "当事人", "evidence": "证据"}
    asked_in = {"transfer_no": "deliver_transfer"}
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: PenaltyCase) -> bool:
        return record.transfer is not None

    def blocks(self, record: PenaltyCase) -> list[Block]:
        row = record.transfer
        return [
            Number(row.transfer_no),
            Paragraph(f"{row.police}："),
            Paragraph(f"{record.title}，涉嫌{row.charge}，依照《行政执法机关移送涉嫌犯罪案件的规定》第三条移送你机关。"),
            Fields(particulars(record)),
            *told(
                "附送材料", "调查报告；涉案物品清单；检验报告或者鉴定结论；其他有关材料。", row.goods and f"涉案物品：{row.goods}"
            ),
            *ending(record, row.delivered_on),
            Signatures(["公安机关签收（回执）"]),
        ]


class ClosingPaper(InTheBodysName):
    title = "结案审批表"
    is_internal = True
    of = PenaltyCase
    name = "closing"
    law = "行政处罚法 第六十六条第一款"
    mandatory = {"number": "立案号", "closed_on_told": "结案日期"}
    asked_in = {"number": "file", "closed_on_told": "close"}

    @classmethod
    def is_meant(cls, record: PenaltyCase) -> bool:
        return record.closed_on is not None

    def blocks(self, record: PenaltyCase) -> list[Block]:
        rows = [
            (row.party.name, row.number, row.content or row.get_outcome_display(), row.execution_told)
            for row in record.rows("decisions")
        ]
        return [
            Number(record.number),
            Fields([*particulars(record), ("结案方式", record.get_end_display()), ("结案日期", record.closed_on_told)]),
            *([Table(("当事人", "决定书", "处理内容", "执行情况"), rows)] if rows else []),
            *approval("承办人", "承办机构负责人", "行政机关负责人"),
        ]
