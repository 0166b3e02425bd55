"""The file: its cover with the list of contents, and all its papers bound in their order."""

from fazhi.kernel.documents.blocks import Block, Fields, Heading, Number, Signatures, Table, Title
from fazhi.kernel.documents.declared import Paper

from ..filing import file_checklist
from ..models import Dispute
from ..words import ApplyForm, Source
from .beginning import ApplicationPaper, RegisterPaper, RightsPaper, SessionsPaper
from .ending import AgreementPaper, EndingPaper, OralPaper
from .following import ConfirmationPaper, VisitPaper
from .proof import EvidencePaper, InvestigationPaper
from .shared import mediators_of

# In the order of binding; each is left out where the case has nothing to put on it.
INNER = (
    RightsPaper,
    InvestigationPaper,
    EvidencePaper,
    SessionsPaper,
    AgreementPaper,
    OralPaper,
    EndingPaper,
    VisitPaper,
    ConfirmationPaper,
)


class CoverPaper(Paper):
    title = "人民调解卷宗封面、卷内目录"
    of = Dispute
    name = "cover"
    law = "人民调解法 第二十七条"
    mandatory = {"number": "案号", "result": "办理结果"}

    def blocks(self, record: Dispute) -> list[Block]:
        rows = ((n, item.name, item.rule, item.is_there, item.remark) for n, item in enumerate(file_checklist(record), start=1))
        return [
            Number(record.number),
            Fields(
                [
                    ("人民调解委员会", record.unit.name),
                    ("卷名", record.title),
                    ("卷号", record.file_no),
                    ("人民调解员", mediators_of(record)),
                    ("起止日期", f"{record.accepted_on}至{record.closed_on or record.result_on}"),
                    ("归档日期", record.archived_on),
                    ("保管期限", ""),
                    ("备注", record.note),
                ]
            ),
            Heading("卷内目录"),
            Table(("序号", "材料", "要求", "已有", "备注"), rows),
            Signatures(["立卷人", "检查人"]),
        ]


class FilePaper(Paper):
    """Everything the platform holds of a case, as one PDF; scans are attached beside it."""

    title = "人民调解卷宗"
    of = Dispute
    law = "人民调解法 第二十七条"
    mandatory = {"number": "案号", "result": "办理结果"}

    def blocks(self, record: Dispute) -> list[Block]:
        papers = bound(record)
        return [
            *CoverPaper().blocks(record),
            *(block for paper in papers for block in (Title(paper.title), *paper().blocks(record))),
            Title("卷内备考表"),
            Fields([("本卷文书", f"{len(papers)} 件"), ("情况说明", record.note or "无")]),
            Signatures(["立卷人", "检查人"]),
        ]


def bound(record: Dispute) -> list[type[Paper]]:
    """The papers that this file holds."""
    is_written = record.apply_form == ApplyForm.WRITTEN and record.source != Source.PROACTIVE
    papers = (ApplicationPaper if is_written else RegisterPaper, *INNER)
    return [paper for paper in papers if not paper.missing(record) and is_meant(paper, record)]


def is_meant(paper: type[Paper], record: Dispute) -> bool:
    """Not what could be written, but what the case came to: no end beside an agreement, no court that nobody asked."""
    if paper is EndingPaper:
        return not record.is_agreed
    return paper is not ConfirmationPaper or bool(record.rows("confirmations"))
