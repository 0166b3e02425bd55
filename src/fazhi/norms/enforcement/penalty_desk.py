"""What officers, reviewers and heads see and fill in: cases, decisions, measures, penalties on the spot."""

from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.calendar.moments import today
from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.present.declared import Desk, Taken, View

from .conduct.discretion import in_force
from .flow.case_opening import PARTY
from .ledgers import DecisionLedger, MeasureLedger, PenaltyCaseLedger, SpotPenaltyLedger, SubstitutionLedger
from .likeness import ALIKE
from .models import (
    CaseParty,
    Decision,
    EnforcementBody,
    LeniencyItem,
    Measure,
    Officer,
    PenaltyCase,
    PowerItem,
    Provision,
    SpotPenalty,
    Substitution,
)
from .models.benchmarks import HELD
from .words import PowerKind

LEDGERS = (PenaltyCaseLedger, DecisionLedger, MeasureLedger, SpotPenaltyLedger, SubstitutionLedger)
OFFICERS = ("officer", "first", "second", "reviewer", "host", "recorder")


class OfPenalties:
    """Officers and bodies of the unit, items of penalty, open cases; provisions by what they say."""

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        if name in OFFICERS:
            found = Officer.objects.visible_to(person).filter(state="serving", is_auxiliary=False)
            return found.filter(unit=unit) if unit else found
        if name in ("violated", "basis"):
            return Provision.objects.visible_to(person)
        given = {
            "item": PowerItem.objects.visible_to(person).filter(state="listed", kind=cls.item_kind()),
            "body": EnforcementBody.objects.visible_to(person),
            "case": PenaltyCase.objects.visible_to(person).filter(state__in=("lead", "investigating", "settling")),
            "party": CaseParty.objects.filter(of__in=PenaltyCase.objects.visible_to(person)),
            # What is published binds those below its maker too.
            "benchmark_item": in_force(today()).select_related("benchmark"),
            "leniency_item": LeniencyItem.objects.filter(benchmark__state__in=HELD),
        }
        return given.get(name)

    @classmethod
    def item_kind(cls) -> str:
        return PowerKind.PENALTY


HINTS = {
    "lead_on": "时效以这一天为准：违法行为终了后二年（涉及生命健康、金融安全的五年）内发现的才能处罚",
    "act_end": "连续或者继续的违法行为填终了之日；一次性的不填",
    "body": "以谁的名义处罚；委托的选委托机关",
    "profile": "立案时固定，以后修改不影响本案",
    "jurisdiction": "例如：违法行为发生地县级以上行政机关",
    "is_complex": "选“是”的，须经法制审核并集体讨论",
    "review_grounds": "行政处罚法第五十八条第一款；没有的不选",
    "first": "取证当日持有有效执法证的承办人",
    "second": "另一名承办人，不能是同一人",
    "obtained_on": "取证那天，不是录入那天；证件以这一天为准",
    "is_excluded": "非法取得的证据排除后不作为根据",
    "newer_is_lighter": "行为以后法律修改，新规定处罚较轻的，选“是”",
    "tendency": "从轻在幅度以内，减轻在幅度以下",
    "discretion_ref": "例如：市管〔2024〕3号 第12项 一般档次",
    "benchmark_item": "立案当日施行的裁量基准",
    "base_amount": "按货值、违法所得或者投资额的倍数罚款时填写",
    "circumstances": "一行一项：阶次表照抄情形，其余按“因素：情形”写；没有认定的因素按最低情形计",
    "departs_because": "罚款在裁量基准以外才填写",
    "discretion_text": "写进决定书：为什么是这个档次、这个数额",
    "correction_order": "责令改正不是行政处罚，不计入处罚件数",
    "amount": "罚款、没收违法所得填；元",
    "notified_on": "告知书送达当事人的日期，陈述申辩和听证期限从次日起算",
    "waiver_doc": "当事人签署的书面放弃材料名称",
    "opinions": "一行一人，按“姓名：意见”写，每个人都要列明",
    "points": "逐项写明审核情况",
    "pay_terms": "罚款以外的处罚写明怎样履行、到什么时候",
    "pay_bank": "不填用本市设定的代收机构",
    "held_on": "通知须在听证之日前隔七个工作日送达",
    "approved_by": "只有正职负责人或者主持工作的负责人可以审批移送",
    "deferred_to": "分期的填末期",
    "taken_by": "直接送达、委托送达填签收人；留置送达填见证人或者录像材料",
    "shown_and_told": "没有出示证件、没有告知的，不能当场处罚",
    "collect_ground": "一百元以下、事后难以执行，或者边远地区当事人提出",
    "is_urgent": "来不及事先批准的选“是”，采取后二十四小时内补办批准",
    "item": "在权责清单里选",
}


