"""评查方案、案卷、标准的台账."""

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.flow.leading import Act, Teller
from fazhi.kernel.org.roles import SUPERVISOR
from fazhi.kernel.present.cells import NUMBER, key_column, key_of, reference, said, state_of
from fazhi.kernel.present.declared import Column, Ledger

from ..flow import ReviewedFileFlow as F
from ..flow import ReviewGroupFlow as G
from ..flow import ReviewPlanFlow as P
from ..models import ReviewedFile, ReviewGroup, ReviewPlan, ScoringTemplate, TemplateItem
from ..review_words import Block, FileKind, Grade, Method, Recheck
from .cells import BETWEEN, lines, plain, unclear

ITEMS = f"一行一项，按“程序{BETWEEN}告知、听证{BETWEEN}8”写：板块、项目、分值；一票否决的分值写 0"


def items_told(template: ScoringTemplate) -> str:
    return "\n".join(BETWEEN.join((row.get_block_display(), plain(row.text), f"{row.points:f}")) for row in template.items.all())


def items_of(text: str) -> Iterator[dict[str, Any]]:
    blocks = {str(label): value for value, label in Block.choices}
    for parts in lines(text):
        try:
            block, name, points = parts
            yield {"block": blocks[block], "text": name, "points": Decimal(points)}
        except (ValueError, KeyError, InvalidOperation):
            raise unclear("items", BETWEEN.join(parts), ITEMS) from None


class TemplateLedger(Ledger):
    model = ScoringTemplate
    title = "案卷评查标准台账"
    key = "row_key"
    by = (SUPERVISOR,)
    columns = (
        key_column("标准序号"),
        Column("单位编码", "unit", kind="unit", required=True),
        Column("名称", "name", required=True),
        Column("案卷种类", "kind", kind="choice", words=FileKind, note="空白表示各类案卷通用"),
        Column("依据", "basis"),
        Column("有效期起", "valid_from", kind="date", required=True),
        Column("有效期止", "valid_to", kind="date"),
        Column("评分项目", "items", note=ITEMS, write=items_told),
    )

    def case(self, row: dict[str, Any]) -> ScoringTemplate:
        return ScoringTemplate(**said(row, "unit name kind basis valid_from valid_to"))

    def parts(self, row: dict[str, Any]) -> dict[str, list[Any]]:
        return {"items": [TemplateItem(**each) for each in items_of(row["items"])]}

    def together(self) -> str:
        return "unit items"


class PlanLedger(Ledger):
    model = ReviewPlan
    title = "案卷评查方案台账"
    key = "row_key"
    by = (SUPERVISOR,)
    columns = (
        key_column("方案序号"),
        NUMBER,
        Column("单位编码", "unit", kind="unit", required=True),
        Column("名称", "title", required=True),
        Column("年度", "year", kind="whole", required=True),
        Column("案卷种类", "kinds", kind="choices", words=FileKind),
        Column("结案日期自", "period_from", kind="date", required=True),
        Column("结案日期至", "period_to", kind="date", required=True),
        Column("抽取方式", "method", kind="choice", words=Method, required=True),
        Column("每单位每类抽取数", "per_stratum", kind="whole"),
        reference("评分标准序号", "template", "oversight.scoringtemplate", required=True),
        Column("评查重点", "focus"),
        Column("公开随机源", "source"),
        Column("随机源公布日期", "source_on", kind="date"),
        Column("登记日期", "opened_on", kind="date", required=True),
        Column("方案锁定日期", "committed_on", kind="date"),
        Column("随机源号码", "source_text"),
        Column("抽取日期", "drawn_on", kind="date"),
        Column("主要问题", "main_problems"),
        Column("建议", "suggestions"),
        Column("总报告日期", "reported_on", kind="date"),
        Column("主送机关", "circular_to"),
        Column("通报文号", "circular_no", note="由系统编号，导入时不读"),
        Column("通报日期", "circulated_on", kind="date"),
        state_of(P),
    )

    def case(self, row: dict[str, Any]) -> ReviewPlan:
        names = "unit title year kinds period_from period_to method per_stratum template focus source source_on"
        return ReviewPlan(**said(row, names))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        told = PlanTelling(life, row, person)
        told.tell()

    def together(self) -> str:
        return "unit template"


class PlanTelling(Teller):
    RUNGS = (
        (P.commit, "committed_on", ""),
        (P.draw, "drawn_on", "source_text"),
        (P.report, "reported_on", "main_problems suggestions"),
        (P.circulate, "circulated_on", "circular_to"),
    )

    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self._climb(self.RUNGS)


