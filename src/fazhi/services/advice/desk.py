"""What staff see and fill in."""

from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from fazhi.kernel.org.models import Grant, Person, Unit, UnitKind
from fazhi.kernel.org.paths import lineage
from fazhi.kernel.present.declared import Desk, Opening, Proposes, View, units_within

from . import proposing
from .ledgers import ClientLedger, ConsultationLedger, TemplateLedger
from .library_ledger import QALedger
from .models import AnswerReview, AnswerSample, AnswerTemplate, Consultation, FirmClient, QAEntry
from .openings import openings
from .review_ledgers import ReviewLedger, SampleLedger
from .reviewing import REDRAWN
from .roles import STAFF
from .sameness import CITING, SAME

LEDGERS = (ConsultationLedger, ClientLedger, QALedger, TemplateLedger, SampleLedger, ReviewLedger)
SITES = (UnitKind.CENTRE, UnitKind.OFFICE, UnitKind.BUREAU)


def advisers_for(unit: Unit) -> QuerySet[Person]:
    """Lawyers and clerks whose duty covers a place."""
    granted = Grant.objects.on(localdate()).filter(role__in=STAFF, unit__path__in=lineage(unit.path))
    return Person.objects.filter(pk__in=granted.values("person")).select_related("unit").order_by("unit__path", "pk")


class ConsultationDesk(Desk):
    model = Consultation
    icon = "talk"
    place = 5
    columns = "title channel unit topic urgency handler opened_on state due_on"
    filters = "unit state channel topic legal_field urgency is_anonymous is_late is_risen rating handed_kind heard opened_on answered_on"
    sorts = "opened_on due_on answered_on"
    form = (
        "unit channel region topic legal_field asker_role is_anonymous group_size groups reply_by urgency opponent amount known_on "
        "limitation_on duplicate_of"
    )
    folds = "duplicate_of"
    asks_parts = "questions askers"
    proposes = Proposes(proposing.NAME, "questions__text", "topic opponent askers__phone askers__id_number")
    facts = (
        "channel region topic legal_field urgency asker_role is_anonymous group_size groups reply_by opponent amount "
        "limitation_on offered_to offered_at assigned_at answered_at is_late aid_told likely_services suggestion wish "
        "handed_kind handed_to handed_at heard heard_at heard_result rating last_visit_on duplicate_of is_repeat "
        "earlier_reply score"
    )
    parts = "corrections questions suggestions citations answers askers offers recusals alarms follow_ups"
    beside = (SAME, CITING)
    corrects = "channel region asker_role group_size groups amount"
    part_columns = {
        "questions": "text asked_at",
        "suggestions": "law article excerpt words",
        "citations": "round law article version_on standing quoted",
        "answers": "round text cited basis given_as given_by given_at corrects",
        "askers": "name alias sex language access_needs contact phone id_number address contact_note guardian",
        "corrections": "why about raised_on told_on how is_void",
        "follow_ups": "visited_on method is_reached rating comment new_risk",
    }
    hints = {
        "unit": "接待的公共法律服务中心或者司法所",
        "region": "填村（社区）或者乡镇名称，统计按所在地",
        "is_anonymous": "匿名咨询不登记姓名和证件号，凭编号和查询码看答复",
        "group_size": "一人代表多人咨询的，填实际人数",
        "opponent": "只用于核查律师有无利益冲突，办结三十日后清除",
        "known_on": "填了就自动算出时效或者期限届满日期；问司法确认的，填调解协议生效之日",
        "urgency": "有人身危险的选“人身危险”，先报警，不排队",
        "duplicate_of": "同一个人、同一件事以前问过的，写那一件的编号；不写的，九十日内同类的自动并入，可以再分开",
        "handler": "与对方有委托关系的律师不能承办，系统会核查",
        "contact": "问清楚能不能打电话、发短信；家里人可能看到的，选“勿发短信”",
        "cited": "一行一条，例如：劳动合同法 第八十二条；也可以先在推荐条文里点“引用此条”",
        "aid_told": "必须告知：法律援助法 第二十三条",
        "given_as": "没有律师执业证书的，不能选“律师”",
        "handed_to": "填接收单位名称或者编码",
    }
    empty = "还没有咨询。窗口、电话、村居现场的当场登记，群众在网上提的会自动到这里"
    views = (
        View("待答复", "state=submitted&sort=due_on"),
        View("待核查", "state=assigned&sort=due_on"),
        View("答复中", "state=answering&sort=due_on"),
        View("无人按时领办", "state=submitted&is_risen=True"),
        View("人身危险", "urgency=danger"),
        View("时效将届", "urgency=expiring&sort=due_on"),
        View("已转办", "state=referred"),
        View("转办被退回", "state=answered&heard=returned"),
        View("超期答复", "is_late=True"),
    )

    @classmethod
    def units_for(cls, person: Person | None, roles: Any) -> QuerySet[Unit]:
        """Sites alone: a village asks through the public form, so that its office does not keep what villagers ask."""
        found = Unit.objects.none() if person is None else units_within(person, roles)
        return found.filter(kind__in=SITES)

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        if name == "handler" and unit:
            return advisers_for(unit)
        if name == "duplicate_of":
            return Consultation.objects.visible_to(person).order_by("-opened_on", "-id")
        if name == "told_unit":
            return Unit.objects.in_force(localdate()).filter(kind=UnitKind.POLICE)
        return None

    @classmethod
    def openings_for(cls, step: str, record: Any, person: Person) -> list[Opening]:
        return openings(record, person) if step in ("answer", "correct") else []


