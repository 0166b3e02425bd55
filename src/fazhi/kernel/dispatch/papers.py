"""The paper of an official document: its head from what was filled in, its text by the levels of its headings."""

import re
from collections.abc import Iterator

from fazhi.kernel.documents.blocks import Block, Heading, Paragraph
from fazhi.kernel.documents.declared import Paper
from fazhi.kernel.documents.heads import Head, Layout

from .models import Document
from .words import Secrecy

FIRST, SECOND = re.compile("[一二三四五六七八九十百]+、"), re.compile("（[一二三四五六七八九十百]+）")
LONGEST_HEADING = 40


class DocumentPaper(Paper):
    title = "公文"
    of = Document
    name = "document"
    mandatory = {"title": "标题", "has_content": "正文"}
    is_sealed_by_body = by_step = True

    def heading(self, record: Document) -> str:
        return "" if record.layout == Layout.MINUTES else record.title

    def blocks(self, record: Document) -> list[Block]:
        return list(told(record.body))

    def head(self, record: Document) -> Head:
        letterhead, name = record.letterhead, record.unit.name
        return Head(
            record.layout,
            letterhead.mark,
            name,
            on=record.signed_on or record.released_on or "",
            number=_number(record, letterhead.mark),
            copy_number="000001" if record.secrecy else "",
            secrecy=f"{Secrecy(record.secrecy).label}★{record.secrecy_term}" if record.secrecy else "",
            urgency=record.get_urgency_display() if record.urgency else "",
            signers=(record.signer.name,) if record.is_upward and record.signer else (),
            to=record.to.rstrip("：:"),
            attachments=tuple(lines(record.attachments)),
            office=record.office,
            signer=record.signer.name if record.signer else "",
            present=tuple(_present(record.present)),
            note=record.note.strip("（）()"),
            copies_to=record.copies_to.rstrip("。"),
            printed_by=record.printed_by or name,
            printed_on=record.released_on or "",
        )


def told(body: str) -> Iterator[Block]:
    """A line that begins with 一、 or （一） and is no sentence is a heading of its level."""
    for line in lines(body):
        is_heading = len(line) <= LONGEST_HEADING and not line.endswith(("。", "；", "："))
        if is_heading and FIRST.match(line):
            yield Heading(line)
        elif is_heading and SECOND.match(line):
            yield Heading(line, 2)
        else:
            yield Paragraph(line)


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _number(record: Document, mark: str) -> str:
    """Under the mark of an order or of minutes its number needs no name."""
    is_short = record.layout in (Layout.ORDER, Layout.MINUTES)
    number = record.number or "（编号后填入）"
    return re.sub(r"^.*?〔\d+〕(?=第)", "", number) if is_short and record.number.startswith(mark) else number


def _present(text: str) -> Iterator[tuple[str, str]]:
    """出席：甲，乙 as its label and its names."""
    for line in lines(text):
        label, colon, names = line.replace(":", "：").partition("：")
        yield (label, names) if colon else ("出席", line)
