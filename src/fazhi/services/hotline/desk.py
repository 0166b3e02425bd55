"""What seats, the back office and managers see and fill in."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from fazhi.kernel.org.models import Person, Unit, UnitKind
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.present.declared import Desk, Opening, Proposes, Taken, View, units_within
from fazhi.kernel.present.playing import Plays

from . import papers, portal, proposing  # noqa: F401  what is made, and what the public sends and reads
from .beside import EARLIER, KNOWN, openings
from .conduct import recordings
from .ledgers import LEDGERS  # noqa: F401  filed with the desks
from .models import Call, CallerFlag, Cooperation, MonthReport, QualityDraw, SeatSession, WorkOrder


class AtCentre:
    """Registered at the centre that has the seats, where there is one."""

    @classmethod
    def units_for(cls, person: Person | None, roles: Any) -> QuerySet[Unit]:
        found = Unit.objects.none() if person is None else units_within(person, roles)
        centres = found.filter(kind=UnitKind.CENTRE, sector="")
        return centres if centres.exists() else found


class OfHotline(AtCentre):
    """Places for a region, police for an alarm, calls that one may see."""

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        held = Unit.objects.in_force(timezone.localdate())
        given = {
            "region": held.filter(kind__in=REGIONS),
            "told_unit": held.filter(kind=UnitKind.POLICE),
            "call": Call.objects.visible_to(person).order_by("-queued_at"),
        }
        return given.get(name)


class CallDesk(OfHotline, Desk):
    model = Call
    title = "话务单"
    icon = "phone"
    place = 11
    columns = "title number queued_at result topic agent wait_seconds rating state due_on"
    together = "agent"
    filters = "unit state result topic counted_by direction rating is_repeat is_danger drawn_as awaits_check keeping opened_on"
    sorts = "opened_on queued_at due_on"
    form = "unit caller queued_at answered_at result region topic question contact direction hung_up_at ended_by note"
    facts = (
        "topic question answer cited aid_told caller asker is_borrowed region contact contact_note is_repeat is_danger rating result agent "
        "queued_at answered_at hung_up_at wait_seconds talk_seconds call_no direction counted_by notice_given recording recording_sha256 "
        "keeping recording_until destroyed_on drawn_as checked_on batch note"
    )
    parts = "alarms passings checks listenings"
    corrects = "note"
    beside = (EARLIER, KNOWN)
    opens_with = {"answered_at": timezone.now}  # whoever writes is on the line
    proposes = Proposes(proposing.NAME, "question", "caller")
    plays = Plays("listen", recordings.heard_until, recordings.file_of, recordings.heard_as, recordings.is_kept)
    folds = "direction hung_up_at ended_by note"
    hints = {
        "answered_at": "没有接起的清空",
        "to": "填法律援助机构、调委会或者其他单位的名称、编码",
        "contact": "问清楚能不能回拨；不安全的绝不回拨",
        "aid_told": "必须告知：法律援助法 第二十三条",
        "recording_sha256": "录音文件的 SHA-256",
    }
    empty = "还没有来电。电话系统接入以后自动登记，省平台的用话务台账导入"
    views = (
        View("待整理", "state=taken&sort=due_on"),
        View("人身危险", "is_danger=True"),
        View("不满意", "rating=2"),
        View("重复来电", "is_repeat=True"),
        View("待质检", "awaits_check=True&sort=queued_at"),
        View("录音待销毁", "keeping=due"),
    )

    @classmethod
    def openings_for(cls, step: str, record: Any, person: Person) -> list[Opening]:
        return openings(record) if step == "wrap_up" else []


class WorkOrderDesk(OfHotline, Desk):
    model = WorkOrder
    title = "热线工单"
    icon = "handover"
    place = 12
    columns = "title number kind level owner opened_on rating state due_on"
    together = "owner"
    filters = "unit state kind level source owner secrecy rating opened_on"
    sorts = "opened_on due_on"
    form = "unit title source call outside_no kind content secrecy requester phone contact contact_note region level"
    facts = (
        "source call outside_no kind content secrecy requester phone contact contact_note region level owner helpers is_fixed taken_by dispatched_at signed_at "
        "reply replied_on told_on outcome rating returns redone is_escalated told_unit"
    )
    parts = "reversals call_backs"
    begins = "hotline.cooperation"
    corrects = "title helpers"
    folds = "outside_no call"
    hints = {
        "secrecy": "选“举报”的，主办单位看不到诉求人的姓名和电话",
        "owner": "填主办单位名称或者编码；多个单位的，选一个主办，其余写在协办",
        "reply": "写明怎样办理、依据什么、结果如何",
    }
    empty = "还没有工单。话务单里“转工单”，或者在这里登记"
    views = (
        View("待派单", "state=draft&sort=due_on"),
        View("待签收", "state=dispatched&sort=due_on"),
        View("退单待裁定", "state=disputed"),
        View("待审核", "state=replied&sort=due_on"),
        View("待回访", "state=calling_back&sort=due_on"),
    )


class CooperationDesk(AtCentre, Desk):
    model = Cooperation
    title = "协作函"
    icon = "paper"
    place = 12
    columns = "title number to order signed_on replied_on state due_on"
    together = "to order"
    filters = "unit state to signed_on replied_on"
    sorts = "opened_on due_on"
    form = "unit order to title matter request contact"
    facts = "order to matter request contact signed_by signed_on received_on urged reply replied_on returned_because"
    corrects = "contact"
    folds = "title"
    hints = {"to": "填协作单位名称或者编码", "title": "空着的，写成“请……协作”"}
    empty = "工单要别的单位配合的，从工单上“登记协作函”，由热线管理人员签发"
    views = (View("待签发", "state=draft"), View("待回复", "state=received&sort=due_on"), View("已回复", "state=replied"))

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        return WorkOrder.objects.visible_to(person).order_by("-opened_on", "-pk") if name == "order" else None

    @classmethod
    def begun_from(cls, record: Any) -> Taken:
        """What a report says could tell who made it: that is written anew."""
        matter = "" if record.is_reporter_hidden else record.content
        return Taken({"unit": record.unit, "order": record, "matter": matter, "title": f"{record.title}协作"})


class MonthReportDesk(AtCentre, Desk):
    model = MonthReport
    title = "月度研判报告"
    icon = "chart"
    place = 12
    columns = "title number calls_told satisfied_told signed_on published_on state due_on"
    filters = "unit state month signed_on"
    sorts = "month opened_on due_on"
    form = "unit month"
    facts = "month_told counted_at omens advice checked_by signed_by signed_on published_on corrects because"
    parts = "figures topics places clusters"
    part_columns = {
        "figures": "label now before change year_before year_change records",
        "topics": "topic calls share before change year_before year_change",
        "places": "place calls before change topic dangers",
        "clusters": "place topic callers calls before handled",
    }
    together = "corrects figures topics"
    empty = "每月月初汇总上个月，五个工作日内签发"
    views = (View("待审核", "state=compiled"), View("待签发", "state=checked"), View("待公布", "state=signed"))


class QualityDrawDesk(AtCentre, Desk):
    model = QualityDraw
    title = "质检抽样"
    icon = "done"
    place = 12
    columns = "title listed share at_random of_unhappy of_danger of_new state due_on"
    filters = "unit state month"
    sorts = "month opened_on"
    form = "unit month"
    facts = "month listed share at_random of_unhappy of_danger of_new checked list_sha256 key"
    empty = "每月抽一次：随机抽取一定比例，不满意的、有险情的、新人接的全部质检；抽中的来电在话务单的“待质检”里"


class CallerFlagDesk(AtCentre, Desk):
    model = CallerFlag
    title = "来电标记"
    icon = "warning"
    place = 14
    columns = "title kind grounds state due_on"
    filters = "unit state kind"
    sorts = "opened_on due_on"
    form = "unit caller kind grounds"
    facts = "caller kind grounds first_approver second_approver"
    corrects = "grounds"
    empty = "骚扰、情绪危机、重点关爱的来电，由两人批准后标记，到期失效"


class SeatSessionDesk(AtCentre, Desk):
    model = SeatSession
    title = "坐席"
    icon = "person"
    place = 15
    columns = "title agent language signed_in_at signed_out_at state"
    together = "agent"
    filters = "unit state agent"
    sorts = "opened_on"
    form = "unit seat_no agent language"
    corrects = "language"
    empty = "坐席员上班先上线，电话系统按坐席号转来电"
