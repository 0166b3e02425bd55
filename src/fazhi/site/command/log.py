"""`fazhi log …`: the sealed log: is it whole, sign and publish it, prove one entry, bring it back."""

import json
from pathlib import Path

import click

from fazhi.kernel.ledger import checking, keyring, publishing, receipts, recovering, sequencing
from fazhi.kernel.ledger.models import Event, Log

from .places import Target


@click.group()
def command() -> None:
    """The sealed log. Exit codes: 0 whole, 1 wrong usage, 2 tampered, 3 incomplete."""


@command.command()
@click.option("--json", "as_json", is_flag=True, help="[{row, what, columns}]")
@click.pass_context
def verify(context: click.Context, as_json: bool) -> None:
    """Whether every row, event and place still says what the ledger committed to."""
    found = list(checking.findings())
    if as_json:
        click.echo(
            json.dumps(
                [{"row": one.row, "what": one.what, "columns": one.columns} for one in found], ensure_ascii=False, indent=1
            )
        )
    for one in () if as_json else found:
        click.echo(str(one))
    waiting = Event.objects.filter(seq__isnull=True).count()
    click.echo(f"核对 {Event.objects.count()} 条记录，{len(found)} 处不符，{waiting} 条等待排入。", err=as_json)
    context.exit(2 if found else 3 if waiting else 0)


@command.command()
@click.pass_context
def checkpoint(context: click.Context) -> None:
    """Sequence what waits, sign the tree, lay out its files, print the checkpoint."""
    placed = sequencing.sequence()
    try:
        notes = publishing.publish()
    except publishing.Alarm as alarm:
        click.echo(str(alarm), err=True)
        context.exit(2)
    for log in Log.objects.order_by("origin"):
        click.echo(publishing.Store().last(log.origin))
    click.echo(f"新排入 {placed} 条，签发 {len(notes)} 个检查点，文件在 {publishing.folder('x/').resolve()}。", err=True)


@command.command()
@click.argument("number")
@click.option("--out", type=Target(), help="Where to write it; the terminal otherwise.")
@click.pass_context
def receipt(context: click.Context, number: str, out: Path | None) -> None:
    """The receipt of a matter's first act, by its number; with the proof once it is published."""
    event = Event.objects.filter(number=number).order_by("id").first()
    if event is None:
        raise click.ClickException(f"账本里没有编号“{number}”。")
    made = receipts.receipt(event)
    text = json.dumps(made, ensure_ascii=False, indent=1)
    if out:
        out.write_text(text)
    else:
        click.echo(text)
    context.exit(0 if made["proof"] else 3)


@command.command()
@click.option("--add", is_flag=True, help="Make a new key that signs from today; the one before signs thirty days more.")
def keys(add: bool) -> None:
    """The verifier keys of each log: print them, post them on the wall."""
    if add:
        try:
            keyring.add_key()
        except FileExistsError as error:
            raise click.ClickException("今天已经换过密钥。") from error
    for log in Log.objects.order_by("origin"):
        for key in keyring.verifiers(log.origin):
            click.echo(key.line())


@command.command()
@click.pass_context
def recover(context: click.Context) -> None:
    """After a restore: take back from the published files what the database lacks."""
    try:
        for origin, missing in recovering.recover().items():
            click.echo(f"{origin}：取回 {missing} 条。")
    except publishing.Alarm as alarm:
        click.echo(str(alarm), err=True)
        context.exit(2)
