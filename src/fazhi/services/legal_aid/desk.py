"""What staff of the aid centre, those assigned and the bureau see and fill in."""

from typing import Any

from django.db.models import QuerySet
from django.utils.timezone import localdate

from fazhi.kernel.flow.models import HandOver
from fazhi.kernel.org.models import Person, Unit, UnitKind
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.present.declared import Desk, Fit, Taken, View, units_within

from . import choosing
from .ledgers import AidCaseLedger, AidLawyerLedger, DutyHelpLedger, ObjectionLedger, ReferralLedger, SubsidyRateLedger
from .models import AidCase, AidLawyer, DutyHelp, Objection, Referral, SubsidyRate
from .taking_over import taken_over

LEDGERS = (AidCaseLedger, AidLawyerLedger, DutyHelpLedger, ObjectionLedger, ReferralLedger, SubsidyRateLedger)
CENTRES = (UnitKind.CENTRE, UnitKind.BUREAU)


class OfAid:
    """Regions for places, the register of lawyers, other centres, cases that one sees."""

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        given = {
            "competent": Unit.objects.filter(kind__in=REGIONS),
            "place": Unit.objects.filter(kind__in=REGIONS),
            "transfer_to": Unit.objects.on(localdate()).filter(kind=UnitKind.CENTRE),
            "firm_unit": Unit.objects.on(localdate()).filter(kind=UnitKind.FIRM),
            "aid_case": AidCase.objects.visible_to(person).order_by("-opened_on", "-id"),
        }
        if name == "lawyer":
            lawyers = AidLawyer.objects.filter(is_available=True)
            return lawyers.filter(unit=unit) if unit else lawyers.none()
        return given.get(name)


class AidCaseDesk(OfAid, Desk):
    model = AidCase
    icon = "scales"
    place = 11
    columns = "title kind unit people lawyer opened_on state due_on"
    together = "lawyer"
    filters = (
        "unit state kind ground origin means_path decision grade is_decided_late is_assigned_late was_refused was_corrected has_special "
        "opened_on decided_on"
    )
    sorts = "opened_on due_on decided_on"
    form = (
        "unit origin kind ground cause facts opponent organ notice_no competent limitation_on is_detained held_at asked_in_custody_at "
        "means_path exempt_as income household has_promised means_note wishes_sex wishes_language"
    )
    asks_parts = "recipients representatives materials"
    asks_of = {
        "recipients": "name sex id_number phone groups capacity born_on address language access_needs contact contact_note",
        "representatives": "name kind relation phone id_number guardian_infringes letter_on scope is_special",
    }
    fewest = {"representatives": 0, "materials": 0}
    folds = (
        "organ notice_no is_detained held_at asked_in_custody_at wishes_sex wishes_language born_on address language access_needs contact "
        "contact_note is_special"
    )
    begins = "legal_aid.referral"
    facts = (
        "origin kind ground cause facts opponent organ notice_no competent limitation_on is_detained held_at was_forwarded_late means_path "
        "means_told exempt_as income household means_note missing missing_told_on supplement_by supplemented_on urgent_ground urgent_reason "
        "decision findings refused_because refused_under decided_on decided_by late_because transfer_to transfer_told wishes_sex wishes_language lawyer_choices lawyer "
        "assigned_on practice_years conflict_checked_on organ_told_on ended_on outcome outcome_note recovered termination_ground "
        "terminated_because objection_text was_corrected quality_score grade quality_note subsidy archived_on paid_on rating"
    )
    parts = "recipients representatives materials progress changes complaints visits"
    part_columns = {
        "recipients": "name sex groups capacity language access_needs contact phone id_number address contact_note ended_on ended_because",
        "representatives": "name kind relation phone guardian_infringes letter_on scope is_special",
        "materials": "kind title copies received_on",
        "progress": "done_on kind note is_told reported_by",
        "changes": "asked_on reason lawyer_name answered_on is_granted answer",
        "complaints": "made_on content result is_true told_on",
    }
    corrects = "kind ground cause opponent organ notice_no competent limitation_on wishes_sex wishes_language"
    hints = {
        "unit": "收到申请、通知的法律援助机构",
        "competent": "诉讼事项填办案机关所在地；非诉讼事项填争议处理机关所在地或者事由发生地",
        "ground": "法律援助法的条款；第二十五条、第二十八条只用于办案机关通知",
        "means_path": "第三十二条的情形自动改为不受经济困难条件限制，通知类自动改为不核查",
        "exempt_as": "选了免予核查的再填，并登记证明材料",
        "asked_in_custody_at": "办案机关、监管场所、值班律师应当在二十四小时内转交",
        "missing": "把缺的材料、要说明的事一次写全",
        "supplement_by": "空白按本市设定",
        "refused_under": "例如：法律援助法 第三十一条",
        "lawyer": "执业证、年限、专长和利益冲突由系统核查",
        "recovered": "以结案法律文书为准，先上传文件",
        "findings": "查明的申请事项和经济状况",
        "foreign_basis": "只有外国人、无国籍人申请的填写",
        "late_because": "超过七日的填写",
    }
    reads = {
        "grant": "kind ground cause competent limitation_on means_path means_told",
        "refuse": "kind ground cause competent means_path means_told",
        "assign": "kind cause limitation_on wishes_sex wishes_language lawyer_choices",
    }
    empty = "还没有法律援助案件。窗口登记申请，公检法的通知也在这里登记；群众在网上的申请会自动到这里"
    views = (
        View("待审查", "state=received&sort=due_on"),
        View("待补充", "state=supplementing&sort=due_on"),
        View("待指派", "state=granted&sort=due_on"),
        View("办理中", "state=assigned&sort=due_on"),
        View("待归档", "state=closing&sort=due_on"),
        View("异议和改正", "was_refused=True"),
    )

    @classmethod
    def units_for(cls, person: Person | None, roles: Any) -> QuerySet[Unit]:
        found = Unit.objects.none() if person is None else units_within(person, roles)
        return found.filter(kind__in=CENTRES)

    @classmethod
    def takes_over(cls, row: HandOver) -> Taken:
        return taken_over(row)

    @classmethod
    def fits(cls, name: str, record: Any) -> Fit | None:
        """Nobody is offered whom the law keeps from this case."""
        return Fit([row.pk for row in choosing.fitting(record)], choosing.UNFIT) if name == "lawyer" and record.pk else None


