"""正卷 and 副卷: one case, one file, in the order in which the law's practice binds it."""

from collections.abc import Iterable
from typing import Any

from fazhi.kernel.documents.binding import FileOf, Leaf, Volume

from ..models import PenaltyCase
from .case import ClosingPaper, EvidencePaper, FilingPaper, NotFiledPaper, RecordsPaper, ReportPaper, TransferPaper
from .decision import PenaltyPaper, UnpunishedPaper
from .execution import CoercionPaper, CorrectionPaper, CourtApplicationPaper, DeferralPaper, UrgingPaper
from .measure import ExtensionPaper, MeasurePaper, ReleasePaper
from .notice import DiscussionPaper, HearingMinutesPaper, HearingNoticePaper, HearingReportPaper, PriorNoticePaper, ReviewPaper


def decisions(record: PenaltyCase) -> list[Any]:
    return record.rows("decisions")


def measures(record: PenaltyCase) -> list[Any]:
    return record.rows("measures")


def everything(record: PenaltyCase) -> list[Any]:
    return [record, *decisions(record), *measures(record)]


# The order of 市场监督管理行政处罚程序规定 第七十八条, which fits every department.
# 正卷: filing, decisions with receipts, other papers of the parties, evidence, hearing, receipts of goods and money, the rest.
MAIN = Volume(
    "正卷",
    (
        Leaf("立案审批表", FilingPaper),
        Leaf("行政处罚决定书", PenaltyPaper, ("处罚决定书",), of=decisions),
        Leaf("不予行政处罚决定书", UnpunishedPaper, (), of=decisions),
        Leaf("送达回证", None, ("送达回证", "送达照片"), of=everything),
        Leaf("行政处罚事先告知书", PriorNoticePaper, ("告知书",), of=decisions),
        Leaf("听证通知书", HearingNoticePaper, (), of=decisions),
        Leaf("责令改正通知书", CorrectionPaper, (), of=decisions),
        Leaf("登记保存、强制措施文书", MeasurePaper, ("强制措施文书",), of=measures),
        Leaf("延长期限决定书", ExtensionPaper, (), lambda measure: bool(measure.extended_because), of=measures),
        Leaf("物品处理通知书", ReleasePaper, (), of=measures),
        Leaf("延期、分期通知书", DeferralPaper, (), of=decisions),
        Leaf("催告书", UrgingPaper, (), of=decisions),
        Leaf("强制执行决定书", CoercionPaper, (), of=decisions),
        Leaf("证据清单", EvidencePaper),
        Leaf(
            "询问、检查笔录",
            RecordsPaper,
            ("询问笔录", "现场笔录"),
            lambda case: any(row.kind in ("witness", "party", "site") for row in case.good_evidence),
        ),
        Leaf("证据材料", None, ("证据", "证据材料", "鉴定意见", "照片")),
        Leaf("听证笔录", HearingMinutesPaper, (), of=decisions),
        Leaf("财物处理单据、罚款票据", None, ("罚款票据", "财物单据"), of=decisions),
        Leaf("强制执行申请书", CourtApplicationPaper, (), of=decisions),
        Leaf("涉嫌犯罪案件移送书", TransferPaper),
        Leaf("其他材料", None, ("其他材料", "签署页", "手写签名"), of=everything),
    ),
)
# 副卷: source, report, reviews, hearing report, closing, the rest: what neither the parties nor the public read.
SUB = Volume(
    "副卷",
    (
        Leaf("案源材料", None, ("案源材料", "举报材料")),
        Leaf("不予立案审批表", NotFiledPaper, (), lambda case: not case.filed_on),
        Leaf("调查终结报告", ReportPaper),
        Leaf("审核意见书", ReviewPaper, (), of=decisions),
        Leaf("听证报告书", HearingReportPaper, (), of=decisions),
        Leaf("结案审批表", ClosingPaper),
        Leaf("集体讨论记录", DiscussionPaper, (), of=decisions),
        Leaf("内部材料", None, ("内部材料", "请示批复"), of=everything, takes_rest=True),
    ),
    beside=(MAIN,),
)


class CaseFile(FileOf):
    """The front of both volumes."""

    law = "行政处罚法 第四十七条"
    mandatory = {"end": "结案方式"}
    asked_in = {"end": "conclude decline cancel stop pass_on"}

    @classmethod
    def is_meant(cls, record: PenaltyCase) -> bool:
        return bool(record.end)

    def cover(self, record: PenaltyCase) -> Iterable[tuple[str, Any]]:
        return [
            ("案号", record.number),
            ("案由", record.title),
            ("当事人", "、".join(party.name for party in record.rows("parties"))),
            ("立案日期", record.filed_on),
            ("结案日期", record.closed_on),
            ("处理结果", "；".join(filter(None, (row.content or row.get_outcome_display() for row in decisions(record))))),
            ("承办人", "、".join(str(row) for row in record.rows("investigators"))),
            ("卷号", record.file_no),
            ("归档日期", record.archived_on),
            ("保管期限", record.get_retention_display()),
        ]


class MainVolumePaper(CaseFile):
    title = "行政处罚案卷（正卷）"
    of = PenaltyCase
    name = "main_volume"
    volume = MAIN


class SubVolumePaper(CaseFile):
    title = "行政处罚案卷（副卷）"
    of = PenaltyCase
    name = "sub_volume"
    volume = SUB
    is_internal = True
