"""`fazhi check`: every declaration, every table, every citation that can be looked up."""

import click
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from django.db import connection

from fazhi.kernel import registry
from fazhi.kernel.law import Article, unresolved
from fazhi.kernel.present.cited import cited
from fazhi.site import guard


@click.command()
def command() -> None:
    """Check every declaration; exit code 1 when one is wrong."""
    try:
        call_command("check", verbosity=0)
    except SystemCheckError as error:
        raise click.ClickException(str(error)) from None
    if weak := [*guard.weaknesses(), *_not_in_the_library()]:
        raise click.ClickException("\n".join(weak))
    counts = {
        shelf: len(registry.on(shelf))
        for shelf in ("flows", "desks", "ledgers", "intakes", "indicators", "papers", "roles", "rules")
    }
    click.echo("declarations hold: " + ", ".join(f"{amount} {shelf}" for shelf, amount in counts.items()))


def _not_in_the_library() -> list[str]:
    """Citations that the texts at hand prove wrong; where there are no tables yet, no text is at hand."""
    return unresolved(list(cited())) if Article._meta.db_table in connection.introspection.table_names() else []
