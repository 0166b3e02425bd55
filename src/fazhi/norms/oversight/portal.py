"""What the public may say of enforcement, and what it may read of its supervision."""

from collections.abc import Iterable
from typing import Any

from fazhi.kernel.org.models import Unit, UnitKind
from fazhi.kernel.present.declared import Ask, Intake, Notice, Stage

from .models import Complaint, Instrument, ReviewPlan
from .words import ComplaintKind


class ComplaintIntake(Intake):
    key = "enforcement-complaint"
    model = Complaint
    title = "行政执法投诉举报"
    place = 80
    hears = "城管 交警 执法 罚款 罚单 乱罚 乱收费 检查 查封 扣押 没收 摊位 店铺 关门 停业 态度 打人 骂人 不管 不作为 举报 投诉"
    summary = "执法人员乱罚款、重复检查、态度粗暴，或者该管的不管，请告诉司法局。可以要求保密，也可以不留姓名。"
    icon = "warning"
    notice = "被反映的单位看不到您的姓名和电话。已经申请行政复议或者起诉的，由复议机关、人民法院处理。"
    law = "行政处罚法 第七十五条第二款"
    anonymous = True
    follows = "state opened_on unit is_true answer refused_because"
    words = {"is_true": "反映的情况属实", "answer": "处理结果", "refused_because": "没有受理的原因和其他途径"}
    tells = {
        "received": "已经收到，司法局正在看是否属于执法监督的范围。",
        "accepted": "已经受理，正在核查。核查结果会写在这里。",
        "answered": "已经答复，结果见下面。",
        "declined": "这件事没有受理，原因和可以找谁见下面。",
    }
    stages = (
        Stage(
            "发生了什么",
            (
                Ask("region", "事情发生在哪里", kind="region"),
                Ask("body_told", "是哪个单位的人", help="例如：区城管局；不清楚的写您看到的字样"),
                Ask("kind", "反映什么问题", kind="choice", words=ComplaintKind),
                Ask("happened_on", "哪一天", kind="date", required=False),
                Ask("content", "请说明经过", kind="long", help="时间、地点、执法人员做了什么；有执法证号、文书编号的请写上"),
            ),
        ),
        Stage(
            "怎么联系您",
            (
                Ask("complainant", "您的姓名", kind="name", required=False, help="可以不填"),
                Ask("phone", "您的电话", kind="phone", required=False, help="可以不填；不填的凭查询码看结果"),
                Ask("wants_secrecy", "要求为您保密吗", kind="yes_no", required=False),
                Ask("in_remedy", "已经申请复议或者起诉了吗", kind="yes_no", required=False),
            ),
        ),
    )

    @classmethod
    def unit_for(cls, data: dict[str, Any]) -> Unit:
        """The bureau of the county, so that no body receives what is said about it."""
        county = data["region"].region(UnitKind.COUNTY) or data["region"]
        return Unit.objects.filter(parent=county, kind=UnitKind.BUREAU, valid_to=None).first() or county

    @classmethod
    def opened(cls, data: dict[str, Any]) -> tuple[dict[str, Any], dict[str, list[Any]]]:
        told = {name: data.get(name) or "" for name in ("kind", "body_told", "content", "complainant", "phone")}
        given = {name: bool(data.get(name)) for name in ("wants_secrecy", "in_remedy")}
        return {**told, **given, "happened_on": data.get("happened_on") or None}, {}


def instruments() -> Iterable[Instrument]:
    """Documents that may be told, without their text: it may name a party."""
    found = Instrument.objects.filter(published_on__isnull=False).select_related("case__body", "unit")
    return found.order_by("-published_on", "-pk")


def circulars() -> Iterable[ReviewPlan]:
    return ReviewPlan.objects.filter(circulated_on__isnull=False).select_related("unit").order_by("-circulated_on")


Notice(
    "oversight-instruments",
    "行政执法监督文书公开",
    instruments,
    "number kind addressee disposition served_on verified published_on",
    note="不公开当事人信息。",
    words={"addressee": "送达机关"},
)
Notice(
    "oversight-reviews",
    "行政执法案卷评查通报",
    circulars,
    "circular_no title unit year circulated_on main_problems",
    note="抽样清单的摘要和随机源号码公开，任何人都可以重算。",
)
