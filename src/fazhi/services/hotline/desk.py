"""What seats, the back office and managers see and fill in."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from fazhi.kernel.org.models import Person, Unit, UnitKind
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.present.declared import Desk, Opening, Proposes, View

from . import portal  # noqa: F401  what the public sends
from .beside import EARLIER, KNOWN, openings
from .ledgers import LEDGERS  # noqa: F401  filed with the desks
from .models import Call, CallerFlag, SeatSession, WorkOrder


class OfHotline:
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
    filters = "unit state result topic counted_by direction rating is_repeat is_danger opened_on"
    sorts = "opened_on queued_at due_on"
    form = "unit direction caller region queued_at answered_at hung_up_at ended_by result topic question contact note"
    facts = (
        "call_no direction counted_by caller region queued_at answered_at hung_up_at wait_seconds talk_seconds result agent asker is_borrowed "
        "contact topic question answer cited aid_told is_repeat is_danger rating notice_given recording recording_sha256 batch note"
    )
    parts = "alarms passings checks"
    corrects = "note"
    beside = (EARLIER, KNOWN)
    proposes = Proposes("advice.question", "question")
    folds = "ended_by note"
    hints = {
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
    form = "unit title source call outside_no kind content secrecy requester phone contact region level"
    facts = (
        "source call outside_no kind content secrecy requester phone contact region level owner helpers is_fixed taken_by dispatched_at signed_at "
        "reply replied_on told_on outcome rating returns redone is_escalated"
    )
    parts = "reversals call_backs"
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


class CallerFlagDesk(Desk):
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


class SeatSessionDesk(Desk):
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
