"""What those who keep directories, draw and inspect see and fill in."""

from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.org.models import Person, Unit, UnitKind
from fazhi.kernel.present.declared import Desk, View

from . import counting, feeds, passes, portal  # noqa: F401  what is counted, scanned and published
from .ledgers import (
    ActReceiptLedger,
    AvoidanceLedger,
    CheckInspectorLedger,
    CheckItemLedger,
    CheckListLedger,
    CheckPlanLedger,
    CheckTargetLedger,
    DrawTaskLedger,
    InspectionLedger,
    ItemClaimLedger,
    SupervisionItemLedger,
)
from .models import (
    ActReceipt,
    Avoidance,
    CheckInspector,
    CheckItem,
    CheckList,
    CheckPlan,
    CheckTarget,
    DrawTask,
    Inspection,
    ItemClaim,
    SupervisionItem,
)

LEDGERS = (
    CheckItemLedger,
    CheckTargetLedger,
    CheckInspectorLedger,
    AvoidanceLedger,
    CheckPlanLedger,
    DrawTaskLedger,
    InspectionLedger,
    SupervisionItemLedger,
    ItemClaimLedger,
    CheckListLedger,
    ActReceiptLedger,
)


class OfChecks:
    """Items, objects and inspectors that one may see; places for a region."""

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        given = {
            "yearly": CheckPlan.objects.visible_to(person).filter(state="published"),
            "lead": DrawTask.objects.filter(is_joint=True, lead=None, state__in=("drawn", "published")),
            "item": CheckItem.objects.visible_to(person),
            "check_item": CheckItem.objects.visible_to(person),
            "supervised": SupervisionItem.objects.visible_to(person),
            "check_list": CheckList.objects.visible_to(person).filter(valid_to=None),
            "target": CheckTarget.objects.visible_to(person),
            "inspector": CheckInspector.objects.visible_to(person).filter(is_available=True),
            "region": Unit.objects.filter(kind__in=(UnitKind.COUNTY, UnitKind.TOWN)),
        }
        return given.get(name)


class CheckPlanDesk(OfChecks, Desk):
    model = CheckPlan
    title = "年度抽查计划"
    icon = "calendar"
    place = 19
    columns = "title number year filed_on published_on state due_on"
    filters = "unit state year published_on"
    sorts = "opened_on due_on"
    form = "unit year"
    facts = "year mergeable filed_to filed_on published_on summary"
    parts = "lines"
    part_columns = {
        "lines": "item month_from month_to ratio_a ratio_b ratio_c ratio_d departments lead targets drawn_on drawn_targets is_dropped",
    }
    corrects = "filed_to filed_on"
    hints = {
        "scope": "空白为该类别的全部对象",
        "departments": "用“、”隔开；空白为本部门单独抽查",
        "month_to": "只在一个月的，与开始月份相同",
        "filed_to": "例如：同级司法行政部门",
    }
    empty = "每年初拟订计划，批准后公布；抽查任务指明它执行的计划"
    views = (View("待公布", "state=approved"), View("执行中", "state=published"))


class DrawTaskDesk(OfChecks, Desk):
    model = DrawTask
    title = "抽查任务"
    icon = "scales"
    place = 20
    columns = "title number item drawn published_on state"
    together = "item"
    filters = "unit state item is_joint"
    sorts = "opened_on"
    form = "unit title yearly item unplanned_because is_joint lead team load reveal_by"
    facts = "yearly item unplanned_because is_joint lead team load reveal_by plan_hash committed_at result_hash drawn_at drawn published_on"
    parts = "strata sides sources"
    part_columns = {
        "strata": "credit_class percent",
        "sides": "department commitment code",
        "sources": "name at where numbers",
    }
    corrects = "title"
    hints = {
        "yearly": "抽查比例照计划带出",
        "unplanned_because": "例如：上级部署的专项抽查",
        "lead": "与别的部门联合、不是牵头部门的，选牵头部门已经抽取的任务；对象照它的，只抽本部门的检查人员",
        "reveal_by": "公开随机源应当在这以后公布",
        "team": "不少于两人",
        "commitment": "部门自己生成承诺码，只交它的 SHA-256",
        "code": "64 位小写十六进制字符",
        "numbers": "照公布的抄，用空格隔开",
        "percent": "风险越高比例越高，例如 A 3、B 5、C 20、D 100",
    }
    empty = "拟定抽查以前，先登记抽查事项、检查对象和检查人员"
    views = (View("待封存", "state=approved"), View("待抽取", "state=sealed"))


