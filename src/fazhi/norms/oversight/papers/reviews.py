"""The papers of a review of files: plan, record of the draw, sheets, reports, the circular after GB/T 9704."""

from collections import Counter
from collections.abc import Iterator

from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head, Layout

from ..models import ReviewedFile, ReviewGroup, ReviewPlan, ScoreSheet
from ..review_words import FileKind, Grade, Method


def particulars(plan: ReviewPlan) -> list[tuple[str, object]]:
    return [
        ("年度", plan.year),
        ("案卷种类", "、".join(str(FileKind(kind).label) for kind in plan.kinds)),
        ("结案期间", f"{plan.period_from} 至 {plan.period_to}"),
        ("抽取方式", f"{plan.get_method_display()}，每单位每类 {plan.per_stratum} 卷"),
        ("评分标准", plan.template),
        ("评查重点", plan.focus or "无"),
    ]


class PlanPaper(Paper):
    title = "行政执法案卷评查方案"
    of = ReviewPlan
    name = "plan"
    mandatory = {"kinds": "案卷种类", "template": "评分标准"}

    def blocks(self, record: ReviewPlan) -> list[Block]:
        items = [
            (row.get_block_display(), row.text, f"{row.points:f}" if not row.is_fatal else "否决")
            for row in record.template.items.all()
        ]
        strata = [(row.body, row.get_kind_display(), row.size, row.quota, row.root) for row in record.in_order]
        return [
            Fields(particulars(record)),
            Heading("评分标准"),
            Table(("板块", "项目", "分值"), items),
            *([Heading("抽样清单"), Table(("单位", "种类", "总数", "抽取数", "清单摘要（SHA-256）"), strata)] if strata else []),
            *(
                [Paragraph(f"随机源：{record.source}，{record.source_on}公布。方案摘要：{record.plan_hash}")]
                if record.plan_hash
                else []
            ),
        ]


class DrawPaper(Paper):
    title = "案卷抽取记录"
    of = ReviewPlan
    name = "draw"
    mandatory = {"plan_hash": "方案摘要", "drawn_on": "抽取日期"}
    asked_in = {"plan_hash": "commit", "drawn_on": "draw"}

    def blocks(self, record: ReviewPlan) -> list[Block]:
        rows = [
            (n, row.body, row.file_no, row.rank[:16])
            for n, row in enumerate(sorted(record.rows("files"), key=lambda row: row.rank), 1)
        ]
        return [
            Fields([("方案摘要（SHA-256）", record.plan_hash), ("随机源", record.source), ("公布号码", record.source_text)]),
            Paragraph(
                "密钥为 HMAC-SHA256（方案摘要，号码按升序以点相连并以斜线结尾）；每卷的序列值为 HMAC-SHA256（密钥，F、方案、清单、案卷），"
                "每份清单取最小的若干卷。任何人都可以重算。"
            ),
            *([Table(("序号", "单位", "案卷", "序列值前16位"), rows)] if rows else []),
            Signatures(["抽取人", "见证人"]),
            Date(record.drawn_on or ""),
        ]


class SheetPaper(Paper):
    title = "案卷评查评分表"
    of = ScoreSheet
    name = "sheet"
    mandatory = {"signed_on": "签名日期", "opinion": "总体意见"}
    asked_in = {"signed_on": "sign"}

    def blocks(self, record: ScoreSheet) -> list[Block]:
        rows = [(row.item, "否决" if row.item.is_fatal else f"{row.points:f}", row.reason) for row in record.rows("deductions")]
        told = [
            ("被评查单位", record.file.body),
            ("案卷", record.file.file_no),
            ("评查人", f"{record.reviewer}（{record.get_place_display()}）"),
            ("得分", f"{record.total:f}" if record.total is not None else ""),
        ]
        return [
            Fields(told),
            *([Table(("项目", "扣分", "理由"), rows)] if rows else [Paragraph("没有扣分。")]),
            Paragraph(f"总体意见：{record.opinion}"),
            Signatures([f"评查人（{record.reviewer}）"]),
            Date(record.signed_on or ""),
        ]


class GroupReportPaper(Paper):
    """What the body is told of one file."""

    title = "案卷评查结果反馈书"
    of = ReviewedFile
    name = "group_report"
    mandatory = {"grade": "评查等次", "first": "评查人一", "second": "评查人二"}
    asked_in = {"grade": "settle settle_by_third"}

    def blocks(self, record: ReviewedFile) -> list[Block]:
        told = [
            ("评查对象", record.body),
            ("案卷", f"{record.get_kind_display()} {record.file_no}"),
            ("评查人", "、".join(map(str, record.team()))),
            ("得分", f"{record.total:f}" if record.total is not None else ""),
            ("等次", record.get_grade_display()),
            ("一票否决", "有" if record.is_fatal else "无"),
        ]
        problems = [(row.item, row.content) for row in record.rows("problems")]
        return [
            Fields(told),
            *([Heading("主要问题"), Table(("项目", "问题"), problems)] if problems else []),
            Heading("建议"),
            Paragraph("对照上列问题整改，并自查同类案件。" if problems else "继续保持。"),
            Paragraph("对评查结果有异议的，可以在异议期限内书面提出。"),
            Signatures([f"评查人（{person}）" for person in record.team()]),
        ]


