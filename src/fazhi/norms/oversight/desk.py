"""What supervisors and heads see and fill in: reminders, supervision cases, their documents."""

from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Person, Unit, UnitKind
from fazhi.kernel.present.declared import Desk, Taken, View

from . import review_desk  # noqa: F401  standards, plans, files, sheets
from .ledgers import ComplaintLedger, FilingLedger, InstrumentLedger, ReminderLedger, SupervisionLedger
from .models import Complaint, Filing, Instrument, Reminder, Supervision
from .words import FiledKind

LEDGERS = (ComplaintLedger, ReminderLedger, SupervisionLedger, InstrumentLedger, FilingLedger)
# The kinds of units that enforce; who supervises is none of them.
ENFORCING = (UnitKind.DEPARTMENT, UnitKind.TOWN, UnitKind.POLICE, UnitKind.COUNTY, UnitKind.OTHER)


def bodies() -> QuerySet[Unit]:
    return Unit.objects.filter(kind__in=ENFORCING, valid_to=None)


class OfOversight:
    """Bodies that enforce, colleagues, open cases."""

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        if name == "body":
            return bodies()
        if name == "keeper":
            return Unit.objects.filter(valid_to=None)
        if name == "case":
            return Supervision.objects.visible_to(person).filter(state__in=("investigating", "handling"))
        return None


HINTS = {
    "is_serious": "选“是”的不能发提醒函，应当立案监督",
    "is_checked": "事实核实以后才能发函",
    "trigger": "哪个期限、哪个案件或者哪项统计数",
    "superior": "垂直管理部门的问题告知它的上级主管部门",
    "in_remedy": "已经进入复议、诉讼的不立案监督",
    "certificate_no": "证件已经登记的不用填",
    "valid_until": "证件已经登记的不用填",
    "disposition": "只有监督决定书填写",
    "due_written_on": "不填的，按本案适用的监督程序计算",
    "evidence": "新的文书、票据、现场核查记录等，写明名称和编号",
    "receiver": "不填的，送被监督机关；垂直管理的送上级主管部门",
    "severity": "有严重问题的，可以直接制发监督决定书",
    "due_on": "这一项自己的整改期限",
    "settled_how": "例如：责令提供、约谈、移送，写明文号",
    "organ": "处分由任免机关、监察机关决定，监督机关只建议、移送",
}


class ReminderDesk(OfOversight, Desk):
    model = Reminder
    icon = "bell"
    place = 71
    columns = "title number body kind sent_on state due_on"
    filters = "unit state kind sent_on outcome"
    sorts = "opened_on sent_on due_on"
    form = "unit body kind trigger facts is_checked is_serious basis suggestion"
    facts = f"{form} sent_on reply replied_on outcome escalated_to"
    corrects = "kind trigger facts is_checked is_serious basis suggestion"
    hints = HINTS
    empty = "还没有提醒函。临期、超期、数据和程序上的小问题，先提醒"
    views = (View("待回复", "state=sent&sort=due_on"), View("待处理", "state=replied"))


class SupervisionDesk(OfOversight, Desk):
    model = Supervision
    icon = "eye"
    place = 72
    columns = "title number body source filed_on state due_on"
    filters = "unit state source level conclusion filed_on end"
    sorts = "opened_on filed_on due_on"
    form = "unit body source source_no level facts is_vertical superior in_remedy remedy_no"
    folds = "source_no is_vertical superior in_remedy remedy_no"
    facts = f"{form} profile filed_on findings_text conclusion concluded_on end end_because"
    parts = "supervisors acts findings statements obstructions accountability"
    part_columns = {
        "supervisors": "person certificate_no valid_until joined_on left_on",
        "acts": "kind number told in_remedy",
        "findings": "kind severity fact basis",
        "statements": "heard_on content answer",
        "obstructions": "kind happened_on facts evidence settled_on settled_how",
        "accountability": "kind officer organ certificate_no document_no decided_on result",
    }
    begins = "oversight.instrument"
    corrects = "source source_no level facts superior in_remedy remedy_no"
    hints = HINTS
    empty = "还没有监督案件。投诉、评查、统计和上级交办的线索，都从登记线索开始"
    views = (
        View("待处置的线索", "state=clue&sort=due_on"),
        View("调查中", "state=investigating&sort=due_on"),
        View("处理中", "state=handling"),
    )


