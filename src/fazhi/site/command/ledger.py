"""`fazhi ledger`: Excel ledgers 台账 in and out, through the same gates as by hand."""

import json
from datetime import datetime
from pathlib import Path

import click
from django.conf import settings
from django.utils import timezone
from rich.progress import Progress

from fazhi.city import lay_questions
from fazhi.faces.desk.ledgers import exporting, running
from fazhi.faces.desk.ledgers.findings import Preview
from fazhi.faces.desk.ledgers.guard import Refused
from fazhi.faces.desk.ledgers.marking import mark
from fazhi.kernel import registry
from fazhi.kernel.org.models import Account, Person, Unit
from fazhi.kernel.org.units import REGIONS

WORDS = {"new": "新增", "changed": "变更", "same": "相同", "doubtful": "存疑", "refused": "拒绝", "stale": "已过时"}


@click.group()
def command() -> None:
    """Excel ledgers 台账: import, export, list."""


@command.command("list")
def listed() -> None:
    """The ledgers that are known, with their headers."""
    for label, ledger in registry.on("ledgers").items():
        click.echo(f"{label}  {ledger.title}  {'、'.join(column.header for column in ledger.columns)}")


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "label", default="", help="The ledger, e.g. mediation.dispute; found by its headers without it.")
@click.option("--by", "username", required=True, help="Whose ledger it is: the account in whose name it is imported.")
@click.option("--preview", is_flag=True, help="Judge every row and write nothing.")
@click.option(
    "--marked", type=click.Path(dir_okay=False, path_type=Path), help="Write the workbook with its cells marked and explained."
)
@click.option("--json", "as_json", is_flag=True, help="{file: {new, changed, same, refused, …}}")
def import_(files: tuple[Path, ...], label: str, username: str, preview: bool, marked: Path | None, as_json: bool) -> None:
    """Import ledgers. Exit code 3 when some rows were refused, 1 when a file could not be read."""
    person, counts = person_of(username), {}
    for path in files:
        found = imported(path, person, label, preview)
        counts[path.name] = {level: amount for level, amount in found.counts.items() if amount}
        if marked:
            marked.write_bytes(mark(path.read_bytes(), path.name, found))
        if not as_json:
            _tell(path, found)
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False))
    if any(each.get("refused") for each in counts.values()):
        raise SystemExit(3)


def imported(path: Path, person: Person, label: str, preview: bool) -> Preview:
    """One file, with a progress bar."""
    try:
        run = running.run_of(path, person, label)
    except (Refused, running.Unrecognised, registry.Unknown) as error:
        raise click.ClickException(f"{path.name}：{error}") from None
    with Progress(transient=True) as bar:
        task = bar.add_task(f"{run.ledger.title} {path.name}", total=None)
        return (run.preview if preview else run.commit)(lambda amount: bar.advance(task, amount))


def _tell(path: Path, found: Preview) -> None:
    click.echo(f"{path.name}：" + "，".join(f"{WORDS[level]} {amount} 行" for level, amount in found.counts.items() if amount))
    for finding in list(found.findings("refused"))[:10]:
        click.echo(f"  第 {finding.row} 行：{finding.sentence}")


@command.command("export")
@click.argument("label")
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--by", "username", required=True, help="The account whose scope is written.")
def export(label: str, path: Path, username: str) -> None:
    """Write a ledger as xlsx or csv."""
    ledger = registry.on("ledgers").get(label)
    if ledger is None:
        raise click.UsageError(f"没有“{label}”这种台账；有：{'、'.join(registry.on('ledgers'))}")
    person = person_of(username)
    amount = exporting.export(ledger, ledger.model.objects.visible_to(person).order_by("pk"), path, person, settings.SAMPLE)
    click.echo(f"{path}：{amount} 行")


def person_of(username: str) -> Person:
    """The person of an account."""
    account = Account.objects.filter(username__iexact=username).first()
    if account is None or account.person is None:
        raise click.ClickException(f"没有“{username}”这个账号，或者它没有对应人员")
    return account.person


@command.command("questions")
@click.argument("questions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("path", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--unit", "code", required=True, help="Code of the centre at which they were asked.")
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="The day on which they were asked (today).")
def questions_(questions: Path, path: Path, code: str, on: datetime | None) -> None:
    """Write a file of lay questions (JSON lines: qid, text) as a consultation ledger, ready to be imported."""
    unit = Unit.objects.filter(code=code).select_related("parent").first()
    if unit is None:
        raise click.ClickException(f"没有编码为“{code}”的单位")
    region = unit.parent if unit.kind not in REGIONS and unit.parent else unit
    try:
        lay_questions.write(questions, path, unit.code, region.code, on.date() if on else timezone.localdate())
    except (ValueError, KeyError, TypeError) as error:
        raise click.ClickException(f'{questions.name}：每行应当是 {{"qid": …, "text": …}}（{error}）') from None
    click.echo(f"{path}；用 fazhi ledger import {path} --by 账号 导入")
