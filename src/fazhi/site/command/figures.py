"""`fazhi figures`: the figure table; whether roll-ups say what the records say; and the proof of what was published."""

import json
from datetime import datetime
from hashlib import sha256
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from fazhi.kernel.indicators import figures, rollups
from fazhi.kernel.indicators.models import Proof, Snapshot
from fazhi.kernel.indicators.proof import auditing, doubts, files
from fazhi.kernel.indicators.proof.checking import Bench, Result, check
from fazhi.kernel.ledger.log.canonical import canonical
from fazhi.kernel.org.models import Unit

from .bars import bar
from .places import Target


@click.group(invoke_without_command=True)
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the figures stand (today).")
@click.option("--unit", "code", help="Code of a unit; the whole city without it.")
@click.option("--json", "as_json", is_flag=True, help="[{code, label, text, value, unit, records, definition}]")
@click.option("--verify", is_flag=True, help="Compare roll-ups and figures with the records; exit code 1 when one differs.")
@click.option("--recompute", is_flag=True, help="Build the roll-ups anew first.")
@click.pass_context
def command(
    context: click.Context, as_of: datetime | None, code: str | None, as_json: bool, verify: bool, recompute: bool
) -> None:
    """The figures, each with its definition and records."""
    if context.invoked_subcommand:
        return
    if recompute:
        with bar("重算汇总", rollups.amount()) as tell:
            rollups.recompute(tell=tell)
    on, unit = as_of.date() if as_of else timezone.localdate(), _unit(code)
    rows = figures.figure_table(on, unit)
    if verify:
        _verify(rows, figures.figure_table(on, unit, from_records=True))
    click.echo(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1)) if as_json else show(rows)


def _verify(rows: list[figures.FigureRow], truth: list[figures.FigureRow]) -> None:
    """The roll-ups cell by cell, and the table of that day against one that reads records alone."""
    with bar("核对汇总", rollups.amount()) as tell:
        differing = rollups.differences(tell=tell)
    differing += [
        f"{row.code}：{row.text}，按记录 {true.text}" for row, true in zip(rows, truth, strict=True) if _differ(row, true)
    ]
    if differing:
        raise click.ClickException("\n".join(differing[:20]))
    click.echo("汇总与记录一致", err=True)


def _differ(row: figures.FigureRow, true: figures.FigureRow) -> bool:
    if row.answer and true.answer:
        return not row.answer.agrees_with(true.answer)
    return (row.text, row.value, row.records) != (true.text, true.value, true.records)


def _unit(code: str | None) -> Unit | None:
    if code and not (unit := Unit.objects.filter(code=code).first()):
        raise click.ClickException(f"没有编码为 {code} 的单位")
    return unit if code else None


def _plain(row: figures.FigureRow) -> dict[str, object]:
    value = row.value if isinstance(row.value, int) or row.value is None else float(row.value)
    return {
        "code": row.code,
        "label": row.label,
        "text": row.text,
        "value": value,
        "unit": row.measure,
        "records": row.records,
        "definition": row.definition,
    }


def show(rows: list[figures.FigureRow]) -> None:
    """The table as a person reads it."""
    table = Table("编号", "表述", "精确值", "记录", title="指标表")
    for row in rows:
        exact = (
            "无数据"
            if row.value is None
            else f"{row.value:,.4f}".rstrip("0").rstrip(".")
            if not isinstance(row.value, int)
            else f"{row.value:,}"
        )
        table.add_row(row.code, row.text, f"{exact} {row.measure}" if row.value is not None else exact, f"{row.records:,}")
    Console().print(table)


@command.command("verify")
@click.option(
    "--published", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A proof file that was given out here."
)
@click.option("--code", help="Only the published figures of one indicator.")
@click.option("--json", "as_json", is_flag=True, help="[{figure, code, text, manifest, result, found, …}]")
@click.pass_context
def verify_published(context: click.Context, published: Path | None, code: str | None, as_json: bool) -> None:
    """Whether published figures follow from the records below their checkpoint. Exit codes: 0 well, 1 usage, 2 tampered, 3 incomplete."""
    chosen = _published(published, code)
    bench, results = Bench(), []
    with bar("核对已发布的数字", len(chosen)) as tell:
        for snapshot in chosen:
            results.append(check(snapshot, bench))
            doubts.note(results[-1])
            tell(1)
    if as_json:
        click.echo(json.dumps([_told(result) for result in results], ensure_ascii=False, indent=1))
    for result in () if as_json else results:
        _show(result)
    codes = {result.code for result in results}
    context.exit(2 if 2 in codes else 3 if 3 in codes else 0)


def _published(path: Path | None, code: str | None) -> list[Snapshot]:
    """The published figures asked for; raises ClickException where there is none."""
    found = Snapshot.objects.select_related("unit").order_by("pk")
    found = found.filter(code=code) if code else found
    if path:
        found = found.filter(manifest_hash=_fingerprint(path))
    if not found:
        raise click.ClickException("本站没有发布过这份凭证上的数字。" if path else "没有发布过这样的数字。")
    return list(found)


def _fingerprint(path: Path) -> str:
    """Of the manifest in a proof file, or of a manifest by itself."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return sha256(canonical(told.get("manifest", told))).hexdigest()
    except (ValueError, AttributeError) as error:
        raise click.ClickException(f"{path} 不是凭证文件。") from error


def _told(result: Result) -> dict[str, object]:
    return {
        "figure": result.snapshot.pk,
        "code": result.snapshot.code,
        "text": str(result.snapshot),
        "manifest": result.snapshot.manifest_hash,
        "result": {0: "well", 2: "tampered", 3: "incomplete"}[result.code],
        "found": result.found,
        "moved": [{"record": one.record, "act": one.act, "door": one.door, "day": one.day} for one in result.moved],
        "missing": result.missing,
        "notes": result.notes,
    }


def _show(result: Result) -> None:
    word = {0: "相符", 2: "不符", 3: "尚不完整"}[result.code]
    click.echo(f"{word}  #{result.snapshot.pk} {result.snapshot}")
    for sentence in (*result.found, *result.missing, *result.notes):
        click.echo(f"      {sentence}")
    for one in result.moved[:20]:
        click.echo(f"      发布以后：{one}")
    if len(result.moved) > 20:
        click.echo(f"      发布以后还有 {len(result.moved) - 20} 次办理")


@command.command()
@click.argument("number", type=int)
@click.option("--out", type=Target(), required=True, help="The file to write.")
@click.option("--light", is_flag=True, help="Without the log's entries, for who has the log's files.")
@click.option("--audit", is_flag=True, help="For an auditor: every label and part, and records opened. Not for the public.")
@click.option(
    "--sample",
    type=int,
    default=0,
    help="With --audit: open so many records, drawn by the manifest's fingerprint; all by default.",
)
@click.pass_context
def proof(context: click.Context, number: int, out: Path, light: bool, audit: bool, sample: int) -> None:
    """Write the proof file of a published figure, by its number. Exit code 3 while no checkpoint covers it."""
    found = Proof.objects.select_related("snapshot", "event").filter(snapshot=number).first()
    if found is None:
        raise click.ClickException(f"没有编号 {number} 的凭证。")
    try:
        told = auditing.audit_file(found, sample) if audit else files.file_of(found, whole=not light)
    except files.NotYet as reason:
        click.echo(str(reason), err=True)
        context.exit(3)
    out.write_text(json.dumps(told, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
