"""`fazhi check`: every declaration, every table, every citation that can be looked up."""

import click
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from fazhi.kernel import registry
from fazhi.site import guard


@click.command()
def command() -> None:
    """Check every declaration; exit code 1 when one is wrong."""
    try:
        call_command("check", verbosity=0)
    except SystemCheckError as error:
        raise click.ClickException(str(error)) from None
    if weak := list(guard.weaknesses()):
        raise click.ClickException("\n".join(weak))
    counts = {
        shelf: len(registry.on(shelf))
        for shelf in ("flows", "desks", "ledgers", "intakes", "indicators", "papers", "roles", "rules")
    }
    click.echo("declarations hold: " + ", ".join(f"{amount} {shelf}" for shelf, amount in counts.items()))
