"""What the public may send and read: an application in few screens, what became of it, who does it; figures of the centre."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.timezone import localdate

from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.present.declared import Ask, Intake, Sight, Stage

from . import guide, matters  # noqa: F401  the guide files itself
from .gates.theirs import is_for_all
from .grounds import WITHOUT_MEANS_TEST
from .models import AidCase, Recipient, Representative
from .words import AccessNeed, AgentKind, Capacity, Exempt, Origin, Path

SECTOR = "法律援助"
LEFT = "您已经退出这一件，其他人的继续办理。需要法律援助的，可以再申请。"
MEMBERS_SEE = "state opened_on unit decision refused_because lawyer_told terminated_because ended_on outcome"
FREE = "法律援助不收费。任何人向您收费，请举报（法律援助法第二十条）。有人身危险的，请先拨打 110。"


def centre_for(region: Unit, on: date | None = None) -> Unit:
    """The aid centre of the county of a place, or the nearest above; a centre of all services where none is apart."""
    centres = Unit.objects.in_force(on or localdate()).filter(kind=UnitKind.CENTRE, sector__in=(SECTOR, ""))
    place: Unit | None = region
    while place is not None:
        if found := centres.filter(parent=place).order_by("-sector", "pk").first():
            return found
        place = place.parent
    raise ValidationError({"competent": "这个地方还没有法律援助机构，请拨打 12348"})


# The words of registers, as they are said at home.
AGENTS = {
    "父母、监护人": AgentKind.GUARDIAN,
    "另一位监护人（伤害他的就是监护人）": AgentKind.OTHER_GUARDIAN,
    "配偶、子女、兄弟姐妹等近亲属": AgentKind.KIN,
    "受他委托的人": AgentKind.ENTRUSTED,
    "大家推选的代表": AgentKind.SPOKESMAN,
}
NEEDS = {
    "手语翻译": AccessNeed.SIGN,
    "大字材料": AccessNeed.LARGE,
    "念给我听": AccessNeed.VOICE,
    "上门来办": AccessNeed.VISIT,
    "有人陪着": AccessNeed.COMPANY,
}


class AidIntake(Intake):
    key = "legal-aid"
    model = AidCase
    title = "申请法律援助"
    summary = "经济困难或者符合法定情形的，国家免费提供律师。七日内作出决定，决定给予的三日内指派律师。"
    icon = "scales"
    place = 15
    hears = (
        "法律援助 法援 免费律师 请不起律师 没钱请律师 没钱打官司 讨薪 欠薪 拖欠工资 工钱 工伤 赡养费 抚养费 抚恤金 家暴 家庭暴力 虐待 遗弃 "
        "见义勇为 低保 农民工 辩护 被抓"
    )
    notice = FREE
    law = "法律援助法 第三十八条"
    follows = "state opened_on unit decision missing supplement_by refused_because transfer_told lawyer_told terminated_because objection_text ended_on outcome"
    words = {
        "missing": "还缺什么",
        "supplement_by": "最晚什么时候补",
        "refused_because": "为什么没有给予",
        "terminated_because": "为什么终止",
        "objection_text": "您的异议",
        "rating": "您满意吗",
        "kind": "是哪一类材料",
        "title": "材料叫什么",
        "content": "您要投诉什么",
        "reason": "为什么要换",
    }
    tells = {
        "received": "申请已经收到，七日内告诉您是否给予法律援助。",
        "supplementing": "材料不齐，请按下面写的补上；到期没有补的，视为撤回申请。",
        "ahead": "情况紧急，已经先为您安排律师，请尽快补办手续。",
        "granted": "已经决定给予法律援助，三日内安排律师。",
        "assigned": "已经安排律师，见下面。律师应当向您通报办理情况，不得收取任何财物。",
        "closing": "已经办完，正在审查结案材料。",
        "archived": "已经办完并归档。",
        "paid": "已经办完。",
        "refused": "没有给予法律援助，理由见下面。不服的可以提出异议。",
        "terminated": "已经终止法律援助，理由见下面。不服的可以提出异议。",
        "objected": "异议已经送司法行政部门，五日内作出决定。",
        "correcting": "司法行政部门责令改正，正在重新办理。",
        "withdrawn": "申请已经撤回。",
        "transferred": "已经转给有管辖权的法律援助机构办理。",
    }
    papers = "legal_aid.application legal_aid.promise legal_aid.gaps legal_aid.grant legal_aid.refusal legal_aid.termination"
    holders = "recipients"
    stages = (
        Stage(
            "什么事",
            (
                Ask("matter", "您要办的是哪一类事", kind="choice", words=matters.WORDS),
                Ask(
                    "competent",
                    "在哪里办、在哪里发生的",
                    kind="region",
                    help="已经起诉、申请仲裁的填那个机关所在地；没有的填事情发生地",
                ),
                Ask("facts", "发生了什么，您想要什么", kind="long", help="什么时候、和谁、欠多少、要求什么。不用写身份证号"),
                Ask("opponent", "对方是谁", kind="name", required=False, help="用来核查律师与对方有没有关系"),
                Ask(
                    "limitation_on",
                    "开庭或者时效到期的日子",
                    kind="date",
                    required=False,
                    help="不足七日的，可以先安排律师后补手续",
                ),
            ),
        ),
        Stage(
            "申请人",
            (
                Ask("name", "申请人姓名", kind="name"),
                Ask("id_number", "身份证号", kind="citizen_number"),
                Ask("phone", "电话", kind="phone"),
                Ask("access_needs", "需要什么帮助", kind="choices", required=False, words=NEEDS),
                Ask("language", "说什么语言、方言", required=False),
            ),
            note="短信里不写您申请的事。",
        ),
        Stage(
            "替别人申请的",
            (
                Ask("agent", "您的姓名", kind="name", required=False, help="本人申请的不用填"),
                Ask("agent_kind", "您是申请人的什么人", kind="choice", required=False, words=AGENTS),
                Ask("is_detained", "申请人被羁押", kind="yes_no", required=False),
                Ask("is_incapable", "申请人是孩子，或者不能辨认自己的行为", kind="yes_no", required=False),
            ),
            note="没有被羁押、能够自己申请的成年人，由本人申请或者写委托书。",
        ),
        Stage(
            "经济状况",
            (
                Ask(
                    "exempt_as",
                    "您属于下面哪一类",
                    kind="choice",
                    required=False,
                    words=Exempt,
                    help="属于的不核查经济状况，请带证明；不属于的不选",
                ),
                Ask("income", "全家一个月收入多少元", kind="money", required=False),
                Ask("household", "全家几口人", kind="whole", required=False),
                Ask("has_promised", "以上情况属实。承诺不实的，支付法律援助费用并处三千元以下罚款", kind="yes_no"),
            ),
            note="遭受家庭暴力、虐待、遗弃，见义勇为的，不看经济状况，可以不填收入。",
        ),
    )

    @classmethod
    def unit_for(cls, data: dict[str, Any]) -> Unit:
        return centre_for(data["competent"])

    @classmethod
    def opened(cls, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        key = data["matter"]
        ground = matters.ground_of(key)
        fields = {
            "origin": Origin.AGENT if data.get("agent") else Origin.SELF,
            "kind": matters.kind_of(key),
            "ground": ground,
            "cause": matters.MATTERS[key][0],
            "facts": data["facts"],
            "opponent": data.get("opponent") or "",
            "competent": data["competent"],
            "limitation_on": data.get("limitation_on"),
            "is_detained": bool(data.get("is_detained")),
            "means_path": path_of(data, ground),
            "exempt_as": data.get("exempt_as") or "",
            "income": f"{data['income']:f}" if data.get("income") is not None else "",
            "household": data.get("household"),
            "has_promised": bool(data.get("has_promised")),
        }
        return fields, {"recipients": [recipient_of(data)], "representatives": agents_of(data), "materials": []}

    @classmethod
    def sight(cls, record: AidCase, holder: Recipient | None) -> Sight:
        """One of a group reads where the matter stands and who does it; nothing of the others, and papers go to who applied."""
        if is_for_all(record, holder):
            return super().sight(record, holder)
        if not holder.stands:
            return Sight("state opened_on unit", dict.fromkeys(cls.tells, LEFT), cls.words, "")
        return Sight(MEMBERS_SEE, cls.tells, cls.words, "")


def path_of(data: dict[str, Any], ground: str) -> Path:
    """The least that the law asks of this applicant."""
    if ground in WITHOUT_MEANS_TEST:
        return Path.UNLIMITED
    return Path.EXEMPT if data.get("exempt_as") else Path.PROMISE


def recipient_of(data: dict[str, Any]) -> Recipient:
    given = {name: data.get(name) or "" for name in ("name", "id_number", "phone", "language")}
    capacity = Capacity.LIMITED if data.get("is_incapable") else Capacity.FULL
    return Recipient(**given, access_needs=data.get("access_needs") or [], capacity=capacity)


def agents_of(data: dict[str, Any]) -> list[Representative]:
    """Whoever fills in the form for another; a relative unless it is said otherwise."""
    if not data.get("agent"):
        return []
    return [Representative(name=data["agent"], kind=data.get("agent_kind") or AgentKind.KIN)]
