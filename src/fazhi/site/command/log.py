"""`fazhi log …`: the sealed log: is it whole, sign and publish it, prove one entry, bring it back."""

import json
import time
from datetime import datetime
from pathlib import Path

import click
from django.db import DatabaseError, close_old_connections
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from fazhi.kernel.ledger import checking, keyring, published, publishing, receipts, recovering, sequencing, words
from fazhi.kernel.ledger.log.kinds import KINDS, kind_named
from fazhi.kernel.ledger.models import Event, Log
from fazhi.kernel.ledger.store import Alarm

from .places import Target
from .witness import witness

EVERY_SECONDS = 60
WHOLE, TAMPERED, INCOMPLETE = 0, 2, 3
DAY = click.DateTime(["%Y-%m-%d"])


class Verdicts(click.Group):
    """A wrong call ends with 1, as the verifiers' does: 2 says that something was tampered with."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except click.UsageError as error:
            error.exit_code = 1
            raise


@click.group(cls=Verdicts)
def command() -> None:
    """The sealed log. Exit codes: 0 whole, 1 wrong call or refused, 2 tampered, 3 incomplete."""


command.add_command(witness)


@command.command()
@click.option("--since", type=DAY, help="Only what was written from this day on; quicker, but finds no older change.")
@click.option("--json", "as_json", is_flag=True, help="[{row, what, columns, event, sentence}]")
@click.pass_context
def verify(context: click.Context, since: datetime | None, as_json: bool) -> None:
    """Whether every row, event, place and published file still says what the ledger committed to."""
    day = since.date() if since else None
    found, looked = _checked(day)
    if as_json:
        click.echo(json.dumps(list(map(_as_json, found)), ensure_ascii=False, indent=1))
    for one in () if as_json else found:
        click.echo(words.sentence(one))
    waiting = Event.objects.filter(seq__isnull=True).count()
    told = f"{len(found)} 处不符" if found else "没有发现改动"
    click.echo(f"核对 {looked} 行，{told}，{waiting} 条记录等待排入日志。", err=as_json)
    context.exit(TAMPERED if found else INCOMPLETE if waiting else WHOLE)


def _checked(day: object) -> tuple[list[checking.Finding], int]:
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        bar = progress.add_task("核对账本", total=checking.amount(day))
        found = list(checking.findings(day, tell=lambda done: progress.advance(bar, done)))
        return found, int(progress.tasks[0].completed)


def _as_json(one: checking.Finding) -> dict[str, object]:
    return {"row": one.row, "what": one.what, "columns": one.columns, "event": one.event, "sentence": words.sentence(one)}


@command.command()
@click.pass_context
def checkpoint(context: click.Context) -> None:
    """Sequence what waits, sign the tree, lay out its files, print the newest checkpoint of each log."""
    placed = sequencing.sequence()
    try:
        notes = publishing.publish()
    except Alarm as alarm:
        click.echo(str(alarm), err=True)
        context.exit(TAMPERED)
    for log in Log.objects.order_by("pk"):
        click.echo(published.note_of(log.origin))
    click.echo(f"新排入 {placed} 条，签发 {len(notes)} 个检查点，文件在 {published.folder('x').parent.resolve()}。", err=True)


@command.command()
@click.option("--watch", is_flag=True, help="Every minute until stopped; may run as a user of its own, who alone has the keys.")
@click.pass_context
def publish(context: click.Context, watch: bool) -> None:
    """Sign and lay out what was sequenced. Reads the database, and writes nothing into it."""
    while True:
        whole = _publish_once()
        close_old_connections()
        if not watch:
            context.exit(WHOLE if whole else TAMPERED)
        time.sleep(EVERY_SECONDS)


def _publish_once() -> bool:
    try:
        for note in publishing.publish():
            click.echo(note)
    except (Alarm, DatabaseError) as reason:  # a database that is restarting is there again a minute later
        click.echo(str(reason), err=True)
        return False
    return True


@command.command()
@click.argument("number")
@click.option("--out", type=Target(), help="Where to write it; the terminal otherwise.")
@click.option("--proof", is_flag=True, help="The proof alone, as a c2sp.org/tlog-proof@v1 file.")
@click.pass_context
def receipt(context: click.Context, number: str, out: Path | None, proof: bool) -> None:
    """The receipt of a matter's first act, by its number; with the proof once it is published."""
    event = Event.objects.filter(number=number).order_by("id").first()
    if event is None:
        raise click.ClickException(f"账本里没有编号“{number}”。")
    made = receipts.receipt(event)
    text = receipts.proof_file(event) if proof else json.dumps(made, ensure_ascii=False, indent=1)
    if proof and not text:
        click.echo("这一条还没有公布，公布以后才有证明。", err=True)
    elif out:
        out.write_text(text)
    else:
        click.echo(text)
    context.exit(WHOLE if made["proof"] else INCOMPLETE)


@command.command()
@click.option("--add", is_flag=True, help="Make a new key that signs from today; the one before signs thirty days more.")
@click.option(
    "--kind",
    type=click.Choice([kind.name for kind in KINDS if not kind.cosigns]),
    default="ed25519",
    show_default=True,
    help="How the new key signs.",
)
def keys(add: bool, kind: str) -> None:
    """The verifier keys of each log: print them, post them on the wall. Run as the publisher."""
    if add:
        try:
            keyring.add_key(kind=kind_named(kind))
        except FileExistsError as error:
            raise click.ClickException("今天已经换过这一类密钥。") from error
    for log in Log.objects.order_by("pk"):
        for key in keyring.verifiers(log.origin):
            click.echo(key.line())


@command.command()
@click.pass_context
def recover(context: click.Context) -> None:
    """After a restore: say what happened, and take back from the published files what the database lacks."""
    try:
        for recovery in recovering.recover():
            for sentence in recovery.sentences():
                click.echo(sentence)
    except Alarm as alarm:
        click.echo(f"没有恢复，什么都没有改变。{alarm}", err=True)
        context.exit(TAMPERED)
