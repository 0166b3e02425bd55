"""Before and during a visit: approval, task, notice, entry, and the record made on the spot."""

from typing import Any, ClassVar

from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.documents.attaching import files_of
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head

from ..models import Inspection
from ..models.inspections import APPROVED, TWO
from ..words import Entry, Ground
from .shared import checked, letter, points, team

RECORDING = "行政处罚法 第五十五条第二款"
SHOWING = "行政处罚法 第五十五条第一款"


class ApprovalPaper(Paper):
    title = "行政检查审批表"
    of = Inspection
    name = "approval"
    law = APPROVED
    mandatory: ClassVar = {"ground_note": "来源说明", "members": "检查人员", "approved_on": "批准日期"}
    asked_in: ClassVar = {"approved_on": "approve"}

    @classmethod
    def is_meant(cls, record: Inspection) -> bool:
        return record.ground != Ground.RANDOM

    def blocks(self, record: Inspection) -> list[Block]:
        told: list[tuple[str, Any]] = [
            ("近期其他检查", record.overlaps or "没有"),
            ("合并、联合的情况", record.overlap_answer or "不适用"),
            ("超过年度频次", record.is_over_cap),
            ("批准人", record.approved_by or ""),
            ("批准日期", record.approved_on),
        ]
        return [
            Number(record.approval_no or record.number),
            checked(record),
            team(record),
            Fields(told),
            Signatures(["承办人", "批准人"]),
            Date(record.approved_on),
        ]


class AssignmentPaper(Paper):
    title = "行政检查任务书"
    of = Inspection
    name = "assignment"
    law = TWO
    mandatory: ClassVar = {"number": "编号", "members": "检查人员"}
    is_sealed_by_body = True

    def blocks(self, record: Inspection) -> list[Block]:
        drawn = (
            [Paragraph(f"抽查任务：{record.task}（{record.task.number}），对象和检查人员由随机抽取产生。")] if record.task else []
        )
        return [
            Number(record.number),
            *drawn,
            checked(record),
            team(record),
            Paragraph("检查时主动出示执法证件，扫码入企；没有出示执法证件的，当事人有权拒绝检查。"),
            Date(record.opened_on),
        ]


class NoticePaper(Paper):
    title = "行政检查通知书"
    of = Inspection
    name = "notice"
    law = SHOWING
    mandatory: ClassVar = {"number": "编号", "members": "检查人员", "notified_on": "通知日期"}
    asked_in: ClassVar = {"notified_on": "notify"}
    is_sealed_by_body = True

    def head(self, record: Inspection) -> Head:
        return letter(record, record.notified_on)

    def blocks(self, record: Inspection) -> list[Block]:
        return [
            Paragraph(f"根据{record.item.basis}，我单位将对你单位进行行政检查。检查事项：{record.item.name}。"),
            Heading("检查内容"),
            Paragraph(record.item.content),
            Heading("检查人员"),
            team(record),
            Heading("权利和义务"),
            Paragraph(
                "检查人员不得少于两人，应当主动出示执法证件；不出示的，你单位有权拒绝检查。检查人员与检查有直接利害关系的，你单位可以申请回避。"
            ),
            Paragraph("请如实提供有关材料，协助检查，不得阻碍。检查不收取任何费用。"),
        ]


class EntryPaper(Paper):
    title = "入企检查登记表"
    of = Inspection
    name = "entry"
    law = SHOWING
    mandatory: ClassVar = {"entered_on": "检查日期", "entry": "入企方式", "members": "检查人员"}
    asked_in: ClassVar = dict.fromkeys(("entered_on", "entry"), "enter")

    def blocks(self, record: Inspection) -> list[Block]:
        told: list[tuple[str, Any]] = [
            ("入企方式", record.get_entry_display()),
            ("入企时间", record.entered_at or record.entered_on),
        ]
        if record.entry == Entry.EXCEPTION:
            told += [
                ("没有扫码的原因", f"{record.get_entry_because_display()}：{record.entry_note}"),
                ("批准人", record.entry_approved_by),
                ("没有按时登记的理由", record.entry_late_because or "按时登记"),
            ]
        else:
            told.append(("扫码确认时间", record.scanned_at or "台账载明"))
        told.append(("出示执法证件", record.shown))
        return [Number(record.number), checked(record), team(record), Fields(told), Signatures(["检查人员", "当事人"])]


class RecordPaper(Paper):
    title = "现场检查笔录"
    of = Inspection
    name = "record"
    law = RECORDING
    mandatory: ClassVar = {
        "entered_on": "检查日期",
        "members": "检查人员",
        "facts": "检查情况",
        "outcome": "检查结果",
        "signed": "当事人签字",
    }
    asked_in: ClassVar = {"entered_on": "enter"} | dict.fromkeys(("facts", "outcome", "signed"), "record")

    def blocks(self, record: Inspection) -> list[Block]:
        shown = f"检查人员于{day_words(record.entered_on)}到达，向当事人出示执法证件，告知权利义务。"
        said = [Paragraph(f"{record.get_signed_display()}：{record.witness}")] if record.witness else []
        files = [(file.name, file.kind or "附件", file.sha256) for file in files_of(record)]
        listed = [Heading("照片、录像和其他附件"), Table(("名称", "种类", "指纹（SHA-256）"), files)] if files else []
        return [
            Number(record.number),
            checked(record),
            team(record),
            Paragraph(shown if record.shown else f"检查人员于{day_words(record.entered_on)}到达。"),
            Heading("检查情况"),
            *points(record),
            Paragraph(record.facts),
            Heading("检查结果"),
            Paragraph(record.get_outcome_display()),
            *listed,
            *said,
            Paragraph("以上笔录已经当事人核对。"),
            Signatures(["当事人（签名、盖章）", "检查人员", "检查人员", "见证人"]),
            Date(record.entered_on),
        ]
