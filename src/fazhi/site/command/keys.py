"""`fazhi keys …`: the keys under which sensitive columns lie: which there are, a new one, everything under it, the old one away."""

import json
from typing import Any

import click
from django.conf import settings

from fazhi.kernel.documents import shelf
from fazhi.kernel.records import chest, keyring, recrypting
from fazhi.kernel.records.ciphers import SUITES

from .bars import bar

CIPHERS = {"aes": "a", "sm4": "s"}


def everything() -> list[Any]:
    """All that lies encrypted: columns of words, columns of bytes, the files on the shelf."""
    return [*recrypting.columns(), *chest.columns(), *shelf.stores()]


@click.group()
def command() -> None:
    """Keys of sensitive columns; they lie in FAZHI_HOME/keys/fields, or where FAZHI_KEYS says, and never in a backup of the database."""


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="[{name, use, values, is_current}]")
def list_keys(as_json: bool) -> None:
    """Each key, what it is for, and how many values lie under it."""
    ring, columns = keyring.ring(), everything()
    current = {ring.current.name, ring.matching[0].name}
    told = [
        {
            "name": key.name,
            "use": SUITES[key.name[0]].label if key.name[0] in SUITES else "HMAC-SHA-256 查找",
            "values": sum(column.under(key) for column in columns),
            "is_current": key.name in current,
        }
        for key in ring.keys.values()
    ]
    if as_json:
        click.echo(json.dumps(told, ensure_ascii=False, indent=1))
    for key in () if as_json else told:
        click.echo(f"{key['name']}  {key['use']}  {key['values']:,} 个值{'  现用' if key['is_current'] else ''}")
    click.echo(f"密钥在 {keyring.folder()}，明文 {sum(column.plain() for column in columns):,} 个值。", err=True)


@command.command()
@click.option("--cipher", type=click.Choice(list(CIPHERS)), help="Of the new key; FAZHI_CIPHER or aes otherwise.")
@click.option("--matching", is_flag=True, help="A key of the hashes by which numbers are found, instead.")
def add(cipher: str | None, matching: bool) -> None:
    """A new key; whatever is written from now on lies under it. Restart the servers, then `fazhi keys rotate`."""
    letter = keyring.MATCHING if matching else CIPHERS.get(cipher or "", settings.FIELD_CIPHER)
    click.echo(f"新密钥 {keyring.add(letter).name}。请重启服务，再运行 fazhi keys rotate；旧密钥在此之前不能删除。")


@command.command()
@click.pass_context
def rotate(context: click.Context) -> None:
    """Write every value under the current keys; stopped at any point, it goes on where it stood."""
    columns = everything()
    total, renewed, lost = sum(column.waiting() for column in columns), 0, 0
    with bar("重新加密", total) as tell:
        for column in columns:
            done, unread = column.renew(tell)
            renewed, lost = renewed + done, lost + unread
    click.echo(f"重新加密 {renewed:,} 个值{f'，{lost:,} 个读不出来，没有改动' if lost else ''}。")
    context.exit(3 if lost else 0)


@command.command()
@click.argument("name")
def remove(name: str) -> None:
    """Destroy a key that nothing lies under. Backups made before the rotation can then not be read any more."""
    ring = keyring.ring()
    if name not in ring.keys:
        raise click.ClickException(f"没有密钥“{name}”。")
    if name in (ring.current.name, ring.matching[0].name):
        raise click.ClickException(f"“{name}”正在使用，不能删除。")
    if amount := sum(column.under(ring.keys[name]) for column in everything()):
        raise click.ClickException(f"还有 {amount:,} 个值用“{name}”加密，请先运行 fazhi keys rotate。")
    keyring.remove(name)
    click.echo(f"已销毁 {name}。")