class QADesk(Desk):
    model = QAEntry
    title = "法律问答库"  # one for the portal, for advisers and for seats
    icon = "law"
    place = 6
    columns = "title topic audience cited state reviewed_on expires_on due_on"
    filters = "unit state topic audience reviewed_on expires_on"
    form = "unit topic audience question answer cited consultation"
    facts = "topic audience question answer cited consultation reviewed_by reviewed_on expires_on"
    corrects = "topic"
    hints = {"question": "不写姓名、电话、证件号和对方名称", "cited": "启用时须现行有效；修订以后自动停用"}
    empty = "还没有问答。可以从已答复的咨询“拟入问答库”，也可以直接拟写、用台账导入"
    views = (View("待审核", "state=draft"), View("在用", "state=published"), View("待复核", "state=expired"))


class ClientDesk(Desk):
    model = FirmClient
    icon = "person"
    place = 7
    columns = "name adverse unit valid_from valid_to"
    filters = "unit valid_from valid_to"
    sorts = "valid_from"
    form = "unit name adverse valid_from valid_to"
    hints = {"unit": "律师事务所"}
    empty = "每年由律师事务所报送，用台账导入；指派律师时自动核查"

    @classmethod
    def units_for(cls, person: Person | None, roles: Any) -> QuerySet[Unit]:
        found = Unit.objects.none() if person is None else units_within(person, roles)
        return found.filter(kind=UnitKind.FIRM)


class TemplateDesk(Desk):
    model = AnswerTemplate
    icon = "file"
    place = 6
    columns = "title topic cited unit valid_from valid_to"
    filters = "unit topic valid_from valid_to"
    sorts = "valid_from"
    form = "unit title topic text cited valid_from valid_to"
    hints = {
        "text": "用花括号写要填的地方，例如：{咨询人}您好；答复时自动填上，没有的留着提醒填写",
        "unit": "本单位和下级单位都可以套用",
    }
    empty = "把常用的答复登记成模板，答复时选用，引用的法条修订以后自动停用"


class SampleDesk(Desk):
    model = AnswerSample
    icon = "search"
    place = 8
    columns = "title unit each committed_on drawn_on state"
    filters = "unit state month"
    sorts = "month opened_on"
    form = "unit month each source source_on"
    facts = f"{form} pass_score committed_on list_hash source_text drawn_on"
    corrects = "source source_on"
    parts = "lists"
    part_columns = {"lists": "adviser size quota listing"}
    beside = (REDRAWN,)
    hints = {"unit": "评查本单位和下级各站点当月办结的咨询", "source": "锁定清单以后才公布的号码才算数"}
    empty = "每月从每位答复人办结的咨询里随机抽取，由别的人评查"


class ReviewDesk(Desk):
    model = AnswerReview
    icon = "done"
    place = 9
    columns = "title adviser handler score is_passed fatal state due_on"
    together = "adviser handler"
    filters = "unit state adviser handler is_passed fatal was_returned scored_on"
    sorts = "due_on scored_on"
    form = "unit"
    facts = (
        "sample adviser handler question_read answer_read scheme law_points whole_points told_points plain_points kept_points fatal findings "
        "score is_passed scored_on was_returned first_score objection objected_on rechecker re_law_points re_whole_points re_told_points "
        "re_plain_points re_kept_points re_fatal recheck_opinion rechecked_on"
    )
    corrects = "findings"
    reads = {
        "score": "question_read answer_read scheme",
        "object": "question_read answer_read findings",
        "recheck": "question_read answer_read scheme findings objection",
    }
    empty = "批次抽取以后，每件答复在这里评查"
    views = (
        View("待评查", "state=pending&sort=due_on"),
        View("异议待复核", "state=objected&sort=due_on"),
        View("退回更正", "state=returned&sort=due_on"),
    )

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        return advisers_for(unit) if name in ("handler", "rechecker") and unit else None
