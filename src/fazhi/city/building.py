"""莲城市 from its ledgers: written from a seed, then brought in through the same doors that users have."""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from django.db import connection

from fazhi.faces.desk.ledgers import running
from fazhi.faces.desk.ledgers.batches import patiently
from fazhi.faces.desk.ledgers.people import import_people
from fazhi.kernel import registry
from fazhi.kernel.ledger import sequencing
from fazhi.kernel.org.files import own_form
from fazhi.kernel.org.importing import import_units
from fazhi.kernel.org.models import Account, Grant, Person, Unit, UnitKind
from fazhi.kernel.org.roles import ADMINISTRATOR, CLERK, LEADER, STATISTICIAN, SUPERVISOR
from fazhi.kernel.present.declared import Ledger
from fazhi.norms.enforcement.roles import ENFORCER, REVIEWER
from fazhi.norms.oversight.roles import FILE_REVIEWER
from fazhi.norms.spot_checks.roles import INSPECTOR
from fazhi.services.advice.roles import LAWYER
from fazhi.services.hotline.roles import STAFF as HOTLINE
from fazhi.services.legal_aid.roles import AID_LAWYER
from fazhi.services.legal_services.roles import MANAGER

from . import hands, ledgers, standing
from .hands import Advanced, Counts, Told
from .standing import Asked
from .windows import Plan

# Who works for the whole city; everybody else has a post in one town.
CITYWIDE = (CLERK, LEADER, SUPERVISOR, STATISTICIAN, ADMINISTRATOR, LAWYER, AID_LAWYER, *HOTLINE, FILE_REVIEWER, MANAGER)
OF_A_DEPARTMENT = (ENFORCER, REVIEWER, INSPECTOR)
DEPARTMENT = "市场监督管理局"
PASSWORDS = "accounts.txt"  # in FAZHI_HOME; made anew with the city


class NotEmpty(Exception):
    """There are records here that no demonstration may overwrite."""


def build(city: Asked, told: Told, advanced: Advanced = lambda done, all_of_them: None) -> dict[str, Counts]:
    """Build the city; file name → how many rows were new, the same, refused."""
    call_command("migrate", verbosity=0, interactive=False)
    _refuse_a_real_home()
    standing.begin(city)
    told("写台账")
    folder = settings.HOME / "ledgers"
    folder.mkdir(exist_ok=True)
    office = ledgers.opened(Plan(city.seed, city.size, city.as_of))
    with hands.of(city.size)(brought_in, told, advanced, _give_places) as helpers:
        for chain in ledgers.chains(folder, office):
            helpers.take(chain)
    _settle()
    return helpers.counts


def _give_places() -> None:
    """What has come in gets its places in the log while the rest comes in, a batch at a time."""
    if sequencing.waiting().exists():
        with patiently():
            sequencing.sequence_batch()


def _refuse_a_real_home() -> None:
    if Unit.objects.exists() and not standing.is_sample():
        raise NotEmpty("这里已经有真实数据，不能生成示例城市；请用 FAZHI_HOME 指定另一个文件夹")


def brought_in(path: Path, told: Told) -> Counts:
    """One file through the door that is for its kind."""
    told(f"导入 {path.name}")
    if path.name.startswith("units"):
        on = path.stem.removeprefix("units").lstrip("-")
        outcome = import_units(own_form(path), on=date.fromisoformat(on) if on else None)
        return (
            {"new": len(outcome.new), "refused": len(outcome.refused)} if isinstance(outcome.new, list) else {"new": outcome.new}
        )
    if path.name.startswith("people"):
        people = import_people(path)
        open_accounts()
        return {"new": people.new, "same": people.same, "refused": len(people.refused)}
    return _imported(path, told)


def _imported(path: Path, told: Told) -> Counts:
    """A ledger, in the name of whoever keeps it; one that no module knows is left out and said so."""
    try:
        sheet = running.open_sheet(path)
        ledger = running.recognised(sheet)
    except running.Unrecognised:
        return {"left out": 1}
    reviewed = path.stem.endswith(ledgers.REVIEWED)
    run = running.Run(ledger, sheet, other_keeper() if reviewed else keeper_of(ledger))
    rows = 0

    def batch(amount: int) -> None:
        nonlocal rows
        rows += amount
        told(f"导入 {path.name}：{rows:,} 行")

    return {level: amount for level, amount in run.commit(batch).counts.items() if amount}


def keeper_of(ledger: type[Ledger]) -> Person:
    """Who brings a ledger in, over the whole city: the clerk, or the first of the roles that may."""
    role = CLERK if not ledger.by or CLERK in ledger.by else ledger.by[0]
    return Account.objects.get(username=role).person


def other_keeper() -> Person:
    """A second pair of eyes: a clerk of the city from its own staff."""
    city = Unit.objects.get(kind=UnitKind.CITY)
    staff = Person.objects.filter(granted__role=CLERK, granted__unit=city).exclude(employee_no__startswith="DEMO")
    return staff.order_by("employee_no")[0]


def open_accounts() -> dict[str, str]:
    """One account a role, over the city, over one department or one town; user name → password."""
    city = Unit.objects.get(kind=UnitKind.CITY)
    town = (
        Unit.objects.filter(kind=UnitKind.TOWN, name__contains="荷花").first() or Unit.objects.filter(kind=UnitKind.TOWN).first()
    )
    department = Unit.objects.filter(kind=UnitKind.DEPARTMENT, name__endswith=DEPARTMENT).first() or city
    password = f"lotus-{secrets.token_hex(3)}"
    hashed = make_password(password)
    for role in registry.on("roles").values():
        if role in ("public", "schedule"):
            continue
        _account(role, role.label, city if role in CITYWIDE else department if role in OF_A_DEPARTMENT else town, hashed)
    _account(CLERK, "镇办事员", town, hashed, "town")
    (settings.HOME / PASSWORDS).write_text(f"{password}\n")
    return dict.fromkeys(
        Account.objects.filter(person__employee_no__startswith="DEMO").values_list("username", flat=True), password
    )


def _account(role: str, label: str, place: Unit, hashed: str, name: str = "") -> None:
    number = f"DEMO-{name or role}"
    person = Person.objects.filter(employee_no=number).first() or Person.objects.create(
        name=f"示例{label}", unit=place, employee_no=number
    )
    Grant.objects.get_or_create(person=person, role=role, unit=place)
    Account.objects.update_or_create(username=name or str(role), defaults={"person": person, "password": hashed})


def accounts() -> list[tuple[str, str, str]]:
    """(user name, role, unit) of the demonstration accounts, and how to read the password is the command's to say."""
    roles = registry.on("roles")
    rows = Account.objects.filter(person__employee_no__startswith="DEMO").select_related("person__unit").order_by("pk")
    return [
        (row.username, "、".join(roles[grant.role].label for grant in row.person.granted.all()), row.person.unit.name)
        for row in rows
    ]


def password() -> str:
    """The password of all demonstration accounts in this home."""
    return (settings.HOME / PASSWORDS).read_text().strip()


def _settle() -> None:
    """Let the database learn what it holds."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
