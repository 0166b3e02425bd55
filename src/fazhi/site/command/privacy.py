"""`fazhi privacy …`: what a person may ask of their data, from the command line: erase, erase again after a restore, hand over a copy."""

import json
from pathlib import Path
from typing import Any

import click
from django.core.exceptions import ValidationError

from fazhi.kernel import registry
from fazhi.kernel.flow import copying, erasing
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Person
from fazhi.kernel.records import erased


@click.group()
def command() -> None:
    """Personal data. Exit codes: 0 done, 1 refused or not found, 2 wrong usage."""


def _person(username: str) -> Person:
    found = Person.objects.filter(account__username=username).first()
    if found is None:
        raise click.ClickException(f"没有用户“{username}”。")
    return found


def _record(number: str) -> Any:
    for model in copying.kinds():
        if record := model._base_manager.filter(number=number).select_related("unit").first():
            return record
    raise click.ClickException(f"没有编号为“{number}”的档案。")


@command.command()
@click.argument("number")
@click.option("--by", "username", required=True, help="The account in whose name it is done.")
@click.option("--basis", default=f"{erasing.LAW}第三项", show_default=True, help="The article under which it is asked.")
@click.option("--reason", required=True, help="Why; kept in the ledger.")
@click.option("--part", help="One part alone, as `mediation.party:12`.")
def erase(number: str, username: str, basis: str, reason: str, part: str | None) -> None:
    """Erase what a record says of people; refused while the record must be kept."""
    record = _record(number)
    label, _, key = (part or "").partition(":")
    row = registry.model(label)._base_manager.filter(of=record, pk=key).first() if part and key.isdecimal() else None
    if part and row is None:
        raise click.ClickException(f"{number} 里没有“{part}”。")
    try:
        event = erasing.erase(record, _person(username), basis, reason, row, via="command")
    except NotAllowed as refusal:
        raise click.ClickException(f"{refusal}（{refusal.law}）") from refusal
    except ValidationError as error:
        raise click.ClickException("；".join(error.messages)) from error
    click.echo(f"已删除，账本第 {event.pk} 条；记入 {erased.path()}。")


@command.command()
def replay() -> None:
    """After a restore: erase again whatever was ever erased."""
    again, known = erasing.replay()
    click.echo(f"再次删除 {again} 件，{known} 件已经删除。名单在 {erased.path()}。")


@command.command()
@click.argument("number_or_phone")
@click.option("--by", "username", required=True, help="The account in whose name it is done.")
@click.option("--reason", required=True, help="Why; kept in the ledger.")
@click.option("--out", required=True, type=click.Path(dir_okay=False, path_type=Path), help="Where the copy is written.")
def export(number_or_phone: str, username: str, reason: str, out: Path) -> None:
    """A copy of all that is kept of one person, found by citizen number or telephone, within the scope of who does it."""
    person = _person(username)
    told = copying.copy_of(number_or_phone, person)
    out.touch(mode=0o600)
    out.write_text(json.dumps(told, ensure_ascii=False, indent=1, default=str))
    copying.note(told, person, reason)
    click.echo(f"{len(told['records'])} 件档案写入 {out}。")
