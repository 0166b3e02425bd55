"""裁量基准文件、裁量基准事项、轻微违法清单台账; the rows of an item stand in one cell, one situation a line."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.lives import has_come
from fazhi.kernel.present.cells import key_column, key_of, said
from fazhi.kernel.present.declared import Column, Ledger

from ..discretion_words import (
    BandRule,
    BenchmarkForm,
    BenchmarkKind,
    BenchmarkModel,
    DecisionWord,
    FineBase,
    LeniencyKind,
)
from ..flow import BenchmarkFlow as F
from ..flow import ScaleItemFlow
from ..models import Benchmark, LeniencyItem, ScaleItem, ScaleRow
from ..roles import KEEPERS
from ..scale_text import LINE, rows_of, rows_told
from .cells import of_item, of_provision

TOLD = "台账载明"


def of_file(header: str = "文件序号") -> Column:
    """The file to which a row belongs."""
    return Column(
        header,
        "benchmark",
        kind="record",
        refers_to="enforcement.benchmark",
        required=True,
        write=lambda record: key_of(record.benchmark),
    )


class BenchmarkLedger(Ledger):
    model = Benchmark
    title = "裁量基准文件台账"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("文件序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("文件名称", "title", required=True),
        Column("种类", "kind", kind="choice", words=BenchmarkKind, required=True),
        Column("制定形式", "form", kind="choice", words=BenchmarkForm, required=True),
        Column("执法领域", "field", required=True),
        Column("没有表格时的裁量带", "rule", kind="choice", words=BandRule),
        Column(
            "上级文件序号",
            "upper",
            kind="record",
            refers_to="enforcement.benchmark",
            write=lambda record: key_of(record.upper) if record.upper else None,
        ),
        Column("起草日期", "opened_on", kind="date", required=True),
        Column("征求意见情况", "comments"),
        Column("合法性审核意见书文号", "review_no"),
        Column("集体审议日期", "discussed_on", kind="date"),
        Column("发文字号", "document_no"),
        Column("公布日期", "published_on", kind="date"),
        Column("施行日期", "effective_on", kind="date"),
        Column("有效期至", "expires_on", kind="date"),
        Column("备案文号", "filed_no"),
        Column("备案日期", "filed_on", kind="date"),
        Column("需要修订的原因", "revision_asked"),
        Column("修订、废止日期", "ended_on", kind="date"),
        Column("状态", "state", kind="choice", words={state.label: name for name, state in F.states.items()}, required=True),
    )

    def case(self, row: dict[str, Any]) -> Benchmark:
        return Benchmark(**said(row, "unit", "title", "kind", "form", "field", "rule", "upper"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        Making(life, row, person).tell()

    def together(self) -> str:
        return "unit upper items leniencies"


class Making:
    """What the row says of a file, as far as it has come; its items come in a ledger of their own, so that publishing waits for them."""

    def __init__(self, life: Any, row: dict[str, Any], person: Any) -> None:
        self.life, self.row, self.person, self.case = life, row, person, life.case

    def tell(self) -> None:
        row = self.row
        if self.case.version == 0:
            has_come("起草", row["opened_on"])
            self.life.begin(self.person, row["opened_on"], {})
        if row["comments"] and self.case.state == "drafting":
            self._take(F.consult, row["opened_on"])
        for on, step, data in self._acts():
            self._take(step, on, data)

    def _acts(self) -> Iterator[tuple[date, Any, dict[str, Any] | None]]:
        row, at, told = self.row, lambda: self.case.state, self.row["state"]
        day = row["discussed_on"] or row["published_on"] or row["opened_on"]
        if at() == "consulting" and (row["review_no"] or told in ("reviewing", "discussing")):
            yield day, F.ask_review, said(row, "comments")
        if at() == "reviewing" and row["review_no"]:
            yield day, F.review, said(row, "review_no")
        if at() == "discussing" and row["published_on"]:
            names = "discussed_on document_no published_on effective_on expires_on"
            yield row["published_on"], F.publish, said(row, *names.split())
        if at() == "published":
            yield from self._after()
        if told == "dropped" != at():
            yield row["opened_on"], F.drop, None

    def _after(self) -> Iterator[tuple[date, Any, dict[str, Any] | None]]:
        row, told = self.row, self.row["state"]
        if row["filed_on"] and not self.case.filed_on:
            yield row["filed_on"], F.file, said(row, "filed_no", "filed_on")
        if row["revision_asked"] and not self.case.revision_asked:
            yield row["filed_on"] or row["published_on"], F.ask_revision, said(row, "revision_asked")
        ends: dict[str, tuple[Any, str]] = {
            "revised": (F.revise, "ended_on"),
            "abolished": (F.abolish, "ended_on"),
            "lapsed": (F.lapse, "expires_on"),
        }
        if told in ends:
            step, name = ends[told]
            if not row[name]:
                raise ValidationError({name: f"写了“{F.states[told].label}”，就要写这一天"})
            yield row[name], step, None

    def _take(self, step: Any, on: date, data: dict[str, Any] | None = None) -> None:
        has_come(step.label, on)
        self.life.take(step, None if step.is_automatic_only else self.person, on, data, TOLD)


class ScaleItemLedger(Ledger):
    model = ScaleItem
    title = "裁量基准事项台账"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("事项序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        of_file(),
        Column("序号", "seq", kind="whole", required=True),
        Column("违法行为", "title", required=True),
        of_item("执法事项编码", required=False),
        of_provision("违则依据序号", "violated"),
        of_provision("罚则依据序号", "basis"),
        Column("罚款的计算", "base", kind="choice", words=FineBase, required=True),
        Column("法定下限", "law_low", kind="number"),
        Column("法定上限", "law_high", kind="number"),
        Column("裁量模型", "model", kind="choice", words=BenchmarkModel, required=True),
        Column("裁量起点", "start", kind="number", note="百分比，按权重累加的填写，空白为 20"),
        Column("矩阵的第二个因素", "second"),
        Column("裁量情形", "rows", note=LINE, write=rows_told),
        Column("备注", "note"),
        Column("列入日期", "opened_on", kind="date", required=True),
        Column(
            "状态",
            "state",
            kind="choice",
            words={state.label: name for name, state in ScaleItemFlow.states.items()},
            required=True,
        ),
        Column("删去日期", "closed_on", kind="date"),
    )

    def case(self, row: dict[str, Any]) -> ScaleItem:
        names = "unit benchmark seq title item violated basis base law_low law_high model start second note"
        return ScaleItem(**said(row, *names.split()))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        told = list(rows_of(row["rows"]))
        if life.case.version == 0:
            has_come("列入", row["opened_on"])
            life.begin(person, row["opened_on"], {"scale_rows": [ScaleRow(of=life.case, **each) for each in told]})
        else:
            held = {_identity(each) for each in life.case.rows("scale_rows") if not each.is_dropped}
            for each in told:
                if _identity(ScaleRow(of=life.case, **each)) not in held:
                    life.take(ScaleItemFlow.add_row, person, row["opened_on"], each, TOLD)
        if row["state"] == "dropped" != life.case.state:
            day = row["closed_on"] or row["opened_on"]
            has_come("删去", day)
            life.take(ScaleItemFlow.drop, person, day, None, TOLD)

    def together(self) -> str:
        return "unit benchmark item violated basis scale_rows"


def _identity(row: ScaleRow) -> tuple[Any, ...]:
    return row.factor, row.grade, row.column, row.level


class LeniencyLedger(Ledger):
    model = LeniencyItem
    title = "轻微违法清单"
    key = "row_key"
    by = KEEPERS
    columns = (
        key_column("清单序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        of_file(),
        Column("序号", "seq", kind="whole", required=True),
        Column("种类", "kind", kind="choice", words=LeniencyKind, required=True),
        Column("类别", "category"),
        Column("违法行为", "violation", required=True),
        of_item("执法事项编码", required=False),
        Column("依据", "basis"),
        Column("适用条件", "conditions", required=True, note="一行一项，须全部具备"),
        Column("不适用的情形", "exclusions", note="一行一项"),
        Column("“首次”回看的月数", "look_back", kind="whole", note="空白为不限"),
        Column("处理用语", "word", kind="choice", words=DecisionWord),
    )

    def case(self, row: dict[str, Any]) -> LeniencyItem:
        names = "unit benchmark seq kind category violation item basis conditions exclusions look_back word"
        return LeniencyItem(**said(row, *names.split()))

    def together(self) -> str:
        return "unit benchmark item"
