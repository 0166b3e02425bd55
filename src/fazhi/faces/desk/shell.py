"""The frame around every page of staff: where one can go, what waits there, who is here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from django.apps import apps
from django.conf import settings
from django.db.models.signals import post_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from fazhi.faces.look.shell import Fold, Navigation, NavigationItem, Shell, Viewer
from fazhi.kernel import registry
from fazhi.kernel.indicators import publication
from fazhi.kernel.ledger import state
from fazhi.kernel.org.models import Person, Unit
from fazhi.kernel.org.roles import ADMINISTRATOR, CLERK, LEADER, Role
from fazhi.kernel.present.declared import Desk
from fazhi.kernel.present.feeds import SHELF
from fazhi.kernel.records.search import reading

from . import badges, waiting

AT_A_GLANCE = 12  # desks of a pillar that are shown as they are
ROOMS = (
    ("desk:inbox", "我的待办", "inbox"),
    ("desk:hand_overs", "转办移送", "handover"),
    ("desk:signing", "待我签批", "edit"),
    ("desk:owed", "应办事项", "calendar"),
    ("desk:reminders", "提醒", "bell"),
    ("laws", "法规库", "law"),
)
SETTINGS = (
    ("desk:substitutes", "替岗", "person"),
    ("desk:exports", "导出申请", "download"),
    ("desk:feeds", "报送数据", "upload"),
    ("desk:blocks", "预留号段", "table"),
    ("desk:retention", "保管期满", "calendar"),
    ("desk:rules", "本市设定", "columns"),
    ("desk:people", "人员和岗位", "key"),
)
PILLARS = {
    "governance": "政治引领",
    "exemplars": "示范引领",
    "norms": "规范引领",
    "services": "服务引领",
    "office": "机关公文",
}
PUBLIC_LINKS = (
    NavigationItem("无障碍说明", "/access/"),
    NavigationItem("个人信息保护", "/privacy/"),
    NavigationItem("核验文书", "/verify/paper/"),
    NavigationItem("核验凭证", "/verify/"),
)


def look(request: HttpRequest) -> dict[str, SimpleLazyObject]:
    """The context variable `look`, made when a page asks for it."""
    return {"look": SimpleLazyObject(lambda: shell(request))}


def shell(request: HttpRequest) -> Shell:
    """What stands around this page."""
    person = person_of(request)
    name = city_name()
    return Shell(
        city_name=name,
        organisation=f"{name}司法局",
        today=timezone.localdate(),
        sample=settings.SAMPLE,
        navigation=navigation(request, person) if person else (),
        dock=dock(request) if person else (),
        person=Viewer(person.name, str(person.unit), address("desk:me")) if person else None,
        links=(*PUBLIC_LINKS, NavigationItem("我的待办", "/desk/") if person else NavigationItem("工作人员登录", "/login/")),
        find_url=address("desk:find") if person else "",
        checkpoint=state.standing(),
        verify_url="/log/",
        alarms=state.alarms() if person and person.scope(ADMINISTRATOR) else (),
    )


@cache
def city() -> str:
    """The name of the root of the tree; asked once it has one, forgotten whenever a unit changes."""
    root = Unit.objects.filter(parent=None).order_by("pk").values_list("name", flat=True).first()
    if root is None:
        raise LookupError("no unit yet")  # an empty answer is not worth keeping
    return root


def city_name() -> str:
    """The city's name; before there is one, what the installation is for."""
    try:
        return city()
    except LookupError:
        return "莲城市" if settings.SAMPLE else "法治"


@receiver(post_save, sender=Unit, dispatch_uid="desk.city")
def forget_city(**_: object) -> None:
    city.cache_clear()


def person_of(request: HttpRequest) -> Person | None:
    """Who is signed in, if it is somebody with a post."""
    user = getattr(request, "user", None)
    return user.person if user is not None and user.is_authenticated else None


@cache
def address(name: str, *arguments: str) -> str:
    """An address that is the same for everybody: a page shows a hundred of them."""
    return reverse(name, args=arguments)


@dataclass(frozen=True, slots=True)
class Line:
    """A desk's line as all its readers have it, before anything is counted."""

    label: str
    module: str
    item: NavigationItem


