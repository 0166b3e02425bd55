"""`fazhi calendar …`: the days of a year, deadlines with their reasons, a new year's notice."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table

from fazhi.kernel.calendar import Period, Reckoning, UnknownYear, arrangement, day_words, reckon, weekday_words
from fazhi.kernel.calendar.models import DayOff
from fazhi.kernel.calendar.notices import WrongNotice, read_notice
from fazhi.kernel.calendar.periods import UNITS

from . import tables

MARKS = {"start": "起算日", "counted": "计入", "skipped": "不计", "paused": "暂停", "rolled": "顺延", "due": "最后一日"}


class Pause(click.ParamType):
    """A..B: paused from A, counted again from B; A.. while it lasts."""

    name = "A..B"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> tuple[date, date | None]:
        since, dots, until = value.partition("..")
        if not dots:
            raise click.UsageError(f"暂停“{value}”应当写成 2025-10-01..2025-10-08（从前一天起暂停，后一天恢复）。")
        return day_of(since), day_of(until) if until else None


@click.group()
def command() -> None:
    """Working days and deadlines."""


@command.command()
@click.option("--from", "start", required=True, help="The day (2025-09-29) or moment (2025-09-29T10:20) it starts from.")
@click.option("--length", type=int, required=True, help="How many of the unit.")
@click.option(
    "--unit",
    type=click.Choice(list(UNITS)),
    default="cd",
    show_default=True,
    help="Working days, calendar days, hours, working hours, months, years.",
)
@click.option("--backward", is_flag=True, help="From a future event back to the latest day.")
@click.option("--roll/--no-roll", default=None, help="Whether a rest day at the end moves it; hours do not roll unless told.")
@click.option("--pause", "pauses", multiple=True, type=Pause(), help="Paused from A, counted again from B; may be given again.")
@click.option("--extra", type=int, default=0, help="An extension, in the same unit.")
@click.option("--law", default="", help="The article that fixes the period.")
@click.option("--json", "as_json", is_flag=True, help="The explanation as JSON.")
def due(
    start: str, length: int, unit: str, backward: bool, roll: bool | None, pauses: tuple, extra: int, law: str, as_json: bool
) -> None:
    """The last day of a period, and why it is that day."""
    try:
        period = Period(length, unit, law, unit not in ("h", "wh") if roll is None else roll, backward)
        reckoning = reckon(period, start_of(start), pauses, extra)
    except UnknownYear as unknown:
        raise click.ClickException(str(unknown)) from unknown
    except ValueError as wrong:
        raise click.UsageError(str(wrong)) from wrong
    if as_json:
        click.echo(json.dumps(reckoning.as_dict(), ensure_ascii=False, indent=1))
    else:
        show(reckoning)


@command.command()
@click.argument("number", metavar="YEAR", type=int)
@click.option("--json", "as_json", is_flag=True, help="[{date, name, working}]")
def year(number: int, as_json: bool) -> None:
    """The holidays and make-up working days of a year."""
    try:
        days = arrangement(number)
    except UnknownYear as unknown:
        raise click.ClickException(str(unknown)) from unknown
    if as_json:
        told = [{"date": str(day), "name": entry.name, "working": entry.working} for day, entry in days.items()]
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        rows = [(str(day), weekday_words(day), "补班" if entry.working else "放假", entry.name) for day, entry in days.items()]
        print_table(("日期", "星期", "安排", "名称"), rows)


@command.command()
@click.argument("path", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def load(path: Path) -> None:
    """Take over a year's notice from a file in the form of holiday-cn (JSON)."""
    try:
        notice = read_notice(path)
    except WrongNotice as wrong:
        raise click.ClickException(str(wrong)) from wrong
    tables.ready()
    click.echo(f"{notice.year}年的安排已录入：{DayOff.announce(notice)}天，依据 {notice.source}。")


def start_of(text: str) -> date | datetime:
    """A day, or a moment where a time of day is given."""
    if "T" not in text and ":" not in text:
        return day_of(text)
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"“{text}”不是一个时刻，应当写成 2025-09-29T10:20。") from None


def day_of(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise click.UsageError(f"“{text}”不是一个日期，应当写成 2025-09-29。") from None


def show(reckoning: Reckoning) -> None:
    """The answer first, then the reasons, then the days that stand out."""
    click.echo(answer(reckoning))
    for number, reason in enumerate(reckoning.reasons, start=1):
        click.echo(f"  {number}. {reason.text}{f'  〔{reason.law}〕' if reason.law else ''}")
    print_table(("日期", "星期", "计算", "第几", "说明"), list(day_rows(reckoning)))


def answer(reckoning: Reckoning) -> str:
    if reckoning.due is None or reckoning.ends is None:
        return f"{reckoning.period}：暂停中，最后一日待恢复后计算。"
    last, verb = reckoning.ends.date(), "最迟" if reckoning.period.backward else "到"
    return f"{reckoning.period}：{verb} {day_words(last)} {weekday_words(last)} {reckoning.ends:%H:%M:%S} 止。"


def day_rows(reckoning: Reckoning) -> Iterator[tuple[str, ...]]:
    for day in reckoning.days:
        yield str(day.date), weekday_words(day.date), MARKS[day.mark], str(day.number or ""), day.note


def print_table(heads: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> None:
    table = Table(*heads)
    for row in rows:
        table.add_row(*row)
    Console().print(table)
