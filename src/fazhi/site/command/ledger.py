"""`fazhi ledger`: Excel ledgers 台账 in and out, through the same gates as by hand."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import click
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from pdfplumber.utils.exceptions import PdfminerException
from rich.console import Console

from fazhi.city import lay_questions
from fazhi.faces.desk.ledgers import arriving, blank, exporting, leaving, running, work, writing
from fazhi.faces.desk.ledgers.findings import LABELS, Preview
from fazhi.faces.desk.ledgers.guard import Refused
from fazhi.faces.desk.ledgers.keeping import ImportRun
from fazhi.faces.desk.ledgers.marking import mark
from fazhi.kernel import registry
from fazhi.kernel.documents.attaching import upload_of
from fazhi.kernel.flow.refusals import NotAllowed
from fazhi.kernel.org.models import Account, Person, Unit
from fazhi.kernel.org.units import REGIONS
from fazhi.kernel.present.declared import Ledger
from fazhi.norms.enforcement.discretion import lists, tables
from fazhi.norms.enforcement.ledgers import LeniencyLedger, ScaleItemLedger, published

from .bars import bar
from .places import Target

UNREADABLE = (Refused, running.Unrecognised, registry.Unknown, ValidationError)
LEFT = ("refused", "stale", "doubtful")


@click.group()
def command() -> None:
    """Excel ledgers 台账: import, export, template, history."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="[{label, title, headers}]")
def listed(as_json: bool) -> None:
    """The ledgers that are known, with their headers."""
    ledgers = registry.on("ledgers").items()
    rows = [(label, ledger.title, [column.header for column in ledger.columns]) for label, ledger in ledgers]
    if as_json:
        told = [{"label": label, "title": title, "headers": headers} for label, title, headers in rows]
        click.echo(json.dumps(told, ensure_ascii=False))
    for label, title, headers in () if as_json else rows:
        click.echo(f"{label}  {title}  {'、'.join(headers)}")


@command.command("tables")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", required=True, help="The code of the unit that keeps the benchmark.")
@click.option("--benchmark", required=True, help="The key of the benchmark's file (文件序号) that the items belong to.")
@click.option("--out", type=Target(), required=True, help="The ledger of benchmark items, to be completed and imported.")
@click.option("--cells", type=Target(), help="What became of every cell, as csv: page, table, row, column, fate, why, text.")
@click.option("--pages", default="", help="Some pages alone, as 16,17.")
def tables_(file: Path, unit: str, benchmark: str, out: Path, cells: Path | None, pages: str) -> None:
    """Read published tables of discretion 裁量表 from a PDF into a ledger. Exit code 3 when some cells could not be read."""
    try:
        found = tables.read(file, [int(page) for page in pages.split(",") if page])
    except (PdfminerException, ValueError, IndexError) as error:
        raise click.ClickException(
            f"读不了 {file.name}：不是可以读的 PDF，或者没有这些页（{error or type(error).__name__}）"
        ) from error
    rows = published.rows(found.items, unit, benchmark, timezone.localdate())
    _published(ScaleItemLedger, rows, found.cells, out, cells)


@command.command("lists")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--unit", required=True, help="The code of the unit that keeps the list.")
@click.option("--benchmark", required=True, help="The key of the list's file (文件序号) that the items belong to.")
@click.option("--out", type=Target(), required=True, help="The ledger of minor violations, to be completed and imported.")
@click.option("--cells", type=Target(), help="What became of every cell or line, as csv.")
@click.option("--pages", default="", help="Some pages alone, as 2,3.")
def lists_(file: Path, unit: str, benchmark: str, out: Path, cells: Path | None, pages: str) -> None:
    """Read a published list of minor violations 轻微违法清单 from a PDF or a text (.md, .txt) into a ledger. Exit code 3 when something could not be read."""
    try:
        found = lists.read(file, [int(page) for page in pages.split(",") if page])
    except (PdfminerException, ValueError, IndexError) as error:
        raise click.ClickException(
            f"读不了 {file.name}：不是可以读的 PDF、文本，或者没有这些页（{error or type(error).__name__}）"
        ) from error
    _published(LeniencyLedger, published.list_rows(found.items, unit, benchmark), found.cells, out, cells)


