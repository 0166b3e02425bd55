"""Rows that only acts may change: whatever would pass by the ledger is refused where it is tried."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NoReturn

from django.db.models import Model, QuerySet


class PastTheLedger(PermissionError):
    """Somebody tried to change sealed rows without an act; the sentence says what to do instead."""


class SealedQuerySet(QuerySet[Any]):
    """Rows of which every writing is an act's: many at once may change only what is derived from others.

    Who must pass by on purpose (a test, a rescue) takes `_base_manager`, and `fazhi log verify` tells of it.
    """

    def update(self, **values: Any) -> int:
        if set(values) - derived(self.model):
            self._refuse("update")
        return super().update(**values)

    def bulk_update(self, objs: Iterable[Model], fields: Iterable[str], batch_size: int | None = None) -> int:
        if set(fields) - derived(self.model):
            self._refuse("bulk_update")
        return super().bulk_update(objs, fields, batch_size)

    def delete(self) -> NoReturn:
        self._refuse("delete")

    def _refuse(self, what: str) -> NoReturn:
        raise PastTheLedger(
            f"{self.model._meta.verbose_name}的{what}不经过账本，不允许：请走办理步骤、更正登记或者导入，它们会留下记录"
        )


def derived(model: type[Model]) -> set[str]:
    """The columns that the ledger does not commit to."""
    return set(getattr(model, "unsealed", "").split())
