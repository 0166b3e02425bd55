"""What organisers and reviewers see and fill in: standards, plans, files, sheets."""

from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.calendar import today
from fazhi.kernel.org.dated import in_force
from fazhi.kernel.org.models import Grant, Person, Unit, UnitKind
from fazhi.kernel.present.declared import Desk, Taken, View

from .ledgers import FileLedger, GroupLedger, PlanLedger, SheetLedger, TemplateLedger
from .models import ReviewedFile, ReviewGroup, ReviewPlan, ScoreSheet, ScoringTemplate, TemplateItem
from .review_words import SAMPLE
from .roles import FILE_REVIEWER

LEDGERS = (TemplateLedger, PlanLedger, GroupLedger, FileLedger, SheetLedger)
REVIEWERS = ("leader", "first", "second", "third")
ENFORCING = (UnitKind.DEPARTMENT, UnitKind.TOWN, UnitKind.POLICE, UnitKind.COUNTY, UnitKind.OTHER)


class OfReviews:
    """Reviewers are those who were granted it; items those of the standards by which one has sheets to fill in."""

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        if name in REVIEWERS:
            granted = Grant.objects.filter(in_force(today()), role=FILE_REVIEWER)
            return Person.objects.filter(pk__in=granted.values("person"))
        if name == "item":
            mine = ScoreSheet.objects.filter(reviewer=person, state="open").values("file__plan__template")
            return TemplateItem.objects.filter(of__in=mine)
        if name == "template":
            return ScoringTemplate.objects.visible_to(person).filter(in_force(today()))
        if name == "plan":
            return ReviewPlan.objects.visible_to(person).filter(state__in=("preparing", "committed"))
        if name == "body":
            return Unit.objects.filter(kind__in=ENFORCING, valid_to=None)
        return None


class TemplateDesk(OfReviews, Desk):
    model = ScoringTemplate
    icon = "scales"
    place = 78
    columns = "name unit kind basis valid_from valid_to"
    filters = "unit kind valid_to"
    sorts = "valid_from"
    form = "unit name kind basis valid_from valid_to"
    asks_parts = "items"
    starts = {"items": SAMPLE}
    parts = "items"
    part_columns = {"items": "block text points"}
    corrects = "basis valid_to"
    hints = {"valid_to": "换用新标准时填写最后有效的一天；修改分值请登记新的标准"}
    empty = "还没有评查标准。登记时已经填好一份样本，改好分值就能用"


class PlanDesk(OfReviews, Desk):
    model = ReviewPlan
    icon = "board"
    place = 75
    columns = "title number year method drawn_on state due_on"
    filters = "unit state year method drawn_on"
    sorts = "opened_on drawn_on"
    form = "unit title year kinds period_from period_to method per_stratum template source source_on focus"
    facts = f"{form} committed_on plan_hash source_text drawn_on main_problems suggestions reported_on circular_to circular_no circulated_on"
    parts = "strata"
    part_columns = {"strata": "body kind size quota root"}
    begins = "oversight.reviewgroup"
    corrects = "focus"
    hints = {
        "per_stratum": "不足这个数的全部抽取",
        "source": "锁定方案以后才公布、谁都查得到的号码，例如某一期福利彩票开奖号码",
        "source_text": "照公布的号码填写，用空格隔开",
        "listing": "全部目录，一行一卷；不能只报挑好的案卷",
        "circular_to": "例如：各行政执法单位",
        "source_on": "晚于锁定方案的日子",
    }
    empty = "先登记评查标准，再拟评查方案"
    views = (View("待抽取", "state=committed"), View("评查中", "state=reviewing"), View("待通报", "state=reported"))


class GroupDesk(OfReviews, Desk):
    model = ReviewGroup
    icon = "unit"
    place = 75
    columns = "title plan leader first second reported_on state"
    together = "plan leader first second"
    filters = "unit state plan reported_on"
    sorts = "opened_on reported_on"
    form = "unit plan title leader first second"
    facts = f"{form} main_problems suggestions reported_on"
    corrects = "title"
    hints = {
        "title": "例如：第一组",
        "first": "两名评查人各自独立评分，交齐以前互相看不到",
        "leader": "组长提交小组报告，可以任第三评查人",
    }
    empty = "评查小组从评查方案的页面编组，抽取以前编好"
    views = (View("待报告", "state=working"),)

    @classmethod
    def begun_from(cls, record: ReviewPlan) -> Taken:
        """From the plan's page: its own unit, and no other plan to mistake it for."""
        return Taken(given={"plan": record, "unit": record.unit})


class FileDesk(OfReviews, Desk):
    model = ReviewedFile
    icon = "file"
    place = 76
    columns = "title body plan group total final_grade state due_on"
    together = "body plan group"
    filters = "unit state plan group kind final_grade closed_on"
    sorts = "opened_on due_on closed_on"
    form = "unit plan body kind file_no"
    facts = (
        "plan body kind file_no group first second third first_total second_total third_total total is_fatal grade told_on objection objected_on "
        "recheck_result recheck_score lifts_fatal recheck_opinion rechecked_on final_total final_grade supervision"
    )
    parts = "problems"
    part_columns = {"problems": "item content fixed_on fixed_how"}
    corrects = "file_no"
    hints = {"lifts_fatal": "复核认为一票否决情形不成立的选“是”，写明理由", "recheck_score": "调整得分的填写"}
    empty = "评查案卷由抽取产生：先锁定评查方案，再抽取"
    views = (
        View("待分派", "state=drawn"),
        View("待第三人", "state=third&sort=due_on"),
        View("待反馈", "state=scored"),
        View("复核中", "state=rechecking&sort=due_on"),
    )


class SheetDesk(OfReviews, Desk):
    model = ScoreSheet
    title = "我的评分表"
    icon = "edit"
    place = 77
    columns = "title place total signed_on state due_on"
    filters = "state place signed_on"
    sorts = "opened_on due_on"
    form = "unit file reviewer place"
    facts = "file reviewer place total is_fatal opinion signed_on"
    parts = "deductions"
    part_columns = {"deductions": "item points reason"}
    corrects = "opinion"
    hints = {"points": "一票否决的项目不填", "reason": "写明哪份文书、哪里不对"}
    empty = "没有分派给您的案卷"
    views = (View("待评分", "state=open&sort=due_on"),)