def _published(ledger: Any, rows: Iterator[list[Any]], found: list[tables.Cell], out: Path, cells: Path | None) -> None:
    """Write what was read as a ledger, and what became of each cell."""
    amount = writing.write_xlsx(out, ledger.title, [writing.Column(column.header) for column in ledger.columns], rows)
    if cells:
        told = [(c.page, c.table, c.row, c.column, str(c.fate), c.because, c.text) for c in found]
        with cells.open("wb") as target:
            writing.write_csv(target, [writing.Column(head) for head in ("页", "表", "行", "列", "去向", "原因", "内容")], told)
    counts = Counter(str(cell.fate) for cell in found)
    fates = "，".join(f"{fate} {counts[fate]}" for fate in map(str, tables.Fate) if counts[fate])
    click.echo(f"{amount} 项违法行为，{len(found)} 格：{fates}")
    raise SystemExit(3 if counts[str(tables.Fate.DOUBTFUL)] else 0)


@command.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--as", "label", default="", help="The ledger, e.g. mediation.dispute; found by its headers without it.")
@click.option("--by", "username", required=True, help="Whose ledger it is: the account in whose name it is imported.")
@click.option("--preview", is_flag=True, help="Judge every row and write nothing.")
@click.option("--marked", type=Target(), help="Write the workbook with its cells marked and explained.")
@click.option("--json", "as_json", is_flag=True, help="{file: {new, changed, same, refused, …}}")
def import_(files: tuple[Path, ...], label: str, username: str, preview: bool, marked: Path | None, as_json: bool) -> None:
    """Import ledgers, each file by itself. Exit code 3 when some rows or files were refused or are doubtful, 1 when no file could be read."""
    person, counts, unread = person_of(username), {}, 0
    for path in files:
        try:
            found = _previewed(path, person, label) if preview else _imported(path, person, label)
        except click.ClickException as refusal:
            unread += 1
            counts[path.name] = {"error": refusal.message}
            refusal.show()
            continue
        counts[path.name] = {level: amount for level, amount in found.counts.items() if amount}
        if marked:
            marked.write_bytes(mark(path.read_bytes(), path.name, found))
        if not as_json:
            _tell(path, found)
    if as_json:
        click.echo(json.dumps(counts, ensure_ascii=False))
    if unread == len(files):
        raise SystemExit(1)
    if unread or any(each.get(level) for each in counts.values() for level in LEFT):
        raise SystemExit(3)


def _previewed(path: Path, person: Person, label: str) -> Preview:
    try:
        run = running.run_of(path, person, label)
    except UNREADABLE as error:
        raise _unreadable(path, error) from None
    with bar(f"{run.ledger.title} {path.name}", run.sheet.about() or None) as tell:
        return run.preview(tell)


def _imported(path: Path, person: Person, label: str) -> Preview:
    """Kept as an import like any other, so that it can be opened in the browser and resumed after a crash."""
    try:
        ledger = registry.find("ledgers", label) if label else None
        run = arriving.take_in(upload_of(path.name, path.read_bytes()), ledger, person, path.stat().st_size)
    except UNREADABLE as error:
        raise _unreadable(path, error) from None
    if run.state == ImportRun.State.MAPPING:
        run.delete()
        raise click.ClickException(f"{path.name}：缺少必填的列：{'、'.join(run.heading['missing'])}")
    ImportRun.objects.filter(pk=run.pk).update(state=ImportRun.State.WRITING)
    _carried(run)
    if run.state != ImportRun.State.DONE:
        raise click.ClickException(f"{path.name}：{run.fault or run.get_state_display()}")
    return run.preview()


def _carried(run: ImportRun) -> None:
    with bar(f"{run.ledger.title} {run.name}", run.total or None) as tell:
        work.carry(run.pk, tell)
    run.refresh_from_db()


def _unreadable(path: Path, error: Exception) -> click.ClickException:
    return click.ClickException(f"{path.name}：{'；'.join(error.messages) if isinstance(error, ValidationError) else error}")


