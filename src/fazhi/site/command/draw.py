"""`fazhi draw`: the declarations as pages of docs/reference; `--check` says whether the pages are fresh."""

from pathlib import Path

import click
from django.conf import settings

from fazhi.site import reference

FOLDER = settings.ROOT / "docs" / "reference"


@click.command()
@click.option("--check", is_flag=True, help="Write nothing; exit code 1 when a page is out of date.")
def command(check: bool) -> None:
    """Write flows, deadlines and declarations into docs/reference."""
    stale = [name for name, text in reference.pages().items() if _read(FOLDER / name) != text]
    if check and stale:
        raise click.ClickException(f"out of date, run `make draw`: {', '.join(stale)}")
    for name in stale:
        FOLDER.mkdir(parents=True, exist_ok=True)
        (FOLDER / name).write_text(reference.pages()[name])
    click.echo(f"docs/reference: {len(reference.pages())} pages, {len(stale)} renewed")


def _read(path: Path) -> str:
    return path.read_text() if path.exists() else ""
