"""Papers of the application: form, promise or statement of means, receipt, what is missing, approval."""

from typing import Any, ClassVar

from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head

from ..hardship import per_head
from ..models import AidCase
from ..words import Path
from .shared import FREE, based_on, letter, matter, means, names, people


class ApplicationPaper(Paper):
    title = "法律援助申请表"
    of = AidCase
    name = "application"
    law = "法律援助法 第四十一条"
    mandatory = "recipients cause ground"

    @classmethod
    def is_meant(cls, record: AidCase) -> bool:
        return not record.is_notified

    def blocks(self, record: AidCase) -> list[Block]:
        agents = [
            (row.get_kind_display(), f"{row.name}（{row.relation}）" if row.relation else row.name)
            for row in record.rows("representatives")
        ]
        return [
            Number(record.number),
            Heading("一、申请人"),
            people(record),
            *([Heading("代为申请人"), Fields(agents)] if agents else []),
            Heading("二、申请事项"),
            Fields(
                [
                    ("事项", matter(record)),
                    ("依据", based_on(record)),
                    ("对方当事人", record.opponent or "无"),
                    ("办案机关、争议处理机关", record.organ or "尚未起诉、申请"),
                    ("时效届满、开庭日期", record.limitation_on or "未填"),
                    ("事实和请求", record.facts or "见所附材料"),
                ]
            ),
            Heading("三、经济状况"),
            means(record),
            Paragraph(
                "申请人如实说明经济困难状况；以欺骗或者其他不正当手段获得法律援助的，依法承担责任（《法律援助法》第六十四条）。"
            ),
            Signatures(["申请人（签名）", "代为申请人（签名）", "接收人（签名）"]),
            Date(record.opened_on),
        ]


class PromisePaper(Paper):
    title = "经济困难状况个人诚信承诺书"
    of = AidCase
    name = "promise"
    law = "法律援助法 第四十一条第二款"
    mandatory: ClassVar = {"recipients": "受援人", "income": "家庭月收入", "household": "家庭人口"}

    @classmethod
    def is_meant(cls, record: AidCase) -> bool:
        return record.means_path == Path.PROMISE

    def blocks(self, record: AidCase) -> list[Block]:
        return [
            Paragraph(f"{record.unit.name}："),
            Paragraph(
                f"本人申请{matter(record)}的法律援助。本人家庭人口{record.household}人，家庭月收入{record.income}元。{record.means_note}"
            ),
            Paragraph(
                "以上情况属实。本人知道：承诺不实、以欺骗或者其他不正当手段获得法律援助的，终止法律援助，支付已实施法律援助的费用，"
                "并处三千元以下罚款（《法律援助法》第四十八条、第六十四条）。"
            ),
            Signatures(["承诺人（签名、按指印）"]),
            Date(record.opened_on),
        ]


class MeansPaper(Paper):
    title = "申请人经济状况证明表"
    of = AidCase
    name = "means"
    law = "法律援助法 第四十一条第一款"
    mandatory: ClassVar = {"recipients": "受援人", "income": "家庭月收入", "household": "家庭人口"}

    @classmethod
    def is_meant(cls, record: AidCase) -> bool:
        return record.means_path == Path.SHARED

    def blocks(self, record: AidCase) -> list[Block]:
        each = f"{per_head(record.income, record.household)}元" if record.household else "没有家庭人口，不能计算"
        told = [
            ("申请人", names(record)),
            ("申请事项", matter(record)),
            ("家庭人口", f"{record.household}人"),
            ("家庭月收入", f"{record.income}元"),
            ("家庭人均月收入", each),
            ("其他说明", record.means_note or "无"),
        ]
        return [
            Number(record.number),
            Heading("一、申请人的说明"),
            Fields(told),
            Paragraph("以上由申请人如实说明，由法律援助机构通过信息共享查询核查（《法律援助法》第四十一条）。"),
            Heading("二、核查情况"),
            Fields([("经济困难审查", record.means_told)]),
            Signatures(["申请人（签名）", "核查人（签名）"]),
            Date(record.opened_on),
        ]


class ReceiptPaper(Paper):
    title = "法律援助申请材料接收凭证"
    of = AidCase
    name = "receipt"
    law = "法律援助法 第四十三条第一款"
    mandatory = "recipients materials"

    def blocks(self, record: AidCase) -> list[Block]:
        rows = ((n, row.get_kind_display(), row.title, row.copies) for n, row in enumerate(record.rows("materials"), 1))
        return [
            Number(record.number),
            Paragraph(f"今收到{names(record)}申请{matter(record)}法律援助的下列材料："),
            Table(("序号", "类别", "材料名称", "份数"), rows),
            Paragraph("自收到申请之日起七日内作出是否给予法律援助的决定，补充材料的时间不计算在内。"),
            Paragraph(FREE),
            Signatures(["接收人（签名）", "申请人（签名）"]),
            Date(record.opened_on),
        ]


class GapsPaper(Paper):
    title = "补充材料通知书"
    of = AidCase
    name = "gaps"
    law = "法律援助法 第四十三条第二款"
    mandatory: ClassVar = {
        "missing": "需要补充的材料、说明",
        "supplement_by": "补充材料的最后日期",
        "missing_told_on": "告知日期",
    }
    asked_in: ClassVar = {"missing": "list_gaps", "supplement_by": "list_gaps", "missing_told_on": "list_gaps"}

    @classmethod
    def is_meant(cls, record: AidCase) -> bool:
        return record.missing_told_on is not None or record.state == "received" and not record.is_notified

    def head(self, record: AidCase) -> Head:
        return letter(record, names(record), record.missing_told_on)

    def blocks(self, record: AidCase) -> list[Block]:
        return [
            Paragraph(
                f"您（单位）于{day_words(record.opened_on)}提出的{matter(record)}法律援助申请，材料不齐全，需要补充或者说明："
            ),
            Paragraph(record.missing),
            Paragraph(
                f"请于{day_words(record.supplement_by)}前提交。逾期未按要求补充材料或者作出说明的，视为撤回申请（《法律援助法》第四十三条第二款）。"
            ),
        ]


class ApprovalPaper(Paper):
    title = "法律援助审批表"
    of = AidCase
    name = "approval"
    law = "法律援助法 第四十三条第一款"
    mandatory: ClassVar = {"findings": "查明的情况", "decided_on": "决定日期"}
    asked_in: ClassVar = {"findings": "grant refuse", "decided_on": "grant refuse"}

    def blocks(self, record: AidCase) -> list[Block]:
        told: list[tuple[str, Any]] = [
            ("申请人", names(record)),
            ("事项", matter(record)),
            ("依据", based_on(record)),
            ("收到日期", record.opened_on),
            ("查明的情况", record.findings),
            ("经济困难审查", record.means_told),
            ("审批决定", record.get_decision_display()),
            ("不予的理由", record.refused_because or "不适用"),
            ("超期的原因", record.late_because or "没有超期"),
            ("审批人", record.decided_by or ""),
        ]
        return [Number(record.number), Fields(told), Signatures(["审查人", "审批人"]), Date(record.decided_on)]
