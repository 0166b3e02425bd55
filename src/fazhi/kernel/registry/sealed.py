"""Tables that the ledger commits to though no act writes them by name: whoever writes one of their rows is heard here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models.signals import m2m_changed

WRITE, REMOVE = "write", "remove"
# The ledger leaves a function here: it hears, in the transaction of the writing, which rows of a table were written or removed.
listeners: list[Callable[[type[models.Model], Sequence[int], str], None]] = []

Written = dict[tuple[type[models.Model], str], dict[int, None]]
_held: ContextVar[Written | None] = ContextVar("held", default=None)


def tell(model: type[models.Model], keys: Iterable[int], what: str = WRITE) -> None:
    """Say which rows were written or removed; must stand in the transaction of the writing."""
    keys = [key for key in keys if key is not None]
    if (held := _held.get()) is not None:
        held.setdefault((model, what), {}).update(dict.fromkeys(keys))
    elif keys:
        for listen in listeners:
            listen(model, keys, what)


@contextmanager
def together() -> Iterator[None]:
    """One transaction in which many rows are written one by one: heard at its end, table by table, as if written at once."""
    if _held.get() is not None:
        yield
        return
    with transaction.atomic():
        held: Written = {}
        token = _held.set(held)
        try:
            yield
        finally:
            _held.reset(token)
        for (model, what), keys in held.items():
            tell(model, keys, what)


class WatchedQuerySet(models.QuerySet[Any]):
    """Rows that cannot be written in bulk unheard."""

    def update(self, **values: Any) -> int:
        if set(values) <= derived(self.model):
            return super().update(**values)
        with transaction.atomic(using=self.db, savepoint=False):
            keys = list(self.values_list("pk", flat=True))
            done = super().update(**values)
            tell(self.model, keys)
        return done

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        if kwargs.get("ignore_conflicts") or kwargs.get("update_conflicts"):
            raise TypeError(f"{self.model.__name__}: with conflicts passed over nobody knows which rows were written")
        with transaction.atomic(using=self.db, savepoint=False):
            made = super().bulk_create(objs, *args, **kwargs)
            tell(self.model, [one.pk for one in made])
        return made

    def delete(self) -> tuple[int, dict[str, int]]:
        with transaction.atomic(using=self.db, savepoint=False):
            keys = list(self.values_list("pk", flat=True))
            done = super().delete()
            tell(self.model, keys, REMOVE)
        return done


class Watched(models.Model):
    """A row whose every writing is heard; columns named in `unsealed` are derived from others, or tell nothing of a right."""

    is_sealed: ClassVar[bool] = True
    is_watched: ClassVar[bool] = True
    unsealed: ClassVar[str] = ""

    objects = WatchedQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        columns = kwargs.get("update_fields")
        with transaction.atomic(savepoint=False):
            super().save(*args, **kwargs)
            if self.is_watched and (columns is None or not set(columns) <= derived(type(self))):
                tell(type(self), [self.pk])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        key = self.pk
        with transaction.atomic(savepoint=False):
            done = super().delete(*args, **kwargs)
            tell(type(self), [key], REMOVE)
        return done


def derived(model: type[models.Model]) -> set[str]:
    """The columns of a model that the ledger does not commit to."""
    return set(getattr(model, "unsealed", "").split())


def hear_links(model: type[models.Model]) -> None:
    """Let the links of a row to many others be heard as a writing of the row."""
    for column in model._meta.many_to_many:
        m2m_changed.connect(_linked, sender=column.remote_field.through, dispatch_uid=f"sealed.{model.__name__}.{column.name}")


def _linked(instance: models.Model, action: str, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
    if action.startswith("post_") and not reverse:
        tell(type(instance), [instance.pk])
