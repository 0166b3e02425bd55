"""`fazhi demo`: the demonstration city, its figures, and its pages."""

from datetime import datetime

import click
from django.conf import settings
from django.utils import timezone
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

from fazhi.city import building
from fazhi.kernel.indicators import figures, publication
from fazhi.kernel.indicators.models import Snapshot
from fazhi.kernel.org.models import Unit

from . import figures as figures_verb
from . import serve as serve_verb

BUILT = "built"  # in FAZHI_HOME: size and seed of the city that stands there


@click.command()
@click.option("--serve/--no-serve", "serves", default=True, show_default=True, help="Serve the pages when the city stands.")
@click.option(
    "--size", type=click.Choice(["small", "city"]), default="small", show_default=True, help="A thirtieth of the records, or all."
)
@click.option("--seed", type=int, default=7, show_default=True, help="The same seed gives the same city, to the byte.")
@click.option("--as-of", type=click.DateTime(["%Y-%m-%d"]), help="The day on which the city stands (today).")
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535), help="Port to listen on.")
@click.option("--fresh", is_flag=True, help="Bring the ledgers in again although the city stands.")
def command(serves: bool, size: str, seed: int, as_of: datetime | None, port: int, fresh: bool) -> None:
    """Build the demonstration city 莲城市 (示例数据), print its figures, serve it."""
    on = as_of.date() if as_of else timezone.localdate()
    console = Console()
    if fresh or not _stands():
        _build(console, size, seed, on)
    elif (settings.HOME / BUILT).read_text().split() not in ([], [size, str(seed)]):
        console.print(
            f"这里的城市是用 --size/--seed {(settings.HOME / BUILT).read_text().strip()} 生成的，没有重建；要另建，请换一个 FAZHI_HOME。"
        )
    (settings.HOME / "as_of").write_text(f"{on}\n")
    table = figures.figure_table(on)
    figures_verb.show(table)
    _publish(table)
    _tell_accounts(console, port)
    if serves:
        serve_verb.serve("127.0.0.1", port)


def _publish(table: list[figures.FigureRow]) -> None:
    """Freeze the report's figures once, so that the public's page has something to show."""
    if not Snapshot.objects.exists():
        publication.publish([row.answer for row in table if row.answer and not row.answer.empty], None)


def _stands() -> bool:
    """Whether a city was built here and wholly brought in."""
    return (settings.HOME / BUILT).exists() and Unit.objects.exists()


def _build(console: Console, size: str, seed: int, on: datetime) -> None:
    columns = (BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bar:
        task = bar.add_task("莲城市", total=None)
        try:
            counts = building.build(
                size,
                seed,
                on,
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
    (settings.HOME / BUILT).write_text(f"{size} {seed}\n")


def _tell_accounts(console: Console, port: int) -> None:
    table = Table("用户名", "岗位", "单位", title=f"登录 http://127.0.0.1:{port}/login/ ，密码都是 {building.password()}")
    for row in building.accounts():
        table.add_row(*row)
    console.print(table)
