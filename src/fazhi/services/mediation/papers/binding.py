"""The file: its cover with the list of what must be there, and all its papers bound in their order."""

from collections.abc import Iterable
from typing import Any

from fazhi.kernel.documents.binding import FileOf, Leaf, Volume
from fazhi.kernel.documents.blocks import Block, Fields, Heading, Number, Signatures, Table, written
from fazhi.kernel.documents.declared import Paper

from ..filing import file_checklist
from ..models import Dispute
from ..words import ApplyForm, Source
from .beginning import ApplicationPaper, RegisterPaper, RightsPaper, SessionsPaper
from .ending import AgreementPaper, ClosingPaper, EndingPaper, OralPaper
from .following import ConfirmationPaper, PerformedPaper, RemarkPaper, VisitPaper
from .proof import EvidencePaper, InvestigationPaper
from .shared import mediators_of

# The result comes with whichever step ends the mediation.
ASKED_IN = {"number": "accept", "result": "agree agree_orally fail withdraw"}


def is_written(record: Dispute) -> bool:
    """Somebody applied in writing; otherwise the register stands first."""
    return record.apply_form == ApplyForm.WRITTEN and record.source != Source.PROACTIVE


# In the order of binding. Not what could be written, but what the case came to: no end beside an agreement, no court that nobody asked.
VOLUME = Volume(
    "正卷",
    (
        Leaf("申请书", ApplicationPaper, ("申请书",), is_written),
        Leaf("受理登记表", RegisterPaper, ("受理登记表",), lambda record: not is_written(record)),
        Leaf("权利义务告知书", RightsPaper, ("权利义务告知书",)),
        Leaf("身份证明", None, ("身份证明", "身份证", "营业执照")),
        Leaf("授权委托书", None, ("授权委托书", "监护关系证明")),
        Leaf("调查记录", InvestigationPaper, ("调查记录",)),
        Leaf("证据材料", EvidencePaper, ("证据", "证据材料")),
        Leaf("调解记录", SessionsPaper, ("调解记录",)),
        Leaf("调解协议书", AgreementPaper, ("调解协议书", "签署页")),
        Leaf("口头协议登记表", OralPaper, ("口头协议登记表",)),
        Leaf("终止调解告知书", EndingPaper, ("终止调解告知书",), lambda record: not record.is_agreed),
        Leaf("送达回证", None, ("送达回证",)),
        Leaf("履行凭证", PerformedPaper, ("履行凭证", "履行证明"), lambda record: bool(record.rows("incidents"))),
        Leaf("回访记录", VisitPaper, ("回访记录",)),
        Leaf("司法确认材料", ConfirmationPaper, ("司法确认材料",), lambda record: bool(record.rows("confirmations"))),
        Leaf("情况说明", RemarkPaper, ("情况说明",)),
    ),
)
# What the committee and its bureau told each other: no party gets it. What nobody has named lies here too, so that nothing is lost and nothing leaks.
INNER = Volume(
    "副卷",
    (
        Leaf("结案报告表", ClosingPaper, ("结案报告表",)),
        Leaf("讨论、会商记录", None, ("讨论记录", "会商记录")),
        Leaf("请示、批复、报告", None, ("请示批复", "风险报告")),
        Leaf("内部材料", None, ("内部材料",), takes_rest=True),
    ),
    beside=(VOLUME,),
)


class CoverPaper(Paper):
    title = "人民调解卷宗封面、卷内目录"
    of = Dispute
    name = "cover"
    law = "人民调解法 第二十七条"
    mandatory = {"number": "案号", "result": "办理结果"}
    asked_in = ASKED_IN

    def blocks(self, record: Dispute) -> list[Block]:
        rows = ((n, item.name, item.rule, item.is_there, item.remark) for n, item in enumerate(file_checklist(record), start=1))
        return [
            Number(record.number),
            Fields([("人民调解委员会", record.unit.name), *cover_rows(record)[1:]]),
            Heading("卷内目录"),
            Table(("序号", "材料", "要求", "已有", "备注"), rows),
            Signatures(["立卷人", "检查人"]),
        ]


class FilePaper(FileOf):
    """Everything the platform holds of a case, with the pictures that were attached, as one PDF."""

    title = "人民调解卷宗"
    of = Dispute
    law = "人民调解法 第二十七条"
    mandatory = {"number": "案号", "result": "办理结果"}
    volume = VOLUME
    asked_in = ASKED_IN

    def cover(self, record: Dispute) -> Iterable[tuple[str, Any]]:
        return cover_rows(record)

    def remarks(self, record: Dispute) -> str:
        return record.note or "无"


class InnerFilePaper(FilePaper):
    """副卷: what stands beside the file and never goes to the parties."""

    title = "人民调解卷宗（副卷）"
    of = Dispute
    name = "inner_file"
    volume = INNER
    is_internal = True


def cover_rows(record: Dispute) -> list[tuple[str, Any]]:
    """The particulars of the front."""
    return [
        ("案号", record.number),
        ("卷名", record.title),
        ("卷号", record.file_no),
        ("人民调解员", mediators_of(record)),
        ("起止日期", " 至 ".join(written(day) for day in (record.accepted_on, record.closed_on or record.result_on))),
        ("立卷人", ""),
        ("归档日期", record.archived_on),
        ("保管期限", record.get_retention_display()),
        ("备注", ""),
    ]
