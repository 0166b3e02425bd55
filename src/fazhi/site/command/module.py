"""`fazhi module PILLAR/NAME`: a new module from the living example, installed, migrated and drawn."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
from django.apps import apps
from django.conf import settings

EXAMPLE = settings.ROOT / "tests" / "example"
MODULES = settings.ROOT / "src" / "fazhi" / "site" / "modules.py"
PILLARS = ("governance", "exemplars", "norms", "services")
NAME = re.compile(r"[a-z][a-z0-9]*(?:_[a-z0-9]+)*")
PLACE = "    # The living example: installed in tests alone.\n"


@click.command()
@click.argument("path", metavar="PILLAR/NAME")
@click.option("--title", help="What one of its cases is called in Chinese, as 来信; the name if not given.")
@click.option("--model", help="Its class, as Letter; the name without its plural s if not given.")
def command(path: str, title: str | None, model: str | None) -> None:
    """Start a module: seven files from tests/example with a test, in the list of modules, with its migration.

    From then on it has lists, forms, steps, an Excel ledger, figures and API routes. Change it file by file.
    """
    pillar, _, name = path.partition("/")
    _refuse_wrong(pillar, name)
    made = model or "".join(word.title() for word in name.removesuffix("s").split("_"))
    if not made.isidentifier() or not made[0].isupper():
        raise click.ClickException(f"“{made}”不能作类名；应像 Letter 这样写")
    folder = settings.ROOT / "src" / "fazhi" / pillar / name
    before = MODULES.read_text()
    try:
        written = list(_write(folder, dict(_words(pillar, name, made, title or name)), title or name))
        MODULES.write_text(before.replace(PLACE, f'    "fazhi.{pillar}.{name}",\n{PLACE}'))
        _run("manage", "makemigrations", name)
        _run("draw")
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        MODULES.write_text(before)
        raise
    for file, lines in written:
        click.echo(f"{file.relative_to(settings.ROOT)}  {lines} 行")
    click.echo(
        f"已装入 {MODULES.relative_to(settings.ROOT)}，已生成迁移和 docs/reference。接着：改 models.py 的字段，再 make check 和 make test"
    )


def _refuse_wrong(pillar: str, name: str) -> None:
    if pillar not in PILLARS or not NAME.fullmatch(name):
        raise click.ClickException(f"应写成 支柱/名称，例如 services/letters；支柱有：{'、'.join(PILLARS)}")
    if name in {config.label for config in apps.get_app_configs()} or (settings.ROOT / "src" / "fazhi" / pillar / name).exists():
        raise click.ClickException(f"已经有叫“{name}”的模块，请换一个名称")
    if not EXAMPLE.is_dir():
        raise click.ClickException(f"找不到样板 {EXAMPLE}；新模块要在源码目录里建")


def _words(pillar: str, name: str, model: str, title: str) -> Iterator[tuple[str, str]]:
    """What each word of the example becomes; longer words come before those they hold."""
    yield r"tests\.example", f"fazhi.{pillar}.{name}"
    yield r"\bexample\b", name
    yield r'pillar = "services"', f'pillar = "{pillar}"'
    yield "来访人", "当事人"
    yield "来访登记|来访", title
    yield "访〔", f"{title[-1]}〔"
    yield 'kind="访"', f'kind="{title[-1]}"'
    yield "visitors", "parties"
    yield "visitor", "party"
    yield "Visitor", f"{model}Party"
    yield "Visit", model
    yield "visits", name
    yield "visit", model.lower()
    yield 'note="示例"', 'note="样板的默认值，请按本市规定修改"'


def _write(folder: Path, words: dict[str, str], title: str) -> Iterator[tuple[Path, int]]:
    """Each file of the example in the words of the module; the file and its lines."""
    for source in sorted(EXAMPLE.rglob("*.py")):
        place = folder / source.relative_to(EXAMPLE)
        if "migrations" in place.parts:
            continue
        text = f'"""{title} {folder.name}."""\n' if place == folder / "__init__.py" else _renamed(source.read_text(), words)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        yield place, len(text.splitlines())
    (folder / "migrations").mkdir()
    (folder / "migrations" / "__init__.py").touch()


def _renamed(text: str, words: dict[str, str]) -> str:
    for word, becomes in words.items():
        text = re.sub(word, becomes, text)
    return text


def _run(*arguments: str) -> None:
    """A verb in a process of its own, which loads the new module; raises ClickException with what it said."""
    done = subprocess.run([sys.executable, "-m", "fazhi", *arguments], capture_output=True, text=True, cwd=settings.ROOT)  # noqa: S603
    if done.returncode:
        raise click.ClickException(f"fazhi {' '.join(arguments)}：{(done.stderr or done.stdout).strip()[-600:]}")