def _tell(path: Path, found: Preview) -> None:
    click.echo(f"{path.name}：" + "，".join(f"{LABELS[level]} {amount} 行" for level, amount in found.counts.items() if amount))
    for finding in list(found.findings(*LEFT))[:10]:  # type: ignore[arg-type]
        if finding.sentence:
            click.echo(f"  第 {finding.row} 行：{finding.sentence}")


@command.command("resume")
def resume() -> None:
    """Take up the imports that were cut off, each from where it stopped."""
    for pk in work.resume_interrupted():
        run = ImportRun.objects.get(pk=pk)
        click.echo(f"{pk}  {run.name}  {run.get_state_display()}  {_counted(run.outcome or run.counts)}")


@command.command("history")
@click.option("--last", default=20, show_default=True, type=click.IntRange(1, 1000), help="How many.")
@click.option("--json", "as_json", is_flag=True, help="[{id, at, by, file, sha256, state, counts}]")
def history(last: int, as_json: bool) -> None:
    """The last imports: who, when, which file, what came of it."""
    runs = ImportRun.objects.select_related("person").defer("findings", "told").order_by("-pk")
    rows = [_as_row(run) for run in runs[:last]]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
    for row in () if as_json else rows:
        click.echo("  ".join(map(str, {**row, "sha256": row["sha256"][:12], "counts": _counted(row["counts"])}.values())))


def _as_row(run: ImportRun) -> dict[str, Any]:
    return {
        "id": run.pk,
        "at": f"{timezone.localtime(run.started_at):%Y-%m-%d %H:%M}",
        "by": run.person.name,
        "file": run.name,
        "sha256": run.sha256,
        "state": run.get_state_display(),
        "counts": run.outcome or run.counts,
    }


def _counted(counts: dict[str, int]) -> str:
    return "，".join(f"{LABELS[level]} {counts[level]}" for level in LABELS if counts.get(level))


@command.command("export")
@click.argument("label")
@click.argument("path", type=Target())
@click.option("--by", "username", required=True, help="The account whose scope is written.")
@click.option("--reason", required=True, help="What it is for; the ledger keeps it.")
@click.option("--request", type=int, help="Of a large export: the number of the request that another has approved.")
def export(label: str, path: Path, username: str, reason: str, request: int | None) -> None:
    """Write a ledger as xlsx or csv; it can be imported again."""
    ledger, person = _ledger(label), person_of(username)
    if path.suffix not in (".xlsx", ".csv"):
        raise click.UsageError(f"“{path.name}”应当以 .xlsx 或 .csv 结尾")
    rows = ledger.model.objects.visible_to(person).order_by("pk")
    agreed = None
    try:
        if request is None:
            leaving.refuse_large(rows.count())
        else:
            agreed = leaving.take(request, person, label)
    except NotAllowed as refusal:
        raise click.ClickException(f"{refusal}（{refusal.law}）") from refusal
    foot = leaving.watermark(person, reason, agreed)
    with Console(stderr=True).status(f"导出{ledger.title} …"):
        amount = exporting.export(ledger, rows, path, person, settings.SAMPLE, reason, foot)
    click.echo(f"{path}：{amount} 行")


@command.command("template")
@click.argument("label")
@click.argument("path", type=Target())
@click.option("--by", "username", required=True, help="For whose unit the examples are.")
def template(label: str, path: Path, username: str) -> None:
    """Write an empty ledger to fill in."""
    ledger, person = _ledger(label), person_of(username)
    with path.open("wb") as target:
        blank.write(target, ledger, person)
    click.echo(str(path))


def _ledger(label: str) -> type[Ledger]:
    ledger = registry.on("ledgers").get(label)
    if ledger is None:
        raise click.UsageError(f"没有“{label}”这种台账；有：{'、'.join(registry.on('ledgers'))}")
    return ledger


def person_of(username: str) -> Person:
    """The person of an account."""
    account = Account.objects.filter(username__iexact=username).first()
    if account is None or account.person is None:
        raise click.ClickException(f"没有“{username}”这个账号，或者它没有对应人员")
    return account.person


@command.command("questions")
@click.argument("questions", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("path", type=Target())
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
