"""`fazhi work`: the recurring work, once or for good."""

from datetime import datetime

import click

from fazhi.site import schedule


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As if it were this day.")
@click.option("--forever", is_flag=True, help="Every minute until stopped; `fazhi serve` runs one of these.")
def command(on: datetime | None, forever: bool) -> None:
    """Do the recurring work that is due now: lapsed deadlines, reminders, obligations, roll-ups."""
    if forever:
        schedule.run_forever()
    for name, answer in schedule.run_once(on.date() if on else None).items():
        click.echo(f"{name}  {len(answer) if isinstance(answer, list) else answer}")