class PenaltyCaseDesk(OfPenalties, Desk):
    model = PenaltyCase
    title = "行政处罚案件"
    icon = "law"
    place = 1
    columns = "title number unit source filed_on state due_on"
    filters = "unit state source profile filed_on end is_complex"
    sorts = "opened_on filed_on due_on"
    form = "unit source lead_on item body act_start act_end act_place facts harms_safety is_emergency"
    asks_parts = "parties"
    begins = "enforcement.measure enforcement.recording enforcement.substitution"
    asks_of = {"parties": PARTY}
    folds = "act_end harms_safety is_emergency guardian responsibility confirmed_address consents_electronic"
    facts = (
        "who source lead_on item body act_start act_end act_place facts harms_safety barred_on profile jurisdiction filed_on is_complex "
        "flawed_evidence review_grounds suspended_because findings nature concluded_on extended_no end end_because file_no retention archived_on"
    )
    parts = "parties investigators evidence recusals transfers"
    part_columns = {
        "parties": "kind name id_number credit_code legal_representative phone address",
        "investigators": "officer joined_on left_on is_recused",
        "evidence": "kind title obtained_on first second place is_excluded exclude_reason",
        "recusals": "officer asked_by reason is_granted decided_on",
        "transfers": "charge reported_on approved_by is_approved approved_on transfer_no delivered_on answer answered_on goods_handed_on",
    }
    corrects = "source act_place facts jurisdiction file_no"
    hints = HINTS
    empty = "还没有案件。检查发现、投诉举报、移送的线索，都从登记线索开始"
    views = (
        View("待立案", "state=lead&sort=due_on"),
        View("调查中", "state=investigating&sort=due_on"),
        View("处理中", "state=settling"),
        View("待归档", "state=closed"),
    )

    @classmethod
    def takes_over(cls, row: HandOver) -> Taken:
        return Taken({"facts": row.content or row.subject, "source": "handed_over"})


class DecisionDesk(OfPenalties, Desk):
    model = Decision
    title = "行政处罚决定"
    icon = "paper"
    place = 2
    columns = "title number unit outcome decided_on served_on state due_on"
    filters = "unit state outcome decided_on heaviest was_reviewed had_hearing"
    sorts = "opened_on decided_on due_on"
    form = "unit case party facts"
    facts = (
        "case party outcome facts proof violated basis other_bases newer_is_lighter tendency tendency_ground benchmark_item base_amount "
        "circumstances discretion_ref discretion_text departs_because departs_by is_outside leniency_item "
        "earlier_offences content correction_order correction_due education notice_no notified_on has_hearing_right waiver_doc review_asked_on "
        "decided_on pay_bank pay_terms issued_on served_on fine confiscated pay_due deferral deferred_from deferred_to is_performed urged_on "
        "urge_no court_asked_on court ruling stopped_because termination revoked_on revoked_by reported_on withdrawn_on remedy_text"
    )
    parts = "penalties uses statements reviews hearings discussions services payments instalments remedies"
    part_columns = {
        "penalties": "kind amount goods licence period is_dropped",
        "uses": "item level percent low high law_low law_high explanation",
        "statements": "made_on content recheck accepted reason",
        "reviews": "kind reviewer done_on opinion reason",
        "hearings": "asked_on held_on place host notice_no notice_served_on attendance result",
        "discussions": "held_on chair opinions conclusion",
        "services": "method sent_on served_on taken_by witness reason failed",
        "payments": "paid_on amount channel receipt_no",
        "instalments": "due_on amount",
        "remedies": "kind organ filed_on result ended_on result_no",
    }
    begins = "enforcement.publication"
    corrects = "pay_terms discretion_ref is_public_interest"
    beside = (ALIKE,)
    hints = HINTS
    empty = "案件调查终结以后，每名当事人各有一份处理决定"
    views = (
        View("待告知", "state=drafting&sort=due_on"),
        View("待决定", "state=notified&sort=due_on"),
        View("待送达", "state=issued&sort=due_on"),
        View("待履行", "state=served&sort=due_on"),
    )


