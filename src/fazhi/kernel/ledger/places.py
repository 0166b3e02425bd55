"""Where an act happened, as far as the public may read it: the county, or what stands above it."""

from functools import cache
from typing import Any

from django.db.models.signals import post_save
from django.dispatch import receiver

from fazhi.kernel.org.models import Unit
from fazhi.kernel.org.paths import lineage

COUNTY = 2  # the depth of the tree; what lies below stands under the entry's commitment


def county_code(path: str) -> str:
    """The code of the county in which a path lies."""
    return code_of(lineage(path)[:COUNTY][-1]) if path else ""


@cache
def code_of(path: str) -> str:
    """Asked once a county; forgotten whenever a unit changes."""
    return Unit.objects.filter(path=path).values_list("code", flat=True).first() or ""


@receiver(post_save, sender=Unit, dispatch_uid="ledger.code_of")
def forget(**_: Any) -> None:
    code_of.cache_clear()
