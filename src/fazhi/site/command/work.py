"""`fazhi work`: the recurring work, once or for good."""

from datetime import datetime

import click

from fazhi.site import schedule


@click.command()
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="As if it were this day.")
@click.option("--forever", is_flag=True, help="Every minute until stopped; `fazhi serve` runs one of these.")
def command(on: datetime | None, forever: bool) -> None:
    """Do the recurring work that is due now: lapsed deadlines, reminders, obligations, roll-ups. Exit code 3 when some of it broke off."""
    if forever:
        schedule.run_forever()
    answers = schedule.run_once(on.date() if on else None)
    for name, answer in answers.items():
        told = f"没有做完：{answer!r}" if isinstance(answer, Exception) else len(answer) if isinstance(answer, list) else answer
        click.echo(f"{name}  {told}")
    if any(isinstance(answer, Exception) for answer in answers.values()):
        raise SystemExit(3)
