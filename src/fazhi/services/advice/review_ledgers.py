"""答复评查批次、答复评查台账: what was drawn elsewhere comes in as it was told; nothing is drawn again."""

from typing import Any

from fazhi.kernel.flow.leading import Teller
from fazhi.kernel.present.cells import NUMBER, key_column, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from .flow import AnswerReviewFlow as R
from .flow import AnswerSampleFlow as S
from .models import AnswerReview, AnswerSample
from .roles import OFFICE
from .words import Finding, Item

RE_POINTS = tuple(f"re_{item.value}_points" for item in Item)
POINTS = tuple(f"{item.value}_points" for item in Item)


class SampleLedger(Ledger):
    model = AnswerSample
    title = "答复评查批次台账"
    key = "row_key"
    by = OFFICE
    columns = (
        key_column("批次序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("评查月份", "month", kind="date", required=True),
        Column("每人抽取数", "each", kind="whole", required=True),
        Column("公开随机源", "source", required=True),
        Column("随机源公布日期", "source_on", kind="date", required=True),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("锁定日期", "committed_on", kind="date"),
        Column("随机源号码", "source_text"),
        Column("抽取日期", "drawn_on", kind="date"),
        Column("办结日期", "closed_on", kind="date"),
        state_of(S),
    )

    def case(self, row: dict[str, Any]) -> AnswerSample:
        return AnswerSample(**said(row, "unit month each source source_on"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        SampleTelling(life, row, person).tell()


class SampleTelling(Teller):
    RUNGS = ((S.commit, "committed_on", ""), (S.draw, "drawn_on", "source_text"), (S.finish, "closed_on", ""))

    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        if self.row["state"] == "dropped":
            self._climb(self.RUNGS[:1])
            self._if(S.drop, self._day("closed_on", S.drop))
        else:
            self._climb(self.RUNGS)


class ReviewLedger(Ledger):
    model = AnswerReview
    title = "答复评查台账"
    key = "row_key"
    by = OFFICE
    columns = (
        key_column("评查序号"),
        reference("批次序号", "sample", "advice.answersample", required=True),
        reference("咨询序号", "consultation", "advice.consultation", required=True),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("答复人工号", "adviser", kind="person", required=True, write=lambda review: review.adviser.employee_no),
        Column("评查人工号", "handler", kind="person", write=lambda review: review.handler and review.handler.employee_no),
        Column("抽取日期", "opened_on", kind="date", required=True),
        *(Column(item.label, f"{item.value}_points", kind="whole") for item in Item),
        Column("一票否决", "fatal", kind="choice", words=Finding),
        Column("发现的问题", "findings"),
        Column("得分", "score", kind="whole", note="由系统计算，导入时不读"),
        Column("评分日期", "scored_on", kind="date"),
        Column("异议", "objection"),
        Column("提出异议日期", "objected_on", kind="date"),
        Column("复核人工号", "rechecker", kind="person", write=lambda review: review.rechecker and review.rechecker.employee_no),
        *(Column(f"复核：{item.label}", f"re_{item.value}_points", kind="whole") for item in Item),
        Column("复核：一票否决", "re_fatal", kind="choice", words=Finding),
        Column("复核意见", "recheck_opinion"),
        Column("复核日期", "rechecked_on", kind="date"),
        Column("退回更正", "was_returned", kind="yes_no"),
        Column("办结日期", "closed_on", kind="date"),
        state_of(R),
    )

    def case(self, row: dict[str, Any]) -> AnswerReview:
        return AnswerReview(**said(row, "unit sample consultation adviser handler"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        ReviewTelling(life, row, person).tell()

    def together(self) -> str:
        return "unit sample consultation adviser handler rechecker"


class ReviewTelling(Teller):
    def tell(self) -> None:
        row = self.row
        self._begin_on(row["opened_on"])
        if row["scored_on"] and self._is_open(R.score):
            self._take(R.score, row["scored_on"], {**self._said(*POINTS, "findings"), "fatal": row["fatal"] or ""})
        if row["was_returned"] and not row["objected_on"]:
            self._if(R.send_back, self._day("scored_on", R.send_back))
        if row["objected_on"] and not self.case.objected_on:
            self._if(R.object, row["objected_on"], "objection")
        if row["rechecked_on"] and self._is_open(R.recheck):
            self._recheck(row)
        if row["was_returned"] and not self.case.was_returned:
            self._if(R.send_back, self._day("rechecked_on", R.send_back))
        if row["state"] == "closed":
            self._close()

    def _recheck(self, row: dict[str, Any]) -> None:
        if row["rechecker"] and not self.case.rechecker_id:
            self._take(R.name_rechecker, row["rechecked_on"], {"rechecker": row["rechecker"]})
        told = {**self._said(*RE_POINTS, "recheck_opinion"), "re_fatal": row["re_fatal"] or ""}
        self._take(R.recheck, row["rechecked_on"], told)

    def _close(self) -> None:
        """The way that stands open: passed, mended, or upheld by the head."""
        day = self._day("closed_on", R.accept)
        step = R.accept if self.case.state == "scored" and self.case.is_passed else R.uphold
        self._if(step, day)
