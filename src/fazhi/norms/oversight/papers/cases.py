"""The papers of a supervision case: filing, report of the investigation, what the organ said, striking off, accountability."""

from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper

from ..models import Supervision


def particulars(record: Supervision) -> list[tuple[str, object]]:
    """What every form of the matter begins with."""
    supervisors = "、".join(f"{row.person}（监督证号{row.certificate_no}）" for row in record.standing_supervisors)
    return [
        ("案由", record.title),
        ("来源", f"{record.get_source_display()}{record.source_no}"),
        ("被监督机关", record.body),
        ("监督方式", record.get_level_display()),
        ("被监督的执法行为", "、".join(str(row) for row in record.rows("acts")) or "不针对具体行为"),
        ("线索内容", record.facts),
        ("监督人员", supervisors),
    ]


def approval(*labels: str) -> list[Block]:
    return [Heading("审批意见"), Fields([(label, "") for label in labels]), Signatures([f"{label}（签名）" for label in labels])]


class FilingPaper(Paper):
    title = "行政执法监督立案审批表"
    of = Supervision
    name = "filing"
    mandatory = {"number": "立案号", "filed_on": "立案日期", "supervisors": "监督人员"}
    asked_in = {"number": "file", "filed_on": "file"}

    def blocks(self, record: Supervision) -> list[Block]:
        return [
            Number(record.number),
            Fields([*particulars(record), ("立案日期", record.filed_on)]),
            *approval("承办人", "监督机构负责人", "司法局负责人"),
        ]


class HearingPaper(Paper):
    title = "听取被监督机关意见笔录"
    of = Supervision
    name = "hearing"
    mandatory = {"statements": "听取意见", "number": "立案号"}
    asked_in = {"number": "file"}

    def blocks(self, record: Supervision) -> list[Block]:
        found: list[Block] = [Number(record.number), Fields(particulars(record))]
        for row in record.rows("statements"):
            found += [Heading(f"{row.heard_on}"), Paragraph(row.content), Paragraph(f"复核意见：{row.answer or '无'}")]
        return [*found, Signatures([f"{record.body}（签名）", "监督人员（签名）", "监督人员（签名）"])]


class ReportPaper(Paper):
    title = "行政执法监督调查报告"
    of = Supervision
    name = "report"
    mandatory = {"findings_text": "查明的情况", "number": "立案号", "conclusion": "监督结论"}
    asked_in = {"number": "file"}

    def blocks(self, record: Supervision) -> list[Block]:
        rows = [(row.get_kind_display(), row.fact, row.basis, row.get_severity_display()) for row in record.rows("findings")]
        return [
            Number(record.number),
            Fields(particulars(record)),
            Heading("查明的情况"),
            Paragraph(record.findings_text),
            *([Heading("发现的问题"), Table(("类型", "事实", "依据", "程度"), rows)] if rows else []),
            Heading("结论"),
            Paragraph(record.get_conclusion_display()),
            Signatures([f"监督人员（{row.person}）" for row in record.standing_supervisors] or ["监督人员"]),
            Date(record.concluded_on or "        年    月    日"),
        ]


class AccountabilityPaper(Paper):
    title = "责任追究建议（移送）函"
    of = Supervision
    name = "accountability"
    law = "行政处罚法 第七十六条第一款"
    mandatory = {"accountability": "责任追究", "number": "立案号"}
    asked_in = {"number": "file"}

    def blocks(self, record: Supervision) -> list[Block]:
        rows = [
            (row.get_kind_display(), row.organ or row.keeper or "", row.reason, row.document_no)
            for row in record.rows("accountability")
        ]
        return [
            Number(record.number),
            Paragraph(f"{record.body}在行政执法中存在{record.get_conclusion_display()}问题，查明的情况如下。"),
            Paragraph(record.findings_text),
            Table(("方式", "机关", "事由和依据", "文号"), rows),
            Paragraph("以上为监督机关的建议和移送，处分和刑事责任由有权机关依法决定，处理结果请予反馈。"),
        ]


class ClosingPaper(Paper):
    title = "行政执法监督销号审批表"
    of = Supervision
    name = "closing"
    mandatory = {"number": "立案号", "closed_on_told": "销号日期"}
    asked_in = {"number": "file", "closed_on_told": "strike_off"}

    @classmethod
    def is_meant(cls, record: Supervision) -> bool:
        return record.closed_on is not None

    def blocks(self, record: Supervision) -> list[Block]:
        rows = [
            (row.get_kind_display(), row.number, row.get_verified_display() or row.state, row.evidence)
            for row in record.rows("instruments")
        ]
        return [
            Number(record.number),
            Fields([*particulars(record), ("结束方式", record.get_end_display()), ("日期", record.closed_on_told)]),
            *([Table(("文书", "文号", "验收", "验收证据"), rows)] if rows else []),
            *approval("承办人", "监督机构负责人", "司法局负责人"),
        ]
