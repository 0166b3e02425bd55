"""What the public sees: sites and whether they are open now, who is on duty, what is provided; and booking a visit."""

from datetime import date, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Case, QuerySet, When
from django.utils import timezone

from fazhi.kernel.org.dated import in_force
from fazhi.kernel.org.models import Unit
from fazhi.kernel.present.declared import Ask, Intake, Notice, Stage

from .models import Contract, DutySlot, OpenItem, Reception, ServiceItem, Site
from .words import FOUR_LEVELS, Category, Group, Slot

AHEAD, FARTHEST = timedelta(days=7), timedelta(days=30)


def sites() -> QuerySet[Site]:
    """Open and paused ones, the city's first."""
    order = Case(*(When(level=level, then=place) for place, level in enumerate(FOUR_LEVELS)), default=len(FOUR_LEVELS))
    return Site.objects.filter(state__in=("serving", "paused")).select_related("region").order_by(order, "path")


def duties() -> QuerySet[DutySlot]:
    """Today and the week to come."""
    today = timezone.localdate()
    shown = DutySlot.objects.filter(on__range=(today, today + AHEAD), state__in=("planned", "confirmed", "on_duty", "done"))
    return shown.select_related("site", "provider").order_by("on", "site__path", "slot")


def items() -> QuerySet[ServiceItem]:
    return ServiceItem.objects.filter(in_force(timezone.localdate()), is_published=True).order_by("category", "code")


def advisers() -> QuerySet[Contract]:
    """Who advises which village, as it stands on the village's board."""
    return Contract.objects.filter(state="active", on_board=True).select_related("unit", "adviser").order_by("path")


Notice(
    "service-sites",
    "公共法律服务平台",
    sites,
    "title level region address phone hours now state",
    note="平台的名称、地址、电话和开放时间；要去之前，先看现在是否开放。",
)
Notice(
    "duty-roster",
    "值班表",
    duties,
    "on slot site notice state",
    note="今天和以后七天在各平台值班的人员。",
    words={"notice": "值班人员"},
)
Notice(
    "service-items",
    "公共法律服务事项清单",
    items,
    "name category is_free fee_note basis audience materials days",
    note="公共法律服务事项的内容、依据、材料和时限；无偿的一律不收费。",
)
Notice(
    "village-advisers",
    "村（居）法律顾问",
    advisers,
    "unit adviser contract_no visits lectures ends_on",
    note="每个村（社区）的法律顾问和约定的到村次数。",
)


def catalogue() -> QuerySet[OpenItem]:
    """What is open to everybody, in the order of the catalogue."""
    return OpenItem.objects.exclude(state="dropped").select_related("unit").order_by("path", "code")


Notice(
    "service-catalogue",
    "公共法律服务领域公开标准目录",
    catalogue,
    "code group title content basis organ channels audience manner levels shown_on address",
    law="政府信息公开条例 第二十六条",
    note="自信息形成或者变更之日起二十个工作日内公开。",
    words={"title": "二级事项", "address": "在哪里看"},
)


class VisitIntake(Intake):
    key = "service-visit"
    model = Reception
    title = "预约到公共法律服务平台"
    summary = "选一天到就近的中心、工作站或者村里的工作室，当面问法律上的事。"
    icon = "unit"
    place = 30
    hears = "预约 当面 面谈 窗口 值班律师 公证 鉴定 代书"
    notice = "到公共法律服务平台咨询不收费。办事要带的材料，见服务事项清单。"
    follows = "state opened_on unit booked_for booked_slot missing result reply"
    words = {"rating": "您满意吗", "complaint": "您要投诉什么", "missing": "还缺什么"}
    tells = {
        "new": "已经预约。请按时到，改不了时间的可以取消再约。",
        "handed": "已经按您的意愿转给能办的单位，我们会跟到对方接收为止。",
        "in_progress": "接收单位正在办理。",
        "closed": "已经办结。请给这次服务评价。",
        "complained": "投诉已经收到，由首问责任人以外的人答复。",
        "withdrawn": "已经取消。",
    }
    anonymous = True
    stages = (
        Stage(
            "您想办什么",
            (
                Ask("category", "哪一类事", kind="choice", words=Category),
                Ask("matter", "简单说说", kind="long", help="不用写身份证号"),
                Ask("region", "您在哪个村（社区）、乡镇", kind="region"),
                Ask("booked_for", "哪天来", kind="date", help="三十天以内"),
                Ask(
                    "booked_slot",
                    "什么时候",
                    kind="choice",
                    words={Slot.MORNING.label: Slot.MORNING, Slot.AFTERNOON.label: Slot.AFTERNOON},
                ),
            ),
        ),
        Stage(
            "怎么称呼您",
            (
                Ask("visitor", "姓名", kind="name", required=False, help="可以不填"),
                Ask("phone", "电话", kind="phone", required=False, help="可以不填，凭编号和查询码办理"),
                Ask("groups", "需要照顾的情形", kind="choices", required=False, words=Group),
            ),
        ),
    )

    @classmethod
    def unit_for(cls, data: dict[str, Any]) -> Unit:
        return site_for(data["region"]).unit

    @classmethod
    def opened(cls, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        day = data["booked_for"]
        must_be_bookable(day)
        given = {name: data.get(name) or "" for name in ("visitor", "phone")}
        fields = {
            "site": site_for(data["region"]),
            "category": data["category"],
            "matter": data["matter"],
            "booked_for": day,
            "booked_slot": data["booked_slot"],
            "groups": data.get("groups") or [],
            "is_anonymous": not given["visitor"],
            **given,
        }
        return fields, {}


def must_be_bookable(day: date) -> None:
    today = timezone.localdate()
    if not today <= day <= today + FARTHEST:
        raise ValidationError({"booked_for": f"请选{today}到{today + FARTHEST}之间的一天"})


def site_for(region: Unit) -> Site:
    """The open site of a place, or the nearest above it."""
    place: Unit | None = region
    while place is not None:
        if found := Site.objects.filter(region=place, state="serving").select_related("unit", "region").order_by("pk").first():
            return found
        place = place.parent
    raise ValidationError({"region": "这个地方还没有开放的公共法律服务平台，请拨打 12348"})
