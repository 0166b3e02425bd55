"""What managers, clerks, advisers and village contacts see and fill in."""

from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from fazhi.kernel.org.models import Person, Unit, UnitKind
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.present.declared import Beside, Desk, Told, View, units_within
from fazhi.kernel.records.querysets import within

from . import asked, papers, portal  # noqa: F401  what is asked by name, made and published
from .ledgers import LEDGERS  # noqa: F401  filed with the desks
from .models import Contract, DutySlot, OpenItem, Provider, Reception, ServiceItem, Site, WorkLog
from .roles import KEEPERS
from .words import Level, Licence


def on_the_board(site: Site, person: Person) -> Told:
    """The code with which one checks in, for whoever keeps the site: it hangs there, and is read nowhere else."""
    return Told((f"现场码：{site.board_code}" if person.may_at(site.path, *KEEPERS) else "现场码由平台工作人员打印上墙。",), ())


BOARD = Beside("board", "现场码", (), on_the_board, "值班人员到场以后凭它签到。")


def _near(contracts: QuerySet[Contract], unit: Unit | None) -> QuerySet[Contract]:
    """Those of a village, or of the villages below; all that one sees, where one's own unit has none, as an adviser's firm."""
    near = contracts.filter(within([unit.path])) if unit else contracts
    return near if near.exists() else contracts


class OfNetwork:
    """Sites, providers and contracts that one may see; places for regions."""

    @classmethod
    def choices_for(cls, name: str, person: Person, unit: Unit | None) -> QuerySet[Any] | None:
        today = timezone.localdate()
        contracts = Contract.objects.visible_to(person).filter(state="active").order_by("path")
        practising = Provider.objects.visible_to(person).filter(licence=Licence.PRACTISING)
        given = {
            "site": Site.objects.visible_to(person).filter(state="serving").order_by("level", "path"),
            "parent": Site.objects.visible_to(person).exclude(level=Level.VILLAGE).exclude(state="closed").order_by("path"),
            "provider": practising,
            "adviser": practising,
            "substitute": practising,
            "contract": _near(contracts, unit),
            "region": Unit.objects.in_force(today).filter(kind__in=REGIONS),
        }
        return given.get(name)


class ReceptionDesk(OfNetwork, Desk):
    model = Reception
    title = "来访登记"
    icon = "person"
    place = 1
    columns = "title number site category priority disposition opened_on state due_on"
    together = "site"
    filters = "unit state category priority disposition rating is_anonymous opened_on"
    sorts = "opened_on due_on"
    form = "unit site is_anonymous visitor phone groups category matter priority"
    facts = (
        "site is_anonymous visitor phone groups category matter priority booked_for booked_slot handler disposition answer cited told_once "
        "missing consents handed_to handed_times result rating complaint reply"
    )
    parts = "diversions"
    corrects = "category priority groups"
    hints = {
        "matter": "来访人要办什么，简要写明",
        "visitor": "不愿意留姓名的，选“匿名”",
        "cited": "一行一条，例如：民法典 第一千零四十三条",
        "missing": "缺什么材料一次写全，连同依据和联系人",
        "handed_to": "填接收单位名称或者编码",
    }
    empty = "还没有来访。当面来的在这里登记，群众预约的会自动到这里"
    views = (
        View("待接待", "state=new&sort=due_on"),
        View("已转办", "state=handed&sort=due_on"),
        View("投诉", "state=complained&sort=due_on"),
    )


class DutySlotDesk(OfNetwork, Desk):
    model = DutySlot
    title = "值班排班"
    icon = "calendar"
    place = 2
    columns = "title provider on slot served is_late state"
    together = "provider site"
    filters = "unit state slot is_late on"
    sorts = "on opened_on"
    form = "unit site on slot provider"
    facts = "site on slot provider checked_in_at method is_late checked_out_at served journal substitute replaces"
    corrects = "served journal"
    hints = {"shown_code": "平台上墙二维码下面的八位字符", "journal": "接待了谁的什么事、怎样答复，不写来访人姓名"}
    empty = "还没有排班。可以用值班台账一次导入一个月"
    views = (View("待确认", "state=planned&sort=on"), View("已确认", "state=confirmed&sort=on"), View("缺岗", "state=absent"))


class OfVillages(OfNetwork):
    """What is kept under a village."""

    @classmethod
    def units_for(cls, person: Person | None, roles: Any) -> QuerySet[Unit]:
        found = Unit.objects.none() if person is None else units_within(person, roles)
        return found.filter(kind=UnitKind.VILLAGE)