class InstrumentDesk(OfOversight, Desk):
    model = Instrument
    icon = "paper"
    place = 73
    columns = "title number case kind served_on state due_on"
    together = "case"
    filters = "unit state kind served_on verified"
    sorts = "opened_on served_on due_on"
    form = "unit case kind facts basis demand disposition"
    facts = (
        "case kind effects receiver facts basis demand disposition due_written_on sign_level in_name_of issued_on served_on report reported_on "
        "was_in_time verified evidence verified_by verified_on objection objected_on objection_result objection_answer reviewed_on published_on"
    )
    parts = "items"
    part_columns = {"items": "content due_on reported_on was_in_time verified verified_on evidence"}
    corrects = "facts basis demand receiver"
    hints = HINTS
    empty = "监督文书从监督案件的页面拟制"
    views = (
        View("待送达", "state=issued"),
        View("待报告", "state=served&sort=due_on"),
        View("待验收", "state=reported&sort=due_on"),
        View("整改不合格", "state=unmended"),
    )

    @classmethod
    def begun_from(cls, record: Supervision) -> Taken:
        """From the case's page: its own unit, and no other case to mistake it for."""
        return Taken(given={"case": record, "unit": record.unit})


class ComplaintDesk(OfOversight, Desk):
    model = Complaint
    icon = "warning"
    place = 70
    columns = "title number body unit kind state due_on"
    together = "body"
    filters = "unit state kind opened_on is_true"
    sorts = "opened_on due_on"
    form = "unit kind body_told content happened_on complainant phone wants_secrecy in_remedy"
    folds = "happened_on"
    facts = f"{form} body accepted_on is_true answer refused_because supervision"
    corrects = "kind body_told happened_on"
    hints = {
        "wants_secrecy": "选“是”的自动限制查阅，只有承办人和核准人看得到",
        "in_remedy": "已经申请复议或者起诉的不受理，告知由复议机关、人民法院处理",
        "body": "核实以后选执法机关",
        "answer": "投诉举报人凭查询码看得到这段话",
    }
    empty = "还没有投诉举报。群众可以在门户上提交，也可以在这里登记来电、来访"
    views = (View("待受理", "state=received&sort=due_on"), View("核查中", "state=accepted&sort=due_on"))


class FilingDesk(OfOversight, Desk):
    """The list of the year is this list by the day of the decision, taken out as its ledger."""

    model = Filing
    icon = "inbox"
    place = 74
    columns = "title number body kind decided_on received_on was_in_time state due_on"
    together = "body"
    filters = "unit body state kind decided_on was_in_time"
    sorts = "opened_on decided_on due_on"
    form = "unit body kind decision_no decided_on received_on summary"
    facts = f"{form} was_in_time wanted supplied doubts filed_on supervision"
    corrects = "kind decided_on summary"
    hints = {"summary": "案由、处理种类和幅度；不写当事人的姓名", "decision_no": "决定书的文号"}
    empty = "还没有备案。执法机关在处罚决定的页面上报送，到“转办移送”里接收并登记"
    views = (View("待审查", "state=received&sort=due_on"), View("待补充", "state=waiting"))

    @classmethod
    def takes_over(cls, row: HandOver) -> Taken:
        """What the body reports; the number of its decision is the sender's own number."""
        told = {"body": row.from_unit, "received_on": row.sent_at.astimezone().date(), "summary": row.content}
        names = {"decision_no": "决定文号", "decided_on": "决定日期"}
        said = {name: row.details[head] for name, head in names.items() if row.details.get(head)}
        return Taken({**told, **said, "kind": FiledKind.PENALTY if row.of == "enforcement.decision" else FiledKind.OTHER})
