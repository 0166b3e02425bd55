"""Papers of the work: assignment, letter to the body, closing report, quality, subsidy, referral."""

from typing import ClassVar

from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head

from ..models import AidCase, Referral
from .shared import FREE, based_on, letter, matter, names, people


class OfAssigned(Paper):
    """A paper that a case comes to once somebody does it."""

    @classmethod
    def is_meant(cls, record: AidCase) -> bool:
        return record.assigned_on is not None


ASSIGNING = {"lawyer": "assign assign_notified", "assigned_on": "assign assign_notified"}


class AssignmentPaper(OfAssigned):
    title = "指派通知书"
    of = AidCase
    name = "assignment"
    law = "法律援助法 第四十三条第一款"
    mandatory: ClassVar = {"lawyer": "法律援助人员", "assigned_on": "指派日期"}
    asked_in = ASSIGNING
    is_sealed_by_body = True

    def head(self, record: AidCase) -> Head:
        return letter(record, record.lawyer.firm, record.assigned_on)

    def blocks(self, record: AidCase) -> list[Block]:
        told = [("案件编号", record.number), ("事项", matter(record)), ("依据", based_on(record))]
        told += [("办案机关", record.organ or "无"), ("时效届满、开庭日期", record.limitation_on or "未定")]
        return [
            Paragraph(f"现指派你单位{record.lawyer.name}为{names(record)}提供法律援助。"),
            Fields(told),
            people(record),
            Paragraph(
                "接受指派后，无正当理由不得拒绝、拖延或者终止提供法律援助服务；应当向受援人通报办理情况（《法律援助法》第四十六条），不得收取任何财物（第二十条）；"
                "办理结束后及时报告并提交法律文书副本、办理情况报告等材料（第五十条）。"
            ),
        ]


class LetterPaper(OfAssigned):
    """For the body that handles the matter; it says who acts for whom, and no address or telephone of the recipient."""

    title = "法律援助公函"
    of = AidCase
    name = "letter"
    law = "法律援助法 第三十六条"
    mandatory: ClassVar = {"organ": "办案机关、争议处理机关", "lawyer": "法律援助人员", "assigned_on": "指派日期"}
    asked_in = ASSIGNING
    is_sealed_by_body = True

    def head(self, record: AidCase) -> Head:
        return letter(record, record.organ, record.assigned_on)

    def blocks(self, record: AidCase) -> list[Block]:
        lawyer = record.lawyer
        notice = f"你单位{record.notice_no}收悉。" if record.notice_no else ""
        return [
            Paragraph(
                f"{notice}根据法律援助法，本机构指派{lawyer.firm}{lawyer.name}（执业证号{lawyer.licence_no}）担任{names(record)}"
                f"{record.cause}一案的{'辩护人' if record.kind == 'defence' else '代理人'}。请依法予以协助，并对法律援助人员复制相关材料等费用予以免收或者减收。"
            ),
        ]


class ClosingPaper(OfAssigned):
    title = "法律援助案件结案报告"
    of = AidCase
    name = "closing"
    law = "法律援助法 第五十条"
    mandatory: ClassVar = {
        "lawyer": "法律援助人员",
        "ended_on": "办理结束日期",
        "outcome": "结果",
        "outcome_note": "办理情况和结果",
        "materials": "材料",
    }
    asked_in: ClassVar = ASSIGNING | dict.fromkeys(("ended_on", "outcome", "outcome_note"), "finish")

    def blocks(self, record: AidCase) -> list[Block]:
        done = ((row.done_on, row.get_kind_display(), row.note) for row in record.rows("progress"))
        return [
            Number(record.number),
            Fields(
                [
                    ("受援人", names(record)),
                    ("事项", matter(record)),
                    ("承办人", record.lawyer),
                    ("指派日期", record.assigned_on or ""),
                    ("办理结束日期", record.ended_on),
                    ("结果", record.get_outcome_display()),
                    ("取得利益、挽回损失（元）", record.recovered if record.recovered is not None else "无"),
                ]
            ),
            Heading("办理经过"),
            Table(("日期", "环节", "情况"), done),
            Heading("办理情况和结果"),
            Paragraph(record.outcome_note),
            Heading("提交的材料"),
            Table(
                ("类别", "材料名称", "份数"),
                ((row.get_kind_display(), row.title, row.copies) for row in record.rows("materials")),
            ),
            Signatures(["承办人（签名）"]),
            Date(record.reported_on or record.ended_on),
        ]


class QualityPaper(OfAssigned):
    title = "法律援助案件质量评估表"
    of = AidCase
    name = "quality"
    law = "法律援助法 第五十七条"
    mandatory: ClassVar = {"quality_score": "质量分", "lawyer": "法律援助人员"}
    asked_in: ClassVar = ASSIGNING | {"quality_score": "score"}

    def blocks(self, record: AidCase) -> list[Block]:
        told = [("案件编号", record.number), ("事项", matter(record)), ("承办人", record.lawyer)]
        told += [("质量分", record.quality_score), ("等次", record.get_grade_display()), ("意见", record.quality_note or "无")]
        return [Fields([*told, ("满意度", record.get_rating_display() or "未评价")]), Signatures(["评估人", "复核人"])]


class SubsidyPaper(OfAssigned):
    title = "法律援助补贴审批表"
    of = AidCase
    name = "subsidy"
    law = "法律援助法 第五十二条第一款"
    mandatory: ClassVar = {"subsidy": "补贴", "archived_on": "归档日期", "lawyer": "法律援助人员"}
    asked_in: ClassVar = ASSIGNING | {"subsidy": "archive price", "archived_on": "archive"}

    def blocks(self, record: AidCase) -> list[Block]:
        told = [("案件编号", record.number), ("类型", record.get_kind_display()), ("受援人数", record.people)]
        told += [("承办人", record.lawyer), ("归档日期", record.archived_on), ("补贴（元）", record.subsidy)]
        note = "法律援助补贴免征增值税和个人所得税（《法律援助法》第五十二条第三款）。"
        return [Fields([*told, ("支付日期", record.paid_on or "")]), Paragraph(note), Signatures(["经办人", "负责人", "领取人"])]


class ReferralPaper(Paper):
    title = "法律服务转介单"
    of = Referral
    name = "referral"
    mandatory = "body matter person_name"

    def blocks(self, record: Referral) -> list[Block]:
        told = [
            ("转往机构", record.body),
            ("类型", record.get_kind_display()),
            ("事项", record.matter),
            ("当事人", record.person_name),
            ("电话", record.phone),
            ("本人同意提供个人信息", record.consents),
            ("预约时间", record.booked_at or "未预约"),
            ("须本人办理", record.must_come),
            ("法律援助受援人", record.is_recipient),
            ("材料清单", record.materials or "无"),
        ]
        return [Number(record.number), Fields(told), Paragraph(record.rules_told), Paragraph(FREE), Date(record.opened_on)]
