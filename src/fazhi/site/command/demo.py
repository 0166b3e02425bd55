"""`fazhi demo`: the demonstration city, its figures, and its pages."""

from datetime import datetime

import click
from django.conf import settings
from django.core.management import call_command
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from fazhi.city import building, publishing, standing
from fazhi.city.standing import Asked
from fazhi.kernel.calendar import UnknownYear, arrangement
from fazhi.kernel.indicators import figures
from fazhi.kernel.org.models import Unit

from . import figures as figures_verb
from . import serve as serve_verb

DAY = click.DateTime(["%Y-%m-%d"])
HERE = "127.0.0.1"


@click.command()
@click.option("--serve/--no-serve", "serves", default=True, show_default=True, help="Serve the pages when the city stands.")
@click.option(
    "--size", type=click.Choice(["small", "city"]), help="A sixtieth of the records (small, by default), or all of them (city)."
)
@click.option("--seed", type=int, help="7 by default; the same seed gives the same city, to the byte.")
@click.option("--as-of", type=DAY, help="The day on which the city stands (today).")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--fresh", is_flag=True, help="Build anew; what was done in the city that stands is put aside.")
def command(serves: bool, size: str | None, seed: int | None, as_of: datetime | None, port: int, fresh: bool) -> None:
    """Build the demonstration city 莲城市 (示例数据), print its figures, serve it.

    A city that stands is kept, with all that was done in it, until another one is asked for.
    """
    console = Console()
    if serves:
        serve_verb.refuse_a_taken_port(HERE, port)
    city = _asked(size, seed, as_of)
    if fresh or standing.built() != city or not _holds_units():
        _refuse_an_unknown_year(city)
        _make_room(console, city, fresh)
        _build(console, city)
    (settings.HOME / "as_of").write_text(f"{city.as_of}\n")
    table = figures.figure_table(city.as_of)
    figures_verb.show(table)
    with console.status("发布指标：逐行与账本核对"):
        publishing.publish(city, table)
    _tell_accounts(console, port)
    if serves:
        serve_verb.serve(HERE, port)


def _asked(size: str | None, seed: int | None, as_of: datetime | None) -> Asked:
    """What was asked for; what was not said is as it is in the city that stands, or was begun."""
    here = standing.built() or standing.begun() or Asked("small", 7, timezone.localdate())
    return Asked(size or here.size, here.seed if seed is None else seed, as_of.date() if as_of else here.as_of)


def _refuse_an_unknown_year(city: Asked) -> None:
    """Deadlines of both years of the city are counted in working days."""
    try:
        for year in (city.as_of.year - 1, city.as_of.year):
            arrangement(year)
    except UnknownYear as unknown:
        raise click.ClickException(str(unknown)) from unknown


def _holds_units() -> bool:
    call_command("migrate", verbosity=0, interactive=False)
    return Unit.objects.exists()


def _make_room(console: Console, city: Asked, fresh: bool) -> None:
    """Another city was begun or stands here: put it aside. One that broke off is taken up where it is."""
    here = standing.begun()
    if not standing.is_sample() or (here == city and not fresh):
        return
    try:
        place = standing.make_room()
    except ValueError as reason:
        raise click.ClickException(str(reason)) from None
    console.print(f"这里原来的示例城市（{here or '旧版'}）已移到 {place}。")


def _build(console: Console, city: Asked) -> None:
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("莲城市", total=None)
        try:
            counts = building.build(
                city,
                lambda sentence: bar.update(task, description=sentence),
                lambda done, files: bar.update(task, completed=done, total=files),
            )
        except building.NotEmpty as error:
            raise click.ClickException(str(error)) from None
    table = Table("台账", "新增", "存疑", "拒绝", "没有读", title="导入（示例数据）")
    for name, found in counts.items():
        table.add_row(
            name, *(f"{found.get(level, 0):,}" for level in ("new", "doubtful", "refused")), "是" if found.get("left out") else ""
        )
    console.print(table)
    standing.finish(city)


def _tell_accounts(console: Console, port: int) -> None:
    table = Table("用户名", "岗位", "单位", title=f"登录 http://{HERE}:{port}/login/ ，密码都是 {building.password()}")
    for row in building.accounts():
        table.add_row(*row)
    console.print(table)
