"""The command line: one click group, one file a verb, loaded when it is asked for."""

import os
from importlib import import_module
from typing import Any

import click
import django

from . import tables

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fazhi.site.settings")

VERBS = {
    "demo": "Build the demonstration city 莲城市 and show its figures.",
    "serve": "Serve the pages, and do the recurring work beside them.",
    "check": "Check every declaration and the database.",
    "law": "Statutes: import, list, show, cite, search.",
    "calendar": "Working days and deadlines.",
    "org": "Units: import, show.",
    "ledger": "Excel ledgers 台账: import, export.",
    "log": "The sealed log: verify, checkpoint, publish, receipt, keys, witness, recover.",
    "privacy": "Personal data: erase, replay after a restore, export to whom it concerns.",
    "keys": "Keys of sensitive columns: list, add, rotate, remove.",
    "figures": "The figures, each with its definition and records.",
    "user": "Accounts: add, list, password.",
    "work": "Do the recurring work that is due now.",
    "draw": "Write flows, rooms and deadlines into docs/reference.",
    "module": "Start a new module from the living example.",
    "manage": "Django's own commands.",
}

HELP = {"-h", "--help"}
# These need no tables, or bring them up to date themselves.
ON_THEIR_OWN = ("demo", "serve", "calendar", "check", "draw", "module", "manage")


class Verbs(click.Group):
    """Loads a verb's file only when it is called, so that --help is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(VERBS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in VERBS:
            return None
        # click asks for the verb before it calls the group, and a verb's file imports models.
        django.setup()
        return import_module(f"fazhi.site.command.{name}").command

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        found = super().resolve_command(ctx, args)
        if found[0] not in ON_THEIR_OWN and not HELP & set(args) and not ctx.resilient_parsing:
            tables.ready()
        return found

    def invoke(self, ctx: click.Context) -> Any:
        with tables.told():
            return super().invoke(ctx)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Verbs"):
            formatter.write_dl(list(VERBS.items()))


@click.group(cls=Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="fazhi")
def main() -> None:
    """FaZhi 法治: a city's rule-of-law work, and the proof of what it says about it.

    Exit codes: 0 done, 1 refused or not found, 2 wrong usage, 3 partly done.
    """
