"""What the public may send and read: apply for mediation, complain, see committees and mediators."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError

from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.present.declared import Ask, Intake, Notice, Stage

from .models import Committee, Complaint, Dispute, Mediator, Party
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


class MediationIntake(Intake):
    key = "mediation"
    model = Dispute
    title = "申请人民调解"
    summary = "邻里、家庭、合同、损害赔偿等民间纠纷，由村、社区和乡镇的人民调解员帮助双方协商解决，不收费。"
    icon = "scale"
    notice = FREE
    law = "人民调解法 第四条"
    follows = "state opened_on unit accepted_on result"
    stages = (
        Stage(
            "在哪里、是什么事",
            (
                Ask("region", "事情发生在哪个村（社区）", kind="region"),
                Ask("kind", "属于哪一类", kind="choice", words=DisputeKind),
                Ask("facts", "事情的经过", kind="long", help="什么时候、和谁、为什么，写清楚就行"),
                Ask("demands", "您希望怎么解决", kind="long"),
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
        return {**fields, "source": Source.APPLIED, "apply_form": ApplyForm.WRITTEN}, {
            "parties": [cls._applicant(data), cls._other(data)]
        }

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
    summary = "有人收了费、偏袒、侮辱或者泄露隐私，请告诉我们。"
    icon = "message"
    notice = "人民调解不收取任何费用。投诉由司法局办理，被投诉的调委会看不到您的电话。"
    law = "人民调解法 第四条"
    follows = "state opened_on is_true answer"
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
)
Notice(
    "mediation-mediators",
    "人民调解员公示",
    mediators,
    "name sex committee post standing grade specialties",
    law="人民调解法 第十九条",
    note="当事人可以从中选择调解员。",
)
