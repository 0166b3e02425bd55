"""What must hold in a review of files: fixed before the draw, two reviewers who are nobody of the case, reasons, no grade past a fatal item."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from fazhi.kernel import registry
from fazhi.kernel.flow.acting import Acting
from fazhi.kernel.flow.chance import SourceIsPublic, SourceIsStillToCome
from fazhi.kernel.flow.gates import Gate, HereAndNow, OfAsked, asked_gate, gate, part_gate
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person

from ..models import ReviewedFile, ReviewPlan, ScoreSheet
from ..review_words import Grade, Method, Recheck

REVIEWED = "行政处罚法 第七十五条第一款"
AVOIDANCE = "行政处罚法 第四十三条第一款"


@gate("随机抽取要先写明公开随机源和公布日期，方案锁定以后才公布的号码才算数", law=REVIEWED)
def names_its_source(plan: ReviewPlan) -> bool:
    return plan.method != Method.RANDOM or bool(plan.source.strip() and plan.source_on)


source_is_still_to_come, source_is_public = SourceIsStillToCome(REVIEWED), SourceIsPublic(REVIEWED)


def _has_files(plan: ReviewPlan) -> bool:
    return any(row.size for row in plan.rows("strata"))


has_files_to_draw = HereAndNow(_has_files, "抽样清单里没有案卷，不能抽取", REVIEWED)


@gate("自送案卷由被评查单位自选，请用“登记外部案卷清单”写明", law=REVIEWED)
def lists_what_was_sent(plan: ReviewPlan) -> bool:
    return plan.method != Method.SENT or bool(plan.rows("strata"))


@gate("还有评查小组没有提交小组报告", law=REVIEWED)
def groups_have_reported(plan: ReviewPlan) -> bool | str:
    left = [row for row in plan.rows("groups") if row.state == "working"]
    return not left or f"{left[0]}还没有提交小组报告"


@gate("还有案卷没有定出最终等次", law=REVIEWED)
def files_are_final(plan: ReviewPlan) -> bool | str:
    rows = [row for row in plan.rows("files") if row.state not in ("final", "void")]
    return not rows or f"还有 {len(rows)} 卷没有定出最终等次，例如{rows[0]}"


def _was_drawn(file: ReviewedFile) -> bool:
    return bool(file.rank) or file.plan.method == Method.SENT


was_drawn = HereAndNow(_was_drawn, "评查案卷由抽取产生，不能自行添加", REVIEWED)


def faults_of_reviewers(file: ReviewedFile, *chosen: Person) -> str:
    """Why the first of these who may not review a file may not; empty where nothing stands against any."""
    team = teams_of([file]).get((file.kind, file.record_id), set())
    return next((fault for person in chosen if (fault := fault_of(file, person, team))), "")


def fault_of(file: ReviewedFile, person: Person, team: set[int]) -> str:
    """Why somebody may not review a file on whose case these worked."""
    if person.unit.path.startswith(file.body.path):
        return f"{person}在被评查单位工作，应当回避"
    return f"{person}是这个案件的承办人员，应当回避" if person.pk in team else ""


def teams_of(files: Iterable[ReviewedFile]) -> dict[tuple[str, int], set[int]]:
    """By kind and key of the case: who worked on it, as its own room tells; nothing of what is kept elsewhere."""
    kept: dict[str, set[int]] = {}
    for file in files:
        if file.record_id and file.kind in registry.on("flows"):
            kept.setdefault(file.kind, set()).add(file.record_id)
    return {(kind, key): team for kind, keys in kept.items() for key, team in registry.model(kind).teams(keys).items()}


@asked_gate("评查由两名以上互不相同的评查人独立进行", law=REVIEWED)
def are_two_different(file: ReviewedFile) -> bool:
    return file.first_id != file.second_id


@gate("这一卷没有分到小组，请用“分派评查人”", law=REVIEWED)
def is_allotted(file: ReviewedFile) -> bool:
    return file.group_id is not None


def _chosen(*names: str) -> Callable[[ReviewedFile], bool | str]:
    def hold(file: ReviewedFile) -> bool | str:
        return faults_of_reviewers(file, *filter(None, (getattr(file, name) for name in names))) or True

    return hold


reviewers_avoid = OfAsked(_chosen("first", "second"), "评查人应当回避", AVOIDANCE)
third_avoids = OfAsked(_chosen("third"), "评查人应当回避", AVOIDANCE)


@asked_gate("第三评查人不能是前两名评查人", law=REVIEWED)
def third_is_another(file: ReviewedFile) -> bool:
    return file.third_id not in (file.first_id, file.second_id)


def _places(*places: str) -> Callable[[ReviewedFile], bool]:
    return lambda file: set(places) <= set(file.signed_sheets)


both_have_scored = HereAndNow(_places("first", "second"), "两名评查人还没有都交评分表", REVIEWED)
third_has_scored = HereAndNow(_places("third"), "第三评查人还没有交评分表", REVIEWED)


def differs(file: ReviewedFile) -> bool:
    """Whether two reviewers are too far apart: by points, or one sees a fatal item where the other sees none."""
    sheets = file.signed_sheets
    one, other = sheets["first"], sheets["second"]
    return abs(one.total - other.total) > file.plan.terms.get("gap", 10) or one.is_fatal != other.is_fatal


def _agree(file: ReviewedFile) -> bool:
    return len(file.signed_sheets) < 2 or not differs(file)


def _disagree(file: ReviewedFile) -> bool:
    return len(file.signed_sheets) < 2 or differs(file)


they_agree = HereAndNow(_agree, "两名评查人分差超过规定，或者对一票否决看法不同，请由第三人评查", REVIEWED)
they_disagree = HereAndNow(_disagree, "两名评查人没有分歧，不需要第三人评查", REVIEWED)


@gate("评查期限内没有提出异议", law=REVIEWED)
def was_objected_to(file: ReviewedFile) -> bool:
    return file.objected_on is not None


@dataclass(eq=False, slots=True)
class NoReviewerOfTheFile(Gate):
    """Who scored does not decide on the objection."""

    sentence: str = "评过这一卷的人不能办理复核，请换人"
    law: str = REVIEWED

    def refusal(self, case: ReviewedFile, act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or act.via == "import":
            return None
        return NotAllowed(self.sentence, self.law) if act.person.pk in case.reviewers else None


rechecked_by_somebody_else = NoReviewerOfTheFile()


@asked_gate("调整的写明复核得分或者一票否决情形不成立", law=REVIEWED)
def recheck_says_what(file: ReviewedFile) -> bool | str:
    changed = file.recheck_score is not None or file.lifts_fatal
    if file.recheck_result == Recheck.UPHELD and changed:
        return "维持原结果的，不填复核得分，也不选一票否决情形不成立"
    if file.lifts_fatal and not file.is_fatal:
        return "本卷没有一票否决情形"
    if file.recheck_score is not None and not 0 <= file.recheck_score <= 100:
        return "复核得分在 0 到 100 之间"
    return file.recheck_result != Recheck.CHANGED or changed


@gate("只有不合格或者有问题的案卷转监督案件", law=REVIEWED)
def has_problems(file: ReviewedFile) -> bool | str:
    if file.supervision_id:
        return "已经转为监督案件"
    return bool(file.rows("problems")) or file.final_grade == Grade.FAIL


@gate("评分表由评查人本人在自己的案卷上填写", law=REVIEWED)
def is_assigned(sheet: ScoreSheet) -> bool:
    return getattr(sheet.file, f"{sheet.place}_id") == sheet.reviewer_id and sheet.file.state in ("scoring", "third")


@dataclass(eq=False, slots=True)
class TheReviewer(Gate):
    """Nobody scores for another; a ledger tells of what was signed on paper."""

    sentence: str = "评分表只能由本人填写和提交"
    law: str = REVIEWED

    def refusal(self, case: ScoreSheet, act: Acting | None) -> NotAllowed | None:
        if act is None or act.person is None or act.via == "import" or act.person.pk == case.reviewer_id:
            return None
        return NotAllowed(self.sentence, self.law)


the_reviewer = TheReviewer()


@part_gate("这一项不在本次评查的标准里", law=REVIEWED)
def item_is_of_the_template(sheet: ScoreSheet, part: Any) -> bool:
    return part.item.of_id == sheet.file.plan.template_id


@part_gate("这一项的扣分合计超过满分", law=REVIEWED)
def item_is_not_overdrawn(sheet: ScoreSheet, part: Any) -> bool | str:
    rows = [row for row in sheet.rows("deductions") if row is not part and row.item_id == part.item_id]
    if part.item.is_fatal:
        return not rows or "这一项一票否决已经登记"
    taken = sum((row.points for row in rows), part.points)
    return taken <= part.item.points or f"这一项满分 {few(part.item.points)} 分，扣分合计 {few(taken)} 分"


def few(points: Decimal) -> str:
    """Without zeros behind the point."""
    return f"{Decimal(points).normalize():f}"