class GroupLedger(Ledger):
    model = ReviewGroup
    title = "案卷评查小组台账"
    key = "row_key"
    by = (SUPERVISOR,)
    same_when = ("plan", "title")
    columns = (
        key_column("评查小组序号"),
        reference("评查方案序号", "plan", "oversight.reviewplan", required=True),
        Column("名称", "title", required=True),
        Column("组长", "leader", kind="person", required=True),
        Column("评查人一", "first", kind="person", required=True),
        Column("评查人二", "second", kind="person", required=True),
        Column("编组日期", "opened_on", kind="date", required=True),
        Column("主要问题", "main_problems"),
        Column("建议", "suggestions"),
        Column("小组报告日期", "reported_on", kind="date"),
        state_of(G),
    )

    def case(self, row: dict[str, Any]) -> ReviewGroup:
        return ReviewGroup(unit=row["plan"].unit, **said(row, "plan title leader first second"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        told = Teller(life, row, person)
        told._begin_on(row["opened_on"])
        told._climb(((G.report, "reported_on", "main_problems suggestions"),))

    def together(self) -> str:
        return "unit plan leader first second"


class FileLedger(Ledger):
    """The whole course of each file; sheets of files that were scored on paper are told by their totals."""

    model = ReviewedFile
    title = "案卷评查结果台账"
    key = "row_key"
    by = (SUPERVISOR,)
    columns = (
        key_column("评查案卷序号"),
        Column(
            "评查方案序号",
            "plan",
            kind="record",
            refers_to="oversight.reviewplan",
            required=True,
            write=lambda file: key_of(file.plan),
        ),
        Column("被评查单位编码", "body", kind="unit", required=True),
        Column("案卷种类", "kind", kind="choice", words=FileKind, required=True),
        Column("案号、卷号", "file_no", required=True),
        Column("抽取日期", "opened_on", kind="date", required=True),
        reference("评查小组序号", "group", "oversight.reviewgroup"),
        Column("评查人一", "first", kind="person"),
        Column("评查人二", "second", kind="person"),
        Column("第三评查人", "third", kind="person"),
        Column("分派日期", "assigned_on", kind="date", write=lambda file: file.opened_on if file.first_id else None),
        Column("评查人一得分", "first_total", kind="number"),
        Column("评查人二得分", "second_total", kind="number"),
        Column("第三评查人得分", "third_total", kind="number"),
        Column("评查得分", "total", kind="number"),
        Column("有一票否决情形", "is_fatal", kind="yes_no"),
        Column("反馈日期", "told_on", kind="date"),
        Column("异议", "objection"),
        Column("提出异议日期", "objected_on", kind="date"),
        Column("复核结果", "recheck_result", kind="choice", words=Recheck),
        Column("复核得分", "recheck_score", kind="number"),
        Column("一票否决情形不成立", "lifts_fatal", kind="yes_no"),
        Column("复核意见", "recheck_opinion"),
        Column("复核日期", "rechecked_on", kind="date"),
        Column("最终等次", "final_grade", kind="choice", words=Grade),
        Column("定等次日期", "closed_on", kind="date"),
        state_of(F),
    )
    SCORES = "first_total second_total third_total total is_fatal"

    def case(self, row: dict[str, Any]) -> ReviewedFile:
        plan = row["plan"]
        return ReviewedFile(unit=plan.unit, plan=plan, **said(row, f"body kind file_no group {self.SCORES}"))

    def live(self, life: Any, row: dict[str, Any], person: Any) -> None:
        FileTelling(life, row, person).tell()

    def together(self) -> str:
        return "unit plan__unit body group first second third"


class FileTelling(Teller):
    """What the row says of a file, in the order of its days."""

    def tell(self) -> None:
        self._begin_on(self.row["opened_on"])
        self.in_order(self._acts())
        told, reckoned = self.row["final_grade"], self.case.final_grade
        if told and reckoned and told != reckoned:
            raise ValidationError({"final_grade": f"按得分和一票否决情形应当是{Grade(reckoned).label}"})

    def _acts(self) -> Iterator[Act]:
        row = self.row
        day = row["assigned_on"] or row["told_on"]
        if row["first"] and day:
            yield day, 0, lambda: self._if(F.assign, day, "first", "second")
        yield from self._on("told_on", 1, self._settle)
        yield from self._on("told_on", 2, lambda: self._if(F.tell, row["told_on"]))
        yield from self._on("objected_on", 3, lambda: self._if(F.object, row["objected_on"], "objection", "objected_on"))
        answer = ("recheck_result", "recheck_score", "lifts_fatal", "recheck_opinion")
        yield from self._on("rechecked_on", 4, lambda: self._if(F.recheck, row["rechecked_on"], *answer))
        yield from self._on("closed_on", 5, lambda: self._if(F.agree, row["closed_on"]))

    def _settle(self) -> None:
        day = self.row["told_on"]
        if self.row["third"]:
            self._if(F.disagree, day)
            self._if(F.name_third, day, "third")
            self._if(F.settle_by_third, day)
        self._if(F.settle, day)