class GroupsPaper(Paper):
    """Annex A (粤评 13), for all the files that were allotted to a group."""

    title = "评查小组报告"
    of = ReviewGroup
    name = "groups"
    mandatory = "main_problems suggestions"

    def blocks(self, record: ReviewGroup) -> list[Block]:
        files = sorted(record.rows("files"), key=lambda row: (str(row.body), row.file_no))
        told = [
            ("评查方案", record.plan),
            ("小组", record.title),
            ("组长", record.leader),
            ("评查人", f"{record.first}、{record.second}"),
            ("案卷数", len(files)),
        ]
        rows = [
            (at, row.body, row.get_kind_display(), row.file_no, row.get_final_grade_display() or row.get_grade_display())
            for at, row in enumerate(files, 1)
        ]
        return [
            Fields(told),
            *([Table(("序号", "评查对象", "案卷种类", "案号", "等次"), rows)] if rows else []),
            Heading("主要问题"),
            Paragraph(record.main_problems),
            Heading("建议"),
            Paragraph(record.suggestions),
            Signatures([f"组长（{record.leader}）", f"评查人（{record.first}）", f"评查人（{record.second}）"]),
            Date(record.reported_on or ""),
        ]


class RecheckPaper(Paper):
    title = "评查结果复核意见"
    of = ReviewedFile
    name = "recheck"
    mandatory = {"objection": "异议", "recheck_opinion": "复核意见", "final_grade": "最终等次"}
    asked_in = {"final_grade": "recheck"}

    def blocks(self, record: ReviewedFile) -> list[Block]:
        told = [
            ("异议", record.objection),
            ("复核结果", record.get_recheck_result_display()),
            ("复核意见", record.recheck_opinion),
            ("最终等次", record.get_final_grade_display()),
        ]
        return [Fields(told), Signatures(["复核人"]), Date(record.rechecked_on or "")]


def results(plan: ReviewPlan) -> Iterator[Block]:
    """What a report and the circular say of the results: by body, and no word of any party."""
    by_body: dict[str, Counter[str]] = {}
    for row in plan.rows("files"):
        by_body.setdefault(str(row.body), Counter())[row.final_grade] += 1
    whole = Counter({grade: amount for grade, amount in plan.tally().items() if grade})
    amounts = "，".join(f"{grade.label} {whole[grade]} 卷" for grade in Grade)
    how = "自送，不是随机抽取" if plan.method == Method.SENT else plan.get_method_display()
    yield Paragraph(f"本次评查案卷 {sum(whole.values())} 卷（{how}），其中{amounts}。")
    if by_body:
        rows = [(body, sum(found.values()), *(found[grade] for grade in Grade)) for body, found in sorted(by_body.items())]
        yield Table(("单位", "案卷数", *(grade.label for grade in Grade)), rows)


class TotalReportPaper(Paper):
    title = "案卷评查总报告"
    of = ReviewPlan
    name = "total_report"
    mandatory = "main_problems suggestions"

    def blocks(self, record: ReviewPlan) -> list[Block]:
        return [
            Fields(particulars(record)),
            Heading("评查结果"),
            *results(record),
            Heading("主要问题"),
            Paragraph(record.main_problems),
            Heading("建议"),
            Paragraph(record.suggestions),
            Date(record.reported_on or ""),
        ]


class CircularPaper(Paper):
    title = "案卷评查通报"
    of = ReviewPlan
    name = "circular"
    mandatory = {"circular_no": "文号", "main_problems": "主要问题", "suggestions": "建议", "circular_to": "主送机关"}
    asked_in = {"circular_no": "circulate"}
    is_sealed_by_body = by_step = True

    def heading(self, record: ReviewPlan) -> str:
        return f"关于{record.title}情况的通报"

    def head(self, record: ReviewPlan) -> Head:
        name = record.unit.name
        return Head(
            Layout.DOCUMENT,
            f"{name}文件",
            name,
            on=record.circulated_on or "",
            number=record.circular_no,
            to=record.circular_to.rstrip("：:"),
            printed_by=name,
            printed_on=record.circulated_on or "",
        )

    def blocks(self, record: ReviewPlan) -> list[Block]:
        return [
            Heading("一、基本情况"),
            *results(record),
            Heading("二、主要问题"),
            Paragraph(record.main_problems),
            Heading("三、工作要求"),
            Paragraph(record.suggestions),
        ]
