"""联席会议纪要, in the layout of minutes of GB/T 9704."""

from fazhi.kernel.calendar.moments import day_words
from fazhi.kernel.documents.blocks import Block, Heading, Paragraph, Table
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head, Layout

from ..models import JointMeeting, MeetingMatter


class MinutesPaper(Paper):
    title = "联席会议纪要"
    of = JointMeeting
    name = "minutes"
    by_step = True
    mandatory = {"held_on": "召开日期", "chair": "主持人", "matters": "议题", "decisions": "议定事项"}
    asked_in = {"held_on": "hold", "chair": "hold"}

    def heading(self, record: JointMeeting) -> str:
        return record.title

    def head(self, record: JointMeeting) -> Head:
        name, bodies = record.unit.name, record.rows("bodies")
        came = [_told(row) for row in bodies if not row.is_absent]
        away = [row.body.name for row in bodies if row.is_absent]
        lists = (("出席", "、".join(filter(None, (*came, record.organs)))), ("请假", "、".join(away)))
        return Head(
            Layout.MINUTES,
            "联席会议纪要",
            name,
            on=record.issued_on or "",
            number=record.number,
            present=tuple((label, names) for label, names in lists if names),
            copies_to="、".join(dict.fromkeys(row.responsible.name for row in record.rows("decisions"))),
            printed_by=name,
            printed_on=record.issued_on or "",
        )

    def blocks(self, record: JointMeeting) -> list[Block]:
        place = f"在{record.place}" if record.place else ""
        opening = f"{day_words(record.held_on)}，{record.chair}{place}主持召开{record.title}。会议纪要如下："
        return [
            Paragraph(opening),
            *([Paragraph(record.summary)] if record.summary else []),
            Heading("研究的事项"),
            *(Paragraph(f"{n}．{_matter(row)}") for n, row in enumerate(record.rows("matters"), start=1)),
            Heading("议定事项"),
            Table(
                ("序号", "议定事项", "责任单位", "配合单位", "落实期限"),
                (
                    (n, row.content, row.responsible.name, row.helpers, row.due_on)
                    for n, row in enumerate(record.rows("decisions"), start=1)
                ),
            ),
        ]


def _told(row: object) -> str:
    return f"{row.body.name}（{row.delegate}）" if row.delegate else row.body.name


def _matter(row: MeetingMatter) -> str:
    """By its number, never by the names of parties: minutes go to several bodies."""
    case = f"{row.dispute.get_kind_display()}（{row.dispute.number or '尚未编号'}）" if row.dispute else ""
    told = "，".join(filter(None, (row.subject, case)))
    return f"{told}。{row.opinion}" if row.opinion else f"{told}。"
