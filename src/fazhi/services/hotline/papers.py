"""The papers of the hotline: the month's report and the letter to another department, as official documents; forms of calls and orders."""

from typing import ClassVar

from fazhi.kernel.dispatch.models import Letterhead
from fazhi.kernel.documents.blocks import Block, Date, Fields, Heading, Number, Paragraph, Signatures, Table
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head, Layout

from .models import Call, Cooperation, MonthReport, WorkOrder
from .words import Direction

MOST_TOPICS = 10
NOTHING = "没有发现。"


class MonthReportPaper(Paper):
    title = "12348热线月度研判报告"
    of = MonthReport
    name = "month_report"
    mandatory: ClassVar = {"number": "期号", "figures": "数字", "omens": "研判", "advice": "建议"}
    asked_in: ClassVar = {"number": "sign", "omens": "judge", "advice": "judge", "figures": "compile_again"}
    is_sealed_by_body = by_step = True

    def heading(self, record: MonthReport) -> str:
        return record.title

    def head(self, record: MonthReport) -> Head:
        mark = Letterhead.of(record.unit, Layout.DOCUMENT).mark
        return Head(Layout.DOCUMENT, mark, record.unit.name, on=record.signed_on or "", number=record.number)

    def blocks(self, record: MonthReport) -> list[Block]:
        return [
            *([Paragraph(f"本报告更正原报告：{record.because}")] if record.because else []),
            Heading("一、总体情况"),
            Table(
                ("指标", "本月", "上月", "环比", "上年同月", "同比"),
                [(row, row.now, row.before, row.change, row.year_before, row.year_change) for row in record.rows("figures")],
            ),
            Heading("二、来电事项"),
            Table(
                ("事项", "本月（通）", "占比", "上月", "环比", "同比"),
                [
                    (row, row.calls, f"{row.share:.1f}%", row.before, row.change, row.year_change)
                    for row in standing(record, "topics")[:MOST_TOPICS]
                ],
            ),
            Heading("三、来电集中的地方"),
            Table(
                ("乡镇（街道）", "本月（通）", "上月", "环比", "最多的事项", "人身危险"),
                [
                    (row, row.calls, row.before, row.change, row.get_topic_display(), row.dangers)
                    for row in standing(record, "places")
                ],
            ),
            Heading("四、险情和群体性苗头"),
            *self._omens(record),
            Heading("五、建议"),
            Paragraph(record.advice),
        ]

    def _omens(self, record: MonthReport) -> list[Block]:
        dangers = record.figure("hotline.dangers")
        clusters = [
            (row.place, row.get_topic_display(), row.callers, row.calls, row.before, row.handled or "待处置")
            for row in standing(record, "clusters")
        ]
        return [
            Paragraph(f"本月人身危险来电 {dangers.now if dangers else '0通'}，均按红色通道处置，来电内容不列入本报告。"),
            *([Table(("乡镇（街道）", "事项", "不同主叫", "来电", "上月", "处置"), clusters)] if clusters else []),
            Paragraph(record.omens or NOTHING),
        ]


def standing(record: MonthReport, name: str) -> list[object]:
    """The rows that still come to something, the most first."""
    return sorted((row for row in record.rows(name) if row.calls), key=lambda row: (-row.calls, row.pk or 0))


class CooperationPaper(Paper):
    title = "协作函"
    of = Cooperation
    name = "cooperation"
    mandatory: ClassVar = {"number": "文号", "matter": "情况", "request": "请予协作的事项"}
    asked_in: ClassVar = {"number": "send"}
    is_sealed_by_body = by_step = True

    def heading(self, record: Cooperation) -> str:
        return f"关于{record.title}的函" if not record.title.startswith("关于") else record.title

    def head(self, record: Cooperation) -> Head:
        name = record.unit.name
        return Head(Layout.LETTER, name, name, on=record.signed_on or "", number=record.number, to=record.to.name)

    def blocks(self, record: Cooperation) -> list[Block]:
        due = next((row["due"] for row in record.clocks if row["name"] == "reply_by" and row["due"]), "")
        return [
            Paragraph(record.matter),
            Paragraph(f"现请贵单位协作：{record.request}"),
            Paragraph(f"请于{due}前书面回复。" if due else "请在收到本函后及时书面回复。"),
            Paragraph(f"联系人和电话：{record.contact}"),
        ]


class CallPaper(Paper):
    title = "12348热线话务单"
    of = Call
    name = "call"
    mandatory: ClassVar = {"number": "编号", "question": "诉求", "answer": "答复"}
    asked_in: ClassVar = {"question": "wrap_up", "answer": "wrap_up"}

    def blocks(self, record: Call) -> list[Block]:
        return [
            Number(record.number),
            Fields(
                [
                    ("方向", Direction(record.direction).label),
                    ("进线、接起、挂断", _times(record)),
                    ("来电人", record.asker or "匿名"),
                    ("所在地", record.region or ""),
                    ("类别", record.get_topic_display()),
                    ("可否回拨", record.get_contact_display()),
                    ("诉求", record.question),
                    ("答复", record.answer),
                    ("引用法条", record.cited),
                    ("已告知法律援助权利", record.aid_told),
                    ("坐席员", record.agent or ""),
                ]
            ),
            Signatures(["坐席员（签名）"]),
            Date(record.opened_on),
        ]


def _times(call: Call) -> str:
    return "、".join(
        f"{at.astimezone():%Y-%m-%d %H:%M:%S}" if at else "—" for at in (call.queued_at, call.answered_at, call.hung_up_at)
    )


class WorkOrderPaper(Paper):
    title = "12348热线工单"
    of = WorkOrder
    name = "order"
    mandatory: ClassVar = {"number": "编号", "content": "内容", "owner": "主办单位"}
    asked_in: ClassVar = {"owner": "dispatch"}

    def blocks(self, record: WorkOrder) -> list[Block]:
        """As the owner may have it: of a report, nobody's name."""
        hidden = record.is_reporter_hidden
        return [
            Number(record.number),
            Fields(
                [
                    ("类型、等级", f"{record.get_kind_display()}，{record.get_level_display()}"),
                    ("诉求人", "（举报，不予提供）" if hidden else record.requester or "匿名"),
                    ("联系电话", "（举报，不予提供）" if hidden else record.phone),
                    ("可否回拨", record.get_contact_display()),
                    ("诉求所在地", record.region),
                    ("内容", record.content),
                    ("主办单位", record.owner),
                    ("协办单位", record.helpers),
                    ("办理结果", record.reply),
                    ("告知诉求人日期", record.told_on or ""),
                ]
            ),
            Signatures(["派单人（签名）", "签收人（签名）"]),
            Date(record.opened_on),
        ]