class InspectionDesk(OfChecks, Desk):
    model = Inspection
    title = "检查"
    icon = "search"
    place = 21
    columns = "title number ground entered_on outcome state due_on"
    filters = "unit state ground outcome entry entered_on is_over_cap"
    sorts = "opened_on entered_on due_on"
    form = "unit ground ground_note item target"
    asks_parts = "members"
    asks_of = {"members": "inspector"}
    facts = (
        "task joins ground ground_note item target is_over_cap overlaps overlap_answer approval_no approved_by approved_on notified_on pass_until entry scanned_at "
        "entered_at entry_because entry_note entry_approved_by entry_late_because entered_on shown checklist facts outcome signed witness "
        "correction correction_due recorded_on reviewed_by_other published_on rechecked_on recheck is_corrected is_handed_on rating opinion"
    )
    parts = "members"
    part_columns = {"members": "inspector is_fallen fallen_because"}
    corrects = "ground_note approval_no"
    hints = {
        "ground": "随机抽查的检查由抽取产生，不在这里登记",
        "overlap_answer": "近期没有其他检查的不用填",
        "entry_approved_by": "本机关负责人",
        "entry_late_because": "按时登记的不用填",
        "witness": "拒签、不在场的，写明原因和见证人",
        "reviewed_by_other": "没有参加检查的审核人",
    }
    empty = "随机抽查的检查由抽取产生；投诉、线索、专项的检查在这里登记"
    views = (View("待检查", "state=assigned"), View("待公示", "state=recorded&sort=due_on"), View("待复查", "state=following"))


class CheckItemDesk(OfChecks, Desk):
    model = CheckItem
    icon = "table"
    place = 22
    columns = "name object_class method frequency valid_from valid_to"
    filters = "unit method is_special valid_to"
    sorts = "valid_from"
    form = "unit name basis object_class content method is_special frequency valid_from valid_to"
    hints = {"basis": "例如：食品安全法 第一百一十条", "frequency": "空白按本市设定", "object_class": "与名录里的类别同样写"}


class CheckTargetDesk(OfChecks, Desk):
    model = CheckTarget
    icon = "unit"
    place = 23
    columns = "name credit_code object_class region credit_class status"
    together = "region"
    filters = "unit credit_class status"
    sorts = "recorded_at"
    form = "unit name credit_code object_class region address credit_class status"
    empty = "导入检查对象名录，或者逐个登记"


class CheckInspectorDesk(OfChecks, Desk):
    model = CheckInspector
    icon = "person"
    place = 24
    columns = "name staff_no unit certificate_no certificate_until region is_available"
    together = "region"
    filters = "unit is_available certificate_until"
    sorts = "certificate_until"
    form = "unit name staff_no person certificate_no certificate_until classes region is_available"
    empty = "导入检查人员名录，或者逐个登记"


class AvoidanceDesk(OfChecks, Desk):
    model = Avoidance
    title = "回避名单"
    icon = "close"
    place = 25
    columns = "inspector target reason note"
    together = "inspector target"
    filters = "unit reason"
    sorts = "recorded_at"
    form = "unit inspector target reason note"
    empty = "抽取以前登记；封存以后的回避用“替换检查人员”"


class SupervisionItemDesk(OfChecks, Desk):
    model = SupervisionItem
    title = "监管事项目录"
    icon = "table"
    place = 26
    columns = "main_name sub_name code object_kind measure change valid_from valid_to"
    filters = "unit measure change valid_to"
    sorts = "valid_from"
    form = "unit code main_name sub_name levels object_kind measure modes basis disposal change valid_from valid_to"
    hints = {"code": "照上级平台的目录写", "basis": "例如：食品安全法 第一百一十条"}
    empty = "导入上级平台的监管事项目录，或者逐项登记"


class ItemClaimDesk(OfChecks, Desk):
    model = ItemClaim
    icon = "inbox"
    place = 27
    columns = "title supervised unit power_code claimed_on listed_on state due_on"
    together = "supervised"
    filters = "unit state claimed_on"
    sorts = "opened_on due_on"
    form = "unit supervised"
    hints = {
        "power_code": "本单位权责清单里的执法事项编码；没有这一项权力的不能认领",
        "check_list": "先在“检查实施清单”里登记",
        "supervised": "目录里新增、调整的事项，分派给有这一职权的单位",
    }
    empty = "目录里的监管事项分派以后，由有职权的单位认领"
    views = (View("待认领", "state=assigned&sort=due_on"), View("不认领待核定", "state=declined"))


class CheckListDesk(OfChecks, Desk):
    model = CheckList
    icon = "paper"
    place = 28
    columns = "supervised code unit frequency form valid_from valid_to"
    together = "supervised"
    filters = "unit form valid_to"
    sorts = "valid_from"
    form = "unit code supervised body_code check_item power_code points object_source frequency form results valid_from valid_to"
    hints = {
        "check_item": "这一抽查事项的检查按这份清单进行，结果自动成为监管行为",
        "power_code": "按这一执法事项作出的处罚自动成为监管行为",
        "points": "检查人员在现场逐点登记",
    }
    empty = "认领监管事项以后，编制检查实施清单"


class ActReceiptDesk(OfChecks, Desk):
    model = ActReceipt
    icon = "inbox"
    place = 29
    columns = "act_no sent_on answer receipt_no mended"
    filters = "unit answer sent_on"
    sorts = "sent_on"
    form = "unit act_no sent_on answer receipt_no message mended"
    empty = "报送以后，导入上级平台的回执"
    views = (View("退回的", "answer=returned"),)
