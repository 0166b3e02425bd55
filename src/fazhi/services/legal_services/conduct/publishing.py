"""What is done with a line of the catalogue: published, changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError

from fazhi.kernel.flow import clocks
from fazhi.kernel.flow.acting import Acting

if TYPE_CHECKING:
    from ..models import OpenItem


def publish(item: OpenItem, act: Acting) -> None:
    """On the day on which it was to be seen; late is what came after the last day."""
    if item.shown_on > act.on:
        raise ValidationError({"shown_on": "公开日期还没有到"})
    if item.shown_on < item.day_changed() and act.via != "import":
        raise ValidationError({"shown_on": f"不早于信息形成、变更之日（{item.day_changed()}）"})
    dues = [row["due"] for row in clocks.running(item) if row["name"] == "limit" and row["due"]]
    item.was_late, item.times = bool(dues) and item.shown_on.isoformat() > dues[0], item.times + 1


def change(item: OpenItem, act: Acting) -> None:
    if item.changed_on > act.on:
        raise ValidationError({"changed_on": "变更日期还没有到"})
