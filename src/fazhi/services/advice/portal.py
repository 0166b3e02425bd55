"""What the public may send and read: ask a question, with or without a name; reviewed questions and answers."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.present.declared import Ask, Intake, Notice, Proposes, Stage

from . import library, proposing
from .models import Asker, Consultation, QAEntry, Question
from .topics import field_of
from .words import AccessNeed, AskerRole, Channel, ReplyBy, Topic

FREE = "法律咨询不收费。经济困难或者符合法定情形的，可以申请法律援助，律师会一并告知条件和程序。有人身危险的，请先拨打 110。"


def site_for(region: Unit, on: date | None = None) -> Unit:
    """The public legal service centre of the county of a place, or the nearest above it."""
    centres = Unit.objects.in_force(on or localdate()).filter(kind=UnitKind.CENTRE, sector="")
    place: Unit | None = region
    while place is not None:
        if found := centres.filter(parent=place).order_by("pk").first():
            return found
        place = place.parent
    raise ValidationError({"region": "这个地方还没有公共法律服务中心，请拨打 12348"})


# The words of registers, as they are said at home.
ASKS_FOR = {
    "我自己": AskerRole.SELF,
    "家里人、亲戚": AskerRole.KIN,
    "我所在的单位": AskerRole.ORGANISATION,
    "朋友、邻居等别人": AskerRole.FOR_OTHERS,
    "我们一群人，我是代表": AskerRole.SPOKESMAN,
}
NEEDS = {
    "手语翻译": AccessNeed.SIGN,
    "大字材料": AccessNeed.LARGE,
    "念给我听": AccessNeed.VOICE,
    "上门来办": AccessNeed.VISIT,
    "有人陪着": AccessNeed.COMPANY,
}


class AdviceIntake(Intake):
    key = "advice"
    model = Consultation
    title = "法律咨询"
    summary = "遇到法律问题，可以在这里提问，由律师或者司法所工作人员答复，附法条原文。凭编号和查询码看答复。"
    icon = "talk"
    place = 20
    hears = (
        "法律 律师 起诉 打官司 诉讼 仲裁 证据 时效 判决 工资 欠薪 拖欠 工伤 辞退 社保 离婚 抚养 遗产 继承 赡养 家暴 借钱 借条 不还 欠款 合同 "
        "定金 押金 退款 漏水 赔 车祸 事故 诈骗 罚款 拆迁 征地 怎么办 能不能 违法"
    )
    notice = FREE
    law = "法律援助法 第二十三条"
    follows = "state opened_on unit correction_told reply aid_told suggestion progress"
    words = {"reply": "答复", "suggestion": "建议", "wish": "您想申请什么", "rating": "您满意吗", "text": "您还想问什么"}
    tells = {
        "submitted": "问题已经收到，正在安排人答复。",
        "assigned": "已经安排了承办人，正在核查他与对方有没有利益冲突。",
        "answering": "正在写答复。",
        "answered": "已经答复，见下面。没有说清楚的可以追问；请给这次答复评价。",
        "referred": "已经按您的意愿转给能办的单位。",
        "closed": "已经办结，答复见下面。",
        "withdrawn": "您已经撤回。",
        "declined": "没有能够答复，原因和该找谁见下面。",
    }
    papers = "advice.opinion advice.aid_right"
    anonymous = True
    proposes = Proposes(proposing.NAME, "question")
    stages = (
        Stage(
            "您想问什么",
            (
                Ask("topic", "属于哪一类", kind="choice", words=Topic),
                Ask("question", "您的问题", kind="long", help="什么时候、和谁、发生了什么、想知道什么。不用写身份证号"),
                Ask("region", "您在哪个村（社区）或者乡镇", kind="region"),
                Ask("known_on", "什么时候知道权利受到损害的", kind="date", required=False, help="填了可以提醒您不要错过时效"),
                Ask("opponent", "对方是谁", kind="name", required=False, help="只用来核查律师与对方有没有关系，办结后清除"),
            ),
        ),
        Stage(
            "怎么答复您",
            (
                Ask("asker_role", "您是替谁问的", kind="choice", words=ASKS_FOR),
                Ask("name", "您的姓名", kind="name", required=False, help="可以不填，不填就是匿名咨询"),
                Ask("phone", "电话", kind="phone", required=False, help="可以不填，凭编号和查询码看答复"),
                Ask("language", "说什么语言、方言", required=False, help="听不懂普通话的，我们安排会说的人"),
                Ask("access_needs", "需要什么帮助", kind="choices", required=False, words=NEEDS),
            ),
            note="答复都可以凭编号和查询码查看，短信里不写您咨询的事。",
        ),
    )

    @classmethod
    def unit_for(cls, data: dict[str, Any]) -> Unit:
        return site_for(data["region"])

    @classmethod
    def opened(cls, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        given = {name: data.get(name) or "" for name in ("name", "phone", "language")}
        given["access_needs"] = data.get("access_needs") or []
        fields = {
            "region": data["region"],
            "topic": data["topic"],
            "legal_field": field_of(data["topic"]),
            "known_on": data.get("known_on"),
            "opponent": data.get("opponent") or "",
            "asker_role": data["asker_role"],
            "group_size": 2 if data["asker_role"] == AskerRole.SPOKESMAN else 1,
            "is_anonymous": not given["name"],
            "channel": Channel.WEBSITE,
            "reply_by": ReplyBy.CODE,
        }
        askers = [Asker(**given)] if any(given.values()) else []
        return fields, {"questions": [Question(text=data["question"])], "askers": askers}


def entries() -> Iterable[QAEntry]:
    """What was reviewed and is still valid, whether or not the schedule has run today."""
    return library.public(localdate()).order_by("-reviewed_on", "-pk")


Notice(
    "advice-library",
    "法律问答",
    entries,
    "topic question answer cited reviewed_on expires_on",
    law="法律援助法 第二十三条",
    note="问答已去掉个人信息并经审核，只作一般参考；您的情况请另行咨询。",
)
