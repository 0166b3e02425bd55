"""`fazhi work`: the recurring work, once."""

from datetime import datetime

import click

from fazhi.site import schedule


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As if it were this day.")
def command(on: datetime | None) -> None:
    """Do the recurring work that is due now: lapsed deadlines, reminders, obligations, roll-ups."""
    for name, answer in schedule.run_once(on.date() if on else None).items():
        click.echo(f"{name}  {len(answer) if isinstance(answer, list) else answer}")
