"""The tables that a verb works on: made at once in a new home; what the database will not do is said in a sentence."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from django.core.management import call_command
from django.db import OperationalError, ProgrammingError, connection


def ready() -> None:
    """Make the tables where there are none yet; `serve` and `demo` also bring older ones up to date."""
    with told():
        if "django_migrations" in connection.introspection.table_names():
            return
        click.echo("这里还没有数据，正在建库 …", err=True)
        call_command("migrate", verbosity=0, interactive=False)


@contextmanager
def told() -> Iterator[None]:
    """A database that cannot be reached, is full, locked or older than the program: exit code 1 and what to do."""
    try:
        yield
    except (OperationalError, ProgrammingError) as error:
        raise click.ClickException(f"数据库没有完成这件事：{error}。刚升级过的，请先运行 fazhi manage migrate。") from error
