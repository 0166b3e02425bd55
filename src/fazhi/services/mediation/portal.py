"""What the public may send and read: apply for mediation, complain, see committees and mediators."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.present.declared import Ask, Intake, Notice, Sight, Stage

from .models import Committee, Complaint, Dispute, Mediator, Party, SubsidyClaim
from .words import ApplyForm, ComplaintKind, Consent, DisputeKind, PartyKind, Register, Side, Source

FREE = "人民调解不收取任何费用。您可以选择调解员，可以要求公开或者不公开，也可以随时要求终止调解。"


def committee_at(region: Unit) -> Unit:
    """The committee of a village or township, or the nearest above it."""
    place: Unit | None = region
    while place is not None:
        found = Unit.objects.filter(parent=place, kind=UnitKind.COMMITTEE, sector="", valid_to=None).order_by("pk").first()
        if found:
            return found
        place = place.parent
    raise ValidationError({"region": "这个地方还没有调委会，请到就近的公共法律服务中心申请"})


OTHERS_SEE = "state applicants kind demands opened_on unit accepted_on arbitration_told_on result end_reason"
OTHERS_WORDS = {"applicants": "谁申请的", "kind": "什么事", "demands": "对方希望怎么解决"}
OTHERS_PAPERS = "mediation.rights mediation.agreement mediation.oral mediation.ending"
OTHERS_ARE_TOLD = {
    "applied": "对方申请人民调解，请您说说愿不愿意。愿意的，调解员会和您约时间；不愿意的，不得调解。",
    "accepted": "已经受理，正在确定由哪位调解员办理。您可以选择调解员，也可以要求更换。",
    "withdrawn": "申请的一方已经撤回，调解到此为止。",
    "turned_away": "没有进入调解。",
    "declined": "有一方不愿意继续调解，调解到此为止。双方都可以依法通过仲裁、行政、司法等途径维护自己的权利。",
}


class MediationIntake(Intake):
    key = "mediation"
    model = Dispute
    title = "申请人民调解"
    summary = "邻里、家庭、合同、损害赔偿等民间纠纷，由村、社区和乡镇的人民调解员帮助双方协商解决，不收费。"
    icon = "mediation"
    notice = FREE
    law = "人民调解法 第四条"
    place = 10
    hears = (
        "邻居 楼上 楼下 漏水 渗水 噪音 吵 宠物 狗 采光 通道 地界 宅基地 占地 车位 物业 打架 打伤 撞 赔 欠钱 欠款 借钱 借条 不还 工资 欠薪 拖欠 "
        "工伤 离婚 抚养 赡养 老人 遗产 彩礼 分家 房租 押金 退货 退款 合同 医疗 医院"
    )
    follows = "state opened_on unit accepted_on arbitration_told_on result end_reason"
    words = {"arbitration_told_on": "可以向劳动争议仲裁委员会申请仲裁的日期", "result": "结果", "end_reason": "原因"}
    holders = "parties"
    papers = "mediation.application mediation.rights mediation.agreement mediation.oral mediation.ending"
    tells = {
        "applied": "申请已经收到。调委会先问对方愿不愿意调解，再决定是否受理。",
        "accepted": "已经受理，正在确定由哪位调解员办理。您可以选择调解员。",
        "mediating": "调解员正在帮双方商量。您可以随时要求终止。",
        "suspended": "暂时停下来，等鉴定、评估等结果出来再继续。这段时间不计入期限。",
        "agreed": "双方已经达成协议。请按约定的日期履行；双方可以自协议生效之日起三十日内共同申请司法确认。",
        "confirming": "双方已经向人民法院申请确认协议。",
        "confirmed": "人民法院已经确认协议有效。对方不履行的，可以向人民法院申请强制执行。",
        "unconfirmed": "人民法院没有确认。双方可以变更协议、重新调解，也可以向人民法院起诉。",
        "annulled": "法院撤销了协议或者确认协议无效。双方可以重新调解，也可以按法院的裁判办理。",
        "performed": "协议约定的事都已经做到。",
        "breached": "有约定没有按时做到。调委会会督促；您也可以向人民法院起诉。",
        "failed": "没有谈成。您可以依法通过仲裁、行政、司法等途径维护自己的权利。",
        "withdrawn": "您已经撤回，调解到此为止。以后还可以再申请。",
        "declined": "对方不愿意调解，不能强求。您可以依法通过仲裁、行政、司法等途径维护自己的权利。",
        "transferred": "这件事已经移送给有权处理的单位。",
        "closed": "已经办结，正在归档。",
        "not_accepted": "这件事没有受理，原因见下面。",
        "turned_away": "没有进入调解。您可以依法通过仲裁、行政、司法等途径维护自己的权利。",
        "archived": "已经办结归档。",
    }
    stages = (
        Stage(
            "在哪里、是什么事",
            (
                Ask("region", "事情发生在哪个村（社区）", kind="region"),
                Ask("kind", "属于哪一类", kind="choice", words=DisputeKind),
                Ask("facts", "事情的经过", kind="long", help="什么时候、和谁、为什么，写清楚就行"),
                Ask("demands", "您希望怎么解决", kind="long"),
                Ask("wished_mediator", "想请哪位调解员", required=False, help="名字在“人民调解员公示”里；不填由调委会安排"),
            ),
        ),
        Stage(
            "您是谁",
            (
                Ask("name", "您的姓名", kind="name"),
                Ask("phone", "您的电话", kind="phone", help="调解员会打这个电话联系您"),
                Ask("id_number", "身份证号", kind="citizen_number", required=False, help="现在不填，调解时再核对也可以"),
                Ask("address", "您的住址", required=False),
            ),
        ),
        Stage(
            "对方是谁",
            (
                Ask("other_name", "对方的姓名或者单位名称", kind="name"),
                Ask("other_is_organisation", "对方是单位吗", kind="yes_no", required=False),
                Ask("other_phone", "对方的电话", kind="phone", required=False),
                Ask("other_address", "对方的住址", required=False),
            ),
            note="对方是否愿意调解，由调解员去问。对方明确拒绝的，不得调解。",
        ),
    )

    @classmethod
    def unit_for(cls, data: dict[str, Any]) -> Unit:
        return committee_at(data["region"])

    @classmethod
    def opened(cls, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Party]]]:
        fields = {name: data[name] for name in ("region", "kind", "facts", "demands")}
        fields["wished_mediator"] = data.get("wished_mediator") or ""
        return {**fields, "source": Source.APPLIED, "apply_form": ApplyForm.WRITTEN}, {
            "parties": [cls._applicant(data), cls._other(data)]
        }

    @classmethod
    def applicant(cls, record: Dispute) -> Party | None:
        return next((party for party in record.rows("parties") if party.side == Side.APPLICANT), None)

    @classmethod
    def sight(cls, record: Dispute, holder: Any) -> Sight:
        """The other side learns who asks and for what, not what was told of it; papers once it has agreed to mediate."""
        if holder is None or holder.side == Side.APPLICANT:
            return super().sight(record, holder)
        papers = OTHERS_PAPERS if holder.consent == Consent.AGREES else "mediation.rights"
        return Sight(OTHERS_SEE, cls.tells | OTHERS_ARE_TOLD, cls.words | OTHERS_WORDS, papers)

    @classmethod
    def _applicant(cls, data: dict[str, Any]) -> Party:
        given = {name: data.get(name) or "" for name in ("name", "phone", "id_number", "address")}
        return Party(side=Side.APPLICANT, consent=Consent.AGREES, **given)

    @classmethod
    def _other(cls, data: dict[str, Any]) -> Party:
        kind = PartyKind.ORGANISATION if data.get("other_is_organisation") else PartyKind.PERSON
        return Party(
            side=Side.RESPONDENT,
            kind=kind,
            name=data["other_name"],
            phone=data.get("other_phone") or "",
            address=data.get("other_address") or "",
        )


class ComplaintIntake(Intake):
    key = "mediation-complaint"
    model = Complaint
    title = "调解投诉"
    place = 90
    hears = "收费 要钱 红包 偏心 偏袒 骂人 泄露 投诉 举报"
    summary = "有人收了费、偏袒、侮辱或者泄露隐私，请告诉我们。"
    icon = "warning"
    notice = "人民调解不收取任何费用。投诉由司法局办理，被投诉的调委会看不到您的电话。"
    law = "人民调解法 第四条"
    follows = "state opened_on is_true answer"
    words = {"is_true": "反映的情况属实"}
    tells = {"received": "投诉已经收到，司法局正在核查。", "answered": "已经答复，结果见下面。"}
    stages = (
        Stage(
            "发生了什么",
            (
                Ask("region", "哪个村（社区）或者乡镇的调委会", kind="region"),
                Ask("kind", "投诉什么", kind="choice", words=ComplaintKind),
                Ask("content", "请说明情况", kind="long"),
            ),
        ),
        Stage("怎么联系您", (Ask("complainant", "您的姓名", kind="name"), Ask("phone", "电话", kind="phone", required=False))),
    )

    @classmethod
    def unit_for(cls, data: dict[str, Any]) -> Unit:
        """The bureau of the county, so that no committee receives what is said about it."""
        county = data["region"].region(UnitKind.COUNTY) or data["region"]
        return Unit.objects.filter(parent=county, kind=UnitKind.BUREAU, valid_to=None).first() or county

    @classmethod
    def opened(cls, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        return {name: data.get(name) or "" for name in ("kind", "content", "complainant", "phone")}, {}


def committees() -> Iterable[Committee]:
    return (
        Committee.objects.filter(standing=Register.ACTIVE)
        .select_related("unit", "region")
        .prefetch_related("mediators")
        .order_by("path")
    )


def claims() -> Iterable[SubsidyClaim]:
    """What is on public notice now: who, for how much; not for which quarrel."""
    return SubsidyClaim.objects.filter(state="noticed").select_related("mediator").order_by("notice_to", "number")


def mediators() -> Iterable[Mediator]:
    """Public cards: nobody's number, telephone or address."""
    return (
        Mediator.objects.filter(has_card=True, committee__standing=Register.ACTIVE)
        .select_related("committee")
        .order_by("path", "pk")
    )


Notice(
    "mediation-committees",
    "人民调解委员会名录",
    committees,
    "name kind region director address phone",
    law="人民调解法 第十条",
    note=FREE,
    words={"director": "主任"},
)
Notice(
    "mediation-mediators",
    "人民调解员公示",
    mediators,
    "name sex committee post standing grade specialties",
    law="人民调解法 第十九条",
    note="当事人可以从中选择调解员。",
)
Notice(
    "mediation-subsidies",
    "人民调解补贴公示",
    claims,
    "number mediator base bonus notice_from notice_to",
    law="人民调解法 第十六条",
    note="对公示的补贴有异议的，可以向司法局投诉。",
)
