"""The papers of the network: what is told once, what is handed on, what an adviser has done, and a record of free service."""

from typing import ClassVar

from fazhi.kernel.documents.blocks import Block, Date, Fields, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper

from .models import Contract, Reception


class ToldOncePaper(Paper):
    title = "一次性告知单"
    of = Reception
    name = "told_once"
    mandatory: ClassVar = {"missing": "缺项"}
    asked_in: ClassVar = {"missing": "tell_once"}

    def blocks(self, record: Reception) -> list[Block]:
        return [
            Number(record.number),
            Paragraph(f"{record.visitor or '来访人'}："),
            Paragraph(f"您办理的“{record.get_category_display()}”事项，还缺以下材料，请一次补齐："),
            Paragraph(record.missing),
            Paragraph(
                f"联系平台：{record.site}，电话 {record.site.phone}，地址 {record.site.address}，开放时间 {record.site.hours}。"
            ),
            Signatures(["来访人（签名）", "告知人（签名）"]),
            Date(record.opened_on),
        ]


class DiversionPaper(Paper):
    title = "公共法律服务转办单"
    of = Reception
    name = "diversion"
    law = "个人信息保护法 第二十三条"
    mandatory: ClassVar = {"handed_to": "接收单位", "disposition": "去向"}
    asked_in: ClassVar = {"handed_to": "divert", "disposition": "divert"}

    def blocks(self, record: Reception) -> list[Block]:
        return [
            Number(record.number),
            Paragraph(f"{record.handed_to}："),
            Fields(
                [
                    ("来访人", record.visitor or "匿名"),
                    ("联系电话", record.phone),
                    ("来访日期", record.opened_on),
                    ("事项类别", record.get_category_display()),
                    ("来访事由", record.matter),
                    ("去向", record.get_disposition_display()),
                    ("来访人同意转办并提供个人信息", record.consents),
                    ("首问责任人", record.handler or ""),
                ]
            ),
            Signatures(["转办人（签名）", "接收人（签名）"]),
            Date(record.opened_on),
        ]


class AdviserReviewPaper(Paper):
    title = "村（居）法律顾问服务考核表"
    of = Contract
    name = "review"
    mandatory: ClassVar = {"settlements": "结算"}
    asked_in: ClassVar = {"settlements": "settle"}

    def blocks(self, record: Contract) -> list[Block]:
        rows = [
            (f"{row.since}至{row.until}", row.visits, row.lectures, row.served_hours, row.amount, row.note or "无")
            for row in record.rows("settlements")
        ]
        return [
            Fields(
                [
                    ("村（社区）", record.unit.name),
                    ("法律顾问", f"{record.adviser.name}（{record.adviser.organisation}）"),
                    ("合同号", record.contract_no),
                    ("合同期", f"{record.starts_on}至{record.ends_on}"),
                    ("约定", f"每月到村 {record.visits} 次，每季讲座 {record.lectures} 次"),
                ]
            ),
            Table(("时间", "到村", "讲座", "工时", "金额（元）", "扣减说明"), rows),
            Signatures(["村（居）（盖章）", "司法所（盖章）"]),
            Date(record.rows("settlements")[-1].until),
        ]
