"""Bytes that are encrypted at rest: the content of files, and rows that are packed together; each opens only where it belongs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from secrets import token_bytes
from typing import Any

from django.db import connection, models

from fazhi.kernel import registry

from . import keyring
from .ciphers import NONCE, NotAuthentic

MARK = b"FZ1 "
HEAD = len(MARK) + 24  # bytes within which the key's name ends


class Unopened(OSError):
    """The key is not at hand, or these are not the bytes that were put away here."""


def closed(data: bytes, where: str) -> bytes:
    """Bytes encrypted for one place."""
    ring, nonce = keyring.ring(), token_bytes(NONCE)
    key = ring.current
    return MARK + key.name.encode() + b"\n" + nonce + ring.suite(key).encrypt(key.secret, nonce, data, _bound(where, key.name))


def opened(stored: bytes, where: str) -> bytes:
    """What was put away; what an older release left in the clear as it is. Raises Unopened with a sentence."""
    name = key_of(stored)
    if name is None:
        return stored
    if (key := keyring.key(name)) is None:
        raise Unopened(f"内容用密钥“{name}”加密，本机没有这把密钥；请系统管理员放回密钥文件")
    body = stored[len(MARK) + len(name) + 1 :]
    try:
        return keyring.ring().suite(key).decrypt(key.secret, body[:NONCE], body[NONCE:], _bound(where, name))
    except (NotAuthentic, ValueError):
        raise Unopened("内容不是存放在这里的那一份（可能被移动或者改动）") from None


def key_of(stored: bytes) -> str | None:
    """The name of the key that bytes lie under; the beginning is enough. None where they lie in the clear."""
    if not stored.startswith(MARK):
        return None
    return stored[len(MARK) : HEAD].partition(b"\n")[0].decode("ascii", "replace")


def _bound(where: str, name: str) -> bytes:
    return f"{where} {name}".encode()


class ClosedBytes(models.BinaryField):
    """Bytes that lie encrypted in their column; read and written as they are."""

    def deconstruct(self) -> Any:
        name, _, args, kwargs = super().deconstruct()
        return name, "django.db.models.BinaryField", args, kwargs  # the column is the same

    @property
    def where(self) -> str:
        return f"{self.model._meta.label_lower}.{self.name}"

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:
        return super().get_db_prep_value(closed(bytes(value), self.where) if value else value, connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: Any) -> Any:
        return opened(bytes(value), self.where) if value else value


@dataclass(frozen=True, slots=True)
class Store:
    """A place where such bytes lie: the beginning of each by its name, and a way to put one away anew."""

    heads: Callable[[], Iterator[tuple[Any, bytes]]]
    again: Callable[[Any], None]

    def waiting(self) -> int:
        current = keyring.ring().current.name
        return sum(key_of(head) != current for _, head in self.heads())

    def under(self, key: keyring.Key) -> int:
        return sum(key_of(head) == key.name for _, head in self.heads())

    def plain(self) -> int:
        return sum(key_of(head) is None for _, head in self.heads())

    def renew(self, tell: Callable[[int], None]) -> tuple[int, int]:
        """(written anew, unreadable); stopped at any point it goes on where it stood."""
        renewed = lost = 0
        current = keyring.ring().current.name
        for name in [name for name, head in self.heads() if key_of(head) != current]:
            try:
                self.again(name)
                renewed += 1
            except Unopened:
                lost += 1
            tell(1)
        return renewed, lost


def columns() -> list[Store]:
    """Every column of such bytes."""
    found = [(model, field) for model in registry.models() for field in model._meta.concrete_fields]
    return [_column(model, field) for model, field in found if isinstance(field, ClosedBytes)]


def _column(model: Any, field: ClosedBytes) -> Store:
    table, name = (connection.ops.quote_name(word) for word in (model._meta.db_table, field.column))

    def heads() -> Iterator[tuple[int, bytes]]:
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT id, substr({name}, 1, {HEAD}) FROM {table} WHERE length({name}) > 0")  # noqa: S608
            yield from ((row, bytes(head)) for row, head in cursor.fetchall())

    def again(row: int) -> None:
        data = model._base_manager.filter(pk=row).values_list(field.name, flat=True).get()
        model._base_manager.filter(pk=row).update(**{field.name: data})

    return Store(heads, again)


def files(folder: Path, pattern: str, where: Callable[[Path], str]) -> Store:
    """Every file of a folder that lies so."""

    def heads() -> Iterator[tuple[Path, bytes]]:
        for path in folder.glob(pattern):
            with path.open("rb") as file:
                yield path, file.read(HEAD)

    def again(path: Path) -> None:
        beside = path.with_name(f".{path.name}.new")
        beside.write_bytes(closed(opened(path.read_bytes(), where(path)), where(path)))
        beside.chmod(path.stat().st_mode)
        beside.replace(path)

    return Store(heads, again)