@cache
def lines_for(roles: frozenset[str]) -> Mapping[str, tuple[Line, ...]]:
    """Pillar → the lines of the desks that these roles may read."""
    desks = _read_by(roles)
    return {pillar: tuple(_line(desk) for desk in desks if desk.pillar() == pillar) for pillar in PILLARS}


def _line(desk: type[Desk]) -> Line:
    module = str(apps.get_app_config(desk.model._meta.app_label).verbose_name)
    return Line(registry.label(desk.model), module, NavigationItem(desk.named(), list_url(desk), desk.icon))


def navigation(request: HttpRequest, person: Person) -> list[Navigation]:
    """What waits and the library, then each pillar with the desks this person may read; a number says what stands there."""
    waits = badges.kept(person, lambda: waiting.counts(person, desks_of(person)))
    first = [item(request, label, address(name), icon, waits.get(name)) for name, label, icon in ROOMS]
    if person.scope(*publication.READERS):
        first.insert(1, item(request, "驾驶舱", address("boards:home"), "board"))
    last = [item(request, label, address(name), icon) for name, label, icon in settings_of(person)]
    named = (_pillar(request.path, pillar, lines, waits) for pillar, lines in lines_for(_held(person)).items() if lines)
    return [Navigation("", first), *named, Navigation("设置", last)]


def _pillar(path: str, pillar: str, lines: tuple[Line, ...], waits: Mapping[str, int]) -> Navigation:
    """A pillar's desks; by module, folded, where they are more than an eye takes in."""
    items = [_counted(line, path, waits) for line in lines]
    modules: dict[str, list[NavigationItem]] = {}
    for line, told in zip(lines, items, strict=True):
        modules.setdefault(line.module, []).append(told)
    is_folded = len(items) > AT_A_GLANCE and len(modules) > 1
    return Navigation(PILLARS[pillar], items, [Fold(*each) for each in modules.items()] if is_folded else ())


def _counted(line: Line, path: str, waits: Mapping[str, int]) -> NavigationItem:
    count, is_here = waits.get(line.label) or None, path.startswith(line.item.url)
    return replace(line.item, count=count, current=is_here) if count or is_here else line.item


def settings_of(person: Person) -> list[tuple[str, str, str]]:
    """The rooms where things are set; people are the administrator's."""
    only = {
        "desk:people": (ADMINISTRATOR,),
        "desk:retention": (LEADER,),
        "desk:feeds": feed_readers(),
        "desk:blocks": (CLERK, LEADER),
    }
    return [room for room in SETTINGS if room[0] not in only or only[room[0]] and person.scope(*only[room[0]])]


@cache
def feed_readers() -> tuple[Role, ...]:
    """Whoever may take any table for another system."""
    return tuple({role for feed in registry.on(SHELF).values() for role in feed.roles})


def item(request: HttpRequest, label: str, url: str, icon: str, count: int | None = None) -> NavigationItem:
    """One line, marked when one is there; nothing waiting needs no number."""
    here = request.path == url if url == address("desk:inbox") else request.path.startswith(url)
    return NavigationItem(label, url, icon, count or None, current=here)


def dock(request: HttpRequest) -> list[NavigationItem]:
    """What a thumb reaches on a phone."""
    return [
        item(request, "待办", address("desk:inbox"), "inbox"),
        item(request, "提醒", address("desk:reminders"), "bell"),
        item(request, "查找", address("desk:find"), "search"),
    ]


def desks_of(person: Person) -> tuple[type[Desk], ...]:
    """The desks whose records this person's roles may read."""
    return _read_by(_held(person))


def _held(person: Person) -> frozenset[str]:
    return frozenset(granted.role for granted in person.grants())


@cache
def _read_by(roles: frozenset[str]) -> tuple[type[Desk], ...]:
    found = [desk for desk in registry.on("desks").values() if desk.in_navigation and roles & set(desk.model.readers)]
    return tuple(sorted(found, key=lambda desk: (desk.place, reading(desk.named()))))


def list_url(desk: type[Desk]) -> str:
    """Where a desk's list stands."""
    return address("desk:list", registry.label(desk.model))
