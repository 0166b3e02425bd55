"""公示台账、音像记录台账."""

from typing import Any

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.present.cells import NUMBER, key_column, key_of, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow.publicity import PublicationFlow as P
from ..flow.publicity import RecordingFlow as R
from ..models import Publication, Recording
from ..penalty_words import PenaltyKind
from ..publicity_words import Platform, PublishedKind, Stage, Withheld
from ..roles import HANDLERS
from .cells import of_officer


class PublicationLedger(Ledger):
    model = Publication
    title = "执法信息公示台账"
    key = "row_key"
    by = HANDLERS
    columns = (
        key_column("公示序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        reference("执法机关序号", "body", "enforcement.enforcementbody", required=True),
        reference("处罚决定序号", "decision", "enforcement.decision"),
        Column("公示种类", "kind", kind="choice", words=PublishedKind, required=True),
        Column("公示平台", "platform", kind="choice", words=Platform, required=True),
        Column("决定文书号", "decision_no"),
        Column("决定日期", "decided_on", kind="date"),
        Column("相对人名称", "party"),
        Column("统一社会信用代码", "credit_code"),
        Column("违法行为类型", "matter"),
        Column("违法事实", "facts"),
        Column("依据", "basis"),
        Column("处罚种类和内容", "result"),
        Column("最重的处罚种类", "penalty", kind="choice", words=PenaltyKind),
        Column("已经脱敏", "redacted_by_hand", kind="yes_no"),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("公示日期", "published_on", kind="date"),
        Column("平台回执", "receipt_no"),
        Column("不予公开的情形", "withheld", kind="choices", words=Withheld),
        Column("应撤下的事由发生日期", "recalled_on", kind="date"),
        Column("撤下日期", "withdrawn_on", kind="date"),
        Column("撤下理由", "withdrawn_because"),
        Column("结束日期", "closed_on", kind="date"),
        state_of(P),
    )

    def case(self, row: dict[str, Any]) -> Publication:
        names = "unit body decision kind platform decision_no decided_on party credit_code matter facts basis result penalty redacted_by_hand"
        return Publication(**said(row, *names.split()))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Telling(life, row, person).tell()

    def together(self) -> str:
        return "unit body decision"


class Telling(Teller):
    def tell(self) -> None:
        row = self.row
        self._begin_on(row["opened_on"])
        if row["published_on"]:
            self._if(P.redact, row["published_on"], "party", "facts", "basis", "result", "redacted_by_hand")
            self._if(P.publish, row["published_on"], "receipt_no")
        if row["recalled_on"]:
            self._if(P.recall, row["recalled_on"])
        if row["withdrawn_on"]:
            self._if(P.withdraw, row["withdrawn_on"], "withdrawn_because")
        if row["state"] == "withheld" and row["closed_on"]:
            self._if(P.withhold, row["closed_on"], "withheld")
        if row["state"] == "ended" and row["closed_on"]:
            self._if(P.stop, row["closed_on"])


class RecordingLedger(Ledger):
    model = Recording
    title = "执法音像记录台账"
    key = "row_key"
    by = HANDLERS
    columns = (
        key_column("记录序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        Column(
            "案件序号", "matter", kind="record", refers_to="enforcement.penaltycase", write=lambda record: key_of(record.case)
        ),
        Column("记录环节", "stage", kind="choice", words=Stage, required=True),
        Column("开始时间", "began_at", kind="time", required=True),
        Column("结束时间", "ended_at", kind="time", required=True),
        Column("设备编号", "device", required=True),
        of_officer("记录人序号", "officer", required=True),
        Column("全程不间断", "is_continuous", kind="yes_no"),
        Column("中断情况和理由", "breaks"),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("文件名称", "file_name"),
        Column("校验值", "sha256"),
        Column("上传时间", "uploaded_at", kind="time"),
        Column("作为证据", "is_evidence", kind="yes_no"),
        Column("销毁日期", "destroyed_on", kind="date"),
        state_of(R),
    )

    def case(self, row: dict[str, Any]) -> Recording:
        names = "unit stage began_at ended_at device officer is_continuous breaks"
        return Recording(case=row["matter"], **said(row, *names.split()))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        told = RecordingTelling(life, row, person)
        told.tell()

    def together(self) -> str:
        return "unit case officer"


class RecordingTelling(Teller):
    def tell(self) -> None:
        row = self.row
        self._begin_on(row["opened_on"])
        if row["uploaded_at"]:
            self._if(R.upload, row["uploaded_at"], "file_name", "sha256")
        if row["is_evidence"] and not self.case.is_evidence:
            self._if(R.name_evidence, row["uploaded_at"] or row["opened_on"], "is_evidence")
        if row["destroyed_on"]:
            self._if(R.destroy, row["destroyed_on"])
