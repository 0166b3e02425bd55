"""`fazhi user token …`: keys with which machines use the API in a person's name and scope."""

import json

import click
from django.core.exceptions import ValidationError
from django.utils import timezone

from fazhi.faces.api import tokens
from fazhi.faces.api.models import Token
from fazhi.kernel.org.models import Account


@click.command()
@click.argument("username")
@click.option("--name", required=True, help="What the token is for, as 城市大脑对接.")
@click.option("--days", default=90, show_default=True, help="For how many days it holds.")
def token(username: str, name: str, days: int) -> None:
    """Make a token with the scope of an account. It is shown once, and only its fingerprint is kept."""
    account = Account.objects.filter(username__iexact=username).first()
    if account is None:
        raise click.ClickException(f"没有用户“{username}”；用 fazhi user list 查看")
    try:
        made, key = tokens.make(account, name, days)
    except ValidationError as error:
        raise click.ClickException("；".join(error.messages)) from None
    click.echo(
        f"令牌 {made.pk}“{made.name}”，有效至 {timezone.localtime(made.expires_at):%Y-%m-%d %H:%M}；只显示这一次：", err=True
    )
    click.echo(key)


@click.command("tokens")
@click.argument("username", required=False)
@click.option("--json", "as_json", is_flag=True, help="[{id, username, name, standing, expires_at, used_on}]")
def list_tokens(username: str | None, as_json: bool) -> None:
    """List the tokens, of one account or of all."""
    found = Token.objects.select_related("account__person")
    found = found.filter(account__username__iexact=username) if username else found
    rows = [_as_row(each) for each in found]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    for row in () if as_json else rows:
        click.echo("  ".join(map(str, row.values())))


def _as_row(each: Token) -> dict[str, object]:
    return {
        "id": each.pk,
        "username": each.account.username,
        "name": each.name,
        "standing": each.standing,
        "expires_at": f"{timezone.localtime(each.expires_at):%Y-%m-%d}",
        "used_on": str(each.used_on or "从未使用"),
    }


@click.command()
@click.argument("number", type=int)
def revoke(number: int) -> None:
    """Revoke a token by its number; the next request with it is refused."""
    found = Token.objects.select_related("account__person").filter(pk=number).first()
    if found is None:
        raise click.ClickException(f"没有 {number} 号令牌；用 fazhi user tokens 查看")
    try:
        tokens.revoke(found)
    except ValidationError as error:
        raise click.ClickException("；".join(error.messages)) from None
    click.echo(f"已吊销令牌 {number}“{found.name}”")


VERBS = (token, list_tokens, revoke)