class WorkLogDesk(OfVillages, Desk):
    model = WorkLog
    title = "顾问服务日志"
    icon = "edit"
    place = 3
    columns = "title contract on mode spent people is_late state due_on"
    together = "contract"
    filters = "unit state mode is_late on"
    sorts = "on opened_on due_on"
    form = "unit contract on mode spent activities people summary linked"
    facts = "contract on mode spent activities people summary linked is_late approved_by confirmed_by confirmed_on"
    corrects = "summary people"
    hints = {"summary": "做了什么，不写村民的姓名和隐私", "linked": "在调解、咨询里登记过的，写它的编号，不重复计数"}
    empty = "顾问每到一次村记一次，由村（居）联络员确认"
    views = (View("待确认", "state=recorded&sort=due_on"),)


class ContractDesk(OfVillages, Desk):
    model = Contract
    title = "村（居）法律顾问"
    icon = "paper"
    place = 4
    columns = "unit adviser contract_no starts_on ends_on is_short state"
    together = "adviser"
    filters = "unit state funding is_short ends_on"
    sorts = "ends_on starts_on opened_on"
    form = "unit adviser contract_no starts_on ends_on funding fee visits lectures on_board has_group"
    facts = "adviser contract_no starts_on ends_on funding fee visits lectures on_board has_group is_short ended_on"
    parts = "reviews settlements"
    part_columns = {
        "reviews": "since until visits least_visits lectures least_lectures is_met",
        "settlements": "since until visits lectures served_hours amount is_short note",
    }
    corrects = "on_board has_group"
    begins = "legal_services.worklog"
    hints = {"visits": "合同约定；不少于本市设定", "note": "没有达到合同次数的，写明扣减多少、为什么"}
    empty = "还没有顾问合同。可以用合同台账导入"
    views = (
        View("待生效", "state=draft"),
        View("快到期", "state=active&sort=ends_on"),
        View("到村不足", "state=active&is_short=True"),
    )


class SiteDesk(OfNetwork, Desk):
    model = Site
    title = "服务平台"
    icon = "unit"
    place = 8
    columns = "title level region phone has_sign is_idle last_checked_on state"
    together = "region"
    filters = "unit state level network has_sign is_idle last_checked_on"
    sorts = "opened_on last_checked_on"
    form = "unit title code level region parent host address longitude latitude phone hours facilities has_sign network terminals"
    facts = (
        "code level region parent host address phone hours now facilities has_sign network terminals started_on ended_on "
        "last_checked_on looked_at_on is_idle"
    )
    parts = "checks"
    beside = (BOARD,)
    corrects = "title host address longitude latitude phone hours facilities network terminals"
    hints = {
        "hours": "例如：周一至周五 09:00-12:00、13:30-17:00；周六 09:00-12:00",
        "parent": "村室属于乡镇站，乡镇站属于县中心，县中心属于市中心",
    }
    empty = "还没有平台。可以用平台名册一次导入"
    views = (View("开放", "state=serving"), View("空转", "state=serving&is_idle=True"), View("暂停", "state=paused"))


class ServiceItemDesk(OfNetwork, Desk):
    model = ServiceItem
    title = "服务事项清单"
    icon = "table"
    place = 9
    columns = "name code category is_free days basis valid_from valid_to"
    filters = "unit category is_free is_published valid_to"
    sorts = "valid_from"
    form = (
        "unit code name category is_free fee_note basis audience materials process days levels is_published valid_from valid_to"
    )
    hints = {"basis": "例如：法律援助法 第二十二条；或者 莲司发〔2023〕5号", "fee_note": "不是无偿的写明标准和依据"}
    empty = "还没有服务事项"


class OpenItemDesk(OfNetwork, Desk):
    model = OpenItem
    title = "公开标准目录"
    icon = "eye"
    place = 9
    columns = "title code group organ audience manner shown_on state due_on"
    filters = "unit state group audience manner was_late shown_on"
    sorts = "opened_on due_on shown_on"
    form = "unit code group title content basis organ channels audience audience_note manner levels changed_on"
    facts = "code group content basis organ channels audience audience_note manner levels changed_on what shown_on address times was_late"
    corrects = "group content basis organ channels audience audience_note manner levels"
    folds = "audience_note changed_on"
    hints = {
        "title": "二级事项",
        "basis": "一行一条，例如：法律援助法 第五十八条",
        "changed_on": "空着的，从今天起算二十个工作日",
    }
    empty = "照省里的公共法律服务领域基层政务公开标准目录导入"
    views = (View("待公开", "state=waiting&sort=due_on"), View("公开超期", "was_late=True"))


class ProviderDesk(OfNetwork, Desk):
    model = Provider
    title = "服务人员名录"
    icon = "person"
    place = 10
    columns = "name profession organisation licence_no specialties licence checked_on"
    filters = "unit profession licence checked_on"
    sorts = "checked_on recorded_at"
    form = "unit name profession licence_no organisation person specialties languages licence checked_on may_show_phone phone"
    empty = "每年年度考核以后导入一次"
