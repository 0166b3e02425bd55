"""What is checked, what is planned of a year, and how a draw was made."""

from typing import Any, ClassVar

from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper

from ..models import CheckItem, CheckPlan, DrawTask
from ..models.draws import OPENLY
from ..models.plans import TOGETHER


class ItemPaper(Paper):
    """依据, 主体, 内容, 方式."""

    title = "随机抽查事项清单"
    of = CheckItem
    name = "item"
    law = TOGETHER
    mandatory = "name basis object_class content method"

    def blocks(self, record: CheckItem) -> list[Block]:
        told: list[tuple[str, Any]] = [
            ("抽查事项", record.name),
            ("抽查依据", record.basis),
            ("抽查主体", record.unit.name),
            ("检查对象", record.object_class),
            ("抽查内容", record.content),
            ("抽查方式", record.get_method_display()),
            ("特殊重点领域", record.is_special),
            ("年度频次上限", f"{record.frequency} 次" if record.frequency else "按本市规定"),
            ("有效期", f"{day_words(record.valid_from)}起" + (f"，至{day_words(record.valid_to)}" if record.valid_to else "")),
        ]
        return [Fields(told), Date(record.valid_from)]


class PlanPaper(Paper):
    title = "年度抽查计划"
    of = CheckPlan
    name = "plan"
    law = TOGETHER
    mandatory: ClassVar = {"number": "编号", "lines": "计划安排"}
    asked_in: ClassVar = {"number": "approve"}
    is_sealed_by_body = True

    def heading(self, record: CheckPlan) -> str:
        return f"{record.unit.name}{record.year}年度“双随机、一公开”抽查计划"

    def blocks(self, record: CheckPlan) -> list[Block]:
        heads = ("序号", "抽查事项", "对象范围", "月份", "A", "B", "C", "D", "牵头、联合部门")
        rows = [
            (
                n,
                row.item,
                row.scope or row.item.object_class,
                row.months,
                *(f"{value.normalize():f}%" for value in row.ratios.values()),
            )
            + ("、".join(filter(None, (row.lead, row.departments))) or "本部门",)
            for n, row in enumerate(record.standing, start=1)
        ]
        return [Number(record.number), Table(heads, rows), Date(record.published_on or "")]


class DrawPaper(Paper):
    """抽取记录表: what anybody needs to draw again."""

    title = "随机抽取记录表"
    of = DrawTask
    name = "draw"
    law = OPENLY
    mandatory: ClassVar = {"plan_hash": "抽取方案指纹", "result_hash": "抽取结果指纹", "drawn_at": "抽取时间"}
    asked_in: ClassVar = {"plan_hash": "seal", "result_hash": "draw", "drawn_at": "draw"}

    def blocks(self, record: DrawTask) -> list[Block]:
        told = [
            ("抽查事项", record.item),
            ("年度计划", record.yearly or f"计划外：{record.unplanned_because}"),
            ("方案指纹（SHA-256）", record.plan_hash),
            ("封存时间", record.committed_at),
            ("结果指纹（SHA-256）", record.result_hash),
            ("抽取时间", record.drawn_at),
            ("名录中的对象", len(record.lists.get("targets", ()))),
            ("名录中的检查人员", len(record.lists.get("inspectors", ()))),
            ("抽中的对象", record.drawn),
        ]
        sources = [(row.name, row.at, row.where, row.numbers) for row in record.rows("sources")]
        return [
            Number(record.number),
            Fields(told),
            Heading("各类比例"),
            Table(
                ("信用风险分类", "比例（%）"), [(row.get_credit_class_display(), row.percent) for row in record.rows("strata")]
            ),
            Heading("参与部门的承诺"),
            Table(
                ("部门", "承诺值", "是否按时公开"),
                [(row.department, row.commitment, bool(row.code)) for row in record.rows("sides")],
            ),
            Heading("公开随机源"),
            Table(("名称", "公布时间", "公布的地方", "号码"), sources),
            Paragraph("抽取证明和重新计算的程序在门户网站“双随机抽取”栏目公开，任何人都可以重算。"),
            Signatures(["操作人", "见证人"]),
        ]
