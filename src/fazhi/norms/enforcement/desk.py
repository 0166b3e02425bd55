"""What those who keep the registers of enforcement see and fill in."""

from typing import Any

from django.db.models import QuerySet

from fazhi.kernel.org.models import Person, Unit, UnitKind
from fazhi.kernel.present.declared import Desk, View

from . import announcement_desk, benchmark_desk, orders, penalty_desk, publicity_desk, statistics_desk, supervision  # noqa: F401  what other files declare
from .ledgers import BodyLedger, CertificateLedger, GrantLedger, ItemLedger, OfficerLedger, ProvisionLedger, TeamLedger
from .models import Certificate, EnforcementBody, Officer, PowerGrant, PowerItem, Provision, TownshipTeam

LEDGERS = (BodyLedger, ProvisionLedger, ItemLedger, OfficerLedger, CertificateLedger, TeamLedger, GrantLedger)


class OfEnforcement:
    """Townships, bodies, items and officers are chosen from what one may see."""

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        if name == "township":
            return Unit.objects.filter(kind=UnitKind.TOWN)
        kinds = {
            "support": EnforcementBody,
            "body": EnforcementBody,
            "item": PowerItem,
            "provision": Provision,
            "officer": Officer,
            "chief": Officer,
        }
        return kinds[name].objects.visible_to(person) if name in kinds else None


class BodyDesk(OfEnforcement, Desk):
    model = EnforcementBody
    icon = "unit"
    place = 10
    columns = "name unit level source announced_no valid_from valid_to"
    filters = "unit level source is_vertical valid_to"
    sorts = "valid_from announced_on"
    form = "unit name credit_code level source principal manages_public_affairs announced_no announced_on is_vertical valid_from valid_to"
    begins = "enforcement.announcement"
    hints = {"valid_to": "空白表示仍是执法主体；不再是的，填最后有效的一天", "principal": "只有受委托的组织填写"}
    empty = "先登记执法主体，再登记事项和人员"


class ProvisionDesk(OfEnforcement, Desk):
    model = Provision
    icon = "law"
    place = 15
    columns = "citation kind hierarchy valid_from valid_to"
    filters = "kind hierarchy valid_to"
    sorts = "valid_from"
    form = "unit citation hierarchy kind valid_from valid_to text"
    hints = {"citation": "例如：行政处罚法 第四十二条第一款", "text": "法规库里有这一条的，自动填入"}


class ItemDesk(OfEnforcement, Desk):
    model = PowerItem
    icon = "table"
    place = 20
    columns = "title code kind field unit state valid_from valid_to"
    filters = "unit state kind field"
    form = "unit code title kind field valid_from valid_to"
    asks_parts = "bases bodies"
    facts = "code kind field valid_from valid_to"
    parts = "bases bodies"
    part_columns = {"bases": "provision", "bodies": "body valid_from valid_to"}
    corrects = "title field"


class OfficerDesk(OfEnforcement, Desk):
    model = Officer
    icon = "person"
    place = 30
    columns = "title unit service identity legal_qualification is_auxiliary state"
    filters = "unit state service identity is_auxiliary has_law_degree"
    form = "unit title id_number identity education has_law_degree legal_qualification is_auxiliary person"
    asks_parts = "services"
    facts = "id_number service identity education has_law_degree legal_qualification is_auxiliary person"
    parts = "services training"
    part_columns = {"services": "service since until", "training": "year hours"}
    corrects = "title id_number identity education has_law_degree legal_qualification is_auxiliary person"
    hints = {"title": "姓名会公示", "is_auxiliary": "辅助人员不能作为执法人员，也不申领执法证"}


class CertificateDesk(OfEnforcement, Desk):
    model = Certificate
    icon = "paper"
    place = 40
    columns = "title certificate_no unit state issued_on expires_on due_on"
    filters = "unit state kind expires_on"
    sorts = "opened_on expires_on due_on"
    form = "unit officer kind"
    facts = "officer kind certificate_no issuer powers field area issued_on expires_on published_on ended_on end"
    parts = "exams annual_checks suspensions"
    part_columns = {
        "exams": "kind score taken_on",
        "annual_checks": "year is_passed note",
        "suspensions": "since until document_no reason",
    }
    views = (View("待发证", "state=applied"), View("快到期", "state=good&sort=due_on"), View("暂扣中", "state=suspended"))


class TeamDesk(OfEnforcement, Desk):
    model = TownshipTeam
    icon = "home"
    place = 50
    columns = "name township approved_posts established_on closed_on"
    filters = "unit established_on closed_on"
    sorts = "established_on approved_posts"
    form = "unit name township approved_posts post_kind established_no established_on closed_on chief vehicles body_cameras has_inquiry_room"
    facts = f"{form} headcounts"
    hints = {"approved_posts": "机构编制部门核定的数，与实有、在岗、持证分开统计"}


class GrantDesk(OfEnforcement, Desk):
    model = PowerGrant
    icon = "handover"
    place = 60
    columns = "title number mode township support state taken_up_on ends_on withdrawn_on due_on"
    filters = "unit state mode taken_up_on withdrawn_on"
    sorts = "opened_on taken_up_on due_on"
    form = "unit township mode support"
    asks_parts = "items"
    facts = "township mode support decision_no decision_published_on list_no taken_up_on ends_on withdrawn_no withdrawn_on pending_cases"
    parts = "items evaluations"
    part_columns = {"items": "item", "evaluations": "held_on outcome report"}
    corrects = "list_no"
    views = (View("待评估", "state=in_force&sort=due_on"),)
