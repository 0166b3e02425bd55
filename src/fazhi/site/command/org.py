"""`fazhi org …`: bring in a tree of units, and look at it."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path

import click
from django.utils import timezone
from rich.console import Console
from rich.progress import Progress
from rich.tree import Tree

from fazhi.kernel.org.files import DOWN_TO, Unreadable, divisions, own_form
from fazhi.kernel.org.importing import Outcome, UnitRow, import_units
from fazhi.kernel.org.models import Placement, Unit
from fazhi.kernel.org.paths import depth, within

SHOWN_REFUSALS = 50
DAY = click.DateTime(["%Y-%m-%d"])
console, complaints = Console(), Console(stderr=True)


@click.group()
def command() -> None:
    """Units: import, show."""


@command.command("import")
@click.argument("path", type=click.Path(exists=True, path_type=Path))
@click.option("--city", default="", help="Four-digit code of the city to take from a folder of division tables.")
@click.option("--province", default="", help="Two-digit code: a province with all its cities.")
@click.option("--down-to", type=click.Choice(DOWN_TO), default="village", help="The lowest level to take.")
@click.option("--on", type=DAY, help="The day from which moves and new names hold (today).")
@click.option("--json", "as_json", is_flag=True, help="Say the outcome as JSON.")
def import_tree(path: Path, city: str, province: str, down_to: str, on: datetime | None, as_json: bool) -> None:
    """Bring in units from a folder of division tables, or from a csv or xlsx file in FaZhi's own form.

    All rows are taken or none; the same file a second time changes nothing.
    """
    try:
        rows = list(divisions(path, city, province, down_to)) if path.is_dir() else own_form(path)
    except Unreadable as reason:
        raise click.ClickException(str(reason)) from None
    outcome = _with_progress(rows, on and on.date())
    _tell_json(outcome) if as_json else _tell(outcome)
    raise SystemExit(1 if outcome.refused else 0)


def _with_progress(rows: list[UnitRow], on: date | None) -> Outcome:
    with Progress(console=complaints, transient=True) as progress:
        bar = progress.add_task("导入单位", total=len(rows))
        return import_units(rows, on, tell=lambda done: progress.update(bar, completed=done))


def _tell(outcome: Outcome) -> None:
    if not outcome.refused:
        console.print(f"新增 {outcome.new}，变更 {outcome.changed}，未变 {outcome.same}")
        return
    complaints.print(f"有 {len(outcome.refused)} 行不能导入，没有写入任何内容：")
    for row, reason in outcome.refused[:SHOWN_REFUSALS]:
        complaints.print(f"  第{row.line}行 {row.code} {row.name}：{reason}", markup=False)
    if len(outcome.refused) > SHOWN_REFUSALS:
        complaints.print(f"  另有 {len(outcome.refused) - SHOWN_REFUSALS} 行；用 --json 看全部")


def _tell_json(outcome: Outcome) -> None:
    refused = [{"line": row.line, "code": row.code, "reason": reason} for row, reason in outcome.refused]
    counts = {"new": outcome.new, "changed": outcome.changed, "same": outcome.same}
    click.echo(json.dumps(counts | {"refused": refused}, ensure_ascii=False))


@command.command()
@click.argument("code", required=False)
@click.option("--on", type=DAY, help="As the tree stood on that day (today).")
@click.option("--depth", "levels", type=click.IntRange(1), default=3, show_default=True, help="How many levels to show.")
@click.option("--json", "as_json", is_flag=True, help="Every unit as JSON, whatever the depth.")
def show(code: str | None, on: datetime | None, levels: int, as_json: bool) -> None:
    """Show the tree, or the part below one unit, as it stood on a day."""
    day = on.date() if on else timezone.localdate()
    pages = _pages(code, day)
    if as_json:
        click.echo(json.dumps([_as_json(page) for page in pages], ensure_ascii=False))
    else:
        for tree in _drawn(pages, levels):
            console.print(tree)


def _pages(code: str | None, day: date) -> list[Placement]:
    """Where each unit that existed on a day stood then, in the order of the tree."""
    alive = Unit.objects.in_force(day)
    pages = Placement.objects.on(day).filter(unit__in=alive).select_related("unit").order_by("path")
    if code is None:
        return list(pages)
    top = pages.filter(unit__code=code).first()
    if top is None:
        raise click.ClickException(f"{day} 没有编码为“{code}”的单位")
    return list(pages.filter(within(top.path)))


def _as_json(page: Placement) -> dict[str, object]:
    unit = page.unit
    return {"code": unit.code, "name": page.name, "kind": unit.kind, "path": page.path, "valid_to": str(unit.valid_to or "")}


def _drawn(pages: list[Placement], levels: int) -> Iterable[Tree]:
    """The trees down to some levels, each unit with the count of what lies below it."""
    drawn: dict[int, Tree] = {}
    roots: list[Tree] = []
    top = min((depth(page.path) for page in pages), default=0)
    for page in pages:
        if depth(page.path) < top + levels:
            above = drawn.get(page.parent_id or 0)
            branch = above.add(_line(page, pages)) if above else Tree(_line(page, pages))
            drawn[page.unit_id] = branch
            roots += [] if above else [branch]
    return roots


def _line(page: Placement, pages: list[Placement]) -> str:
    below = sum(other.path.startswith(page.path) for other in pages) - 1
    return f"{page.name} [dim]{page.unit.code} {page.unit.get_kind_display()}{f' 下辖 {below}' if below else ''}[/dim]"
