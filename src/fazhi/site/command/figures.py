"""`fazhi figures`: the figure table, and whether the roll-ups say what the records say."""

import json
from datetime import datetime

import click
from django.utils import timezone
from rich.console import Console
from rich.table import Table

from fazhi.kernel.indicators import figures, rollups
from fazhi.kernel.org.models import Unit


@click.command()
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the figures stand (today).")
@click.option("--unit", "code", help="Code of a unit; the whole city without it.")
@click.option("--json", "as_json", is_flag=True, help="[{code, label, text, value, unit, records, definition}]")
@click.option("--verify", is_flag=True, help="Compare roll-ups and figures with the records; exit code 1 when one differs.")
@click.option("--recompute", is_flag=True, help="Build the roll-ups anew first.")
def command(as_of: datetime | None, code: str | None, as_json: bool, verify: bool, recompute: bool) -> None:
    """The figures, each with its definition and records."""
    if recompute:
        rollups.recompute()
    on, unit = as_of.date() if as_of else timezone.localdate(), _unit(code)
    rows = figures.figure_table(on, unit)
    if verify:
        _verify(rows, figures.figure_table(on, unit, from_records=True))
    click.echo(json.dumps([_plain(row) for row in rows], ensure_ascii=False, indent=1)) if as_json else show(rows)


def _verify(rows: list[figures.FigureRow], truth: list[figures.FigureRow]) -> None:
    """The roll-ups cell by cell, and the table of that day against one that reads records alone."""
    differing = rollups.differences()
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
