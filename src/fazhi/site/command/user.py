"""`fazhi user …`: people who may sign in, and what they may see."""

import json
import sys
from datetime import datetime
from typing import TypeVar

import click
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Prefetch
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from fazhi.kernel import registry
from fazhi.kernel.org.models import Account, Grant, Person, Unit

from . import tokens

console = Console()
Row = TypeVar("Row", Grant, Account)
DAY = click.DateTime(["%Y-%m-%d"])


@click.group()
def command() -> None:
    """Accounts: add, list, password, grant; tokens for machines: token, tokens, revoke."""


for verb in tokens.VERBS:
    command.add_command(verb)


@command.command()
@click.argument("username")
@click.option("--name", required=True, help="The person's name.")
@click.option("--unit", "code", required=True, help="Code of the unit the person works in.")
@click.option("--role", "roles", multiple=True, help="A role in that unit; may be given several times.")
@click.option("--phone", default="", help="The person's telephone.")
@click.option("--no-password", is_flag=True, help="Nobody can sign in until `fazhi user password` sets one.")
def add(username: str, name: str, code: str, roles: tuple[str, ...], phone: str, no_password: bool) -> None:
    """Add a person with an account. The password is asked for, or read from standard input."""
    unit = _unit(code)
    if Account.objects.filter(username__iexact=username).exists():
        raise click.ClickException(f"用户名“{username}”已被使用")
    person = Person(name=name, unit=unit, phone=phone)
    today = timezone.localdate()
    grants = [_checked(Grant(person=person, role=role, unit=unit, valid_from=today)) for role in roles]
    account = Account(username=Account.normalize_username(username), person=person)
    _checked(account)
    account.set_password(None if no_password else _password(account))
    _write(person, account, grants)
    click.echo(f"已添加 {name}（{username}），{unit.name}")


@transaction.atomic
def _write(person: Person, account: Account, grants: list[Grant]) -> None:
    person.save()
    account.person = person
    account.save()
    for grant in grants:
        grant.person = person
        grant.save()


@command.command("list")
@click.option("--unit", "code", help="Only people of this unit and those below it.")
@click.option("--json", "as_json", is_flag=True, help="[{username, name, unit, active, grants}]")
def list_accounts(code: str | None, as_json: bool) -> None:
    """List the accounts with their units and today's grants."""
    today = Grant.objects.on(timezone.localdate()).select_related("unit").order_by("id")
    accounts = Account.objects.order_by("username").prefetch_related(Prefetch("person__granted", today))
    if code:
        accounts = accounts.filter(person__unit__in=Unit.objects.under(_unit(code)))
    rows = [_as_row(account) for account in accounts]
    click.echo(json.dumps(rows, ensure_ascii=False)) if as_json else console.print(_table(rows))


def _as_row(account: Account) -> dict[str, object]:
    person = account.person
    return {
        "username": account.username,
        "name": person.name if person else "",
        "unit": person.unit.name if person else "",
        "active": account.is_active,
        "grants": [f"{_label(grant.role)}@{grant.unit.name}" for grant in person.granted.all()] if person else [],
    }


def _label(role: str) -> str:
    """A role whose module was taken out keeps its key."""
    known = registry.on("roles").get(role)
    return known.label if known else role


def _table(rows: list[dict[str, object]]) -> Table:
    table = Table("用户名", "姓名", "单位", "启用", "授权")
    for row in rows:
        grants = "、".join(row["grants"])
        table.add_row(row["username"], row["name"], row["unit"], "是" if row["active"] else "否", grants)
    return table


@command.command()
@click.argument("username")
def password(username: str) -> None:
    """Set the password of an account; it is asked for, or read from standard input."""
    account = _account(username)
    account.set_password(_password(account))
    account.save(update_fields=["password"])
    click.echo(f"已设置“{account.username}”的密码")


@command.command()
@click.argument("username")
@click.argument("role")
@click.option("--unit", "code", help="Code of the unit; the person's own if not given.")
@click.option("--from", "since", type=DAY, help="First day (today).")
@click.option("--to", "until", type=DAY, help="Last day (open).")
def grant(username: str, role: str, code: str | None, since: datetime | None, until: datetime | None) -> None:
    """Grant a role in a unit and all below it."""
    person = _account(username).person
    if person is None:
        raise click.ClickException(f"账号“{username}”没有对应的人员，不能授权")
    unit = _unit(code) if code else person.unit
    begins = since.date() if since else timezone.localdate()
    given = Grant(person=person, role=role, unit=unit, valid_from=begins, valid_to=until and until.date())
    _checked(given).save()
    click.echo(f"已授予 {person.name}：{_label(role)}，{unit.name}，自 {begins} 起")


def _unit(code: str) -> Unit:
    unit = Unit.objects.filter(code=code).first()
    if unit is None:
        raise click.ClickException(f"没有编码为“{code}”的单位；用 fazhi org show 查看")
    return unit


def _account(username: str) -> Account:
    account = Account.objects.filter(username__iexact=username).first()
    if account is None:
        raise click.ClickException(f"没有用户“{username}”；用 fazhi user list 查看")
    return account


def _checked(row: Row) -> Row:
    """The row, if its own fields are right; people not yet saved cannot be looked up."""
    try:
        row.full_clean(exclude=["person", "password"])
    except ValidationError as error:
        raise click.ClickException("；".join(error.messages)) from None
    return row


def _password(account: Account) -> str:
    """Asked for twice at a terminal, else one line of standard input; never an argument others could see."""
    at_terminal = sys.stdin.isatty()
    word = click.prompt("密码", hide_input=True, confirmation_prompt=True) if at_terminal else sys.stdin.readline().rstrip("\n")
    if not word:
        raise click.ClickException("密码不能为空")
    try:
        validate_password(word, account)
    except ValidationError as error:
        raise click.ClickException("；".join(error.messages)) from None
    return word
