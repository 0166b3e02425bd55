"""What the public may send the hotline: a call-back at a better hour, followed by its number and code."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.present.declared import Ask, Intake, Notice, Stage

from .models import MonthReport, WorkOrder
from .words import Contact, OrderKind, Source

# The words of the register, as they are said at home.
CONTACTS = {
    "随时可以打": Contact.FREE,
    "不要打电话": Contact.NO_CALL,
    "不要发短信": Contact.NO_MESSAGE,
    "只在某个时段打": Contact.HOURS,
    "不安全，千万不要打": Contact.UNSAFE,
}


class CallBackIntake(Intake):
    key = "call-back"
    model = WorkOrder
    title = "预约12348回电"
    summary = "12348打不进、不方便打的，在这里留下号码和方便的时候，由热线打给您。听不见、说不出的，写下来，我们用文字回。"
    icon = "phone"
    place = 25
    hears = "12348 热线 打不通 回电 电话咨询"
    notice = "12348热线咨询不收费。有人身危险的，请先拨打 110。"
    follows = "state opened_on unit reply told_on"
    words = {"reply": "办理结果", "told_on": "告知您的日期"}
    tells = {
        "draft": "已经收到，正在安排。",
        "dispatched": "已经派给主办单位。",
        "disputed": "正在确定由谁办理。",
        "in_progress": "正在办理。",
        "replied": "已经办理，正在审核答复。",
        "calling_back": "已经答复，热线会回访您是否满意。",
        "with_manager": "由热线负责人处理。",
        "closed": "已经办结。",
        "withdrawn": "已经撤回。",
    }
    stages = (
        Stage(
            "您想问什么",
            (
                Ask("content", "简单说说", kind="long", help="不用写身份证号"),
                Ask("region", "您在哪个村（社区）、乡镇", kind="region"),
            ),
        ),
        Stage(
            "怎么找到您",
            (
                Ask("requester", "怎么称呼您", kind="name", required=False),
                Ask("phone", "电话", kind="phone"),
                Ask("contact", "方便接电话吗", kind="choice", words=CONTACTS, help="家里人会看到、听到的，选不方便的那一项"),
                Ask("contact_note", "什么时候、怎么联系您方便", required=False, help="只在某个时段方便的，一定写上"),
            ),
        ),
    )

    @classmethod
    def unit_for(cls, data: dict[str, Any]) -> Unit:
        found = Unit.objects.in_force(localdate()).filter(kind=UnitKind.CENTRE, sector="").order_by("level_no", "pk").first()
        if found is None:
            raise ValidationError({"region": "这里还没有热线，请拨打 12348"})
        return found

    @classmethod
    def opened(cls, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        given = {name: data.get(name) or "" for name in ("requester", "phone", "contact_note")}
        fields = {
            "title": "预约回电",
            "source": Source.BOOKED,
            "kind": OrderKind.CONTINUED,
            "content": data["content"],
            "region": data["region"],
            "contact": data["contact"],
            **given,
        }
        return fields, {}


def months() -> Iterable[MonthReport]:
    """The published reports, the newest month first, without what is sensitive in them."""
    return MonthReport.objects.filter(state="published").prefetch_related("figures", "topics").order_by("-month", "-pk")


Notice(
    "hotline-months",
    "12348热线月度情况",
    months,
    "month_told number calls_published connected_published satisfied_published topics_published published_on",
    note="满意率与参评率一并看：参评的人少，满意率再高也说明不了多少。",
    words={
        "month_told": "月份",
        "number": "期号",
        "calls_published": "接通",
        "connected_published": "接通率",
        "satisfied_published": "满意率",
        "topics_published": "主要事项",
    },
)
