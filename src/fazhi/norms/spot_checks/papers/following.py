"""After a visit: what must be mended, what was found, what is published, what a second look found."""

from typing import Any, ClassVar

from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head

from ..models import Inspection
from ..words import Outcome
from .shared import REMEDY, letter, points

CORRECTING = "行政处罚法 第二十八条第一款"
PUBLISHING = "优化营商环境条例 第五十四条第一款"


class CorrectionPaper(Paper):
    title = "责令改正通知书"
    of = Inspection
    name = "correction"
    law = CORRECTING
    mandatory: ClassVar = {
        "number": "编号",
        "facts": "检查情况",
        "correction": "责令改正",
        "correction_due": "改正期限",
        "recorded_on": "结果形成日期",
    }
    asked_in: ClassVar = dict.fromkeys(("facts", "correction", "correction_due", "recorded_on"), "record")
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Inspection) -> bool:
        return record.outcome == Outcome.ORDERED

    def head(self, record: Inspection) -> Head:
        return letter(record, record.recorded_on)

    def blocks(self, record: Inspection) -> list[Block]:
        return [
            Paragraph(f"{day_words(record.entered_on)}，我单位对你单位进行“{record.item.name}”检查，发现下列问题："),
            Paragraph(record.facts),
            Paragraph(f"根据{record.item.basis}，责令你单位于{day_words(record.correction_due)}前改正："),
            Paragraph(record.correction),
            Paragraph("逾期不改正的，依法处理。责令改正不是行政处罚。"),
            Paragraph(REMEDY),
        ]


class ResultPaper(Paper):
    title = "行政检查结果告知书"
    of = Inspection
    name = "result"
    law = PUBLISHING
    mandatory: ClassVar = {"number": "编号", "outcome": "检查结果", "recorded_on": "结果形成日期", "facts": "检查情况"}
    asked_in: ClassVar = dict.fromkeys(("outcome", "recorded_on", "facts"), "record")
    is_sealed_by_body = True

    def head(self, record: Inspection) -> Head:
        return letter(record, record.recorded_on)

    def blocks(self, record: Inspection) -> list[Block]:
        return [
            Paragraph(f"{day_words(record.entered_on)}，我单位对你单位进行“{record.item.name}”检查，现将结果告知如下。"),
            Heading("检查结果"),
            Paragraph(record.get_outcome_display()),
            *points(record),
            Heading("检查情况"),
            Paragraph(record.facts),
            Paragraph(
                "检查结果自形成之日起在法定期限内公示。认为结果与事实不符的，可以向我单位提出；对检查行为有意见的，可以向司法局投诉。"
            ),
        ]


class PublicationPaper(Paper):
    title = "检查结果公示表"
    of = Inspection
    name = "publication"
    law = PUBLISHING
    mandatory: ClassVar = {"outcome": "检查结果", "reviewed_by_other": "审核人", "published_on": "公示日期"}
    asked_in: ClassVar = {"outcome": "record", "reviewed_by_other": "review", "published_on": "publish"}

    def blocks(self, record: Inspection) -> list[Block]:
        told: list[tuple[str, Any]] = [
            ("检查机关", record.unit.name),
            ("检查对象", record.target.name),
            ("统一社会信用代码", record.target.credit_code),
            ("检查事项", record.item.name),
            ("检查来源", record.get_ground_display()),
            ("检查日期", record.entered_on),
            ("检查结果", record.get_outcome_display()),
            ("审核人", record.reviewed_by_other),
            ("公示日期", record.published_on),
        ]
        return [Number(record.number), Fields(told), Date(record.published_on)]


class RecheckPaper(Paper):
    title = "整改复查意见书"
    of = Inspection
    name = "recheck"
    law = CORRECTING
    mandatory: ClassVar = {"rechecked_on": "复查日期", "recheck": "复查情况"}
    asked_in: ClassVar = dict.fromkeys(("rechecked_on", "recheck"), "recheck")
    is_sealed_by_body = True

    @classmethod
    def is_meant(cls, record: Inspection) -> bool:
        return record.has_problem

    def head(self, record: Inspection) -> Head:
        return letter(record, record.rechecked_on)

    def blocks(self, record: Inspection) -> list[Block]:
        verdict = "已经改正。" if record.is_corrected else "没有改正，依法处理。"
        asked = [Paragraph(f"要求于{day_words(record.correction_due)}前改正：{record.correction}")] if record.correction else []
        return [
            Paragraph(f"我单位于{day_words(record.rechecked_on)}对{record.number}检查发现的问题进行复查。"),
            *asked,
            Heading("复查情况"),
            Paragraph(record.recheck),
            Heading("复查意见"),
            Paragraph(verdict),
        ]