class ObjectionDesk(Desk):
    model = Objection
    icon = "warning"
    place = 12
    columns = "title unit against opened_on state due_on"
    filters = "unit state against is_late opened_on decided_on"
    form = "unit title grounds"
    facts = "aid_case against grounds decided_by_before decided_on_before findings reasons result decided_on is_late"
    corrects = "grounds"
    hints = {"findings": "查阅原案材料后写明", "reasons": "写明维持或者责令改正的理由和条款"}
    empty = "对不予、终止法律援助的决定有异议的，从案件上提出，会自动到这里"
    views = (View("待审查", "state=received&sort=due_on"),)


class DutyHelpDesk(OfAid, Desk):
    model = DutyHelp
    icon = "talk"
    place = 13
    columns = "title place person_name helped_on unit state due_on"
    filters = "unit state place is_detained helped_on"
    form = "unit place organ person_name charge is_detained helped_on helps"
    facts = "place organ person_name charge is_detained helped_on helps asked_at forwarded_at aid_case"
    hints = {"helps": "值班律师法律帮助不计入法律援助案件", "asked_at": "转交期限从这一刻起算二十四小时"}
    empty = "值班律师每次提供的帮助登记在这里"
    views = (View("待转交", "state=asked&sort=due_on"),)

    @classmethod
    def units_for(cls, person: Person | None, roles: Any) -> QuerySet[Unit]:
        return AidCaseDesk.units_for(person, roles)


class ReferralDesk(OfAid, Desk):
    model = Referral
    icon = "handover"
    place = 14
    columns = "title body unit booked_at accepted_on state due_on"
    filters = "unit state kind matter_kind is_recipient reduced_fee opened_on accepted_on"
    form = "unit kind body place matter_kind matter person_name phone by_proxy has_agreement known_on in_service consents materials aid_case"
    folds = "by_proxy has_agreement known_on in_service"
    facts = (
        "rules_told kind body place matter_kind matter person_name phone by_proxy consents materials aid_case booked_at arrived_on accepted_on "
        "accepted_no reduced_fee issued_on result"
    )
    corrects = "body matter materials"
    hints = {"body": "公证处、司法鉴定机构、仲裁机构的名称", "reduced_fee": "受援人办理公证、司法鉴定的应当减收或者免收"}
    empty = "推荐到公证、司法鉴定、仲裁机构的登记在这里，受理之后才计入服务量"
    views = (View("待预约", "state=recommended&sort=due_on"), View("已预约", "state=booked"), View("已受理", "state=accepted"))

    @classmethod
    def begun_from(cls, record: Any) -> Taken:
        first = next(iter(record.rows("recipients")), None)
        return Taken({"unit": record.unit, "aid_case": record, "person_name": first.name if first else ""})


class AidLawyerDesk(OfAid, Desk):
    model = AidLawyer
    icon = "person"
    place = 15
    columns = "name kind firm licensed_until criminal_since tags is_available unit"
    filters = "unit kind sex is_available licensed_until"
    sorts = "licensed_until"
    form = (
        "unit name kind sex firm firm_unit person licence_no licensed_until civil_since criminal_since administrative_since languages tags "
        "phone enrolled_on is_available"
    )
    hints = {
        "unit": "登记的法律援助机构",
        "person": "有平台账号的填写，指派之后本人能看到案件",
        "criminal_since": "可能判处无期徒刑、死刑的案件，要有三年以上刑事执业经历",
        "tags": "未成年人案件只能指派熟悉未成年人身心特点的律师",
    }
    empty = "导入法律援助人员名册，或者逐个登记"


class SubsidyRateDesk(OfAid, Desk):
    model = SubsidyRate
    icon = "table"
    place = 16
    columns = "kind amount each_more most unit valid_from valid_to source"
    filters = "unit kind valid_to"
    sorts = "valid_from"
    form = "unit kind amount each_more most valid_from valid_to source"
    hints = {"unit": "标准适用的县（市、区）或者市", "each_more": "一件有多名受援人的", "source": "省、市文件的名称和文号"}
    empty = "照省里文件登记补贴标准，新标准另登一行"

    @classmethod
    def units_for(cls, person: Person | None, roles: Any) -> QuerySet[Unit]:
        found = Unit.objects.none() if person is None else units_within(person, roles)
        return found.filter(kind__in=(*REGIONS, *CENTRES))