class MeasureDesk(OfPenalties, Desk):
    model = Measure
    title = "登记保存和强制措施"
    icon = "lock"
    place = 3
    columns = "title number unit case kind applied_on state due_on"
    filters = "unit state kind applied_on end"
    sorts = "opened_on applied_on due_on"
    form = "unit case party kind item basis reason is_urgent first second place"
    asks_parts = "goods"
    facts = (
        "case party kind item basis reason is_urgent first second place approved_on applied_on delivered_on presence term test_purpose "
        "extended_because end ended_on remedy_text"
    )
    parts = "goods"
    hints = HINTS
    empty = "登记保存七个工作日内处理，查封扣押三十日内处理；期限最近的排在前面"
    views = (View("措施中", "state=in_force&sort=due_on"), View("待批准", "state=proposed"))

    @classmethod
    def item_kind(cls) -> str:
        return PowerKind.COERCION

    @classmethod
    def begun_from(cls, record: PenaltyCase) -> Taken:
        """From the case's page: its own parties, and no other case to mistake it for."""
        return Taken(given={"case": record, "unit": record.unit}, narrows={"party": record.parties.all()})


class SubstitutionDesk(OfPenalties, Desk):
    model = Substitution
    icon = "handover"
    place = 4
    columns = "title number unit case planned_on performed_on state due_on"
    together = "case"
    filters = "unit state harm is_immediate planned_on performed_on"
    sorts = "opened_on planned_on due_on"
    form = "unit case party order_no duty duty_due harm harm_told is_immediate"
    facts = (
        f"{form} urge_no urged_on urged_until urge_answer basis way planned_on subject budget performer is_third_party has_no_interest decided_on "
        "served_on reminded_on performed_on first second signed_by party_was_present told_on cost cost_told paid_on cost_note stopped_because remedy_text"
    )
    corrects = "order_no duty harm_told"
    hints = {
        "order_no": "要求排除妨碍、恢复原状等的决定，例如责令改正通知书、处罚决定书",
        "is_immediate": "遗洒物、障碍物、污染物需要立即清除，当事人不能清除的选“是”",
        "performer": "本机关，或者没有利害关系的第三人",
        "first": "到场监督的执法人员",
        "second": "另一名到场监督的执法人员",
        "signed_by": "谁签了名；当事人拒签的写见证人",
        "reminded_on": "与代履行日期之间要有三个完整的工作日",
    }
    empty = "当事人逾期不排除妨碍、不恢复原状，经催告仍不履行的，从案件页面提出代履行"
    views = (View("待实施", "state=served&sort=due_on"), View("待结算费用", "state=performed"))

    @classmethod
    def begun_from(cls, record: PenaltyCase) -> Taken:
        """From the case's page: its own parties, and no other case to mistake it for."""
        return Taken(given={"case": record, "unit": record.unit}, narrows={"party": record.parties.all()})


class SpotPenaltyDesk(OfPenalties, Desk):
    model = SpotPenalty
    title = "当场处罚"
    icon = "edit"
    place = 4
    columns = "title number unit name penalty fine decided_on state due_on"
    filters = "unit state penalty profile decided_on paid_by"
    sorts = "opened_on decided_on due_on"
    form = (
        "unit item body profile first second decided_on act_place kind name id_number credit_code legal_representative phone address guardian "
        "responsibility facts violated basis penalty fine discretion_ref shown_and_told statement refused_to_sign correction_order"
    )
    folds = "legal_representative guardian responsibility violated discretion_ref refused_to_sign correction_order"
    facts = f"{form} reported_on paid_on paid_by collect_ground receipt_no handed_in_on banked_on revoked_by remedy_text"
    corrects = "act_place facts phone address"
    hints = HINTS
    empty = "当场处罚限于警告、对公民二百元以下、对单位三千元以下罚款"
    views = (View("待报备", "state=given&sort=due_on"), View("待缴款", "state=given"))
